/** Two instances on one PostgreSQL: the same answers from each, and nothing lost or doubled when one is killed. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { verifyAffidavit } from '@affidavit/verify';
import { nativeSha256 } from '../src/app/shared/secrets.ts';
import { get, post } from './client.ts';
import { NoPostgres, type TestPostgres, tryPostgres } from './postgres.ts';
import { affidavit, makeCompany, type RunningServer, startServer, tempFolder } from './system.ts';

const postgres = await tryPostgres();
const skip = postgres instanceof NoPostgres ? postgres.message : false;

const data = tempFolder();
let env: { DATABASE_URL: string };
let company: { uuid: string; key: string };
let instances: RunningServer[] = [];

const start = () => startServer({ data: data.path, env });

before(async () => {
  if (skip !== false) return;
  env = { DATABASE_URL: (postgres as TestPostgres).url };
  company = await makeCompany(data.path, 'Acme', 'owner@example.com', env);
  instances = await Promise.all([start(), start()]);
});
after(async () => {
  await Promise.all(instances.map((instance) => instance.stop()));
  data.remove();
  if (skip === false) await (postgres as TestPostgres).stop();
});

const at = (i: number): string => instances[i]?.address ?? '';

function draft(description: string, more: object = {}) {
  return {
    type: 'COMPANY_DATA_UPDATED',
    category: 'COMPANY',
    source: 'APP',
    description,
    userId: 1,
    ...more,
  };
}

test('what one instance has recorded, the other reads, finds, streams and proves', { skip }, async () => {
  const follow = get(at(1), '/api/events/feed?after=-1&waitMs=20000', company.key);
  const recorded = await post(at(0), '/api/events', company.key, draft('A marmot moved in.'));
  assert.equal(recorded.status, 201, recorded.text);
  const { id, seq } = recorded.json;
  assert.ok((await follow).status === 200);
  const read = await get(at(1), `/public/events/${id}`, company.key);
  assert.deepEqual(read.json, (await get(at(0), `/public/events/${id}`, company.key)).json);
  const feed = await get(at(1), `/api/events/feed?after=${seq - 1}&limit=1`, company.key);
  assert.equal(feed.json.data[0].id, id);
  const found = await get(at(1), '/api/events?q=marmot', company.key);
  assert.deepEqual(
    found.json.data.map((event: { id: string }) => event.id),
    [id],
  );
  const proof = await get(at(1), `/api/events/${id}/affidavit`, company.key);
  assert.equal(verifyAffidavit(proof.text, { vkeys: [] }, nativeSha256).outcome, 'consistent');
});

test('a change of the directory through one is seen by the other', { skip }, async () => {
  const put = await fetch(`${at(0)}/api/users`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${company.key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'grace@example.com', firstName: 'Grace', lastName: 'Hopper' }),
  });
  assert.equal(put.status, 200, await put.text());
  const answer = await get(at(1), '/public/v2/users/email:grace@example.com', company.key);
  assert.equal(answer.json.firstName, 'Grace', answer.text);
});

test('an instance with a key file of its own is refused before it signs anything', { skip }, async () => {
  const other = tempFolder();
  try {
    writeFileSync(join(other.path, 'affidavit.key'), `${'ab'.repeat(32)}\n`, { mode: 0o600 });
    await assert.rejects(
      startServer({ data: other.path, env }),
      /affidavit: the key file does not make the key that signs the log of company "Acme" \([^\n]+\): [^\n]+\n$/,
    );
  } finally {
    other.remove();
  }
});

test('a key that both get at once is answered with one event', { skip }, async () => {
  for (let round = 0; round < 10; round++) {
    const key = { 'idempotency-key': `both-${round}` };
    const answers = await Promise.all(
      [0, 1, 0, 1].map((i) => post(at(i), '/api/events', company.key, draft(`Round ${round}.`), key)),
    );
    for (const { status, text } of answers) assert.equal(status, 201, text);
    assert.equal(new Set(answers.map(({ json }) => json.id)).size, 1);
  }
});

test('either is killed under load: every key has exactly one event, seq has no gap', { skip }, async () => {
  const marks: string[] = [];
  const answered = new Map<string, { id: string; seq: number }>();

  /** Until it is answered, by whichever instance is there. */
  async function record(mark: string): Promise<void> {
    for (let attempt = 0; attempt < 400; attempt++) {
      const answer = await post(at((attempt + marks.length) % 2), '/api/events', company.key, draft(mark), {
        'idempotency-key': mark,
      }).catch(() => null);
      if (answer?.status === 201) {
        answered.set(mark, answer.json);
        return;
      }
      if (answer !== null) assert.equal(answer.status, 503, answer.text);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`${mark} was never answered`);
  }

  let loading = true;
  const client = async () => {
    while (loading) {
      const mark = randomUUID();
      marks.push(mark);
      await record(mark);
    }
  };
  const clients = Promise.all(Array.from({ length: 6 }, client));
  for (const victim of [0, 1, 0]) {
    const before = answered.size;
    while (answered.size < before + 40) await new Promise((resolve) => setTimeout(resolve, 20));
    await instances[victim]?.kill();
    const survived = answered.size;
    while (answered.size < survived + 40) await new Promise((resolve) => setTimeout(resolve, 20));
    instances[victim] = await start();
  }
  loading = false;
  await clients;

  const seen = new Map<string, { id: string; seq: number }[]>();
  let next = 0;
  for (let more = true; more; ) {
    const { json } = await get(at(0), `/api/events/feed?after=${next - 1}&limit=500`, company.key);
    for (const { id, seq, description } of json.data) {
      assert.equal(seq, next, 'seq has no gap');
      next += 1;
      seen.set(description, [...(seen.get(description) ?? []), { id, seq }]);
    }
    more = json.data.length > 0;
  }
  for (const [mark, { id, seq }] of answered) assert.deepEqual(seen.get(mark), [{ id, seq }], mark);
  const checked = await affidavit(['fsck', '--data', data.path], { env });
  assert.equal(checked.code, 0, checked.stderr);
});

test('whoever signs is killed: the other one signs on, and the first starts again with its older copies', {
  skip,
}, async () => {
  const [here, there] = [tempFolder(), tempFolder()];
  const other = { DATABASE_URL: await (postgres as TestPostgres).database() };
  const { uuid, key } = await makeCompany(here.path, 'Two places', 'owner@example.com', other);
  cpSync(join(here.path, 'affidavit.key'), join(there.path, 'affidavit.key'));
  const signer = await startServer({ data: here.path, env: other });
  const follower = await startServer({ data: there.path, env: other });
  /** Waits until a checkpoint covers what is recorded now. */
  const recordAndSign = async (description: string) => {
    const { json } = await post(follower.address, '/api/events', key, draft(description));
    for (;;) {
      const note = await get(follower.address, `/log/${uuid}/checkpoint`, key);
      if (note.status === 200 && Number(note.text.split('\n')[1]) > json.seq) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const copyIn = (folder: string) => {
    const copies = join(folder, 'checkpoints');
    const [name] = existsSync(copies) ? readdirSync(copies) : [];
    return name === undefined ? 0 : Number(readFileSync(join(copies, name), 'utf8').split('\n')[1]);
  };
  await recordAndSign('Signed by the first.');
  assert.ok(copyIn(here.path) > 0);
  assert.equal(copyIn(there.path), 0, 'one of two signs');
  await signer.kill();
  await recordAndSign('Signed by the other.');
  assert.ok(copyIn(there.path) > copyIn(here.path));
  const again = await startServer({ data: here.path, env: other });
  assert.equal((await get(again.address, '/public/events', key)).status, 200);
  await Promise.all([again.stop(), follower.stop()]);
  for (const folder of [here, there]) folder.remove();
});

test('a database that is not there, and a URL that is none, are one line', { skip }, async () => {
  const away = await affidavit(['company', 'list', '--data', data.path], {
    env: { DATABASE_URL: 'postgres://somebody:secret@127.0.0.1:1/nothing' },
  });
  assert.equal(away.code, 1);
  assert.match(
    away.stderr,
    /^affidavit: PostgreSQL at 127\.0\.0\.1:1 cannot be reached: .*ECONNREFUSED.*\n$/,
  );
  const wrong = await affidavit(['company', 'list', '--data', data.path], {
    env: { DATABASE_URL: 'mysql://secret@host/x' },
  });
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /^affidavit: database must be a URL such as postgres:\/\/[^\n]*\n$/);
  assert.ok(![away, wrong].some(({ stderr }) => stderr.includes('secret')));
});
