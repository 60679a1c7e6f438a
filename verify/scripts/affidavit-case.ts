/** A case of vectors/affidavits.json. */
import type { Affidavit, AffidavitCheck, AffidavitReport, FailureReason } from '../src/index.ts';
import { signer } from './sample.ts';

export interface Case {
  name: string;
  /** The exact text of the file. */
  file: string;
  vkeys: string[];
  outcome: AffidavitReport['outcome'];
  check: AffidavitCheck | null;
  reason: FailureReason | null;
}

type Changed = { [M in keyof Affidavit]?: unknown };

export const fails = (
  name: string,
  affidavit: Changed | string,
  check: AffidavitCheck,
  reason: FailureReason,
  vkeys = [signer.vkey],
): Case => ({
  name,
  file: typeof affidavit === 'string' ? affidavit : JSON.stringify(affidavit),
  vkeys,
  outcome: 'failed',
  check,
  reason,
});

export const holds = (name: string, affidavit: Affidavit | string, vkeys = [signer.vkey]): Case => ({
  name,
  file: typeof affidavit === 'string' ? affidavit : JSON.stringify(affidavit),
  vkeys,
  outcome: vkeys.length > 0 ? 'verified' : 'consistent',
  check: null,
  reason: null,
});
