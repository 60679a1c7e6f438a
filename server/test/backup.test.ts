/** Backups taken while a server records, and stores made from them. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import { get, post, put } from './client.ts';
import { NoPostgres, tryPostgres } from './postgres.ts';
import { affidavit, makeCompany, type RunningServer, startServer, tempFolder } from './system.ts';

const postgres = await tryPostgres();
const temp = tempFolder();
const at = (...names: string[]) => join(temp.path, ...names);
const draft = { type: 'COMPANY_DATA_UPDATED', category: 'COMPANY', source: 'APP', description: 'Changed.' };

let key: string;
let uuid: string;

before(async () => {
  ({ key, uuid } = await makeCompany(at('data'), 'Acme'));
  await makeCompany(at('data'), 'Globex', 'other@example.com');
});
after(async () => {
  temp.remove();
  if (!(postgres instanceof NoPostgres)) await postgres.stop();
});

async function ok(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await affidavit(args);
  assert.equal(code, 0, `${args.join(' ')}: ${stderr}${stdout}`);
  return stdout;
}

/** Records without a pause while `work` runs. Answers the ids that were acknowledged before it began. */
async function underLoad(address: string, apiKey: string, work: () => Promise<void>): Promise<string[]> {
  const ids: string[] = [];
  let running = true;
  const recorder = async () => {
    while (running) {
      const answer = await post(address, '/api/events', apiKey, draft);
      assert.equal(answer.status, 201, answer.text);
      ids.push(answer.json.id);
    }
  };
  const recorders = [recorder(), recorder()];
  while (ids.length < 50) await post(address, '/api/events', apiKey, draft);
  const acknowledged = [...ids];
  await work();
  running = false;
  await Promise.all(recorders);
  assert.ok(ids.length > acknowledged.length, 'nothing was recorded during the backup');
  return acknowledged;
}

/** A folder with a copy of the key file, as an operator keeps it elsewhere. */
function keyFolder(name: string, from: string): string {
  mkdirSync(at(name), { recursive: true });
  cpSync(from, at(name, 'affidavit.key'));
  return at(name, 'affidavit.key');
}

async function serving<T>(flags: readonly string[], work: (server: RunningServer) => Promise<T>): Promise<T> {
  const server = await startServer({ data: at('nothing'), flags });
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}

test('SQLite: what was acknowledged before is in the backup; restored, it is checked and served', async () => {
  const data = ['--data', at('data')];
  const acknowledged = await serving(data, (server) =>
    underLoad(server.address, key, async () => {
      assert.match(
        await ok('backup', at('first'), ...data),
        /^COMPANY +EVENTS +ROOT\nAcme +\d+ +[0-9a-f]{64}\n/,
      );
    }),
  );
  assert.deepEqual(readdirSync(at('first')).sort(), ['affidavit.db', 'manifest.json']);
  const keyFile = keyFolder('keys', at('data', 'affidavit.key'));
  const into = ['--into', `sqlite:${at('restored')}`];
  const restored = await ok('restore', at('first'), ...into, '--key-file', keyFile);
  assert.match(restored, /^Restored and checked: \d+ events of 2 companies\nIt holds all that was signed;/);
  await ok('fsck', '--data', at('restored'), '--key-file', keyFile);
  await serving(['--data', at('restored'), '--key-file', keyFile], async ({ address }) => {
    for (const id of acknowledged)
      assert.equal((await get(address, `/public/events/${id}`, key)).status, 200, id);
  });
  const again = await affidavit(['restore', at('first'), ...into, '--key-file', keyFile]);
  assert.deepEqual([again.code, again.stderr], [1, `affidavit: ${at('restored')} holds a store already\n`]);
});

test('a backup that is behind what was signed is restored, said to be so, and not served', async () => {
  const keyFile = at('data', 'affidavit.key');
  const into = ['--into', `sqlite:${at('behind')}`, '--key-file', keyFile];
  const said = await ok('restore', at('first'), ...into);
  assert.match(
    said,
    /\nBehind what was signed, so it is not served yet: "Acme" holds (\d+) events, but \d+ were signed \(affidavit log recover\)\n$/,
  );
  const served = await affidavit(['serve', '--port', '0', '--data', at('behind'), '--key-file', keyFile]);
  assert.equal(served.code, 1);
  assert.match(served.stderr, /^affidavit: the log of company "Acme" holds \d+ events, but \d+ were signed/);
  // A checkpoint that an operator kept says the same, without those beside the key file.
  const { companies } = JSON.parse(readFileSync(at('first', 'manifest.json'), 'utf8'));
  const checkpoint = at('data', 'checkpoints', `${companies[0].origin.split('/')[1]}.checkpoint`);
  const elsewhere = keyFolder('keys-only', keyFile);
  const given = await ok(
    ...['restore', at('first'), '--into', `sqlite:${at('given')}`],
    ...['--key-file', elsewhere, '--checkpoint', checkpoint, '--json'],
  );
  const { behind, erasedAgain } = JSON.parse(given);
  assert.equal(behind.length, 1);
  assert.deepEqual([behind[0].name, erasedAgain], ['Acme', null]);
  assert.ok(behind[0].signed > behind[0].events);
});

test('PostgreSQL: a backup is one moment of it, and restores into either store', async (t) => {
  if (postgres instanceof NoPostgres) return t.skip(postgres.message);
  const url = await postgres.database();
  const home = at('pg');
  const env = { DATABASE_URL: url };
  const company = await makeCompany(home, 'Acme', 'owner@example.com', env);
  const store = ['--data', home, '--database', url];
  const acknowledged = await serving(store, (server) =>
    underLoad(server.address, company.key, async () => {
      await ok('backup', at('pg-backup'), ...store);
    }),
  );
  const keyFile = keyFolder('pg-keys', join(home, 'affidavit.key'));
  const other = await postgres.database();
  for (const target of [`sqlite:${at('pg-restored')}`, other]) {
    const said = await ok('restore', at('pg-backup'), '--into', target, '--key-file', keyFile);
    assert.match(said, /It holds all that was signed/);
    const open = target === other ? ['--database', other] : ['--data', at('pg-restored')];
    await ok('fsck', ...open, '--key-file', keyFile);
    await serving([...open, '--key-file', keyFile], async ({ address }) => {
      for (const id of acknowledged)
        assert.equal((await get(address, `/public/events/${id}`, company.key)).status, 200, id);
    });
  }
  const full = await affidavit(['restore', at('pg-backup'), '--into', other, '--key-file', keyFile]);
  assert.equal(full.code, 1);
  assert.match(full.stderr, /holds companies already/);
});

test('a file that is missing or changed is named, and so is a log that was changed with its manifest', async () => {
  const keyFile = at('keys', 'affidavit.key');
  const restore = (name: string, ...more: string[]) =>
    affidavit(['restore', at(name), '--into', `sqlite:${at('never')}`, '--key-file', keyFile, ...more]);
  const copy = (name: string) => cpSync(at('first'), at(name), { recursive: true });
  copy('missing');
  rmSync(at('missing', 'affidavit.db'));
  copy('longer');
  appendFileSync(at('longer', 'affidavit.db'), 'x');
  copy('changed');
  const bytes = readFileSync(at('changed', 'affidavit.db'));
  bytes[bytes.length - 5] = (bytes.at(-5) ?? 0) ^ 1;
  writeFileSync(at('changed', 'affidavit.db'), bytes);
  copy('unfinished');
  rmSync(at('unfinished', 'manifest.json'));
  copy('forged');
  const db = new DatabaseSync(at('forged', 'affidavit.db'));
  db.exec(`UPDATE parts SET text = '{"description":"Never said."}' WHERE seq = 9`);
  db.close();
  const manifest = JSON.parse(readFileSync(at('forged', 'manifest.json'), 'utf8'));
  const forged = readFileSync(at('forged', 'affidavit.db'));
  const sha256 = createHash('sha256').update(forged).digest('hex');
  manifest.files = [{ name: 'affidavit.db', bytes: forged.length, sha256 }];
  writeFileSync(at('forged', 'manifest.json'), JSON.stringify(manifest));
  for (const [name, message] of [
    ['missing', /affidavit\.db of the backup is missing/],
    ['longer', /affidavit\.db of the backup has \d+ bytes, not \d+/],
    ['changed', /affidavit\.db of the backup is not the file that was written: its SHA-256 differs/],
    ['unfinished', /holds no manifest\.json: it is no backup, or one that was not finished/],
    ['forged', /company "Acme": event \S+ \(seq 9\): its text is not what was sealed/],
  ] as const) {
    const { code, stderr } = await restore(name);
    assert.notEqual(code, 0, name);
    assert.match(stderr, message);
    assert.equal(stderr.split('\n').length, 2, stderr);
  }
  const foreign = at('foreign');
  writeFileSync(foreign, 'affidavit.log/elsewhere\n1\nabc\n');
  assert.match(
    (await restore('first', '--checkpoint', foreign)).stderr,
    /checkpoint: \S+ is no log of this backup/,
  );
  const full = await affidavit(['backup', at('first'), '--data', at('data')]);
  assert.deepEqual([full.code, /is not empty/.test(full.stderr)], [2, true]);
});

test('who was erased after the backup stays erased in what is restored from it', async () => {
  const data = ['--data', at('data')];
  await serving(data, async ({ address }) => {
    await put(address, '/api/users', key, { id: 7, email: 'ada@example.com', lastName: 'Lovelock' });
    await post(address, '/api/events', key, { ...draft, userId: 7, description: 'Lovelock came.' });
  });
  await ok('backup', at('second'), ...data);
  await ok(
    'erase',
    'ada@example.com',
    '--company',
    uuid,
    '--reason',
    'Asked.',
    '--legal-basis',
    'GDPR',
    ...data,
  );
  const keyFile = keyFolder('ledger', at('data', 'affidavit.key'));
  cpSync(at('data', 'erasures.ndjson'), at('ledger', 'erasures.ndjson'));
  const restored = ['--data', at('second-restored'), '--key-file', keyFile];
  const said = await ok(
    'restore',
    at('second'),
    '--into',
    `sqlite:${at('second-restored')}`,
    '--key-file',
    keyFile,
  );
  assert.match(
    said,
    /^Restored and checked: \d+ events of 2 companies\nIt holds all that was signed; erasures done again: 1\n$/,
  );
  const database = readFileSync(at('second-restored', 'affidavit.db'));
  assert.equal(database.includes('Lovelock'), false);
  assert.ok(readFileSync(at('second', 'affidavit.db')).includes('Lovelock'), 'the backup itself keeps it');
  await ok('fsck', ...restored);
});

test('a copy that is behind is recovered, served, and then forgets who was erased', async () => {
  // The erasure is signed as soon as somebody serves.
  await serving(['--data', at('data')], async () => {});
  const keyFile = keyFolder('all', at('data', 'affidavit.key'));
  cpSync(at('data', 'erasures.ndjson'), at('all', 'erasures.ndjson'));
  cpSync(at('data', 'checkpoints'), at('all', 'checkpoints'), { recursive: true });
  const store = ['--data', at('recovered'), '--key-file', keyFile];
  const said = await ok(
    'restore',
    at('second'),
    '--into',
    `sqlite:${at('recovered')}`,
    '--key-file',
    keyFile,
  );
  assert.match(said, /Behind what was signed, so it is not served yet: "Acme" holds/);
  assert.ok(readFileSync(at('recovered', 'affidavit.db')).includes('Lovelock'));
  await ok('log', 'recover', '--company', uuid, '--reason', 'The disk broke.', ...store);
  await serving(store, async ({ address }) => {
    assert.equal((await get(address, '/api/users/7', key)).status, 404);
  });
  assert.equal(readFileSync(at('recovered', 'affidavit.db')).includes('Lovelock'), false);
  await ok('fsck', ...store);
});

test('a key file of somebody else is refused', async () => {
  writeFileSync(at('other.key'), `${'ab'.repeat(32)}\n`, { mode: 0o600 });
  const into = ['--into', `sqlite:${at('never')}`, '--key-file', at('other.key')];
  const { code, stderr } = await affidavit(['restore', at('first'), ...into]);
  assert.equal(code, 1);
  assert.match(stderr, /^affidavit: the key file is not the one that signs the log of "Acme"\n$/);
});

test('one company may be taken alone; the key file is in a backup only when it is asked for', async () => {
  await ok('backup', at('third'), '--data', at('data'), '--company', uuid, '--with-key-file');
  assert.deepEqual(readdirSync(at('third')).sort(), [
    'affidavit.db',
    'affidavit.key',
    'erasures.ndjson',
    'manifest.json',
  ]);
  const into = ['--into', `sqlite:${at('third-restored')}`, '--key-file', at('third', 'affidavit.key')];
  assert.match(
    await ok('restore', at('third'), ...into),
    / events of 1 companies\nIt holds all that was signed/,
  );
});
