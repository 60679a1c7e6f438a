/** The text index of the embedded store: what it forgets leaves no bytes, and whatever becomes of its file, all is found. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import type { Company, Store } from '../src/app/ports.ts';
import { databaseFile } from '../src/store/sqlite/connection.ts';
import { searchFile } from '../src/store/sqlite/search-index.ts';
import { type Kit, makeKit } from './contract/kit.ts';
import { commitAll } from './contract/suite-ledger.ts';
import { type SqliteFolder, sqliteFolder } from './sqlite-folder.ts';

const ALL = Number.MAX_SAFE_INTEGER;

interface Ground {
  folder: SqliteFolder;
  store: Store;
  kit: Kit;
  company: Company;
}

async function openGround(t: TestContext): Promise<Ground> {
  const folder = sqliteFolder(t);
  const store = await folder.open();
  const kit = makeKit(1);
  return { folder, store, kit, company: await kit.company(store) };
}

async function say({ store, kit, company }: Ground, descriptions: readonly string[]): Promise<void> {
  for (let from = 0; from < descriptions.length; from += 500) {
    const events = descriptions
      .slice(from, from + 500)
      .map((description) => kit.event(company, { description }));
    await commitAll(store, [kit.item(company, { events })]);
  }
}

const count = ({ company }: Ground, store: Store, text: string) =>
  store.finder.count(company.company, { text }, ALL);

function randomWord({ random }: Kit): string {
  return Array.from({ length: 20 }, () => random.pick([...'abcdefghijklmnopqrstuvwxyz'])).join('');
}

/** The bytes of the index's files as they lie on disk now. */
function bytesOf(folder: SqliteFolder): Buffer {
  const files = ['', '-wal', '-shm'].map((suffix) => searchFile(folder.path) + suffix);
  return Buffer.concat(files.filter((file) => existsSync(file)).map((file) => readFileSync(file)));
}

/** What erasure does to the store before it has the index forget. */
function removeParts({ folder, company }: Ground, seqs: readonly number[]): void {
  const db = new DatabaseSync(databaseFile(folder.path), { timeout: 5_000 });
  const remove = db.prepare('UPDATE parts SET text = NULL WHERE company = ? AND seq = ?');
  for (const seq of seqs) remove.run(company.company, seq);
  db.close();
}

test('words that were forgotten are nowhere in the files of the index', async (t) => {
  const ground = await openGround(t);
  const { folder, store, kit, company } = ground;
  const planted = Array.from({ length: 1_500 }, () => randomWord(kit));
  const kept = Array.from({ length: 500 }, () => randomWord(kit));
  // Some in segments of their own, some in one with others.
  await say(
    ground,
    planted.slice(0, 1_300).map((word, n) => `Signed ${word} by person${n % 7}`),
  );
  await say(ground, kept);
  await store.search.catchUp();
  for (const word of planted.slice(1_300)) {
    await say(ground, [`Signed ${word}`]);
    if (word < 'e') await store.search.catchUp();
  }
  assert.equal(await count(ground, store, 'signed'), planted.length);
  const tails = planted.map((word) => word.slice(5));
  const before = bytesOf(folder);
  // FTS5 shares the beginnings of neighbours: the tail of a word is what is certainly written.
  assert.ok(tails.every((tail) => before.includes(tail)));

  const seqs = [...planted.keys()].map((n) => (n < 1_300 ? n : n + kept.length));
  removeParts(ground, seqs);
  await store.search.forget(company.company, seqs);
  const after = bytesOf(folder);
  assert.deepEqual(
    planted.filter((word) => after.includes(word.slice(5)) || after.includes(word.slice(0, 8))),
    [],
  );
  assert.deepEqual(
    separatorsOf(folder).filter(
      (term) => planted.some((word) => word.startsWith(term)) && !kept.some((word) => word.startsWith(term)),
    ),
    [],
  );
  assert.equal(await count(ground, store, 'signed'), 0);
  for (const word of kept) assert.equal(await count(ground, store, word), 1);
});

/** What FTS5 finds its pages by: beginnings of words. */
function separatorsOf(folder: SqliteFolder): string[] {
  const db = new DatabaseSync(searchFile(folder.path), { readOnly: true });
  const rows = db.prepare('SELECT term FROM words_idx').all();
  db.close();
  return rows
    .map(({ term }) =>
      Buffer.from(term as Uint8Array)
        .subarray(1)
        .toString(),
    )
    .filter((term) => term !== '');
}

test('a rebuilt index does not know what was forgotten', async (t) => {
  const ground = await openGround(t);
  await say(ground, ['alpha secret', 'alpha open']);
  await ground.store.search.catchUp();
  removeParts(ground, [0]);
  await ground.store.search.forget(ground.company.company, [0]);
  await ground.store.close();
  rmSync(searchFile(ground.folder.path));
  const again = await ground.folder.open();
  assert.equal(await count(ground, again, 'alpha'), 1);
  assert.equal(bytesOf(ground.folder).includes('secret'), false);
});

test('an index that was lost, cut, overwritten or made by another program is made again', async (t) => {
  const ground = await openGround(t);
  const path = searchFile(ground.folder.path);
  await say(
    ground,
    Array.from({ length: 2_345 }, (_, n) => `word${n % 10} of many`),
  );
  assert.equal(await count(ground, ground.store, 'word3'), 235);
  const found = await count(ground, ground.store, 'word3');
  await ground.store.close();
  const whole = readFileSync(path);
  const middle = Buffer.from(whole);
  middle.fill(0xa5, 4_096, middle.length - 4_096);
  const states: [string, () => void][] = [
    ['lost', () => rmSync(path)],
    ['empty', () => writeFileSync(path, '')],
    ['cut', () => writeFileSync(path, whole.subarray(0, 10_000))],
    ['no database', () => writeFileSync(path, 'This is no database. '.repeat(1_000))],
    ['overwritten', () => writeFileSync(path, middle)],
    ['of another program', () => changeIndex(path, 'DROP TABLE words; DROP TABLE progress')],
    ['of another format', () => changeIndex(path, "UPDATE about SET format = '0'; DELETE FROM progress")],
    ['ahead of the log', () => changeIndex(path, 'UPDATE progress SET size = size + 5')],
    ['of another log', () => changeIndex(path, 'UPDATE progress SET leaf = zeroblob(32)')],
  ];
  for (const [state, damage] of states) {
    damage();
    const store = await ground.folder.open();
    assert.equal(await count(ground, store, 'word3'), found, state);
    assert.equal(await count(ground, store, 'many'), 2_345, state);
    await store.close();
  }
});

function changeIndex(path: string, sql: string): void {
  const db = new DatabaseSync(path);
  db.exec(sql);
  db.close();
}

test('a log that was restored to an earlier state is found as it is now', async (t) => {
  const ground = await openGround(t);
  await say(ground, ['kept']);
  await ground.store.close();
  const backup = readFileSync(databaseFile(ground.folder.path));
  const first = await ground.folder.open();
  await say({ ...ground, store: first }, ['lost', 'lost']);
  assert.equal(await count(ground, first, 'lost'), 2);
  await first.close();
  writeFileSync(databaseFile(ground.folder.path), backup);
  const second = await ground.folder.open();
  assert.equal(await count(ground, second, 'lost'), 0);
  await say({ ...ground, store: second }, ['other', 'other']);
  assert.equal(await count(ground, second, 'other'), 2);
  assert.equal(await count(ground, second, 'lost'), 0);
  assert.equal(await count(ground, second, 'kept'), 1);
});

test('two stores on one folder follow with one index', async (t) => {
  const ground = await openGround(t);
  const other = await ground.folder.open();
  const stores = [ground.store, other];
  for (let n = 1; n <= 10; n++) {
    await say(
      { ...ground, store: stores[n % 2]! },
      Array.from({ length: 150 }, () => `both n${n}`),
    );
    const counts = await Promise.all(stores.map((store) => count(ground, store, 'both')));
    assert.deepEqual(counts, [n * 150, n * 150]);
  }
  removeParts(ground, [0, 1, 2]);
  await other.search.forget(ground.company.company, [0, 1, 2]);
  for (const store of stores) assert.equal(await count(ground, store, 'n1'), 147);
});

test('large texts are indexed in pieces, and long queries are answered', async (t) => {
  const ground = await openGround(t);
  const { store, kit, company } = ground;
  const long = Array.from({ length: 60_000 }, (_, n) => `w${n}`).join(' ');
  const events = Array.from({ length: 24 }, (_, n) =>
    kit.event(company, { metadata: { long, n: `number${n}` } }),
  );
  await commitAll(store, [kit.item(company, { events })]);
  assert.equal(await count(ground, store, 'w59999 number23'), 1);
  assert.equal(await count(ground, store, 'w59999'), 24);
  const query = Array.from({ length: 2_000 }, (_, n) => `w${n}`).join(' ');
  assert.equal(await count(ground, store, query), 24);
  assert.equal(await count(ground, store, `${query} never`), 0);
});

test('a store closes while its index is catching up', async (t) => {
  const ground = await openGround(t);
  await say(
    ground,
    Array.from({ length: 6_000 }, (_, n) => `word${n}`),
  );
  const caught = ground.store.search.catchUp();
  const found = count(ground, ground.store, 'word1');
  const outcomes = Promise.allSettled([caught, found]);
  await ground.store.close();
  for (const outcome of await outcomes)
    if (outcome.status === 'rejected') assert.match(String(outcome.reason), /closing/);
  const again = await ground.folder.open();
  assert.equal(await count(ground, again, 'word*'), 6_000);
});
