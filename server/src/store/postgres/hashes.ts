/** The append side of the trees: the stored hashes, and frontiers kept in memory between flushes. */
import { type Frontier, frontierAt, type Sha256 } from '@affidavit/verify';
import type { Asking } from './sight.ts';

/**
 * `count` hashes of tile level `level` from `start` (ports.ts, EventReader.hashes). Throws RangeError when any
 * of them does not exist yet.
 */
export async function storedHashes(
  on: Asking,
  company: number,
  level: number,
  start: number,
  count: number,
): Promise<readonly Uint8Array[]> {
  const statement =
    level === 0
      ? {
          name: 'leaf_hashes',
          text: 'SELECT leaf AS hash FROM events WHERE company = $1 AND seq >= $2 AND seq < $3 ORDER BY seq',
          values: [company, start, start + count],
        }
      : {
          name: 'tree_hashes',
          text: `SELECT hash FROM tree_hashes
                  WHERE company = $1 AND level = $4 AND idx >= $2 AND idx < $3 ORDER BY idx`,
          values: [company, start, start + count, level],
        };
  const { rows } = await on.query<{ hash: Uint8Array }>(statement);
  if (rows.length !== count) {
    throw new RangeError(`company ${company} has no ${count} hashes from ${start} at level ${level}`);
  }
  return rows.map((row) => row.hash);
}

/** The frontier of the first `size` leaves from the stored hashes. */
export function loadFrontier(on: Asking, company: number, size: number, hash: Sha256): Promise<Frontier> {
  return frontierAt(size, (level, start, count) => storedHashes(on, company, level, start, count), hash);
}
