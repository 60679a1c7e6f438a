/** The words of free text: what an index of events holds and what a query asks for, the same on every store. */

/** Longer words are cut, in the index and in queries alike, so that no store has to refuse one. */
const WORD_CHARS = 64;

/** Scripts that put no space between words: each letter is a word, so that any part of a sentence is found. */
const UNSPACED =
  '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}';
const WORD = new RegExp(
  `[[\\p{L}\\p{N}]&&[${UNSPACED}]]\\p{M}*|[[\\p{L}\\p{N}\\p{M}]--[${UNSPACED}]]+`,
  'gv',
);
const ASCII_WORD = /[a-z0-9]+/g;
const ASCII = /^[\0-\x7f]*$/;

/** Words in the order of the text: in lower case, without accents, of letters and digits only. */
export function wordsOf(text: string): string[] {
  const plain = ASCII.test(text) ? text.toLowerCase() : fold(text);
  // Most texts come out as ASCII, and Unicode's classes cost several times as much.
  const words = plain.match(ASCII.test(plain) ? ASCII_WORD : WORD);
  return (words ?? []).map(cut);
}

/** Not through the middle of a character. */
function cut(word: string): string {
  return word.length <= WORD_CHARS ? word : word.slice(0, WORD_CHARS).replace(/[\ud800-\udbff]$/, '');
}

/** Compatible forms become one (ligatures, full-width letters), accents and the final sigma do not count. */
function fold(text: string): string {
  return (
    text
      .normalize('NFKD')
      .replace(/[\u0300-\u036f]/g, '')
      // Dashes and quotation marks: no words anyway.
      .replace(/[\u2000-\u206f]/g, ' ')
      .toLowerCase()
      .replaceAll('ς', 'σ')
  );
}

/** What a query asks for: events that have all the words, and one that begins with `prefix` unless it is null. */
export interface AskedWords {
  words: readonly string[];
  prefix: string | null;
}

/** A last word with a `*` right behind it is a prefix. A text without any word asks for nothing: all events match. */
export function askedWords(text: string): AskedWords {
  const words = wordsOf(text);
  const prefix = /[\p{L}\p{N}\p{M}]\*\s*$/u.test(text) ? (words.pop() ?? null) : null;
  return { words: [...new Set(words)], prefix };
}

/**
 * The distinct words by which an event is found: of its description, test name, request description, issues and
 * metadata, with names of members left out. Takes the parts as JSON; those that are null have no words.
 */
export function wordsOfParts(parts: readonly (string | null)[]): string[] {
  const texts: string[] = [];
  for (const json of parts) if (json !== null) collect(JSON.parse(json), texts);
  // One text: most members have a few words only, and each look for words costs more than they do.
  return [...new Set(wordsOf(texts.join('\n')))];
}

function collect(value: unknown, texts: string[]): void {
  if (typeof value === 'string' || typeof value === 'number') texts.push(String(value));
  else if (typeof value === 'object' && value !== null)
    for (const member of Object.values(value)) collect(member, texts);
}
