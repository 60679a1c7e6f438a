/**
 * The documents that an event's entry commits to, by digest. They are our own superset: the v1 and v2 answers
 * are projections of them. Every member is always present; null stands for "nothing known".
 * Times are ISO 8601 UTC with milliseconds, dates are YYYY-MM-DD, ids are safe integers.
 * The canonical JSON (RFC 8785) of a document is what is digested, kept and shipped.
 */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [name: string]: JsonValue };
export type JsonObject = { [name: string]: JsonValue };

/** A SHA-256 digest as 64 lower-case hex digits. */
export type Digest = string;

export type DocumentKind =
  | 'text'
  | 'metadata'
  | 'test'
  | 'person'
  | 'backgroundCheck'
  | 'identity'
  | 'userDocument'
  | 'connection'
  | 'owner'
  | 'workspace';

export interface TextPart {
  description: string;
}

export type MetadataPart = JsonObject;

export interface TestPart {
  testName: string | null;
  requestDescription: string | null;
  issues: JsonObject[];
}

/** The scalars of a person: what a reference to somebody else shows. */
export interface OwnerDocument {
  id: number;
  entryId: string;
  email: string;
  firstName: string | null;
  lastName: string | null;
  jobTitle: string | null;
  avatarUrl: string | null;
  termsAgreedAt: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface PersonDocument extends OwnerDocument {
  roles: string[];
  backgroundChecks: Digest[];
  identities: Digest[];
  documents: Digest[];
}

export interface BackgroundCheckDocument {
  id: number;
  userId: number;
  status: string;
  caseId: string | null;
  caseInvitationId: string | null;
  url: string | null;
  manualCheckDate: string | null;
  manuallyCheckUrl: string | null;
  type: string;
  source: string | null;
  reportData: string | null;
  outOfScopeReason: string | null;
  outOfScopeAt: string | null;
  invitationEmail: string | null;
  linkedAt: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface IdentityDocument {
  id: number;
  userId: number;
  connectionId: number | null;
  connection: Digest | null;
  identityId: string;
  username: string | null;
  email: string | null;
  connectedAt: string | null;
  disconnectedAt: string | null;
  hasMfa: boolean | null;
  hasIdp: boolean | null;
  secondaryEmail: string | null;
  firstName: string | null;
  lastName: string | null;
  startedAt: string | null;
  separatedAt: string | null;
  isContractor: boolean | null;
  jobTitle: string | null;
  managerId: string | null;
  managerName: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface UserDocument {
  id: number;
  userId: number;
  name: string;
  type: string;
  fileUrl: string | null;
  renewalDate: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface ProviderType {
  value: string;
  isEnabled: boolean;
}

export interface ConnectionDocument {
  id: number;
  clientType: string;
  state: string;
  connected: boolean;
  connectedAt: string | null;
  failedAt: string | null;
  companyId: number | null;
  assignmentId: string | null;
  ownerId: number | null;
  owner: Digest | null;
  accountId: string | null;
  clientId: string | null;
  clientAlias: string | null;
  manuallyUpdatedAt: string | null;
  aliasUpdatedAt: string | null;
  deletedAt: string | null;
  /** The contract types it as a number and shows a UUID: both occur. */
  requestorId: number | string | null;
  product: JsonObject | null;
  writeAccessEnabled: boolean | null;
  sourcePreference: string | null;
  securityLabel: string | null;
  jqlQuery: string | null;
  authorized: boolean | null;
  providerTypes: ProviderType[];
  code: number | null;
  groupLabel: string | null;
  createdAt: string;
  updatedAt: string;
  workspaces: Digest[];
}

export interface WorkspaceDocument {
  id: number;
  name: string;
  description: string | null;
  howItWorks: string | null;
  url: string | null;
  logo: string | null;
  primary: boolean;
  createdAt: string;
  updatedAt: string;
}

/** Where an imported event came from. */
export interface Provenance {
  system: string;
  fetchedAt: string;
  sourceDigest: Digest;
}

/** What the log commits to for one event (docs/formats.md, "Entry"). */
export interface Entry {
  v: 1;
  /** The company's UUID. */
  company: string;
  /** The event's UUID, lower case. */
  id: string;
  type: string;
  category: string;
  source: string;
  status: string | null;
  createdAt: string;
  recordedAt: string;
  /** The pseudonym of the acting person (actorTag), or null for the system. */
  actor: Digest | null;
  connectionId: number | null;
  workspaceId: number | null;
  testId: number | null;
  controlIds: number[];
  provenance: Provenance | null;
  parts: {
    text: Digest;
    metadata: Digest | null;
    test: Digest | null;
    person: Digest | null;
    connection: Digest | null;
  };
}

/** What of an entry the contract's documents show, and where the documents around it are. */
export type ShownEntry = Pick<
  Entry,
  'id' | 'type' | 'category' | 'source' | 'status' | 'createdAt' | 'connectionId' | 'testId'
> & { parts: Pick<Entry['parts'], 'person' | 'connection'> };

/** An event with every document that its entry reaches; null where a document is erased or was never there. */
export interface EventView<E extends ShownEntry = Entry> {
  entry: E;
  text: TextPart | null;
  metadata: MetadataPart | null;
  test: TestPart | null;
  /** Opens `entry.actor`; null for system events and for erased actors. */
  actorId: number | null;
  person: PersonView | null;
  connection: ConnectionView | null;
}

export interface PersonView {
  person: PersonDocument;
  backgroundChecks: BackgroundCheckDocument[];
  identities: { identity: IdentityDocument; connection: ConnectionView | null }[];
  documents: UserDocument[];
}

export interface ConnectionView {
  connection: ConnectionDocument;
  owner: OwnerDocument | null;
  workspaces: WorkspaceDocument[];
}
