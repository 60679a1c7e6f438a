/** Who sends a request: established before anything of its body is read. */
import type { FastifyRequest } from 'fastify';
import type { Credential } from '../app/ports.ts';
import { parseApiKey } from '../domain/api-key.ts';
import { addressSet } from './addresses.ts';
import { HttpError } from './errors.ts';
import type { Services } from './services.ts';

const callers = new WeakMap<FastifyRequest, Credential>();

/** The credential that `authenticate` accepted. */
export function callerOf(request: FastifyRequest): Credential {
  const caller = callers.get(request);
  if (caller === undefined) throw new Error('this route has no caller: it is served without authentication');
  return caller;
}

const BEARER = /^Bearer +(\S+)$/i;

/** Rejects with the contract's 401s. `address` is where the request comes from. */
export async function authenticate(
  services: Services,
  request: FastifyRequest,
  address: string,
  now: number,
): Promise<Credential> {
  const header = request.headers.authorization;
  if (header === undefined) throw new HttpError('authorizationMissing');
  const secret = BEARER.exec(header)?.[1];
  if (secret === undefined) throw new HttpError('keyRefused');
  if (parseApiKey(secret) === null) throw new HttpError('keyUnknown');
  const credential = await services.credential(secret);
  if (credential === null) throw new HttpError('keyUnknown');
  const { revokedAt, expiresAt, addresses } = credential.key;
  if (revokedAt !== null || (expiresAt !== null && expiresAt <= now)) throw new HttpError('keyRefused');
  if (addresses.length > 0 && !addressSet(addresses).has(address)) throw new HttpError('keyRefused');
  callers.set(request, credential);
  return credential;
}

/** Terms before permission: the order of the contract (section 5). */
export function authorize(caller: Credential, permission: string | undefined): void {
  if (caller.termsAgreedAt === null) throw new HttpError('termsNotAccepted');
  if (permission === undefined || !caller.key.permissions.includes(permission))
    throw new HttpError('forbidden');
}
