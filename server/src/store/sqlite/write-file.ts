/** Files and jobs: changes that leave the directory version as it is. */

import type { Job } from '../../app/ports/files.ts';
import type { Change, Outcome } from '../../app/ports.ts';
import type { Statements } from './connection.ts';

export function applyFileChange(
  sql: Statements,
  company: number,
  change: Extract<Change, { do: 'addFile' | 'removeFile' }>,
): Outcome | null {
  if (change.do === 'removeFile') {
    sql.run('DELETE FROM files WHERE company = ? AND id = ?', company, change.id);
    return null;
  }
  const { id, subject, name, mediaType, bytes, createdAt } = change.file;
  const added = sql.run(
    'INSERT OR IGNORE INTO files (company, id, subject_kind, subject_id, name, media_type, bytes, created_at) ' +
      'VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    company,
    id,
    subject?.kind ?? null,
    subject?.id ?? null,
    name,
    mediaType,
    bytes,
    createdAt,
  );
  return added === 1 ? null : { is: 'taken', what: 'file' };
}

export function putJob(
  sql: Statements,
  company: number,
  job: Job,
  replacing: Pick<Job, 'status' | 'claimedAt'> | null,
): Outcome | null {
  const written =
    replacing === null
      ? sql.run(
          'INSERT OR IGNORE INTO jobs (company, id, kind, event_id, requested_by, status, claimed_at, file_id, error, ' +
            'created_at, completed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
          company,
          job.id,
          job.kind,
          job.eventId,
          job.requestedBy,
          job.status,
          job.claimedAt,
          job.fileId,
          job.error,
          job.createdAt,
          job.completedAt,
        )
      : sql.run(
          'UPDATE jobs SET status = ?, claimed_at = ?, file_id = ?, error = ?, completed_at = ? ' +
            'WHERE company = ? AND id = ? AND status = ? AND claimed_at IS ?',
          job.status,
          job.claimedAt,
          job.fileId,
          job.error,
          job.completedAt,
          company,
          job.id,
          replacing.status,
          replacing.claimedAt,
        );
  return written === 1 ? null : { is: 'stale' };
}
