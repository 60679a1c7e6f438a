/** What the logs of a copy are, once everything in it was read and recomputed as fsck does. */
import { toHex } from '@affidavit/verify';
import type { BackedUpCompany } from '../ports/backup.ts';
import type { MovingReads } from '../ports/moving.ts';
import type { Company } from '../ports.ts';
import type { Progress } from './copy-company.ts';
import { checkCheckpoint, LogChecker, type LogPorts } from './log-checker.ts';

export type CopyPorts = LogPorts & { moving: Pick<MovingReads, 'companies'> };

/** Of the companies that the copy would serve. Rejects with StoreDamaged naming the first thing that is wrong. */
export async function checkCopy(at: CopyPorts, progress: Progress): Promise<readonly BackedUpCompany[]> {
  const companies = (await at.moving.companies()).filter(
    ({ standing }) => standing === 'served' || standing === 'leaving',
  );
  const found: BackedUpCompany[] = [];
  for (const company of companies) found.push(await describeCompany(at, company));
  const total = found.reduce((sum, { events }) => sum + events, 0);
  let before = 0;
  for (const company of companies) {
    const checker = new LogChecker(at, company);
    await checker.run((done) => progress(before + done, total));
    await checkCheckpoint(at, company);
    before += checker.size;
  }
  return found;
}

export async function describeCompany(at: LogPorts, company: Company): Promise<BackedUpCompany> {
  const { uuid, name, origin } = company;
  const { size, root } = await at.events.head(company.company);
  const latest = await at.checkpoints.latest(company.company);
  return { uuid, name, origin, events: size, root: toHex(root), checkpoint: latest?.note ?? null };
}
