import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import type { Leases } from '../app/ports/leases.ts';
import { limits } from '../domain/limits.ts';
import { leased } from './leased.ts';
import { startLoop, type Task } from './loop.ts';

/** One lease as a store keeps it, by a clock that the test moves together with the timers. */
function world() {
  mock.timers.enable({ apis: ['setInterval', 'setTimeout'] });
  let now = 0;
  let holder: string | null = null;
  let until = 0;
  let answers = true;
  const leasesOf = (instance: string): Leases => ({
    async take(_task, ms) {
      if (!answers) throw new Error('nobody answers');
      if (holder !== instance && until > now) return false;
      holder = instance;
      until = now + ms;
      return true;
    },
    async release() {
      if (holder === instance) until = now;
    },
  });
  return {
    leasesOf,
    clock: () => now,
    setAnswers: (value: boolean) => {
      answers = value;
    },
    /** Time passes in small steps, and whatever is due in each is done. */
    async pass(ms: number) {
      for (let rest = ms; rest > 0; rest -= 100) {
        now += 100;
        mock.timers.tick(100);
        await settled();
      }
    },
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const noError = (_name: string, error: unknown) => assert.fail(String(error));

function counted(intervalMs: number): { task: Task; runs(): number } {
  let runs = 0;
  return {
    task: {
      name: 'counted',
      intervalMs,
      async run() {
        runs += 1;
      },
    },
    runs: () => runs,
  };
}

test('one of two does it; the other one within the time of a lease after it is gone, however rare the task is', async (t) => {
  const at = world();
  t.after(() => mock.timers.reset());
  const [first, second] = [counted(3_600_000), counted(3_600_000)];
  const dying = leased(first.task, at.leasesOf('a'), at.clock);
  startLoop(dying, noError);
  await settled();
  const other = startLoop(leased(second.task, at.leasesOf('b'), at.clock), noError);
  await at.pass(10 * limits.leaseMs);
  assert.deepEqual([first.runs(), second.runs()], [1, 0]);
  // It ends its lease without saying so: what is left of it is as after a kill.
  at.setAnswers(false);
  await dying.end?.();
  at.setAnswers(true);
  await at.pass(2 * limits.leaseMs);
  assert.deepEqual([first.runs(), second.runs()], [1, 1]);
  const stopped = other.stop();
  await settled();
  await stopped;
});

test('whoever stops gives the lease back', async (t) => {
  const at = world();
  t.after(() => mock.timers.reset());
  const [first, second] = [counted(500), counted(500)];
  const leaving = startLoop(leased(first.task, at.leasesOf('a'), at.clock), noError);
  await settled();
  const other = startLoop(leased(second.task, at.leasesOf('b'), at.clock), noError);
  await at.pass(1_000);
  assert.equal(second.runs(), 0);
  await leaving.stop();
  await at.pass(limits.leaseMs / 2);
  assert.ok(second.runs() > 0);
  await other.stop();
});

test('a run whose lease is over is told to stop', async (t) => {
  const at = world();
  t.after(() => mock.timers.reset());
  let told = false;
  const task: Task = {
    name: 'long',
    intervalMs: 1_000,
    run: (signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          told = true;
          resolve(null);
        });
      }),
  };
  const loop = startLoop(leased(task, at.leasesOf('a'), at.clock), noError);
  await settled();
  await at.pass(3 * limits.leaseMs);
  assert.equal(told, false);
  at.setAnswers(false);
  await at.pass(2 * limits.leaseMs);
  assert.equal(told, true);
  await loop.stop();
});
