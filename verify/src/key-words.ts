/** A log's key in twelve words, which a person reads from paper and compares (docs/formats.md, "Key words"). */
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { VerifyError } from './error.ts';
import { labelled, sha256 } from './hash.ts';
import { parseVkey } from './note.ts';

/** 132 bits: to find another key with the words of a given one takes 2^132 tries. */
export const KEY_WORDS = 12;

/** What a word stands for: 2^11 words are in the list. */
const WORD_BITS = 11;

/** The words of a vkey, a space between two. They are no secret. Throws VerifyError unless `vkey` is well-formed. */
export function keyWords(vkey: string): string {
  parseVkey(vkey);
  const fingerprint = sha256(labelled('affidavit/key-words/v1', vkey));
  const bits = Array.from(fingerprint, (byte) => byte.toString(2).padStart(8, '0')).join('');
  const words = Array.from({ length: KEY_WORDS }, (_, i) => {
    const number = Number.parseInt(bits.slice(i * WORD_BITS, (i + 1) * WORD_BITS), 2);
    return wordlist[number] ?? '';
  });
  return words.join(' ');
}

/**
 * Key words as somebody typed them, in the one form that `keyWords` gives: capitals do not matter, nor what is not a
 * letter of a to z between them. Throws VerifyError for another number of words, and for one that is not in the list.
 */
export function parseKeyWords(typed: string): string {
  const lower = typed.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
  const words = lower.match(/[a-z]+/g) ?? [];
  const strange = words.find((word) => !wordlist.includes(word));
  if (strange !== undefined)
    throw new VerifyError('words', `"${strange}" is no word of a key: compare it with the paper`);
  if (words.length !== KEY_WORDS)
    throw new VerifyError('words', `a key has ${KEY_WORDS} words, not ${words.length}`);
  return words.join(' ');
}
