/** Where a store lies, as somebody knows it who has every right on the machine: to open, to copy, to change by hand. */
import { chmodSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry } from '@affidavit/verify';
import type { Store } from '../../src/app/ports.ts';

export type Row = Record<string, unknown>;

/** Hands in the database, with the triggers that guard the log set aside. `$1` stands for the first value. */
export interface Sql {
  /** Tables with rows of events. */
  eventTables: readonly string[];
  all(text: string, ...values: unknown[]): Promise<Row[]>;
  /** Writes the columns of a sealed entry, and leaves the leaf as it is. */
  setEntry(company: number, seq: number, entry: Entry): Promise<void>;
  /** Writes a document where an event's metadata are kept. */
  setMetadata(company: number, seq: number, salt: Uint8Array, json: string): Promise<void>;
  close(): Promise<void>;
}

export interface Place {
  /** Holds the key file, the copies of checkpoints, and the embedded store itself. */
  folder: string;
  open(): Promise<Store>;
  sql(): Promise<Sql>;
  /** Everything, as it is now. Nobody may have it open. */
  copy(to: string): Promise<Place>;
}

/** A kind of store: the tests run on each. */
export interface Kind {
  name: 'SQLite' | 'PostgreSQL';
  place(folder: string): Promise<Place>;
  stop(): Promise<void>;
}

/** The master seed of the tests, and the seed of somebody who has another. */
export const SEED = new Uint8Array(32).fill(7);
export const OTHER_SEED = new Uint8Array(32).fill(8);

export function makeFolder(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'affidavit.key');
  writeFileSync(file, `${Buffer.from(SEED).toString('hex')}\n`);
  chmodSync(file, 0o600);
  return folder;
}

export function copyFolder(from: string, to: string): string {
  cpSync(from, to, { recursive: true });
  return to;
}

/** Tables with a row for each event, or for each thing that one did, on every store. */
export const EVENT_TABLES = ['events', 'parts', 'event_controls', 'removals'] as const;

export function rethrow(error: Error): never {
  throw error;
}
