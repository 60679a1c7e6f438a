import type { Files } from '../../app/ports/files.ts';
import type { SubjectRef } from '../../app/ports.ts';
import type { Statements } from './connection.ts';

interface FileRow {
  id: string;
  subject_kind: SubjectRef['kind'] | null;
  subject_id: number | null;
  name: string;
  media_type: string;
  bytes: Uint8Array;
  created_at: number;
}

export function sqliteFiles(sql: Statements): Files {
  return {
    async file(company, id) {
      const row = sql.get<FileRow>(
        'SELECT id, subject_kind, subject_id, name, media_type, bytes, created_at FROM files WHERE company = ? AND id = ?',
        company,
        id,
      );
      if (row === undefined) return null;
      const { subject_kind: kind, subject_id: subjectId } = row;
      return {
        id: row.id,
        subject: kind === null || subjectId === null ? null : { kind, id: subjectId },
        name: row.name,
        mediaType: row.media_type,
        bytes: row.bytes,
        createdAt: row.created_at,
      };
    },
  };
}
