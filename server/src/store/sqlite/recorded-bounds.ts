/** Times of recording as places in the log: recordedAt never decreases along seq, so no index is needed for it. */
import type { EventFilter } from '../../app/ports/finding.ts';
import type { Statements } from './connection.ts';

/** Events with from <= seq < to. */
export interface Bounds {
  from: number;
  to: number;
  /** Whether they are so few of the log that reading just these is the best way to find among them. */
  narrow: boolean;
}

const NARROW_SHARE = 1 / 16;

/** Null when the filter does not ask when events were recorded. */
export function recordedBounds(
  sql: Statements,
  company: number,
  { recordedFrom, recordedTo }: Pick<EventFilter, 'recordedFrom' | 'recordedTo'>,
): Bounds | null {
  if (recordedFrom === undefined && recordedTo === undefined) return null;
  const { size } = sql.get<{ size: number }>('SELECT size FROM heads WHERE company = ?', company) ?? {
    size: 0,
  };
  const from = recordedFrom === undefined ? 0 : firstSince(sql, company, size, recordedFrom);
  const to = recordedTo === undefined ? size : firstSince(sql, company, size, recordedTo + 1);
  return { from, to, narrow: to - from <= size * NARROW_SHARE };
}

/** The first seq that was recorded at `time` or later, or `size`. */
function firstSince(sql: Statements, company: number, size: number, time: number): number {
  let [low, high] = [0, size];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const row = sql.get<{ at: number }>(
      'SELECT recorded_at AS at FROM events WHERE company = ? AND seq = ?',
      company,
      middle,
    );
    if (row === undefined) throw new Error(`event ${middle} of company ${company} is missing`);
    if (row.at < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
