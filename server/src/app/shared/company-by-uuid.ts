import { limits } from '../../domain/limits.ts';
import type { Access, Company, World } from '../ports.ts';
import { makeCache } from './cache.ts';

/** The served company of a UUID. Remembered for a moment, because a reader asks once and again; what there is not costs a look each. */
export function companyByUuid(at: {
  access: Access;
  world: Pick<World, 'now'>;
}): (uuid: string) => Promise<Company | null> {
  const known = makeCache<{ company: Company; untilMs: number }>(limits.companySecrets);
  return async (uuid) => {
    const kept = known.get(uuid);
    if (kept !== undefined && at.world.now() < kept.untilMs) return kept.company;
    const company = (await at.access.companies()).find((one) => one.uuid === uuid) ?? null;
    if (company !== null) known.set(uuid, { company, untilMs: at.world.now() + limits.keyCacheMs }, 1);
    return company;
  };
}
