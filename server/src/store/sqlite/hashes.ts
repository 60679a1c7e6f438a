import type { ReadHashes } from '@affidavit/verify';
import type { Statements } from './connection.ts';

/** Stored tree hashes (ports.ts, EventReader.hashes). */
export function storedHashes(
  sql: Statements,
  company: number,
  level: number,
  start: number,
  count: number,
): readonly Uint8Array[] {
  const rows =
    level === 0
      ? sql.all<{ hash: Uint8Array }>(
          'SELECT leaf AS hash FROM events WHERE company = ? AND seq >= ? AND seq < ? ORDER BY seq',
          company,
          start,
          start + count,
        )
      : sql.all<{ hash: Uint8Array }>(
          'SELECT hash FROM tree_hashes WHERE company = ? AND level = ? AND idx >= ? AND idx < ? ORDER BY idx',
          company,
          level,
          start,
          start + count,
        );
  if (rows.length !== count)
    throw new Error(`the tree has no ${count} hashes at level ${level} from ${start}: found ${rows.length}`);
  return rows.map(({ hash }) => hash);
}

export function readHashes(sql: Statements, company: number): ReadHashes {
  return async (level, start, count) => storedHashes(sql, company, level, start, count);
}
