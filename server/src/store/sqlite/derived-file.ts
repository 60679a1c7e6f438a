/** Files beside the store that are made from it. What is wrong with them is mended by making them again. */
import { rmSync } from 'node:fs';

/** Its content is not what was written. */
export class DamagedFile extends Error {
  /** SQLite's CORRUPT. */
  readonly errcode = 11;
}

/** CORRUPT, NOTADB, and what a file of another making answers: no such table, no such column. */
export function isDamaged(error: unknown): boolean {
  const { errcode, message } = error as { errcode?: number; message?: string };
  const code = typeof errcode === 'number' ? errcode & 0xff : null;
  return code === 11 || code === 26 || (code === 1 && /no such (table|column)|vtable/.test(message ?? ''));
}

/** To be called when it is closed. */
export function removeDerived(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
}
