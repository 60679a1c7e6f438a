/** A company with everything in its log, as it was on three days, and what an auditor took along on the second. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Company } from '../../src/app/ports.ts';
import { logSigner } from '../../src/app/shared/log-signer.ts';
import { openAudit } from '../../src/compose.ts';
import { tempFolder } from '../system.ts';
import { clock, type HandedOut, opened } from './handed-out.ts';
import type { Kind, Place } from './place.ts';

export interface Prepared {
  kind: Kind;
  company: Company;
  /** The key that the auditor pinned. */
  vkey: string;
  /** The store before the auditor came, when they looked, and now. */
  older: Place;
  seen: Place;
  today: Place;
  /** Events under the checkpoint of each day. */
  sizes: { older: number; seen: number; today: number };
  /** An event with everything that one can have, and the one that erased a person; both were seen. */
  full: { seq: number; id: string };
  erasing: { seq: number; id: string };
  /** The auditor's: the checkpoint that they saw, the state of their audit, and files that they took along. */
  last: string;
  audit: string;
  affidavit: string;
  /** Of the time in which the last events that the auditor saw were recorded. */
  certificate: string;
  period: { from: number; to: number };
  /** A new name in the folder of the tests. */
  fresh(name: string): string;
  remove(): Promise<void>;
}

const least = { category: 'POLICY', source: 'APP' };

/** `count` events that differ in what they have. */
function drafts(word: string, count: number): object[] {
  return Array.from({ length: count }, (_, i) => ({
    ...least,
    type: i % 2 === 0 ? 'POLICY_VERSION_UPDATED' : 'POLICY_VERSION_ADDED',
    description: `${word} ${i}`,
    ...(i % 3 === 0 && { userId: 1 }),
    ...(i % 5 === 0 && { status: 'PASSED' }),
    ...(i % 7 === 0 && { metadata: { dto: { i } } }),
  }));
}

const everything = {
  ...least,
  type: 'POLICY_VERSION_UPDATED',
  status: 'FAILED',
  description: 'Everything that an event can have.',
  userId: 1,
  connectionId: 4,
  workspaceId: 5,
  testId: 6,
  controlIds: [7, 8],
  metadata: { dto: { name: 'Access control' } },
  testName: 'MFA',
  requestDescription: 'GET /users',
  issues: [{ user: 'x' }],
  provenance: { system: 'elsewhere', fetchedAt: '2026-01-02T03:04:05.678Z', sourceDigest: 'ab'.repeat(32) },
};

async function populate(system: HandedOut): Promise<Company> {
  const { company } = await system.companies.create({ name: 'Acme', ownerEmail: 'sally@example.com' });
  await system.acceptTerms(company, 'sally@example.com');
  await system.put(company, 'users', [{ id: 2, email: 'gone@example.com', firstName: 'Gone' }]);
  await system.put(company, 'workspaces', [{ id: 5, name: 'Main' }]);
  await system.put(company, 'connections', [{ id: 4, clientType: 'GITHUB', ownerId: 1, workspaceIds: [5] }]);
  await system.put(company, 'identities', [{ id: 9, userId: 1, connectionId: 4, identityId: 'sally' }]);
  return company;
}

/** The first day: more than a tile of events. */
async function firstDay(system: HandedOut, company: Company) {
  await system.record(company, drafts('early', 200));
  await system.record(company, [
    { ...least, type: 'POLICY_VERSION_UPDATED', description: 'Theirs.', userId: 2 },
  ]);
  await system.record(company, drafts('later', 50));
  const { eventIds } = await system.erase(company, 1, 2, { reason: 'They asked.', legalBasis: 'GDPR 17' });
  const erasing = await system.store.events.event(company.company, eventIds[0] ?? '');
  const [full] = await system.record(company, [everything]);
  await system.record(company, drafts('last', 10));
  if (erasing === null || full === undefined) throw new Error('the first day is not what it was meant to be');
  return { erasing: { seq: erasing.seq, id: erasing.entry.id }, full: { seq: full.seq, id: full.id } };
}

async function sizeOf(system: HandedOut, company: Company): Promise<number> {
  await system.sign();
  return (await system.store.events.head(company.company)).size;
}

export async function prepare(kind: Kind): Promise<Prepared> {
  const temp = tempFolder();
  const at = (name: string) => join(temp.path, name);
  let names = 0;
  const today = await kind.place(at('today'));
  const begun = await opened(today, async (system) => {
    const company = await populate(system);
    const days = await firstDay(system, company);
    return { company, ...days, size: await sizeOf(system, company) };
  });
  const { company, erasing, full } = begun;
  const older = await today.copy(at('older'));
  const from = clock.now;
  const seenSize = await opened(today, async (system) => {
    await system.record(company, drafts('seen', 12));
    return sizeOf(system, company);
  });
  const period = { from, to: clock.now };
  const seen = await today.copy(at('seen'));
  const taken = await opened(await seen.copy(at('auditor')), async (system) => {
    const { vkey } = logSigner(system.secrets, company);
    await system.published(company, at('published'));
    const audit = openAudit({ folder: at('audit'), log: at('published'), accessKey: null });
    const { outcome } = await audit.run({ vkeys: [vkey], policy: null });
    audit.close();
    if (outcome !== 'verified') throw new Error('the log does not hold before anybody touched it');
    writeFileSync(at('full.affidavit.json'), await system.affidavit(company, full.id));
    const certificate = await system.certificate(company, period.from, period.to);
    writeFileSync(at('seen.certificate'), certificate);
    return { vkey };
  });
  const todaySize = await opened(today, async (system) => {
    await system.record(company, drafts('today', 15));
    return sizeOf(system, company);
  });
  writeFileSync(at('last'), readFileSync(at('audit/checkpoint')));
  return {
    kind,
    company,
    vkey: taken.vkey,
    older,
    seen,
    today,
    sizes: { older: begun.size, seen: seenSize, today: todaySize },
    full,
    erasing,
    last: at('last'),
    audit: at('audit'),
    affidavit: at('full.affidavit.json'),
    certificate: at('seen.certificate'),
    period,
    fresh: (name) => at(`${++names}-${name}`),
    async remove() {
      await kind.stop();
      temp.remove();
    },
  };
}
