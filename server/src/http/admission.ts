/** Which checks stand before which route, and in which order: guard, rate, key, terms, permission. */
import type { FastifyInstance, onRequestHookHandler } from 'fastify';
import type { Company } from '../app/ports.ts';
import { limits } from '../domain/limits.ts';
import type { Permission } from '../domain/permissions.ts';
import type { AddressSet } from './addresses.ts';
import { admit, admitSession, limitRate, requireOwnPages, requirePermission } from './auth.ts';
import { knowBaseUrl } from './base-url.ts';
import { admitEmbedded } from './embedding.ts';
import { guard } from './guard.ts';
import type { Metrics } from './metrics.ts';
import { makeRateLimit, type RateLimit } from './rate-limit.ts';
import type { Services } from './services.ts';
import type { ServerOptions, Stopping } from './settings.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a key must hold to use this route; a route without one is open to everybody. */
    permission?: Permission;
    /**
     * `session`: the route is about the session in the cookie. `signIn`: it opens one, for pages of this server. `embed`: it
     * is for pages of others, which have a token.
     */
    access?: 'session' | 'signIn' | 'embed';
    /** The path names a company (`:company`) whose log may be public: then no key is asked for. */
    openLog?: boolean;
  }
  interface FastifyRequest {
    /** The company whose public log is read; null where a key decides. */
    openLog: Company | null;
  }
}

const LIMITED = ['/public/'];
const CLOSED = ['/public/', '/api/', '/log/'];

/** What admission shares with event-reads.ts, which does the same checks of its one route before the router. */
export interface Admission {
  trusted: AddressSet | null;
  /** Of an address on /public; null: no limit. */
  limit: RateLimit | null;
  metrics: Metrics;
  stopping: Stopping;
}

/**
 * To be set up before routes are added. The checks follow the route that was matched, never the spelling of the
 * path; only where no route matched, the path decides whether strangers are told so.
 */
export function admitRequests(
  app: FastifyInstance,
  options: ServerOptions,
  { trusted, limit, metrics, stopping }: Admission,
): void {
  const { config, services, world } = options;
  app.decorateRequest('address', '');
  app.decorateRequest('credential', null);
  app.decorateRequest('session', null);
  app.decorateRequest('openLog', null);
  app.decorateRequest('embedding', null);
  knowBaseUrl(app, { publicUrl: config.publicUrl, trusted });
  app.addHook('onRequest', guard({ trusted, stopping }));

  const limitRequests = limit === null ? null : limitRate(limit, metrics.rateLimited);
  const strangers = rateLimitOf(options, config.rateLimit * limits.openLogRateFactor);
  const limitStrangers = strangers === null ? null : limitRate(strangers, metrics.rateLimited);
  const admission = admit(services, world);
  if (limitRequests !== null) app.addHook('onRequest', whereNothingIs(LIMITED, limitRequests));
  app.addHook('onRequest', whereNothingIs(CLOSED, admission));
  app.addHook('onRoute', (route) => {
    const access = route.config?.access;
    if (access === 'session') route.onRequest = admitSession(services);
    if (access === 'signIn') route.onRequest = requireOwnPages;
    if (access === 'embed')
      route.onRequest = [...(limitStrangers === null ? [] : [limitStrangers]), admitEmbedded(services)];
    const permission = route.config?.permission;
    if (permission === undefined) return;
    const checks = [admission, requirePermission(permission)];
    if (route.config?.openLog === true) {
      route.onRequest = openLogs(services, limitStrangers, checks);
      return;
    }
    const isLimited = LIMITED.some((prefix) => route.url.startsWith(prefix));
    route.onRequest = isLimited && limitRequests !== null ? [limitRequests, ...checks] : checks;
  });
}

/** `limit` requests of an address in limits.rateWindowMs; null: as many as it likes, for 0. */
export function rateLimitOf({ monotonicMs }: ServerOptions, limit: number): RateLimit | null {
  if (limit === 0) return null;
  const { rateWindowMs: windowMs, rateAddresses: maxAddresses } = limits;
  return makeRateLimit({ limit, windowMs, maxAddresses }, monotonicMs);
}

/** A public log is shown to whoever does not ask too often; any other one to whom the checks let pass. */
function openLogs(
  services: Services,
  limit: onRequestHookHandler | null,
  checks: readonly onRequestHookHandler[],
): onRequestHookHandler[] {
  const isOpen: onRequestHookHandler = (request, _reply, done) => {
    const { company } = request.params as { company: string };
    services.log.opened(company).then((opened) => {
      request.openLog = opened;
      done();
    }, done);
  };
  const whereOpen = (hook: onRequestHookHandler): onRequestHookHandler =>
    function (request, reply, done) {
      if (request.openLog !== null) hook.call(this, request, reply, done);
      else done();
    };
  const whereClosed = (hook: onRequestHookHandler): onRequestHookHandler =>
    function (request, reply, done) {
      if (request.openLog === null) hook.call(this, request, reply, done);
      else done();
    };
  return [isOpen, ...(limit === null ? [] : [whereOpen(limit)]), ...checks.map(whereClosed)];
}

function whereNothingIs(prefixes: readonly string[], hook: onRequestHookHandler): onRequestHookHandler {
  return function (request, reply, done) {
    if (request.is404 && prefixes.some((prefix) => request.url.startsWith(prefix)))
      hook.call(this, request, reply, done);
    else done();
  };
}
