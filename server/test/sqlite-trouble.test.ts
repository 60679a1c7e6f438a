/** The writer when the disk is full, when the file is damaged, when one job is at fault. */
import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { Frontier } from '@affidavit/verify';
import { type Company, type Item, UnknownOutcome } from '../src/app/ports.ts';
import { databaseFile, openDatabase, Statements } from '../src/store/sqlite/connection.ts';
import { sqliteEventReader } from '../src/store/sqlite/event-reader.ts';
import { migrate } from '../src/store/sqlite/migrate.ts';
import { type Job, StorageFailed, Writer } from '../src/store/sqlite/writer.ts';
import { type Kit, makeKit, NOON, sealed } from './contract/kit.ts';
import { sqliteFolder } from './sqlite-folder.ts';

/** A writer without its thread, on a new file, with a company. */
async function ground(t: TestContext) {
  const folder = sqliteFolder(t);
  const db = openDatabase(folder.path, 'write');
  migrate(db);
  const writer = new Writer(db, (data) => hash('sha256', data, 'buffer'));
  folder.onEnd(() => writer.close());
  const kit = makeKit(1);
  const given = {
    uuid: kit.random.uuid(),
    name: 'Acme',
    origin: 'affidavit.log/x',
    generation: 1,
    logKeys: [],
    createdAt: NOON,
  };
  await writer.run([{ do: 'createCompany', company: given }]);
  const company: Company = { ...given, company: 1 };
  return { db, writer, kit, company, events: sqliteEventReader(new Statements(db)) };
}

function commit(...items: Item[]): Job {
  return { do: 'commit', items };
}

function large(kit: Kit, company: Company): Item {
  const noise = Buffer.from(kit.random.bytes(20_000)).toString('hex');
  return kit.item(company, { events: [kit.event(company, { type: 'LARGE', metadata: { noise } })] });
}

test('a full disk answers busy, writes nothing, and is over when there is room', async (t) => {
  const { db, writer, kit, company, events } = await ground(t);
  const small = kit.item(company, { events: [kit.event(company)] });
  await writer.run([commit(small)]);
  const before = await events.head(company.company);
  const { page_count: pages } = db.prepare('PRAGMA page_count').get() ?? {};
  db.exec(`PRAGMA max_page_count = ${Number(pages) + 1}`);
  const refused = large(kit, company);
  const answers = await writer.run([
    commit(kit.item(company, { events: [kit.event(company)] })),
    commit(refused),
  ]);
  assert.deepEqual(
    answers.map(({ is }) => is),
    ['busy', 'busy'],
  );
  assert.deepEqual(await events.head(company.company), before);
  db.exec('PRAGMA max_page_count = 1000000');
  const again = await writer.run([commit(refused)]);
  assert.equal(again[0]?.is, 'done');
  const frontier = new Frontier();
  for (const event of [...small.events, ...refused.events]) frontier.append(sealed(event, NOON).leaf);
  assert.deepEqual(
    new Uint8Array((await events.head(company.company)).root),
    new Uint8Array(frontier.root()),
  );
  // The word of the refused event was given up with it, and is right now.
  assert.equal((await events.event(company.company, refused.events[0]?.entry.id ?? ''))?.entry.type, 'LARGE');
});

test('a job at fault fails alone: its neighbours in the flush are recorded', async (t) => {
  const { writer, kit, company, events } = await ground(t);
  const good = () =>
    kit.item(company, { events: [kit.event(company, { type: `TYPE_${kit.random.int(1e6)}` })] });
  const unknownCompany = { ...good(), company: 99 };
  const lone = kit.event(company, { type: '\ud800' });
  const [first, second, third] = [good(), good(), good()];
  const answers = await writer.run([
    commit(first),
    commit(second, kit.item(company, { events: [kit.event(company), lone] })),
    commit(third),
    commit(unknownCompany),
    {
      do: 'keepCheckpoint',
      company: 1,
      checkpoint: { size: 1, root: kit.random.bytes(32), note: 'x' },
      signedAt: NOON,
    },
  ]);
  assert.deepEqual(
    answers.map(({ is }) => is),
    ['done', 'failed', 'done', 'failed', 'done'],
  );
  const stored = await events.eventsFrom(company.company, 0, 10);
  assert.deepEqual(
    stored.map(({ entry }) => entry),
    [first, third].map(({ events: [event] }) => sealed(event!, NOON).entry),
  );
});

test('a head that is not the root of its leaves stops the writer', async (t) => {
  const { db, writer, kit, company } = await ground(t);
  const item = () => kit.item(company, { events: [kit.event(company)] });
  await writer.run([commit(item())]);
  db.exec('UPDATE heads SET root = zeroblob(32)');
  await assert.rejects(writer.run([commit(item())]), StorageFailed);
});

test('a damaged file: nothing is acknowledged, and the process is told to stop', async (t) => {
  const folder = sqliteFolder(t);
  const fatal: Error[] = [];
  const open = () => folder.open((error) => fatal.push(error));
  const kit = makeKit(2);
  const filled = await open();
  const company = await kit.company(filled);
  const metadata = { noise: Buffer.from(kit.random.bytes(200)).toString('hex') };
  const events = Array.from({ length: 300 }, () => kit.event(company, { metadata }));
  await filled.ledger.commit([kit.item(company, { events })]);
  await filled.close();
  overwriteFromPage(databaseFile(folder.path), 90);
  const store = await open();
  const more = Array.from({ length: 100 }, () => kit.event(company));
  await assert.rejects(store.ledger.commit([kit.item(company, { events: more })]), UnknownOutcome);
  assert.equal(fatal.length, 1);
  await assert.rejects(store.ledger.commit([kit.item(company, { events: more })]), UnknownOutcome);
});

/** The first pages hold the schema; those after them the log. */
function overwriteFromPage(path: string, first: number): void {
  const PAGE = 4096;
  const size = statSync(path).size;
  const file = openSync(path, 'r+');
  for (let at = first * PAGE; at < size; at += PAGE) writeSync(file, Buffer.alloc(PAGE, 0xa5), 0, PAGE, at);
  closeSync(file);
}
