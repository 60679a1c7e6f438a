import { DatabaseSync } from 'node:sqlite';
import { databaseFile } from './connection.ts';

/**
 * Writes the database, as it is at one moment, into a file that must not exist. Others go on reading and recording;
 * their journal is not emptied meanwhile. Every page is made anew, so that no gap holds what was erased. Not flushed.
 */
export function copySqliteStore(folder: string, file: string): void {
  const db = new DatabaseSync(databaseFile(folder), { readOnly: true });
  try {
    db.prepare('VACUUM INTO ?').run(file);
  } finally {
    db.close();
  }
}
