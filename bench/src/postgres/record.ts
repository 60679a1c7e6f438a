/** `npm run bench -- record-postgres`: events recorded on PostgreSQL by one instance and by two, into docs/operations.md. */

import { draft } from '../data.ts';
import type { Seen } from '../load.ts';
import { sendLoad } from '../processes.ts';
import { portOf, type Say, serverOf } from '../servers.ts';
import { median } from '../statistics.ts';
import { BATCH, preparePostgres, record } from './ground.ts';

const ROUNDS = 5;
const SECONDS = 4;

interface Work {
  what: string;
  instances: number;
  /** Of each instance. */
  clients: number;
  batch: number;
}

const works: readonly Work[] = [
  { what: 'one instance, 32 clients, single events', instances: 1, clients: 32, batch: 1 },
  { what: 'two instances, 32 clients, single events', instances: 2, clients: 16, batch: 1 },
  { what: 'two instances, 4 clients, arrays of 500', instances: 2, clients: 2, batch: BATCH },
];

export interface Recorded {
  what: string;
  rate: number;
  p50Ms: number;
  p99Ms: number;
}

/** Instances, clients and PostgreSQL share the cores, none bound to one. */
export async function measureRecording(say: Say): Promise<readonly Recorded[]> {
  const ground = await preparePostgres();
  const { home } = ground;
  const servers = [await serverOf(home, false), await serverOf(home, false)];
  try {
    await record(servers[0]!.address, home, BATCH, say);
    const rounds: Recorded[][] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const seen: Recorded[] = [];
      for (const work of works) {
        say(`record-postgres: round ${round} of ${ROUNDS}, ${work.what}`);
        const ports = servers.slice(0, work.instances).map(portOf);
        seen.push(together(work, await Promise.all(ports.map((port) => send(port, work, home.key)))));
      }
      // The first one warms up.
      if (round > 0) rounds.push(seen);
    }
    return works.map(({ what }, n) => ({
      what,
      rate: median(rounds.map((seen) => seen[n]!.rate)),
      p50Ms: median(rounds.map((seen) => seen[n]!.p50Ms)),
      p99Ms: median(rounds.map((seen) => seen[n]!.p99Ms)),
    }));
  } finally {
    for (const server of servers) await server.stop();
    await ground.close();
  }
}

function send(port: number, { clients, batch }: Work, key: string): Promise<Seen> {
  const requests = Array.from({ length: batch === 1 ? 2_000 : 20 }, (_, n) => {
    const drafts = Array.from({ length: batch }, (_, i) => draft(n * batch + i));
    const body = JSON.stringify(batch === 1 ? drafts[0] : drafts);
    const head = `POST /api/events HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer ${key}\r\nContent-Type: application/json`;
    return `${head}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  });
  return sendLoad({ port, clients, seconds: SECONDS, requests, status: 201 });
}

/** Of instances side by side: their rates together, the slower one's times. */
function together({ what, batch }: Work, seen: readonly Seen[]): Recorded {
  return {
    what,
    rate: seen.reduce((sum, { requests, seconds }) => sum + (requests * batch) / seconds, 0),
    p50Ms: Math.max(...seen.map(({ p50 }) => p50)),
    p99Ms: Math.max(...seen.map(({ p99 }) => p99)),
  };
}

const DAY_S = 86_400;
const round = (value: number) => Math.round(value).toLocaleString('en');

export function recordTable(recorded: readonly Recorded[]): string {
  return [
    '| what | events a second | events a day | p50 ms | p99 ms |',
    '|---|---|---|---|---|',
    ...recorded.map(
      ({ what, rate, p50Ms, p99Ms }) =>
        `| ${what} | ${round(rate)} | ${round((rate * DAY_S) / 1e6)} million | ${round(p50Ms)} | ${round(p99Ms)} |`,
    ),
    '',
    `Medians of ${ROUNDS} rounds in turns, events of ${round(JSON.stringify(draft(1)).length)} bytes as they are sent`,
  ].join('\n');
}
