/** fsck: reads a whole store again and recomputes every digest, leaf, node, root and checkpoint. */
import { StoreDamaged } from '../domain/errors.ts';
import type { FullCheck, LogHistory } from './ports/log-history.ts';
import type { Access, Company, World } from './ports.ts';
import { checkCheckpoint, LogChecker, type LogPorts } from './shared/log-checker.ts';

export interface CheckReport {
  events: number;
  snapshots: number;
  checkpoints: number;
  companies: number;
}

export interface CheckPorts extends LogPorts {
  access: Access;
  logHistory: Pick<LogHistory, 'keepFullCheck'>;
  world: Pick<World, 'now'>;
  /** Of this program. */
  version: string;
  damage(): Promise<readonly string[]>;
}

/**
 * Rejects with StoreDamaged naming the first thing that is wrong. `progress` is told events done and to do. What was found of
 * each company that was looked at is kept in LogHistory; nothing of those behind the first problem, and nothing when the storage
 * itself is damaged.
 */
export type CheckStore = (progress: (done: number, total: number) => void) => Promise<CheckReport>;

export function checkStore(at: CheckPorts): CheckStore {
  return async (progress) => {
    const [damage] = await at.damage();
    if (damage !== undefined) throw new StoreDamaged(`storage: ${damage}`);
    const companies = await at.access.companies();
    const sizes = await Promise.all(companies.map(async (c) => (await at.events.head(c.company)).size));
    const total = sizes.reduce((sum, size) => sum + size, 0);
    const report: CheckReport = { events: 0, snapshots: 0, checkpoints: 0, companies: companies.length };
    for (const company of companies) {
      const checker = new LogChecker(at, company);
      report.checkpoints += await checkCompany(at, company, checker, (done) =>
        progress(report.events + done, total),
      );
      report.events += checker.size;
      report.snapshots += checker.snapshots;
    }
    return report;
  };
}

/** Answers how many checkpoints it has. */
async function checkCompany(
  at: CheckPorts,
  company: Company,
  checker: LogChecker,
  progress: (done: number) => void,
): Promise<number> {
  const beganAt = at.world.now();
  const keep = (found: Pick<FullCheck, 'root' | 'problem'>) =>
    at.logHistory.keepFullCheck(company.company, {
      ...found,
      beganAt,
      endedAt: at.world.now(),
      size: checker.size,
      version: at.version,
    });
  try {
    await checker.run(progress);
    const checkpoints = await checkCheckpoint(at, company);
    await keep({ root: checker.root, problem: null });
    return checkpoints;
  } catch (error) {
    // That it is damaged must be said, whether or not the store can take it.
    if (error instanceof StoreDamaged) await keep({ root: null, problem: error.message }).catch(() => {});
    throw error;
  }
}
