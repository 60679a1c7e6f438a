/** The two servers: the application's, and the one for operation. */
import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyRequest } from 'fastify';
import { Refused } from '../domain/errors.ts';
import { limits } from '../domain/limits.ts';
import { toFault } from '../domain/validate.ts';
import { addressSet, sourceAddress } from './addresses.ts';
import { sendProblem } from './answers.ts';
import { directoryApi } from './api/directory.ts';
import { eventTypesApi } from './api/event-types.ts';
import { recordingApi } from './api/events.ts';
import { readBodies } from './bodies.ts';
import { authenticate, authorize, callerOf } from './caller.ts';
import { HttpError, type Problem, problemOf } from './errors.ts';
import { refuseHostile } from './guard.ts';
import { checkpointLog } from './log/checkpoint.ts';
import { type Metrics, makeMetrics } from './metrics.ts';
import { makeRateLimit } from './rate-limit.ts';
import type { ServerOptions } from './settings.ts';
import { eventsV1 } from './v1/events.ts';
import { validateByAjv } from './validation.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    permission?: string;
  }
}

export interface Servers {
  listen(): Promise<{ address: string; operationsAddress: string }>;
  /** Accepts nothing new, finishes what was accepted within limits.shutdownMs. */
  close(): Promise<void>;
}

export function buildServers(options: ServerOptions): Servers {
  const { config } = options;
  const metrics = options.metrics ?? makeMetrics();
  const app = Fastify({
    bodyLimit: limits.requestBytes,
    forceCloseConnections: 'idle',
    http: {
      headersTimeout: 30_000,
      requestTimeout: 0,
      keepAliveTimeout: 10_000,
      connectionsCheckingInterval: 5_000,
    },
  });
  const state = { stopping: false };
  answerErrors(app, options);
  readBodies(app);
  validateByAjv(app);
  guardRequests(app, options, metrics);
  if (config.accessLog ?? options.logger.isLevelEnabled('info')) logRequests(app, options);
  app.addHook('onResponse', async (request, reply) => {
    metrics.request(
      request.routeOptions.url ?? 'unknown',
      request.method,
      reply.statusCode,
      reply.elapsedTime / 1000,
    );
  });
  healthRoutes(app, options, state);
  eventsV1(app, options.services);
  recordingApi(app, options.services, metrics);
  directoryApi(app, options.services);
  eventTypesApi(app, options.services);
  checkpointLog(app, options.services);

  const operations = Fastify({ forceCloseConnections: true });
  operations.get('/metrics', async (_request, reply) => {
    const { type, text } = await metrics.print();
    return reply.header('content-type', type).send(text);
  });
  return {
    async listen() {
      await app.listen({ host: config.host, port: config.port });
      await operations.listen({ host: config.host, port: config.operationsPort });
      return { address: addressOf(app), operationsAddress: addressOf(operations) };
    },
    async close() {
      state.stopping = true;
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

function guardRequests(app: FastifyInstance, options: ServerOptions, metrics: Metrics): void {
  const { config, services, world } = options;
  const trusted = config.trustedProxies.length === 0 ? null : addressSet(config.trustedProxies);
  const limiter = makeRateLimit(
    { limit: config.rateLimit, windowMs: limits.rateWindowMs, maxAddresses: limits.rateAddresses },
    options.monotonicMs,
  );
  app.addHook('onRequest', async (request, reply) => {
    refuseHostile(request.raw);
    const path = request.url;
    const isPublic = path.startsWith('/public/');
    if (!isPublic && !path.startsWith('/api/') && !path.startsWith('/log/')) return;
    const address = sourceAddress(
      request.socket.remoteAddress ?? '',
      request.headers['x-forwarded-for'] as string | undefined,
      trusted,
    );
    const retryAfterS = isPublic && config.rateLimit > 0 ? limiter.hit(address) : 0;
    if (retryAfterS > 0) {
      metrics.limited();
      return sendProblem(reply, { name: 'tooManyRequests', retryAfterS });
    }
    const caller = await authenticate(services, request, address, world.now());
    if (request.is404) return;
    authorize(caller, request.routeOptions.config.permission);
  });
}

function answerErrors(app: FastifyInstance, { logger, world }: ServerOptions): void {
  app.setErrorHandler((error: unknown, request, reply) => {
    const problem = toProblem(error);
    if (problem.name === 'internal') {
      const errorId = world.uuid();
      logger.error(
        { err: error, errorId, method: request.method, route: request.routeOptions.url },
        'request failed',
      );
    }
    return sendProblem(reply, problem);
  });
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const allowed = methodsOf(app, path);
    if (allowed.length > 0)
      return sendProblem(reply.header('allow', allowed.join(', ')), { name: 'methodNotAllowed' });
    return sendProblem(reply, { name: 'routeUnknown', detail: `Cannot ${request.method} ${path}` });
  });
}

function methodsOf(app: FastifyInstance, path: string): string[] {
  const methods = ['GET', 'POST', 'PUT', 'DELETE'] as const;
  return methods.filter(
    (method) => app.findRoute({ url: path, method }) !== null || matches(app, method, path),
  );
}

function matches(app: FastifyInstance, method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string): boolean {
  if (/^\/public\/events\/[^/]+$/.test(path))
    return app.findRoute({ url: '/public/events/:id', method }) !== null;
  return false;
}

function toProblem(error: unknown): Problem {
  if (error instanceof HttpError) return error.problem;
  if (error instanceof Refused) return problemOf(error.refusal);
  const { validation, code } = error as FastifyError;
  const [first] = validation ?? [];
  if (first !== undefined)
    return problemOf({ is: 'invalid', faults: [toFault(first as Parameters<typeof toFault>[0])] });
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return { name: 'tooLarge', detail: `a body holds at most ${limits.requestBytes} bytes` };
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return { name: 'mediaType', detail: 'send application/json, or application/x-ndjson to /api/events' };
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
    case 'FST_ERR_BAD_URL':
      return { name: 'malformed', detail: (error as Error).message };
    default:
      return { name: 'internal' };
  }
}

function logRequests(app: FastifyInstance, { logger }: ServerOptions): void {
  app.addHook('onResponse', async (request, reply) => {
    const caller = callerIfAny(request);
    logger.info({
      method: request.method,
      route: request.routeOptions.url ?? null,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 100) / 100,
      address: request.socket.remoteAddress,
      company: caller?.company.uuid,
      key: caller?.key.id,
    });
  });
}

function callerIfAny(request: FastifyRequest) {
  try {
    return callerOf(request);
  } catch {
    return null;
  }
}

function healthRoutes(app: FastifyInstance, { services }: ServerOptions, state: { stopping: boolean }): void {
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    if (state.stopping)
      return sendProblem(reply, { name: 'unavailable', detail: 'stopping', retryAfterS: 1 });
    try {
      await services.ping();
    } catch (error) {
      return sendProblem(reply, { name: 'unavailable', detail: (error as Error).message, retryAfterS: 1 });
    }
    return { status: 'ready' };
  });
}
