/** Type guards of the sealed documents: exact members, exact JSON types. What a text says is not judged here. */
import type {
  BackgroundCheckDocument,
  ConnectionDocument,
  DocumentKind,
  IdentityDocument,
  JsonObject,
  OwnerDocument,
  PersonDocument,
  ProviderType,
  TestPart,
  TextPart,
  UserDocument,
  WorkspaceDocument,
} from './documents.ts';

type Check = (value: unknown) => boolean;
/** One check per member: a member added to a document cannot be forgotten here. */
export type Shape<T> = { readonly [M in keyof T]-?: Check };

export const text: Check = (value) => typeof value === 'string';
export const integer: Check = (value) => Number.isSafeInteger(value);
export const flag: Check = (value) => typeof value === 'boolean';
export const digest: Check = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
export const object: Check = (value) => isJsonObject(value);
export const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
export const listOf =
  (check: Check, most = Number.POSITIVE_INFINITY): Check =>
  (value) =>
    Array.isArray(value) && value.length <= most && value.every(check);

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A guard for values that have exactly the members of `shape`, each passing its check. */
export function shapeGuard<T>(shape: Shape<T>): (value: unknown) => value is T {
  const checks: [string, Check][] = Object.entries(shape);
  return (value): value is T => {
    if (!isJsonObject(value) || Object.keys(value).length !== checks.length) return false;
    for (const [name, check] of checks) {
      if (!Object.hasOwn(value, name) || !check(value[name])) return false;
    }
    return true;
  };
}

export const isTextPart = shapeGuard<TextPart>({ description: text });

export const isTestPart = shapeGuard<TestPart>({
  testName: orNull(text),
  requestDescription: orNull(text),
  issues: listOf(object),
});

const OWNER: Shape<OwnerDocument> = {
  id: integer,
  entryId: text,
  email: text,
  firstName: orNull(text),
  lastName: orNull(text),
  jobTitle: orNull(text),
  avatarUrl: orNull(text),
  termsAgreedAt: orNull(text),
  createdAt: text,
  updatedAt: text,
};

export const isOwner = shapeGuard<OwnerDocument>(OWNER);

export const isPerson = shapeGuard<PersonDocument>({
  ...OWNER,
  roles: listOf(text),
  backgroundChecks: listOf(digest),
  identities: listOf(digest),
  documents: listOf(digest),
});

export const isBackgroundCheck = shapeGuard<BackgroundCheckDocument>({
  id: integer,
  userId: integer,
  status: text,
  caseId: orNull(text),
  caseInvitationId: orNull(text),
  url: orNull(text),
  manualCheckDate: orNull(text),
  manuallyCheckUrl: orNull(text),
  type: text,
  source: orNull(text),
  reportData: orNull(text),
  outOfScopeReason: orNull(text),
  outOfScopeAt: orNull(text),
  invitationEmail: orNull(text),
  linkedAt: orNull(text),
  createdAt: text,
  updatedAt: text,
});

export const isIdentity = shapeGuard<IdentityDocument>({
  id: integer,
  userId: integer,
  connectionId: orNull(integer),
  connection: orNull(digest),
  identityId: text,
  username: orNull(text),
  email: orNull(text),
  connectedAt: orNull(text),
  disconnectedAt: orNull(text),
  hasMfa: orNull(flag),
  hasIdp: orNull(flag),
  secondaryEmail: orNull(text),
  firstName: orNull(text),
  lastName: orNull(text),
  startedAt: orNull(text),
  separatedAt: orNull(text),
  isContractor: orNull(flag),
  jobTitle: orNull(text),
  managerId: orNull(text),
  managerName: orNull(text),
  createdAt: text,
  updatedAt: text,
});

export const isUserDocument = shapeGuard<UserDocument>({
  id: integer,
  userId: integer,
  name: text,
  type: text,
  fileUrl: orNull(text),
  renewalDate: orNull(text),
  createdAt: text,
  updatedAt: text,
});

const isProviderType = shapeGuard<ProviderType>({ value: text, isEnabled: flag });

export const isConnection = shapeGuard<ConnectionDocument>({
  id: integer,
  clientType: text,
  state: text,
  connected: flag,
  connectedAt: orNull(text),
  failedAt: orNull(text),
  companyId: orNull(integer),
  assignmentId: orNull(text),
  ownerId: orNull(integer),
  owner: orNull(digest),
  accountId: orNull(text),
  clientId: orNull(text),
  clientAlias: orNull(text),
  manuallyUpdatedAt: orNull(text),
  aliasUpdatedAt: orNull(text),
  deletedAt: orNull(text),
  requestorId: orNull((value) => text(value) || integer(value)),
  product: orNull(object),
  writeAccessEnabled: orNull(flag),
  sourcePreference: orNull(text),
  securityLabel: orNull(text),
  jqlQuery: orNull(text),
  authorized: orNull(flag),
  providerTypes: listOf(isProviderType),
  code: orNull((value) => typeof value === 'number'),
  groupLabel: orNull(text),
  createdAt: text,
  updatedAt: text,
  workspaces: listOf(digest),
});

export const isWorkspace = shapeGuard<WorkspaceDocument>({
  id: integer,
  name: text,
  description: orNull(text),
  howItWorks: orNull(text),
  url: orNull(text),
  logo: orNull(text),
  primary: flag,
  createdAt: text,
  updatedAt: text,
});

const GUARDS: { readonly [K in DocumentKind]: Check } = {
  text: isTextPart,
  metadata: isJsonObject,
  test: isTestPart,
  person: isPerson,
  backgroundCheck: isBackgroundCheck,
  identity: isIdentity,
  userDocument: isUserDocument,
  connection: isConnection,
  owner: isOwner,
  workspace: isWorkspace,
};

/** Whether `value` has the shape of a document of that kind. */
export function isOfKind(kind: DocumentKind, value: unknown): boolean {
  return GUARDS[kind](value);
}
