/** Documents kept whole; written by Ledger.commit only. */
import { isUuid } from '@affidavit/verify';
import type { Files, StoredFile } from '../../app/ports/files.ts';
import type { SubjectRef } from '../../app/ports.ts';
import type { Reads } from './sight.ts';

export type FileRow = Omit<StoredFile, 'subject'> & {
  subjectKind: SubjectRef['kind'] | null;
  subjectId: number | null;
};

export function postgresFiles(reads: Reads): Files {
  return {
    async file(company, id) {
      if (!isUuid(id)) return null;
      const { rows } = await reads.of(company).query<FileRow>({
        name: 'file',
        text: `SELECT id, subject_kind AS "subjectKind", subject_id AS "subjectId", name, media_type AS "mediaType",
                      bytes, created_at AS "createdAt"
                 FROM files WHERE company = $1 AND id = $2`,
        values: [company, id],
      });
      return rows[0] === undefined ? null : toFile(rows[0]);
    },
  };
}

export function toFile<Row extends Omit<FileRow, 'bytes'>>({
  subjectKind: kind,
  subjectId: id,
  ...file
}: Row) {
  return { ...file, subject: kind === null || id === null ? null : { kind, id } };
}
