/**
 * `npm run bench -- soak [--minutes 30] [--events 10_000_000]`: the memory of a server before a large store, under a mixed
 * load of a bounded rate. Events are recorded too, so it works on a copy of the store, which it removes.
 */
import { once } from 'node:events';
import { constants, cpSync, rmSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type { RunningServer } from '../../../server/test/system.ts';
import { startLoad } from '../processes.ts';
import { compileServer, portOf, privateMb, type Say } from '../servers.ts';
import { withServer } from '../stores/asking.ts';
import { type LargeStore, largeStore } from '../stores/stores.ts';
import type { Answered, Failure, SoakLoad } from './load.ts';
import { soakWork } from './work.ts';

const SAMPLE_MS = 5_000;

/** Megabytes. */
export interface Sample {
  /** Since the load began. */
  minutes: number;
  /** Of the process, without mapped files. */
  privateMb: number;
  /** What V8 uses for the main thread. */
  heapMb: number;
}

export interface Soak {
  events: number;
  minutes: number;
  samples: readonly Sample[];
  works: readonly { what: string; perSecond: number; answered: number }[];
  /** Answers other than 2xx; none are allowed. */
  failures: readonly Failure[];
}

export async function measureSoak(
  { minutes, events }: { minutes: number; events: number },
  say: Say,
): Promise<Soak> {
  const store = await largeStore(events, say);
  say('soak: compiling the server');
  const compiled = compileServer();
  return withCopy(store, say, (copy) =>
    withServer(copy, (server) => watch(copy, server, minutes, say), compiled),
  );
}

async function withCopy<T>(store: LargeStore, say: Say, work: (copy: LargeStore) => Promise<T>): Promise<T> {
  const folder = `${store.folder}-soak`;
  const remove = () => rmSync(folder, { recursive: true, force: true });
  remove();
  try {
    say('soak: copying the store');
    cpSync(store.folder, folder, { recursive: true, mode: constants.COPYFILE_FICLONE });
    return await work({ ...store, folder });
  } finally {
    remove();
  }
}

async function watch(store: LargeStore, server: RunningServer, minutes: number, say: Say): Promise<Soak> {
  say('soak: looking for what to ask');
  const works = await soakWork(store, server);
  const load: SoakLoad = { port: portOf(server), seconds: minutes * 60, works };
  const child = startLoad('soak/load.ts', load);
  let answered: Answered = { counts: works.map(() => 0), failures: [] };
  child.on('message', (now: Answered) => {
    answered = now;
  });
  let isOver = false;
  const ended = once(child, 'exit').then(([code]) => {
    isOver = true;
    if (code !== 0) throw new Error(`the load ended with ${code}`);
  });
  const samples: Sample[] = [];
  const begun = performance.now();
  for (let n = 0; !isOver; n++) {
    await Promise.race([ended, setTimeout(Math.max(0, begun + n * SAMPLE_MS - performance.now()))]);
    if (isOver) break;
    samples.push(await sample(server, (performance.now() - begun) / 60_000));
    say(`soak: ${progress(samples, minutes, answered)}`);
  }
  await ended;
  return {
    events: store.events,
    minutes,
    samples,
    works: works.map(({ what, perSecond }, at) => ({ what, perSecond, answered: answered.counts[at] ?? 0 })),
    failures: answered.failures,
  };
}

async function sample({ pid, operationsAddress }: RunningServer, minutes: number): Promise<Sample> {
  const metrics = await (await fetch(`${operationsAddress}/metrics`)).text();
  const [, heap] = /^nodejs_heap_size_used_bytes (\d+)/m.exec(metrics) ?? [];
  return { minutes, privateMb: privateMb(pid), heapMb: Number(heap) / 1024 ** 2 };
}

function progress(samples: readonly Sample[], minutes: number, { counts, failures }: Answered): string {
  const now = samples.at(-1)!;
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
  return (
    `${now.minutes.toFixed(1)} of ${minutes} minutes, ${Math.round(now.privateMb)} MB (V8 ${Math.round(now.heapMb)}), ` +
    `${sum(counts)} answered, ${sum(failures.map(({ count }) => count))} refused`
  );
}
