/** The client against the real server with the demo's data, the generated files, and the README. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type RunningServer, startServer, tempFolder } from '../../server/test/system.ts';
import { generate } from '../scripts/generate.ts';
import {
  AffidavitClient,
  ApiError,
  type EventDraft,
  type EventResponsePublicDto,
  type Recorded,
} from '../src/index.ts';

const data = tempFolder();
let server: RunningServer;
let key: string;
let client: AffidavitClient;

before(async () => {
  server = await startServer({ command: 'demo', data: data.path });
  key = readFileSync(join(data.path, 'demo.key'), 'utf8').trim();
  client = new AffidavitClient({ baseUrl: server.address, key });
});
after(async () => {
  await server.stop();
  data.remove();
});

const draft = (description: string): EventDraft => ({
  type: 'COMPANY_DATA_UPDATED',
  category: 'COMPANY',
  source: 'APP',
  description,
});

test('the generated files are those of docs/openapi.json (npm run client rewrites them)', () => {
  const document = JSON.parse(readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8'));
  for (const [name, text] of Object.entries(generate(document)))
    assert.equal(readFileSync(new URL(`../src/generated/${name}`, import.meta.url), 'utf8'), text, name);
});

test('lists of both versions are walked to their end and agree', async () => {
  const { total } = await client.listEvents({ limit: 1 }).page();
  const ids: string[] = [];
  for await (const { id } of client.listEvents({ limit: 50 })) ids.push(id);
  const v2: string[] = [];
  for await (const event of client.listEventsV2({ size: 500 })) v2.push(event.id);
  assert.equal(ids.length, total);
  assert.deepEqual(v2.toSorted(), ids.toSorted());
  let pages = 0;
  for await (const page of client.listUsersV2({ size: 10 }).pages()) {
    pages++;
    assert.ok(page.data.length <= 10);
    if (pages === 2) break;
  }
  assert.equal(pages, 2);
});

test('one is recorded, many are, lines are; what was recorded is read', async () => {
  const one: Recorded = await client.recordEvents(draft('One.'));
  const many: Recorded[] = await client.recordEvents([draft('Two.'), draft('Three.')]);
  const read: EventResponsePublicDto = await client.getEvent({ id: one.id });
  assert.equal(read.description, 'One.');
  assert.equal((await client.getEventV2({ eventId: many[1]?.id ?? '', expand: ['user'] })).user, null);
  const answers: string[] = [];
  const lines = [draft('Four.'), { ...draft('Five.'), type: 'no type' }];
  for await (const line of client.recordEventsLines(lines))
    answers.push('error' in line ? line.error.message : (await client.getEvent({ id: line.id })).description);
  assert.equal(answers[0], 'Four.');
  assert.match(answers[1] ?? '', /type/);
});

test('a stream gives what is recorded while it is read', async () => {
  const got: (string | null)[] = [];
  const { seq } = await client.recordEvents(draft('Streamed 0.'));
  for await (const event of client.streamEvents({ after: seq - 1 })) {
    got.push(event.description);
    if (got.length === 3) break;
    await client.recordEvents(draft(`Streamed ${got.length}.`));
  }
  assert.deepEqual(got, ['Streamed 0.', 'Streamed 1.', 'Streamed 2.']);
});

test('text, nothing and refusals', async () => {
  const stranger = new AffidavitClient({ baseUrl: server.address });
  assert.deepEqual(await stranger.getHealth(), { status: 'ok' });
  await assert.rejects(stranger.getUser({ id: 1 }), { name: 'ApiError', status: 401, code: 12300 });
  await assert.rejects(
    client.getEvent({ id: 'x' }),
    (error) => error instanceof ApiError && error.status === 400,
  );
  const made = await client.createCustomConnectionV2({ name: 'By the client', providerTypes: ['HRIS'] });
  assert.equal(await client.deleteCustomConnectionV2({ connectionId: made.id }), undefined);
});

test('types refuse what the server would', () => {
  const wrong = [
    // @ts-expect-error: an id is a number
    () => client.getUser({ id: '1' }),
    // @ts-expect-error: the id is missing
    () => client.getEvent({}),
    // @ts-expect-error: no such word
    () => client.listEventsV2({ expand: ['nothing'] }),
    // @ts-expect-error: a description is required
    () => client.recordEvents({ type: 'X_Y_Z', source: 'APP' }),
  ];
  assert.equal(wrong.length, 4);
});

test('the programs of the README run as printed', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const programs = [...readme.matchAll(/```js\n(.*?)```/gs)].map(([, program = '']) => program);
  assert.ok(programs.length >= 2);
  const folder = mkdtempSync(join(tmpdir(), 'affidavit-client-'));
  try {
    const index = new URL('../src/index.ts', import.meta.url).href;
    for (const program of programs) {
      const file = join(folder, 'program.mjs');
      writeFileSync(
        file,
        program.replace("'@affidavit/client'", `'${index}'`).replace('http://127.0.0.1:3210', server.address),
      );
      const env = { ...process.env, AFFIDAVIT_KEY: key };
      const { status, stderr } = spawnSync(process.execPath, [file], {
        env,
        encoding: 'utf8',
        timeout: 60_000,
      });
      assert.equal(status, 0, `${program}\n${stderr}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
