/** The fonts: what each letter measures, which letters they have, and what stands for the others. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export type Face = 'text' | 'bold' | 'light' | 'mono';

const files: Readonly<Record<Face, string>> = {
  text: 'DejaVuSansCondensed',
  bold: 'DejaVuSansCondensed-Bold',
  light: 'DejaVuSans-ExtraLight',
  mono: 'DejaVuSansMono',
};

/** The TrueType file of a face. */
export function fontFile(face: Face): Buffer {
  return readFileSync(fileURLToPath(import.meta.resolve(`dejavu-fonts-ttf/ttf/${files[face]}.ttf`)));
}

export const faces = Object.keys(files) as Face[];

/** One face as it is loaded: widths are in thousandths of the size. */
export interface Letters {
  has(codePoint: number): boolean;
  width(letter: string): number;
}

/** Shown where a font has no letter. */
export const REPLACEMENT = '\ufffd';

/** No line ends here. */
export const NO_BREAK_SPACE = '\u00a0';

/** Controls, format characters (they reorder or hide text), surrogates, private and unassigned code points. */
const UNPRINTABLE = /[\p{C}]/u;

/** One line as it will be seen: whitespace is a space, and what cannot be shown is shown to be there. */
export function printable(text: string, letters: Letters): string {
  let shown = '';
  for (const letter of text) {
    if (letter === NO_BREAK_SPACE) shown += letter;
    else if (/\s/u.test(letter)) shown += letter === '\t' ? '    ' : ' ';
    else if (UNPRINTABLE.test(letter) || !letters.has(letter.codePointAt(0) ?? 0)) shown += REPLACEMENT;
    else shown += letter;
  }
  return shown;
}

/** The same for JSON text, where nothing is lost: what cannot be shown is escaped, as JSON may. */
export function printableJson(text: string, letters: Letters): string {
  let shown = '';
  for (const letter of text) {
    const isPlain = letter === ' ' || (!/[\s\p{C}]/u.test(letter) && letters.has(letter.codePointAt(0) ?? 0));
    shown += isPlain ? letter : escaped(letter);
  }
  return shown;
}

function escaped(letter: string): string {
  let text = '';
  for (let i = 0; i < letter.length; i++) text += `\\u${letter.charCodeAt(i).toString(16).padStart(4, '0')}`;
  return text;
}

/** In a word too long for a line: it is best parted behind one of these. */
const JOINTS = /[-/@_.:,;&?=+|]/;

/**
 * Breaks one printable line into lines no wider than `width`: after spaces where it can, within a word where it must.
 * Yields as it goes, so that who stops early has not waited for a megabyte. At least one line, even of nothing.
 */
export function* wrap(text: string, size: number, width: number, letters: Letters): Generator<string> {
  let line = '';
  let used = 0;
  // Where the line may end: behind its last space, or else behind the last joint of its only word.
  let space = { at: 0, used: 0 };
  let joint = { at: 0, used: 0 };
  for (const letter of text) {
    const step = (letters.width(letter) * size) / 1000;
    while (used + step > width && line !== '' && letter !== ' ') {
      const whole = { at: line.length, used };
      const end = space.at > 0 ? space : joint.at > 0 ? joint : whole;
      const done = line.slice(0, end.at).trimEnd();
      if (done !== '') yield done;
      line = line.slice(end.at);
      used -= end.used;
      joint = { at: joint.at - end.at, used: joint.used - end.used };
      space = { at: 0, used: 0 };
    }
    line += letter;
    used += step;
    if (letter === ' ') space = { at: line.length, used };
    else if (JOINTS.test(letter)) joint = { at: line.length, used };
  }
  yield line.trimEnd();
}
