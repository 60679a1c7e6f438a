/** Work that outlives its request; written by Ledger.commit only. */
import { isUuid } from '@affidavit/verify';
import type { Job, Jobs } from '../../app/ports/files.ts';
import type { Reads } from './sight.ts';

const COLUMNS = `
  id, kind, event_id AS "eventId", requested_by AS "requestedBy", status, claimed_at AS "claimedAt",
  file_id AS "fileId", error, created_at AS "createdAt", completed_at AS "completedAt"`;

export function postgresJobs(reads: Reads): Jobs {
  return {
    async job(company, id) {
      if (!isUuid(id)) return null;
      const { rows } = await reads.of(company).query<Job>({
        name: 'job',
        text: `SELECT ${COLUMNS} FROM jobs WHERE company = $1 AND id = $2`,
        values: [company, id],
      });
      return rows[0] ?? null;
    },
    async waiting(claimedBefore, count) {
      const { rows } = await reads.across.query<Job & { company: number }>({
        name: 'jobs_waiting',
        text: `SELECT company, ${COLUMNS} FROM waiting_jobs j
                WHERE (status = 'Pending' OR claimed_at < $1)
                  AND NOT EXISTS (SELECT FROM heads h WHERE h.company = j.company AND h.standing IS NOT NULL)
                ORDER BY created_at, id LIMIT $2`,
        values: [claimedBefore, count],
      });
      return rows.map(({ company, ...job }) => ({ company, job }));
    },
  };
}
