/**
 * The load: `clients` connections, each with one request in flight, over plain sockets so that the generator is not
 * what is measured. Prints what it saw as JSON. Answers must carry a Content-Length and be of the expected status.
 */
import { connect, type Socket } from 'node:net';
import { constants, setPriority } from 'node:os';

export interface Load {
  port: number;
  clients: number;
  seconds: number;
  /** Complete requests, sent in turn; every client starts at another place. */
  requests: readonly string[];
  /** Ends before its time when each was sent once. */
  once?: boolean;
  status: number;
  /** Gives way to other loads on its core: it is there to keep the server busy, not to be measured. */
  background?: boolean;
}

export interface Seen {
  requests: number;
  seconds: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  slowest: number;
}

const END = Buffer.from('\r\n\r\n');

/** Calls `done` with the status and the body once a whole answer has arrived. */
export function readAnswers(socket: Socket, done: (status: number, body: Buffer) => void): void {
  let kept: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    kept = kept.length === 0 ? chunk : Buffer.concat([kept, chunk]);
    for (;;) {
      const head = kept.indexOf(END);
      if (head === -1) return;
      const text = kept.toString('latin1', 0, head).toLowerCase();
      const length = Number(/content-length: (\d+)/.exec(text)?.[1] ?? Number.NaN);
      if (Number.isNaN(length)) throw new Error(`an answer without Content-Length: ${text}`);
      if (kept.length < head + 4 + length) return;
      const body = kept.subarray(head + 4, head + 4 + length);
      kept = kept.subarray(head + 4 + length);
      done(Number(text.slice(9, 12)), body);
    }
  });
}

export async function runLoad({
  port,
  clients,
  seconds,
  requests,
  once = false,
  status,
}: Load): Promise<Seen> {
  const times: number[] = [];
  const buffers = requests.map((request) => Buffer.from(request));
  const started = performance.now();
  const end = started + seconds * 1000;
  const client = (n: number) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let next = Math.floor((n * buffers.length) / clients);
    const last = once ? Math.floor(((n + 1) * buffers.length) / clients) : Number.POSITIVE_INFINITY;
    let sent = 0;
    const send = () => {
      sent = performance.now();
      socket.write(buffers[next++ % buffers.length] ?? '');
    };
    socket
      .on('connect', send)
      .on('error', reject)
      .on('close', () => resolve());
    readAnswers(socket, (got) => {
      if (got !== status) return reject(new Error(`answered ${got} instead of ${status}`));
      const now = performance.now();
      times.push(now - sent);
      if (now < end && next < last) send();
      else socket.end();
    });
    return promise;
  };
  await Promise.all(Array.from({ length: clients }, (_, n) => client(n)));
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return {
    requests: times.length,
    seconds: (performance.now() - started) / 1000,
    p50: at(0.5),
    p99: at(0.99),
    slowest: at(1),
  };
}

if (import.meta.main) {
  process.once('message', (load: Load) => {
    if (load.background === true) setPriority(constants.priority.PRIORITY_LOW);
    runLoad(load).then(
      (seen) => {
        process.send?.(seen);
        process.disconnect?.();
      },
      (error: Error) => {
        console.error(error.message);
        process.exit(1);
      },
    );
  });
}
