/**
 * Builds a store of many events by the product's own path, in this process: checked, prepared, sealed, committed, signed
 * and indexed as a server does, without HTTP. A build that was stopped goes on where the log ends.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Caller, Company } from '../../../server/src/app/ports.ts';
import { openSystem, type System } from '../../../server/src/compose.ts';
import { readConfig } from '../../../server/src/config.ts';
import { allPermissions } from '../../../server/src/domain/permissions.ts';
import { directoryOf, eventOf, OWNER } from './events.ts';

/** What a store says of itself in store.json. */
export interface StoreFacts {
  /** Of the data: a store of another one is built again. */
  format: number;
  /** Events of the large company, beside those that tell of its directory. */
  events: number;
  large: CompanyFacts;
  /** A company of 100 events in the same store. */
  small: CompanyFacts;
  complete: boolean;
}

export interface CompanyFacts {
  /** Its number in the store. */
  company: number;
  uuid: string;
  /** Holds every permission. */
  key: string;
  /** The seq of event 0. */
  firstSeq: number;
}

export const FORMAT = 1;
export const SMALL_EVENTS = 100;
/** Events prepared together, and how many such arrays are on their way at once. */
const PIECE = 2_500;
const ON_THE_WAY = 3;
const SIGN_EVERY = 50_000;

export const factsFile = (folder: string) => join(folder, 'store.json');

export async function buildStore(
  folder: string,
  events: number,
  known: StoreFacts | null,
  say: (what: string) => void,
): Promise<StoreFacts> {
  mkdirSync(folder, { recursive: true });
  const config = readConfig({ data: folder }, {});
  const system = await openSystem(config, (error) => {
    console.error(error);
    process.exit(1);
  });
  try {
    const facts = known ?? (await begin(system, events));
    keep(folder, facts);
    const { large, small } = await companiesOf(system, facts);
    await record(system, small, facts.small, SMALL_EVENTS, () => {});
    await record(system, large, facts.large, events, say);
    await system.signCheckpoints();
    while (!(await system.store.search.catchUp())) say('indexing texts');
    const complete = { ...facts, complete: true };
    keep(folder, complete);
    return complete;
  } finally {
    await system.close();
  }
}

function keep(folder: string, facts: StoreFacts): void {
  writeFileSync(factsFile(folder), `${JSON.stringify(facts, null, 2)}\n`, { mode: 0o600 });
}

async function begin(system: System, events: number): Promise<StoreFacts> {
  const small = await beginCompany(system, 'Small');
  const large = await beginCompany(system, 'Large');
  return { format: FORMAT, events, large, small, complete: false };
}

async function beginCompany(system: System, name: string): Promise<CompanyFacts> {
  const { company } = await system.companies.create({ name, ownerEmail: OWNER });
  const { secret } = await system.keys.create(company, {
    userEmail: OWNER,
    name: 'bench',
    permissions: allPermissions,
    lifetimeMs: null,
  });
  await system.acceptTerms(company, OWNER);
  const caller: Caller = { company, userId: 1, dateStyle: 'iso' };
  const { workspaces, users, connections, identities } = directoryOf();
  await system.putDirectory(caller, 'workspaces', workspaces);
  await system.putDirectory(caller, 'users', users);
  await system.putDirectory(caller, 'connections', connections);
  await system.putDirectory(caller, 'identities', identities);
  return {
    company: company.company,
    uuid: company.uuid,
    key: secret,
    firstSeq: await sizeOf(system, company.company),
  };
}

async function companiesOf(system: System, facts: StoreFacts): Promise<{ large: Company; small: Company }> {
  const companies = await system.companies.list();
  const of = ({ uuid }: CompanyFacts) => {
    const company = companies.find((one) => one.uuid === uuid);
    if (company === undefined) throw new Error(`the store does not hold company ${uuid}: remove its folder`);
    return company;
  };
  return { large: of(facts.large), small: of(facts.small) };
}

async function sizeOf(system: System, company: number): Promise<number> {
  return (await system.store.ends.sizes([company])).get(company) ?? 0;
}

/** What is missing at the end of the log, in order; the text index follows as in a server. */
async function record(
  system: System,
  company: Company,
  { firstSeq }: CompanyFacts,
  events: number,
  say: (what: string) => void,
): Promise<void> {
  const begun = (await sizeOf(system, company.company)) - firstSeq;
  const started = performance.now();
  const onTheWay: Promise<unknown>[] = [];
  let indexing: Promise<unknown> = Promise.resolve();
  for (let from = begun; from < events; from += PIECE) {
    const drafts = Array.from({ length: Math.min(PIECE, events - from) }, (_, i) =>
      eventOf(from + i, events),
    );
    onTheWay.push(system.record.all(company, drafts));
    if (onTheWay.length >= ON_THE_WAY) await onTheWay.shift();
    // So that a store of any size needs the same memory, the index is never far behind.
    if ((from / PIECE) % 2 === 0) {
      await indexing;
      indexing = system.store.search.catchUp();
    }
    if (from % SIGN_EVERY < PIECE) {
      await system.signCheckpoints();
      const rate = (from - begun) / ((performance.now() - started) / 1000);
      say(
        `${from.toLocaleString('en')} of ${events.toLocaleString('en')} events, ${Math.round(rate)} a second`,
      );
    }
    await setImmediate();
  }
  await Promise.all([...onTheWay, indexing]);
}
