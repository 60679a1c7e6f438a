/** Verdicts for people: what was checked, what was not, and what does not hold. Colour on a terminal only. */
import { styleText } from 'node:util';
import type { Outcome, Verdict } from './verdict.ts';

const WORDS: { readonly [O in Outcome]: { text: string; style: 'green' | 'yellow' | 'red' } } = {
  verified: { text: 'VERIFIED', style: 'green' },
  consistent: { text: 'CONSISTENT, NOT AUTHENTICATED', style: 'yellow' },
  failed: { text: 'FAILED', style: 'red' },
};

export function describe(verdict: Verdict, paint: boolean): string {
  const { text, style } = WORDS[verdict.outcome];
  const word = paint ? styleText(['bold', style], text, { validateStream: false }) : text;
  const rows: [string, string][] = [['what', verdict.subject]];
  if (verdict.log !== null)
    rows.push(['log', `${verdict.log.origin}, ${verdict.log.size.toLocaleString('en')} entries`]);
  const { failure } = verdict;
  if (failure !== null) {
    const { event } = failure;
    if (event !== null) rows.push(['at', placeOf(event)]);
    rows.push([`wrong`, `${failure.message} (${failure.check})`]);
  }
  rows.push(...verdict.checked.map((what): [string, string] => ['checked', what]));
  rows.push(...verdict.notChecked.map((what): [string, string] => ['not checked', what]));
  const lines = rows.map(([name, value], i) => {
    const label = rows[i - 1]?.[0] === name ? '' : name;
    return `  ${label.padEnd(11)}  ${plain(value)}\n`;
  });
  return `${word}  ${plain(verdict.file)}\n${lines.join('')}`;
}

/** What a file says is shown, never obeyed: a terminal reads control characters as commands. */
export function plain(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu,
    (one) => `\\u${(one.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}

function placeOf({ id, seq }: { id: string | null; seq: number | null }): string {
  const number = seq === null ? '' : `number ${seq.toLocaleString('en')}`;
  if (id === null) return number;
  return number === '' ? `event ${id}` : `event ${id}, ${number}`;
}
