/** A store with everything in it, and what the outside sees of it. */
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import type { Company, Store } from '../src/app/ports.ts';
import { openSystem, type System, serve } from '../src/compose.ts';
import { type Config, readConfig } from '../src/config.ts';
import { allPermissions } from '../src/domain/permissions.ts';
import { get, post, put } from './client.ts';
import { signInWith, tokenIn } from './sign-in-kit.ts';
import { describedOperations, kindsOf, makeThings, pathTo, sample, type Things } from './things.ts';

export interface Filled {
  config: Config;
  company: Company;
  key: string;
  things: Things;
}

const fail = (error: Error): never => {
  throw error;
};

export const configOf = (folder: string, more: { database?: string; keyFile?: string } = {}): Config =>
  readConfig({ data: folder, port: '0', operationsPort: '0', rateLimit: '0', ...more }, {});

export const open = (config: Config): Promise<System> => openSystem(config, fail);

/** Serves it while `run` runs. */
export async function whileServed<T>(
  config: Config,
  run: (address: string, system: System) => Promise<T>,
): Promise<T> {
  const system = await open(config);
  const server = await serve(system, config, pino({ level: 'silent' })).catch(async (error: unknown) => {
    await system.close();
    throw error;
  });
  try {
    return await run(server.address, system);
  } finally {
    await server.close();
  }
}

export const retried = {
  body: { type: 'COMPANY_DATA_UPDATED', category: 'COMPANY', source: 'APP', description: 'Sent again.' },
  headers: { 'idempotency-key': 'again' },
};

/**
 * Two companies. The first has a tile of events, one thing of every kind, an erased person, retention, a file, a job, a registered type,
 * cosignatures.
 */
export async function fill(config: Config): Promise<Filled> {
  return whileServed(config, async (address, system) => {
    const { company } = await system.companies.create({ name: 'Acme', ownerEmail: 'owner@example.com' });
    await system.companies.create({ name: 'Globex', ownerEmail: 'other@example.com' });
    await system.acceptTerms(company, 'owner@example.com');
    const whose = { userEmail: 'owner@example.com', name: 'test', permissions: allPermissions };
    const key = (await system.keys.create(company, whose)).secret;
    // More than a tile of the tree, and documents that are long enough to be compressed.
    const many = Array.from({ length: 300 }, (_, i) => ({
      ...retried.body,
      description: `Change ${i}.`,
      userId: i % 3 === 0 ? 1 : null,
      ...(i % 2 === 0 && { metadata: { i, text: 'a'.repeat(i * 5) } }),
    }));
    await system.record.all(company, many);
    const made = await makeThings(address, key, company.uuid);
    const things = { ...made, role: '1' };
    const { url } = (await post(address, '/api/links', key, { kind: 'invite', userId: 1 })).json;
    assert.equal((await signInWith(address, tokenIn(`${url}\n`), 'a long enough password')).status, 200);
    await put(address, '/api/users', key, { id: 77, email: 'gone@example.com', lastName: 'Goneril' });
    const draft = { ...retried.body, description: 'Goneril came.', userId: 77, metadata: { who: 'Goneril' } };
    assert.equal((await post(address, '/api/events', key, draft)).status, 201);
    const why = { reason: 'Asked.', legalBasis: 'GDPR Art. 17 (1) (a)' };
    const erased = await post(address, '/api/users/77/erasure', key, why);
    assert.equal(erased.status, 200, erased.text);
    const old = { ...retried.body, createdAt: '2020-01-01T00:00:00.000Z', category: 'POLICY' };
    assert.equal((await post(address, '/api/events', key, old)).status, 201);
    await system.retention.set(company, null, [{ category: 'POLICY', days: 30 }]);
    await system.applyRetention(new AbortController().signal);
    assert.equal((await post(address, '/api/events', key, retried.body, retried.headers)).status, 201);
    const type = { name: 'ACME_THING', category: 'COMPANY', schema: { type: 'object' } };
    await system.registerEventType(company, type);
    while ((await system.store.jobs.job(company.company, things.job))?.status !== 'Completed')
      await pause(20);
    await system.signCheckpoints();
    const { checkpoints } = system.store;
    const latest = await checkpoints.latest(company.company);
    assert.ok(latest);
    await checkpoints.cosign(company.company, latest, {
      lines: `— w.example ${Buffer.alloc(76, 1).toString('base64')}\n`,
      complete: true,
    });
    return { config, company, key, things };
  });
}

/** Operations that are not compared, and why. */
const exempt: Readonly<Record<string, string>> = {
  streamEvents: 'never ends',
  getMetrics: 'of the process',
  getKeySheet: 'says when it was made',
  downloadUserDocument: 'records that it was read',
  getAffidavits: 'records that it was read',
  exportEvents: 'records that it was read',
  getAffidavit: 'records that it was read',
  getAffidavitPage: 'records that it was read',
  getAffidavitPdf: 'records that it was read',
};

/** What every reading operation answers, by its path. */
export async function answers(
  address: string,
  { key, things, company }: Filled,
  store: Store,
): Promise<Map<string, string>> {
  const { size } = await store.events.head(company.company);
  const found = new Map<string, string>();
  for (const { verb, path, operation } of describedOperations()) {
    if (verb !== 'get' || operation.operationId in exempt) continue;
    const query = new URLSearchParams();
    for (const { name, in: where, required, schema } of operation.parameters ?? [])
      if (where === 'query' && required) query.append(name, String(sample(schema)));
    const kinds = kindsOf(path).map((kind) => things[kind]);
    const answer = await get(address, `${pathTo(path, kinds)}?${query}`, key);
    found.set(path, `${answer.status} ${withoutPlace(answer.text, address)}`);
    const now = (await store.events.head(company.company)).size;
    assert.equal(now, size, `${operation.operationId} records that it was read: exempt it`);
  }
  return found;
}

/** Links name the address, and are signed for some minutes from when they are shown. */
const withoutPlace = (text: string, address: string) =>
  text.replaceAll(address, '').replaceAll(/(expires=)\d+(&signature=)[\w-]+/g, '$1…$2…');

/** Every event in both versions of the contract. */
export async function events(address: string, store: Store, { key, company }: Filled) {
  const { size } = await store.events.head(company.company);
  const all = await store.events.eventsFrom(company.company, 0, size);
  const found: string[] = [];
  for (const { entry } of all)
    for (const version of ['/public', '/public/v2']) {
      const answer = await get(address, `${version}/events/${entry.id}`, key);
      found.push(`${answer.status} ${withoutPlace(answer.text, address)}`);
    }
  return found;
}
