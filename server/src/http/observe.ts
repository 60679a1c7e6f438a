/** What is noted of every answered request: numbers for metrics, a line for the log. Never headers, bodies or keys. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Metrics } from './metrics.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answers last for as long as the client waits: how long that is says nothing of the server. */
    lasting?: boolean;
  }
}

/** `logger` is null when requests are not logged. */
export function observeRequests(app: FastifyInstance, metrics: Metrics, logger: Logger | null): void {
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.is404 ? 'unknown' : (request.routeOptions.url ?? 'unknown');
    const seconds = request.routeOptions.config.lasting === true ? null : reply.elapsedTime / 1000;
    metrics.request(request.method, route, reply.statusCode, seconds);
    if (logger !== null) logger.info(describe(request, reply, route), 'request');
    done();
  });
}

function describe(request: FastifyRequest, reply: FastifyReply, route: string): object {
  const { credential } = request;
  return {
    method: request.method,
    route,
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime * 100) / 100,
    address: request.address,
    company: credential?.company.uuid,
    key: credential?.key.id,
  };
}
