/** Evidence of events to take away: the affidavit or the proof of one, the affidavits of many. */
import { Readable } from 'node:stream';
import { Refused } from '../domain/errors.ts';
import { limits } from '../domain/limits.ts';
import type { EventFilter, EventFinder } from './ports/finding.ts';
import type { Caller, Company, Directory, EventReader, SignedCheckpoint, StoredEvent } from './ports.ts';
import type { MakeAffidavits } from './shared/affidavits.ts';
import type { ChangeDirectory } from './shared/change-directory.ts';
import { requireTypes } from './shared/event-types.ts';
import type { Inclusion } from './shared/inclusion.ts';

/** `id` in any case. Null when the company has no such event. They wait for a checkpoint as ProveEvent does. */
export interface IssueAffidavits {
  /** The affidavit as JSON text. */
  one(company: Company, id: string): Promise<string | null>;
  /** The tlog-proof as text. */
  proof(company: Company, id: string): Promise<string | null>;
  /**
   * The affidavits of the events recorded so far that match, one a line of JSON, in the order of the log. They are made
   * as they are read, a few at a time; ending the reading ends it, and a failure ends it with that error. That they were taken is recorded before there is anything to read.
   * Rejects with Refused.
   */
  bundle(caller: Caller, filter: EventFilter): Promise<Readable>;
}

interface Ports {
  directory: Directory;
  events: EventReader;
  finder: EventFinder;
  inclusion: Inclusion;
  affidavits: MakeAffidavits;
  change: ChangeDirectory;
}

export function issueAffidavits(at: Ports): IssueAffidavits {
  const open = new Map<number, number>();
  const count = (company: number, by: number) => open.set(company, (open.get(company) ?? 0) + by);

  async function* lines(company: Company, filter: EventFilter, checkpoint: SignedCheckpoint) {
    for await (const events of matching(at, company.company, filter, checkpoint.size)) {
      for (const affidavit of await at.affidavits(company, events, checkpoint))
        yield `${JSON.stringify(affidavit)}\n`;
    }
  }

  return {
    async one(company, id) {
      const event = await at.events.event(company.company, id.toLowerCase());
      if (event === null) return null;
      const checkpoint = await at.inclusion.require(company.company, event.seq);
      const [affidavit] = await at.affidavits(company, [event], checkpoint);
      return JSON.stringify(affidavit);
    },

    async proof({ company }, id) {
      const event = await at.events.event(company, id.toLowerCase());
      if (event === null) return null;
      return at.inclusion.proof(company, event.seq, await at.inclusion.require(company, event.seq));
    },

    async bundle(caller, filter) {
      const { company } = caller;
      await requireTypes(at.directory, company.company, filter);
      if ((open.get(company.company) ?? 0) >= limits.bundlesAtOnce)
        throw new Refused({ is: 'busy', message: 'other bundles are being written', retryAfterS: 5 });
      count(company.company, 1);
      try {
        const { size } = await at.events.head(company.company);
        const checkpoint = await at.inclusion.require(company.company, size - 1);
        await recordReading(at.change, caller, filter, checkpoint.size);
        const file = Readable.from(lines(company, filter, checkpoint), { objectMode: false });
        file.once('close', () => count(company.company, -1));
        return file;
      } catch (error) {
        count(company.company, -1);
        throw error;
      }
    },
  };
}

/** The events below `size` that match, in the order of the log, a few at a time. */
async function* matching(
  { events, finder }: Ports,
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

/** What was searched for may be about people: that words were given is said, not which. */
async function recordReading(
  change: ChangeDirectory,
  { company, userId }: Caller,
  { text, ...filter }: EventFilter,
  size: number,
): Promise<void> {
  await change(company, (live) => {
    const who = live.get('user', userId)?.email ?? `User ${userId}`;
    const asked = { ...filter, ...(text !== undefined && { text: true }) };
    return {
      changes: [],
      events: [
        {
          type: 'EVIDENCE_DOWNLOADED',
          category: 'EVIDENCE',
          source: 'PUBLIC_API',
          description: `${who} took the affidavits of events, out of the ${size} recorded by then.`,
          userId,
          metadata: { request: { filter: asked }, targetEntity: { origin: company.origin, size } },
        },
      ],
      answer: null,
    };
  });
}
