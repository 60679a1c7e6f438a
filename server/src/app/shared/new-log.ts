import type { Company, World } from '../ports.ts';
import { firstLogKey } from './log-signer.ts';
import type { Secrets } from './secrets.ts';

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** A random origin, never made from a name or a host: it says nothing of whose log it is (docs/formats.md, "Origin"). */
export function newOrigin(world: Pick<World, 'randomBytes'>): string {
  const characters = [...world.randomBytes(26)].map((byte) => BASE32[byte % 32]);
  return `affidavit.log/${characters.join('')}`;
}

/** A log that nothing is in yet, and the key that will sign it. */
export function newLog(at: {
  world: Pick<World, 'randomBytes'>;
  secrets: Secrets;
}): Pick<Company, 'origin' | 'generation' | 'logKeys'> {
  const key = firstLogKey(at.secrets, newOrigin(at.world));
  return { origin: key.origin, generation: key.generation, logKeys: [key] };
}
