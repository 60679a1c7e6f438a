/**
 * Retention: the parts of events that are older than their category is kept go, and an event commits to what went. Tree
 * and entries stay, and so do the events that the system records of itself. What a legal hold names stays too.
 */
import { removalCommitment, toHex } from '@affidavit/verify';
import type { LegalHold, RetentionRules } from '../domain/directory.ts';
import { limits } from '../domain/limits.ts';
import { ownTypes } from '../domain/own-types.ts';
import { isoTime } from '../domain/time.ts';
import type { PartKind } from './ports/erasing.ts';
import type { CreatedPlace, EventFilter, EventFinder, Search } from './ports/finding.ts';
import type { ReadEpoch } from './ports/health.ts';
import type { Retention, RetentionMark } from './ports/retention.ts';
import type { Company, StoredEvent } from './ports.ts';
import type { ChangeDirectory } from './shared/change-directory.ts';
import type { SearchPorts } from './shared/erasure/decide.ts';
import { type Holds, readHolds } from './shared/erasure/held-events.ts';
import { emptyRemoval, type LogRemoval, removePart } from './shared/erasure/search-log.ts';
import type { ReadLiveDirectory } from './shared/live-directory.ts';
import type { RemovalEpochs } from './shared/removal-epochs.ts';
import { nativeSha256, type Secrets } from './shared/secrets.ts';

export interface RetentionPorts extends SearchPorts {
  change: ChangeDirectory;
  readLive: ReadLiveDirectory;
  finder: EventFinder;
  search: Search;
  retention: Retention;
  removals: RemovalEpochs;
  secrets: Pick<Secrets, 'mac'>;
  epoch: ReadEpoch;
}

type Rule = RetentionRules['rules'][number];

const DAY_MS = 24 * 60 * 60 * 1000;
const PARTS: readonly PartKind[] = ['text', 'metadata', 'test'];

/**
 * Applies the rules of every company once, and overwrites what went. Days are whole ones of UTC: what falls due does so at
 * midnight, so that a store is overwritten once a day. Only what no earlier run has looked at is looked at: what has fallen
 * due since, and what was recorded since; all that is old once more when a hold keeps others than it did, or no more.
 * Answers how many events lost their parts.
 */
export function applyRetention(at: RetentionPorts): (stopping: AbortSignal) => Promise<number> {
  return async (stopping) => {
    const retaining = new Set(await at.retention.companies());
    let count = 0;
    for (const company of retaining.size === 0 ? [] : await at.access.companies()) {
      if (!retaining.has(company.company)) continue;
      const rules = (await at.readLive(company.company)).get('retentionRules', 1)?.rules ?? [];
      for (const rule of rules) count += await applyRule(at, company, rule, stopping);
    }
    if (count > 0) await at.erasing.scrub();
    return count;
  };
}

async function applyRule(
  at: RetentionPorts,
  company: Company,
  rule: Rule,
  stopping: AbortSignal,
): Promise<number> {
  const epoch = at.epoch();
  const before = (Math.floor(at.world.now() / DAY_MS) - rule.days) * DAY_MS;
  const { size, recordedAt } = await at.events.head(company.company);
  const mark = await standingMark(at, company, rule);
  const holds = new Set(mark?.holds);
  let count = 0;
  for (const filter of notLookedAt(mark, before)) {
    let after: CreatedPlace | null = null;
    for (;;) {
      if (stopping.aborted) return count;
      const events: readonly StoredEvent[] = await at.finder.after(
        company.company,
        { ...filter, category: [rule.category] },
        { before: size, descending: false, after, limit: limits.retentionBatchEvents },
      );
      const last = events.at(-1);
      if (last === undefined) break;
      after = { createdAt: Date.parse(last.entry.createdAt), seq: last.seq };
      const old = events.filter(({ entry, parts }) => !ownTypes.has(entry.type) && hasParts(parts));
      if (old.length === 0) continue;
      const removed = await removeParts(at, company, rule, before, old);
      if (removed === null) return count;
      count += removed.events;
      for (const hold of removed.holds) holds.add(hold);
    }
  }
  const reached = { createdBefore: before, recordedBefore: recordedAt, holds: [...holds] };
  // Where another server began to answer meanwhile, it may not have had all that the head counted.
  const isNew = mark?.createdBefore !== before || mark.recordedBefore !== recordedAt;
  if (isNew && at.epoch() === epoch) await at.retention.keepMark(company.company, rule.category, reached);
  return count;
}

/** Null when a hold that kept events from an earlier run may not keep all of them any more, or there was none. */
async function standingMark(
  at: RetentionPorts,
  company: Company,
  { category }: Rule,
): Promise<RetentionMark | null> {
  const mark = await at.retention.mark(company.company, category);
  if (mark === null || mark.holds.length === 0) return mark;
  const live = await at.readLive(company.company);
  const holds = await readHolds(at, company, live);
  const standing = new Set(live.all('legalHold').map((hold) => nameOf(at, company, holds, hold)));
  return mark.holds.every((hold) => standing.has(hold)) ? mark : null;
}

/** What was created before this and is not of the mark: what was recorded since, and what has fallen due since. */
function notLookedAt(mark: RetentionMark | null, before: number): readonly EventFilter[] {
  if (mark === null) return [{ createdTo: before - 1 }];
  const { createdBefore, recordedBefore } = mark;
  const recorded = { createdTo: Math.min(before, createdBefore) - 1, recordedFrom: recordedBefore };
  return before <= createdBefore
    ? [recorded]
    : [recorded, { createdFrom: createdBefore, createdTo: before - 1 }];
}

/** Of a hold and what it keeps; the same only for the same. */
function nameOf(at: RetentionPorts, { uuid }: Company, holds: Holds, hold: LegalHold): string {
  return toHex(at.secrets.mac(uuid, 'hold', holds.extent(hold)));
}

function hasParts(parts: StoredEvent['parts']): boolean {
  return PARTS.some((kind) => parts[kind] !== null);
}

/** How many events lost their parts, and what kept the others; null when the rule has changed meanwhile. */
async function removeParts(
  at: RetentionPorts,
  company: Company,
  rule: Rule,
  before: number,
  old: readonly StoredEvent[],
): Promise<{ events: number; holds: readonly string[] } | null> {
  const { answer } = await at.change(company, async (live) => {
    const now = live.get('retentionRules', 1)?.rules.find(({ category }) => category === rule.category);
    if (now?.days !== rule.days) return { changes: [], events: [], answer: null };
    const holds = await readHolds(at, company, live);
    const keeping = new Set<LegalHold>();
    // Read again: an erasure may have taken parts away since.
    const fresh = await Promise.all(old.map(({ entry }) => at.events.event(company.company, entry.id)));
    const going = fresh.flatMap((event) => {
      const hold = event === null ? null : holds.on(event);
      if (hold !== null) keeping.add(hold);
      return event !== null && hold === null && hasParts(event.parts) ? [event] : [];
    });
    const names = [...keeping].map((hold) => nameOf(at, company, holds, hold));
    const removal = emptyRemoval();
    for (const event of going) removeAll(at, removal, event);
    if (removal.parts.length === 0) return { changes: [], events: [], answer: { seqs: [], names } };
    const leaves = [...removal.leaves.values()].sort((a, b) => (a.digest < b.digest ? -1 : 1));
    const seqs = [...new Set(removal.parts.map(({ seq }) => seq))];
    return {
      changes: [
        { do: 'removeParts', parts: removal.parts },
        {
          do: 'removeJobs',
          eventIds: going.map(({ entry }) => entry.id),
          requestedBy: null,
        },
        { do: 'forgetReplies', seqs, words: [] },
      ],
      events: [
        {
          type: 'RETENTION_APPLIED',
          category: 'COMPANY',
          source: 'SCHEDULED',
          description: `The parts of ${seqs.length} events of category ${rule.category} were removed: they are kept for ${rule.days} days.`,
          metadata: {
            dto: { ...rule, createdBefore: isoTime(before), events: seqs.length },
            removal: removalCommitment('retention', leaves, nativeSha256),
          },
        },
      ],
      answer: { seqs, names },
      removal: { snapshots: [], leaves: [leaves] },
    };
  });
  if (answer === null) return null;
  const { seqs, names } = answer;
  if (seqs.length > 0) {
    at.removals.moved(company.company);
    await at.search.forget(company.company, seqs);
  }
  return { events: seqs.length, holds: names };
}

function removeAll(at: RetentionPorts, removal: LogRemoval, event: StoredEvent): void {
  for (const kind of PARTS) {
    const part = event.parts[kind];
    if (part !== null) removePart(removal, at.world, event, kind, part);
  }
}
