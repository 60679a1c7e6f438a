/** `Ledger`: what a commit that succeeds promises. */
import assert from 'node:assert/strict';
import { EMPTY_ROOT, Frontier } from '@affidavit/verify';
import { type Item, type Outcome, type Recorded, type Store, StoreBusy } from '../../src/app/ports.ts';
import { limits } from '../../src/domain/limits.ts';
import { NOON, sealed } from './kit.ts';
import type { GroundTest } from './suite.ts';

/** Commits items and hands out what each of them recorded; fails when an outcome is not `committed`. */
export async function commitAll(store: Store, items: readonly Item[]): Promise<(readonly Recorded[])[]> {
  const outcomes = await store.ledger.commit(items);
  assert.equal(outcomes.length, items.length);
  return outcomes.map(recordedOf);
}

export function recordedOf(outcome: Outcome | undefined): readonly Recorded[] {
  assert.equal(outcome?.is, 'committed');
  return outcome?.is === 'committed' ? outcome.events : [];
}

export function ledgerSuite(onGround: GroundTest): void {
  onGround('a new company has an empty log and directory version 0', async ({ store, company }) => {
    const head = await store.events.head(company.company);
    assert.equal(head.size, 0);
    assert.deepEqual(head.root, EMPTY_ROOT);
    assert.equal(head.directoryVersion, 0);
    assert.deepEqual(await store.events.eventsFrom(company.company, 0, 10), []);
  });

  onGround('events get consecutive places in the order given', async ({ store, kit, company }) => {
    const events = [kit.event(company), kit.event(company), kit.event(company)];
    const [recorded] = await commitAll(store, [kit.item(company, { events })]);
    assert.deepEqual(
      recorded,
      events.map(({ entry }, seq) => ({ id: entry.id, seq, recordedAt: NOON })),
    );
    const head = await store.events.head(company.company);
    assert.equal(head.size, 3);
    assert.equal(head.recordedAt, NOON);
  });

  onGround('the log is the Merkle tree over the sealed entries', async ({ store, kit, company }) => {
    const frontier = new Frontier();
    for (const count of [1, 2, 5]) {
      const events = Array.from({ length: count }, () => kit.event(company));
      await commitAll(store, [kit.item(company, { events })]);
      for (const event of events) frontier.append(sealed(event, NOON).leaf);
      const head = await store.events.head(company.company);
      assert.equal(head.size, frontier.size);
      assert.deepEqual(head.root, frontier.root());
    }
  });

  onGround('many commits at once leave no gap, and each is in one piece', async ({ store, kit, company }) => {
    const items = Array.from({ length: 120 }, (_, i) =>
      kit.item(company, { events: Array.from({ length: 1 + (i % 4) }, () => kit.event(company)) }),
    );
    const answers = await Promise.all(items.map((item) => commitAll(store, [item])));
    const places: number[] = [];
    for (const [i, [recorded]] of answers.entries()) {
      assert.deepEqual(
        recorded?.map(({ id }) => id),
        items[i]?.events.map(({ entry }) => entry.id),
      );
      const first = recorded?.[0]?.seq ?? -1;
      assert.deepEqual(
        recorded?.map(({ seq }) => seq),
        recorded?.map((_, at) => first + at),
      );
      places.push(...(recorded ?? []).map(({ seq }) => seq));
    }
    places.sort((a, b) => a - b);
    assert.deepEqual(
      places,
      places.map((_, at) => at),
    );
    const stored = await store.events.eventsFrom(company.company, 0, places.length + 1);
    assert.deepEqual(
      stored.map(({ seq }) => seq),
      places,
    );
  });

  onGround(
    'items of several companies share one commit and keep their own logs',
    async ({ store, kit, company }) => {
      const other = await kit.company(store);
      const item = (of: typeof company, count: number) =>
        kit.item(of, { events: Array.from({ length: count }, () => kit.event(of)) });
      const answers = await commitAll(store, [
        item(company, 2),
        item(other, 3),
        item(company, 1),
        item(other, 1),
      ]);
      assert.deepEqual(
        answers.map((recorded) => recorded.map(({ seq }) => seq)),
        [[0, 1], [0, 1, 2], [2], [3]],
      );
      assert.equal((await store.events.head(company.company)).size, 3);
      assert.equal((await store.events.head(other.company)).size, 4);
    },
  );

  onGround('a call larger than one flush is committed whole', async ({ store, kit, company }) => {
    const perItem = 1_000;
    const items = Array.from({ length: limits.commitBatchEvents / perItem + 1 }, () =>
      kit.item(company, { events: Array.from({ length: perItem }, () => kit.event(company)) }),
    );
    const answers = await commitAll(store, items);
    assert.deepEqual(
      answers.map((recorded) => recorded[0]?.seq),
      items.map((_, i) => i * perItem),
    );
    const frontier = new Frontier();
    for (const event of items.flatMap((item) => item.events)) frontier.append(sealed(event, NOON).leaf);
    assert.deepEqual((await store.events.head(company.company)).root, frontier.root());
  });

  onGround('recordedAt is the larger of the clock and the head', async ({ store, kit, company }) => {
    const times: (number | undefined)[] = [];
    for (const now of [NOON, NOON - 5_000, NOON - 1, NOON + 7, NOON]) {
      const [recorded] = await commitAll(store, [kit.item(company, { now, events: [kit.event(company)] })]);
      times.push(recorded?.[0]?.recordedAt);
    }
    assert.deepEqual(times, [NOON, NOON, NOON, NOON + 7, NOON + 7]);
    const stored = await store.events.eventsFrom(company.company, 0, 10);
    assert.deepEqual(
      stored.map(({ entry }) => Date.parse(entry.recordedAt)),
      times,
    );
  });

  onGround('an item without events or changes commits and moves nothing', async ({ store, kit, company }) => {
    const before = await store.events.head(company.company);
    const outcomes = await store.ledger.commit([kit.item(company)]);
    assert.deepEqual(outcomes, [{ is: 'committed', events: [], directoryVersion: 0 }]);
    assert.deepEqual(await store.events.head(company.company), before);
    assert.deepEqual(await store.ledger.commit([]), []);
  });

  onGround(
    'a full queue refuses with StoreBusy and writes nothing of it',
    async ({ store, kit, company }) => {
      const perItem = 1_000;
      const items = Array.from({ length: (2 * limits.commitQueueEvents) / perItem }, () =>
        kit.item(company, { events: Array.from({ length: perItem }, () => kit.event(company)) }),
      );
      const answers = await Promise.allSettled(items.map((item) => store.ledger.commit([item])));
      let accepted = 0;
      for (const [i, answer] of answers.entries()) {
        const id = items[i]?.events[0]?.entry.id ?? '';
        const stored = await store.events.event(company.company, id);
        if (answer.status === 'fulfilled') {
          accepted += 1;
          assert.equal(stored?.seq, recordedOf(answer.value[0])[0]?.seq);
        } else {
          assert.ok(answer.reason instanceof StoreBusy, String(answer.reason));
          assert.equal(stored, null);
        }
      }
      assert.ok(accepted >= 1 && accepted < items.length, `${accepted} of ${items.length} were accepted`);
      assert.equal((await store.events.head(company.company)).size, accepted * perItem);
      await commitAll(store, [kit.item(company, { events: [kit.event(company)] })]);
    },
  );
}
