/** Checking an affidavit (docs/formats.md, "Affidavit"). */
import {
  checkActor,
  checkDocuments,
  checkEntry,
  checkEvent,
  checkInclusion,
  checkKey,
  checkSignature,
  type PartsReport,
} from './affidavit-checks.ts';
import { checkErasures } from './affidavit-erasures.ts';
import { parseAffidavit } from './affidavit-file.ts';
import { CheckFailed, type FailureReason } from './check-failed.ts';
import type { Entry } from './documents.ts';
import { VerifyError } from './error.ts';
import { type Sha256, sha256 } from './hash.ts';
import { parseVkey } from './note.ts';

/** The checks, in the order in which they are made. */
export type AffidavitCheck =
  /** The file has the form of an affidavit of this version, with nothing unsupported in it. */
  | 'format'
  /** The entry is a canonical entry. */
  | 'entry'
  /** Each removal event given removed what it is given for. */
  | 'erasures'
  /**
   * Every digest is opened by a document given, or was removed by an event given; every document and every removal
   * given is needed.
   */
  | 'documents'
  /** The actor's opening fits the entry or was removed, and person and connection are the ones that the entry means. */
  | 'actor'
  /** The event shown is what the documents say. */
  | 'event'
  /** The checkpoint is of an Affidavit log and signed by the key in the file, which bears the log's name. */
  | 'signature'
  /** The entry, and those of the removal events, are in the tree of the checkpoint. */
  | 'inclusion'
  /** A key that the reader pinned signed the checkpoint. Not made when none is pinned. */
  | 'key';

export interface AffidavitReport {
  /**
   * `verified`: all holds, and a pinned key signed. `consistent`: all holds, but the reader pinned no key, so the
   * file vouches only for itself. `failed`: something does not hold.
   */
  outcome: 'verified' | 'consistent' | 'failed';
  passed: AffidavitCheck[];
  /** The first check that failed; later ones were not made. `message` is one line for people. */
  failure: { check: AffidavitCheck; reason: FailureReason; message: string } | null;
  parts: PartsReport;
  /** What was read, for display: to be believed only as far as `outcome` says. */
  entry: Entry | null;
  log: { origin: string; size: number; index: number } | null;
}

export interface AffidavitOptions {
  /** Keys that the reader trusts, known from another source than the affidavit. Empty or absent: none pinned. */
  vkeys?: readonly string[];
}

/**
 * Checks an affidavit, given as the text of its file. Whatever the file holds, the answer is a report; throws
 * VerifyError only when one of `options.vkeys` is malformed.
 */
export function verifyAffidavit(
  json: string,
  options: AffidavitOptions = {},
  hash: Sha256 = sha256,
): AffidavitReport {
  const pinned = [...new Set(options.vkeys ?? [])].map(parseVkey);
  const report: AffidavitReport = {
    outcome: 'failed',
    passed: [],
    failure: null,
    parts: { present: [], redacted: [], erased: [], withheld: [] },
    entry: null,
    log: null,
  };
  let check: AffidavitCheck = 'format';
  const pass = (next: AffidavitCheck | null): void => {
    report.passed.push(check);
    check = next ?? check;
  };
  try {
    const affidavit = parseAffidavit(json);
    pass('entry');
    const { entry, entryBytes } = checkEntry(affidavit);
    report.entry = entry;
    pass('erasures');
    const { removals, events } = checkErasures(affidavit, entry, hash);
    pass('documents');
    const documents = checkDocuments(affidavit, entry, removals, report.parts, hash);
    pass('actor');
    const view = checkActor(affidavit, entry, documents, removals, report.parts, hash);
    pass('event');
    checkEvent(affidavit, view);
    pass('signature');
    const tree = checkSignature(affidavit);
    report.log = { origin: tree.checkpoint.origin, size: tree.checkpoint.size, index: tree.proof.index };
    pass('inclusion');
    checkInclusion(entryBytes, events, tree, hash);
    if (pinned.length > 0) {
      pass('key');
      checkKey(tree, pinned);
    }
    pass(null);
    report.outcome = pinned.length > 0 ? 'verified' : 'consistent';
  } catch (error) {
    report.failure = { check, ...failureOf(error) };
  }
  return report;
}

function failureOf(error: unknown): { reason: FailureReason; message: string } {
  if (error instanceof CheckFailed) return { reason: error.reason, message: error.message };
  if (error instanceof VerifyError) {
    return { reason: error.code === 'version' ? 'unsupported' : 'malformed', message: error.message };
  }
  throw error;
}
