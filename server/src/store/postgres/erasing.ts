/** What erasure and retention read; written by Ledger.commit only. */
import { fromHex, type Removal } from '@affidavit/verify';
import type pg from 'pg';
import type { Erasing, KeptRemoval } from '../../app/ports/erasing.ts';
import type { Snapshot } from '../../app/ports.ts';
import { toHex } from '../hex.ts';
import { type FileRow, toFile } from './files.ts';
import { ERASED_TABLES } from './roles.ts';
import type { Reads } from './sight.ts';

type RemovalRow = Omit<KeptRemoval, 'digest' | 'replacement'> & {
  digest: Uint8Array;
  replacement: Uint8Array | null;
};

type SnapshotRow = Omit<Snapshot, 'digest' | 'subject'> & {
  digest: Uint8Array;
  subjectKind: Snapshot['subject']['kind'];
  subjectId: number;
};

export function postgresErasing(reads: Reads, writes: pg.Pool): Erasing {
  const removals = async (company: number, condition: string, value: unknown) => {
    const { rows } = await reads.of(company).query<RemovalRow>({
      text: `SELECT seq, leaf, digest, kind, replacement FROM removals WHERE company = $1 AND ${condition} ORDER BY seq, leaf`,
      values: [company, value],
    });
    return rows.map(toRemoval);
  };
  return {
    async snapshotsAfter(company, after, count) {
      const { rows } = await reads.of(company).query<SnapshotRow>({
        name: 'snapshots_after',
        text: `SELECT digest, kind, id, version, subject_kind AS "subjectKind", subject_id AS "subjectId", json
                 FROM snapshots WHERE company = $1 AND (kind, id, version) > ($2, $3::bigint, $4::bigint)
                ORDER BY kind, id, version LIMIT $5`,
        values: [company, after?.kind ?? '', after?.id ?? 0, after?.version ?? 0, count],
      });
      return rows.map(({ digest, subjectKind, subjectId, ...row }) => ({
        ...row,
        digest: toHex(digest),
        subject: { kind: subjectKind, id: subjectId },
      }));
    },
    removalsOf: (company, digests) => removals(company, 'digest = ANY ($2::bytea[])', digests.map(fromHex)),
    async removalsBy(company, seq) {
      const rows = await removals(company, 'seq = $2', seq);
      return rows.map(({ digest, kind, replacement }): Removal => ({ digest, kind, replacement }));
    },
    async lastRemoval(company) {
      const { rows } = await reads.of(company).query<{ seq: number | null }>({
        name: 'last_removal',
        text: 'SELECT max(seq) AS seq FROM removals WHERE company = $1',
        values: [company],
      });
      return rows[0]?.seq ?? -1;
    },
    async files(company) {
      const { rows } = await reads.of(company).query<Omit<FileRow, 'bytes'>>({
        name: 'file_names',
        text: `SELECT id, subject_kind AS "subjectKind", subject_id AS "subjectId", name, media_type AS "mediaType",
                      created_at AS "createdAt"
                 FROM files WHERE company = $1 ORDER BY id`,
        values: [company],
      });
      return rows.map(toFile);
    },
    async scrub() {
      const remains = whereItStays(await settings(writes));
      try {
        await writes.query(`VACUUM ${ERASED_TABLES}`);
        // A GIN index keeps words that no row has any more.
        await writes.query('REINDEX INDEX CONCURRENTLY search_words');
        return { done: true, remains };
      } catch (error) {
        const why = (error as Error).message;
        const how = `VACUUM ${ERASED_TABLES}; REINDEX INDEX CONCURRENTLY search_words`;
        return {
          done: false,
          remains: [
            `VACUUM or REINDEX did not end (${why}): run both again, as the owner: ${how}.`,
            ...remains,
          ],
        };
      }
    },
  };
}

interface Settings {
  archived: boolean;
  slots: number;
  walMb: number;
  checkpointS: number;
}

async function settings(pool: pg.Pool): Promise<Settings> {
  const { rows } = await pool.query<Settings>(
    `SELECT current_setting('archive_mode') <> 'off' AS archived,
            (SELECT count(*)::integer FROM pg_replication_slots) AS slots,
            (pg_size_bytes(current_setting('max_wal_size')) / 1048576)::integer AS "walMb",
            extract(epoch FROM current_setting('checkpoint_timeout')::interval)::integer AS "checkpointS"`,
  );
  if (rows[0] === undefined) throw new Error('PostgreSQL does not tell its settings');
  return rows[0];
}

/** No query finds it. What has no end that PostgreSQL knows is said so. */
function whereItStays({ archived, slots, walMb, checkpointS }: Settings): string[] {
  return [
    'Free space of the table files may hold bytes of removed rows until others overwrite them, or until VACUUM FULL.',
    `The write-ahead log drops its segments with the second checkpoint from now, at most ${2 * checkpointS} s ahead; a ` +
      `segment is used again, up to ${walMb} MB of them, and its bytes go when it is written over.` +
      (slots === 0
        ? ''
        : ` ${slots} replication slots may keep segments until their readers have caught up.`),
    archived
      ? 'The WAL is archived: the archive and base backups hold it until you delete those from before this moment.'
      : 'Base backups and dumps from before this moment hold it until you delete them.',
  ];
}

function toRemoval({ digest, replacement, ...row }: RemovalRow): KeptRemoval {
  return { ...row, digest: toHex(digest), replacement: replacement === null ? null : toHex(replacement) };
}
