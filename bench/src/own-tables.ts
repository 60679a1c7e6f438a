/** Scenarios with a ground, a table and a place of their own, each measured alone: `npm run bench -- NAME`. */
import { consoleTable, measureConsole } from './console.ts';
import { measureFinding } from './finding/finding.ts';
import { findingPlot } from './finding/plot.ts';
import { findingTable } from './finding/table.ts';
import { largeReadsTable, measureLargeReads } from './large-reads.ts';
import { measurePeers, peersTable } from './peers/read-peers.ts';
import { measureStarts, startTable } from './postgres/many-companies.ts';
import { measureRead, readTable } from './postgres/read.ts';
import { measureRecording, recordTable } from './postgres/record.ts';
import type { Say } from './servers.ts';
import { measureSoak } from './soak/soak.ts';
import { soakPlot, soakTable } from './soak/table.ts';

export interface OwnTable {
  /** Where the table stands, between the markers `bench-NAME`. */
  page: string;
  /** Numbers that `--NAME` on the command line sets, and what they are otherwise; with others it only prints. */
  options?: Readonly<Record<string, number>>;
  /** `result` is kept as JSON; `plot`, in Vega-Lite, is drawn into docs/images/bench-NAME.svg. */
  measure(
    say: Say,
    options: Readonly<Record<string, number>>,
  ): Promise<{ result: unknown; table: string; plot?: object }>;
}

export const ownTables: Readonly<Record<string, OwnTable>> = {
  'read-postgres': {
    page: 'docs/performance.md',
    async measure(say) {
      const result = await measureRead(say);
      return { result, table: readTable(result) };
    },
  },
  'record-postgres': {
    page: 'docs/operations.md',
    async measure(say) {
      const result = await measureRecording(say);
      return { result, table: recordTable(result) };
    },
  },
  'many-companies': {
    page: 'docs/operations.md',
    async measure(say) {
      const result = await measureStarts(say);
      return { result, table: startTable(result) };
    },
  },
  'read-peers': {
    page: 'docs/performance.md',
    async measure(say) {
      const result = await measurePeers(say);
      return { result, table: peersTable(result) };
    },
  },
  console: {
    page: 'docs/performance.md',
    async measure(say) {
      const result = await measureConsole(say);
      return { result, table: consoleTable(result) };
    },
  },
  finding: {
    page: 'docs/performance.md',
    async measure(say) {
      const result = await measureFinding(say);
      return { result, table: findingTable(result), plot: findingPlot(result) };
    },
  },
  soak: {
    page: 'docs/performance.md',
    options: { minutes: 30, events: 10_000_000 },
    async measure(say, { minutes = 0, events = 0 }) {
      const result = await measureSoak({ minutes, events }, say);
      return { result, table: soakTable(result), plot: soakPlot(result) };
    },
  },
  'read-large': {
    page: 'docs/performance.md',
    async measure(say) {
      const result = await measureLargeReads(say);
      return { result, table: largeReadsTable(result) };
    },
  },
};
