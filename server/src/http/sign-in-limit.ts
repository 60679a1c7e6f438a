/** How often signing in may be tried, per account and per address: on each instance by itself. */
import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { limits } from '../domain/limits.ts';
import { makeRateLimit } from './rate-limit.ts';

export interface SignInLimit {
  /** Counts an attempt. 0 when it may be made, otherwise after how many seconds one may be. */
  hit(address: string, email: string): number;
  /** It was the right person: such attempts do not count. */
  forgive(address: string, email: string): void;
}

/** `nowMs` must never go back. */
export function makeSignInLimit(nowMs: () => number): SignInLimit {
  const { signInWindowMs: windowMs, rateAddresses: maxAddresses } = limits;
  const allow = (limit: number) => makeRateLimit({ limit, windowMs, maxAddresses }, nowMs);
  const both = allow(limits.signInAttempts);
  const perAddress = allow(limits.signInAttemptsPerAddress);
  const perAccount = allow(limits.signInAttemptsPerAccount);
  const counters = (address: string, email: string) => {
    const network = networkOf(address);
    // Names of any length must not fill the memory.
    const account = createHash('sha256').update(email.toLowerCase()).digest('base64');
    return [
      [perAddress, network],
      [both, `${network} ${account}`],
      [perAccount, account],
    ] as const;
  };
  return {
    hit: (address, email) => Math.max(...counters(address, email).map(([limit, name]) => limit.hit(name))),
    forgive(address, email) {
      for (const [limit, name] of counters(address, email)) limit.forgive(name);
    },
  };
}

/** Whoever has one address of IPv6 has all that begin with the same 64 bits. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const filled = [...groups, ...Array(8 - groups.length - after.length).fill('0'), ...after];
  return filled.slice(0, 4).join(':');
}
