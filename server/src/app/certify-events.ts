/** The population certificate of a period: a file that proves which events of it match a filter. */
import { pipeline, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import {
  type CertificateFilter,
  type CertificateHead,
  type CertificatePeriod,
  certificateHead,
  certificateLines,
  type Entry,
  scanStart,
} from '@affidavit/verify';
import { invalid, notFound, Refused } from '../domain/errors.ts';
import { limits } from '../domain/limits.ts';
import { isoTime } from '../domain/time.ts';
import type { EventFinder } from './ports/finding.ts';
import type { Company, Directory, EventReader, SignedCheckpoint } from './ports.ts';
import type { ChangeDirectory } from './shared/change-directory.ts';
import { requireTypes } from './shared/event-types.ts';
import { evidenceTaken } from './shared/evidence-taken.ts';
import type { Inclusion } from './shared/inclusion.ts';
import { signingVkey } from './shared/log-signer.ts';
import { nativeSha256 } from './shared/secrets.ts';

interface Ports {
  directory: Directory;
  events: EventReader;
  finder: EventFinder;
  inclusion: Inclusion;
  change: ChangeDirectory;
}

interface Question {
  from: number;
  to: number;
  filter: CertificateFilter;
}

/** `bytes` is made as it is read, a page at a time; it fails when the store does, and then is no certificate. */
export interface CertificateFile {
  name: string;
  size: number;
  bytes: Readable;
}

/**
 * Complete as of a checkpoint that covers what is recorded at the call (waits limits.checkpointWaitMs at most). The
 * reading is recorded, as `reader`'s or, when that is null, as nobody's, before there is anything to read. Rejects with
 * Refused.
 */
export type CertifyEvents = (
  company: Company,
  question: Question,
  reader: number | null,
) => Promise<CertificateFile>;

export function certifyEvents(at: Ports): CertifyEvents {
  const open = new Map<number, number>();
  const count = (company: number, by: number) => open.set(company, (open.get(company) ?? 0) + by);
  return async (company, { from, to, filter }, reader) => {
    const period = periodOf(from, to);
    await requireTypes(at.directory, company.company, filter);
    if ((open.get(company.company) ?? 0) >= limits.certificatesAtOnce)
      throw new Refused({ is: 'busy', message: 'other certificates are being written', retryAfterS: 5 });
    count(company.company, 1);
    try {
      const head = await headOf(at, company, period, filter);
      await recordReading(at.change, company, head, reader);
      const bytes = gzipped(certificateLines(head, pages(at.finder, company.company, head), nativeSha256));
      bytes.once('close', () => count(company.company, -1));
      return { name: nameOf(period), size: head.size, bytes };
    } catch (error) {
      count(company.company, -1);
      throw error;
    }
  };
}

function periodOf(from: number, to: number): CertificatePeriod {
  if (from < 0 || from > LATEST) throw invalid('from', 'must lie between the years 1970 and 9999');
  if (to > LATEST) throw invalid('to', 'must lie between the years 1970 and 9999');
  if (to < from) throw invalid('to', 'must not be before `from`');
  return { from: isoTime(from), to: isoTime(to) };
}

const LATEST = Date.parse('9999-12-31T23:59:59.999Z');

async function headOf(
  at: Ports,
  company: Company,
  period: CertificatePeriod,
  filter: CertificateFilter,
): Promise<CertificateHead> {
  const opening = await openingOf(at.directory, company.company, filter);
  const { size, note } = await newestCheckpoint(at, company.company);
  const first = await firstSince(at.finder, company.company, scanStart(period), size);
  const [before = null] = first === 0 ? [] : await at.finder.entries(company.company, first - 1, 1);
  return certificateHead(
    {
      company: company.uuid,
      origin: company.origin,
      period,
      filter,
      opening,
      first,
      before,
      size,
      checkpoint: note,
      vkey: signingVkey(company, note),
    },
    (level, start, count) => at.events.hashes(company.company, level, start, count),
    nativeSha256,
  );
}

async function openingOf(directory: Directory, company: number, { userId }: CertificateFilter) {
  if (userId === undefined) return null;
  const subject = await directory.subject(company, { kind: 'person', id: userId });
  if (subject === null)
    throw notFound('Nobody with this user id has acted, or what opens their pseudonym has been erased');
  return { userId, tagSalt: subject.tagSalt };
}

async function newestCheckpoint(at: Ports, company: number): Promise<SignedCheckpoint> {
  const { size } = await at.events.head(company);
  const checkpoint = size === 0 ? null : await at.inclusion.covering(company, size - 1);
  if (checkpoint === null)
    throw new Refused({
      is: 'busy',
      message: 'no checkpoint covers what is recorded yet: ask for the certificate later',
      retryAfterS: 1,
    });
  return checkpoint;
}

/** The first seq below `size` that was recorded at `time` or later, by halving: recordedAt never decreases. */
async function firstSince(finder: EventFinder, company: number, time: number, size: number): Promise<number> {
  let [low, high] = [0, size];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [entry] = await finder.entries(company, middle, 1);
    if (entry === undefined) throw new Error(`entry ${middle} of company ${company} is missing`);
    if (Date.parse(entry.recordedAt) >= time) high = middle;
    else low = middle + 1;
  }
  return low;
}

async function* pages(
  finder: EventFinder,
  company: number,
  { first, size }: CertificateHead,
): AsyncGenerator<readonly Entry[]> {
  for (let seq = first; seq < size; ) {
    const page = await finder.entries(company, seq, Math.min(limits.certificatePageEntries, size - seq));
    if (page.length === 0) throw new Error(`entry ${seq} of company ${company} is missing`);
    yield page;
    seq += page.length;
  }
}

/** Reads lines only as fast as the result is read; ending either ends the other. */
function gzipped(lines: AsyncGenerator<string>): Readable {
  return pipeline(Readable.from(lines, { objectMode: false }), createGzip(), () => undefined);
}

async function recordReading(
  change: ChangeDirectory,
  company: Company,
  { filter, first, origin, period, size }: CertificateHead,
  reader: number | null,
): Promise<void> {
  await change(company, (live) => {
    const what = `took a certificate of the events created from ${period.from} to ${period.to}.`;
    return {
      changes: [],
      events: [
        evidenceTaken(live, reader, what, {
          request: { period, filter },
          targetEntity: { origin, first, size },
        }),
      ],
      answer: null,
    };
  });
}

/** Without colons, which some file systems do not take. */
function nameOf({ from, to }: CertificatePeriod): string {
  const plain = (time: string) => time.replaceAll(/[-:]|\.\d+/g, '');
  return `events-${plain(from)}-${plain(to)}.certificate`;
}
