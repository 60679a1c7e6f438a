/** Who may come in: keys of programs, links of people. `held` is what the caller may do. */
import type { SignInLink } from '../../app/ports/accounts.ts';
import type { Caller, KeyRecord } from '../../app/ports.ts';

export interface KeyServices {
  create(
    caller: Caller,
    held: readonly string[],
    wish: {
      name: string;
      permissions: readonly string[];
      userId?: number;
      addresses?: readonly string[];
      dateStyle?: KeyRecord['dateStyle'];
      /** Null: it does not expire. */
      lifetimeMs?: number | null;
    },
  ): Promise<{ secret: string; key: KeyRecord }>;
  list(caller: Caller): Promise<readonly KeyRecord[]>;
  revoke(caller: Caller, id: string): Promise<void>;
}

export interface LinkServices {
  auditor(
    caller: Caller,
    held: readonly string[],
    wish: { name: string; email: string | null; endsAt: number },
  ): Promise<{ token: string; link: SignInLink }>;
  invite(
    caller: Caller,
    held: readonly string[],
    userId: number,
  ): Promise<{ token: string; link: SignInLink }>;
  list(caller: Caller): Promise<readonly SignInLink[]>;
  remove(caller: Caller, id: string): Promise<void>;
}
