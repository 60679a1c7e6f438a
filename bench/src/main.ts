/**
 * `npm run bench [-- NAME …]`: measures the scenarios (all when none is named), prints the table, keeps it as JSON, and,
 * when all ran, writes it into docs/performance.md and README.md between their markers. `npm run bench -- verify` measures
 * the verifier alone, and writes into both; `npm run bench -- storage` measures what an event takes on disk, and writes
 * into docs/performance.md; those of own-tables.ts are measured alone too, some with options. `npm run bench -- quick` fails
 * when a ratio has fallen.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { type Asked, type OptionKind, readCommandLine } from './command-line.ts';
import { ownTables } from './own-tables.ts';
import { draw } from './plot.ts';
import { holdsQuick, recordQuick } from './quick.ts';
import { type Ground, prepare, type Result, scenarios } from './scenarios.ts';
import { measureStorage } from './storage.ts';
import { measureVerifying } from './verify.ts';

const root = new URL('../../', import.meta.url);
const { names, options } = asked();
if (names.join() === 'verify') {
  const { page, summary } = measureVerifying(say);
  const text = `${page}\n\n${machine()}.`;
  say('');
  console.log(text);
  write('docs/performance.md', text, 'bench-verify');
  write('README.md', summary, 'bench-verify');
  process.exit(0);
}
if (names.join() === 'storage') {
  const text = `${await measureStorage(say)}, ${machine()}.`;
  say('');
  console.log(text);
  write('docs/performance.md', text, 'bench-storage');
  process.exit(0);
}
const [name = ''] = names;
if (names.join() === 'quick') {
  if (options.record === undefined) process.exit((await holdsQuick(say)) ? 0 : 1);
  await recordQuick(say);
  process.exit(0);
}
const own = names.length === 1 ? ownTables[name] : undefined;
if (own !== undefined) {
  const { result, table, plot } = await own.measure(say, { ...own.options, ...options });
  const text = `${table}\n\n${machine()}.`;
  say('');
  console.log(text);
  keep(name, result);
  if (Object.keys(options).length > 0) process.exit(0);
  if (plot !== undefined) draw(`docs/images/bench-${name}.svg`, plot);
  write(own.page, text, `bench-${name}`);
  process.exit(0);
}
const unknown = names.find((name) => !Object.hasOwn(scenarios, name));
if (unknown !== undefined) {
  console.error(
    `bench: there is no scenario "${unknown}": choose from ${[...Object.keys(scenarios), ...Object.keys(ownTables), 'verify', 'storage', 'quick'].join(', ')}`,
  );
  process.exit(2);
}

function asked(): Asked {
  try {
    return readCommandLine(process.argv.slice(2), (name): Readonly<Record<string, OptionKind>> => {
      if (name === 'quick') return { record: 'flag' };
      const own = Object.hasOwn(ownTables, name) ? ownTables[name] : undefined;
      return Object.fromEntries(Object.keys(own?.options ?? {}).map((option) => [option, 'number']));
    });
  } catch (error) {
    console.error(`bench: ${(error as Error).message}`);
    process.exit(2);
  }
}

function say(what: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${what}`);
}

const ratio = (value: number) => (value >= 0.1 ? value.toFixed(2) : value.toFixed(3));
const round = (value: number) => Math.round(value).toLocaleString('en');

function table(results: readonly Result[]): string {
  const rows = results.map(
    ({ what, rate, p50Ms, p99Ms, ofBareLoop, ofBareHttp, p50OfBare }) =>
      `| ${what} | ${round(rate)} | ${p50Ms.toFixed(2)} | ${p99Ms.toFixed(2)} | ${ratio(ofBareLoop)} | ${ratio(ofBareHttp)} | ${p50OfBare === undefined ? '' : ratio(p50OfBare)} |`,
  );
  return [
    '| work | a second | p50 ms | p99 ms | of a bare loop over the same tables | of bare `node:http`, same bytes | p50 of both together |',
    '|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

function keep(name: string, results: unknown): void {
  mkdirSync(new URL('bench/results/', root), { recursive: true });
  writeFileSync(new URL(`bench/results/${name}.json`, root), `${JSON.stringify(results, null, 2)}\n`);
}

function facts({ bytesPerEvent, documentBytes }: Ground): string {
  return (
    `${machine()}, server on one, load on the other; ` +
    `documents of ${round(documentBytes)} bytes, ${round(bytesPerEvent)} bytes an event on disk.`
  );
}

function machine(): string {
  const [cpu] = cpus();
  return `Node ${process.version}, ${cpus().length} cores (${cpu?.model.trim() ?? 'unknown'})`;
}

function write(page: string, text: string, name = 'bench'): void {
  const url = new URL(page, root);
  const marked = new RegExp(`<!-- ${name}:start -->[\\s\\S]*<!-- ${name}:end -->`);
  const before = readFileSync(url, 'utf8');
  writeFileSync(
    url,
    before.replace(marked, () => `<!-- ${name}:start -->\n${text}\n<!-- ${name}:end -->`),
  );
}

const ground = await prepare(say);
const results: Result[] = [];
try {
  for (const [name, run] of Object.entries(scenarios))
    if (names.length === 0 || names.includes(name)) results.push(await run(ground, say));
} finally {
  await ground.close();
}
say('');
const text = `${table(results)}\n\n${facts(ground)}`;
console.log(text);
keep('latest', results);
if (names.length === 0) for (const page of ['docs/performance.md', 'README.md']) write(page, text);
