import type { DatabaseSync } from 'node:sqlite';
import type { Store } from '../../app/ports.ts';
import { sqliteAccess } from './access.ts';
import { sqliteAccounts } from './accounts.ts';
import { sqliteCheckpoints } from './checkpoints.ts';
import { openDatabase, Statements } from './connection.ts';
import { sqliteDirectory } from './directory.ts';
import { sqliteDirectoryHistory } from './directory-history.ts';
import { sqliteErasing } from './erasing.ts';
import { sqliteEventFinder } from './event-finder.ts';
import { sqliteEventReader } from './event-reader.ts';
import { sqliteFiles } from './files.ts';
import { sqliteJobs } from './jobs.ts';
import { sqliteLedger } from './ledger.ts';
import { sqliteLogHistory } from './log-history.ts';
import { migrate } from './migrate.ts';
import { sqliteMoving } from './moving.ts';
import { sqliteRetention } from './retention.ts';
import { sqliteEnds } from './sizes.ts';
import { sqliteViews } from './views.ts';
import { WriteQueue } from './write-queue.ts';

export interface SqliteOptions {
  /** Made when missing, for its owner only. */
  folder: string;
  /** Told when nobody knows what is durable: the process must end without another answer. */
  onFatal(error: Error): void;
}

/**
 * The embedded store: one file, a writer thread, point reads on this thread, a reader thread for scans. Several
 * processes may open the same folder. Rejects with SchemaMismatch when the file needs another version.
 */
export async function openSqliteStore({ folder, onFatal }: SqliteOptions): Promise<Store> {
  const first = openDatabase(folder, 'write');
  try {
    migrate(first);
  } finally {
    first.close();
  }
  const db = openDatabase(folder, 'read');
  const sql = new Statements(db);
  const queue = new WriteQueue(folder, onFatal);
  const finding = sqliteEventFinder(folder);
  return {
    ledger: sqliteLedger(queue),
    events: sqliteEventReader(sql),
    ends: sqliteEnds(sql),
    finder: finding.finder,
    search: finding.search,
    erasing: sqliteErasing(sql, queue),
    directory: sqliteDirectory(sql),
    history: sqliteDirectoryHistory(sql),
    files: sqliteFiles(sql),
    jobs: sqliteJobs(sql),
    access: sqliteAccess(sql, queue),
    accounts: sqliteAccounts(sql),
    checkpoints: sqliteCheckpoints(sql, queue),
    logHistory: sqliteLogHistory(sql, queue),
    // There is no other instance.
    leases: { take: async () => true, release: async () => {} },
    retention: sqliteRetention(sql, queue),
    views: sqliteViews(sql, queue),
    moving: sqliteMoving(folder, sql, queue),
    async damage() {
      return findDamage(db);
    },
    async health() {
      queue.requireWorking();
      sql.get('SELECT count(*) FROM heads');
      return [];
    },
    epoch: () => 0,
    notes: [],
    async close() {
      await finding.close();
      await queue.close();
      db.close();
    },
  };
}

/** What SQLite's own check says; a file that it cannot even read is damaged too. */
function findDamage(db: DatabaseSync): string[] {
  try {
    const lines = db.prepare('PRAGMA integrity_check').all();
    return lines.map((line) => String(line.integrity_check)).filter((line) => line !== 'ok');
  } catch (error) {
    return [(error as Error).message];
  }
}
