/** What was measured of finding, as tables for docs/performance.md. */
import { exponent } from '../statistics.ts';
import { type AtSize, type Cost, ROUNDS } from './finding.ts';
import { type Operation, operations } from './operations.ts';

const DEEP_WITHIN = 1.2;
const GROWTH = 2;
const FIRST_MS = 3_000;
const MEMORY_MB = 300;
const START_MS = 500;

const count = (value: number) => Math.round(value).toLocaleString('en');
const ms = (value: number) => (value >= 10 ? count(value) : value.toFixed(value >= 1 ? 1 : 2));
const verdict = (is: boolean) => (is ? 'reached' : '**missed**');

export function findingTable(sizes: readonly AtSize[]): string {
  const names = sizes.map(({ events }) => count(events));
  return [
    `| p50 ms (p99), one client | ${names.join(' | ')} | grows by | processor ms | first time, slowest | goal, p99 ms | |`,
    `|---|${'---|'.repeat(names.length)}---|---|---|---|---|`,
    ...operations.map((operation) => row(operation, sizes)),
    `| start, ms | ${sizes.map(({ startMs }) => count(startMs)).join(' | ')} | | | | ${START_MS} | ${verdict(sizes.at(-1)!.startMs <= START_MS)} |`,
    `| memory without mapped files, MB | ${sizes.map(({ privateMb }) => count(privateMb)).join(' | ')} | | | | ${MEMORY_MB} | ${verdict(sizes.at(-1)!.privateMb <= MEMORY_MB)} |`,
    '',
    ...ratios(sizes),
    '',
    `Medians of ${ROUNDS} rounds; "grows by" is the exponent of the number of events that fits p50 best; processor time of the largest store, of ` +
      'all threads of the server; "first time" is the slowest of the questions asked once each after a start, also of the largest store',
  ].join('\n');
}

const costAt = (size: AtSize, name: string): Cost => {
  const cost = size.operations[name];
  if (cost === undefined) throw new Error(`${name} was not measured`);
  return cost;
};

function row({ name, what, goal }: Operation, sizes: readonly AtSize[]): string {
  const costs = sizes.map((size) => costAt(size, name));
  const largest = costs.at(-1)!;
  const judged = sizes.find(({ events }) => events === goal.events);
  const grows = exponent(sizes.map((size) => [size.events, costAt(size, name).p50]));
  return (
    `| ${what} | ${costs.map(({ p50, p99 }) => `${ms(p50)} (${ms(p99)})`).join(' | ')} | ${grows.toFixed(2)} | ${ms(largest.processor)} | ` +
    `${ms(largest.firstSlowest)} | ${count(goal.p99Ms)} at ${count(goal.events)} | ` +
    `${judged === undefined ? '' : verdict(costAt(judged, name).p99 <= goal.p99Ms)} |`
  );
}

/** The goals that set one number against another. */
function ratios(sizes: readonly AtSize[]): string[] {
  const [smallest, largest] = [sizes[0]!, sizes.at(-1)!];
  const p50 = (size: AtSize, name: string) => costAt(size, name).p50;
  const deep = p50(largest, 'v2-deep') / p50(largest, 'v2-first');
  const growth = p50(largest, 'v2-first') / p50(smallest, 'v2-first');
  const first = Math.max(
    ...['v1-first', 'v1-deep', 'v1-two-filters'].map((name) => costAt(largest, name).firstSlowest),
  );
  return [
    `With ${count(largest.events)} events, p50: a deep page of v2 takes ${deep.toFixed(2)} times a first one (goal ${DEEP_WITHIN}: ${verdict(deep <= DEEP_WITHIN)}), a ` +
      `first page ${growth.toFixed(2)} times that of ${count(smallest.events)} events (goal ${GROWTH}: ${verdict(growth <= GROWTH)}); the slowest list of v1 in the ` +
      `order of time asked for the first time ${ms(first)} ms (goal ${count(FIRST_MS)}: ${verdict(first <= FIRST_MS)}).`,
  ];
}
