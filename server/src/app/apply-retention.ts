/**
 * Retention: the parts of events that are older than their category is kept go, and an event commits to what went. Tree
 * and entries stay, and so do the events that the system records of itself. What a legal hold names stays too.
 */
import { removalCommitment } from '@affidavit/verify';
import type { RetentionRules } from '../domain/directory.ts';
import { limits } from '../domain/limits.ts';
import { ownTypes } from '../domain/own-types.ts';
import { isoTime } from '../domain/time.ts';
import type { PartKind } from './ports/erasing.ts';
import type { CreatedPlace, EventFinder, Search } from './ports/finding.ts';
import type { Company, StoredEvent } from './ports.ts';
import type { ChangeDirectory } from './shared/change-directory.ts';
import type { SearchPorts } from './shared/erasure/decide.ts';
import { holdOnEvents } from './shared/erasure/held-events.ts';
import { emptyRemoval, type LogRemoval, removePart } from './shared/erasure/search-log.ts';
import type { ReadLiveDirectory } from './shared/live-directory.ts';
import type { RemovalEpochs } from './shared/removal-epochs.ts';
import { nativeSha256 } from './shared/secrets.ts';

export interface RetentionPorts extends SearchPorts {
  change: ChangeDirectory;
  readLive: ReadLiveDirectory;
  finder: EventFinder;
  search: Search;
  removals: RemovalEpochs;
}

type Rule = RetentionRules['rules'][number];

const DAY_MS = 24 * 60 * 60 * 1000;
const PARTS: readonly PartKind[] = ['text', 'metadata', 'test'];

/**
 * Applies the rules of every company once, and overwrites what went. Days are whole ones of UTC: what falls due does so at
 * midnight, so that a store is overwritten once a day. Answers how many events lost their parts.
 */
export function applyRetention(at: RetentionPorts): (stopping: AbortSignal) => Promise<number> {
  return async (stopping) => {
    let count = 0;
    for (const company of await at.access.companies()) {
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
  const before = (Math.floor(at.world.now() / DAY_MS) - rule.days) * DAY_MS;
  const { size } = await at.events.head(company.company);
  let count = 0;
  let after: CreatedPlace | null = null;
  while (!stopping.aborted) {
    const events: readonly StoredEvent[] = await at.finder.after(
      company.company,
      { category: [rule.category], createdTo: before - 1 },
      { before: size, descending: false, after, limit: limits.retentionBatchEvents },
    );
    const last = events.at(-1);
    if (last === undefined) break;
    after = { createdAt: Date.parse(last.entry.createdAt), seq: last.seq };
    const old = events.filter(({ entry, parts }) => !ownTypes.has(entry.type) && hasParts(parts));
    if (old.length > 0) count += await removeParts(at, company, rule, before, old);
  }
  return count;
}

function hasParts(parts: StoredEvent['parts']): boolean {
  return PARTS.some((kind) => parts[kind] !== null);
}

async function removeParts(
  at: RetentionPorts,
  company: Company,
  rule: Rule,
  before: number,
  old: readonly StoredEvent[],
): Promise<number> {
  const { answer } = await at.change(company, async (live) => {
    const now = live.get('retentionRules', 1)?.rules.find(({ category }) => category === rule.category);
    if (now?.days !== rule.days) return { changes: [], events: [], answer: [] };
    const holdOn = await holdOnEvents(at, company, live);
    // Read again: an erasure may have taken parts away since.
    const fresh = await Promise.all(old.map(({ entry }) => at.events.event(company.company, entry.id)));
    const going = fresh.filter((event) => event !== null && hasParts(event.parts) && holdOn(event) === null);
    const removal = emptyRemoval();
    for (const event of going) if (event !== null) removeAll(at, removal, event);
    if (removal.parts.length === 0) return { changes: [], events: [], answer: [] };
    const leaves = [...removal.leaves.values()].sort((a, b) => (a.digest < b.digest ? -1 : 1));
    const seqs = [...new Set(removal.parts.map(({ seq }) => seq))];
    return {
      changes: [
        { do: 'removeParts', parts: removal.parts },
        {
          do: 'removeJobs',
          eventIds: going.flatMap((event) => (event === null ? [] : [event.entry.id])),
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
      answer: seqs,
      removal: { snapshots: [], leaves: [leaves] },
    };
  });
  if (answer.length === 0) return 0;
  at.removals.moved(company.company);
  await at.search.forget(company.company, answer);
  return answer.length;
}

function removeAll(at: RetentionPorts, removal: LogRemoval, event: StoredEvent): void {
  for (const kind of PARTS) {
    const part = event.parts[kind];
    if (part !== null) removePart(removal, at.world, event, kind, part);
  }
}
