/** /api/keys: the API keys of a company. */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { KeyRecord, World } from '../../app/ports.ts';
import { invalid } from '../../domain/errors.ts';
import { limits } from '../../domain/limits.ts';
import { allPermissions, permissions } from '../../domain/permissions.ts';
import { isoTime } from '../../domain/time.ts';
import { addressSet } from '../addresses.ts';
import { serveRead } from '../reads.ts';
import { Id, Int, named, nullable, Text, Time, timeOf, words } from '../schemas/common.ts';
import type { Services } from '../services.ts';
import { serveWrite } from '../writes.ts';

const shown = {
  id: Text,
  name: Text,
  userId: Int,
  permissions: Type.Array(Text),
  addresses: Type.Array(Text),
  dateStyle: words(['iso', 'legacy']),
  createdAt: Time,
  expiresAt: nullable(Time),
  revokedAt: nullable(Time),
};

const KeyBody = named('ApiKeyBody', {
  name: Type.String({ minLength: 1, maxLength: limits.accessNameChars }),
  permissions: Type.Array(words(allPermissions), { minItems: 1, maxItems: allPermissions.length }),
  userId: Type.Optional(Id),
  addresses: Type.Optional(Type.Array(Text, { maxItems: limits.keyAddresses })),
  dateStyle: Type.Optional(words(['iso', 'legacy'])),
  expiresAt: Type.Optional(nullable(Text)),
});

const tag = 'Access';

export function keysApi(app: FastifyInstance, services: Services, world: World): void {
  serveRead(
    app,
    '/api/keys',
    {
      tag,
      permission: permissions.readKeys,
      operationId: 'listKeys',
      summary: 'The API keys of the company, revoked ones too',
      answer: named('ApiKeys', { data: Type.Array(named('ApiKey', shown)) }),
    },
    async ({ caller }) => ({ data: (await services.keys.list(caller)).map(show) }),
  );
  serveWrite(
    app,
    '/api/keys',
    {
      tag,
      method: 'POST',
      permission: permissions.manageKeys,
      operationId: 'createKey',
      summary: 'Make an API key, which is shown this once',
      description:
        'It acts for the caller, or for `userId` when that is a user with the role SERVICE_USER, and holds no permission ' +
        'that the caller does not hold. Without `expiresAt` it expires after a year; null: never.',
      body: KeyBody,
      status: 201,
      answer: named('NewApiKey', { key: Text, ...shown }),
    },
    async ({ caller, held, body: { expiresAt, addresses = [], ...wish } }) => {
      const [wrong] = addressSet(addresses).invalid;
      if (wrong !== undefined)
        throw invalid('addresses', `takes IP addresses and CIDR ranges, not "${wrong}"`);
      const lifetimeMs = expiresAt == null ? expiresAt : timeOf('expiresAt', expiresAt) - world.now();
      const { secret, key } = await services.keys.create(caller, held, {
        ...wish,
        addresses,
        ...(lifetimeMs !== undefined && { lifetimeMs }),
      });
      return { key: secret, ...show(key) };
    },
  );
  serveWrite(
    app,
    '/api/keys/:id',
    {
      tag,
      method: 'DELETE',
      permission: permissions.manageKeys,
      operationId: 'revokeKey',
      summary: 'Revoke an API key for good',
      params: Type.Object({ id: Text }),
      status: 204,
      errors: ['conflict'],
    },
    async ({ caller, params }) => {
      await services.keys.revoke(caller, params.id);
      return null;
    },
  );
}

function show({ hash: _, createdAt, expiresAt, revokedAt, ...key }: KeyRecord) {
  const time = (at: number | null) => (at === null ? null : isoTime(at));
  return {
    ...key,
    createdAt: isoTime(createdAt),
    expiresAt: time(expiresAt),
    revokedAt: time(revokedAt),
  };
}
