import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { toBase64 } from './hash.ts';

const root = fc.uint8Array({ minLength: 32, maxLength: 32 });
const ROOT = toBase64(new Uint8Array(32));

test('a checkpoint survives', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[^\n]+$/), fc.maxSafeNat(), root, (origin, size, hash) => {
      const text = formatCheckpoint({ origin, size, root: hash });
      assert.deepEqual(parseCheckpoint(text), { origin, size, root: hash, extensions: [] });
    }),
  );
});

test('extension lines are kept in order', () => {
  assert.deepEqual(parseCheckpoint(`o\n0\n${ROOT}\none\ntwo\n`).extensions, ['one', 'two']);
});

test('malformed checkpoints are refused', () => {
  const bad = [
    '',
    '\n',
    'o\n',
    'o\n1\n',
    `o\n1\n${ROOT}`,
    `\n1\n${ROOT}\n`,
    `o\n01\n${ROOT}\n`,
    `o\n-1\n${ROOT}\n`,
    `o\n+1\n${ROOT}\n`,
    `o\n1.0\n${ROOT}\n`,
    `o\n1e3\n${ROOT}\n`,
    `o\n\n${ROOT}\n`,
    `o\n9007199254740992\n${ROOT}\n`,
    `o\n1\n${ROOT.slice(1)}\n`,
    `o\n1\nAAAA\n`,
    `o\n1\n${ROOT}\n\n`,
    `o\n1\n${ROOT}\nx\n\ny\n`,
    `o\n1 \n${ROOT}\n`,
  ];
  for (const text of bad)
    assert.throws(() => parseCheckpoint(text), { code: 'checkpoint' }, JSON.stringify(text));
});

test('what is no checkpoint cannot be written', () => {
  const good = { origin: 'o', size: 1, root: new Uint8Array(32) };
  for (const bad of [
    { origin: '' },
    { origin: 'a\nb' },
    { size: -1 },
    { size: 1.5 },
    { root: new Uint8Array(31) },
  ]) {
    assert.throws(() => formatCheckpoint({ ...good, ...bad }), { code: 'checkpoint' });
  }
});
