/** The two servers: the application's, and the one for operation. */
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { limits } from '../domain/limits.ts';
import { addressSet } from './addresses.ts';
import { admitRequests, rateLimitOf } from './admission.ts';
import { affidavitsApi } from './api/affidavits.ts';
import { certificateApi } from './api/certificate.ts';
import { directoryApi } from './api/directory.ts';
import { embeddingApi } from './api/embedding.ts';
import { erasureApi } from './api/erasure.ts';
import { eventTypesApi } from './api/event-types.ts';
import { recordingApi } from './api/events.ts';
import { exportingApi } from './api/exporting.ts';
import { feedApi } from './api/feed.ts';
import { findingApi } from './api/finding.ts';
import { keysApi } from './api/keys.ts';
import { linksApi } from './api/links.ts';
import { logApi } from './api/log.ts';
import { logHistoryApi } from './api/log-history.ts';
import { retentionApi } from './api/retention.ts';
import { sessionApi } from './api/session.ts';
import { viewsApi } from './api/views.ts';
import { witnessesApi } from './api/witnesses.ts';
import { readBodies } from './bodies.ts';
import { consolePages } from './console.ts';
import { describeOnly } from './describe.ts';
import { contractDirectory } from './directory.ts';
import { readEventsFirst } from './event-reads.ts';
import { linkedFiles } from './files.ts';
import { healthRoutes } from './health.ts';
import { logFiles } from './log/files.ts';
import { type Metrics, makeMetrics } from './metrics.ts';
import { makeObserver, observeRequests } from './observe.ts';
import { collectOperations, type Described } from './openapi/collect.ts';
import { openApiDocument } from './openapi/document.ts';
import { openApiRoute } from './openapi/routes.ts';
import type { OpenApiDocument } from './openapi/types.ts';
import { referenceRoutes } from './reference/routes.ts';
import { answerClientError, answerErrors, answerUnroutable } from './refusals.ts';
import type { ServerOptions, Timeouts } from './settings.ts';
import { makeSignInLimit } from './sign-in-limit.ts';
import { ssoRoutes } from './sso.ts';
import { eventsV1 } from './v1/events.ts';
import { downloadJobsV2 } from './v2/download-jobs.ts';
import { eventsV2 } from './v2/events.ts';
import { compileInput } from './validation.ts';

export interface Servers {
  described: readonly Described[];
  openApi(): OpenApiDocument;
  app: FastifyInstance;
  operations: FastifyInstance;
  listen(): Promise<{ address: string; operationsAddress: string }>;
  /** Accepts nothing new, finishes what was accepted within limits.shutdownMs. */
  close(): Promise<void>;
}

export function buildServers(options: ServerOptions): Servers {
  const { config, services, logger } = options;
  const metrics = options.metrics ?? makeMetrics({ runtime: true });
  const timeouts = { ...defaultTimeouts, ...options.timeouts };
  const stopping = new AbortController();
  const isLogged = config.accessLog ?? logger.isLevelEnabled('info');
  const observe = makeObserver(metrics, isLogged ? logger : null);
  const trusted = config.trustedProxies.length === 0 ? null : addressSet(config.trustedProxies);
  const limit = rateLimitOf(options, config.rateLimit);
  const app = makeApp(timeouts);
  putFirst(app, (routes) => readEventsFirst({ ...options, trusted, limit, stopping, observe, routes }));
  const described = collectOperations(app);
  answerErrors(app, options);
  readBodies(app, timeouts.bodyMs);
  app.setValidatorCompiler(compileInput);
  describeOnly(app);
  admitRequests(app, options, { trusted, limit, metrics, stopping });
  observeRequests(app, observe);
  closeIdle(app, stopping.signal);
  healthRoutes(app, services);
  eventsV1(app, services);
  eventsV2(app, services);
  recordingApi(app, { services, metrics, logger, stopping: stopping.signal });
  findingApi(app, services);
  affidavitsApi(app, services);
  exportingApi(app, services);
  feedApi(app, {
    services,
    metrics,
    world: options.world,
    stopping: stopping.signal,
    heartbeatMs: timeouts.heartbeatMs,
  });
  certificateApi(app, services);
  directoryApi(app, services);
  removalApi(app, services);
  eventTypesApi(app, services);
  contractDirectory(app, services);
  logFiles(app, services);
  logApi(app, services);
  logHistoryApi(app, services);
  witnessesApi(app, services);
  accessApi(app, options);
  downloadJobsV2(app, services);
  linkedFiles(app, services);
  const describe = documentOf(described);
  openApiRoute(app, () => JSON.stringify(describe()));
  referenceRoutes(app, describe);
  consolePages(app);

  const operations = makeOperations(options, metrics);
  return {
    described,
    openApi: describe,
    app,
    operations,
    async listen() {
      await app.listen({ host: config.host, port: config.port });
      await operations.listen({ host: config.host, port: config.operationsPort });
      return { address: addressOf(app), operationsAddress: addressOf(operations) };
    },
    async close() {
      stopping.abort();
      const late = setTimeout(() => app.server.closeAllConnections(), timeouts.shutdownMs);
      await Promise.all([app.close(), operations.close()]);
      clearTimeout(late);
    },
  };
}

function makeOperations(options: ServerOptions, { registry }: Metrics): FastifyInstance {
  const app = Fastify({ forceCloseConnections: true, frameworkErrors: answerUnroutable, schemaController });
  answerErrors(app, options);
  app.get('/metrics', async (_request, reply) =>
    reply.header('content-type', registry.contentType).send(await registry.metrics()),
  );
  return app;
}

/** Made when it is first asked for: describing takes a tenth of a start. */
function documentOf(described: readonly Described[]): () => OpenApiDocument {
  let document: OpenApiDocument | undefined;
  return () => (document ??= openApiDocument(described));
}

/** Who comes in. */
function accessApi(app: FastifyInstance, { services, logger, world, monotonicMs }: ServerOptions): void {
  ssoRoutes(app, { services, logger, seconds: limits.ssoMs / 1000 });
  keysApi(app, services, world);
  linksApi(app, services);
  viewsApi(app, services);
  embeddingApi(app, services);
  sessionApi(app, { services, limit: makeSignInLimit(monotonicMs) });
}

/** What takes things away. */
function removalApi(app: FastifyInstance, services: ServerOptions['services']): void {
  erasureApi(app, services);
  retentionApi(app, services);
}

const defaultTimeouts: Timeouts = {
  headersMs: limits.headersMs,
  bodyMs: limits.bodyMs,
  connectionIdleMs: limits.connectionIdleMs,
  keepAliveMs: limits.keepAliveMs,
  checkingIntervalMs: limits.connectionsCheckMs,
  shutdownMs: limits.shutdownMs,
  heartbeatMs: limits.heartbeatMs,
};

/** Fastify loads compilers of its own unless it is told how to make some: a twentieth of a start, and they are not used. */
const schemaController = { compilersFactory: { buildValidator: noCompiler, buildSerializer: noCompiler } };

function noCompiler(): never {
  throw new Error('a route with a schema was added before the compilers were set');
}

function makeApp(timeouts: Timeouts): FastifyInstance {
  return Fastify({
    bodyLimit: limits.requestBytes,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    // No limit on a whole request, because a stream of events may last for hours; a silent socket is closed.
    connectionTimeout: timeouts.connectionIdleMs,
    keepAliveTimeout: timeouts.keepAliveMs,
    http: {
      headersTimeout: timeouts.headersMs,
      requestTimeout: 0,
      connectionsCheckingInterval: timeouts.checkingIntervalMs,
      // guard.ts asks for it, and answers in the contract's shape.
      requireHostHeader: false,
    },
    // As long as a request line can be: an id of any length is judged by its form.
    routerOptions: { maxParamLength: 16 * 1024 },
    clientErrorHandler: answerClientError,
    frameworkErrors: answerUnroutable,
    schemaController,
  });
}

/**
 * Has `first` see each request before the routes. (Fastify's `serverFactory` would do it too, but a server of it listens on one of
 * the addresses of a name only.)
 */
function putFirst({ server }: FastifyInstance, first: (routes: RequestListener) => RequestListener): void {
  for (const routes of server.listeners('request') as RequestListener[])
    server.off('request', routes).on('request', first(routes));
}

function addressOf(app: FastifyInstance): string {
  const { address, port, family } = app.server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

/** A connection that becomes idle while stopping would keep the process for as long as it is kept alive. */
function closeIdle(app: FastifyInstance, stopping: AbortSignal): void {
  app.addHook('onResponse', (_request, _reply, done) => {
    if (stopping.aborted) setImmediate(() => app.server.closeIdleConnections());
    done();
  });
}
