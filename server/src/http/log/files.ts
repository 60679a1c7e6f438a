/** GET /log/{company}/…: the log as C2SP tlog-tiles has it, for keys of the company, or for everybody where it is public. */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Company } from '../../app/ports.ts';
import { permissions } from '../../domain/permissions.ts';
import { JSON_TYPE } from '../answers.ts';
import { HttpError } from '../errors.ts';
import { Int, named, Text } from '../schemas/common.ts';
import type { Services } from '../services.ts';

const CompanyPath = Type.Object({ company: Type.String({ description: 'the UUID of the company' }) });
const TilePath = Type.Object({
  company: Type.String({ description: 'the UUID of the company' }),
  '*': Type.String(),
});
const Sizes = Type.Object({
  from: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: 'a size from 1 on' }),
  to: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: Number.MAX_SAFE_INTEGER,
      description: 'a size from 1 on; the one that is signed when it is left out',
    }),
  ),
});
const Consistency = named('ConsistencyProof', {
  origin: Text,
  from: Int,
  to: Int,
  path: Type.Array(Type.String({ description: 'a hash, base64' })),
});

const OPEN = 'Needs no key where the company has made its log public.';
const YEAR_S = 365 * 24 * 60 * 60;
const compress = promisify(gzip);

type At = { Params: Static<typeof CompanyPath> };

export function logFiles(app: FastifyInstance, services: Services): void {
  const config = { permission: permissions.readLog, openLog: true, errors: ['tooManyRequests'] } as const;
  app.get<At>(
    '/log/:company/checkpoint',
    {
      config: { ...config, produces: 'text/plain' },
      schema: {
        operationId: 'getCheckpoint',
        summary: 'The newest signed checkpoint of the log',
        description: `A signed note (C2SP tlog-checkpoint): origin, size, root hash, signature. ${OPEN}`,
        tags: ['Log'],
        params: CompanyPath,
        response: { 200: Type.String() },
      },
    },
    async (request, reply) => {
      const note = await services.log.checkpoint(logOf(request));
      if (note === null) throw new HttpError('notFound');
      return sendText(reply, note);
    },
  );

  aboutRoutes(app, services);
  consistencyRoute(app, services);
  tileRoute(app, services);
}

/** What a reader of the log has to know of it. */
function aboutRoutes(app: FastifyInstance, services: Services): void {
  const config = { permission: permissions.readLog, openLog: true, errors: ['tooManyRequests'] } as const;
  app.get<At>(
    '/log/:company/vkeys',
    {
      config: { ...config, produces: 'text/plain' },
      schema: {
        operationId: 'getLogKeys',
        summary: 'The public keys that have signed the log',
        description:
          'One key a line (C2SP signed-note vkey), the one that signs now first. A key that comes from the log ' +
          `itself proves nothing about it: pin one that you know from elsewhere. ${OPEN}`,
        tags: ['Log'],
        params: CompanyPath,
        response: { 200: Type.String() },
      },
    },
    async (request, reply) =>
      sendText(
        reply,
        services.log
          .vkeys(logOf(request))
          .map((vkey) => `${vkey}\n`)
          .join(''),
      ),
  );

  app.get<At>(
    '/log/:company/epochs',
    {
      config: { ...config, produces: 'application/x-ndjson' },
      schema: {
        operationId: 'getLogEpochs',
        summary: 'Why the log has not the name that it had',
        description:
          'One line of JSON for each event that began an epoch, with what opens its metadata (docs/formats.md, "Epochs"). ' +
          `Empty for a log that always had one name. ${OPEN}`,
        tags: ['Log'],
        params: CompanyPath,
        response: { 200: Type.String() },
      },
    },
    async (request, reply) =>
      reply
        .header('content-type', 'application/x-ndjson')
        .header('cache-control', 'no-cache')
        .send(await services.log.epochs(logOf(request))),
  );
}

function consistencyRoute(app: FastifyInstance, services: Services): void {
  app.get<At & { Querystring: Static<typeof Sizes> }>(
    '/log/:company/consistency',
    {
      config: { permission: permissions.readLog, openLog: true, errors: ['tooManyRequests'] },
      schema: {
        operationId: 'getConsistencyProof',
        summary: 'The proof that the log of one size begins with the log of another',
        description: `RFC 6962 section 2.1.2; hashes in base64. ${OPEN}`,
        tags: ['Log'],
        params: CompanyPath,
        querystring: Sizes,
        response: { 200: Consistency },
      },
    },
    async (request, reply) => {
      const { from, to = null } = request.query;
      const proof = await services.log.consistency(logOf(request), from, to);
      return reply
        .header('content-type', JSON_TYPE)
        .header('cache-control', 'no-cache')
        .send(JSON.stringify(proof));
    },
  );
}

function tileRoute(app: FastifyInstance, services: Services): void {
  app.get<{ Params: Static<typeof TilePath> }>(
    '/log/:company/tile/*',
    {
      config: {
        permission: permissions.readLog,
        openLog: true,
        errors: ['tooManyRequests'],
        rest: 'tile',
        produces: 'application/octet-stream',
      },
      schema: {
        operationId: 'getTile',
        summary: 'A tile of hashes, or a bundle of entries',
        description:
          'C2SP tlog-tiles: `<level>/<number>` or `entries/<number>`, with `.p/<width>` behind it for a partial one; ' +
          'the number is in groups of three digits (`0/x001/234`), so this parameter holds slashes. Never changes. ' +
          `There is nothing beyond the newest checkpoint. ${OPEN}`,
        tags: ['Log'],
        params: TilePath,
        response: { 200: Type.String({ format: 'binary' }) },
      },
    },
    async (request, reply) => {
      const company = logOf(request);
      const tile = await services.log.tile(company, `tile/${request.params['*']}`);
      if (tile === null) throw new HttpError('notFound');
      // What only some may read is kept by nobody between us and them.
      const scope = request.openLog === null ? 'private' : 'public';
      reply
        .header('content-type', 'application/octet-stream')
        .header('cache-control', `${scope}, max-age=${YEAR_S}, immutable`);
      const { bytes, holds } = tile;
      const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      // Hashes do not shrink.
      if (holds === 'hashes') return reply.send(whole);
      reply.header('vary', 'accept-encoding');
      if (!takesGzip(request.headers['accept-encoding'])) return reply.send(whole);
      return reply.header('content-encoding', 'gzip').send(await compress(whole));
    },
  );
}

/** The company whose log is asked for. Another company's is answered like one that never existed. */
function logOf(request: FastifyRequest<{ Params: { company: string } }>): Company {
  if (request.openLog !== null) return request.openLog;
  const company = request.credential?.company;
  if (company === undefined || company.uuid !== request.params.company) throw new HttpError('notFound');
  return company;
}

/** Text that changes: asked for again each time. */
function sendText(reply: FastifyReply, text: string): FastifyReply {
  return reply
    .header('content-type', 'text/plain; charset=utf-8')
    .header('cache-control', 'no-cache')
    .send(text);
}

function takesGzip(header: string | string[] | undefined): boolean {
  return /(^|,)\s*(gzip|\*)\s*(;\s*q=(?!0(\.0*)?\s*(,|$))[\d.]+\s*)?(,|$)/i.test(String(header ?? ''));
}
