/**
 * Who may read from a page of somebody else's: whoever has a token that has not ended, on a page of an origin that it
 * names. Cookies count for nothing here, and no page of another origin is told more than that it may not read.
 */
import type { FastifyInstance, FastifyRequest, onRequestHookHandler } from 'fastify';
import { limits } from '../domain/limits.ts';
import { sendProblem } from './answers.ts';
import { bearerOf } from './auth.ts';
import type { ErrorName } from './errors.ts';
import type { Embedding } from './services/embedding.ts';
import type { Services } from './services.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Of a route for pages of others: what the token allows. */
    embedding: Embedding | null;
  }
}

/** What admission left; only for handlers of routes whose `access` is `embed`. */
export function embeddingOf(request: FastifyRequest): Embedding {
  if (request.embedding === null) throw new Error('this route is not behind a token');
  return request.embedding;
}

export function admitEmbedded(services: Services): onRequestHookHandler {
  return (request, reply, done) => {
    const { origin } = request.headers;
    const token = bearerOf(request);
    if (token === null) {
      sendProblem(reply, { name: 'authorizationMissing' });
      return;
    }
    services.embedding.embedding(token).then((found) => {
      const isHere = found !== null && origin !== undefined && found.origins.includes(origin);
      if (isHere) reply.header('access-control-allow-origin', origin).header('vary', 'origin');
      const refused = refusal(found, isHere);
      if (refused !== null) {
        sendProblem(reply, { name: refused });
        return;
      }
      request.embedding = found;
      done();
    }, done);
  };
}

function refusal(found: Embedding | null, isHere: boolean): ErrorName | null {
  if (found === null) return 'keyUnknown';
  if (!isHere) return 'originRefused';
  return found.hasEnded ? 'keyRefused' : null;
}

/**
 * A browser asks first whether it may send a token along, and shows none: any page may. Which page may read the answer is
 * decided when the token is there.
 */
export function answerPreflights(app: FastifyInstance, path: string): void {
  app.options(path, { config: { page: true } }, async (_request, reply) =>
    reply
      .code(204)
      .header('access-control-allow-origin', '*')
      .header('access-control-allow-methods', 'GET')
      .header('access-control-allow-headers', 'authorization')
      .header('access-control-max-age', String(limits.embedPreflightS))
      .send(),
  );
}
