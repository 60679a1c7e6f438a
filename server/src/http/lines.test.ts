import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import fc from 'fast-check';
import { limits } from '../domain/limits.ts';
import { type Line, readLines } from './lines.ts';

const never = new AbortController().signal;

function texts({ value }: IteratorResult<readonly Line[], unknown>): string[] {
  return Array.isArray(value) ? value.map(({ bytes }: Line) => String(bytes)) : [];
}

async function all(input: PassThrough, stopping: AbortSignal = never): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const batch of readLines(input, stopping)) {
    assert(batch.length > 0 && batch.length <= limits.ndjsonBatchLines);
    lines.push(...batch);
  }
  return lines;
}

test('however the bytes are cut, the lines are the same', async () => {
  const content = fc.array(fc.stringMatching(/^[ a-zé😀\r]{0,12}$/u), { maxLength: 600 });
  const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 50 });
  await fc.assert(
    fc.asyncProperty(content, cuts, fc.boolean(), async (texts, sizes, closed) => {
      const bytes = Buffer.from(texts.join('\n') + (closed ? '\n' : ''));
      const input = new PassThrough();
      const read = all(input);
      for (let at = 0, i = 0; at < bytes.length; i++) {
        const size = sizes[i % sizes.length] ?? 1;
        input.write(bytes.subarray(at, at + size));
        at += size;
      }
      input.end();
      const expected = texts
        .map((text, i) => ({ line: i + 1, text }))
        .filter(({ text }) => /[^ \r]/.test(text));
      const lines = (await read).map(({ line, bytes }) => ({ line, text: String(bytes) }));
      assert.deepEqual(lines, expected);
    }),
    { numRuns: 60 },
  );
});

test('a line that is too long is named and skipped, at the limit it is not', async () => {
  const input = new PassThrough({ highWaterMark: 1 << 26 });
  input.write(`a\n${'x'.repeat(limits.ndjsonLineBytes)}\n${'y'.repeat(limits.ndjsonLineBytes + 1)}\nb\n`);
  input.end('z'.repeat(limits.ndjsonLineBytes * 3));
  const lines = (await all(input)).map(({ line, bytes }) => [line, bytes?.length ?? null]);
  assert.deepEqual(lines, [
    [1, 1],
    [2, limits.ndjsonLineBytes],
    [3, null],
    [4, 1],
    [5, null],
  ]);
});

test('when the source pauses, what is there is yielded at once', async () => {
  const input = new PassThrough();
  const batches = readLines(input, never);
  input.write('1\n2\n3');
  assert.deepEqual(texts(await batches.next()), ['1', '2']);
  input.write('3\n');
  assert.deepEqual(texts(await batches.next()), ['33']);
  input.end();
  assert.equal((await batches.next()).done, true);
});

test('while a batch is being worked on, the source is held back', async () => {
  const input = new PassThrough({ highWaterMark: 1024 });
  const batches = readLines(input, never);
  input.write('first\n');
  await batches.next();
  let accepted = 0;
  while (input.write('x'.repeat(99).concat('\n')) && accepted < 1_000) accepted++;
  assert(accepted < 30);
  input.destroy();
  await batches.return(undefined);
});

test('a cut connection leaves no half line; a stop yields what has arrived', async () => {
  const cut = new PassThrough();
  const half = readLines(cut, never);
  cut.write('{"a":1}\n{"b":2}');
  assert.equal((await half.next()).value?.length, 1);
  const end = half.next();
  cut.destroy();
  assert.equal((await end).done, true);

  const stop = new AbortController();
  const input = new PassThrough();
  const batches = readLines(input, stop.signal);
  input.write('1\n2');
  assert.equal((await batches.next()).value?.length, 1);
  const next = batches.next();
  stop.abort();
  assert.equal((await next).done, true);
  assert.equal(input.listenerCount('readable'), 0);
});
