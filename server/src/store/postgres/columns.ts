/** From planned rows to the arrays that `unnest` takes: one statement per table, whatever the number of rows. */
import type { Part } from '../../app/ports.ts';
import { packPart } from '../packed-part.ts';
import type { CompanyState } from './plan.ts';

/** A statement that was sent. */
export type Written = Promise<unknown>;

/** All rows of one kind, each with its company. */
export function collect<T>(
  states: readonly CompanyState[],
  rowsOf: (state: CompanyState) => Iterable<T>,
): { company: number; row: T }[] {
  return states.flatMap((state) => Array.from(rowsOf(state), (row) => ({ company: state.company, row })));
}

/** Turns rows into one array per column, as `unnest` takes them. */
export function columns<T>(rows: readonly T[], values: readonly ((row: T) => unknown)[]): unknown[][] {
  return values.map((value) => rows.map(value));
}

/**
 * Many values in one binary parameter. As an array, every quote and backslash of every text would be escaped, and bytes
 * would travel as hex.
 */
export interface Packed {
  bytes: Buffer;
  /** From 1, as SQL counts; null where the text is. */
  starts: (number | null)[];
  lengths: (number | null)[];
}

export function packTexts(texts: readonly (string | null | undefined)[]): Packed {
  return packBytes(texts.map((text) => (text == null ? null : Buffer.from(text))));
}

function packBytes(values: readonly (Uint8Array | null)[]): Packed {
  let start = 1;
  const starts = values.map((bytes) => {
    const at = start;
    start += bytes?.length ?? 0;
    return bytes === null ? null : at;
  });
  const lengths = values.map((bytes) => bytes?.length ?? null);
  return { bytes: Buffer.concat(values.filter((bytes) => bytes !== null)), starts, lengths };
}

export function packParts(parts: readonly (Pick<Part, 'json'> | null)[]): Packed {
  return packBytes(parts.map(packPart));
}

/** The SQL expression of packed bytes: the parameter, and the columns of their start and their length. */
export function bytesAt(parameter: string, start: string, length: string): string {
  return `substring(${parameter}::bytea FROM ${start} FOR ${length})`;
}

/** The SQL expression of a packed text: the parameter, and the columns of its start and its length. */
export function textAt(parameter: string, start: string, length: string): string {
  return `convert_from(${bytesAt(parameter, start, length)}, 'UTF8')`;
}

const PIECE_CHARS = 16 * 1024 * 1024;

/**
 * Cuts rows into runs of about 16 Mi characters: a parameter is one string, and a call may carry more than the
 * longest string that JavaScript and PostgreSQL can hold.
 */
export function pieces<T>(rows: readonly T[], chars: (row: T) => number): T[][] {
  const runs: T[][] = [];
  let left = 0;
  for (const row of rows) {
    left -= chars(row);
    if (left < 0 || runs.length === 0) {
      runs.push([]);
      left = PIECE_CHARS - chars(row);
    }
    runs.at(-1)?.push(row);
  }
  return runs;
}
