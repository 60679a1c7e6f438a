/**
 * The load of a soak: several kinds of work side by side, each at a rate of its own. A client sends its next request when it
 * is due and the one before it is answered, so a server that is late is asked less often, never more. Says every second what
 * was answered.
 */
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { readAnswers } from '../load.ts';
import { get, post } from '../servers.ts';
import { eventOf } from '../stores/events.ts';

export interface Work {
  what: string;
  perSecond: number;
  /** Connections, each with one request in flight. Default 1. */
  clients?: number;
  /** Complete requests, sent in turn. */
  requests?: readonly string[];
  /** Records new events, the first of them the one of number `from`. */
  record?: { key: string; batch: number; from: number };
  /** Reads what is recorded after the event with this seq. */
  follow?: { key: string; after: number };
}

export interface SoakLoad {
  port: number;
  seconds: number;
  works: readonly Work[];
}

/** Up to now; the works in their order. */
export interface Answered {
  /** Requests answered by 2xx. */
  counts: number[];
  failures: Failure[];
}

/** Answers of one kind of work with one status. */
export interface Failure {
  what: string;
  status: number;
  count: number;
  /** What the first one said. */
  first: string;
}

interface Answer {
  status: number;
  body: Buffer;
}

/** Times of now, not those of the store's past. */
const draftOf = (n: number) => ({ ...eventOf(n, Number.MAX_SAFE_INTEGER), createdAt: undefined });

/** The next request of any client each time it is called; told the last answer. */
function requestsOf({ what, requests, record, follow }: Work): (last: Buffer | null) => string {
  if (record !== undefined) {
    let n = record.from;
    return () => {
      const drafts = Array.from({ length: record.batch }, () => draftOf(n++));
      const body = JSON.stringify(record.batch === 1 ? drafts[0] : drafts);
      return post('/api/events', record.key, body);
    };
  }
  if (follow !== undefined) {
    let { after } = follow;
    return (last) => {
      if (last !== null) after = (JSON.parse(last.toString()) as { next: number }).next;
      return get(`/api/events/feed?after=${after}&limit=100&wait=5`, follow.key);
    };
  }
  if (requests === undefined) throw new Error(`nothing to send is named: ${what}`);
  let next = 0;
  return () => requests[next++ % requests.length] ?? '';
}

/** Sends one kind of work until its time is over. A connection that breaks ends the load. */
async function client(
  port: number,
  work: Work & { next: (last: Buffer | null) => string },
  n: number,
  end: number,
  answered: (answer: Answer) => void,
): Promise<void> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  let got = Promise.withResolvers<Answer>();
  socket
    .on('error', (error) => got.reject(error))
    .on('close', () => got.reject(new Error(`the server closed a connection: ${work.what}`)));
  readAnswers(socket, (status, body) => got.resolve({ status, body }));
  const clients = work.clients ?? 1;
  const everyMs = (clients * 1000) / work.perSecond;
  let last: Buffer | null = null;
  let due = performance.now() + (n * everyMs) / clients;
  while (due < end) {
    await setTimeout(Math.max(0, due - performance.now()));
    if (socket.destroyed) throw new Error(`the server closed a connection: ${work.what}`);
    got = Promise.withResolvers();
    socket.write(work.next(last));
    const answer: Answer = await got.promise;
    answered(answer);
    if (isGood(answer)) last = answer.body;
    due = Math.max(due + everyMs, performance.now());
  }
  socket.destroy();
}

const isGood = ({ status }: Answer) => status >= 200 && status < 300;

async function runSoak({ port, seconds, works }: SoakLoad, say: (answered: Answered) => void): Promise<void> {
  const counts = works.map(() => 0);
  const failures: Failure[] = [];
  const end = performance.now() + seconds * 1000;
  const count = (at: number, { what }: Work, answer: Answer) => {
    if (isGood(answer)) {
      counts[at]!++;
      return;
    }
    const known = failures.find((one) => one.what === what && one.status === answer.status);
    if (known === undefined)
      failures.push({ what, status: answer.status, count: 1, first: answer.body.toString() });
    else known.count++;
  };
  const telling = setInterval(() => say({ counts, failures }), 1000);
  await Promise.all(
    works
      .map((work) => ({ ...work, next: requestsOf(work) }))
      .flatMap((work, at) =>
        Array.from({ length: work.clients ?? 1 }, (_, n) =>
          client(port, work, n, end, (answer) => count(at, work, answer)),
        ),
      ),
  );
  clearInterval(telling);
  say({ counts, failures });
}

process.once('message', (load: SoakLoad) => {
  runSoak(load, (answered) => process.send?.(answered)).then(
    () => process.disconnect?.(),
    (error: Error) => {
      console.error(error.message);
      process.exit(1);
    },
  );
});
