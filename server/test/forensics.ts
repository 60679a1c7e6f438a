/** What is found in the bytes of a folder: in every spelling that a store might write, and inside of compressed streams. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

/** Files of a folder, with the spelling in which they hold one of these words, in any case. */
export function traces(folder: string, words: readonly string[]): string[] {
  const wanted = words.flatMap((word) => [...spellings(word)].map((spelling) => ({ word, ...spelling })));
  const found: string[] = [];
  for (const path of filesIn(folder))
    for (const { inside, bytes } of layers(readFileSync(path))) {
      const text = lower(bytes);
      for (const { word, how, needle } of wanted)
        if (text.includes(needle)) found.push(`${relative(folder, path)}${inside}: ${word} (${how})`);
    }
  return [...new Set(found)].sort();
}

/** How often a text of ASCII stands in the files of a folder as it is. */
export function occurrences(folder: string, text: string): number {
  return filesIn(folder).reduce((sum, path) => sum + readFileSync(path, 'latin1').split(text).length - 1, 0);
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** One byte a character, letters of ASCII in lower case: what is looked for is written alike. */
function lower(bytes: Buffer): string {
  return bytes.toString('latin1').replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function spellings(word: string): { how: string; needle: string }[] {
  const cases = [word, word.toLowerCase(), word.toUpperCase()];
  const of = (how: string, bytes: Buffer) => ({ how, needle: lower(bytes) });
  const escaped = [...word].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
  return [
    of('UTF-8', Buffer.from(word)),
    of('UTF-16LE', Buffer.from(word, 'utf16le')),
    of('UTF-16BE', Buffer.from(word, 'utf16le').swap16()),
    of('escaped', Buffer.from(escaped)),
    ...cases.flatMap((one) => [
      of('hex', Buffer.from(Buffer.from(one).toString('hex'))),
      ...[0, 1, 2].map((shift) => of('base64', Buffer.from(inBase64(one, shift)))),
    ]),
  ];
}

/** The characters that a text has in the base64 of anything that holds it `shift` bytes after a multiple of three. */
function inBase64(text: string, shift: number): string {
  const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(text)]);
  const whole = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64');
  return whole.slice(shift === 0 ? 0 : 4);
}

interface Layer {
  inside: string;
  bytes: Buffer;
}

const STREAMS = [
  { name: 'gzip', magic: Buffer.from([0x1f, 0x8b, 8]), skip: 0, open: gunzipSync },
  ...[0x01, 0x5e, 0x9c, 0xda].map((level) => ({
    name: 'zlib',
    magic: Buffer.from([0x78, level]),
    skip: 0,
    open: inflateSync,
  })),
  // As the store packs parts: a byte that says so, and raw deflate.
  { name: 'deflate', magic: Buffer.from([1]), skip: 1, open: inflateRawSync },
] as const;

/** The bytes themselves, and whatever opens as a compressed stream, however it ends. */
function* layers(bytes: Buffer): Generator<Layer> {
  yield { inside: '', bytes };
  for (const { name, magic, skip, open } of STREAMS)
    for (let at = bytes.indexOf(magic); at !== -1; at = bytes.indexOf(magic, at + 1)) {
      const opened = beginning(bytes.subarray(at + skip), open);
      if (opened !== null) yield { inside: ` in ${name}`, bytes: opened };
    }
}

/** A stream may be cut by the end of a page: what comes before counts. */
function beginning(bytes: Buffer, open: typeof inflateSync): Buffer | null {
  try {
    const opened = open(bytes.subarray(0, 65_536), { finishFlush: 2, maxOutputLength: 1 << 20 });
    return opened.length > 3 ? opened : null;
  } catch {
    return null;
  }
}
