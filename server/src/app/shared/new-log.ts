import type { World } from '../ports.ts';

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** A random origin, never made from a name or a host: it says nothing of whose log it is (docs/formats.md, "Origin"). */
export function newLog(world: World): { origin: string; generation: number } {
  const characters = [...world.randomBytes(26)].map((byte) => BASE32[byte % 32]);
  return { origin: `affidavit.log/${characters.join('')}`, generation: 1 };
}
