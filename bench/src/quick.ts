/**
 * `npm run bench -- quick`: a few scenarios, each ratio set against the one in bench/quick.json; run by CI. Fails when one has
 * fallen by more than a part that noise does not explain. `npm run bench -- quick --record` keeps those of now.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { prepare, type Result, scenarios } from './scenarios.ts';
import type { Say } from './servers.ts';

/** What is watched, and in which ratio. */
const watched: Readonly<Record<string, 'ofBareHttp' | 'ofBareLoop'>> = {
  read: 'ofBareHttp',
  'record-32': 'ofBareHttp',
  'record-batches': 'ofBareLoop',
};
/** A ratio may fall by this part. */
const MAY_FALL = 0.35;
/** One that fell is measured again, so many times in all: another program may have been at work. */
const TRIES = 3;

const file = new URL('../quick.json', import.meta.url);

type Ratios = Readonly<Record<string, number>>;

/** Whether every ratio held; prints them. */
export async function holdsQuick(say: Say): Promise<boolean> {
  const recorded = JSON.parse(readFileSync(file, 'utf8')) as Ratios;
  const lines: string[] = [];
  let holds = true;
  await measured(say, async (measure) => {
    for (const name of Object.keys(watched)) {
      const least = (recorded[name] ?? fail(name)) * (1 - MAY_FALL);
      const seen: number[] = [];
      while (seen.length < TRIES && !seen.some((ratio) => ratio >= least)) seen.push(await measure(name));
      const held = seen.some((ratio) => ratio >= least);
      holds &&= held;
      const numbers = seen.map((ratio) => ratio.toFixed(3)).join(', ');
      lines.push(
        `${held ? 'ok  ' : 'FAIL'} ${name}: ${numbers}; recorded ${recorded[name]}, at least ${least.toFixed(3)}`,
      );
    }
  });
  say('');
  for (const line of lines) console.log(line);
  return holds;
}

export async function recordQuick(say: Say): Promise<void> {
  const ratios: Record<string, number> = {};
  await measured(say, async (measure) => {
    for (const name of Object.keys(watched)) ratios[name] = Number((await measure(name)).toFixed(3));
  });
  say('');
  console.log(ratios);
  writeFileSync(file, `${JSON.stringify(ratios, null, 2)}\n`);
}

async function measured(say: Say, work: (measure: (name: string) => Promise<number>) => Promise<void>) {
  const ground = await prepare(say);
  try {
    await work(async (name) => {
      const result: Result = await (scenarios[name] ?? fail(name))(ground, say);
      return result[watched[name] ?? fail(name)];
    });
  } finally {
    await ground.close();
  }
}

function fail(name: string): never {
  throw new Error(`${name} is not known: npm run bench -- quick --record`);
}
