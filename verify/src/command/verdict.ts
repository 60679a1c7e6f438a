/** What the command says of one file or folder. */

export type Outcome = 'verified' | 'consistent' | 'failed';

export interface Verdict {
  file: string;
  kind: 'affidavit' | 'bundle' | 'certificate' | 'log' | 'export' | 'unknown';
  /** What it is about, in words. */
  subject: string;
  outcome: Outcome;
  log: { origin: string; size: number } | null;
  /** One sentence each. */
  checked: string[];
  notChecked: string[];
  /** The first thing that does not hold. */
  failure: Failure | null;
}

export interface Failure {
  check: string;
  message: string;
  /** The event at which it was found. */
  event: { id: string | null; seq: number | null } | null;
}

/** What the reader trusts and remembers. */
export interface Trust {
  /** Keys of logs (vkeys). */
  vkeys: readonly string[];
  /** Words of keys, as `keyWords` gives them: a key that a file states is trusted when its words are among these. */
  words: readonly string[];
  /** A checkpoint that the reader has kept: a signed note. */
  last: string | null;
  /** The text of a trust policy (c2sp.org/tlog-policy). */
  policy: string | null;
}

/** The command was called wrongly: one line for people. */
export class WrongCall extends Error {
  override name = 'WrongCall';
}

export const NO_KEY = 'who signed: no key was pinned (--key, --words), so the file vouches only for itself';

export function number(value: number): string {
  return value.toLocaleString('en');
}
