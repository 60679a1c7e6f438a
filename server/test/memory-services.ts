/**
 * What HTTP asks of the application, kept in memory: for tests of HTTP alone, with servers in this process. It keeps
 * the promises of http/services.ts (order, all or nothing, ids and keys that answer again) and validates next to nothing.
 */

import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Company, Credential, KeyRecord, Recorded } from '../src/app/ports.ts';
import { makeApiKey } from '../src/domain/api-key.ts';
import { invalid, type Refusal, Refused } from '../src/domain/errors.ts';
import type { EventsQuery } from '../src/domain/events-query.ts';
import { allPermissions } from '../src/domain/permissions.ts';
import type { Services } from '../src/http/services.ts';

export interface MemoryServices extends Services {
  /** Makes a key of a company; what is given replaces the defaults: every permission, terms agreed, never expires. */
  addKey(company: Company, given?: Partial<KeyRecord>, termsAgreedAt?: string | null): string;
  company(name: string): Company;
  /** Lets strangers read the log. */
  openLog(company: Company): void;
  /** How often the store was asked for a credential. */
  lookups(): number;
  queries: EventsQuery[];
  /** Descriptions recorded by a company, in order. */
  recorded(company: Company): string[];
  /** What is in memory already, and answered at once. */
  atHand: 'nothing' | 'keys' | 'all';
  /** While set, recording and reading wait for it. */
  gate: Promise<void> | null;
  failure: Error | null;
}

interface Log {
  events: Map<string, Recorded & { description: string }>;
  keys: Map<string, { print: string; answer: readonly Recorded[] }>;
}

export function memoryServices(now: () => number): MemoryServices {
  const credentials = new Map<string, Credential>();
  const logs = new Map<number, Log>();
  const openLogs: Company[] = [];
  let lookups = 0;
  const logOf = (company: Company): Log => {
    const log = logs.get(company.company) ?? { events: new Map(), keys: new Map() };
    logs.set(company.company, log);
    return log;
  };
  const ready = async () => {
    await services.gate;
    if (services.failure !== null) throw services.failure;
  };
  const record = (company: Company, draft: unknown): Recorded => {
    const { events } = logOf(company);
    const { id, description } = checked(draft);
    const known = events.get(id);
    if (known !== undefined && known.description !== description)
      throw new Refused({ is: 'conflict', message: `event ${id} is already recorded with other content` });
    const one = known ?? { id, seq: events.size, recordedAt: now(), description };
    events.set(id, one);
    return { id: one.id, seq: one.seq, recordedAt: one.recordedAt };
  };
  const services: MemoryServices = {
    gate: null,
    failure: null,
    queries: [],
    lookups: () => lookups,
    openLog: (company) => void openLogs.push(company),
    recorded: (company) => [...logOf(company).events.values()].map(({ description }) => description),
    company(name) {
      const company = logs.size + 1;
      const made: Company = {
        company,
        uuid: randomUUID(),
        name,
        origin: name,
        generation: 1,
        logKeys: [],
        createdAt: now(),
      };
      logOf(made);
      return made;
    },
    addKey(company, given = {}, termsAgreedAt = '2026-01-01T00:00:00.000Z') {
      const secret = makeApiKey(randomBytes(32));
      const key: KeyRecord = {
        id: randomUUID(),
        hash: createHash('sha256').update(secret).digest(),
        userId: 1,
        name: 'test',
        permissions: allPermissions,
        addresses: [],
        dateStyle: 'iso',
        createdAt: now(),
        expiresAt: null,
        revokedAt: null,
        ...given,
      };
      credentials.set(secret, { company, key, termsAgreedAt });
      return secret;
    },
    sso: [],
    keys: noVerbs(),
    links: noVerbs(),
    views: noVerbs(),
    embedTokens: noVerbs(),
    embedding: noVerbs(),
    signingIn: { ...noVerbs<MemoryServices['signingIn']>(), current: async () => null },
    async credential(secret) {
      lookups++;
      return credentials.get(secret) ?? null;
    },
    readEvent(company, id) {
      const event = logOf(company).events.get(id.toLowerCase());
      const json = event === undefined ? null : JSON.stringify(event);
      return services.atHand === 'all' && json !== null ? json : ready().then(() => json);
    },
    atHand: 'nothing',
    credentialAtHand: (secret) =>
      services.atHand === 'nothing' ? undefined : (credentials.get(secret) ?? null),
    async listEvents(_company, query) {
      await ready();
      services.queries.push(query);
      return JSON.stringify({ data: [], page: query.page, limit: query.limit, total: 0 });
    },
    eventsV2: { read: notHere, list: notHere },
    readsV1: noVerbs(),
    readsV2: noVerbs(),
    finding: {
      page: notHere,
      one: notHere,
      facets: notHere,
      histogram: notHere,
      async follow(company, { after, limit, waitMs, signal }) {
        const log = [...logOf(company).events.values()];
        const events = log.slice(after + 1, after + 1 + limit);
        if (events.length === 0 && waitMs > 0) await pause(waitMs, undefined, { signal }).catch(() => {});
        return {
          events: events.map((event) => ({ seq: event.seq, json: JSON.stringify(event) })),
          next: after + events.length,
        };
      },
    },
    coverage: notHere,
    asOf: noVerbs(),
    async recordEvents(company, drafts, { idempotencyKey }) {
      await ready();
      for (const draft of drafts) checked(draft);
      const { keys } = logOf(company);
      const print = JSON.stringify(drafts);
      const before = idempotencyKey === null ? undefined : keys.get(idempotencyKey);
      if (before !== undefined && before.print !== print) throw new Refused({ is: 'keyReused' });
      const answer = before?.answer ?? drafts.map((draft) => record(company, draft));
      if (idempotencyKey !== null) keys.set(idempotencyKey, { print, answer });
      return answer;
    },
    async recordEach(company, drafts) {
      await ready();
      return drafts.map((draft): Recorded | Refusal => {
        try {
          return record(company, draft);
        } catch (error) {
          if (error instanceof Refused) return error.refusal;
          throw error;
        }
      });
    },
    async putDirectory(_company, kind, documents) {
      await ready();
      return documents.map((document) => ({ kind, document }));
    },
    eventTypes: async () => [],
    async putEventType(_company, body) {
      await ready();
      return { stored: body };
    },
    async proveEvent(_company, seq) {
      if (seq === 1)
        throw new Refused({ is: 'busy', message: 'no checkpoint covers it yet', retryAfterS: 1 });
      return `proof of ${seq}`;
    },
    certify: notHere,
    downloads: {
      add: notHere,
      read: notHere,
    },
    changes: notThese,
    erase: notHere,
    legalHolds: { list: notHere, put: notHere, lift: notHere },
    retention: { show: notHere, set: notHere },
    files: {
      sign: notHere,
      open: notHere,
    },
    witnesses: { show: notHere, put: notHere },
    exportEvents: notHere,
    printEvents: notHere,
    affidavits: { one: notHere, page: notHere, pdf: notHere, proof: notHere, bundle: notHere },
    log: {
      opened: async (uuid) => openLogs.find((company) => company.uuid === uuid) ?? null,
      checkpoint: async ({ uuid }) => `checkpoint of ${uuid}\n`,
      tile: notHere,
      consistency: notHere,
      epochs: async () => '',
      vkeys: ({ origin }) => [`key of ${origin}`],
      show: notHere,
      checkpoints: notHere,
      fullChecks: notHere,
      keySheet: notHere,
      setPublic: notHere,
    },
    async health() {
      await ready();
      return [];
    },
  };
  return services;
}

function checked(draft: unknown): { id: string; description: string } {
  if (typeof draft !== 'object' || draft === null || Array.isArray(draft))
    throw invalid('', 'an event must be an object');
  const { id, description } = draft as { id?: unknown; description?: unknown };
  if (typeof description !== 'string') throw invalid('description', 'is required');
  return { id: typeof id === 'string' ? id : randomUUID(), description };
}

/** Whatever is asked of it. */
const notThese: MemoryServices['changes'] = {
  personnel: {
    update: notHere,
    resetSync: notHere,
    addBackgroundCheck: notHere,
    acknowledgePolicy: notHere,
  },
  documents: { upload: notHere, download: notHere, remove: notHere },
  account: notHere,
  importPersonnel: notHere,
  connections: { create: notHere, update: notHere, remove: notHere, putHris: notHere, removeHris: notHere },
};

function notHere(): never {
  throw new Error('not part of these tests');
}

/** An interface of which every verb is missing. */
function noVerbs<T extends object>(): T {
  return new Proxy({} as T, { get: () => notHere });
}
