import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { askedWords, wordsOf, wordsOfParts } from './words.ts';

test('case, accents and compatible forms do not count', () => {
  const forms: [string, string[]][] = [
    ['Größe ÉCOLE naïve', ['große', 'ecole', 'naive']],
    ['E\u0301cole', ['ecole']],
    ['ﬁle ＡＢＣ １２', ['file', 'abc', '12']],
    ['ΟΔΟΣ οδος', ['οδοσ', 'οδοσ']],
    ['İstanbul ISTANBUL', ['istanbul', 'istanbul']],
    ['ann.lee+x@example.com', ['ann', 'lee', 'x', 'example', 'com']],
    ['COMPANY_DATA_UPDATED', ['company', 'data', 'updated']],
    ['東京タワー', ['東', '京', 'タ', 'ワ', 'ー']],
    ['हिन्दी', ['हिन्दी']],
    ['', []],
    ['"*" — \0', []],
  ];
  for (const [text, words] of forms) assert.deepEqual(wordsOf(text), words, text);
});

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('a', '𝒳', '𐐷', 'É', '\u0323'), minLength: 50, maxLength: 100 }),
);

test('words are words: read again they are the same, whatever the text', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const words = wordsOf(text);
      for (const word of words) {
        assert.deepEqual(wordsOf(word), [word]);
        assert.ok(word.length > 0 && word.length <= 64);
      }
      assert.deepEqual(wordsOf(words.join(' ')), words);
    }),
    { numRuns: 2_000 },
  );
});

test('a long word is cut alike in an event and in a query', () => {
  const long = 'a'.repeat(200);
  assert.deepEqual(askedWords(long).words, wordsOfParts([JSON.stringify({ text: long })]));
});

test('a star right behind the last word makes it a prefix', () => {
  assert.deepEqual(askedWords('Pol'), { words: ['pol'], prefix: null });
  assert.deepEqual(askedWords('signed Pol* '), { words: ['signed'], prefix: 'pol' });
  assert.deepEqual(askedWords('pol* signed'), { words: ['pol', 'signed'], prefix: null });
  assert.deepEqual(askedWords('pol *'), { words: ['pol'], prefix: null });
  assert.deepEqual(askedWords('a a b'), { words: ['a', 'b'], prefix: null });
  for (const nothing of ['', '*', '" ( *', '-'])
    assert.deepEqual(askedWords(nothing), { words: [], prefix: null });
});

test('the words of parts are those of their values, once each', () => {
  const text = JSON.stringify({ description: 'Ann signed' });
  const metadata = JSON.stringify({ key: [{ inner: 'ANN' }, 42, true, null, 1.5] });
  assert.deepEqual(wordsOfParts([text, null, metadata]), ['ann', 'signed', '42', '1', '5']);
});
