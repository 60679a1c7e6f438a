/** What erasure and retention read; written by Ledger.commit only. */
import type { Erasing, KeptRemoval } from '../../app/ports/erasing.ts';
import { StoreBusy } from '../../app/ports.ts';
import { toHex } from '../hex.ts';
import type { Statements } from './connection.ts';
import { type FileRow, toFile } from './files.ts';
import { fromHex, type SnapshotRow, toSnapshot } from './rows.ts';
import type { WriteQueue } from './write-queue.ts';

interface RemovalRow {
  seq: number;
  leaf: number;
  digest: Uint8Array;
  kind: KeptRemoval['kind'];
  replacement: Uint8Array | null;
}

export function sqliteErasing(sql: Statements, queue: WriteQueue): Erasing {
  return {
    async snapshotsAfter(company, after, count) {
      const rows = sql.all<SnapshotRow>(
        'SELECT digest, kind, id, version, subject_kind, subject_id, json FROM snapshots ' +
          'WHERE company = ? AND (kind, id, version) > (?, ?, ?) ORDER BY kind, id, version LIMIT ?',
        company,
        after?.kind ?? '',
        after?.id ?? 0,
        after?.version ?? 0,
        count,
      );
      return rows.map(toSnapshot);
    },
    async removalsOf(company, digests) {
      return digests.flatMap((digest) =>
        sql
          .all<RemovalRow>(
            'SELECT seq, leaf, digest, kind, replacement FROM removals WHERE company = ? AND digest = ?',
            company,
            fromHex(digest),
          )
          .map(toRemoval),
      );
    },
    async removalsBy(company, seq) {
      const rows = sql.all<RemovalRow>(
        'SELECT seq, leaf, digest, kind, replacement FROM removals WHERE company = ? AND seq = ? ORDER BY leaf',
        company,
        seq,
      );
      return rows.map(toRemoval).map(({ digest, kind, replacement }) => ({ digest, kind, replacement }));
    },
    async lastRemoval(company) {
      const row = sql.get<{ seq: number | null }>(
        'SELECT max(seq) AS seq FROM removals WHERE company = ?',
        company,
      );
      return row?.seq ?? -1;
    },
    async files(company) {
      const rows = sql.all<Omit<FileRow, 'bytes'>>(
        'SELECT id, subject_kind, subject_id, name, media_type, created_at FROM files WHERE company = ? ORDER BY id',
        company,
      );
      return rows.map(toFile);
    },
    async scrub() {
      try {
        await queue.send({ do: 'scrub' });
        return { done: true, remains: [] };
      } catch (error) {
        if (!(error instanceof StoreBusy)) throw error;
        return {
          done: false,
          remains: [
            `The free pages and the journal of the store may still hold what was removed (${error.message}): ` +
              'the next erasure, or the next start of the server, overwrites them.',
          ],
        };
      }
    },
  };
}

function toRemoval(row: RemovalRow): KeptRemoval {
  const { seq, leaf, kind, replacement } = row;
  return {
    seq,
    leaf,
    digest: toHex(row.digest),
    kind,
    replacement: replacement === null ? null : toHex(replacement),
  };
}
