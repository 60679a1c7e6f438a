import type { Files, StoredFile } from '../../app/ports/files.ts';
import type { SubjectRef } from '../../app/ports.ts';
import type { Statements } from './connection.ts';

export interface FileRow {
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
      return { ...toFile(row), bytes: row.bytes };
    },
  };
}

export function toFile(row: Omit<FileRow, 'bytes'>): Omit<StoredFile, 'bytes'> {
  const { subject_kind: kind, subject_id: id } = row;
  return {
    id: row.id,
    subject: kind === null || id === null ? null : { kind, id },
    name: row.name,
    mediaType: row.media_type,
    createdAt: row.created_at,
  };
}
