/** What is told of a log beside its newest checkpoint. */
import assert from 'node:assert/strict';
import type { FullCheck } from '../../src/app/ports/log-history.ts';
import type { SignedCheckpoint } from '../../src/app/ports.ts';
import { limits } from '../../src/domain/limits.ts';
import { NOON } from './kit.ts';
import type { Ground, GroundTest } from './suite.ts';

const HOUR_MS = limits.checkpointEveryMs;
const MINUTE_MS = limits.checkpointsAllMs;
const SECOND_MS = 1000;
const START = Math.floor(NOON / HOUR_MS) * HOUR_MS;

function checkpoint({ kit, company }: Ground, size: number): SignedCheckpoint {
  return { size, root: kit.random.bytes(32), note: `${company.origin}\n${size}\n` };
}

const sizes = async ({ store, company }: Ground, below: number | null = null, limit = 100) =>
  (await store.logHistory.checkpoints(company.company, below, limit)).map(({ size }) => size);

export function logHistorySuite(onGround: GroundTest): void {
  onGround('checkpoints are remembered as they were signed, with what witnesses signed later', async (at) => {
    const { store, kit, company } = at;
    assert.deepEqual(await sizes(at), []);
    const [one, two] = [checkpoint(at, 1), checkpoint(at, 2)];
    await store.checkpoints.keep(company.company, one, NOON);
    await store.checkpoints.keep(company.company, two, NOON + SECOND_MS);
    await store.checkpoints.cosign(company.company, one, { lines: '— a 1\n', complete: true });
    // Of another root of this size, and of a size that was never signed here.
    await store.checkpoints.cosign(company.company, checkpoint(at, 2), { lines: '— b\n', complete: true });
    await store.checkpoints.cosign(company.company, checkpoint(at, 9), { lines: '— c\n', complete: true });
    const found = await store.logHistory.checkpoints(company.company, null, 10);
    assert.deepEqual(
      found.map((row) => ({ ...row, root: new Uint8Array(row.root) })),
      [
        { ...two, lines: '', signedAt: NOON + SECOND_MS },
        { ...one, lines: '— a 1\n', signedAt: NOON },
      ],
    );
    const other = await kit.company(store);
    assert.deepEqual(await store.logHistory.checkpoints(other.company, null, 10), []);
  });

  onGround('a smaller checkpoint than the kept one is not remembered', async (at) => {
    const { checkpoints } = at.store;
    await checkpoints.keep(at.company.company, checkpoint(at, 5), NOON);
    await checkpoints.keep(at.company.company, checkpoint(at, 4), NOON + SECOND_MS);
    assert.deepEqual(await sizes(at), [5]);
  });

  onGround('pages follow each other without a gap', async (at) => {
    for (let size = 1; size <= 7; size++)
      await at.store.checkpoints.keep(at.company.company, checkpoint(at, size), NOON + size);
    assert.deepEqual(await sizes(at, null, 3), [7, 6, 5]);
    assert.deepEqual(await sizes(at, 5, 3), [4, 3, 2]);
    assert.deepEqual(await sizes(at, 2, 3), [1]);
  });

  onGround(
    'of an hour that is over stays the newest of those that most cosigned; of the last minute all',
    async (at) => {
      const { checkpoints } = at.store;
      const id = at.company.company;
      const signed = new Map<number, SignedCheckpoint>();
      const keep = async (size: number, when: number) => {
        const one = checkpoint(at, size);
        signed.set(size, one);
        await checkpoints.keep(id, one, when);
      };
      const cosign = (size: number, lines: string) => {
        const one = signed.get(size);
        assert.ok(one);
        return checkpoints.cosign(id, one, { lines, complete: true });
      };
      // An hour in which two were cosigned by both, an hour in which nobody cosigned.
      for (const [size, lines] of [
        [1, '— a\n'],
        [2, '— a\n— b\n'],
        [3, '— a\n— b\n'],
        [4, ''],
      ] as const) {
        await keep(size, START + size * MINUTE_MS);
        if (lines !== '') await cosign(size, lines);
      }
      for (const size of [5, 6, 7]) await keep(size, START + HOUR_MS + size * MINUTE_MS);
      const late = START + 2 * HOUR_MS + 10 * MINUTE_MS;
      for (const [size, when] of [
        [8, late],
        [9, late + 2 * SECOND_MS],
        [10, late + MINUTE_MS + SECOND_MS],
        [11, late + MINUTE_MS + 2 * SECOND_MS],
      ] as const)
        await keep(size, when);
      assert.deepEqual(await sizes(at), [11, 10, 9, 7, 3]);
      assert.equal((await at.store.logHistory.checkpoints(id, 4, 1))[0]?.lines, '— a\n— b\n');
    },
  );

  onGround('full checks are kept, the newest first, and no more than the limit', async (at) => {
    const { store, kit, company } = at;
    const { fullChecks, keepFullCheck } = store.logHistory;
    assert.deepEqual(await fullChecks(company.company), []);
    const check = (n: number, given: Partial<FullCheck> = {}): FullCheck => ({
      beganAt: NOON + n - 1,
      endedAt: NOON + n,
      size: n,
      root: kit.random.bytes(32),
      version: '1.2.3',
      problem: null,
      ...given,
    });
    const damaged = check(2, { root: null, problem: 'company "x": event 2 is missing' });
    const good = check(1);
    for (const one of [good, damaged]) await keepFullCheck(company.company, one);
    const read = async () =>
      (await fullChecks(company.company)).map((row) => ({
        ...row,
        root: row.root === null ? null : new Uint8Array(row.root),
      }));
    assert.deepEqual(await read(), [damaged, good]);
    for (let n = 3; n <= limits.fullChecksKept + 2; n++) await keepFullCheck(company.company, check(n));
    const kept = await read();
    assert.deepEqual(
      kept.map(({ size }) => size),
      Array.from({ length: limits.fullChecksKept }, (_, i) => limits.fullChecksKept + 2 - i),
    );
    assert.deepEqual(await fullChecks((await kit.company(store)).company), []);
  });
}
