/** One person of an upload: what becomes of their user, their employment and their identity, and how it is told. */
import { defaultPersonnel, type Identity, type Personnel, type User } from '../../domain/directory.ts';
import { isCurrent } from '../../domain/employment.ts';
import type { PersonRecord } from '../../domain/person-records.ts';
import type { EventDraft } from '../../domain/schemas.ts';
import type { Caller, World } from '../ports.ts';
import { CustomFields } from './custom-fields.ts';
import type { Edit } from './edit.ts';
import type { LiveDirectory } from './live-directory.ts';
import { personnelOf } from './personnel.ts';
import { difference, differs, mention, nameOf, tell } from './telling.ts';

/** What all people of one upload share. */
export class Importing {
  readonly live: LiveDirectory;
  readonly edit: Edit;
  readonly caller: Caller;
  readonly world: World;
  readonly connectionId: number;
  /** ISO 8601. */
  readonly now: string;
  readonly fields: CustomFields;
  /** Who acts, as sentences name them. */
  readonly by: string;
  readonly #identities: Map<string, Identity>;

  constructor(given: {
    live: LiveDirectory;
    edit: Edit;
    caller: Caller;
    world: World;
    connectionId: number;
    now: string;
  }) {
    this.live = given.live;
    this.edit = given.edit;
    this.caller = given.caller;
    this.world = given.world;
    this.connectionId = given.connectionId;
    this.now = given.now;
    this.fields = new CustomFields(given.live);
    this.by = nameOf(given.live.get('user', given.caller.userId));
    const known = given.live.ofConnection('identity', given.connectionId);
    this.#identities = new Map(known.map((identity) => [identity.identityId, identity]));
  }

  identity(identityId: string): Identity | null {
    return this.#identities.get(identityId) ?? null;
  }

  /** The identities that the connection had before, and that were not disconnected. */
  connected(): Identity[] {
    return [...this.#identities.values()].filter(({ disconnectedAt }) => disconnectedAt === null);
  }
}

export interface ImportedPerson {
  outcome: 'created' | 'updated' | 'unchanged';
  event: EventDraft | null;
}

export function importPerson(importing: Importing, record: PersonRecord): ImportedPerson {
  const { edit, now } = importing;
  const known = importing.identity(record.id);
  const before =
    edit.userByEmail(record.email) ?? (known?.userId == null ? null : edit.get('user', known.userId));
  const user = userOf(importing, before, record);
  const personnelBefore = before === null ? null : personnelOf(edit, before);
  const personnel = employmentOf(importing, personnelBefore ?? defaultPersonnel(user), record);
  const identity = identityOf(importing, known, user.id, record);
  const was = { user: before, personnel: personnelBefore, identity: known };
  const is = { user, personnel, identity };
  const changed = (['user', 'personnel', 'identity'] as const).filter((kind) => {
    const old = was[kind];
    return old === null || differs(old, is[kind]);
  });
  if (changed.length === 0) return { outcome: 'unchanged', event: null };
  for (const kind of changed) edit.put(kind, { ...is[kind], updatedAt: now });
  const changes = Object.fromEntries(changed.map((kind) => [kind, difference(was[kind], is[kind])]));
  return {
    outcome: before === null ? 'created' : 'updated',
    event: tell(importing.caller, {
      type: before === null ? 'AUTOPILOT_USER_CREATED' : 'AUTOPILOT_USER_UPDATED',
      category: 'USER',
      description: `${importing.by} ${before === null ? 'added' : 'updated'} ${nameOf(user)} by an upload.`,
      dto: record,
      targetEntity: mention(before ?? user),
      sourceData: changes,
      connectionId: importing.connectionId,
    }),
  };
}

/** The identity is disconnected; a current person becomes a former one, unless that was set by hand. */
export function separate(importing: Importing, identity: Identity): EventDraft {
  const { edit, now } = importing;
  const after = { ...identity, disconnectedAt: now, updatedAt: now };
  edit.put('identity', after);
  const user = identity.userId === null ? null : edit.get('user', identity.userId);
  const before = user === null ? null : personnelOf(edit, user);
  const left = before === null ? null : leaving(before, now);
  if (left !== null && before !== null && differs(before, left))
    edit.put('personnel', { ...left, updatedAt: now });
  return tell(importing.caller, {
    type: 'AUTOPILOT_PERSONNEL_SEPARATED',
    category: 'PERSONNEL',
    description: `${user === null ? identity.identityId : nameOf(user)} is missing in the list that ${importing.by} uploaded.`,
    targetEntity: { ...identity, user: user === null ? null : mention(user) },
    sourceData: {
      identity: difference(identity, after),
      ...(left !== null && { personnel: difference(before, left) }),
    },
    connectionId: importing.connectionId,
  });
}

/** What the list does not say stays. */
function userOf({ edit, world, now }: Importing, before: User | null, record: PersonRecord): User {
  const said = { email: record.email, firstName: record.firstName, lastName: record.lastName };
  if (before !== null)
    return {
      ...before,
      ...said,
      // The address as it was written first: its case says nothing.
      email: before.email.toLowerCase() === record.email.toLowerCase() ? before.email : record.email,
      jobTitle: record.jobTitle ?? before.jobTitle,
      avatarUrl: record.avatarUrl ?? before.avatarUrl,
    };
  return {
    id: edit.nextId('user'),
    entryId: world.uuid(),
    ...said,
    jobTitle: record.jobTitle,
    avatarUrl: record.avatarUrl,
    roles: ['EMPLOYEE'],
    termsAgreedAt: null,
    createdAt: now,
    updatedAt: now,
  };
}

function employmentOf({ fields, now }: Importing, before: Personnel, record: PersonRecord): Personnel {
  const status = record.isContractor ? 'CURRENT_CONTRACTOR' : 'CURRENT_EMPLOYEE';
  const free = (member: string) => !before.keptByHand.includes(member);
  const employmentStatus = free('employmentStatus') ? status : before.employmentStatus;
  const returns = !isCurrent(before.employmentStatus) && isCurrent(employmentStatus);
  return {
    ...before,
    employmentStatus,
    notHumanReason: free('employmentStatus') ? null : before.notHumanReason,
    reasonProviderId: free('employmentStatus') ? null : before.reasonProviderId,
    startDate: free('startDate') ? (record.startDate ?? before.startDate) : before.startDate,
    separationDate: returns && free('separationDate') ? null : before.separationDate,
    statusUpdatedAt: employmentStatus === before.employmentStatus ? before.statusUpdatedAt : now,
    customFields:
      record.customerId === null
        ? before.customFields
        : fields.revise(before, [{ name: 'customerId', value: record.customerId }]),
  };
}

function leaving(before: Personnel, now: string): Personnel {
  if (before.keptByHand.includes('employmentStatus') || !isCurrent(before.employmentStatus)) return before;
  return {
    ...before,
    employmentStatus: before.employmentStatus.replace('CURRENT', 'FORMER'),
    separationDate: before.keptByHand.includes('separationDate') ? before.separationDate : now.slice(0, 10),
    statusUpdatedAt: now,
  };
}

function identityOf(
  { edit, connectionId, now }: Importing,
  before: Identity | null,
  userId: number,
  record: PersonRecord,
): Identity {
  return {
    id: before?.id ?? edit.nextId('identity'),
    userId,
    connectionId,
    identityId: record.id,
    username: record.email,
    email: record.email,
    connectedAt: before?.disconnectedAt === null ? before.connectedAt : now,
    disconnectedAt: null,
    hasMfa: record.hasMfa,
    hasIdp: true,
    secondaryEmail: null,
    firstName: record.firstName,
    lastName: record.lastName,
    startedAt: record.startDate === null ? null : `${record.startDate}T00:00:00.000Z`,
    separatedAt: null,
    isContractor: record.isContractor,
    jobTitle: record.jobTitle,
    managerId: null,
    managerName: null,
    createdAt: before?.createdAt ?? now,
    updatedAt: now,
  };
}
