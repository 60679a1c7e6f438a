/** The bodies of `/api`: what is accepted, member by member. `description` of a member completes "must be …". */
import { type Static, Type } from 'typebox';
import { limits } from './limits.ts';
import { categories, sources, statuses } from './vocabulary.ts';

const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: 'a positive integer' });
const Uuid = Type.String({
  pattern: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$',
  description: 'a UUID: 8-4-4-4-12 hex digits',
});
const Time = Type.String({ format: 'date-time', description: 'a time such as 2025-07-01T16:45:55.246Z' });
const Day = Type.String({
  format: 'date',
  pattern: '^\\d{4}-\\d{2}-\\d{2}$',
  description: 'a date such as 2020-07-06',
});
const Text = Type.String({ maxLength: 10_000 });
const Name = Type.String({ minLength: 1, maxLength: 512 });
const Email = Type.String({
  maxLength: 320,
  pattern: '^[^\\s@]+@[^\\s@]+$',
  description: 'an e-mail address',
});
const EventTypeName = Type.String({
  pattern: '^[A-Z][A-Z0-9_]{2,99}$',
  description: 'a type name: 3 to 100 capitals, digits and underscores',
});
const FreeObject = Type.Record(Type.String(), Type.Unknown(), { description: 'an object' });

const words = (values: readonly string[]) => Type.Enum([...values] as [string, ...string[]]);
const orNull = <S extends Parameters<typeof Type.Optional>[0]>(schema: S) =>
  Type.Optional(Type.Union([schema, Type.Null()]));
const closed = { additionalProperties: false };
/** Closed, and a component of the OpenAPI document. */
const body = (title: string) => ({ additionalProperties: false, title });

export const EventDraft = Type.Object(
  {
    id: Type.Optional(Uuid),
    type: EventTypeName,
    category: Type.Optional(words(categories)),
    source: words(sources),
    description: Type.String({ minLength: 1, maxLength: 65_536 }),
    status: orNull(words(statuses)),
    createdAt: Type.Optional(Time),
    userId: orNull(Id),
    userEmail: orNull(Email),
    connectionId: orNull(Id),
    workspaceId: orNull(Id),
    metadata: Type.Optional(FreeObject),
    testId: orNull(Id),
    testName: orNull(Text),
    requestDescription: orNull(Text),
    issues: Type.Optional(Type.Array(FreeObject)),
    controlIds: Type.Optional(Type.Array(Id, { maxItems: limits.controlIdsPerEvent, uniqueItems: true })),
    provenance: orNull(
      Type.Object(
        {
          system: Name,
          fetchedAt: Time,
          sourceDigest: Type.String({
            pattern: '^[0-9a-f]{64}$',
            description: 'a SHA-256 in lower-case hex',
          }),
        },
        closed,
      ),
    ),
  },
  body('EventDraft'),
);
export type EventDraft = Static<typeof EventDraft>;

export const UserBody = Type.Object(
  {
    id: Type.Optional(Id),
    entryId: Type.Optional(Uuid),
    email: Email,
    firstName: orNull(Text),
    lastName: orNull(Text),
    jobTitle: orNull(Text),
    avatarUrl: orNull(Text),
    roles: Type.Optional(Type.Array(Name, { maxItems: 100 })),
    createdAt: Type.Optional(Time),
    updatedAt: Type.Optional(Time),
  },
  body('UserBody'),
);

export const WorkspaceBody = Type.Object(
  {
    id: Type.Optional(Id),
    name: Name,
    description: orNull(Text),
    howItWorks: orNull(Text),
    url: orNull(Text),
    logo: orNull(Text),
    primary: Type.Optional(Type.Boolean()),
    createdAt: Type.Optional(Time),
    updatedAt: Type.Optional(Time),
  },
  body('WorkspaceBody'),
);

export const ConnectionBody = Type.Object(
  {
    id: Type.Optional(Id),
    clientType: Type.String({ pattern: '^[A-Z0-9_]{1,100}$', description: 'a client type such as GOOGLE' }),
    state: Type.Optional(
      words(['ACTIVE', 'MISCONFIGURED', 'CONFIGURED_PENDING_CONFIRMATION', 'IN_PROGRESS']),
    ),
    connected: Type.Optional(Type.Boolean()),
    connectedAt: orNull(Time),
    failedAt: orNull(Time),
    companyId: orNull(Id),
    assignmentId: orNull(Text),
    ownerId: orNull(Id),
    accountId: orNull(Text),
    clientId: orNull(Text),
    clientAlias: orNull(Text),
    manuallyUpdatedAt: orNull(Time),
    aliasUpdatedAt: orNull(Time),
    deletedAt: orNull(Time),
    requestorId: Type.Optional(Type.Union([Id, Text, Type.Null()])),
    product: orNull(FreeObject),
    writeAccessEnabled: orNull(Type.Boolean()),
    sourcePreference: orNull(Text),
    securityLabel: orNull(Text),
    jqlQuery: orNull(Text),
    authorized: orNull(Type.Boolean()),
    providerTypes: Type.Optional(
      Type.Array(Type.Object({ value: Name, isEnabled: Type.Boolean() }, closed), { maxItems: 100 }),
    ),
    code: orNull(Id),
    groupLabel: orNull(Text),
    workspaceIds: Type.Optional(Type.Array(Id, { maxItems: 1_000, uniqueItems: true })),
    createdAt: Type.Optional(Time),
    updatedAt: Type.Optional(Time),
  },
  body('ConnectionBody'),
);

export const IdentityBody = Type.Object(
  {
    id: Type.Optional(Id),
    userId: Id,
    connectionId: orNull(Id),
    identityId: Name,
    username: orNull(Text),
    email: orNull(Email),
    connectedAt: orNull(Time),
    disconnectedAt: orNull(Time),
    hasMfa: orNull(Type.Boolean()),
    hasIdp: orNull(Type.Boolean()),
    secondaryEmail: orNull(Email),
    firstName: orNull(Text),
    lastName: orNull(Text),
    startedAt: orNull(Time),
    separatedAt: orNull(Time),
    isContractor: orNull(Type.Boolean()),
    jobTitle: orNull(Text),
    managerId: orNull(Text),
    managerName: orNull(Text),
    createdAt: Type.Optional(Time),
    updatedAt: Type.Optional(Time),
  },
  body('IdentityBody'),
);

export const BackgroundCheckBody = Type.Object(
  {
    id: Type.Optional(Id),
    userId: Id,
    status: words(['PENDING', 'OK', 'ISSUE', 'CANCELED', 'EXPIRED', 'OUT_OF_SCOPE']),
    caseId: orNull(Text),
    caseInvitationId: orNull(Text),
    url: orNull(Text),
    manualCheckDate: orNull(Day),
    manuallyCheckUrl: orNull(Text),
    type: words([
      'KARMACHECK',
      'MANUAL',
      'CERTN',
      'CHECKR',
      'HRIS_RIPPLING',
      'STERLING',
      'HIRERIGHT',
      'VETTY',
    ]),
    source: orNull(
      words(['DRATA', 'CHECKR', 'KARMACHECK', 'RIPPLING_CHECKR', 'CERTN', 'STERLING', 'HIRERIGHT', 'VETTY']),
    ),
    reportData: orNull(Text),
    outOfScopeReason: orNull(Text),
    outOfScopeAt: orNull(Time),
    invitationEmail: orNull(Email),
    linkedAt: orNull(Time),
    createdAt: Type.Optional(Time),
    updatedAt: Type.Optional(Time),
  },
  body('BackgroundCheckBody'),
);

export const UserDocumentBody = Type.Object(
  {
    id: Type.Optional(Id),
    userId: Id,
    name: Name,
    type: Type.String({ pattern: '^[A-Z_]{1,100}$', description: 'a document type such as SEC_TRAINING' }),
    fileUrl: orNull(Text),
    renewalDate: orNull(Day),
    createdAt: Type.Optional(Time),
    updatedAt: Type.Optional(Time),
  },
  body('UserDocumentBody'),
);

export const EventTypeBody = Type.Object(
  { name: EventTypeName, category: words(categories), schema: FreeObject },
  body('EventTypeBody'),
);
export type EventTypeBody = Static<typeof EventTypeBody>;

/** The directory collections of `/api`, by the name of their route. */
export type PutKind =
  | 'users'
  | 'identities'
  | 'backgroundChecks'
  | 'connections'
  | 'workspaces'
  | 'userDocuments';

export const directoryBodies = {
  users: UserBody,
  identities: IdentityBody,
  backgroundChecks: BackgroundCheckBody,
  connections: ConnectionBody,
  workspaces: WorkspaceBody,
  userDocuments: UserDocumentBody,
} as const;
