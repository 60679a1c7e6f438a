/**
 * The v1 documents of the contract. Member order is the reference page's, then members that only the newer
 * contract has. Every member is always present; null where nothing is known.
 */
import type {
  BackgroundCheckDocument,
  ConnectionDocument,
  ConnectionView,
  EventView,
  IdentityDocument,
  JsonValue,
  OwnerDocument,
  PersonView,
  ShownEntry,
  UserDocument,
  WorkspaceDocument,
} from './documents.ts';

export type EventV1 = ReturnType<typeof eventV1>;
export type PersonV1 = ReturnType<typeof personV1>;
export type ConnectionV1 = ReturnType<typeof connectionV1>;

/** Shown where the contract wants a text and it is erased. */
export const ERASED_TEXT = '[erased]';

/** An event (contract 3.1). What is erased or was never there is null, [] or {}; an erased description ERASED_TEXT. */
export function eventV1(view: EventView<ShownEntry>) {
  const { person, connection } = view;
  return {
    ...eventHeadV1(view),
    user: person === null ? null : personV1(person),
    connection: connection === null ? null : connectionV1(connection, null),
    ...eventTailV1(view),
  };
}

/** What stands before `user` and `connection`, for who prints these two once for many events. */
export function eventHeadV1({
  entry,
  text,
  metadata,
}: Pick<EventView<ShownEntry>, 'entry' | 'text' | 'metadata'>) {
  return {
    id: entry.id,
    type: entry.type,
    category: entry.category,
    source: entry.source,
    description: text?.description ?? ERASED_TEXT,
    metadata: metadata ?? {},
    status: entry.status,
    createdAt: entry.createdAt,
  };
}

/** What stands after them. */
export function eventTailV1({ test }: Pick<EventView, 'test'>) {
  return {
    requestDescription: test?.requestDescription ?? null,
    issues: test?.issues ?? [],
  };
}

/** A user with background checks, identities and documents (contract 3.3). */
export function personV1(view: PersonView) {
  const { person, backgroundChecks, identities, documents } = view;
  return {
    ...userScalarsV1(person),
    roles: [...person.roles],
    backgroundChecks: backgroundChecks.map(backgroundCheckV1),
    identities: identities.map(({ identity, connection }) => identityV1(identity, connection, person.id)),
    ...userAdditionsV1(person),
    documents: documentPagesV1(documents),
  };
}

/**
 * A connection (contract 3.6). Its `user` is `{}` when the owner is the person it is shown in, otherwise the owner
 * without what hangs on it, null when there is no owner or it is erased.
 */
export function connectionV1(view: ConnectionView, enclosingUserId: number | null) {
  const { connection, owner, workspaces } = view;
  return {
    ...connectionHeadV1(connection),
    user: ownerV1(connection.ownerId, owner, enclosingUserId),
    ...connectionTailV1(connection),
    workspaces: workspaces.map(workspaceV1),
    providerTypes: connection.providerTypes.map(({ value, isEnabled }) => ({ value, isEnabled })),
    code: connection.code,
    groupLabel: connection.groupLabel,
  };
}

/** Members that hold a time, wherever they occur in the contract's documents. */
const TIME_MEMBERS: ReadonlySet<string> = new Set([
  'acceptedAt',
  'adminAccess',
  'adminOnboardedAt',
  'aliasUpdatedAt',
  'approvedAt',
  'completedAt',
  'completionDate',
  'connectedAt',
  'createdAt',
  'dbAccess',
  'deletedAt',
  'disconnectedAt',
  'drataTermsAgreedAt',
  'enabledAt',
  'endDate',
  'expiresAt',
  'failedAt',
  'htmlLastUpdated',
  'lastCheckedAt',
  'lastcheckedAt',
  'linkedAt',
  'manuallyUpdatedAt',
  'outOfScopeAt',
  'publishedAt',
  'pushProductionCodeAccess',
  'renewalDate',
  'renewalPeriodStartDate',
  'separatedAt',
  'serviceAccount',
  'startDate',
  'startedAt',
  'statusUpdatedAt',
  'termsAgreedAt',
  'updatedAt',
  'writeAccess',
]);

/** Members whose content is the company's own data: never touched. */
const FREE_MEMBERS: ReadonlySet<string> = new Set(['issues', 'metadata', 'product', 'schema']);

const ISO_TIME = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d\.\d{3})Z$/;

/**
 * The same document, or list of documents, with the times of the contract's members in the older style:
 * `2020-07-06 12:00:00.000000`. Free data (metadata, issues, product, schema) and plain dates stay as they are.
 */
export function legacyTimes(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(legacyTimes);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]): [string, JsonValue] => {
      if (FREE_MEMBERS.has(name)) return [name, member];
      if (typeof member === 'string' && TIME_MEMBERS.has(name)) {
        return [name, member.replace(ISO_TIME, '$1 $2000')];
      }
      return [name, legacyTimes(member)];
    }),
  );
}

function userScalarsV1(user: OwnerDocument) {
  return {
    id: user.id,
    firstName: user.firstName,
    lastName: user.lastName,
    jobTitle: user.jobTitle,
    drataTermsAgreedAt: user.termsAgreedAt,
    createdAt: user.createdAt,
    updatedAt: user.updatedAt,
  };
}

function userAdditionsV1(user: OwnerDocument) {
  return { entryId: user.entryId, email: user.email, avatarUrl: user.avatarUrl };
}

/** A reference to somebody else: what hangs on that person is not repeated. */
export function shallowUserV1(user: OwnerDocument) {
  return {
    ...userScalarsV1(user),
    roles: [],
    backgroundChecks: [],
    identities: [],
    ...userAdditionsV1(user),
    documents: [],
  };
}

function ownerV1(ownerId: number | null, owner: OwnerDocument | null, enclosingUserId: number | null) {
  if (ownerId !== null && ownerId === enclosingUserId) return {};
  return owner === null ? null : shallowUserV1(owner);
}

function backgroundCheckV1(check: BackgroundCheckDocument) {
  return {
    id: check.id,
    userId: check.userId,
    status: check.status,
    caseId: check.caseId,
    caseInvitationId: check.caseInvitationId,
    manualCheckDate: check.manualCheckDate,
    manuallyCheckUrl: check.manuallyCheckUrl,
    type: check.type,
    source: check.source,
    reportData: check.reportData,
    user: {},
    outOfScopeReason: check.outOfScopeReason,
    outOfScopeAt: check.outOfScopeAt,
    linkedAt: check.linkedAt,
    createdAt: check.createdAt,
    updatedAt: check.updatedAt,
    url: check.url,
    invitationEmail: check.invitationEmail,
  };
}

function identityV1(identity: IdentityDocument, connection: ConnectionView | null, userId: number) {
  return {
    id: identity.id,
    identityId: identity.identityId,
    username: identity.username,
    connectedAt: identity.connectedAt,
    disconnectedAt: identity.disconnectedAt,
    hasMfa: identity.hasMfa,
    user: {},
    connection: connection === null ? null : connectionV1(connection, userId),
    hasIdp: identity.hasIdp,
    secondaryEmail: identity.secondaryEmail,
    firstName: identity.firstName,
    lastName: identity.lastName,
    startedAt: identity.startedAt,
    separatedAt: identity.separatedAt,
    isContractor: identity.isContractor,
    jobTitle: identity.jobTitle,
    managerId: identity.managerId,
    managerName: identity.managerName,
  };
}

/** The contract's odd form: an array of pages. All documents are one page; none are no page. */
function documentPagesV1(documents: readonly UserDocument[]) {
  if (documents.length === 0) return [];
  const data = documents.map((document) => ({
    id: document.id,
    name: document.name,
    type: document.type,
    fileUrl: document.fileUrl,
    renewalDate: document.renewalDate,
    createdAt: document.createdAt,
    updatedAt: document.updatedAt,
  }));
  return [{ data, page: 1, limit: data.length, total: data.length }];
}

function connectionHeadV1(connection: ConnectionDocument) {
  return {
    id: connection.id,
    clientType: connection.clientType,
    state: connection.state,
    connected: connection.connected,
    connectedAt: connection.connectedAt,
    failedAt: connection.failedAt,
    companyId: connection.companyId,
    assignmentId: connection.assignmentId,
  };
}

function connectionTailV1(connection: ConnectionDocument) {
  return {
    accountId: connection.accountId,
    clientId: connection.clientId,
    clientAlias: connection.clientAlias,
    manuallyUpdatedAt: connection.manuallyUpdatedAt,
    aliasUpdatedAt: connection.aliasUpdatedAt,
    deletedAt: connection.deletedAt,
    requestorId: connection.requestorId,
    product: connection.product,
    writeAccessEnabled: connection.writeAccessEnabled,
    sourcePreference: connection.sourcePreference,
    securityLabel: connection.securityLabel,
    jqlQuery: connection.jqlQuery,
    authorized: connection.authorized,
  };
}

/** A workspace (contract 3.7), without its frameworks. */
export function workspaceV1(workspace: WorkspaceDocument) {
  return {
    id: workspace.id,
    name: workspace.name,
    description: workspace.description,
    howItWorks: workspace.howItWorks,
    primary: workspace.primary,
    url: workspace.url,
    logo: workspace.logo,
  };
}
