/** HTTP for the crash run: an answer counts only when it has arrived in full; a broken connection is `cut`. */
import { Agent, type IncomingMessage, request } from 'node:http';

export interface Connection {
  agent: Agent;
  address: string;
  key: string;
}

export function connect(address: string, key: string): Connection {
  return { agent: new Agent({ keepAlive: true, maxSockets: 64 }), address, key };
}

export type Reply = { is: 'answered'; status: number; text: string } | { is: 'cut'; reason: string };

export function send(
  to: Connection,
  method: 'GET' | 'POST',
  path: string,
  body: string | null = null,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const { promise, resolve } = Promise.withResolvers<Reply>();
  const cut = (error: Error) => resolve({ is: 'cut', reason: error.message });
  const outgoing = request(`${to.address}${path}`, {
    method,
    agent: to.agent,
    headers: headersOf(to, headers),
  });
  outgoing.on('error', cut);
  outgoing.on('response', (response) => {
    let text = '';
    response.setEncoding('utf8');
    response.on('error', cut);
    response.on('data', (chunk: string) => {
      text += chunk;
    });
    response.on('close', () => {
      if (!response.complete) resolve({ is: 'cut', reason: 'the answer was cut' });
      else resolve({ is: 'answered', status: response.statusCode ?? 0, text });
    });
  });
  outgoing.end(body ?? undefined);
  return promise;
}

export interface Stream {
  /** Resolves when the line is handed over; false when the connection is gone. */
  write(line: string): Promise<boolean>;
  end(): void;
  /** Resolves when the connection is gone (with the reason) or the answer has ended (null). */
  done: Promise<string | null>;
}

/** A POST of NDJSON that stays open. `onLine` is called for every line of the answer that has arrived in full. */
export function openStream(to: Connection, path: string, onLine: (line: string) => void): Stream {
  const { promise: done, resolve } = Promise.withResolvers<string | null>();
  let open = true;
  const end = (reason: string | null) => {
    open = false;
    resolve(reason);
  };
  const outgoing = request(`${to.address}${path}`, {
    method: 'POST',
    agent: to.agent,
    headers: headersOf(to, { 'content-type': 'application/x-ndjson' }),
  });
  outgoing.on('error', (error) => end(error.message));
  outgoing.on('response', (response) => {
    if (response.statusCode !== 200) end(`answered ${response.statusCode}`);
    readLines(response, onLine);
    response.on('error', (error) => end(error.message));
    response.on('close', () => end(response.complete ? null : 'the answer was cut'));
  });
  return {
    async write(line) {
      if (!open) return false;
      if (outgoing.write(`${line}\n`)) return true;
      const drained = Promise.withResolvers<void>();
      outgoing.once('drain', drained.resolve);
      await Promise.race([drained.promise, done]);
      return open;
    },
    end: () => outgoing.end(),
    done,
  };
}

function readLines(response: IncomingMessage, onLine: (line: string) => void): void {
  let rest = '';
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
}

function headersOf(to: Connection, more: Record<string, string>): Record<string, string> {
  return { authorization: `Bearer ${to.key}`, 'content-type': 'application/json', ...more };
}
