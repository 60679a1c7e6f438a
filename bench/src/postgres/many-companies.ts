/** `npm run bench -- many-companies`: how long a server takes to start before many companies, into docs/operations.md. */
import { join } from 'node:path';
import type { Company } from '../../../server/src/app/ports.ts';
import { openSystem, type System } from '../../../server/src/compose.ts';
import { readConfig } from '../../../server/src/config.ts';
import { type Say, serverOf } from '../servers.ts';
import { median } from '../statistics.ts';
import { type Home, preparePostgres } from './ground.ts';

const COMPANIES = 10_000;
/** How many of them have a signed log when a server is started. */
const SIGNED = [0, 1_000, 10_000];
const STARTS = 5;
const AT_ONCE = 50;
const EVENT = {
  type: 'COMPANY_DATA_UPDATED',
  category: 'COMPANY',
  source: 'APP',
  description: 'The company began.',
  userId: 1,
};

export interface Started {
  signed: number;
  seconds: number;
}

export async function measureStarts(say: Say): Promise<readonly Started[]> {
  const ground = await preparePostgres();
  const { home } = ground;
  try {
    const made = await within(home, async (system) => {
      const companies: Company[] = [];
      for (let from = 0; from < COMPANIES; from += AT_ONCE) {
        say(`many-companies: ${from} of ${COMPANIES} companies`);
        const names = Array.from({ length: AT_ONCE }, (_, i) => `Company ${from + i}`);
        const create = (name: string) => system.companies.create({ name, ownerEmail: 'owner@example.com' });
        companies.push(...(await Promise.all(names.map(create))).map(({ company }) => company));
      }
      return companies;
    });
    const starts: Started[] = [];
    let signed = 0;
    for (const wanted of SIGNED) {
      await within(home, async (system) => {
        for (; signed < wanted; signed += AT_ONCE) {
          say(`many-companies: events in ${signed} of ${wanted}`);
          const some = made.slice(signed, signed + AT_ONCE);
          await Promise.all(some.map((company) => system.record.all(company, [EVENT])));
        }
        say(`many-companies: signing ${wanted}`);
        await system.signCheckpoints();
      });
      starts.push({ signed: wanted, seconds: await startsOf(home, say) });
    }
    return starts;
  } finally {
    await ground.close();
  }
}

async function within<T>({ folder, env }: Home, work: (system: System) => Promise<T>): Promise<T> {
  const config = readConfig({ data: folder, keyFile: join(folder, 'affidavit.key') }, env);
  const system = await openSystem(config, (error) => {
    throw error;
  });
  try {
    return await work(system);
  } finally {
    await system.close();
  }
}

/** From the start of the process to its first answer. */
async function startsOf(home: Home, say: Say): Promise<number> {
  const seconds: number[] = [];
  for (let start = 1; start <= STARTS; start++) {
    say(`many-companies: start ${start} of ${STARTS}`);
    const began = performance.now();
    const server = await serverOf(home, false);
    await fetch(`${server.address}/healthz`);
    seconds.push((performance.now() - began) / 1000);
    await server.stop();
  }
  return median(seconds);
}

export function startTable(starts: readonly Started[]): string {
  return [
    `| ${COMPANIES.toLocaleString('en')} companies, of which so many have a signed log | seconds until the first answer |`,
    '|---|---|',
    ...starts.map(({ signed, seconds }) => `| ${signed.toLocaleString('en')} | ${seconds.toFixed(1)} |`),
    '',
    `Medians of ${STARTS} starts`,
  ].join('\n');
}
