import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '../../src/app/ports.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { contractSuite } from './suite.ts';

contractSuite('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'affidavit-'));
  const open = (): Promise<Store> =>
    openSqliteStore({
      folder,
      onFatal: (error) => {
        throw error;
      },
    });
  let store = await open();
  return {
    store,
    async reopen() {
      await store.close();
      store = await open();
      return store;
    },
    async close() {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
});
