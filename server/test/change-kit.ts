/** A system in this process, with two companies: for tests of what a request changes and what it records. */
import assert from 'node:assert/strict';
import { pino } from 'pino';
import type { Change, Company } from '../src/app/ports.ts';
import { openSystem, type System, serve } from '../src/compose.ts';
import { readConfig } from '../src/config.ts';
import { allPermissions } from '../src/domain/permissions.ts';
import type { Answer } from './client.ts';
import { tempFolder } from './system.ts';

/** What a request was answered, and the v1 documents of the events that it recorded. */
export interface Recording {
  answer: Answer;
  events: ReturnType<typeof JSON.parse>[];
}

export interface ChangeKit {
  address: string;
  /** Where the store and the key file are. */
  folder: string;
  system: System;
  acme: Company;
  /** Holds every permission; its user is Sally Smith, id 1 of Acme. */
  key: string;
  /** The same of another company. */
  otherKey: string;
  /** JSON, or a form, or bytes with their type. */
  send(method: string, path: string, body?: unknown, options?: SendOptions): Promise<Answer>;
  /** Sends, and asserts that Acme's log grew by as many events as are answered here. */
  act(method: string, path: string, body?: unknown, options?: SendOptions): Promise<Recording>;
  /** Sends, and asserts the status, that the message matches, and that nothing was recorded or changed. */
  refuse(
    status: number,
    message: RegExp,
    method: string,
    path: string,
    body?: unknown,
    options?: SendOptions,
  ): Promise<void>;
  put(changes: readonly Change[]): Promise<unknown>;
  /** A key of Acme's first user that holds everything but these. */
  keyWithout(...permissions: string[]): Promise<string>;
  size(): Promise<number>;
  close(): Promise<void>;
}

export interface SendOptions {
  key?: string;
  type?: string;
}

export async function startChanges(): Promise<ChangeKit> {
  const data = tempFolder();
  const config = readConfig({ data: data.path, port: '0', operationsPort: '0', rateLimit: '0' }, {});
  const system = await openSystem(config, (error) => {
    throw error;
  });
  const makeKey = (company: Company, userEmail: string, permissions: readonly string[] = allPermissions) =>
    system.keys.create(company, { userEmail, name: 'test', permissions });
  const found = async (name: string, ownerEmail: string) => {
    const { company } = await system.companies.create({ name, ownerEmail });
    await system.acceptTerms(company, ownerEmail);
    const { secret } = await makeKey(company, ownerEmail);
    return { company, key: secret };
  };
  const acme = await found('Acme', 'sally@example.com');
  const other = await found('Globex', 'gus@example.com');
  const { company } = acme;
  await system.putDirectory({ company, userId: 1, dateStyle: 'iso' }, 'users', [
    { id: 1, email: 'sally@example.com', firstName: 'Sally', lastName: 'Smith', roles: ['ADMIN'] },
    { id: 2, email: 'ann@example.com', firstName: 'Ann', lastName: 'Lee' },
    { id: 3, email: 'bob@example.com', firstName: 'Bob', lastName: 'Ray' },
  ]);
  const server = await serve(system, config, pino({ level: 'silent' }));
  const state = async () => {
    const { size, directoryVersion } = await system.store.events.head(company.company);
    return { size, directoryVersion };
  };
  const kit: ChangeKit = {
    address: server.address,
    folder: data.path,
    system,
    acme: company,
    key: acme.key,
    otherKey: other.key,
    async send(method, path, body, { key = acme.key, type } = {}) {
      const headers = new Headers({ authorization: `Bearer ${key}` });
      const raw = body instanceof FormData || typeof body === 'string' || body instanceof Uint8Array;
      if (body !== undefined && !(body instanceof FormData))
        headers.set('content-type', type ?? 'application/json');
      const payload = raw ? (body as string | FormData | Uint8Array<ArrayBuffer>) : JSON.stringify(body);
      const response = await fetch(`${server.address}${path}`, {
        method,
        headers,
        ...(body !== undefined && { body: payload }),
      });
      const text = await response.text();
      return {
        status: response.status,
        text,
        headers: response.headers,
        json: text === '' ? null : JSON.parse(text),
      };
    },
    async act(method, path, body, options) {
      const { size: before } = await state();
      const answer = await kit.send(method, path, body, options);
      assert.ok(answer.status < 300, answer.text);
      const { size } = await state();
      const stored = await system.store.events.eventsFrom(company.company, before, size - before);
      const events = [];
      for (const { entry } of stored) events.push((await kit.send('GET', `/public/events/${entry.id}`)).json);
      return { answer, events };
    },
    async refuse(status, message, method, path, body, options) {
      const before = await state();
      const answer = await kit.send(method, path, body, options);
      assert.equal(answer.status, status, answer.text);
      assert.match(answer.json.message, message);
      assert.deepEqual(await state(), before);
    },
    put: (changes) => system.change(company, () => ({ changes, events: [], answer: null })),
    async keyWithout(...without) {
      const held = allPermissions.filter((one) => !without.includes(one));
      return (await makeKey(company, 'sally@example.com', held)).secret;
    },
    size: async () => (await state()).size,
    async close() {
      await server.close();
      data.remove();
    },
  };
  return kit;
}
