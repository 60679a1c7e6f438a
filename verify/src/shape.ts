/** Type guards of the sealed documents: exact members, exact JSON types. What a text says is not judged here. */
import type {
  BackgroundCheckDocument,
  ConnectionDocument,
  Digest,
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
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether `value` has exactly the members of `shape`, each passing its check. */
export function hasShape<T>(value: unknown, shape: Shape<T>): value is T {
  if (!isJsonObject(value)) return false;
  const checks: [string, Check][] = Object.entries(shape);
  if (Object.keys(value).length !== checks.length) return false;
  return checks.every(([name, check]) => Object.hasOwn(value, name) && check(value[name]));
}

const TEXT: Shape<TextPart> = { description: text };

const TEST: Shape<TestPart> = {
  testName: orNull(text),
  requestDescription: orNull(text),
  issues: listOf(object),
};

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

const PERSON: Shape<PersonDocument> = {
  ...OWNER,
  roles: listOf(text),
  backgroundChecks: listOf(digest),
  identities: listOf(digest),
  documents: listOf(digest),
};

const BACKGROUND_CHECK: Shape<BackgroundCheckDocument> = {
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
};

const IDENTITY: Shape<IdentityDocument> = {
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
};

const USER_DOCUMENT: Shape<UserDocument> = {
  id: integer,
  userId: integer,
  name: text,
  type: text,
  fileUrl: orNull(text),
  renewalDate: orNull(text),
  createdAt: text,
  updatedAt: text,
};

const PROVIDER_TYPE: Shape<ProviderType> = { value: text, isEnabled: flag };

const CONNECTION: Shape<ConnectionDocument> = {
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
  providerTypes: listOf((value) => hasShape(value, PROVIDER_TYPE)),
  code: orNull((value) => typeof value === 'number'),
  groupLabel: orNull(text),
  createdAt: text,
  updatedAt: text,
  workspaces: listOf(digest),
};

const WORKSPACE: Shape<WorkspaceDocument> = {
  id: integer,
  name: text,
  description: orNull(text),
  howItWorks: orNull(text),
  url: orNull(text),
  logo: orNull(text),
  primary: flag,
  createdAt: text,
  updatedAt: text,
};

export const isTextPart = (value: unknown): value is TextPart => hasShape(value, TEXT);
export const isTestPart = (value: unknown): value is TestPart => hasShape(value, TEST);
export const isOwner = (value: unknown): value is OwnerDocument => hasShape(value, OWNER);
export const isPerson = (value: unknown): value is PersonDocument => hasShape(value, PERSON);
export const isBackgroundCheck = (value: unknown): value is BackgroundCheckDocument =>
  hasShape(value, BACKGROUND_CHECK);
export const isIdentity = (value: unknown): value is IdentityDocument => hasShape(value, IDENTITY);
export const isUserDocument = (value: unknown): value is UserDocument => hasShape(value, USER_DOCUMENT);
export const isConnection = (value: unknown): value is ConnectionDocument => hasShape(value, CONNECTION);
export const isWorkspace = (value: unknown): value is WorkspaceDocument => hasShape(value, WORKSPACE);
export const isDigest = (value: unknown): value is Digest => digest(value);

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
