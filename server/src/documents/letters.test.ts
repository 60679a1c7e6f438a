import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Letters, printable, printableJson, REPLACEMENT, wrap } from './letters.ts';

/** A face in which capitals are twice as wide as the rest, and which knows nothing beyond Latin 1. */
const letters: Letters = {
  has: (codePoint) => codePoint < 256,
  width: (letter) => (/[A-Z]/.test(letter) ? 1_000 : 500),
};
const widthOf = (line: string) => [...line].reduce((sum, letter) => sum + letters.width(letter) / 1_000, 0);

test('lines end after words where they can, within a word where they must', () => {
  const lines = (text: string, width: number) => [...wrap(text, 1, width, letters)];
  assert.deepEqual(lines('one two  three', 4), ['one two', 'three']);
  assert.deepEqual(lines('abcdefgh', 2), ['abcd', 'efgh']);
  assert.deepEqual(lines('ab ABCD cd', 2), ['ab', 'AB', 'CD', 'cd']);
  assert.deepEqual(lines('ab-cdefg', 2), ['ab-', 'cdef', 'g']);
  assert.deepEqual(lines('a b\u00a0c', 2), ['a', 'b\u00a0c']);
  assert.deepEqual(lines('', 2), ['']);
});

test('no line is wider than it may be, and nothing but spaces is lost', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'b', 'W', ' ', '-') }),
      fc.integer({ min: 1, max: 9 }),
      (text, width) => {
        const lines = [...wrap(text, 1, width, letters)];
        assert.equal(lines.join('').replaceAll(' ', ''), text.replaceAll(' ', ''));
        for (const line of lines) assert.ok(widthOf(line) <= width, `${line} in ${width}`);
      },
    ),
  );
});

test('what cannot be shown is shown to be there', () => {
  assert.equal(printable('a\tb\u2003c\u00a0d', letters), 'a    b c\u00a0d');
  for (const unseen of ['\u0000', '\u001b', '\u202e', '\u200b', '中', '\ue000', '\ud800'])
    assert.equal(printable(`a${unseen}b`, letters), `a${REPLACEMENT}b`);
});

test('JSON that is made printable is the same JSON, in letters of the face', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), (value, text) => {
      const shown = printableJson(JSON.stringify({ value, text }), letters);
      assert.deepEqual(JSON.parse(shown), JSON.parse(JSON.stringify({ value, text })));
      assert.match(shown, /^[\x20-\x7e\xa1-\xff]*$/);
    }),
  );
});
