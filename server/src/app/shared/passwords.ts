/**
 * Passwords as they are kept: scrypt of node:crypto, written down with its own cost (`scrypt$N$r$p$salt$key`), so that
 * the cost may grow without anybody losing theirs. A hashing takes limits.passwordMemoryBytes, so only a few are made at
 * once, the others wait, and when too many wait they are refused: attempts to sign in cannot use up the machine.
 */
import { scrypt, timingSafeEqual } from 'node:crypto';
import { invalid, Refused } from '../../domain/errors.ts';
import { limits } from '../../domain/limits.ts';

export interface Passwords {
  /** Rejects with Refused `busy` when too many are waiting. */
  make(password: string): Promise<string>;
  /**
   * Whether it is that password. For null (there is none) it takes as long, and is false. Rejects with Refused `busy`.
   */
  fits(password: string, kept: string | null): Promise<boolean>;
}

/** Parameters that OWASP's cheat sheet of 2024 puts beside N = 2^17, r = 8, p = 1: as dear to guess, a quarter of the memory. */
const COST = { N: 2 ** 15, r: 8, p: 3 };
const KEY_BYTES = 32;
const SALT_BYTES = 16;

type Cost = typeof COST;

export function makePasswords(randomBytes: (count: number) => Uint8Array): Passwords {
  const inTurn = makeTurns(limits.passwordsAtOnce, limits.passwordsWaiting);
  const derive = (password: string, salt: Uint8Array, cost: Cost) =>
    inTurn(
      () =>
        new Promise<Buffer>((resolve, reject) => {
          // One person types é as one character, another keyboard as two.
          scrypt(
            password.normalize('NFC'),
            salt,
            KEY_BYTES,
            { ...cost, maxmem: limits.passwordMemoryBytes },
            (error, key) => (error === null ? resolve(key) : reject(error)),
          );
        }),
    );
  return {
    async make(password) {
      const salt = randomBytes(SALT_BYTES);
      const key = await derive(password, salt, COST);
      return ['scrypt', COST.N, COST.r, COST.p, base64(salt), base64(key)].join('$');
    },
    async fits(password, kept) {
      if (kept === null) {
        await derive(password, new Uint8Array(SALT_BYTES), COST);
        return false;
      }
      const [, N, r, p, salt = '', key = ''] = kept.split('$');
      const derived = await derive(password, Buffer.from(salt, 'base64'), {
        N: Number(N),
        r: Number(r),
        p: Number(p),
      });
      return timingSafeEqual(derived, Buffer.from(key, 'base64'));
    },
  };
}

/** Throws Refused `invalid` when it is too short to be worth guessing at, or too long to be one. */
export function checkNewPassword(member: string, password: string): void {
  const { length } = [...password];
  if (length < limits.passwordMinChars || length > limits.passwordMaxChars)
    throw invalid(
      member,
      `must have between ${limits.passwordMinChars} and ${limits.passwordMaxChars} characters`,
    );
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** Runs at most `atOnce`, the others in the order in which they came. */
function makeTurns(atOnce: number, waiting: number) {
  const queue: (() => void)[] = [];
  let running = 0;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= atOnce) {
      if (queue.length >= waiting)
        throw new Refused({ is: 'busy', message: 'too many are signing in: try again', retryAfterS: 5 });
      await new Promise<void>((resolve) => queue.push(resolve));
    } else running++;
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next === undefined) running--;
      else next();
    }
  };
}
