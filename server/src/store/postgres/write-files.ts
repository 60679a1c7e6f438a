/** Files and jobs of a planned flush. */
import type pg from 'pg';
import { collect, columns, type Written } from './columns.ts';
import type { CompanyState } from './plan.ts';

/** One statement a file, since each may be large. */
export function writeFiles(client: pg.PoolClient, states: readonly CompanyState[]): Written[] {
  const files = collect(states, (state) => state.writes.files);
  if (files.length === 0) return [];
  const removed = client.query({
    name: 'delete_files',
    text: `DELETE FROM files f USING unnest($1::integer[], $2::uuid[]) AS gone (company, id)
            WHERE f.company = gone.company AND f.id = gone.id`,
    values: columns(files, [(f) => f.company, (f) => f.row[0]]),
  });
  const added = files.flatMap(({ company, row: [id, file] }) =>
    file === null
      ? []
      : client.query({
          name: 'insert_file',
          text: `INSERT INTO files (company, id, subject_kind, subject_id, name, media_type, bytes, created_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
          values: [
            company,
            id,
            file.subject?.kind,
            file.subject?.id,
            file.name,
            file.mediaType,
            file.bytes,
            file.createdAt,
          ],
        }),
  );
  return [removed, ...added];
}

export function writeJobs(client: pg.PoolClient, states: readonly CompanyState[]): Written[] {
  const jobs = collect(states, (state) => state.writes.jobs.values());
  if (jobs.length === 0) return [];
  return [
    client.query({
      name: 'put_jobs',
      text: `INSERT INTO jobs (company, id, kind, event_id, requested_by, status, claimed_at, file_id, error,
                               created_at, completed_at)
             SELECT * FROM unnest($1::integer[], $2::uuid[], $3::text[], $4::uuid[], $5::bigint[], $6::text[],
                                  $7::bigint[], $8::uuid[], $9::text[], $10::bigint[], $11::bigint[])
             ON CONFLICT (company, id) DO UPDATE
                SET status = EXCLUDED.status, claimed_at = EXCLUDED.claimed_at, file_id = EXCLUDED.file_id,
                    error = EXCLUDED.error, completed_at = EXCLUDED.completed_at`,
      values: columns(jobs, [
        (j) => j.company,
        (j) => j.row.id,
        (j) => j.row.kind,
        (j) => j.row.eventId,
        (j) => j.row.requestedBy,
        (j) => j.row.status,
        (j) => j.row.claimedAt,
        (j) => j.row.fileId,
        (j) => j.row.error,
        (j) => j.row.createdAt,
        (j) => j.row.completedAt,
      ]),
    }),
  ];
}
