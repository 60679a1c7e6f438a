/** A new API key: its secret is shown once and stored nowhere. */
import { makeApiKey } from '../../domain/api-key.ts';
import { limits } from '../../domain/limits.ts';
import type { KeyRecord, World } from '../ports.ts';
import { nativeSha256 } from './secrets.ts';

export interface KeyWish {
  name: string;
  permissions: readonly string[];
  addresses?: readonly string[];
  dateStyle?: KeyRecord['dateStyle'];
  /** From now until it expires. Null: never. Absent: limits.keyLifetimeMs. */
  lifetimeMs?: number | null;
}

/** What is not said of a key: any address, ISO times, limits.keyLifetimeMs. */
export function newKey(world: World, userId: number, wish: KeyWish): { secret: string; key: KeyRecord } {
  const secret = makeApiKey(world.randomBytes(32));
  const now = world.now();
  const { name, permissions, addresses = [], dateStyle = 'iso', lifetimeMs = limits.keyLifetimeMs } = wish;
  const key: KeyRecord = {
    id: world.uuid(),
    hash: nativeSha256(Buffer.from(secret)),
    userId,
    name,
    permissions: [...new Set(permissions)],
    addresses,
    dateStyle,
    createdAt: now,
    expiresAt: lifetimeMs === null ? null : now + lifetimeMs,
    revokedAt: null,
  };
  return { secret, key };
}
