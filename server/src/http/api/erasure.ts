/** POST /api/users/{id}/erasure. */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { limits } from '../../domain/limits.ts';
import { permissions } from '../../domain/permissions.ts';
import { Id, Int, named, Text } from '../schemas/common.ts';
import type { Services } from '../services.ts';
import { serveWrite } from '../writes.ts';

const Sentence = Type.String({ minLength: 1, maxLength: limits.erasureReasonChars });
const ErasureBody = named('ErasureRequest', {
  reason: Sentence,
  legalBasis: Sentence,
  alsoSearch: Type.Optional(
    Type.Array(Type.String({ minLength: 2, maxLength: 200 }), { maxItems: limits.erasureWords }),
  ),
  dryRun: Type.Optional(Type.Boolean()),
});

const Erasure = named('Erasure', {
  userId: Int,
  dryRun: Type.Boolean(),
  searched: Type.Object({
    events: Int,
    snapshots: Int,
    directoryVersions: Int,
    keys: Int,
    views: Int,
    files: Int,
    identifiers: Int,
  }),
  removed: Type.Object({
    parts: Int,
    snapshots: Int,
    directoryRows: Int,
    directoryVersions: Int,
    actorOpenings: Int,
    views: Int,
  }),
  redacted: Type.Object({
    parts: Int,
    snapshots: Int,
    directoryRows: Int,
    keys: Int,
    views: Int,
    files: Int,
  }),
  events: Int,
  eventIds: Type.Array(Text),
  remains: Type.Array(Text),
});

export function erasureApi(app: FastifyInstance, services: Services): void {
  serveWrite(
    app,
    '/api/users/:id/erasure',
    {
      method: 'POST',
      permission: permissions.erasePersonalData,
      operationId: 'eraseUser',
      summary: 'Erase the personal data of a user',
      description:
        'Takes away all that names the user: the directory with its history, snapshots, keys, files, and every part of ' +
        'any event that mentions them; where a part tells of more, a redacted copy stands for it. `reason` and ' +
        '`legalBasis` are sealed, so they must not name the person. `alsoSearch` adds words that name them. With ' +
        '`dryRun` nothing goes, and the answer tells what would. `remains` says where bytes may still be found. A legal ' +
        'hold refuses it with 409.',
      tag: 'Directory',
      params: Type.Object({ id: Id }),
      body: ErasureBody,
      status: 200,
      answer: Erasure,
      errors: ['notFound', 'conflict'],
    },
    ({ caller, params, body }) => services.erase(caller.company, caller.userId, params.id, body),
  );
}
