/** Both servers in this process over memory-services.ts, and bytes over a socket as they are. */
import { connect, type Socket } from 'node:net';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { buildServers } from '../src/http/servers.ts';
import type { ServerOptions, Timeouts } from '../src/http/settings.ts';
import { type MemoryServices, memoryServices } from './memory-services.ts';
import { servesMadeUpDocuments } from './openapi-check.ts';

export interface HttpKit {
  services: MemoryServices;
  address: string;
  operationsAddress: string;
  close(): Promise<void>;
  /** What was logged, a line each. */
  log: string[];
  clock: { nowMs: number; monotonicMs: number };
}

export async function startHttp(
  given: { config?: Partial<ServerOptions['config']>; timeouts?: Partial<Timeouts> } = {},
): Promise<HttpKit> {
  const clock = { nowMs: Date.UTC(2026, 0, 1), monotonicMs: 0 };
  const services = memoryServices(() => clock.nowMs);
  const log: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      log.push(String(chunk));
      done();
    },
  });
  let ids = 0;
  const servers = buildServers({
    services,
    config: {
      host: '127.0.0.1',
      port: 0,
      operationsPort: 0,
      rateLimit: 0,
      trustedProxies: [],
      publicUrl: null,
      ...given.config,
    },
    logger: pino({ level: 'info' }, sink),
    world: {
      now: () => clock.nowMs,
      randomBytes: (count) => new Uint8Array(count),
      eventId: () => `event-${++ids}`,
      uuid: () => `id-${++ids}`,
    },
    monotonicMs: () => clock.monotonicMs,
    timeouts: { checkingIntervalMs: 50, ...given.timeouts },
  });
  const addresses = await servers.listen();
  servesMadeUpDocuments(addresses.address);
  return { services, ...addresses, close: () => servers.close(), log, clock };
}

export interface RawConnection {
  socket: Socket;
  /** Everything received, once the server has closed the connection. */
  ended: Promise<string>;
  /** Resolves with everything received so far, as soon as `pattern` is in it; rejects when the connection ends before. */
  until(pattern: RegExp): Promise<string>;
}

export function openRaw(address: string): RawConnection {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  let received = '';
  let watch = () => {};
  const { promise: ended, resolve } = Promise.withResolvers<string>();
  socket.on('data', (chunk) => {
    received += chunk.toString('latin1');
    watch();
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    resolve(received);
    watch();
  });
  return {
    socket,
    ended,
    until: (pattern) =>
      new Promise((found, missed) => {
        watch = () => {
          if (pattern.test(received)) found(received);
          else if (socket.destroyed) missed(new Error(`never received ${pattern}: ${received}`));
        };
        watch();
      }),
  };
}

/** Sends bytes and answers everything that came back before the server closed the connection. */
export async function exchange(address: string, bytes: string): Promise<string> {
  const { socket, ended } = openRaw(address);
  socket.write(bytes, 'latin1');
  return ended;
}
