import assert from 'node:assert/strict';
import { test } from 'node:test';
import { printEach, turn } from './breath.ts';

test('of all who wait one goes on at a time, in their order, and what has arrived is looked at in between', async () => {
  let looks = 0;
  let isOver = false;
  const look = () => {
    looks++;
    if (!isOver) setImmediate(look);
  };
  setImmediate(look);
  const seen: string[] = [];
  const at: number[] = [];
  const row = async (name: string) => {
    for (let i = 0; i < 3; i++) {
      await turn();
      seen.push(`${name}${i}`);
      at.push(looks);
    }
  };
  await Promise.all([row('a'), row('b')]);
  isOver = true;
  assert.deepEqual(seen, ['a0', 'b0', 'a1', 'b1', 'a2', 'b2']);
  assert.equal(new Set(at).size, at.length, at.join(' '));
});

test('everything is printed, in order', async () => {
  const events = Array.from({ length: 50 }, (_, i) => i);
  assert.deepEqual(await printEach(events, async (event) => `${event}`), events.map(String));
});
