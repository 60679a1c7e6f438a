import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startLoop } from './loop.ts';

const HOUR_MS = 3_600_000;

/** A task that tells when it runs, and runs until it is let go. */
function steppedTask() {
  const started: PromiseWithResolvers<void>[] = [Promise.withResolvers()];
  const letGo: PromiseWithResolvers<void>[] = [];
  let ring = () => {};
  let runs = 0;
  let stopping: AbortSignal | undefined;
  return {
    task: {
      name: 'stepped',
      intervalMs: HOUR_MS,
      bell: {
        listen(listener: () => void) {
          ring = listener;
        },
      },
      async run(signal: AbortSignal) {
        stopping = signal;
        runs += 1;
        const end = Promise.withResolvers<void>();
        letGo.push(end);
        started.at(-1)?.resolve();
        started.push(Promise.withResolvers());
        await end.promise;
      },
    },
    ring: () => ring(),
    runs: () => runs,
    stopping: () => stopping?.aborted,
    /** Resolves when run number `n` has started. */
    started: (n: number) => started[n]?.promise,
    end: (n: number) => letGo[n]?.resolve(),
    fail: (n: number, error: Error) => letGo[n]?.reject(error),
  };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));
const noError = (_name: string, error: unknown) => assert.fail(String(error));

test('a ring while the task waits runs it at once', async () => {
  const it = steppedTask();
  const loop = startLoop(it.task, noError);
  await it.started(0);
  it.end(0);
  await turn();
  assert.equal(it.runs(), 1);
  it.ring();
  await it.started(1);
  it.end(1);
  await loop.stop();
  assert.equal(it.runs(), 2);
});

test('rings while it runs make it run once more, never twice at once', async () => {
  const it = steppedTask();
  const loop = startLoop(it.task, noError);
  await it.started(0);
  it.ring();
  it.ring();
  assert.equal(it.runs(), 1);
  it.end(0);
  await it.started(1);
  it.end(1);
  await turn();
  assert.equal(it.runs(), 2);
  await loop.stop();
});

test('stopping tells the task, waits for it, and no ring starts it again', async () => {
  const it = steppedTask();
  const loop = startLoop(it.task, noError);
  await it.started(0);
  assert.equal(it.stopping(), false);
  it.ring();
  let isStopped = false;
  const stopped = loop.stop().then(() => {
    isStopped = true;
  });
  assert.equal(it.stopping(), true);
  await turn();
  assert.equal(isStopped, false);
  it.end(0);
  await stopped;
  it.ring();
  await turn();
  assert.equal(it.runs(), 1);
});

test('a failure is reported, and the next ring runs the task again', async () => {
  const it = steppedTask();
  const errors: unknown[] = [];
  const loop = startLoop(it.task, (name, error) => errors.push([name, error]));
  await it.started(0);
  const failure = new Error('no');
  it.fail(0, failure);
  await turn();
  assert.deepEqual(errors, [['stepped', failure]]);
  it.ring();
  await it.started(1);
  it.end(1);
  await loop.stop();
});
