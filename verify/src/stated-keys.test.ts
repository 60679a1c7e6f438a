import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixedBytes, ORIGIN, signer } from '../scripts/sample.ts';
import { keyWords } from './key-words.ts';
import { ed25519Signer, signNote } from './note.ts';
import { keysThatSigned, keysWithWords } from './stated-keys.ts';

const other = ed25519Signer(ORIGIN, fixedBytes('another key', 32));
const cosigner = ed25519Signer('b.example', fixedBytes('b', 32));
/** What a file may state, beside keys: the words of a good one must not help it. */
const rubbish = ['', 'no key', keyWords(signer.vkey), `${signer.vkey} `, signer.vkey.replace(/.$/, '')];
const stated = [rubbish[0]!, other.vkey, ...rubbish.slice(1), signer.vkey, cosigner.vkey];

test('keys with the words that were given, and no others, whatever else is stated', () => {
  assert.deepEqual(keysWithWords(stated, []), []);
  assert.deepEqual(keysWithWords(stated, [keyWords(signer.vkey)]), [signer.vkey]);
  const two = [keyWords(cosigner.vkey), keyWords(other.vkey)];
  assert.deepEqual(keysWithWords(stated, two), [other.vkey, cosigner.vkey]);
  assert.deepEqual(keysWithWords([other.vkey, ...rubbish], [keyWords(signer.vkey)]), []);
  // Only the one form that keyWords gives is compared.
  assert.deepEqual(keysWithWords(stated, [keyWords(signer.vkey).toUpperCase(), '']), []);
});

test('keys that signed a note, in the order in which they are stated', () => {
  const note = signNote('text\n', [cosigner, signer]);
  assert.deepEqual(keysThatSigned(stated, note), [signer.vkey, cosigner.vkey]);
  assert.deepEqual(keysThatSigned([other.vkey, ...rubbish], note), []);
  // A wrong line in the key's name is no signature of it.
  assert.deepEqual(keysThatSigned(stated, note.replace('text', 'test')), []);
  assert.deepEqual(keysThatSigned(stated, 'no note'), []);
});
