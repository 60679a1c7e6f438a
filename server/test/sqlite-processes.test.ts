/** Several processes, and several stores of one process, on one file: still one log without a gap. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Frontier } from '@affidavit/verify';
import type { Company, Recorded, Store } from '../src/app/ports.ts';
import { type Kit, makeKit } from './contract/kit.ts';
import { commitAll } from './contract/suite-ledger.ts';
import { sqliteFolder } from './sqlite-folder.ts';

const OTHER_PROCESS = fileURLToPath(new URL('./sqlite-other-process.ts', import.meta.url));

/** Runs sqlite-other-process.ts to its end and hands out what it recorded. */
async function otherProcess(...args: string[]): Promise<Recorded[]> {
  const child = spawn(process.execPath, [...process.execArgv, OTHER_PROCESS, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const [code] = await once(child, 'close');
  assert.equal(code, 0);
  return JSON.parse(output) as Recorded[];
}

async function record(store: Store, kit: Kit, company: Company, commits: number): Promise<Recorded[]> {
  const recorded: Recorded[] = [];
  for (let i = 0; i < commits; i++) {
    const [events] = await commitAll(store, [kit.item(company, { events: [kit.event(company)] })]);
    recorded.push(...(events ?? []));
  }
  return recorded;
}

/** Every acknowledged event lies where it was said to lie, and the head is the root of exactly these leaves. */
async function assertOneLog(
  store: Store,
  company: Company,
  acknowledged: readonly Recorded[],
): Promise<void> {
  const stored = await store.events.eventsFrom(company.company, 0, acknowledged.length + 1);
  const bySeq = acknowledged.toSorted((a, b) => a.seq - b.seq);
  assert.deepEqual(
    stored.map(({ seq, entry }) => ({ id: entry.id, seq })),
    bySeq.map(({ id }, seq) => ({ id, seq })),
  );
  const frontier = new Frontier();
  for (const { leaf } of stored) frontier.append(leaf);
  const head = await store.events.head(company.company);
  assert.equal(head.size, stored.length);
  assert.deepEqual(new Uint8Array(head.root), new Uint8Array(frontier.root()));
  const tiles = frontier.takeTiles().filter(({ level }) => level === 1);
  const kept = await store.events.hashes(company.company, 1, 0, tiles.length);
  assert.deepEqual(
    kept.map((hash) => new Uint8Array(hash)),
    tiles.map(({ hash }) => new Uint8Array(hash)),
  );
}

test('two stores on one file append in turns, each knowing what the other wrote', async (t) => {
  const folder = sqliteFolder(t);
  const [one, two] = [await folder.open(), await folder.open()];
  const kit = makeKit(1);
  const company = await kit.company(one);
  const acknowledged = [
    ...(await record(one, kit, company, 255)),
    ...(await record(two, kit, company, 3)),
    ...(await record(one, kit, company, 2)),
  ];
  await assertOneLog(two, company, acknowledged);
  const changes = [{ do: 'put' as const, row: kit.user(1) }];
  await commitAll(two, [kit.item(company, { directoryVersion: 0, changes })]);
  const late = await one.ledger.commit([
    kit.item(company, { directoryVersion: 0, events: [kit.event(company)] }),
  ]);
  assert.deepEqual(late, [{ is: 'stale' }]);
  await one.close();
  acknowledged.push(...(await record(two, kit, company, 1)));
  await assertOneLog(two, company, acknowledged);
});

test('words that one store has written are understood by the other', async (t) => {
  const folder = sqliteFolder(t);
  const stores = [await folder.open(), await folder.open()] as const;
  const kit = makeKit(2);
  const company = await kit.company(stores[0]);
  for (let i = 0; i < 6; i++) {
    // Each store meets words that only the other has written so far, and mints words of its own between them.
    const events = [`TYPE_${i}`, `TYPE_${i - 1}`].map((type) => kit.event(company, { type, actorId: 1 + i }));
    await commitAll(stores[i % 2 === 0 ? 0 : 1], [kit.item(company, { events })]);
  }
  for (const store of stores) {
    const types = (await store.events.eventsFrom(company.company, 0, 20)).map(({ entry }) => entry.type);
    assert.deepEqual(
      types,
      [0, 1, 2, 3, 4, 5].flatMap((i) => [`TYPE_${i}`, `TYPE_${i - 1}`]),
    );
    const order = { sort: 'TYPE', descending: false } as const;
    const page = await store.finder.page(company.company, { type: ['TYPE_3'] }, order, {
      offset: 0,
      limit: 5,
    });
    assert.equal(page.total, 2);
  }
});

test('processes that write at the same time make one log', async (t) => {
  const folder = sqliteFolder(t);
  const store = await folder.open();
  const kit = makeKit(3);
  const company = await kit.company(store);
  const answers = await Promise.all([
    otherProcess(folder.path, company.uuid, '60', '4'),
    otherProcess(folder.path, company.uuid, '60', '5'),
    record(store, kit, company, 60),
  ]);
  const acknowledged = answers.flat();
  assert.equal(acknowledged.length, 180);
  await assertOneLog(store, company, acknowledged);
});

test('processes that open a new folder together all find the schema', async (t) => {
  const folder = sqliteFolder(t);
  await Promise.all([1, 2, 3].map(() => otherProcess(folder.path)));
  const store = await folder.open();
  assert.deepEqual(await store.damage(), []);
});
