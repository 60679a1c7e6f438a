/** What is noted of every answered request: numbers for metrics, a line for the log. Never headers, bodies or keys. */
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Credential } from '../app/ports.ts';
import type { Metrics } from './metrics.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answers last for as long as the client waits: how long that is says nothing of the server. */
    lasting?: boolean;
  }
}

/** A request that was answered. */
interface Answered {
  method: string;
  /** The pattern, not the path. */
  route: string;
  status: number;
  ms: number;
  /** It lasted as its client wished: how long says nothing of the server. */
  isLasting?: boolean;
  address: string;
  credential: Credential | null;
}

export type Observe = (answered: Answered) => void;

/** `logger` is null when requests are not logged. */
export function makeObserver(metrics: Metrics, logger: Logger | null): Observe {
  // Looking for what to redact would cost a third of the line, which holds nothing of the kind.
  const lines = logger?.child({}, { redact: [] });
  return ({ method, route, status, ms, isLasting = false, address, credential }) => {
    metrics.request(method, route, status, isLasting ? null : ms / 1000);
    lines?.info(
      {
        method,
        route,
        status,
        ms: Math.round(ms * 100) / 100,
        address,
        company: credential?.company.uuid,
        key: credential?.key.id,
      },
      'request',
    );
  };
}

/** Has everything observed that the routes answer. */
export function observeRequests(app: FastifyInstance, observe: Observe): void {
  app.addHook('onResponse', (request, reply, done) => {
    observe({
      method: request.method,
      route: request.is404 ? 'unknown' : (request.routeOptions.url ?? 'unknown'),
      status: reply.statusCode,
      ms: reply.elapsedTime,
      isLasting: request.routeOptions.config.lasting === true,
      address: request.address,
      credential: request.credential,
    });
    done();
  });
}
