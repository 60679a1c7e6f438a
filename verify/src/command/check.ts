/** Checks one file or folder, whatever it is. */
import { join } from 'node:path';
import { verifyAffidavit } from '../affidavit.ts';
import { verifyCertificate } from '../certificate.ts';
import { platformGunzip, readLines } from '../certificate-lines.ts';
import { VerifyError } from '../error.ts';
import { utf8Text } from '../hash.ts';
import { verifyLog } from '../log.ts';
import { parseProof } from '../proof.ts';
import { chunksOf, folderReader, has, isFolder, nativeSha256, textOf } from './files.ts';
import { judgeCheckpoint } from './trust.ts';
import { NO_KEY, number, type Trust, type Verdict } from './verdict.ts';
import { judgeWords, trustFor } from './words.ts';

/** One affidavit with everything that a person can have. */
const LINE_BYTES_MAX = 64 * 1024 * 1024;
const HEAD_BYTES = 4096;

/** Told how far a long check is. */
export type Progress = (done: number, total: number) => void;

/** The answer is a verdict whatever the file holds; throws WrongCall when it cannot be read. */
export async function checkFile(file: string, trust: Trust, progress: Progress): Promise<Verdict> {
  if (isFolder(file)) return checkFolder(file, trust, progress);
  const head = await headOf(chunksOf(file));
  if (head[0] !== 0x1f || head[1] !== 0x8b) return checkText(file, head, trust);
  let inner: Uint8Array;
  try {
    inner = await headOf(platformGunzip(chunksOf(file)));
  } catch (error) {
    if (!(error instanceof VerifyError)) throw error;
    return unknown(file, error.message);
  }
  // Canonical JSON puts this member of its head first.
  if (startsWith(inner, '{"before":')) return checkCertificate(file, trust);
  if (startsWith(inner, '{')) return checkBundle(file, platformGunzip(chunksOf(file)), trust);
  return unknown(file, 'gzip, but neither a certificate nor a bundle of affidavits is in it');
}

async function checkText(file: string, head: Uint8Array, trust: Trust): Promise<Verdict> {
  if (startsWith(head, 'c2sp.org/tlog-proof@'))
    return unknown(
      file,
      'a proof alone says nothing: give the affidavit, which holds the event with its proof',
    );
  if (startsWith(head, '<!doctype html')) return checkOne(file, trust, carriedBy);
  if (!startsWith(head, '{'))
    return unknown(
      file,
      'none of the files that can be checked: affidavit (.affidavit.json or .affidavit.html), bundle (.affidavits.ndjson), certificate ' +
        '(.certificate), or the folder of an export',
    );
  // A bundle holds an affidavit a line; one that stands alone may be spread over lines.
  const isLine = await holdsLines(chunksOf(file));
  if (isLine) return checkBundle(file, chunksOf(file), trust);
  return checkOne(file, trust, (text) => text);
}

/** The affidavit that a page carries; what else the page says or does is not looked at. */
function carriedBy(page: string): string {
  const carried = /<script type="application\/json" id="affidavit">(.*?)<\/script>/s.exec(page)?.[1]?.trim();
  if (carried === undefined || carried === '')
    throw new VerifyError('encoding', 'a page that carries no affidavit');
  return carried;
}

async function checkOne(file: string, trust: Trust, affidavitIn: (text: string) => string): Promise<Verdict> {
  const pieces: Uint8Array[] = [];
  for await (const chunk of chunksOf(file)) pieces.push(chunk);
  try {
    return checkAffidavit(file, affidavitIn(utf8Text(Buffer.concat(pieces))), trust);
  } catch (error) {
    if (!(error instanceof VerifyError)) throw error;
    return unknown(file, error.message);
  }
}

/** Whether the first line is a whole object and another line follows. */
async function holdsLines(chunks: AsyncIterable<Uint8Array>): Promise<boolean> {
  let first = '';
  try {
    for await (const line of readLines(chunks, LINE_BYTES_MAX)) {
      if (first !== '') return true;
      JSON.parse(line);
      first = line;
    }
  } catch {
    return false;
  }
  return false;
}

export function checkAffidavit(file: string, json: string, given: Trust): Verdict {
  const stated = () => statedIn(json);
  const trust = trustFor(given, stated);
  const report = verifyAffidavit(json, { vkeys: trust.vkeys }, nativeSha256);
  const { entry, log, parts, failure } = report;
  const verdict: Verdict = {
    file,
    kind: 'affidavit',
    subject:
      entry === null ? 'an affidavit' : `event ${entry.id}, ${entry.type}, recorded ${entry.recordedAt}`,
    outcome: report.outcome,
    log: log === null ? null : { origin: log.origin, size: log.size },
    checked: [],
    notChecked: [],
    failure:
      failure === null
        ? null
        : {
            check: failure.check,
            message: failure.reason === 'withheld' ? `WITHHELD: ${failure.message}` : failure.message,
            event: entry === null ? null : { id: entry.id, seq: log?.index ?? null },
          },
  };
  const passed = new Set<string>(report.passed);
  if (passed.has('documents')) verdict.checked.push(`${parts.present.length} documents are what was sealed`);
  for (const { path, by } of parts.redacted)
    verdict.checked.push(`redacted by event ${by.id} (number ${number(by.index)}): ${path}`);
  for (const { path, by } of parts.erased)
    verdict.checked.push(`erased by event ${by.id} (number ${number(by.index)}): ${path}`);
  if (passed.has('event')) verdict.checked.push('the event shown is what they say');
  if (passed.has('inclusion') && log !== null)
    verdict.checked.push(
      `it is number ${number(log.index)} of the ${number(log.size)} entries that were signed`,
    );
  if (passed.has('key')) verdict.checked.push('a key that you pinned signed');
  else if (failure === null) verdict.notChecked.push(NO_KEY);
  if (failure === null) {
    verdict.notChecked.push('whether anything was left out: that takes a certificate or the log');
    const note = parseProof(proofOf(json)).checkpoint;
    judgeWords(verdict, note, trust, stated);
    judgeCheckpoint(verdict, note, trust, 'affidavit');
  }
  return verdict;
}

/** The key in the text of an affidavit or of the head of a certificate, whatever else is in it. */
function statedIn(json: string): string[] {
  try {
    const { vkey } = JSON.parse(json) as { vkey?: unknown };
    return typeof vkey === 'string' ? [vkey] : [];
  } catch {
    return [];
  }
}

/** Of an affidavit that holds. */
function proofOf(json: string): string {
  return (JSON.parse(json) as { proof: string }).proof;
}

async function checkBundle(file: string, chunks: AsyncIterable<Uint8Array>, trust: Trust): Promise<Verdict> {
  const verdict: Verdict = {
    file,
    kind: 'bundle',
    subject: 'a bundle of affidavits',
    outcome: 'verified',
    log: null,
    checked: [],
    notChecked: [],
    failure: null,
  };
  let holding = 0;
  let failing = 0;
  const notChecked = new Set<string>();
  const fail = (failure: Verdict['failure']) => {
    failing += 1;
    verdict.failure ??= failure;
    verdict.outcome = 'failed';
  };
  try {
    for await (const line of readLines(chunks, LINE_BYTES_MAX)) {
      const one = checkAffidavit(file, line, trust);
      verdict.log ??= one.log;
      for (const what of one.notChecked) notChecked.add(what);
      if (one.failure === null) holding += 1;
      else
        fail({
          ...one.failure,
          message: `affidavit ${holding + failing + 1} of the bundle: ${one.failure.message}`,
        });
      if (one.outcome === 'consistent' && verdict.outcome === 'verified') verdict.outcome = 'consistent';
    }
  } catch (error) {
    if (!(error instanceof VerifyError)) throw error;
    fail({
      check: 'format',
      message: `after ${number(holding + failing)} affidavits: ${error.message}`,
      event: null,
    });
  }
  if (holding + failing === 0) fail({ check: 'format', message: 'there is no affidavit in it', event: null });
  verdict.subject = `${number(holding + failing)} affidavits`;
  verdict.checked.push(`${number(holding)} affidavits hold, ${number(failing)} do not`);
  // What differs from one affidavit to the next is said of the first few only.
  verdict.notChecked.push(...[...notChecked].slice(0, 4));
  return verdict;
}

async function checkCertificate(file: string, given: Trust): Promise<Verdict> {
  const head = await firstLine(file);
  const stated = () => statedIn(head);
  const trust = trustFor(given, stated);
  const report = await verifyCertificate(chunksOf(file), { vkeys: trust.vkeys }, nativeSha256);
  const { failure, log, period, counts } = report;
  const asked = period === null ? '' : ` of ${period.from} to ${period.to}`;
  const verdict: Verdict = {
    file,
    kind: 'certificate',
    subject: `population certificate${asked}: ${number(counts.matching)} matching events`,
    outcome: report.outcome,
    log: log === null ? null : { origin: log.origin, size: log.size },
    checked: [...report.proven],
    notChecked: [...report.notProven],
    failure: failure === null ? null : { check: failure.check, message: failure.message, event: null },
  };
  if (failure === null && log !== null) {
    judgeWords(verdict, log.checkpoint, trust, stated);
    judgeCheckpoint(verdict, log.checkpoint, trust, 'certificate');
  }
  return verdict;
}

/** Of a file in gzip; empty where it has none, which the checks of the file will say. */
async function firstLine(file: string): Promise<string> {
  try {
    for await (const line of readLines(platformGunzip(chunksOf(file)), LINE_BYTES_MAX)) return line;
  } catch (error) {
    if (!(error instanceof VerifyError)) throw error;
  }
  return '';
}

async function checkFolder(file: string, given: Trust, progress: Progress): Promise<Verdict> {
  const stated = () => (has(file, 'vkeys') ? textOf('the keys', join(file, 'vkeys')).split('\n') : []);
  const trust = trustFor(given, stated);
  const whole = ['vkeys', 'documents', 'removals'].some((name) => has(file, name));
  const { vkeys, last } = trust;
  const report = await verifyLog(
    folderReader(file),
    { vkeys, last, whole, onProgress: progress },
    nativeSha256,
  );
  const { counts, failure, log, passed } = report;
  const verdict: Verdict = {
    file,
    kind: whole ? 'export' : 'log',
    subject: `${whole ? 'whole export of a log' : 'log'}${report.company === null ? '' : ` of company ${report.company}`}`,
    outcome: report.outcome,
    log: log === null ? null : { origin: log.origin, size: log.size },
    checked: [],
    notChecked: [],
    failure,
  };
  const say = (check: (typeof passed)[number], what: string) => {
    if (passed.includes(check)) verdict.checked.push(what);
  };
  say('key', 'a key that you pinned signed the checkpoint');
  say('signature', 'a key in the file vkeys signed the checkpoint');
  say('entries', `${number(counts.entries)} entries hash to their places, in the order of time`);
  say('tree', `${number(counts.tiles)} tiles were made again, and their root is the signed one`);
  say('last', 'it begins with the tree of your last checkpoint');
  if (counts.removalEvents > 0)
    say('removals', `${number(counts.removalEvents)} removal events commit to what they removed`);
  say('documents', `${number(counts.documents)} documents are what was sealed; none is withheld`);
  if (counts.erased > 0)
    say('documents', `${number(counts.erased)} digests are erased, as removal events say`);
  if (counts.redacted > 0)
    say('documents', `for ${number(counts.redacted)} digests a redacted copy stands, as removal events say`);
  if (failure !== null) return verdict;
  if (vkeys.length === 0) verdict.notChecked.push(NO_KEY);
  if (!passed.includes('signature') && !passed.includes('key'))
    verdict.notChecked.push('the signature of the checkpoint: there is no key to check it with');
  if (!whole)
    verdict.notChecked.push('what the events say: the folder holds no documents (a whole export does)');
  if (last === null)
    verdict.notChecked.push(
      'whether the log was cut or rewritten since you last saw it: keep its checkpoint for --last',
    );
  if (log !== null) {
    judgeWords(verdict, log.checkpoint, trust, stated);
    judgeCheckpoint(verdict, log.checkpoint, trust, 'log');
  }
  return verdict;
}

function unknown(file: string, message: string): Verdict {
  return {
    file,
    kind: 'unknown',
    subject: 'a file of no known form',
    outcome: 'failed',
    log: null,
    checked: [],
    notChecked: [],
    failure: { check: 'format', message, event: null },
  };
}

async function headOf(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    pieces.push(chunk);
    length += chunk.length;
    if (length >= HEAD_BYTES) break;
  }
  return Buffer.concat(pieces);
}

/** White space before it does not count. */
function startsWith(bytes: Uint8Array, text: string): boolean {
  return Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString('latin1').trimStart().startsWith(text);
}
