import type { Job, Jobs } from '../../app/ports/files.ts';
import type { Statements } from './connection.ts';

interface JobRow {
  company: number;
  id: string;
  kind: Job['kind'];
  event_id: string;
  requested_by: number;
  status: Job['status'];
  claimed_at: number | null;
  file_id: string | null;
  error: string | null;
  created_at: number;
  completed_at: number | null;
}

const SELECT_JOB =
  'SELECT company, id, kind, event_id, requested_by, status, claimed_at, file_id, error, created_at, completed_at FROM jobs';

export function sqliteJobs(sql: Statements): Jobs {
  return {
    async job(company, id) {
      const row = sql.get<JobRow>(`${SELECT_JOB} WHERE company = ? AND id = ?`, company, id);
      return row === undefined ? null : toJob(row);
    },
    async waiting(claimedBefore, count) {
      const rows = sql.all<JobRow>(
        `${SELECT_JOB} WHERE status IN ('Pending', 'Running') AND (status = 'Pending' OR claimed_at < ?) ` +
          'AND company NOT IN (SELECT company FROM heads WHERE standing IS NOT NULL) ORDER BY created_at, id LIMIT ?',
        claimedBefore,
        count,
      );
      return rows.map((row) => ({ company: row.company, job: toJob(row) }));
    },
  };
}

function toJob(row: JobRow): Job {
  return {
    id: row.id,
    kind: row.kind,
    eventId: row.event_id,
    requestedBy: row.requested_by,
    status: row.status,
    claimedAt: row.claimed_at,
    fileId: row.file_id,
    error: row.error,
    createdAt: row.created_at,
    completedAt: row.completed_at,
  };
}
