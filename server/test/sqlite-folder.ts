/** A folder for embedded stores that a test opens, closed and removed when the test ends, however it ends. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Store } from '../src/app/ports.ts';
import { openSqliteStore } from '../src/store/sqlite/open.ts';

export interface SqliteFolder {
  path: string;
  /** Opens one more store on it. By default a fatal error fails the test. */
  open(onFatal?: (error: Error) => void): Promise<Store>;
  /** Runs before the folder is removed. */
  onEnd(close: () => void | Promise<void>): void;
}

export function sqliteFolder(t: TestContext): SqliteFolder {
  const path = mkdtempSync(join(tmpdir(), 'affidavit-'));
  const closers: (() => void | Promise<void>)[] = [];
  t.after(async () => {
    for (const close of closers) await close();
    rmSync(path, { recursive: true });
  });
  return {
    path,
    onEnd: (close) => {
      closers.push(close);
    },
    open: async (onFatal = rethrow) => {
      const store = await openSqliteStore({ folder: path, onFatal });
      let closing: Promise<void> | null = null;
      const close = (): Promise<void> => {
        closing ??= store.close();
        return closing;
      };
      closers.push(close);
      return { ...store, close };
    },
  };
}

function rethrow(error: Error): never {
  throw error;
}
