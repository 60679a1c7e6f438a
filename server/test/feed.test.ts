/** Following a log over real HTTP: feed and stream, other processes, kills and restarts. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { get, post } from './client.ts';
import { affidavit, makeCompany, type RunningServer, startServer, tempFolder } from './system.ts';

const data = tempFolder();
let server: RunningServer;
let key: string;

before(async () => {
  ({ key } = await makeCompany(data.path));
  server = await startServer({ data: data.path });
});
after(async () => {
  await server.stop();
  data.remove();
});

interface Seen {
  seq: number;
  id: string;
  description: string;
}

const draft = (description: string, more: object = {}) => ({
  type: 'COMPANY_DATA_UPDATED',
  category: 'COMPANY',
  source: 'APP',
  description,
  ...more,
});

async function record(...drafts: object[]): Promise<void> {
  const { status, text } = await post(server.address, '/api/events', key, drafts);
  assert.equal(status, 201, text);
}

async function feed(query: string): Promise<{ data: Seen[]; next: number }> {
  const answer = await get(server.address, `/api/events/feed?${query}`, key);
  assert.equal(answer.status, 200, answer.text);
  return answer.json;
}

/** The whole log, in small pieces. */
async function log(): Promise<Seen[]> {
  const found: Seen[] = [];
  for (let place = -1; ; ) {
    const { data: events, next } = await feed(`after=${place}&limit=37`);
    if (events.length === 0) return found;
    found.push(...events);
    place = next;
  }
}

interface StreamEvent {
  id: number | null;
  event: Seen | null;
}

/** What a stream sends, block by block, until it ends or is left. Ends like the connection does: by an error if cut. */
async function* readStream(query: string, lastEventId?: number): AsyncGenerator<StreamEvent> {
  const headers = new Headers({ authorization: `Bearer ${key}` });
  if (lastEventId !== undefined) headers.set('last-event-id', String(lastEventId));
  const response = await fetch(`${server.address}/api/events/stream?${query}`, { headers });
  assert.equal(response.status, 200);
  assert.ok(response.body);
  let rest = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const id = /^id: (\d+)$/m.exec(block)?.[1];
      const json = /^event: recorded\ndata: (.*)$/m.exec(block)?.[1];
      yield { id: id === undefined ? null : Number(id), event: json === undefined ? null : JSON.parse(json) };
    }
  }
}

test('the feed has no gap, and says where it goes on', async () => {
  await record(...Array.from({ length: 100 }, (_, i) => draft(`event ${i}`)));
  const events = await log();
  assert.deepEqual(
    events.map(({ seq }) => seq),
    events.map((_, i) => i),
  );
  const last = events.length - 1;
  assert.deepEqual(await feed(`after=${last}`), { data: [], next: last });
  assert.deepEqual(await feed(`after=${last}&wait=1`), { data: [], next: last });
  const piece = await feed('after=9&limit=5');
  assert.deepEqual([piece.data.map(({ seq }) => seq), piece.next], [[10, 11, 12, 13, 14], 14]);
});

test('whoever waits is answered by what is recorded, here or by another process', async () => {
  for (const write of [
    () => record(draft('from here')),
    async () => {
      const input = `${JSON.stringify(draft('from elsewhere'))}\n`;
      const flags = ['--company', 'Test Company', '--data', data.path];
      const made = await affidavit(['record', ...flags], { input });
      assert.equal(made.code, 0, made.stderr);
    },
  ]) {
    const { next } = await feed('after=-1&limit=500');
    const waiting = [feed(`after=${next}&wait=30`), feed(`after=${next}&wait=30&category=COMPANY`)];
    await write();
    for (const { data: events, next: then } of await Promise.all(waiting)) {
      assert.equal(events.length, 1);
      assert.equal(events[0]?.seq, next + 1);
      assert.equal(then, next + 1);
    }
  }
});

test('a filter narrows the stream, and its ids go on all the same', async () => {
  const before = (await log()).length;
  const stream = readStream(`after=${before - 1}&type=POLICY_DOWNLOADED&not.source=APP`);
  await record(
    draft('other'),
    draft('wrong source', { type: 'POLICY_DOWNLOADED', category: 'POLICY' }),
    draft('right', { type: 'POLICY_DOWNLOADED', category: 'POLICY', source: 'SCHEDULED' }),
    draft('other'),
  );
  const found: Seen[] = [];
  for await (const { id, event } of stream) {
    if (event !== null) found.push(event);
    if (id === before + 3) break;
  }
  assert.deepEqual(
    found.map(({ seq, description }) => [seq, description]),
    [[before + 2, 'right']],
  );
});

test('a stream resumes without loss or repetition, while the server is killed again and again', async () => {
  const start = (await log()).length;
  const total = 400;
  let written = 0;
  const acknowledged: string[] = [];
  const write = async () => {
    while (written < total) {
      const number = String(written).padStart(12, '0');
      const ids = [`00000000-0000-4000-8000-${number}`, `00000000-0000-4000-9000-${number}`];
      try {
        const drafts = ids.map((id) => draft(`number ${number}`, { id }));
        const { status } = await post(server.address, '/api/events', key, drafts);
        if (status !== 201) throw new Error(`answered ${status}`);
        acknowledged.push(...ids);
        written += 2;
      } catch {
        // Killed: the same again, once it is back.
        await back.promise;
      }
    }
  };
  let back = Promise.withResolvers<void>();
  back.resolve();
  const writing = write();
  const seen: Seen[] = [];
  let kills = 0;
  let down = false;
  while (seen.length < total) {
    const last = seen.at(-1)?.seq;
    try {
      for await (const { event } of readStream(`after=${start - 1}`, last)) {
        if (event !== null) seen.push(event);
        if (seen.length === total) break;
        if (kills < 3 && seen.length >= (kills + 1) * 100) {
          kills++;
          back = Promise.withResolvers();
          down = true;
          await server.kill();
        }
      }
    } catch (error) {
      if (kills === 0) throw error;
    }
    if (!down) continue;
    server = await startServer({ data: data.path });
    down = false;
    back.resolve();
  }
  await writing;
  assert.equal(kills, 3);
  assert.deepEqual(
    seen.map(({ seq }) => seq),
    seen.map((_, i) => start + i),
  );
  assert.deepEqual(
    seen.map(({ id }) => id),
    acknowledged,
  );
});

test('a server that is told to stop ends its streams, and itself', async () => {
  const last = (await log()).length - 1;
  const stream = readStream(`after=${last - 1}`);
  assert.deepEqual((await stream.next()).value, { id: null, event: null });
  assert.equal((await stream.next()).value?.event?.seq, last);
  const rest = (async () => {
    const blocks: StreamEvent[] = [];
    for await (const block of stream) blocks.push(block);
    return blocks;
  })();
  const stopped = server.stop();
  assert.ok((await rest).every(({ event }) => event === null));
  assert.equal(await stopped, 0);
  server = await startServer({ data: data.path });
});
