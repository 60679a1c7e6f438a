/** A TCP proxy before PostgreSQL that loses connections at the worst moments. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** What happens to a COMMIT that passes by. */
export type Fault =
  | 'none'
  /** The connection ends before the server sees it. */
  | 'lose request'
  /** The server carries it out; its answer is lost with the connection. */
  | 'lose answer'
  /** As before, and nobody can connect any more. */
  | 'lose answer and stay away';

export interface FaultyProxy {
  /** The URL with the proxy's address in place of the server's. */
  url: string;
  /** Befalls the next COMMIT, and only that one. */
  fault: Fault;
  /** COMMITs that a fault has befallen. */
  faults: number;
  /** New connections are refused while true; a fault may set it. */
  away: boolean;
  /** Nothing is passed on in either direction while true, as when the network is cut; connections stay open. */
  silent: boolean;
  close(): Promise<void>;
}

/** A Query message holding COMMIT and nothing else, as the store sends it. */
const COMMIT = Buffer.from('Q\0\0\0\u000bCOMMIT\0', 'latin1');

export async function startProxy(serverUrl: string): Promise<FaultyProxy> {
  const target = new URL(serverUrl);
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    if (proxy.away) {
      client.destroy();
      return;
    }
    const upstream = connect(Number(target.port || 5432), target.hostname);
    const end = (): void => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', end).on('close', () => {
        sockets.delete(socket);
        end();
      });
    }
    let mute = false;
    client.on('data', (chunk: Buffer) => {
      if (proxy.silent) return;
      if (proxy.fault !== 'none' && chunk.includes(COMMIT)) {
        const { fault } = proxy;
        proxy.fault = 'none';
        proxy.faults += 1;
        if (fault === 'lose request') return end();
        if (fault === 'lose answer and stay away') proxy.away = true;
        mute = true;
      }
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (mute) end();
      else if (!proxy.silent) client.write(chunk);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = new URL(serverUrl);
  url.hostname = '127.0.0.1';
  if (address !== null && typeof address === 'object') url.port = String(address.port);
  const proxy: FaultyProxy = {
    url: url.href,
    fault: 'none',
    faults: 0,
    away: false,
    silent: false,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  return proxy;
}
