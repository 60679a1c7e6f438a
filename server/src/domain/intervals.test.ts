import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { finestInterval, namedIntervals, parseInterval } from './intervals.ts';

const at = (text: string) => Date.parse(text);
const time = fc.integer({ min: at('1969-01-01T00:00:00Z'), max: at('2100-01-01T00:00:00Z') });
const interval = fc.oneof(
  fc.constantFrom(...namedIntervals),
  fc
    .tuple(fc.integer({ min: 1, max: 9999 }), fc.constantFrom('m', 'h', 'd'))
    .map(([count, unit]) => parseInterval(`${count}${unit}`)!),
);

test('where intervals begin', () => {
  const start = (name: string, text: string) =>
    new Date(parseInterval(name)!.start(at(text))).toISOString().slice(0, 16);
  const moment = '2026-03-19T14:37:59.999Z';
  assert.equal(start('minute', moment), '2026-03-19T14:37');
  assert.equal(start('hour', moment), '2026-03-19T14:00');
  assert.equal(start('day', moment), '2026-03-19T00:00');
  assert.equal(start('week', moment), '2026-03-16T00:00', 'a Monday');
  assert.equal(start('week', '2026-03-16T00:00:00Z'), '2026-03-16T00:00');
  assert.equal(start('month', moment), '2026-03-01T00:00');
  assert.equal(start('15m', moment), '2026-03-19T14:30');
  assert.equal(start('6h', moment), '2026-03-19T12:00');
  for (const bad of ['', 'year', 'Day', '0m', '1s', '1.5h', '10000d', '-1d', 'm'])
    assert.equal(parseInterval(bad), null, bad);
});

test('an interval holds the times it begins before, and is made of whole steps', () => {
  fc.assert(
    fc.property(interval, time, time, (one, a, b) => {
      const start = one.start(a);
      assert.ok(start <= a);
      assert.equal(one.start(start), start);
      assert.equal(one.between(start, a), 1);
      if (start > 0) assert.equal(one.between(start - 1, a), 2, 'the one before ends where it begins');
      const step = Math.floor(a / one.stepMs) * one.stepMs;
      assert.equal(one.start(step), start, 'a step lies within one interval');
      const [first, last] = a < b ? [a, b] : [b, a];
      assert.ok(Number.isInteger(one.between(first, last)) && one.between(first, last) >= 1);
    }),
  );
});

test('the finest that fits', () => {
  const [first, last] = [at('2026-01-01T00:00:00Z'), at('2026-01-31T23:59:59Z')];
  assert.equal(finestInterval(first, last, 2_000)?.name, 'hour');
  assert.equal(finestInterval(first, last, 100)?.name, 'day');
  assert.equal(finestInterval(first, first, 1)?.name, 'minute');
  assert.equal(finestInterval(first, at('2400-01-01T00:00:00Z'), 10), null);
});
