import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isUuid } from '@affidavit/verify';
import fc from 'fast-check';
import { diceOf, timedUuid, uuidOf } from './dice.ts';

describe('dice', () => {
  it('falls the same way for the same seed, on every machine', () => {
    const dice = diceOf('acme/people');
    assert.deepEqual(
      Array.from({ length: 4 }, () => dice.int(0, 999)),
      [597, 549, 25, 912],
    );
    assert.notEqual(diceOf('acme/people').hex(16), diceOf('globex/people').hex(16));
  });

  it('stays within its bounds', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: -50, max: 50 }), fc.nat(100), (seed, low, span) => {
        const dice = diceOf(seed);
        const value = dice.int(low, low + span);
        const roll = dice.roll();
        return Number.isInteger(value) && value >= low && value <= low + span && roll >= 0 && roll < 1;
      }),
    );
  });

  it('chooses different items in their order', () => {
    fc.assert(
      fc.property(fc.string(), fc.uniqueArray(fc.integer()), fc.nat(20), (seed, items, wanted) => {
        const some = diceOf(seed).some(items, wanted);
        assert.equal(some.length, Math.min(wanted, items.length));
        assert.deepEqual(
          some,
          items.filter((item) => some.includes(item)),
        );
      }),
    );
  });

  it('weighs', () => {
    const dice = diceOf('weights');
    const items = [
      { name: 'often', weight: 9 },
      { name: 'never', weight: 0 },
      { name: 'seldom', weight: 1 },
    ];
    const names = Array.from({ length: 2_000 }, () => dice.weighted(items).name);
    const share = (name: string) => names.filter((one) => one === name).length / names.length;
    assert.equal(share('never'), 0);
    assert.ok(Math.abs(share('seldom') - 0.1) < 0.03, `${share('seldom')}`);
  });

  it('makes UUIDs, those of version 7 with their time', () => {
    const dice = diceOf('ids');
    const time = Date.UTC(2026, 10, 23);
    assert.ok(isUuid(uuidOf(dice)));
    const id = timedUuid(dice, time);
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.equal(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16), time);
  });
});
