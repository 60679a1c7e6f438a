/** What a check of a file comes to, whatever the file is. */

export interface CheckedRow {
  state: 'holds' | 'fails' | 'open';
  /** What was checked, as a sentence. */
  what: string;
  /** Why it fails. */
  why?: string;
}

export interface Checked {
  kind: 'affidavit' | 'bundle' | 'certificate' | 'unknown';
  /** `verified` only under a key that the reader brought. */
  outcome: 'verified' | 'consistent' | 'failed';
  title: string;
  detail: string;
  rows: CheckedRow[];
  notChecked: string[];
  /** Facts of the file, to be believed as far as the outcome says. */
  facts: [string, string][];
}

/** No key was brought: the file vouches for itself only. */
export const NO_KEY =
  'Whose log this is: no key that you were given another way was brought. See the field below.';

export function failedFile(message: string): Checked {
  return {
    kind: 'unknown',
    outcome: 'failed',
    title: 'This cannot be checked.',
    detail: message,
    rows: [],
    notChecked: [],
    facts: [],
  };
}
