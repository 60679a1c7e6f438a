/** What a store holds survives closing and opening it, and the log goes on where it ended. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Frontier } from '@affidavit/verify';
import type { Company, PreparedEvent } from '../../src/app/ports.ts';
import { type Kit, makeKit, NOON, sealed } from './kit.ts';
import type { Opened } from './suite.ts';
import { commitAll } from './suite-ledger.ts';

export function durabilitySuite(open: () => Promise<Opened>): void {
  let opened: Opened;
  let kit: Kit;
  let company: Company;
  const recorded: PreparedEvent[] = [];
  const prepare = (count: number): PreparedEvent[] => Array.from({ length: count }, () => kit.event(company));

  before(async () => {
    opened = await open();
    kit = makeKit(1_000);
    company = await kit.company(opened.store);
  });
  after(() => opened.close());

  test('everything is there after a reopening, and the tree grows on', async () => {
    const frontier = new Frontier();
    for (const count of [3, 300, 1, 255]) {
      const events = prepare(count);
      await commitAll(opened.store, [kit.item(company, { events })]);
      for (const event of events) frontier.append(sealed(event, NOON).leaf);
      recorded.push(...events);
      opened.store = await opened.reopen();
      const head = await opened.store.events.head(company.company);
      assert.equal(head.size, recorded.length);
      assert.deepEqual(head.root, frontier.root());
    }
    const stored = await opened.store.events.eventsFrom(company.company, 0, recorded.length + 1);
    assert.deepEqual(
      stored.map(({ entry }) => entry.id),
      recorded.map(({ entry }) => entry.id),
    );
    assert.deepEqual(
      (await opened.store.access.companies()).filter(({ uuid }) => uuid === company.uuid),
      [company],
    );
  });

  test('idempotency, recordedAt and the directory version are remembered', async () => {
    const idempotency = { key: 'key', fingerprint: kit.random.bytes(32) };
    const changes = [{ do: 'put' as const, row: kit.user(1) }];
    const item = kit.item(company, { now: NOON + 99, idempotency, changes, events: prepare(2) });
    const [first] = await commitAll(opened.store, [item]);
    opened.store = await opened.reopen();
    const [again, stale] = await opened.store.ledger.commit([
      { ...item, events: prepare(2) },
      kit.item(company, { directoryVersion: 0, events: prepare(1) }),
    ]);
    assert.deepEqual(again, { is: 'replayed', events: first });
    assert.deepEqual(stale, { is: 'stale' });
    const [late] = await commitAll(opened.store, [kit.item(company, { now: NOON, events: prepare(1) })]);
    assert.equal(late?.[0]?.recordedAt, NOON + 99);
  });

  test('close finishes what was accepted', async () => {
    const before = await opened.store.events.head(company.company);
    const items = Array.from({ length: 50 }, () => kit.item(company, { events: prepare(1) }));
    const pending = items.map((item) => opened.store.ledger.commit([item]));
    opened.store = await opened.reopen();
    const outcomes = await Promise.all(pending);
    for (const [outcome] of outcomes) assert.equal(outcome?.is, 'committed');
    assert.equal((await opened.store.events.head(company.company)).size, before.size + items.length);
  });
}
