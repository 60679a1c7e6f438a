/** Any file that can be checked by itself: an affidavit, the page of one, a bundle of them, a certificate. */
import { utf8Text, VerifyError, verifyCertificate } from '@affidavit/verify';
import { count, counted } from '../parts/words.ts';
import { checkAffidavit, statedIn } from './check-affidavit.ts';
import { type Checked, failedFile, NO_KEY } from './checked.ts';
import { trusted } from './given-key.ts';

/** More than this is for the command line. */
const TEXT_BYTES_MAX = 256 * 1024 * 1024;
/** So often a long check lets the page be drawn. */
const BREATH = 50;

/** `given`: the key that the reader brought. The answer says whatever is wrong with the file. */
export async function checkFile(file: File, given: string): Promise<Checked> {
  try {
    const head = new Uint8Array(await file.slice(0, 2).arrayBuffer());
    if (head[0] === 0x1f && head[1] === 0x8b) return await checkCompressed(file, given);
    if (file.size > TEXT_BYTES_MAX) return failedFile('It is larger than 256 MiB: use the command line.');
    return await checkText(utf8Text(new Uint8Array(await file.arrayBuffer())), given);
  } catch (error) {
    if (error instanceof VerifyError) return failedFile(`${error.message}.`);
    throw error;
  }
}

async function checkText(text: string, given: string): Promise<Checked> {
  if (/^\s*<!doctype html/i.test(text)) {
    const carried = carriedBy(text);
    return carried === null
      ? failedFile('It is a page that carries no affidavit.')
      : checkAffidavit(carried, given);
  }
  if (!text.trimStart().startsWith('{'))
    return failedFile(
      'It is none of the files that can be checked here: an affidavit (.affidavit.json or .affidavit.html), a ' +
        'bundle (.affidavits.ndjson) or a certificate.',
    );
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.length > 1 && statedIn(lines[0] ?? '').length > 0
    ? checkBundle(lines, given)
    : checkAffidavit(text, given);
}

/** As the page was made; nothing of it is run. */
function carriedBy(page: string): string | null {
  return /<script type="application\/json" id="affidavit">(.*?)<\/script>/s.exec(page)?.[1]?.trim() || null;
}

async function checkBundle(lines: readonly string[], given: string): Promise<Checked> {
  const failing: { line: number; why: string }[] = [];
  let outcome: Checked['outcome'] = 'verified';
  for (const [i, line] of lines.entries()) {
    const one = checkAffidavit(line, given);
    if (one.outcome === 'failed') failing.push({ line: i + 1, why: one.detail });
    if (one.outcome === 'consistent') outcome = 'consistent';
    if (i % BREATH === BREATH - 1) await new Promise((done) => setTimeout(done));
  }
  const holding = lines.length - failing.length;
  if (failing.length > 0) outcome = 'failed';
  return {
    kind: 'bundle',
    outcome,
    title:
      outcome === 'failed'
        ? `${counted(failing.length, 'affidavit')} of ${count(lines.length)} do not hold.`
        : `All ${counted(lines.length, 'affidavit')} hold.`,
    detail: 'Each was checked by itself.',
    rows: [
      { state: 'holds', what: `${counted(holding, 'affidavit')} hold` },
      ...failing
        .slice(0, 20)
        .map(({ line, why }) => ({ state: 'fails' as const, what: `Line ${line}`, why })),
    ],
    notChecked: [
      ...(outcome === 'consistent' ? [NO_KEY] : []),
      'Whether any event was left out: that takes a certificate.',
    ],
    facts: [],
  };
}

async function checkCompressed(file: File, given: string): Promise<Checked> {
  const first = await firstLine(file);
  if (!first.startsWith('{"before":')) {
    const unpacked = file.stream().pipeThrough(new DecompressionStream('gzip'));
    return checkText(await new Response(unpacked).text(), given);
  }
  const report = await verifyCertificate(file.stream(), { vkeys: trusted(given, statedIn(first)) });
  const { outcome, failure, period, counts, log } = report;
  const facts: [string, string][] = [];
  if (period !== null) facts.push(['Period', `${period.from} to ${period.to}`]);
  if (log !== null) facts.push(['Log', log.origin], ['Size', count(log.size)]);
  return {
    kind: 'certificate',
    outcome,
    title:
      failure === null
        ? `These are all that match: ${counted(counts.matching, 'event')}.`
        : 'The certificate does not hold.',
    detail: failure === null ? `${count(counts.others)} others were seen and do not match.` : failure.message,
    rows: report.proven.map((what) => ({ state: 'holds', what })),
    notChecked: report.notProven,
    facts,
  };
}

async function firstLine(file: File): Promise<string> {
  const reader = file.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  try {
    const { value } = await reader.read();
    return new TextDecoder().decode(value).split('\n')[0] ?? '';
  } catch {
    return '';
  } finally {
    void reader.cancel().catch(() => undefined);
  }
}
