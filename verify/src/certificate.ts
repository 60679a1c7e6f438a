/** Checking a population certificate (docs/formats.md, "Population certificate"), a block at a time. */

import { decodeBlock } from './certificate-block.ts';
import {
  type CertificateFilter,
  type CertificateHead,
  type CertificatePeriod,
  parseFoot,
  parseHead,
  scanStart,
  wrong,
} from './certificate-file.ts';
import { certificateMatcher } from './certificate-filter.ts';
import { type Chunks, type Gunzip, platformGunzip, readLines } from './certificate-lines.ts';
import { statements } from './certificate-statements.ts';
import { CheckFailed, type FailureReason } from './check-failed.ts';
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts';
import type { Entry } from './documents.ts';
import { ENTRY_BYTES_MAX, entryJson, parseEntry } from './entry.ts';
import { VerifyError } from './error.ts';
import { equalBytes, fromBase64, HASH_BYTES, type Sha256, sha256, utf8Bytes, utf8Text } from './hash.ts';
import { leafHash, verifyInclusion } from './merkle.ts';
import { openNote, parseVkey, type Verifier } from './note.ts';
import { Frontier } from './tree.ts';

/** The checks, in the order in which they are made. */
export type CertificateCheck =
  /** The file is gzip, and its first line the head of a certificate. */
  | 'format'
  /** The checkpoint is of the log that the head names, of the size it names, and signed by the key in the file. */
  | 'signature'
  /** Entry `first - 1` is in the log, and was recorded too early to belong to the period. */
  | 'boundary'
  /** Every entry can be rebuilt, and keeps the rules of the log about times. */
  | 'entries'
  /** Together with the frontier the entries make the tree of the checkpoint: none is missing, added or changed. */
  | 'tree'
  /** As many entries match as the foot says, and nothing follows it. */
  | 'counts'
  /** A key that the reader pinned signed the checkpoint. Not made when none is pinned. */
  | 'key';

export interface CertificateReport {
  /** As of an affidavit: `consistent` when all holds but the reader pinned no key. */
  outcome: 'verified' | 'consistent' | 'failed';
  passed: CertificateCheck[];
  /** The first check that failed; later ones were not made. `message` is one line for people. */
  failure: { check: CertificateCheck; reason: FailureReason; message: string } | null;
  /** What was asked, for display: to be believed only as far as `outcome` says. */
  company: string | null;
  period: CertificatePeriod | null;
  filter: CertificateFilter | null;
  log: { origin: string; size: number; first: number; checkpoint: string } | null;
  /** As counted by the verifier, of the entries seen. */
  counts: { matching: number; others: number };
  /** What follows when nothing failed, one sentence each; empty when something did. */
  proven: string[];
  notProven: string[];
}

export interface CertificateOptions {
  /** Keys that the reader trusts, known from another source than the file. Empty or absent: none pinned. */
  vkeys?: readonly string[];
  /**
   * Called for every matching event in the order of the log, while the file is read: what it was told counts only once
   * the report says that nothing failed.
   */
  onMatch?: (event: { seq: number; entry: Entry }) => void;
  /** Undoes gzip; by default what the platform has. */
  gunzip?: Gunzip;
}

/**
 * Checks a certificate, given as the chunks of its file. Holds one block at a time, however many events there are.
 * Whatever the file holds, the answer is a report; throws VerifyError only when one of `options.vkeys` is malformed,
 * and passes on what reading `chunks` or `onMatch` throws.
 */
export async function verifyCertificate(
  chunks: Chunks,
  options: CertificateOptions = {},
  hash: Sha256 = sha256,
): Promise<CertificateReport> {
  const pinned = [...new Set(options.vkeys ?? [])].map(parseVkey);
  const report: CertificateReport = {
    outcome: 'failed',
    passed: [],
    failure: null,
    company: null,
    period: null,
    filter: null,
    log: null,
    counts: { matching: 0, others: 0 },
    proven: [],
    notProven: [],
  };
  const reading = new Reading(report, hash, options.onMatch);
  try {
    await reading.file(readLines((options.gunzip ?? platformGunzip)(chunks)), pinned);
  } catch (error) {
    report.failure = { check: reading.check, ...failureOf(error) };
  }
  return report;
}

class Reading {
  check: CertificateCheck = 'format';
  readonly #report: CertificateReport;
  readonly #hash: Sha256;
  readonly #onMatch: CertificateOptions['onMatch'];

  constructor(report: CertificateReport, hash: Sha256, onMatch: CertificateOptions['onMatch']) {
    this.#report = report;
    this.#hash = hash;
    this.#onMatch = onMatch;
  }

  async file(lines: AsyncGenerator<string>, pinned: readonly Verifier[]): Promise<void> {
    const report = this.#report;
    try {
      const head = parseHead(await nextLine(lines));
      report.company = head.company;
      report.period = head.period;
      report.filter = head.filter;
      this.#pass('signature');
      const checkpoint = checkCheckpoint(head);
      const { origin, first, size } = head;
      report.log = { origin, size, first, checkpoint: head.checkpoint };
      this.#pass('boundary');
      checkBoundary(head, checkpoint, this.#hash);
      const frontier = frontierOf(head, this.#hash);
      this.#pass('entries');
      await this.#entries(lines, head, frontier);
      this.#pass('tree');
      if (!equalBytes(frontier.root(), checkpoint.root))
        throw new CheckFailed('notIncluded', 'the entries do not make the tree of the checkpoint');
      this.#pass('counts');
      await this.#foot(lines);
      if (pinned.length > 0) {
        this.#pass('key');
        checkPinned(head, pinned);
      }
      report.passed.push(this.check);
      report.outcome = pinned.length > 0 ? 'verified' : 'consistent';
      Object.assign(report, statements(head, report.counts, report.outcome));
    } finally {
      await lines.return(undefined);
    }
  }

  async #entries(lines: AsyncGenerator<string>, head: CertificateHead, frontier: Frontier): Promise<void> {
    const { counts } = this.#report;
    const matches = certificateMatcher(head, this.#hash);
    let recordedAt = scanStart(head.period);
    while (frontier.size < head.size) {
      const line = await nextLine(lines);
      // Said before the line is read as a block: that one was left out is what most readers look for.
      if (line.startsWith('{"matching":'))
        throw wrong(`${head.size - frontier.size} of the entries up to ${head.size} are not in the file`);
      const entries = decodeBlock(line, head.company, recordedAt);
      if (frontier.size + entries.length > head.size) throw wrong('more entries than the log holds');
      for (const entry of entries) {
        const bytes = utf8Bytes(entryJson(entry));
        if (bytes.length > ENTRY_BYTES_MAX) throw wrong(`the entry of event ${entry.id} is too long`);
        const seq = frontier.size;
        frontier.append(leafHash(bytes, this.#hash));
        if (matches(entry)) {
          counts.matching += 1;
          this.#onMatch?.({ seq, entry });
        } else counts.others += 1;
      }
      recordedAt = Date.parse(entries.at(-1)!.recordedAt);
    }
  }

  async #foot(lines: AsyncGenerator<string>): Promise<void> {
    const { matching, others } = this.#report.counts;
    const foot = parseFoot(await nextLine(lines));
    if (foot.matching !== matching || foot.others !== others) {
      const said = `${foot.matching} matching events and ${foot.others} others`;
      throw new CheckFailed('mismatch', `the foot says ${said}, the entries are ${matching} and ${others}`);
    }
    if ((await lines.next()).done !== true) throw wrong('something follows the last line');
  }

  #pass(next: CertificateCheck): void {
    this.#report.passed.push(this.check);
    this.check = next;
  }
}

async function nextLine(lines: AsyncGenerator<string>): Promise<string> {
  const { done, value } = await lines.next();
  if (done) throw wrong('the file ends too early');
  return value;
}

/** The key stated in the file, of the log's name, signed the checkpoint of the log and size that the head names. */
function checkCheckpoint(head: CertificateHead): Checkpoint {
  const verifier = parseVkey(head.vkey);
  const checkpoint = signedCheckpoint(head.checkpoint, [verifier]);
  if (checkpoint.origin !== head.origin || verifier.name !== head.origin)
    throw new CheckFailed('mismatch', 'the checkpoint or its key is of another log than the one named');
  if (checkpoint.size !== head.size)
    throw new CheckFailed('mismatch', `the checkpoint is of size ${checkpoint.size}, not ${head.size}`);
  return checkpoint;
}

/** Nothing before `first` can be of the period, as far as the log keeps its rules about times. */
function checkBoundary(head: CertificateHead, { size, root }: Checkpoint, hash: Sha256): void {
  const { before, company, first, period } = head;
  if (before === null) return;
  const bytes = fromBase64(before.entry);
  const entry = parseEntry(utf8Text(bytes));
  const path = before.path.map(hashOf);
  if (!verifyInclusion({ leaf: leafHash(bytes, hash), index: first - 1, size, root, path }, hash))
    throw new CheckFailed('notIncluded', `the entry before the first is not number ${first - 1} of the log`);
  if (entry.company !== company)
    throw new CheckFailed('mismatch', 'the entry before the first is of another company');
  if (Date.parse(entry.recordedAt) >= scanStart(period))
    throw new CheckFailed(
      'mismatch',
      `event ${entry.id} before the first may be followed by more of the period`,
    );
}

function frontierOf({ first, frontier }: CertificateHead, hash: Sha256): Frontier {
  return Frontier.restore(first, frontier.map(hashOf), hash);
}

function hashOf(base64: string): Uint8Array {
  const bytes = fromBase64(base64);
  if (bytes.length !== HASH_BYTES) throw wrong('a hash has not 32 bytes');
  return bytes;
}

function checkPinned({ origin, checkpoint }: CertificateHead, pinned: readonly Verifier[]): void {
  const keys = pinned.filter(({ name }) => name === origin);
  if (keys.length === 0) throw new CheckFailed('notPinned', `no pinned key is of ${origin}`);
  try {
    signedCheckpoint(checkpoint, keys);
  } catch (cause) {
    throw new CheckFailed('notPinned', 'no pinned key signed the checkpoint', { cause });
  }
}

function signedCheckpoint(note: string, verifiers: readonly Verifier[]): Checkpoint {
  try {
    return parseCheckpoint(openNote(note, verifiers).text);
  } catch (cause) {
    if (cause instanceof VerifyError && cause.code === 'signature')
      throw new CheckFailed('badSignature', cause.message, { cause });
    throw cause;
  }
}

function failureOf(error: unknown): { reason: FailureReason; message: string } {
  if (error instanceof CheckFailed) return { reason: error.reason, message: error.message };
  if (error instanceof VerifyError)
    return { reason: error.code === 'version' ? 'unsupported' : 'malformed', message: error.message };
  throw error;
}
