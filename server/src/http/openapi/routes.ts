/** GET /openapi.json: what this server serves, for programs. */
import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { JSON_TYPE } from '../answers.ts';
import { FreeObject } from '../schemas/common.ts';

/** `text` is asked when the first request comes: by then every route is known. */
export function openApiRoute(app: FastifyInstance, text: () => string): void {
  let served: { text: string; etag: string } | undefined;
  app.get(
    '/openapi.json',
    {
      schema: {
        operationId: 'getOpenApi',
        summary: 'This document',
        tags: ['Operation'],
        response: { 200: FreeObject, 304: { type: 'null' } },
      },
      config: { errors: ['unavailable'] },
    },
    async (request, reply) => {
      served ??= withTag(text());
      reply.header('etag', served.etag).header('cache-control', 'public, max-age=60');
      if (request.headers['if-none-match'] === served.etag) return reply.code(304).send();
      return reply.header('content-type', JSON_TYPE).send(served.text);
    },
  );
}

function withTag(text: string) {
  return { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` };
}
