/** fsck: reads a whole store again and recomputes every digest, leaf, node, root and checkpoint. */
import { StoreDamaged } from '../domain/errors.ts';
import type { Access } from './ports.ts';
import { checkCheckpoint, LogChecker, type LogPorts } from './shared/log-checker.ts';

export interface CheckReport {
  events: number;
  snapshots: number;
  checkpoints: number;
  companies: number;
}

export interface CheckPorts extends LogPorts {
  access: Access;
  damage(): Promise<readonly string[]>;
}

/** Rejects with StoreDamaged naming the first thing that is wrong. `progress` is told events done and to do. */
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
      await checker.run((done) => progress(report.events + done, total));
      report.events += checker.size;
      report.snapshots += checker.snapshots;
      report.checkpoints += await checkCheckpoint(at, company);
    }
    return report;
  };
}
