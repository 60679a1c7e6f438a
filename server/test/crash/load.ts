/**
 * The write load of a crash run: clients that post until the server is killed, and retry afterwards what was not
 * answered. Every request can be sent twice without recording anything twice: by its key, or by its events' ids.
 */
import { parseCheckpoint } from '@affidavit/verify';
import type { Random } from '../contract/random.ts';
import { type Answered, Broken, type Notes, note, noteCheckpoint } from './notes.ts';
import { type Connection, openStream, type Reply, send } from './wire.ts';

/** A server from its start to its death. */
export interface Life {
  address: string;
  /** True from just before SIGKILL: only then may connections break. */
  killed: boolean;
}

interface Request {
  marks: readonly string[];
  drafts: readonly object[];
  many: boolean;
  idempotencyKey: string | null;
}

/** The clients of one company. They outlive the server. */
export interface Clients {
  notes: Notes;
  random: Random;
  /** Requests without an answer, oldest first. */
  open: Set<Request>;
  /** The last requests that were answered: the ones a crash could still take back. */
  recent: Request[];
  sent: number;
}

const RECENT = 8;
const ARRAY_EVENTS = 50;
/** Lines of a stream that are on their way at once. */
const STREAM_WINDOW = 150;

export function makeClients(notes: Notes, random: Random): Clients {
  return { notes, random, open: new Set(), recent: [], sent: 0 };
}

/** Writes until the server is killed. Rejects with Broken when an answer is wrong. */
export async function writeUntilKilled(clients: Clients, life: Life, to: Connection): Promise<void> {
  const poster = async (make: () => Request) => {
    while (!life.killed) await post(clients, life, to, make());
  };
  const arrays = async () => {
    while (!life.killed) {
      await post(clients, life, to, arrayWithKey(clients));
      await lookAtCheckpoint(clients, life, to);
    }
  };
  await Promise.all([
    poster(() => oneWithId(clients)),
    poster(() => oneWithId(clients)),
    poster(() => oneWithKey(clients)),
    poster(() => oneWithKey(clients)),
    arrays(),
    streamUntilKilled(clients, life, to),
  ]);
}

/**
 * Sends again what was not answered, and what was answered last. Rejects with Broken when an answer differs from the
 * one that was noted.
 */
export async function retry(clients: Clients, life: Life, to: Connection): Promise<void> {
  const again = [...clients.recent, ...clients.open];
  clients.recent = [];
  const workers = Array.from({ length: 8 }, async () => {
    for (let next = again.shift(); next !== undefined; next = again.shift()) {
      if (life.killed) return;
      await post(clients, life, to, next);
    }
  });
  await Promise.all(workers);
  await lookAtCheckpoint(clients, life, to);
}

async function post(clients: Clients, life: Life, to: Connection, request: Request): Promise<void> {
  const { marks, drafts, many, idempotencyKey } = request;
  clients.open.add(request);
  const reply = await send(
    to,
    'POST',
    '/api/events',
    JSON.stringify(many ? drafts : drafts[0]),
    idempotencyKey === null ? {} : { 'idempotency-key': idempotencyKey },
  );
  const text = answeredWith(201, reply, life, `POST /api/events (${marks[0]})`);
  if (text === null) return;
  const answer = JSON.parse(text) as Answered | Answered[];
  const answers = Array.isArray(answer) ? answer : [answer];
  if (answers.length !== marks.length)
    throw new Broken('answer', `${marks.length} events were sent, ${answers.length} answered: ${text}`);
  for (const [i, mark] of marks.entries()) noteAnswer(clients, mark, answers[i]);
  settle(clients, request);
}

function settle(clients: Clients, request: Request): void {
  clients.open.delete(request);
  clients.recent.push(request);
  if (clients.recent.length > RECENT) clients.recent.shift();
}

function noteAnswer(clients: Clients, mark: string, answer: Partial<Answered> | undefined): void {
  const { id, seq, recordedAt } = answer ?? {};
  if (id === undefined || seq === undefined || recordedAt === undefined)
    throw new Broken('answer', `event ${mark} was answered ${JSON.stringify(answer)}`);
  note(clients.notes, mark, { id, seq, recordedAt });
}

/** The text of an answer; null when the server died over it. */
function answeredWith(status: number, reply: Reply, life: Life, what: string): string | null {
  if (reply.is === 'answered') {
    if (reply.status !== status) throw new Broken('answer', `${what}: ${reply.status} ${reply.text}`);
    return reply.text;
  }
  if (!life.killed) throw new Broken('server', `${what}: ${reply.reason}, and nobody had killed the server`);
  return null;
}

/** One stream that never ends by itself. Its lines carry ids, so that each can be sent again alone. */
async function streamUntilKilled(clients: Clients, life: Life, to: Connection): Promise<void> {
  const lines: Request[] = [];
  let answered = 0;
  let failure: unknown = null;
  let moved = Promise.withResolvers<void>();
  const stream = openStream(to, '/api/events', (line) => {
    try {
      const {
        line: number,
        error,
        ...answer
      } = JSON.parse(line) as { line: number; error?: object } & Answered;
      const request = lines[number - 1];
      if (error !== undefined || request === undefined || number !== answered + 1)
        throw new Broken('answer', `line ${answered + 1} of a stream was answered ${line}`);
      answered = number;
      noteAnswer(clients, request.marks[0] ?? '', answer);
      settle(clients, request);
    } catch (error) {
      failure ??= error;
    }
    moved.resolve();
    moved = Promise.withResolvers();
  });
  const gone = stream.done.then(() => false);
  for (let open = true; open && failure === null; ) {
    const request = oneWithId(clients);
    lines.push(request);
    clients.open.add(request);
    open = await stream.write(JSON.stringify(request.drafts[0]));
    if (open && lines.length - answered >= STREAM_WINDOW)
      open = await Promise.race([moved.promise.then(() => true), gone]);
  }
  stream.end();
  const reason = await stream.done;
  if (failure !== null) throw failure;
  if (!life.killed)
    throw new Broken('server', `a stream ended (${reason}), and nobody had killed the server`);
}

/** What the signer publishes is noted: no later tree may contradict it. */
async function lookAtCheckpoint(clients: Clients, life: Life, to: Connection): Promise<void> {
  const path = `/log/${clients.notes.company.uuid}/checkpoint`;
  const reply = await send(to, 'GET', path);
  if (reply.is === 'answered' && reply.status === 404) return; // none has been signed yet
  const text = answeredWith(200, reply, life, `GET ${path}`);
  if (text === null) return;
  const { size, root } = parseCheckpoint(text.slice(0, text.lastIndexOf('\n\n') + 1));
  noteCheckpoint(clients.notes, size, Buffer.from(root).toString('hex'));
}

function oneWithId(clients: Clients): Request {
  return makeRequest(clients, 1, false, true);
}

function oneWithKey(clients: Clients): Request {
  return makeRequest(clients, 1, true, false);
}

function arrayWithKey(clients: Clients): Request {
  return makeRequest(clients, ARRAY_EVENTS, true, false);
}

function makeRequest(clients: Clients, events: number, withKey: boolean, withId: boolean): Request {
  const number = clients.sent++;
  const marks = Array.from({ length: events }, (_, i) => `${number}.${i}`);
  return {
    marks,
    drafts: marks.map((mark) => draft(clients.random, mark, withId)),
    many: events > 1,
    idempotencyKey: withKey ? `crash-${number}` : null,
  };
}

/** The mark is the whole description: it is how an event is recognised in the store. */
function draft(random: Random, mark: string, withId: boolean): object {
  return {
    ...(withId && { id: random.uuid() }),
    type: 'COMPANY_DATA_UPDATED',
    category: 'COMPANY',
    source: 'APP',
    description: mark,
    userId: 1,
    status: random.pick(['PASSED', 'FAILED']),
    metadata: { note: 'x'.repeat(random.int(400)) },
    controlIds: [1 + random.int(20)],
  };
}
