/** The two servers: the application's, and the one for operation. */
import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyInstance, type onRequestHookHandler } from 'fastify';
import { limits } from '../domain/limits.ts';
import type { Permission } from '../domain/permissions.ts';
import { addressSet } from './addresses.ts';
import { sendProblem } from './answers.ts';
import { directoryApi } from './api/directory.ts';
import { eventTypesApi } from './api/event-types.ts';
import { recordingApi } from './api/events.ts';
import { admit, limitRate, requirePermission } from './auth.ts';
import { readBodies } from './bodies.ts';
import { guard } from './guard.ts';
import { checkpointLog } from './log/checkpoint.ts';
import { type Metrics, makeMetrics } from './metrics.ts';
import { makeRateLimit } from './rate-limit.ts';
import { answerClientError, answerErrors } from './refusals.ts';
import type { ServerOptions, Stopping } from './settings.ts';
import { eventsV1 } from './v1/events.ts';
import { compileInput } from './validation.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    permission?: Permission;
  }
}

export interface Servers {
  listen(): Promise<{ address: string; operationsAddress: string }>;
  /** Accepts nothing new, finishes what was accepted within limits.shutdownMs. */
  close(): Promise<void>;
}

export function buildServers(options: ServerOptions): Servers {
  const { config } = options;
  const metrics = options.metrics ?? makeMetrics({ runtime: true });
  const app = Fastify({
    bodyLimit: limits.requestBytes,
    forceCloseConnections: 'idle',
    // No limit on a whole request, because a stream of events may last for hours; a silent socket is closed.
    connectionTimeout: limits.connectionIdleMs,
    keepAliveTimeout: limits.keepAliveMs,
    http: {
      headersTimeout: limits.headersMs,
      requestTimeout: 0,
      // guard.ts asks for it, and answers in the contract's shape.
      requireHostHeader: false,
    },
    clientErrorHandler: answerClientError,
  });
  const stopping = new AbortController();
  answerErrors(app, options);
  readBodies(app);
  app.setValidatorCompiler(compileInput);
  admitRequests(app, options, metrics, { signal: stopping.signal });
  if (config.accessLog ?? options.logger.isLevelEnabled('info')) logRequests(app, options);
  app.addHook('onResponse', async (request, reply) => {
    metrics.request(
      request.method,
      request.routeOptions.url ?? 'unknown',
      reply.statusCode,
      reply.elapsedTime / 1000,
    );
  });
  healthRoutes(app, options);
  eventsV1(app, options.services);
  recordingApi(app, options.services, metrics);
  directoryApi(app, options.services);
  eventTypesApi(app, options.services);
  checkpointLog(app, options.services);

  const operations = Fastify({ forceCloseConnections: true });
  operations.get('/metrics', async (_request, reply) => {
    const { registry } = metrics;
    return reply.header('content-type', registry.contentType).send(await registry.metrics());
  });
  return {
    async listen() {
      await app.listen({ host: config.host, port: config.port });
      await operations.listen({ host: config.host, port: config.operationsPort });
      return { address: addressOf(app), operationsAddress: addressOf(operations) };
    },
    async close() {
      stopping.abort();
      await operations.close();
      const late = setTimeout(() => app.server.closeAllConnections(), limits.shutdownMs);
      await app.close();
      clearTimeout(late);
    },
  };
}

function addressOf(app: FastifyInstance): string {
  const { address, port, family } = app.server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

/** Before a body is read: guard, rate, key, terms; the permission follows with the route. */
function admitRequests(
  app: FastifyInstance,
  options: ServerOptions,
  metrics: Metrics,
  stopping: Stopping,
): void {
  const { config, services, world, monotonicMs } = options;
  app.decorateRequest('address', '');
  app.decorateRequest('credential', null);
  const trusted = config.trustedProxies.length === 0 ? null : addressSet(config.trustedProxies);
  app.addHook('onRequest', guard({ trusted, stopping }));
  if (config.rateLimit > 0) {
    const limit = makeRateLimit(
      { limit: config.rateLimit, windowMs: limits.rateWindowMs, maxAddresses: limits.rateAddresses },
      monotonicMs,
    );
    app.addHook('onRequest', under(['/public/'], limitRate(limit, metrics.rateLimited)));
  }
  app.addHook('onRequest', under(['/public/', '/api/', '/log/'], admit(services, world)));
  app.addHook('onRoute', (route) => {
    const permission = route.config?.permission;
    if (permission !== undefined) route.onRequest = requirePermission(permission);
  });
}

/** A hook for the paths that begin with one of the prefixes, whether they are served or not. */
function under(prefixes: readonly string[], hook: onRequestHookHandler): onRequestHookHandler {
  return function (request, reply, done) {
    if (prefixes.some((prefix) => request.url.startsWith(prefix))) hook.call(this, request, reply, done);
    else done();
  };
}

function logRequests(app: FastifyInstance, { logger }: ServerOptions): void {
  app.addHook('onResponse', async (request, reply) => {
    const { credential } = request;
    logger.info({
      method: request.method,
      route: request.routeOptions.url ?? null,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 100) / 100,
      address: request.address,
      company: credential?.company.uuid,
      key: credential?.key.id,
    });
  });
}

function healthRoutes(app: FastifyInstance, { services }: ServerOptions): void {
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    try {
      await services.ping();
    } catch (error) {
      return sendProblem(reply, { name: 'unavailable', detail: (error as Error).message, retryAfterS: 1 });
    }
    return { status: 'ready' };
  });
}
