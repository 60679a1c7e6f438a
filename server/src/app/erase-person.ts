/**
 * Erasure of a person: everything that names them is taken away, and told by removal events that commit to what went,
 * in one item. The log itself stays as it is.
 */
import { actorTag, type Removal, removalCommitment } from '@affidavit/verify';
import { invalid, notFound, Refused } from '../domain/errors.ts';
import { limits } from '../domain/limits.ts';
import { isoTime } from '../domain/time.ts';
import type { ErasureLedger, LedgerEntry } from './ports/erasing.ts';
import type { Search } from './ports/finding.ts';
import type { Company, Subject } from './ports.ts';
import type { ChangeDirectory, Decision } from './shared/change-directory.ts';
import { type ErasureCounts, PersonSearch, type Plan, type SearchPorts } from './shared/erasure/decide.ts';
import type { RemovalEpochs } from './shared/removal-epochs.ts';
import { nativeSha256 } from './shared/secrets.ts';

export interface ErasureRequest {
  reason: string;
  legalBasis: string;
  /** More words that name the person: former names, numbers of theirs elsewhere. */
  alsoSearch?: readonly string[];
  /** Only answer what would go. */
  dryRun?: boolean;
}

export interface ErasureReport extends ErasureCounts {
  userId: number;
  dryRun: boolean;
  /** The removal events. */
  eventIds: readonly string[];
  /** Where it may still be found, and until when: sentences. */
  remains: readonly string[];
}

export interface ErasePerson {
  /** `callerId`: who asks; null on the command line. Rejects with Refused `conflict` under a legal hold. */
  erase(
    company: Company,
    callerId: number | null,
    userId: number,
    request: ErasureRequest,
  ): Promise<ErasureReport>;
  /**
   * Before anything of the store is shown: does again what an older copy of it has not had, legal holds or not, because
   * there was none when it was done. Answers how many erasures that were.
   */
  reapply(): Promise<number>;
  /**
   * The same, and finishes what a crash left. What was begun and is not in the log is done unless a legal hold forbids it;
   * `onHeld` is told. Not while another process may be erasing.
   */
  resume(onHeld?: (line: string) => void): Promise<number>;
}

export interface ErasingPorts extends SearchPorts {
  change: ChangeDirectory;
  search: Search;
  removals: RemovalEpochs;
  erasures: ErasureLedger;
  pause(ms: number): Promise<void>;
}

/** What one erasure is, whoever began it. */
interface Act {
  id: string;
  company: Company;
  callerId: number | null;
  person: Subject;
  request: ErasureRequest;
  alsoRemoved: readonly string[];
  /** It was done before: holds and texts were judged then. */
  again: boolean;
}

export function erasePerson(at: ErasingPorts): ErasePerson {
  return {
    async erase(company, callerId, userId, request) {
      checkRequest(request);
      const person = await at.directory.subject(company.company, { kind: 'person', id: userId });
      if (person === null) throw notFound();
      const id = at.world.uuid();
      return run(at, { id, company, callerId, person, request, alsoRemoved: [], again: false });
    },

    reapply: () => each(at, (company, entry) => reapplyOne(at, company, entry)),

    resume: (onHeld = () => {}) =>
      each(
        at,
        async (company, entry) =>
          (await reapplyOne(at, company, entry)) || (await resumeOne(at, company, entry, onHeld)),
      ),
  };
}

async function each(
  at: ErasingPorts,
  act: (company: Company, entry: LedgerEntry) => Promise<boolean>,
): Promise<number> {
  const entries = await at.erasures.entries();
  if (entries.length === 0) return 0;
  const companies = await at.access.companies();
  let count = 0;
  for (const entry of entries) {
    const company = companies.find(({ uuid }) => uuid === entry.company);
    if (company !== undefined && (await act(company, entry))) count += 1;
  }
  return count;
}

function checkRequest({ reason, legalBasis, alsoSearch = [] }: ErasureRequest): void {
  for (const [member, text] of Object.entries({ reason, legalBasis }))
    if (text.trim() === '') throw invalid(member, 'must not be empty: it is what the log keeps');
  if (alsoSearch.some((word) => [...word.trim()].length < 2))
    throw invalid('alsoSearch', 'must hold words of at least 2 characters');
}

/** True when there was something to do. */
async function reapplyOne(at: ErasingPorts, company: Company, entry: LedgerEntry): Promise<boolean> {
  if (entry.state !== 'done' || (await isCommitted(at, company, entry))) return false;
  return runAgain(at, company, entry, {
    again: true,
    request: {
      reason: 'An older copy of the store was brought back: the erasure is done again.',
      legalBasis: `As of the erasure of ${entry.at}.`,
    },
  });
}

async function resumeOne(
  at: ErasingPorts,
  company: Company,
  entry: LedgerEntry,
  onHeld: (line: string) => void,
): Promise<boolean> {
  if (entry.state !== 'begun') return false;
  if (await isCommitted(at, company, entry)) {
    await finish(at, company, entry);
    return true;
  }
  const request = entry.request ?? {
    reason: 'The erasure that was interrupted is done.',
    legalBasis: `As of the erasure of ${entry.at}.`,
  };
  try {
    return await runAgain(at, company, entry, { again: false, request });
  } catch (error) {
    if (!(error instanceof Refused && error.refusal.is === 'conflict')) throw error;
    onHeld(`the erasure of user ${entry.userId}, begun at ${entry.at}, was not done: ${error.message}`);
    return false;
  }
}

async function isCommitted(
  at: ErasingPorts,
  { company }: Company,
  { events }: LedgerEntry,
): Promise<boolean> {
  const [first] = events;
  return first !== undefined && (await at.events.event(company, first)) !== null;
}

/** False when the person is not there: somebody else may have the number now. */
async function runAgain(
  at: ErasingPorts,
  company: Company,
  { id, userId, actor, removed }: LedgerEntry,
  how: Pick<Act, 'again' | 'request'>,
): Promise<boolean> {
  const person = await at.directory.subject(company.company, { kind: 'person', id: userId });
  if (person === null || actorTag(person.tagSalt, person.id, nativeSha256) !== actor) return false;
  await run(at, { id, company, callerId: null, person, alsoRemoved: removed, ...how });
  return true;
}

async function run(at: ErasingPorts, act: Act): Promise<ErasureReport> {
  const { company, person, request } = act;
  const search = new PersonSearch(at, company, person, {
    more: request.alsoSearch ?? [],
    alsoRemoved: act.alsoRemoved,
  });
  const { answer } = await at.change(company, async (live): Promise<Decision<Decided>> => {
    if (live.get('user', person.id) === null) throw notFound();
    const { reason, legalBasis } = request;
    const plan = await search.plan(live, act.again ? null : { reason, legalBasis });
    if (request.dryRun === true) return { changes: [], events: [], answer: { plan, entry: null } };
    const events = plan.leaves.map((leaves, i) => ({
      id: at.world.eventId(),
      ...removalEvent(act, plan, leaves, i),
    }));
    const entry: LedgerEntry = {
      v: 1,
      id: act.id,
      at: isoTime(at.world.now()),
      company: company.uuid,
      userId: person.id,
      actor: plan.actor,
      request: { reason, legalBasis },
      events: events.map(({ id }) => id),
      seqs: plan.seqs,
      removed: plan.leaves.flat().map(({ digest }) => digest),
      state: 'begun',
    };
    await at.erasures.append(entry);
    const { changes, logSize, snapshots, leaves } = plan;
    return { changes, events, logSize, removal: { snapshots, leaves }, answer: { plan, entry } };
  });
  const { plan, entry } = answer;
  const remains = [...plan.remains, ...(entry === null ? [] : await finish(at, company, entry))];
  return {
    userId: person.id,
    dryRun: entry === null,
    ...plan.counts,
    eventIds: entry?.events ?? [],
    remains,
  };
}

interface Decided {
  plan: Plan;
  entry: LedgerEntry | null;
}

/** Nothing in it tells who the person was: removal events stay. */
function removalEvent(act: Act, plan: Plan, leaves: readonly Removal[], i: number): object {
  const { reason, legalBasis } = act.request;
  const parts = plan.leaves.length;
  const part = parts === 1 ? '' : ` (part ${i + 1} of ${parts})`;
  const isOwn = act.callerId === act.person.id;
  return {
    type: 'PERSONAL_DATA_ERASED',
    category: 'COMPANY',
    source: act.callerId === null ? 'APP' : 'PUBLIC_API',
    description: `The personal data of one person was erased${part}.`,
    ...(act.callerId !== null && !isOwn && { userId: act.callerId }),
    metadata: {
      dto: { reason, legalBasis, part: i + 1, parts, ...plan.counts, ...(act.again && { again: true }) },
      removal: removalCommitment('erasure', leaves, nativeSha256),
    },
  };
}

/** What is not in the transaction: indexes, caches, and the bytes on the disk. May be done twice. */
async function finish(
  at: ErasingPorts,
  { company }: Company,
  entry: LedgerEntry,
): Promise<readonly string[]> {
  at.removals.moved(company);
  const remains: string[] = [];
  try {
    await at.search.forget(company, entry.seqs);
  } catch (error) {
    // It is committed: whoever asked is told so, and what is left is done at the next start.
    remains.push(
      `The text index may still hold words of it (${(error as Error).message}): the next start of the server takes them out.`,
    );
  }
  // Other instances answer from memory until then.
  await at.pause(limits.removalNoticeMs);
  const scrubbed = await at.erasing.scrub();
  if (remains.length === 0 && scrubbed.done) await at.erasures.append({ ...entry, state: 'done' });
  return [...remains, ...scrubbed.remains];
}
