/** The contract's v1 changes of accounts in infrastructure and version control. */
import type { FastifyInstance } from 'fastify';
import { type TSchema, Type } from 'typebox';
import { type Permission, permissions } from '../../domain/permissions.ts';
import { Flag, Id, named, nullable, words } from '../schemas/common.ts';
import { InfrastructureIdentityV1, VersionControlIdentityV1 } from '../schemas/v1-identities.ts';
import type { AccountWish } from '../services/directory-changes.ts';
import type { Services } from '../services.ts';
import { serveWrite } from '../writes.ts';

type Member = Extract<AccountWish, { do: 'toggle' }>['member'];

interface Kind {
  kind: 'INFRASTRUCTURE' | 'VERSION_CONTROL';
  path: string;
  /** As operation ids and schemas have it. */
  name: string;
  /** As sentences have it. */
  words: string;
  /** The first is meant when none is named. */
  toggles: readonly [string, Member][];
  answer: TSchema;
  permissions: { connect: Permission; toggle: Permission; service: Permission };
}

const kinds: readonly Kind[] = [
  {
    kind: 'INFRASTRUCTURE',
    path: 'infrastructure',
    name: 'Infrastructure',
    words: 'infrastructure',
    toggles: [
      ['INFRASTRUCTURE_ADMIN_ACCESS', 'adminAccess'],
      ['INFRASTRUCTURE_DB_ACCESS', 'dbAccess'],
    ],
    answer: InfrastructureIdentityV1,
    permissions: {
      connect: permissions.connectInfrastructureIdentity,
      toggle: permissions.toggleInfrastructureIdentity,
      service: permissions.setInfrastructureServiceAccount,
    },
  },
  {
    kind: 'VERSION_CONTROL',
    path: 'version-control',
    name: 'VersionControl',
    words: 'version control',
    toggles: [
      ['VERSION_CONTROL_WRITE_ACCESS', 'writeAccess'],
      ['VERSION_CONTROL_PUSH_PROD_CODE_ACCESS', 'pushProductionCodeAccess'],
    ],
    answer: VersionControlIdentityV1,
    permissions: {
      connect: permissions.connectVersionControlIdentity,
      toggle: permissions.toggleVersionControlIdentity,
      service: permissions.setVersionControlServiceAccount,
    },
  },
];

export function identityChangesV1(app: FastifyInstance, services: Services): void {
  for (const kind of kinds) changesOf(app, services, kind);
}

function changesOf(app: FastifyInstance, services: Services, of: Kind): void {
  const { kind, name } = of;
  const { path, schema, common } = shared(of);
  serveWrite(
    app,
    `${path}/connect`,
    {
      ...common,
      permission: of.permissions.connect,
      operationId: `link${name}Account`,
      summary: `Say whose an account of ${of.words} is; null: nobody's`,
      body: named(schema('Connect'), { userId: nullable(Id) }),
    },
    ({ caller, params, body: { userId } }) =>
      services.changes.account(caller, kind, params.id, { do: 'link', userId }, { userId }),
  );
  serveWrite(
    app,
    `${path}/toggle`,
    {
      ...common,
      permission: of.permissions.toggle,
      operationId: `toggle${name}Access`,
      summary: `Note what an account of ${of.words} may do`,
      description: `Without toggleField it is about ${of.toggles[0]?.[0]}.`,
      body: named(schema('Toggle'), {
        toggle: Flag,
        toggleField: Type.Optional(words(of.toggles.map(([field]) => field))),
      }),
    },
    ({ caller, params, body: { toggle, toggleField } }) => {
      const [, member] = of.toggles.find(([field]) => field === toggleField) ?? of.toggles[0] ?? [];
      if (member === undefined) throw new Error(`${name} has nothing to toggle`);
      return services.changes.account(
        caller,
        kind,
        params.id,
        { do: 'toggle', member, on: toggle },
        { toggle, toggleField },
      );
    },
  );
  serviceAccounts(app, services, of);
}

function serviceAccounts(app: FastifyInstance, services: Services, of: Kind): void {
  const { kind, name } = of;
  const { path, schema, common } = shared(of);
  serveWrite(
    app,
    `${path}/service-account`,
    {
      ...common,
      permission: of.permissions.service,
      operationId: `set${name}ServiceAccount`,
      summary: `Say whether an account of ${of.words} serves no person`,
      body: named(schema('ServiceStatus'), {
        serviceAccount: Flag,
        serviceAccountReason: Type.String({ maxLength: 30_000 }),
      }),
    },
    ({ caller, params, body: { serviceAccount: on, serviceAccountReason: reason } }) =>
      services.changes.account(
        caller,
        kind,
        params.id,
        { do: 'serviceAccount', on, reason },
        { serviceAccount: on, serviceAccountReason: reason },
      ),
  );
}

function shared(of: Kind) {
  const path = `/public/user-identities/${of.path}/:id`;
  const schema = (what: string) => `UserIdentity${of.name}${what}RequestPublicDto`;
  const common = {
    method: 'PUT',
    tag: 'User Identities',
    params: Type.Object({ id: Id }),
    status: 200,
    answer: of.answer,
  } as const;
  return { path, schema, common };
}
