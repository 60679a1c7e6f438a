/** Reading bodies: JSON that is checked byte by byte, NDJSON that is never held whole. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { decodeUtf8, parseStrictJson } from '../domain/strict-json.ts';
import { HttpError } from './errors.ts';

const CHARSET = /;\s*charset\s*=\s*"?([^\s;"]+)/i;
export const NDJSON_TYPES = ['application/x-ndjson', 'application/jsonl'];

export function readBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, body: Buffer) => {
      requirePlain(request);
      return parseStrictJson(decodeUtf8(body));
    },
  );
  app.addContentTypeParser(NDJSON_TYPES, async (request: FastifyRequest, payload: NodeJS.ReadableStream) => {
    requirePlain(request);
    return payload;
  });
}

function requirePlain(request: FastifyRequest): void {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity')
    throw new HttpError('mediaType', 'send the body as it is, without Content-Encoding');
  const charset = CHARSET.exec(request.headers['content-type'] ?? '')?.[1]?.toLowerCase();
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8')
    throw new HttpError('mediaType', 'JSON must be sent as UTF-8');
}
