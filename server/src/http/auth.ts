/** Who may: rate 429, key or session 401, terms 412, permission 403, before anything else of a request is looked at. */
import type { IncomingMessage } from 'node:http';
import type { FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';
import type { Current } from '../app/ports/accounts.ts';
import type { Caller, Credential, Grant, World } from '../app/ports.ts';
import { parseApiKey } from '../domain/api-key.ts';
import type { Permission } from '../domain/permissions.ts';
import { type AddressSet, addressSet } from './addresses.ts';
import { sendProblem } from './answers.ts';
import type { ErrorName } from './errors.ts';
import { isFromOwnPages } from './own-pages.ts';
import type { RateLimit } from './rate-limit.ts';
import type { Services } from './services.ts';
import { tokenOf } from './session-cookie.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Null until the key or the session is accepted. */
    credential: Credential | null;
    /** Of a route that is about the session itself. */
    session: Current | null;
  }
}

/** The credential that admission left; only for handlers of routes behind it. */
export function credentialOf(request: FastifyRequest): Credential {
  if (request.credential === null) throw new Error('this route is not behind admission');
  return request.credential;
}

/** The session that admission left; only for handlers of routes whose `access` is `session`. */
export function sessionOf(request: FastifyRequest): Current {
  if (request.session === null) throw new Error('this route is not behind a session');
  return request.session;
}

/** Who asks; only for handlers of routes behind admission. */
export function callerOf(request: FastifyRequest): Caller {
  const { company, key } = credentialOf(request);
  return { company, userId: key.userId, dateStyle: key.dateStyle };
}

/** Counts a request against its address, before its key costs anything. Null when there is no limit. */
export function limitRate(limit: RateLimit, onRefused: () => void): onRequestHookHandler {
  return (request, reply, done) => {
    const retryAfterS = limit.hit(request.address);
    if (retryAfterS === 0) return done();
    onRefused();
    sendProblem(reply, { name: 'tooManyRequests', retryAfterS });
  };
}

/** Lets a request with a good key or session pass, then checks its user's agreement to the terms. */
export function admit(services: Services, world: World): onRequestHookHandler {
  const find = makeFinder(services);
  const judge = makeJudge(world);
  return (request, reply, done) => {
    find(request).then((found) => {
      const refused = found.is === 'refused' ? found.as : judge(found.credential, request.address);
      if (refused !== null) {
        sendProblem(reply, { name: refused });
        return;
      }
      request.credential = found.is === 'found' ? found.credential : null;
      done();
    }, done);
  };
}

/** Lets a request with a good session pass, whatever its user agreed to: for what the session itself is about. */
export function admitSession(services: Services): onRequestHookHandler {
  return (request, reply, done) => {
    currentSession(services, request).then((found) => {
      if (found.is === 'refused') {
        sendProblem(reply, { name: found.as });
        return;
      }
      request.session = found.current;
      done();
    }, done);
  };
}

/** Refuses what a page of somebody else's sends in the name of whoever looks at it. */
export const requireOwnPages: onRequestHookHandler = (request, reply, done) => {
  if (isFromOwnPages(request)) return done();
  sendProblem(reply, { name: 'crossSite' });
};

/** Whether a request that lasts would still be let in: its key may have been revoked, or its session ended, since. */
export function makeRecheck(services: Services, world: World): (request: FastifyRequest) => Promise<boolean> {
  const find = makeFinder(services);
  const judge = makeJudge(world);
  return async (request) => {
    const found = await find(request);
    return found.is === 'found' && judge(found.credential, request.address) === null;
  };
}

type Found = { is: 'found'; credential: Credential | null } | { is: 'refused'; as: ErrorName };

/** The credential of a request: that of its key, or, without one, that of the session in its cookie. */
function makeFinder(services: Services): (request: FastifyRequest) => Promise<Found> {
  return async (request) => {
    const presented = presentedKey(request);
    if (presented.is === 'refused') return presented;
    if (presented.is === 'key') return { is: 'found', credential: await services.credential(presented.key) };
    const found = await currentSession(services, request);
    if (found.is === 'refused') return found;
    return { is: 'found', credential: services.signingIn.credential(found.current) };
  };
}

async function currentSession(
  services: Services,
  request: FastifyRequest,
): Promise<{ is: 'found'; current: Current } | { is: 'refused'; as: ErrorName }> {
  const token = tokenOf(request);
  const current = token === null ? null : await services.signingIn.current(token);
  if (current === null) return { is: 'refused', as: missing(request) };
  return isFromOwnPages(request) ? { is: 'found', current } : { is: 'refused', as: 'crossSite' };
}

/** Why a key is not accepted; null when it is. */
export function makeJudge(
  world: World,
): (credential: Credential | null, address: string) => ErrorName | null {
  const mayComeFrom = makeAddressCheck();
  return (credential, address) => {
    if (credential === null) return 'keyUnknown';
    const { key } = credential;
    if (key.revokedAt !== null || (key.expiresAt !== null && key.expiresAt <= world.now()))
      return 'keyRefused';
    if (!mayComeFrom(key, address)) return 'keyRefused';
    return credential.termsAgreedAt === null ? 'termsNotAccepted' : null;
  };
}

/** Refuses a key that lacks the one permission of a route. */
export function requirePermission(permission: Permission): onRequestHookHandler {
  return (request: FastifyRequest, reply: FastifyReply, done) => {
    if (credentialOf(request).key.permissions.includes(permission)) return done();
    sendProblem(reply, { name: 'forbidden' });
  };
}

const BEARER = /^Bearer +(.*)$/i;

type Presented = { is: 'key'; key: string } | { is: 'none' } | { is: 'refused'; as: ErrorName };

/** What the Authorization header carries, when its scheme is Bearer. */
export function bearerOf({ headers }: Pick<IncomingMessage, 'headers'>): string | null {
  return BEARER.exec(headers.authorization ?? '')?.[1] ?? null;
}

/** Only the Authorization header counts; the codes are those of contract section 5. */
function presentedKey(request: FastifyRequest): Presented {
  if ((request.headers.authorization ?? '') === '') return { is: 'none' };
  const token = bearerOf(request);
  if (token === null) return { is: 'refused', as: 'keyRefused' };
  const key = parseApiKey(token);
  return key === null ? { is: 'refused', as: 'keyUnknown' } : { is: 'key', key };
}

function missing({ url }: FastifyRequest): ErrorName {
  return url.startsWith('/public/v2/') ? 'authorizationMissingV2' : 'authorizationMissing';
}

/** Lists are compiled once per key record; entries that cannot be read match nothing. */
function makeAddressCheck(): (key: Grant, address: string) => boolean {
  const compiled = new WeakMap<Grant, AddressSet>();
  return (key, address) => {
    if (key.addresses.length === 0) return true;
    let set = compiled.get(key);
    if (set === undefined) {
      set = addressSet(key.addresses);
      compiled.set(key, set);
    }
    return set.has(address);
  };
}
