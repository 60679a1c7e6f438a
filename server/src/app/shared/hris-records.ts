/** One record of an HR system: its identity, and what it says of the employment of the user it belongs to. */
import type { Identity, Personnel } from '../../domain/directory.ts';
import { isFormer } from '../../domain/employment.ts';
import type { EventDraft } from '../../domain/schemas.ts';
import type { Caller } from '../ports.ts';
import type { Edit } from './edit.ts';
import { personnelOf } from './personnel.ts';
import { difference, differs, mention, nameOf, tell } from './telling.ts';

/** What is absent stays as it is; null says that it is not known. Times are ISO 8601. */
export interface HrisRecord {
  /** The key of the record. */
  identityId: string;
  /** Links the record to the user of this address. */
  email?: string | null;
  secondaryEmail?: string | null;
  firstName?: string | null;
  lastName?: string | null;
  jobTitle?: string | null;
  managerId?: string | null;
  managerName?: string | null;
  startedAt?: string | null;
  /** Written once: another time is ignored, null clears it. */
  separatedAt?: string | null;
  isContractor?: boolean | null;
}

export interface HrisBatch {
  edit: Edit;
  caller: Caller;
  /** Who acts, as sentences name them. */
  by: string;
  connectionId: number;
  /** ISO 8601. */
  now: string;
}

export function putHrisRecord(
  batch: HrisBatch,
  before: Identity | null,
  record: HrisRecord,
): { identity: Identity; events: EventDraft[] } {
  const { edit, caller, connectionId } = batch;
  const identity = identityOf(batch, before, record);
  const events: EventDraft[] = [];
  const user = identity.userId === null ? null : edit.get('user', identity.userId);
  if (before === null || differs(before, identity)) {
    edit.put('identity', identity);
    events.push(
      tell(caller, {
        type: 'USER_IDENTITY_PERSONNEL_SYNCED',
        category: 'PERSONNEL',
        description: `${batch.by} sent the HRIS record ${record.identityId}${user === null ? '' : ` of ${nameOf(user)}`}.`,
        dto: record,
        targetEntity: { ...(before ?? identity), user: user === null ? null : mention(user) },
        sourceData: difference(before, identity),
        connectionId,
      }),
    );
  }
  if (user === null)
    return { identity: before === null || differs(before, identity) ? identity : before, events };
  const employment = personnelOf(edit, user);
  const after = employmentOf(employment, identity, record, batch.now);
  if (differs(employment, after)) {
    edit.put('personnel', { ...after, updatedAt: batch.now });
    events.push(
      tell(caller, {
        type: isFormer(after.employmentStatus)
          ? 'AUTOPILOT_PERSONNEL_SEPARATED'
          : 'EMPLOYMENT_STATUS_UPDATED',
        category: 'PERSONNEL',
        description: `The employment of ${nameOf(user)} was updated by the HRIS record ${record.identityId}.`,
        dto: record,
        targetEntity: { ...employment, user: mention(user) },
        sourceData: difference(employment, after),
        connectionId,
      }),
    );
  }
  return { identity: edit.get('identity', identity.id) ?? identity, events };
}

function identityOf(
  { edit, connectionId, now }: HrisBatch,
  before: Identity | null,
  record: HrisRecord,
): Identity {
  const base = before ?? newIdentity(edit.nextId('identity'), connectionId, record.identityId, now);
  const said = Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
  const identity: Identity = { ...base, ...said, disconnectedAt: null };
  if (before?.separatedAt != null && record.separatedAt != null) identity.separatedAt = before.separatedAt;
  if (before?.disconnectedAt != null) identity.connectedAt = now;
  const user = identity.email === null ? null : edit.userByEmail(identity.email);
  identity.userId = user?.id ?? base.userId;
  return differs(base, identity) ? { ...identity, updatedAt: now } : base;
}

/** A record says what somebody is only when it says it: what is absent, or set by hand, stays. */
function employmentOf(before: Personnel, identity: Identity, record: HrisRecord, now: string): Personnel {
  const free = (member: string) => !before.keptByHand.includes(member);
  const day = (time: string | null) => time?.slice(0, 10) ?? null;
  const left = identity.separatedAt !== null && identity.separatedAt <= now;
  const kind = identity.isContractor === null ? null : identity.isContractor ? 'CONTRACTOR' : 'EMPLOYEE';
  const speaks = record.isContractor !== undefined || record.separatedAt !== undefined;
  const status = kind === null ? 'UNKNOWN' : `${left ? 'FORMER' : 'CURRENT'}_${kind}`;
  const employmentStatus = speaks && free('employmentStatus') ? status : before.employmentStatus;
  return {
    ...before,
    employmentStatus,
    startDate:
      free('startDate') && record.startedAt !== undefined ? day(identity.startedAt) : before.startDate,
    separationDate:
      free('separationDate') && record.separatedAt !== undefined
        ? day(identity.separatedAt)
        : before.separationDate,
    statusUpdatedAt: employmentStatus === before.employmentStatus ? before.statusUpdatedAt : now,
  };
}

function newIdentity(id: number, connectionId: number, identityId: string, now: string): Identity {
  return {
    id,
    userId: null,
    connectionId,
    identityId,
    username: null,
    email: null,
    connectedAt: now,
    disconnectedAt: null,
    hasMfa: null,
    hasIdp: null,
    secondaryEmail: null,
    firstName: null,
    lastName: null,
    startedAt: null,
    separatedAt: null,
    isContractor: null,
    jobTitle: null,
    managerId: null,
    managerName: null,
    createdAt: now,
    updatedAt: now,
  };
}
