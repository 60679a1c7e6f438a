/** GET /files/{company}/{file}: what a signed link leads to. Whoever has the link needs no key. */
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { attachment } from './content-disposition.ts';
import { HttpError } from './errors.ts';
import type { Services } from './services.ts';

const Path = Type.Object({ company: Type.String(), file: Type.String() });
const Query = Type.Object({
  expires: Type.String({
    pattern: '^\\d{1,12}$',
    description: 'a number of seconds since 1970, as in the link',
  }),
  signature: Type.String({
    pattern: '^[A-Za-z0-9_-]{1,100}$',
    description: 'the signature as in the link',
  }),
});

export function linkedFiles(app: FastifyInstance, services: Services): void {
  app.get<{ Params: Static<typeof Path>; Querystring: Static<typeof Query> }>(
    '/files/:company/:file',
    {
      config: { errors: ['malformed', 'linkRefused', 'notFound'], produces: '*/*' },
      schema: {
        operationId: 'getLinkedFile',
        summary: 'Fetch a file by its signed link, without a key',
        tags: ['Operation'],
        params: Path,
        querystring: Query,
        response: { 200: Type.String({ format: 'binary' }) },
      },
    },
    async (request, reply) => {
      const file = await services.files.open({ ...request.params, ...request.query });
      if (file === 'expired') throw new HttpError('linkRefused', 'it has expired: ask for a new one');
      if (file === 'wrong') throw new HttpError('linkRefused', 'its signature does not fit');
      if (file === 'gone') throw new HttpError('notFound');
      return reply
        .header('content-type', file.mediaType)
        .header('content-disposition', attachment(file.name))
        .header('content-length', String(file.bytes.byteLength))
        .header('cache-control', 'private, no-store')
        .header('x-content-type-options', 'nosniff')
        .header('content-security-policy', "default-src 'none'; sandbox")
        .send(Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength));
    },
  );
}
