/** The demo companies behind a real server, and the contract's reads of their directory. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { type Answer, get } from '../client.ts';
import { affidavit, type RunningServer, startServer, tempFolder } from '../system.ts';

interface Running {
  server: RunningServer;
  /** Acme's. */
  acme: string;
  globex: string;
  /** Acme's, with times in the older style. */
  legacy: string;
  /** Acme's, allowed one operation of events only. */
  narrow: string;
}

const data = tempFolder();
let running: Running;

before(async () => {
  const server = await startServer({ data: data.path, command: 'demo' });
  const keyOf = (name: string) => readFileSync(join(data.path, name), 'utf8').trim();
  const make = async (...flags: string[]) => {
    const made = await affidavit([
      ...['keys', 'create', '--company', 'Acme Inc.', '--user', 'sally.smith@example.com'],
      ...['--data', data.path, '--json', ...flags],
    ]);
    assert.equal(made.code, 0, made.stderr);
    return (JSON.parse(made.stdout) as { key: string }).key;
  };
  running = {
    server,
    acme: keyOf('demo.key'),
    globex: keyOf('demo-other.key'),
    legacy: await make('--all-permissions', '--legacy-times'),
    narrow: await make('--permission', 'event-tracking-get'),
  };
});
after(async () => {
  await running.server.stop();
  data.remove();
});

/** One server for all files that are imported with this one. */
export const demo = {
  ask(path: string, as: Exclude<keyof Running, 'server'> = 'acme'): Promise<Answer> {
    return get(running.server.address, path, running[as]);
  },
  /** A GET that answers 200. */
  async read(path: string): Promise<Answer['json']> {
    const answer = await demo.ask(path);
    assert.equal(answer.status, 200, `${path}: ${answer.text}`);
    return answer.json;
  },
};

/** Every page of a v1 list. */
export async function walkV1<T>(path: string, limit: number): Promise<T[]> {
  const items: T[] = [];
  for (let page = 1; ; page++) {
    const query = `${path}${path.includes('?') ? '&' : '?'}limit=${limit}&page=${page}`;
    const { data, total } = await demo.read(query);
    assert.ok(data.length <= limit);
    items.push(...data);
    if (data.length < limit) {
      assert.equal(items.length, total, path);
      return items;
    }
  }
}

/** Every page of a v2 list. */
export async function walkV2<T>(path: string, size: number): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const query: string = `${path}${path.includes('?') ? '&' : '?'}size=${size}&cursor=${encodeURIComponent(cursor)}`;
    const answer: { data: T[]; pagination: { cursor: string | null; totalCount?: number } } =
      await demo.read(query);
    assert.ok(answer.data.length <= size);
    assert.equal('totalCount' in answer.pagination, cursor === '' && path.includes('includeTotalCount=true'));
    if ('totalCount' in answer.pagination) items.length = 0;
    items.push(...answer.data);
    cursor = answer.pagination.cursor;
  }
  return items;
}
