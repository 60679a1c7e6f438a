import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { makeRateLimit } from './rate-limit.ts';

test('the limit holds per address and window, and says when to come back', () => {
  let now = 1_000;
  const rate = makeRateLimit({ limit: 3, windowMs: 60_000, maxAddresses: 10 }, () => now);
  assert.deepEqual([rate.hit('a'), rate.hit('a'), rate.hit('a')], [0, 0, 0]);
  assert.equal(rate.hit('a'), 60);
  assert.equal(rate.hit('b'), 0);
  now += 58_500;
  assert.equal(rate.hit('a'), 2);
  now += 1_499;
  assert.equal(rate.hit('a'), 1);
  now += 1;
  assert.equal(rate.hit('a'), 0);
});

test('it counts as a plain model does', () => {
  const step = fc.record({ address: fc.constantFrom('a', 'b', 'c'), afterMs: fc.nat(40) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), fc.integer({ min: 1, max: 5 }), (steps, limit) => {
      let now = 0;
      const rate = makeRateLimit({ limit, windowMs: 100, maxAddresses: 100 }, () => now);
      const model = new Map<string, { start: number; count: number }>();
      for (const { address, afterMs } of steps) {
        now += afterMs;
        let window = model.get(address);
        if (window === undefined || now - window.start >= 100) window = { start: now, count: 0 };
        window.count++;
        model.set(address, window);
        assert.equal(rate.hit(address) === 0, window.count <= limit);
      }
    }),
  );
});

test('only so many addresses are remembered: the oldest windows are forgotten first', () => {
  let now = 0;
  const rate = makeRateLimit({ limit: 1, windowMs: 1_000_000, maxAddresses: 100 }, () => now);
  for (let i = 0; i < 1_000; i++) {
    now++;
    assert.equal(rate.hit(`address ${i}`), 0);
  }
  assert(rate.hit('address 999') > 0);
  assert(rate.hit('address 901') > 0);
  assert.equal(rate.hit('address 899'), 0);
});
