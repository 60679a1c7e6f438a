/** Who may: rate 429, key 401, terms 412, permission 403, before anything else of a request is looked at. */
import type { FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';
import type { Caller, Credential, KeyRecord, World } from '../app/ports.ts';
import { parseApiKey } from '../domain/api-key.ts';
import type { Permission } from '../domain/permissions.ts';
import { type AddressSet, addressSet } from './addresses.ts';
import { sendProblem } from './answers.ts';
import type { ErrorName } from './errors.ts';
import type { RateLimit } from './rate-limit.ts';
import type { Services } from './services.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Null until the key is accepted. */
    credential: Credential | null;
  }
}

/** The credential that admission left; only for handlers of routes behind it. */
export function credentialOf(request: FastifyRequest): Credential {
  if (request.credential === null) throw new Error('this route is not behind admission');
  return request.credential;
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

/** Lets a request with a good key pass, then checks its user's agreement to the terms. */
export function admit(services: Services, world: World): onRequestHookHandler {
  const judge = makeJudge(world);
  return (request, reply, done) => {
    const presented = presentedKey(request);
    if (presented.is === 'refused') {
      sendProblem(reply, { name: presented.as });
      return;
    }
    services.credential(presented.key).then((credential) => {
      const refused = judge(credential, request.address);
      if (refused !== null) {
        sendProblem(reply, { name: refused });
        return;
      }
      request.credential = credential;
      done();
    }, done);
  };
}

/** Whether a request that lasts would still be let in: its key may have been revoked, or have expired, since. */
export function makeRecheck(services: Services, world: World): (request: FastifyRequest) => Promise<boolean> {
  const judge = makeJudge(world);
  return async (request) => {
    const presented = presentedKey(request);
    if (presented.is === 'refused') return false;
    return judge(await services.credential(presented.key), request.address) === null;
  };
}

/** Why a key is not accepted; null when it is. */
function makeJudge(world: World): (credential: Credential | null, address: string) => ErrorName | null {
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

type Presented = { is: 'key'; key: string } | { is: 'refused'; as: ErrorName };

/** Only the Authorization header counts; the codes are those of contract section 5. */
function presentedKey(request: FastifyRequest): Presented {
  const header = request.headers.authorization ?? '';
  if (header === '')
    return {
      is: 'refused',
      as: request.url.startsWith('/public/v2/') ? 'authorizationMissingV2' : 'authorizationMissing',
    };
  const token = BEARER.exec(header)?.[1];
  if (token === undefined) return { is: 'refused', as: 'keyRefused' };
  const key = parseApiKey(token);
  return key === null ? { is: 'refused', as: 'keyUnknown' } : { is: 'key', key };
}

/** Lists are compiled once per key record; entries that cannot be read match nothing. */
function makeAddressCheck(): (key: KeyRecord, address: string) => boolean {
  const compiled = new WeakMap<KeyRecord, AddressSet>();
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
