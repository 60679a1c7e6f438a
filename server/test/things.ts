/** Things of one company, one of every kind that a path or a query string can name, and what names them where. */
import assert from 'node:assert/strict';
import type { Json, JsonSchema, OpenApiDocument, Operation, Verb } from '../src/http/openapi/types.ts';
import { type Answer, post, put } from './client.ts';
import { apiDescription } from './openapi-check.ts';

export const kinds = [
  'company',
  'user',
  'email',
  'role',
  'event',
  'job',
  'userDocument',
  'connection',
  'identity',
  'customConnection',
  'hrisIdentity',
  'workspace',
  'policy',
  'policyVersion',
  'test',
  'control',
  'file',
  'legalHold',
  'key',
  'link',
  'embedToken',
  'view',
  'tile',
] as const;
export type Kind = (typeof kinds)[number];
export type Things = Record<Kind, string>;

/** By the path up to the parameter. */
const pathKinds: Readonly<Record<string, Kind>> = {
  '/public/events/{id}': 'event',
  '/public/v2/events/{eventId}': 'event',
  '/public/v2/events/{eventId}/download-jobs/{jobId}': 'job',
  '/api/events/{id}': 'event',
  '/public/users/{id}': 'user',
  '/public/users/{email}': 'email',
  '/public/users/documents/{id}': 'userDocument',
  '/public/users/documents/{docId}': 'userDocument',
  '/public/users/documents/{docId}/{userId}': 'user',
  '/public/v2/users/{userId}': 'user',
  '/public/v2/users/{userId}/documents/{documentId}': 'userDocument',
  '/public/v2/users/{userId}/assigned-policies/{policyId}': 'policy',
  '/public/v2/roles/{roleId}': 'role',
  '/public/personnel/{id}': 'user',
  '/public/personnel/{email}': 'email',
  '/public/personnel/reset-sync/{personnelId}': 'user',
  '/public/v2/personnel/{personnelId}': 'user',
  '/public/background-check/{userId}': 'user',
  '/public/user-identities/infrastructure/{id}': 'identity',
  '/public/user-identities/version-control/{id}': 'identity',
  '/public/connections/{id}': 'connection',
  '/public/v2/custom-connections/{connectionId}': 'customConnection',
  '/public/v2/custom-connections/{connectionId}/hris-user-identities/{userIdentityId}': 'hrisIdentity',
  '/api/users/{id}': 'user',
  '/api/connections/{id}': 'connection',
  '/log/{company}': 'company',
  '/log/{company}/tile/{tile}': 'tile',
  '/api/legal-holds/{id}': 'legalHold',
  '/api/keys/{id}': 'key',
  '/api/links/{id}': 'link',
  '/api/embed-tokens/{id}': 'embedToken',
  '/api/views/{id}': 'view',
  '/files/{company}': 'company',
  '/files/{company}/{file}': 'file',
};

/** Kinds by the names of query parameters and of members of bodies, without `not.` and `[]`. */
export const nameKinds: Readonly<Record<string, Kind>> = {
  userId: 'user',
  ownerId: 'user',
  personnelId: 'user',
  personnelIds: 'user',
  includeUserIds: 'user',
  excludeUserIds: 'user',
  connectionId: 'connection',
  workspaceId: 'workspace',
  workspaceIds: 'workspace',
  serviceAccountDesignatorId: 'user',
  reasonProviderId: 'user',
  createdById: 'user',
  approverId: 'user',
  testId: 'test',
  controlId: 'control',
  controlIds: 'control',
  policyId: 'policy',
  policyVersionId: 'policyVersion',
};

export interface DescribedOperation {
  verb: Verb;
  path: string;
  operation: Operation;
}

export function describedOperations(document: OpenApiDocument = apiDescription()): DescribedOperation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([verb, operation]) => ({ verb: verb as Verb, path, operation })),
  );
}

/** The kinds that a path names, in order. Fails when a parameter is new and not known here. */
export function kindsOf(path: string): Kind[] {
  return [...path.matchAll(/\{\w+\}/g)].map(({ 0: parameter, index }) => {
    const kind = pathKinds[path.slice(0, index + parameter.length)];
    assert.ok(kind, `${path}: say in test/things.ts what ${parameter} names`);
    return kind;
  });
}

/** The path with a value for each parameter, in order. */
export function pathTo(path: string, values: readonly string[]): string {
  let next = 0;
  return path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(values[next++] ?? ''));
}

const TIME = '2025-07-01T16:45:55.246Z';

/** What no company has. */
export const nowhere: Things = {
  company: '00000000-0000-4000-8000-00000000dead',
  user: '990001',
  email: 'somebody@nowhere.example',
  role: 'role:NO_SUCH_ROLE',
  event: '00000000-0000-7000-8000-00000000dead',
  job: '00000000-0000-4000-8000-00000000beef',
  userDocument: '990002',
  connection: '990003',
  identity: '990004',
  customConnection: '990005',
  hrisIdentity: '990006',
  workspace: '990007',
  policy: '990008',
  policyVersion: '990011',
  test: '990009',
  control: '990010',
  legalHold: '990012',
  key: '00000000-0000-4000-8000-00000000cafe',
  link: '00000000-0000-4000-8000-00000000fade',
  embedToken: '990013',
  view: '00000000-0000-4000-8000-00000000face',
  file: '00000000-0000-4000-8000-00000000feed',
  tile: '0/000.p/1',
};

/** Makes one thing of every kind in a company, with ids that no other company of a test has. */
export async function makeThings(address: string, key: string, company: string): Promise<Things> {
  const things = { ...nowhere, company };
  const email = 'somebody@only-here.example';
  const event = '0195a000-0000-7000-8000-0000000000aa';
  const ids = {
    user: 910001,
    connection: 910003,
    identity: 910004,
    workspace: 910007,
    test: 910009,
    control: 910010,
    policy: 910008,
    policyVersion: 910011,
  };
  for (const [kind, id] of Object.entries(ids)) things[kind as Kind] = String(id);
  Object.assign(things, { email, event, role: 'role:ROLE_OF_ONE_COMPANY' });
  const made = async (path: string, body: object) => {
    const answer = await put(address, path, key, body);
    assert.equal(answer.status, 200, answer.text);
  };
  await made('/api/workspaces', { id: ids.workspace, name: 'Only here' });
  await made('/api/users', { id: ids.user, email, roles: ['ROLE_OF_ONE_COMPANY'] });
  await made('/api/connections', { id: ids.connection, clientType: 'GITHUB', ownerId: ids.user });
  const identity = {
    id: ids.identity,
    userId: ids.user,
    connectionId: ids.connection,
    identityId: 'only-here',
  };
  await made('/api/identities', identity);
  await made('/api/policies', { id: ids.policy, name: 'Only here', description: 'A policy.' });
  await made('/api/policy-versions', {
    id: ids.policyVersion,
    policyId: ids.policy,
    version: 1,
    approvedAt: TIME,
  });
  await made('/api/assigned-policies', {
    userId: ids.user,
    policyId: ids.policy,
    policyVersionId: ids.policyVersion,
    acceptedAt: TIME,
  });
  const recorded = await post(address, '/api/events', key, {
    id: event,
    type: 'COMPANY_DATA_UPDATED',
    category: 'COMPANY',
    source: 'APP',
    description: 'Only here.',
    userId: ids.user,
    connectionId: ids.connection,
    workspaceId: ids.workspace,
    testId: ids.test,
    controlIds: [ids.control],
  });
  assert.equal(recorded.status, 201, recorded.text);
  const hold = await put(address, '/api/legal-holds', key, {
    from: TIME,
    to: '2025-07-02T00:00:00.000Z',
    reason: 'Only here.',
  });
  assert.equal(hold.status, 200, hold.text);
  things.legalHold = String(hold.json.id);
  const madeKey = await post(address, '/api/keys', key, {
    name: 'Only here',
    permissions: ['api-find-events'],
  });
  assert.equal(madeKey.status, 201, madeKey.text);
  things.key = madeKey.json.id;
  const madeLink = await post(address, '/api/links', key, {
    ...{ kind: 'auditor', name: 'Only here', endsAt: new Date(Date.now() + 86_400_000).toISOString() },
  });
  assert.equal(madeLink.status, 201, madeLink.text);
  things.link = madeLink.json.id;
  const ofType = { name: 'ONLY_HERE', category: 'COMPANY', schema: { type: 'object' } };
  assert.equal((await post(address, '/api/event-types', key, ofType)).status, 201);
  const madeToken = await post(address, '/api/embed-tokens', key, {
    ...{ name: 'Only here', filter: { category: ['COMPANY'] }, origins: ['https://only.example'] },
    endsAt: new Date(Date.now() + 86_400_000).toISOString(),
  });
  assert.equal(madeToken.status, 201, madeToken.text);
  things.embedToken = String(madeToken.json.id);
  const madeView = await post(address, '/api/views', key, {
    name: 'Only here',
    query: 'q=only',
    shared: true,
  });
  assert.equal(madeView.status, 201, madeView.text);
  things.view = madeView.json.id;
  const job = await post(address, `/public/v2/events/${event}/download-jobs`, key, {});
  things.job = job.json.jobId;
  await addByContract(address, key, things);
  return things;
}

/** A small PDF as the contract's JSON uploads take it. */
export const upload = {
  type: 'SEC_TRAINING',
  base64File: JSON.stringify({
    base64String: `data:application/pdf;base64,${btoa('%PDF-1.4\n%%EOF\n')}`,
    filename: 'only.pdf',
  }),
  completionDate: '2025-07-01',
};

/** What only the contract's own operations make: two of each, so that their lists have a second page. */
async function addByContract(address: string, key: string, things: Things): Promise<void> {
  const made = async (path: string, body: object): Promise<Answer['json']> => {
    const answer = await post(address, path, key, body);
    assert.equal(answer.status, 201, `${path}: ${answer.text}`);
    return answer.json;
  };
  const customs = '/public/v2/custom-connections';
  await made(customs, { name: 'Of two', providerTypes: ['HRIS'] });
  const custom = await made(customs, { name: 'Only here', providerTypes: ['HRIS'] });
  things.customConnection = String(custom.id);
  const hris = await made(`${customs}/${custom.id}/hris-user-identities`, [
    { identityId: 'h-1' },
    { identityId: 'h-2' },
  ]);
  things.hrisIdentity = String(hris[0].data.id);
  await made('/public/v2/users/1/documents', upload);
  await made('/public/v2/users/1/documents', upload);
  things.userDocument = String((await made(`/public/v2/users/${things.user}/documents`, upload)).id);
}

const texts = [
  'text',
  'somebody@body.example',
  'COMPANY_DATA_UPDATED',
  '0195a000-0000-7000-8000-0000000000bb',
  TIME,
  '2020-07-06',
  'https://body.example/',
  '4102444800',
];

/** A small value that a schema allows: required members, first words, shortest arrays. */
export function sample(schema: JsonSchema, name = ''): Json {
  const { $ref, anyOf, type } = schema;
  if (typeof $ref === 'string') return sample(componentOf($ref), name);
  if (Array.isArray(anyOf)) return sample(anyOf[0] as JsonSchema, name);
  if (Array.isArray(schema.enum)) return schema.enum[0] ?? null;
  if (schema.const !== undefined) return schema.const;
  if (type === 'object') {
    const required = (schema.required ?? []) as string[];
    const properties = (schema.properties ?? {}) as Record<string, JsonSchema>;
    return Object.fromEntries(required.map((member) => [member, sample(properties[member] ?? {}, member)]));
  }
  if (type === 'array')
    return Array.from({ length: Number(schema.minItems ?? 0) }, () =>
      sample((schema.items ?? {}) as JsonSchema, name),
    );
  if (type === 'integer' || type === 'number') return Number(schema.minimum ?? 1);
  if (type === 'boolean') return true;
  return sampleText(schema, name);
}

/** By its format, its example, its pattern, or its name. */
function sampleText({ format, pattern, description }: JsonSchema, name: string): string {
  if (format === 'date-time') return TIME;
  if (format === 'date') return '2020-07-06';
  const example = /such as (\S+)/.exec(typeof description === 'string' ? description : '')?.[1];
  if (example !== undefined) return example;
  if (typeof pattern === 'string') return texts.find((text) => new RegExp(pattern).test(text)) ?? 'text';
  if (/url/i.test(name)) return 'https://body.example/';
  if (/email/i.test(name)) return 'somebody@body.example';
  return /date/i.test(name) ? '2020-07-06' : 'text';
}

export function componentOf($ref: string): JsonSchema {
  return apiDescription().components.schemas[$ref.slice($ref.lastIndexOf('/') + 1)] ?? {};
}
