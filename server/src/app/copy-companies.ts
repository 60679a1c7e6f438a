/** Copying companies into a store that has none: what a backup of PostgreSQL is, and what restores one. */
import { invalid } from '../domain/errors.ts';
import type { BackedUpCompany } from './ports/backup.ts';
import type { MovingCompany, MovingReads } from './ports/moving.ts';
import type { World } from './ports.ts';
import { describeCompany } from './shared/check-copy.ts';
import { type Arrivals, copyCompany, type Progress } from './shared/copy-company.ts';
import { namedCompanies } from './shared/named-companies.ts';

/**
 * Copies companies that are served, named by UUID or name; all when none is named. `from` must speak of one moment. Each is
 * checked before the next is begun, and served by `to` from then on. Rejects with StoreDamaged.
 */
export type CopyCompanies = (
  from: MovingReads,
  names: readonly string[],
  progress: (name: string) => Progress,
) => Promise<readonly BackedUpCompany[]>;

export function copyCompanies(at: { to: Arrivals; world: World }): CopyCompanies {
  return async (from, names, progress) => {
    const here = (await from.companies()).filter(
      ({ standing }) => standing === 'served' || standing === 'leaving',
    );
    const companies = names.length === 0 ? here : namedCompanies(here, names);
    if (companies.length === 0) throw invalid('company', 'this store has none');
    const copied: BackedUpCompany[] = [];
    for (const company of companies) copied.push(await copyOne(at, from, company, progress(company.name)));
    return copied;
  };
}

async function copyOne(
  { to, world }: { to: Arrivals; world: World },
  from: MovingReads,
  source: MovingCompany,
  progress: Progress,
): Promise<BackedUpCompany> {
  const { uuid, name, origin, generation, logKeys, createdAt } = source;
  const move = world.uuid();
  const arrived = await to.moving.arrive({ uuid, name, origin, generation, logKeys, createdAt }, move);
  const target: MovingCompany = { ...arrived, standing: 'arriving', move, place: null };
  await to.moving.complete(target.company, await copyCompany(from, to, source, target, progress));
  return describeCompany(to, target);
}
