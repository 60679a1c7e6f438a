/** A company with everything in it, moved from SQLite to PostgreSQL and back: the same log, answers and checkpoint. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { moveCompanies } from '../src/app/move-companies.ts';
import { MOVED_TABLES, type MovedRow, type Moving } from '../src/app/ports/moving.ts';
import { makeSecrets } from '../src/app/shared/secrets.ts';
import { signCheckpoints } from '../src/app/sign-checkpoints.ts';
import { filesBeside, openAt } from '../src/compose/moving.ts';
import { world } from '../src/compose.ts';
import { readMasterSeeds } from '../src/config.ts';
import { openPostgresStore } from '../src/store/postgres/open.ts';
import { post } from './client.ts';
import { answers, configOf, events, type Filled, fill, open, retried, whileServed } from './moving-kit.ts';
import { NoPostgres, type TestPostgres, tryPostgres } from './postgres.ts';
import { affidavit, startAffidavit, tempFolder } from './system.ts';

const postgres = await tryPostgres();
const skip = postgres instanceof NoPostgres ? postgres.message : false;
const folder = tempFolder();
const at = (name: string) => join(folder.path, name);
let filled: Filled;

before(async () => {
  filled = await fill(configOf(at('source')));
});
after(async () => {
  folder.remove();
  if (!(postgres instanceof NoPostgres)) await postgres.stop();
});

const database = () => (postgres as TestPostgres).database();

/** A copy of the filled store, for a test to move away, with its own key file. */
function copyOfSource(name: string): string {
  cpSync(at('source'), at(name), { recursive: true });
  return at(name);
}

const seen = (config: Filled['config']) =>
  whileServed(config, async (address, system) => ({
    answers: await answers(address, filled, system.store),
    events: await events(address, system.store, filled),
    ofUser: await system.store.finder.count(filled.company.company, { userId: [1] }, Number.MAX_SAFE_INTEGER),
    checkpoint: await system.store.checkpoints.latest(filled.company.company),
    witnessed: await system.store.checkpoints.witnessed(filled.company.company),
  }));

type Seen = Awaited<ReturnType<typeof seen>>;

/** Answer by answer, so that a difference is shown alone. */
function same(now: Seen, before: Seen): void {
  assert.deepEqual([...now.answers.keys()], [...before.answers.keys()]);
  for (const [path, answer] of before.answers) assert.equal(now.answers.get(path), answer, path);
  assert.equal(now.ofUser, before.ofUser);
  assert.ok(now.ofUser >= 100);
  assert.equal(now.events.length, before.events.length);
  for (const [i, event] of before.events.entries()) assert.equal(now.events[i], event);
  assert.deepEqual(plain(now.checkpoint), plain(before.checkpoint));
  assert.deepEqual(plain(now.witnessed), plain(before.witnessed));
}

const plain = (checkpoint: Seen['checkpoint']) =>
  checkpoint && { ...checkpoint, root: Buffer.from(checkpoint.root).toString('hex') };

test('SQLite to PostgreSQL and back: everything is as it was', { skip }, async () => {
  const source = configOf(copyOfSource('round'));
  const before = await seen(source);
  const url = await database();
  const moved = await affidavit(['migrate', '--from', `sqlite:${source.data}`, '--to', url]);
  assert.equal(moved.code, 0, moved.stderr);
  assert.match(moved.stdout, /^COMPANY +EVENTS +ROOT +TIME\n.+ \d+ +[0-9a-f]{64} +\d+\.\d s\n/);
  const { keyFile } = source;
  same(await seen(configOf(at('none'), { database: url, keyFile })), before);
  const fsck = ['fsck', '--key-file', keyFile];
  const onPostgres = await affidavit([...fsck, '--database', url]);
  assert.equal(onPostgres.code, 0, onPostgres.stdout + onPostgres.stderr);
  const to = `sqlite:${at('back')}`;
  // As of a cluster, one server of which is away.
  const servers = url.replace('@', '@127.0.0.1:1,');
  const back = await affidavit(['migrate', '--from', servers, '--to', to, '--key-file', keyFile, '--json']);
  assert.equal(back.code, 0, back.stderr);
  same(await seen(configOf(at('back'), { keyFile })), before);
  const onSqlite = await affidavit([...fsck, '--data', at('back')]);
  assert.equal(onSqlite.code, 0, onSqlite.stdout + onSqlite.stderr);
  await whileServed(configOf(at('back'), { keyFile }), async (address, system) => {
    const { size } = await system.store.events.head(filled.company.company);
    const again = await post(address, '/api/events', filled.key, retried.body, retried.headers);
    assert.ok(again.json.seq < size, 'an idempotent retry answers as it did');
    const more = await post(address, '/api/events', filled.key, retried.body);
    assert.equal(more.json.seq, size);
  });
});

test('every row arrives, whatever table it is of', { skip }, async () => {
  const source = configOf(copyOfSource('rows'));
  const url = await database();
  const before = await rowsOf(source);
  for (const [table, rows] of before) assert.ok(rows.length > 0, `fill ${table}: nothing of it was moved`);
  const moved = await affidavit(['migrate', '--from', `sqlite:${source.data}`, '--to', url]);
  assert.equal(moved.code, 0, moved.stderr);
  const { keyFile } = source;
  assert.deepEqual(await rowsOf(configOf(at('none'), { database: url, keyFile })), before);
});

/** By table, in an order of their own. */
async function rowsOf(config: Filled['config']): Promise<Map<string, string[]>> {
  const system = await open(config);
  try {
    const found = new Map<string, string[]>();
    for (const table of MOVED_TABLES) {
      const rows = await system.store.moving.movedRows(filled.company.company, table, null, 1_000_000);
      found.set(table.name, rows.map(printed).sort());
    }
    return found;
  } finally {
    await system.close();
  }
}

const printed = (row: MovedRow) =>
  JSON.stringify(
    Object.entries(row)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => [
        name,
        value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
      ]),
  );

/** A store whose move ends as a machine does: nothing of the write number `at` happens, and nothing after it. */
function dying(moving: Moving, at: number): Moving {
  let writes = 0;
  const wrap =
    <A extends unknown[], R>(verb: (...args: A) => Promise<R>) =>
    (...args: A): Promise<R> =>
      writes++ >= at ? Promise.reject(new Error('the machine stopped')) : verb(...args);
  const { arrive, putEvents, putRows, complete, leave, depart } = moving;
  return {
    ...moving,
    arrive: wrap(arrive),
    putEvents: wrap(putEvents),
    putRows: wrap(putRows),
    complete: wrap(complete),
    leave: wrap(leave),
    depart: wrap(depart),
  };
}

test('whatever write it stops at, the next call goes on and doubles nothing', async () => {
  const before = await rowsOf(configOf(copyOfSource('stop-source')));
  let stopped = 0;
  let moved = false;
  const source = at('stop-source');
  const target = at('stop-target');
  // Each call stops a few writes later than it began: all places where it can stop are passed.
  for (let calls = 0; !moved; calls++) {
    assert.ok(calls < 200);
    const from = await openStore(source);
    const to = await openStore(target);
    const secrets = makeSecrets(...readMasterSeeds(join(source, 'affidavit.key'), null));
    const { copies, erasures } = filesBeside(join(source, 'affidavit.key'));
    const run = moveCompanies({
      from: { ...from, moving: dying(from.moving, calls % 2) },
      to: { ...to, moving: dying(to.moving, 1 + (calls % 4)) },
      secrets,
      keySide: { copies, erasures },
      toKeySide: null,
      sign: signCheckpoints({ ...from, copies, secrets, world }),
      world,
    });
    try {
      await run([], () => () => {});
      moved = true;
    } catch (error) {
      assert.equal((error as Error).message, 'the machine stopped');
      stopped += 1;
      const served = await Promise.all([from, to].map((store) => store.access.companies()));
      const uuids = served.flat().map(({ uuid }) => uuid);
      assert.equal(new Set(uuids).size, uuids.length, 'a company is served by one store at most');
    } finally {
      await from.close();
      await to.close();
    }
  }
  assert.ok(stopped > 10, `it stopped ${stopped} times`);
  const config = configOf(target, { keyFile: join(source, 'affidavit.key') });
  assert.deepEqual(await rowsOf(config), before);
  const fsck = await affidavit(['fsck', '--data', target, '--key-file', config.keyFile]);
  assert.equal(fsck.code, 0, fsck.stdout + fsck.stderr);
});

const openStore = (path: string) =>
  openAt({ folder: path }, (error) => {
    throw error;
  });

test('killed in the middle, it goes on where it was; the target does not serve half a company', {
  skip,
}, async () => {
  const source = copyOfSource('kill');
  const url = await database();
  // Rows of files wait for this lock: the move is killed while it waits.
  const [client, watcher] = [url, url].map((connectionString) => new pg.Client({ connectionString })) as [
    pg.Client,
    pg.Client,
  ];
  await (await openPostgresStore({ url, onFatal: assert.fail })).close();
  await client.connect();
  await watcher.connect();
  await client.query('BEGIN; LOCK TABLE files IN ACCESS EXCLUSIVE MODE');
  const migrate = ['migrate', '--from', `sqlite:${source}`, '--to', url];
  const child = startAffidavit(migrate);
  const ended = once(child, 'exit');
  const waiting = `SELECT count(*)::integer AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
  while ((await watcher.query<{ n: number }>(waiting)).rows[0]?.n === 0) {
    assert.equal(child.exitCode, null, 'it ended before it was killed');
    await pause(20);
  }
  child.kill('SIGKILL');
  await ended;
  await client.query('ROLLBACK');
  await client.end();
  await watcher.end();
  const keyFile = join(source, 'affidavit.key');
  const early = await affidavit(['serve', '--port', '0', '--database', url, '--key-file', keyFile]);
  assert.equal(early.code, 1);
  assert.match(
    early.stderr,
    /^affidavit: company "Acme" has not arrived completely: run affidavit migrate again\n/m,
  );
  await whileServed(configOf(source), async (address) => {
    const closed = await post(address, '/api/events', filled.key, retried.body);
    assert.deepEqual([closed.status, closed.headers.get('retry-after')], [503, '30'], closed.text);
    assert.match(closed.json.message, /is being moved to another store/);
  });
  const again = await affidavit(migrate);
  assert.equal(again.code, 0, again.stderr);
  const fsck = await affidavit(['fsck', '--database', url, '--key-file', keyFile]);
  assert.equal(fsck.code, 0, fsck.stdout + fsck.stderr);
  const third = await affidavit(migrate);
  assert.equal(third.code, 0, third.stderr);
});

test('a move that is cancelled leaves the source recording, and its target useless', async () => {
  const source = copyOfSource('cancel');
  const from = await openStore(source);
  const [company] = await from.access.companies();
  assert.ok(company);
  await from.moving.leave(company.company, '0b3f2c1e-0000-4000-8000-000000000001');
  await from.close();
  const cancelled = await affidavit(['migrate', '--from', `sqlite:${source}`, '--cancel']);
  assert.equal(cancelled.stdout, `Recording again: ${company.name}\n`);
  await whileServed(configOf(source), async (address) => {
    assert.equal((await post(address, '/api/events', filled.key, retried.body)).status, 201);
  });
});

test('what cannot be moved is refused before anything is written', async () => {
  const source = copyOfSource('refuse');
  const run = (...args: string[]) => affidavit(['migrate', '--from', `sqlite:${source}`, ...args]);
  const to = ['--to', `sqlite:${at('refuse-target')}`];
  for (const [args, code, message] of [
    [[], 2, /--to names the store to move to/],
    [['--to', 'mysql://x'], 2, /to must be sqlite:FOLDER or a URL/],
    [['--to', `sqlite:${source}`], 2, /from and to are the same store/],
    [[...to, '--company', 'Nobody'], 2, /company: no such company: one of "/],
    [[...to, '--company', filled.company.uuid], 2, /to-key-file: needed because "/],
    [[...to, '--key-file', join(source, 'demo.key')], 2, /key file .*demo.key cannot be read/],
  ] as const) {
    const refused = await run(...args);
    assert.equal(refused.code, code, refused.stderr);
    assert.match(refused.stderr, message);
  }
  const other = join(source, 'other.key');
  writeFileSync(other, `${'ab'.repeat(32)}\n`, { mode: 0o600 });
  const forked = await run(...to, '--key-file', other);
  assert.equal(forked.code, 1);
  assert.match(forked.stderr, /the key file is not the one that signs the log of/);
  const from = await openStore(source);
  assert.equal(
    (await from.moving.companies()).every(({ standing }) => standing === 'served'),
    true,
  );
  await from.close();
});

test('one company goes, with a key file of its own; the other is served where it was', async () => {
  const source = copyOfSource('one');
  const target = at('one-target');
  const keyFile = join(target, 'affidavit.key');
  const company = ['--company', filled.company.uuid, '--to-key-file', keyFile];
  const moved = await affidavit([
    'migrate',
    '--from',
    `sqlite:${source}`,
    '--to',
    `sqlite:${target}`,
    ...company,
  ]);
  assert.equal(moved.code, 0, moved.stderr);
  await whileServed(configOf(target), async (address, system) => {
    assert.deepEqual(
      (await system.companies.list()).map(({ uuid }) => uuid),
      [filled.company.uuid],
    );
    assert.equal((await post(address, '/api/events', filled.key, retried.body)).status, 201);
  });
  const erasures = (name: string) => filesBeside(join(name, 'affidavit.key')).erasures.entries();
  assert.deepEqual(await erasures(target), await erasures(source));
  await whileServed(configOf(source), async (address, system) => {
    assert.equal((await system.companies.list()).length, 1);
    assert.equal((await post(address, '/api/events', filled.key, retried.body)).status, 401);
  });
  const back = await affidavit(['migrate', '--from', `sqlite:${target}`, '--to', `sqlite:${source}`]);
  assert.equal(back.code, 1);
  assert.match(back.stderr, /the target holds "Acme" already/);
});
