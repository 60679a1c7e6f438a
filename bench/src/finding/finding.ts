/**
 * `npm run bench -- finding`: events are looked for in stores of 10,000 to 10,000,000, which it builds where there are none,
 * through HTTP by one client. What one question costs at each size, and by which exponent that grows.
 */
import type { RunningServer } from '../../../server/test/system.ts';
import type { Seen } from '../load.ts';
import { sendLoad } from '../processes.ts';
import { compileServer, portOf, privateMb, processorMs, type Say } from '../servers.ts';
import { median } from '../statistics.ts';
import { withServer } from '../stores/asking.ts';
import { type LargeStore, largeStore } from '../stores/stores.ts';
import { type Operation, operations } from './operations.ts';

export const SIZES = [10_000, 100_000, 1_000_000, 10_000_000];
export const ROUNDS = 5;
const SECONDS = 1;
const STARTS = 5;

export interface AtSize {
  events: number;
  /** From the start of the program to its first answer. */
  startMs: number;
  /** Without mapped files, the highest that was seen between the questions. */
  privateMb: number;
  operations: Readonly<Record<string, Cost>>;
}

/** Milliseconds a question; medians over the rounds. */
export interface Cost {
  p50: number;
  p99: number;
  /** Of all threads of the server. */
  processor: number;
  /** The slowest when each question was asked for the first time since the start. */
  firstSlowest: number;
}

export async function measureFinding(say: Say): Promise<readonly AtSize[]> {
  say('finding: compiling the server');
  const compiled = compileServer();
  const sizes: AtSize[] = [];
  for (const events of SIZES) sizes.push(await measureSize(await largeStore(events, say), compiled, say));
  return sizes;
}

async function measureSize(store: LargeStore, compiled: string, say: Say): Promise<AtSize> {
  const { events } = store;
  const starts: number[] = [];
  for (let n = 0; n < STARTS; n++) {
    say(`finding: start ${n + 1} of ${STARTS}, ${events} events`);
    const begun = performance.now();
    await withServer(store, async () => starts.push(performance.now() - begun), compiled);
  }
  const costs: Record<string, Cost> = {};
  let highest = 0;
  const ask = async (server: RunningServer) => {
    for (const operation of operations) {
      say(`finding: ${operation.what}, ${events} events`);
      costs[operation.name] = await measureOperation(operation, store, server);
      highest = Math.max(highest, privateMb(server.pid));
    }
  };
  await withServer(store, ask, compiled);
  return { events, startMs: median(starts), privateMb: highest, operations: costs };
}

async function measureOperation(
  { requests: requestsOf }: Operation,
  store: LargeStore,
  server: RunningServer,
): Promise<Cost> {
  const requests = await requestsOf(store, server);
  const load = { port: portOf(server), clients: 1, seconds: SECONDS, requests, status: 200 };
  const first = await sendLoad({ ...load, seconds: 600, once: true });
  const rounds: (Seen & { processor: number })[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const before = processorMs(server.pid);
    const seen = await sendLoad(load);
    rounds.push({ ...seen, processor: (processorMs(server.pid) - before) / seen.requests });
  }
  return {
    p50: median(rounds.map(({ p50 }) => p50)),
    p99: median(rounds.map(({ p99 }) => p99)),
    processor: median(rounds.map(({ processor }) => processor)),
    firstSlowest: first.slowest,
  };
}
