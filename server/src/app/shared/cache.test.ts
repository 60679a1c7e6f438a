import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { makeCache } from './cache.ts';

test('what is answered is what was set last, and all of it together costs at most the budget', () => {
  const BUDGET = 100;
  const steps = fc.array(
    fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      cost: fc.option(fc.integer({ min: 1, max: 60 }), { nil: null }),
    }),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(steps, (taken) => {
      const cache = makeCache<number>(BUDGET);
      const last = new Map<string, { value: number; cost: number }>();
      taken.forEach(({ key, cost }, value) => {
        if (cost !== null) {
          cache.set(key, value, cost);
          last.set(key, { value, cost });
          assert.equal(cache.get(key), cost > BUDGET / 2 ? undefined : value);
        } else {
          const found = cache.get(key);
          assert.ok(found === undefined || found === last.get(key)?.value);
        }
      });
      // Asking moves entries, and may only ever drop some.
      const kept = [...last].filter(([key]) => cache.get(key) !== undefined);
      assert.ok(kept.reduce((sum, [, { cost }]) => sum + cost, 0) <= BUDGET * 1.5);
      cache.clear();
      for (const key of last.keys()) assert.equal(cache.get(key), undefined);
    }),
  );
});

test('what is used again outlasts what is not', () => {
  const cache = makeCache<number>(10);
  cache.set('used', 0, 1);
  for (let n = 1; n <= 100; n++) {
    cache.set(`once ${n}`, n, 1);
    assert.equal(cache.get('used'), 0);
  }
  assert.equal(cache.get('once 1'), undefined);
  assert.equal(cache.get('once 100'), 100);
});
