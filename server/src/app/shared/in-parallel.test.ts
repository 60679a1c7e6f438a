import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inParallel } from './in-parallel.ts';

test('as many at once as asked for, each once', async () => {
  const gates = Array.from({ length: 5 }, () => Promise.withResolvers<void>());
  const begun: number[] = [];
  const done = inParallel([0, 1, 2, 3, 4], 2, (i) => {
    begun.push(i);
    return gates[i]?.promise ?? Promise.reject();
  });
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  await turn();
  assert.deepEqual(begun, [0, 1]);
  gates[1]?.resolve();
  await turn();
  assert.deepEqual(begun, [0, 1, 2]);
  for (const gate of gates) gate.resolve();
  await done;
  assert.deepEqual(begun, [0, 1, 2, 3, 4]);
});

test('a failure is told when nothing runs any more, and the others are done', async () => {
  const done: number[] = [];
  const work = async (i: number) => {
    await new Promise((resolve) => setImmediate(resolve));
    if (i === 1) throw new Error('the second');
    done.push(i);
  };
  await assert.rejects(inParallel([0, 1, 2, 3], 2, work), /the second/);
  assert.deepEqual(done, [0, 2, 3]);
});
