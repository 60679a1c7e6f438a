/** PUT /api/users and its like: the people, connections and the rest that events name; and how they were. */
import type { FastifyInstance } from 'fastify';
import { type TObject, type TProperties, Type } from 'typebox';
import { directoryBodies, type PutKind } from '../../domain/directory-bodies.ts';
import { invalid } from '../../domain/errors.ts';
import { limits } from '../../domain/limits.ts';
import { permissions } from '../../domain/permissions.ts';
import { sendJson } from '../answers.ts';
import { callerOf } from '../auth.ts';
import type { TagName } from '../openapi/about.ts';
import { serveRead } from '../reads.ts';
import { Id, Int, named, nullable, Text, Time, timeOf } from '../schemas/common.ts';
import type { Services } from '../services.ts';

interface Collection {
  path: string;
  kind: PutKind;
  /** In PascalCase, of one document. */
  name: string;
  /** In PascalCase, of several; the name and an s where it is not given. */
  plural?: string;
  /** What is stored beyond the members of the body. */
  more?: TProperties;
}

const numbered = { id: Int };
const collections: readonly Collection[] = [
  { path: '/api/users', kind: 'users', name: 'User', more: { termsAgreedAt: nullable(Time) } },
  { path: '/api/identities', kind: 'identities', name: 'Identity', plural: 'Identities' },
  { path: '/api/background-checks', kind: 'backgroundChecks', name: 'BackgroundCheck' },
  { path: '/api/connections', kind: 'connections', name: 'Connection' },
  { path: '/api/workspaces', kind: 'workspaces', name: 'Workspace' },
  { path: '/api/user-documents', kind: 'userDocuments', name: 'UserDocument' },
  { path: '/api/personnel', kind: 'personnel', name: 'Personnel', plural: 'Personnel', more: numbered },
  {
    path: '/api/identity-access',
    kind: 'identityAccess',
    name: 'IdentityAccess',
    plural: 'IdentityAccess',
  },
  { path: '/api/custom-resources', kind: 'customResources', name: 'CustomResource' },
  { path: '/api/devices', kind: 'devices', name: 'Device' },
  { path: '/api/policies', kind: 'policies', name: 'Policy', plural: 'Policies' },
  { path: '/api/policy-versions', kind: 'policyVersions', name: 'PolicyVersion' },
  {
    path: '/api/assigned-policies',
    kind: 'assignedPolicies',
    name: 'AssignedPolicy',
    plural: 'AssignedPolicies',
  },
  { path: '/api/frameworks', kind: 'frameworks', name: 'Framework' },
];

export function directoryApi(app: FastifyInstance, services: Services): void {
  for (const collection of collections) {
    const { path, kind } = collection;
    app.put(path, describe(collection), async (request, reply) => {
      const many = Array.isArray(request.body);
      const bodies: readonly unknown[] = Array.isArray(request.body) ? request.body : [request.body];
      if (bodies.length === 0 || bodies.length > limits.eventsPerArray)
        throw invalid('', `an array must hold 1 to ${limits.eventsPerArray} documents`);
      const stored = await services.putDirectory(callerOf(request), kind, bodies);
      return sendJson(reply, 200, JSON.stringify(many ? stored : stored[0]));
    });
  }
  companyApi(app, services);
  pastApi(app, services);
}

function companyApi(app: FastifyInstance, services: Services): void {
  const body = directoryBodies.company;
  const schema = {
    operationId: 'putCompany',
    summary: 'Replace what the company says of itself',
    tags: ['Directory'] satisfies TagName[],
    response: { 200: stored({ path: '', kind: 'company', name: 'Company', more: numbered }) },
  };
  app.put(
    '/api/company',
    { config: { permission: permissions.manageDirectory, body }, schema },
    async (request, reply) => {
      const [profile] = await services.putDirectory(callerOf(request), 'company', [request.body]);
      return sendJson(reply, 200, JSON.stringify(profile));
    },
  );
}

/** What is stored of a kind, as its PUT answers it. */
const storedOf = Object.fromEntries(
  collections.map((collection) => [collection.kind, stored(collection)]),
) as Record<PutKind, TObject>;

const WholeUser = named('WholeUser', {
  ...storedOf.users.properties,
  personnel: storedOf.personnel,
  identities: Type.Array(storedOf.identities),
  backgroundChecks: Type.Array(storedOf.backgroundChecks),
  documents: Type.Array(storedOf.userDocuments),
  devices: Type.Array(storedOf.devices),
  assignedPolicies: Type.Array(storedOf.assignedPolicies),
});

const WholeConnection = named('WholeConnection', {
  ...storedOf.connections.properties,
  owner: nullable(storedOf.users),
  workspaces: Type.Array(storedOf.workspaces),
});

const AsOf = Type.Object({ asOf: Type.Optional(Text) });
const OneId = Type.Object({ id: Id });

function pastApi(app: FastifyInstance, services: Services): void {
  const common = {
    permission: permissions.readDirectory,
    description:
      'With `asOf`, a time: as the last change at or before it left it; 404 when it was not there then.',
    tag: 'Directory',
    params: OneId,
    query: AsOf,
  } as const;
  serveRead(
    app,
    '/api/users/:id',
    {
      ...common,
      operationId: 'getUserAsOf',
      summary: 'Read a user with all that belongs to it, as it is or as it was',
      answer: WholeUser,
    },
    ({ caller, params, query }) => services.asOf.user(caller, params.id, momentOf(query.asOf)),
  );
  serveRead(
    app,
    '/api/connections/:id',
    {
      ...common,
      operationId: 'getConnectionAsOf',
      summary: 'Read a connection with owner and workspaces, as it is or as it was',
      answer: WholeConnection,
    },
    ({ caller, params, query }) => services.asOf.connection(caller, params.id, momentOf(query.asOf)),
  );
}

function momentOf(asOf: string | undefined): number | null {
  return asOf === undefined || asOf === '' ? null : timeOf('asOf', asOf);
}

function describe(collection: Collection) {
  const { kind, name, plural = `${name}s` } = collection;
  const body: TObject = directoryBodies[kind];
  const tags: readonly TagName[] = ['Directory'];
  return {
    config: { permission: permissions.manageDirectory, body: manyOrOne(body), errors: ['conflict'] as const },
    schema: {
      operationId: `put${plural}`,
      summary: `Create or replace ${spaced(plural)}: one, or an array (all or nothing)`,
      description:
        'A document replaces the one that has its id, a user without id the one that has its e-mail. Whatever changes ' +
        'is recorded as events.',
      tags,
      response: { 200: manyOrOne(stored(collection)) },
    },
  };
}

/** Members that a body leaves out are stored all the same: null, empty, or made up by the server, as an id may be. */
function stored({ kind, name, more = {} }: Collection): TObject {
  const { properties } = Type.Required(directoryBodies[kind] as TObject);
  const id = 'id' in properties ? numbered : {};
  return Type.Object({ ...properties, ...id, ...more }, { title: `Stored${name}` });
}

function spaced(name: string): string {
  return name.replace(/[A-Z]/g, (capital, at) => (at === 0 ? '' : ' ') + capital.toLowerCase());
}

function manyOrOne(schema: TObject) {
  return Type.Union([schema, Type.Array(schema, { minItems: 1, maxItems: limits.eventsPerArray })]);
}
