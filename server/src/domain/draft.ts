/** From the body of POST /api/events to a checked draft: every fault is found here, before any store is asked. */
import type { JsonObject } from '@affidavit/verify';
import type { Fault } from './errors.ts';
import { limits } from './limits.ts';
import { EventDraft } from './schemas.ts';
import { isoTime, parseTime } from './time.ts';
import { compileSchema } from './validate.ts';

/** Members of an answer that a client may send back by mistake: refused by name, with the member to use. */
const serverOwned: Readonly<Record<string, string>> = {
  seq: 'is set by the server',
  recordedAt: 'is set by the server',
  leaf: 'is set by the server',
  entry: 'is set by the server',
  company: 'follows from the key',
  companyId: 'follows from the key',
  actor: 'is set by the server: name the person by userId or userEmail',
  user: 'is set by the server: name the person by userId or userEmail',
  connection: 'is set by the server: name the connection by connectionId',
};

/** A draft whose shape is right; times are normalised, absent members are null or empty. */
export interface Draft {
  id: string | null;
  type: string;
  /** Null only when the type is expected to be one of the company's own, which brings its category. */
  category: string | null;
  source: string;
  description: string;
  status: string | null;
  createdAt: number | null;
  userId: number | null;
  userEmail: string | null;
  connectionId: number | null;
  workspaceId: number | null;
  metadata: JsonObject | null;
  testId: number | null;
  test: { testName: string | null; requestDescription: string | null; issues: JsonObject[] } | null;
  controlIds: number[];
  provenance: { system: string; fetchedAt: string; sourceDigest: string } | null;
}

const checkShape = compileSchema(EventDraft);

/** `now` bounds createdAt: at most limits.createdAtAheadMs in the future. */
export function checkDraft(body: unknown, now: number): { draft: Draft } | { faults: readonly Fault[] } {
  const owned = ownedMember(body);
  if (owned !== null) return { faults: [owned] };
  const faults = checkShape(body);
  if (faults.length > 0) return { faults };
  const input = body as EventDraft;
  const fault = checkMeaning(input, now);
  return fault === null ? { draft: toDraft(input) } : { faults: [fault] };
}

function ownedMember(body: unknown): Fault | null {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return { path: '', message: 'an event must be an object' };
  for (const member of Object.keys(body)) {
    const message = Object.hasOwn(serverOwned, member) ? serverOwned[member] : undefined;
    if (message !== undefined) return { path: member, message };
  }
  return null;
}

function checkMeaning(input: EventDraft, now: number): Fault | null {
  if (input.userId != null && input.userEmail != null)
    return { path: 'userEmail', message: 'name the person by userId or by userEmail, not both' };
  if (input.createdAt !== undefined) {
    const at = parseTime(input.createdAt);
    if (at === null) return { path: 'createdAt', message: 'must be a time such as 2025-07-01T16:45:55.246Z' };
    if (at > now + limits.createdAtAheadMs)
      return { path: 'createdAt', message: 'must not be more than 5 minutes ahead of the server clock' };
    if (at < 0) return { path: 'createdAt', message: 'must not be before 1970' };
  }
  if (input.provenance != null && parseTime(input.provenance.fetchedAt) === null)
    return { path: 'provenance.fetchedAt', message: 'must be a time such as 2025-07-01T16:45:55.246Z' };
  return null;
}

function toDraft(input: EventDraft): Draft {
  const hasTest =
    input.testName != null || input.requestDescription != null || (input.issues?.length ?? 0) > 0;
  return {
    id: input.id?.toLowerCase() ?? null,
    type: input.type,
    category: input.category ?? null,
    source: input.source,
    description: input.description,
    status: input.status ?? null,
    createdAt: input.createdAt === undefined ? null : parseTime(input.createdAt),
    userId: input.userId ?? null,
    userEmail: input.userEmail?.toLowerCase() ?? null,
    connectionId: input.connectionId ?? null,
    workspaceId: input.workspaceId ?? null,
    metadata: (input.metadata as JsonObject | undefined) ?? null,
    testId: input.testId ?? null,
    test: hasTest
      ? {
          testName: input.testName ?? null,
          requestDescription: input.requestDescription ?? null,
          issues: (input.issues as JsonObject[] | undefined) ?? [],
        }
      : null,
    controlIds: input.controlIds ?? [],
    provenance: input.provenance
      ? { ...input.provenance, fetchedAt: isoTime(parseTime(input.provenance.fetchedAt) ?? 0) }
      : null,
  };
}
