/** GET /docs: the API reference for people. Nothing on it comes from elsewhere, and no script runs. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { OpenApiDocument } from '../openapi/types.ts';
import { referencePage } from './page.ts';
import { style } from './style.ts';

const POLICY =
  "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** `document` is asked when the first request comes: by then every route is known. */
export function referenceRoutes(app: FastifyInstance, document: () => OpenApiDocument): void {
  let page: string | undefined;
  app.get('/docs', { config: { page: true } }, async (_request, reply) => {
    page ??= referencePage(document());
    return send(reply, 'text/html; charset=utf-8', page);
  });
  app.get('/docs/style.css', { config: { page: true } }, async (_request, reply) =>
    send(reply, 'text/css; charset=utf-8', style),
  );
}

function send(reply: FastifyReply, type: string, text: string): FastifyReply {
  return reply
    .header('content-type', type)
    .header('content-security-policy', POLICY)
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'no-referrer')
    .header('cross-origin-opener-policy', 'same-origin')
    .header('cross-origin-resource-policy', 'same-origin')
    .header('cache-control', 'public, max-age=60')
    .send(text);
}
