import type { EventReader } from '../../app/ports.ts';
import { SELECT_SHOWN, type ShownRow, toShownEvent } from '../shown-event.ts';
import type { Statements } from './connection.ts';
import { storedHashes } from './hashes.ts';
import {
  type EventRow,
  fromHex,
  fromUuid,
  readable,
  SELECT_EVENT,
  type SnapshotRow,
  toSnapshot,
  toStoredEvent,
} from './rows.ts';
import { Symbols } from './symbols.ts';

// One text for all calls: a statement is found by it, and one that is joined anew would be hashed anew.
const SHOWN = `${SELECT_SHOWN} WHERE e.company = ? AND e.id = ?`;

/** Point reads on the main thread: prepared, a few microseconds each. */
export function sqliteEventReader(sql: Statements): EventReader {
  const symbols = new Symbols(sql);
  return {
    async event(company, id) {
      const row = sql.get<EventRow>(
        `${SELECT_EVENT} WHERE e.company = ? AND e.id = ?`,
        company,
        fromUuid(id),
      );
      return row === undefined ? null : toStoredEvent(row, symbols);
    },

    async shown(company, id) {
      const row = sql.list<ShownRow>(SHOWN, company, fromUuid(id));
      if (row === undefined) return null;
      const symbol = (code: number) => symbols.text(company, code);
      return readable(company, row[0], () => toShownEvent(id, row, symbol));
    },

    async eventsFrom(company, seq, count) {
      const where = 'WHERE e.company = ? AND e.seq >= ? ORDER BY e.seq LIMIT ?';
      return sql
        .all<EventRow>(`${SELECT_EVENT} ${where}`, company, seq, count)
        .map((row) => toStoredEvent(row, symbols));
    },

    async snapshots(company, digests) {
      const found = digests.map((digest) =>
        sql.get<SnapshotRow>(
          'SELECT digest, kind, id, version, subject_kind, subject_id, json FROM snapshots WHERE company = ? AND digest = ?',
          company,
          fromHex(digest),
        ),
      );
      return found.filter((row) => row !== undefined).map(toSnapshot);
    },

    async head(company) {
      const row = sql.get<{ size: number; root: Uint8Array; recorded_at: number; directory_version: number }>(
        'SELECT size, root, recorded_at, directory_version FROM heads WHERE company = ?',
        company,
      );
      if (row === undefined) throw new Error(`there is no company ${company}`);
      const { size, root, recorded_at: recordedAt, directory_version: directoryVersion } = row;
      return { size, root, recordedAt, directoryVersion };
    },

    async hashes(company, level, start, count) {
      return storedHashes(sql, company, level, start, count);
    },
  };
}
