/** Evidence of events to take away: the affidavit or the proof of one, the affidavits of many. */
import { Readable } from 'node:stream';
import { limits } from '../domain/limits.ts';
import type { AffidavitPage } from './ports/affidavit-page.ts';
import type { EventPdfs } from './ports/event-pdf.ts';
import type { EventFilter, EventFinder } from './ports/finding.ts';
import type { Caller, Company, Directory, EventReader, SignedCheckpoint, StoredEvent } from './ports.ts';
import type { MakeAffidavits } from './shared/affidavits.ts';
import type { ChangeDirectory } from './shared/change-directory.ts';
import { requireTypes } from './shared/event-types.ts';
import { evidenceTaken, recordFoundTaken } from './shared/evidence-taken.ts';
import { makeGate } from './shared/gate.ts';
import type { Inclusion } from './shared/inclusion.ts';
import type { MakePrintable } from './shared/printable.ts';

/**
 * `id` in any case. Null when the company has no such event. They wait for a checkpoint as ProveEvent does. That an event was
 * taken away, in whichever form, is recorded before it is.
 */
export interface IssueAffidavits {
  /** The affidavit as JSON text. */
  one(caller: Caller, id: string): Promise<string | null>;
  /** The affidavit in a page that checks it. */
  page(caller: Caller, id: string): Promise<string | null>;
  /**
   * The printed event with the affidavit attached. Rejects with Refused `busy` when limits.pdfsAtOnce are being made for the
   * company, and with the signal's reason.
   */
  pdf(caller: Caller, id: string, signal: AbortSignal): Promise<Uint8Array | null>;
  /** The tlog-proof as text; it says nothing of the event, and taking it is not recorded. */
  proof(company: Company, id: string): Promise<string | null>;
  /**
   * The affidavits of the events recorded so far that match, one a line of JSON, in the order of the log. They are made
   * as they are read, a few at a time; ending the reading ends it, and a failure ends it with that error. That they were taken is recorded before there is anything to read.
   * Rejects with Refused.
   */
  bundle(caller: Caller, filter: EventFilter): Promise<Readable>;
}

export interface IssuingPorts {
  directory: Directory;
  events: EventReader;
  finder: EventFinder;
  inclusion: Inclusion;
  affidavits: MakeAffidavits;
  affidavitPage: AffidavitPage;
  printable: MakePrintable;
  pdfs: EventPdfs;
  change: ChangeDirectory;
}

export function issueAffidavits(at: IssuingPorts): IssueAffidavits {
  return { ...ofOne(at), bundle: bundler(at) };
}

function ofOne(at: IssuingPorts): Omit<IssueAffidavits, 'bundle'> {
  const printing = makeGate(limits.pdfsAtOnce, 'other PDFs are being made');

  /** Null when there is none. */
  async function find({ company }: Pick<Caller, 'company'>, id: string) {
    const event = await at.events.event(company.company, id.toLowerCase());
    if (event === null) return null;
    return { event, checkpoint: await at.inclusion.require(company.company, event.seq) };
  }

  async function take(caller: Caller, id: string, form: string): Promise<string | null> {
    const found = await find(caller, id);
    if (found === null) return null;
    const [affidavit] = await at.affidavits(caller.company, [found.event], found.checkpoint);
    await recordTaking(at.change, caller, found.event, form);
    return JSON.stringify(affidavit);
  }

  return {
    one: (caller, id) => take(caller, id, 'JSON'),

    async page(caller, id) {
      const json = await take(caller, id, 'HTML');
      return json === null ? null : at.affidavitPage(json);
    },

    async pdf(caller, id, signal) {
      const { company } = caller;
      const found = await find(caller, id);
      if (found === null) return null;
      const leave = printing.enter(company.company);
      try {
        const printable = await at.printable(company, found.event, found.checkpoint);
        const pdf = await at.pdfs.make(printable, signal);
        await recordTaking(at.change, caller, found.event, 'PDF');
        return pdf;
      } finally {
        leave();
      }
    },

    async proof(company, id) {
      const found = await find({ company }, id);
      return found === null ? null : at.inclusion.proof(company.company, found.event.seq, found.checkpoint);
    },
  };
}

function bundler(at: IssuingPorts): IssueAffidavits['bundle'] {
  const writing = makeGate(limits.bundlesAtOnce, 'other bundles are being written');

  async function* lines(company: Company, filter: EventFilter, checkpoint: SignedCheckpoint) {
    for await (const events of matching(at, company.company, filter, checkpoint.size)) {
      for (const affidavit of await at.affidavits(company, events, checkpoint))
        yield `${JSON.stringify(affidavit)}\n`;
    }
  }

  return async (caller, filter) => {
    const { company } = caller;
    await requireTypes(at.directory, company.company, filter);
    const leave = writing.enter(company.company);
    try {
      const { size } = await at.events.head(company.company);
      const checkpoint = await at.inclusion.require(company.company, size - 1);
      const what = `took the affidavits of events, out of the ${checkpoint.size} recorded by then.`;
      await recordFoundTaken(at.change, caller, { filter, size: checkpoint.size, what });
      const file = Readable.from(lines(company, filter, checkpoint), { objectMode: false });
      file.once('close', leave);
      return file;
    } catch (error) {
      leave();
      throw error;
    }
  };
}

/** The events below `size` that match, in the order of the log, a few at a time. */
async function* matching(
  { events, finder }: IssuingPorts,
  company: number,
  filter: EventFilter,
  size: number,
): AsyncGenerator<readonly StoredEvent[]> {
  for (let from = 0; from < size; ) {
    const limit = limits.bundleSeqs;
    const seqs = await finder.seqs(company, filter, { from, before: size, limit });
    for (let i = 0; i < seqs.length; i += limits.bundleBatchEvents)
      yield await eventsAt(events, company, seqs.slice(i, i + limits.bundleBatchEvents));
    from = seqs.length < limit ? size : (seqs.at(-1) ?? size) + 1;
  }
}

/** In one read when few lie between them. */
async function eventsAt(
  events: EventReader,
  company: number,
  seqs: readonly number[],
): Promise<readonly StoredEvent[]> {
  const [first = 0, last = 0] = [seqs[0], seqs.at(-1)];
  const span = last - first + 1;
  if (span > 2 * seqs.length) {
    const each = await Promise.all(seqs.map((seq) => events.eventsFrom(company, seq, 1)));
    return each.flat();
  }
  const wanted = new Set(seqs);
  return (await events.eventsFrom(company, first, span)).filter(({ seq }) => wanted.has(seq));
}

async function recordTaking(
  change: ChangeDirectory,
  { company, userId }: Caller,
  { entry }: StoredEvent,
  form: string,
): Promise<void> {
  const targetEntity = { eventId: entry.id, type: entry.type, createdAt: entry.createdAt };
  await change(company, (live) => ({
    changes: [],
    events: [
      evidenceTaken(live, userId, `took the affidavit of event ${entry.id}.`, {
        request: { form },
        targetEntity,
      }),
    ],
    answer: null,
  }));
}
