/**
 * Large stores that scenarios measure: found under BENCH_STORES (default .tmp/bench-stores), built when they are not there.
 * As a program (`npm run bench:store -- EVENTS …`): builds them.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildStore, FORMAT, factsFile, type StoreFacts } from './build.ts';

export interface LargeStore extends StoreFacts {
  folder: string;
}

function home(): string {
  return process.env.BENCH_STORES ?? fileURLToPath(new URL('../../../.tmp/bench-stores', import.meta.url));
}

/** The store of so many events: as it stands, built on, or built. */
export async function largeStore(events: number, say: (what: string) => void): Promise<LargeStore> {
  const folder = join(home(), `sqlite-${events}`);
  let known = readFacts(folder);
  if (known !== null && known.format !== FORMAT) {
    rmSync(folder, { recursive: true });
    known = null;
  }
  if (known?.complete === true) return { ...known, folder };
  if (known === null) rmSync(folder, { recursive: true, force: true });
  return { ...(await buildStore(folder, events, known, say)), folder };
}

/** Whether a scenario can measure at this size at once. */
export function isBuilt(events: number): boolean {
  const facts = readFacts(join(home(), `sqlite-${events}`));
  return facts?.complete === true && facts.format === FORMAT;
}

function readFacts(folder: string): StoreFacts | null {
  const file = factsFile(folder);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as StoreFacts) : null;
}

if (import.meta.main) {
  const sizes = process.argv.slice(2).map((text) => Number(text.replaceAll('_', '')));
  if (sizes.length === 0 || sizes.some((size) => !Number.isSafeInteger(size) || size < 1)) {
    console.error('bench:store: name how many events each store is to have, for example 10_000 1_000_000');
    process.exit(2);
  }
  for (const size of sizes) {
    const { folder } = await largeStore(size, console.log);
    console.log(folder);
  }
}
