import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { ORIGIN, signer } from '../scripts/sample.ts';
import { refuses } from '../test/refuses.ts';
import { cosigner } from './cosignature.ts';
import { KEY_WORDS, keyWords, parseKeyWords } from './key-words.ts';
import { ed25519Signer } from './note.ts';

/** The list as it is published, which verify/python carries. */
const file = new URL('../python/affidavit/english.txt', import.meta.url);
const list = readFileSync(file, 'utf8').trimEnd().split('\n');
const seed = fc.uint8Array({ minLength: 32, maxLength: 32 });
const vkeyOf = (bytes: Uint8Array, name = ORIGIN) => ed25519Signer(name, bytes).vkey;

test('the list is the published one, with the hash that docs/formats.md names', () => {
  const hash = createHash('sha256').update(readFileSync(file)).digest('hex');
  const page = readFileSync(new URL('../../docs/formats.md', import.meta.url), 'utf8');
  assert.ok(page.includes(hash), hash);
  assert.equal(new Set(list).size, 2048);
});

test('the words are the first 132 bits of the hash of label and vkey', () => {
  fc.assert(
    fc.property(seed, (bytes) => {
      const vkey = vkeyOf(bytes);
      const hash = createHash('sha256').update(`affidavit/key-words/v1\0${vkey}`).digest('hex');
      const places = keyWords(vkey)
        .split(' ')
        .map((word) => BigInt(list.indexOf(word)));
      assert.equal(places.length, KEY_WORDS);
      const number = places.reduce((sum, place) => (sum << 11n) | place, 0n);
      assert.equal(number.toString(16).padStart(33, '0'), hash.slice(0, 33));
    }),
    { numRuns: 50 },
  );
});

test('another key or another name has other words; typed in any way they are read as the same', () => {
  const between = fc.stringMatching(/^[ \n\t0-9.,;:–—-]{1,5}$/);
  fc.assert(
    fc.property(seed, seed, between, fc.boolean(), (one, other, gap, capitals) => {
      const words = keyWords(vkeyOf(one));
      if (Buffer.compare(one, other) !== 0) assert.notEqual(keyWords(vkeyOf(other)), words);
      assert.notEqual(keyWords(vkeyOf(one, `${ORIGIN.slice(0, -1)}a`)), words);
      const typed = (capitals ? words.toUpperCase() : words).replaceAll(' ', gap);
      assert.equal(parseKeyWords(gap + typed + gap), words);
    }),
    { numRuns: 50 },
  );
});

test('only keys of logs have words, and a slip is named', () => {
  refuses(() => keyWords(`${signer.vkey} `));
  refuses(() => keyWords(cosigner('witness.example', new Uint8Array(32).fill(7)).vkey));
  const words = keyWords(signer.vkey);
  assert.throws(() => parseKeyWords(words.replace(/\w+$/, 'abandn')), /"abandn" is no word of a key/);
  assert.throws(() => parseKeyWords(words.replace(/ \w+$/, '')), /a key has 12 words, not 11/);
  assert.throws(() => parseKeyWords('12.'), /a key has 12 words, not 0/);
});
