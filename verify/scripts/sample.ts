/** One event with everything that an event can have, and a small log that holds it: for tests and vectors. */
import {
  type Affidavit,
  type AffidavitInput,
  actorTag,
  type BackgroundCheckDocument,
  buildAffidavit,
  type ConnectionDocument,
  canonicalJson,
  type Digest,
  type DocumentKind,
  digestOf,
  type Entry,
  ed25519Signer,
  entryJson,
  Frontier,
  formatCheckpoint,
  formatProof,
  type IdentityDocument,
  inclusionPath,
  type JsonObject,
  leafHash,
  logKeySeed,
  type OwnerDocument,
  type PersonDocument,
  sha256,
  signNote,
  type TestPart,
  type TextPart,
  type UserDocument,
  utf8Bytes,
  type WorkspaceDocument,
} from '../src/index.ts';

/** `count` bytes that look random and never change: SHA-256 of the label. */
export function fixedBytes(label: string, count: number): Uint8Array {
  return sha256(utf8Bytes(label)).slice(0, count);
}

export interface SampleDocument {
  kind: DocumentKind;
  salt: Uint8Array;
  json: string;
  digest: Digest;
}

export interface SampleEvent {
  entry: Entry;
  documents: SampleDocument[];
  actor: { userId: number; tagSalt: Uint8Array } | null;
}

type SampleValue =
  | TextPart
  | TestPart
  | OwnerDocument
  | PersonDocument
  | BackgroundCheckDocument
  | IdentityDocument
  | UserDocument
  | ConnectionDocument
  | WorkspaceDocument
  | JsonObject;

/** Any document as plain JSON: canonicalJson takes no interface types. */
export function jsonOf(value: SampleValue): string {
  return canonicalJson(JSON.parse(JSON.stringify(value)));
}

export function sampleDocument(kind: DocumentKind, value: SampleValue): SampleDocument {
  const json = jsonOf(value);
  const salt = fixedBytes(`salt of ${kind} ${json}`, 16);
  return { kind, salt, json, digest: digestOf(kind, salt, json) };
}

export const TIME = '2020-07-06T12:00:00.000Z';
export const COMPANY = '3f0c1f6e-54b2-4c3e-9a35-0d7f1a2b3c4d';
const TIMES = { createdAt: TIME, updatedAt: TIME };

export const sally: OwnerDocument = {
  id: 1,
  entryId: '7a1d2c3b-0000-4000-8000-000000000001',
  email: 'sally.smith@example.com',
  firstName: 'Sally',
  lastName: 'Smith',
  jobTitle: 'CEO',
  avatarUrl: null,
  termsAgreedAt: TIME,
  ...TIMES,
};

export const omar: OwnerDocument = {
  id: 2,
  entryId: '7a1d2c3b-0000-4000-8000-000000000002',
  email: 'omar@example.com',
  firstName: 'Omar',
  lastName: null,
  jobTitle: null,
  avatarUrl: 'https://example.com/omar.png',
  termsAgreedAt: null,
  ...TIMES,
};

export const backgroundCheck: BackgroundCheckDocument = {
  id: 11,
  userId: 1,
  status: 'OK',
  caseId: 'abc123',
  caseInvitationId: 'abc124',
  url: 'https://example.com/check/11',
  manualCheckDate: '2020-07-06',
  manuallyCheckUrl: 'https://example.com/manual/11',
  type: 'CERTN',
  source: 'DRATA',
  reportData: null,
  outOfScopeReason: null,
  outOfScopeAt: null,
  invitationEmail: 'sally.smith@example.com',
  linkedAt: TIME,
  ...TIMES,
};

export const workspace: WorkspaceDocument = {
  id: 31,
  name: 'Drata',
  description: 'Platform to track SOC 2 compliance within the organization',
  howItWorks: null,
  url: 'https://example.com',
  logo: null,
  primary: true,
  ...TIMES,
};

export function connection(
  id: number,
  owner: SampleDocument | null,
  ownerId: number | null,
  workspaces: Digest[],
): ConnectionDocument {
  return {
    id,
    clientType: 'GOOGLE',
    state: 'ACTIVE',
    connected: false,
    connectedAt: TIME,
    failedAt: TIME,
    companyId: 12341234,
    assignmentId: 'FLk12AsS',
    ownerId,
    owner: owner?.digest ?? null,
    accountId: 'string',
    clientId: 'example.com',
    clientAlias: 'My-connection-alias-1',
    manuallyUpdatedAt: TIME,
    aliasUpdatedAt: TIME,
    deletedAt: null,
    requestorId: '328d3016-71f3-4485-af20-06ce8044da18',
    product: null,
    writeAccessEnabled: false,
    sourcePreference: 'LABEL',
    securityLabel: 'Jira Security Label',
    jqlQuery: 'project = IT AND type = "Offboarding"',
    authorized: true,
    providerTypes: [{ value: 'IDENTITY', isEnabled: true }],
    code: 10010,
    groupLabel: 'Everyone',
    ...TIMES,
    workspaces,
  };
}

export function identity(id: number, connectionDigest: Digest | null): IdentityDocument {
  return {
    id,
    userId: 1,
    connectionId: connectionDigest === null ? null : 21,
    connection: connectionDigest,
    identityId: '1a2b3c',
    username: 'sally',
    email: 'sally.smith@example.com',
    connectedAt: TIME,
    disconnectedAt: null,
    hasMfa: true,
    hasIdp: null,
    secondaryEmail: null,
    firstName: 'Sally',
    lastName: 'Smith',
    startedAt: TIME,
    separatedAt: null,
    isContractor: false,
    jobTitle: 'CEO',
    managerId: null,
    managerName: null,
    ...TIMES,
  };
}

export const userDocument: UserDocument = {
  id: 51,
  userId: 1,
  name: 'Security Training',
  type: 'SEC_TRAINING',
  fileUrl: null,
  renewalDate: '2021-07-06',
  ...TIMES,
};

/** Metadata with the traps of canonical JSON: order, escapes, numbers, a name that JavaScript treats specially. */
export const METADATA_JSON =
  '{"__proto__":{"a":1},"dto":{"at":"2020-07-06T12:00:00.000Z","createdAt":"2020-07-06T12:00:00.000Z",' +
  '"ratio":1e-7,"text":"\\u0007 \\"quoted\\" é €","total":1e+21},"fileKey":null,"taskType":7,"ø":[]}';

/** An event with every kind of document: by Sally, through a connection that Omar owns. */
export function sampleEvent(): SampleEvent {
  const space = sampleDocument('workspace', workspace);
  const ownerSally = sampleDocument('owner', sally);
  const ownerOmar = sampleDocument('owner', omar);
  const google = sampleDocument('connection', connection(21, ownerSally, 1, [space.digest]));
  const jira = sampleDocument('connection', connection(22, ownerOmar, 2, [space.digest]));
  const check = sampleDocument('backgroundCheck', backgroundCheck);
  const linked = sampleDocument('identity', identity(41, google.digest));
  const unlinked = sampleDocument('identity', identity(42, null));
  const training = sampleDocument('userDocument', userDocument);
  const person = sampleDocument('person', {
    ...sally,
    roles: ['ROLE', 'ANOTHER_ROLE'],
    backgroundChecks: [check.digest],
    identities: [linked.digest, unlinked.digest],
    documents: [training.digest],
  });
  const text = sampleDocument('text', { description: 'Wile E. Coyote updated the company info.' });
  const metadata = sampleDocument('metadata', JSON.parse(METADATA_JSON));
  const test = sampleDocument('test', {
    testName: 'MFA on identity provider',
    requestDescription: 'Data was fetched from https://xyz.com/api/v1/data',
    issues: [{ user: 'sally', createdAt: TIME }],
  });
  const tagSalt = fixedBytes('tag salt of user 1', 16);
  const entry: Entry = {
    v: 1,
    company: COMPANY,
    id: 'aaaaaaaa-bbbb-0000-cccc-dddddddddddd',
    type: 'COMPANY_DATA_UPDATED',
    category: 'COMPANY',
    source: 'APP',
    status: 'PASSED',
    createdAt: TIME,
    recordedAt: '2020-07-06T12:00:00.250Z',
    actor: actorTag(tagSalt, 1),
    connectionId: 22,
    workspaceId: 31,
    testId: 98,
    controlIds: [3, 12],
    provenance: null,
    parts: {
      text: text.digest,
      metadata: metadata.digest,
      test: test.digest,
      person: person.digest,
      connection: jira.digest,
    },
  };
  const documents = [
    text,
    metadata,
    test,
    person,
    check,
    linked,
    google,
    ownerSally,
    space,
    unlinked,
    training,
  ];
  return { entry, documents: [...documents, jira, ownerOmar], actor: { userId: 1, tagSalt } };
}

/** An event of the system with nothing but a description. */
export function smallEvent(): SampleEvent {
  const text = sampleDocument('text', { description: 'The company was created.' });
  const entry: Entry = {
    v: 1,
    company: COMPANY,
    id: '00000000-0000-7000-8000-000000000001',
    type: 'COMPANY_CREATED',
    category: 'COMPANY',
    source: 'SCHEDULED',
    status: null,
    createdAt: TIME,
    recordedAt: TIME,
    actor: null,
    connectionId: null,
    workspaceId: null,
    testId: null,
    controlIds: [],
    provenance: null,
    parts: { text: text.digest, metadata: null, test: null, person: null, connection: null },
  };
  return { entry, documents: [text], actor: null };
}

export const ORIGIN = 'affidavit.log/samplesamplesamplesample22';
export const MASTER_SEED = fixedBytes('master seed', 32);
export const signer = ed25519Signer(ORIGIN, logKeySeed(MASTER_SEED, ORIGIN, 1));

/** Where the event stands in the log that `sealed` makes. */
export const SAMPLE_INDEX = 3;
export const SAMPLE_SIZE = 7;

/** Leaf hashes of a log of SAMPLE_SIZE entries whose number SAMPLE_INDEX is `entry`. */
export function sampleLeaves(entry: Entry): Uint8Array[] {
  const others = Array.from({ length: SAMPLE_SIZE }, (_, i) => leafHash(`another entry, ${i}`));
  return others.with(SAMPLE_INDEX, leafHash(entryJson(entry)));
}

export function pathIn(leaves: readonly Uint8Array[], index: number): Promise<Uint8Array[]> {
  return inclusionPath(index, leaves.length, (_level, start, count) =>
    Promise.resolve(leaves.slice(start, start + count)),
  );
}

/** The tlog-proof of event SAMPLE_INDEX of a log with these leaves, under a checkpoint signed by `by`. */
export async function proofIn(leaves: readonly Uint8Array[], by = signer): Promise<string> {
  const tree = new Frontier();
  for (const leaf of leaves) tree.append(leaf);
  const text = formatCheckpoint({ origin: by.name, size: leaves.length, root: tree.root() });
  const path = await pathIn(leaves, SAMPLE_INDEX);
  return formatProof({ index: SAMPLE_INDEX, path, checkpoint: signNote(text, [by]) });
}

/** The tlog-proof of an event in the sample log. */
export function sampleProof(entry: Entry, by = signer): Promise<string> {
  return proofIn(sampleLeaves(entry), by);
}

export async function sampleInput(event: SampleEvent, by = signer): Promise<AffidavitInput> {
  return { ...event, proof: await sampleProof(event.entry, by), vkey: by.vkey };
}

export async function sampleAffidavit(event: SampleEvent, by = signer): Promise<Affidavit> {
  return buildAffidavit(await sampleInput(event, by));
}
