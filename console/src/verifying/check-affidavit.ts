/** One affidavit, checked in this browser with the verifier that auditors have. */
import { type AffidavitCheck, type AffidavitReport, verifyAffidavit } from '@affidavit/verify';
import { checks, verdictOf } from '../../../verify/page/src/words.ts';
import { type Checked, NO_KEY } from './checked.ts';
import { trusted } from './given-key.ts';

/** `given`: the key that the reader brought, as they typed it. Throws VerifyError when that is no key. */
export function checkAffidavit(json: string, given: string): Checked {
  const stated = statedIn(json);
  const report = verifyAffidavit(json, { vkeys: trusted(given, stated) });
  return { kind: 'affidavit', ...toldOf(report) };
}

function toldOf(report: AffidavitReport): Omit<Checked, 'kind'> {
  const { outcome, passed, failure, parts, entry, log } = report;
  const rows = Object.entries(checks).map(([check, what]) => {
    if (passed.includes(check as AffidavitCheck))
      return { state: 'holds' as const, what: said(what, check, parts) };
    if (failure?.check !== check) return { state: 'open' as const, what };
    return { state: 'fails' as const, what, why: failure.message };
  });
  const facts: [string, string][] = [];
  if (entry !== null) facts.push(['Event', entry.id], ['Type', entry.type], ['Recorded', entry.recordedAt]);
  if (log !== null) facts.push(['Place', `number ${log.index} of ${log.size}`], ['Log', log.origin]);
  const notChecked =
    outcome === 'failed' ? [] : ['Whether any event was left out: that takes a certificate.'];
  if (outcome === 'consistent') notChecked.unshift(NO_KEY);
  return { outcome, ...verdictOf(report), rows, notChecked, facts };
}

function said(what: string, check: string, { present, erased, redacted }: AffidavitReport['parts']): string {
  if (check !== 'documents') return what;
  const removed = erased.length + redacted.length;
  return `${what} (${present.length} here${removed === 0 ? '' : `, ${removed} removed`})`;
}

/** The key stated in the text of an affidavit, or of the head of a certificate. */
export function statedIn(json: string): string[] {
  try {
    const { vkey } = JSON.parse(json) as { vkey?: unknown };
    return typeof vkey === 'string' ? [vkey] : [];
  } catch {
    return [];
  }
}
