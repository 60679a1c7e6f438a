import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isoTime, parseTime } from './time.ts';

test('every millisecond survives printing and parsing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) }), (ms) => {
      assert.equal(parseTime(isoTime(ms)), ms);
    }),
  );
});

test('both styles of the contract, offsets and plain dates are understood', () => {
  const noon = Date.UTC(2020, 6, 6, 12);
  for (const text of [
    '2020-07-06T12:00:00Z',
    '2020-07-06T12:00:00.000Z',
    '2020-07-06 12:00:00.000000',
    '2020-07-06T14:00:00+02:00',
    '2020-07-06T06:30:00.000-0530',
    '2020-07-06T12:00:00',
  ])
    assert.equal(parseTime(text), noon, text);
  assert.equal(parseTime('2020-07-06'), Date.UTC(2020, 6, 6));
});

test('finer input is truncated to milliseconds', () => {
  assert.equal(parseTime('2020-07-06 12:00:00.999999'), Date.UTC(2020, 6, 6, 12, 0, 0, 999));
});

test('what is no date of the calendar is refused', () => {
  for (const text of [
    '2023-02-29',
    '2020-13-01',
    '2020-07-06T24:00:00Z',
    '2020-07-06T12:60:00Z',
    '2020-07-06T12:00:00+24:00',
    '2020-07-06T12:00:00-01:60',
    '9999-12-31T23:59:59-00:01',
    'yesterday',
    '',
    '1593993600',
  ])
    assert.equal(parseTime(text), null, text);
});
