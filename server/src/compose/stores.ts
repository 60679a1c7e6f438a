/** Opens a store of either kind. Only the one that is asked for is loaded: a start has no time for the other. */
import type { Store } from '../app/ports.ts';
import { nativeSha256 } from '../app/shared/secrets.ts';

type OnFatal = (error: Error) => void;

export async function openEmbedded(folder: string, onFatal: OnFatal): Promise<Store> {
  const { openSqliteStore } = await import('../store/sqlite/open.ts');
  return openSqliteStore({ folder, onFatal });
}

export async function openPostgres(url: string, onFatal: OnFatal): Promise<Store> {
  const { openPostgresStore } = await import('../store/postgres/open.ts');
  return openPostgresStore({ url, onFatal, hash: nativeSha256 });
}
