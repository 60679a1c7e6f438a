/** The ledger of erasures: an older copy of the store is brought back, and forgets again before anything is served. */
import assert from 'node:assert/strict';
import { appendFileSync, cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pino } from 'pino';
import { openSystem, type System, serve } from '../src/compose.ts';
import { readConfig } from '../src/config.ts';
import { erasureLedgerFile } from '../src/store/erasure-ledger.ts';
import { tempFolder } from './system.ts';

const request = { reason: 'They asked for it.', legalBasis: 'GDPR Art. 17 (1) (a)' };

const configOf = (data: string) => readConfig({ data, port: '0', operationsPort: '0' }, {});
const open = (data: string) =>
  openSystem(configOf(data), (error) => {
    throw error;
  });

async function populated(system: System) {
  const { company } = await system.companies.create({ name: 'Acme', ownerEmail: 'sally@example.com' });
  const caller = { company, userId: 1, dateStyle: 'iso' } as const;
  const users = [{ id: 7, email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelock' }];
  await system.putDirectory(caller, 'users', users);
  const draft = {
    type: 'COMPANY_DATA_UPDATED',
    category: 'COMPANY',
    source: 'APP',
    description: 'Lovelock came.',
  };
  const [recorded] = await system.record.all(company, [{ ...draft, userId: 7 }]);
  assert.ok(recorded);
  return { company, caller, eventId: recorded.id };
}

test('an older copy of the store forgets again, once, and only that person', async (t) => {
  const data = tempFolder();
  const copy = tempFolder();
  t.after(() => {
    data.remove();
    copy.remove();
  });
  let system = await open(data.path);
  const { company, eventId } = await populated(system);
  await system.close();
  cpSync(join(data.path, 'affidavit.db'), join(copy.path, 'affidavit.db'));
  system = await open(data.path);
  const report = await system.erasure.erase(company, null, 7, request);
  assert.equal(report.eventIds.length, 1);
  assert.equal(await system.erasure.resume(), 0);
  await system.close();
  const ledger = readFileSync(join(data.path, 'erasures.ndjson'), 'utf8');
  assert.doesNotMatch(ledger, /ada@|lovelock/i);

  rmSync(join(data.path, 'affidavit.db'));
  cpSync(join(copy.path, 'affidavit.db'), join(data.path, 'affidavit.db'));
  system = await open(data.path);
  const before = await system.store.events.event(company.company, eventId);
  assert.match(before?.parts.text?.json ?? '', /Lovelock/);
  const server = await serve(system, configOf(data.path), pino({ level: 'silent' }));
  const after = await system.store.events.event(company.company, eventId);
  assert.equal(after?.parts.text, null);
  assert.equal(await system.store.directory.row(company.company, 'user', 7), null);
  assert.equal(await system.erasure.resume(), 0);
  await server.close();

  // Somebody else gets the number: the ledger is not about them.
  system = await open(data.path);
  const caller = { company, userId: 1, dateStyle: 'iso' } as const;
  await system.putDirectory(caller, 'users', [{ id: 7, email: 'new@example.com' }]);
  assert.equal(await system.erasure.resume(), 0);
  assert.notEqual(await system.store.directory.row(company.company, 'user', 7), null);
  await system.close();
});

test('holds: an older copy forgets although one stands there; what only began does not', async (t) => {
  const data = tempFolder();
  const copy = tempFolder();
  t.after(() => {
    data.remove();
    copy.remove();
  });
  const database = (folder: string) => join(folder, 'affidavit.db');
  let system = await open(data.path);
  const { company, eventId } = await populated(system);
  const byServer = { company, userId: null } as const;
  const hold = { userId: 7, from: null, to: null, reason: 'A case.' };
  const { id } = await system.legalHolds.put(byServer, hold);
  await system.close();
  cpSync(database(data.path), database(copy.path));
  system = await open(data.path);
  await assert.rejects(
    system.erasure.erase(company, null, 7, request),
    /legal hold 1 \(A case\.\) forbids it/,
  );
  assert.deepEqual(await erasureLedgerFile(join(data.path, 'erasures.ndjson')).entries(), []);
  await system.legalHolds.lift(byServer, id);
  await system.erasure.erase(company, null, 7, request);
  await system.close();

  const ledger = erasureLedgerFile(join(data.path, 'erasures.ndjson'));
  const [done] = await ledger.entries();
  assert.ok(done?.state === 'done');
  cpSync(database(copy.path), database(data.path));
  // Its commit never happened, as far as the ledger knows.
  await ledger.append({ ...done, state: 'begun' });
  system = await open(data.path);
  const told: string[] = [];
  assert.equal(await system.erasure.reapply(), 0);
  assert.equal(await system.erasure.resume((line) => told.push(line)), 0);
  assert.match(told.join('\n'), /^the erasure of user 7, begun at \S+, was not done: .*legal hold 1/);
  assert.match(
    (await system.store.events.event(company.company, eventId))?.parts.text?.json ?? '',
    /Lovelock/,
  );

  await ledger.append({ ...done, request: { reason: 'Lovelock', legalBasis: 'Lovelock' } });
  assert.equal(await system.erasure.reapply(), 1);
  assert.equal((await system.store.events.event(company.company, eventId))?.parts.text, null);
  assert.equal(await system.erasure.resume(), 0);
  await system.close();
});

test('what a crash left is finished: before the commit, and after it', async (t) => {
  const data = tempFolder();
  t.after(() => data.remove());
  const system = await open(data.path);
  t.after(() => system.close());
  const { company } = await populated(system);
  const file = join(data.path, 'erasures.ndjson');
  await system.erasure.erase(company, null, 7, request);
  const [entry] = await erasureLedgerFile(file).entries();
  assert.ok(entry);
  await erasureLedgerFile(file).append({ ...entry, state: 'begun' });
  assert.equal(await system.erasure.resume(), 1);
  assert.equal(await system.erasure.resume(), 0);
});

test('a line that a crash cut is no entry, and the next one is whole', async (t) => {
  const data = tempFolder();
  t.after(() => data.remove());
  const path = join(data.path, 'ledger', 'erasures.ndjson');
  const ledger = erasureLedgerFile(path);
  assert.deepEqual(await ledger.entries(), []);
  const entry = {
    v: 1,
    id: 'a',
    at: '',
    company: '',
    userId: 7,
    actor: '',
    events: [],
    seqs: [],
    removed: [],
    state: 'begun',
  } as const;
  await ledger.append(entry);
  appendFileSync(path, '{"v":1,"id":"b","at":"202');
  assert.deepEqual(await ledger.entries(), [entry]);
  await ledger.append({ ...entry, id: 'c' });
  assert.deepEqual(
    (await ledger.entries()).map(({ id }) => id),
    ['a', 'c'],
  );
  appendFileSync(path, 'nonsense\n');
  await assert.rejects(ledger.entries(), /line 3 is no entry/);
});
