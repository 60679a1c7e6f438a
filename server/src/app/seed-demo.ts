/** The demo companies, recorded through the same ports as everything else. */
import type { DemoCompany, DemoDirectory } from '../domain/demo/types.ts';
import { limits } from '../domain/limits.ts';
import type { Access, Change, Company, Directory, DirectoryKind, Ledger, World } from './ports.ts';
import { commitChanges } from './shared/commit.ts';
import { type LiveDocument, newSubject, rowOf, subjectOf } from './shared/directory-rows.ts';
import { newLog } from './shared/new-log.ts';
import type { Secrets } from './shared/secrets.ts';

/**
 * Creates what is missing of the demo and answers its companies, first one first. An interrupted seeding
 * is finished by the next call: ids and contents follow from the day the company was created.
 */
export type SeedDemo = () => Promise<readonly { company: Company; ownerEmail: string }[]>;

export function seedDemo(at: {
  access: Access;
  directory: Directory;
  ledger: Ledger;
  secrets: Secrets;
  world: World;
  demoData(now: number): readonly DemoCompany[];
  record(company: Company, bodies: readonly unknown[]): Promise<unknown>;
}): SeedDemo {
  async function existing(uuid: string): Promise<Company | null> {
    return (await at.access.companies()).find((company) => company.uuid === uuid) ?? null;
  }

  return async () => {
    const now = at.world.now();
    const seeded: { company: Company; ownerEmail: string }[] = [];
    for (const [i, plan] of at.demoData(now).entries()) {
      const company =
        (await existing(plan.uuid)) ??
        (await at.access.createCompany({
          ...newLog(at),
          uuid: plan.uuid,
          name: plan.name,
          createdAt: now,
        }));
      const demo = company.createdAt === now ? plan : (at.demoData(company.createdAt)[i] ?? plan);
      await putAll(at, company, documentsOf(demo));
      await putAll(at, company, Object.entries(demo.programme) as Documents);
      let from = 0;
      for (const phase of demo.phases) {
        await recordRange(at, company, demo, from, phase.before);
        await putAll(at, company, documentsOf(phase.put));
        from = phase.before;
      }
      await recordRange(at, company, demo, from, demo.events.length);
      const owner = demo.users.find(({ id }) => id === demo.ownerId);
      seeded.push({ company, ownerEmail: owner?.email ?? '' });
    }
    return seeded;
  };
}

async function recordRange(
  at: { record(company: Company, bodies: readonly unknown[]): Promise<unknown> },
  company: Company,
  demo: DemoCompany,
  from: number,
  to: number,
): Promise<void> {
  for (let start = from; start < to; start += limits.eventsPerArray)
    await at.record(company, demo.events.slice(start, Math.min(to, start + limits.eventsPerArray)));
}

type Documents = readonly (readonly [DirectoryKind, readonly LiveDocument[]])[];

function documentsOf(put: Partial<DemoDirectory>): Documents {
  return [
    ['user', put.users ?? []],
    ['workspace', put.workspaces ?? []],
    ['connection', put.connections ?? []],
    ['identity', put.identities ?? []],
    ['backgroundCheck', put.backgroundChecks ?? []],
    ['userDocument', put.userDocuments ?? []],
  ];
}

async function putAll(
  at: { directory: Directory; ledger: Ledger; world: World },
  company: Company,
  documents: Documents,
): Promise<void> {
  const changes: Change[] = [];
  for (const [kind, list] of documents)
    for (const document of list) {
      changes.push({ do: 'put', row: rowOf(kind, document) });
      const ref = subjectOf(kind, document.id);
      if (ref !== null && (await at.directory.subject(company.company, ref)) === null)
        changes.push(newSubject(at.world, ref));
    }
  await commitChanges(at, company, changes);
}
