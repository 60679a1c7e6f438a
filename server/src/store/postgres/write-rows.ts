/** The rows of a planned flush: one statement per table for all companies, sent without waiting in between. */
import type pg from 'pg';
import type { HistoryRow } from '../../app/ports/history.ts';
import { limits } from '../../domain/limits.ts';
import { collect, columns, type Written } from './columns.ts';
import type { CompanyState } from './plan.ts';
import { writeAccounts } from './write-accounts.ts';
import { writeEvents, writeSnapshots, writeSymbols, writeTree } from './write-events.ts';
import { writeFiles, writeJobs } from './write-files.ts';
import { turnLogKeys } from './write-log-keys.ts';
import { insertRemovals, removeRows, requireNamed } from './write-removals.ts';

/** Which flush of which running instance this is: what it finds again when COMMIT was in doubt. */
export interface FlushId {
  instance: string;
  number: number;
}

const PURGE_ANSWERS = 1_000;

/**
 * Writes what the plan says, and moves the heads by compare-and-swap. The head is written even when a company
 * only repeats an earlier answer: waiting for that write at COMMIT is what makes the earlier one durable too.
 */
export async function writeRows(
  client: pg.PoolClient,
  states: readonly CompanyState[],
  flush: FlushId,
): Promise<void> {
  const acknowledged = states.filter((state) => state.acknowledged);
  if (acknowledged.length === 0) return;
  await Promise.all([
    ...removeRows(client, acknowledged),
    ...writeSymbols(client, acknowledged),
    ...writeEvents(client, acknowledged),
    ...insertRemovals(client, acknowledged),
    ...writeTree(client, acknowledged),
    ...writeSnapshots(client, acknowledged),
    ...writeDirectory(client, acknowledged),
    ...writeSubjects(client, acknowledged),
    ...writeOneByOne(client, acknowledged),
    ...turnLogKeys(client, acknowledged),
    ...writeFiles(client, acknowledged),
    ...writeJobs(client, acknowledged),
    ...writeAccounts(client, acknowledged),
    ...writeAnswers(client, acknowledged),
    markFlush(client, acknowledged, flush),
    moveHeads(client, acknowledged),
    ...requireNamed(client, acknowledged),
  ]);
}

/** Rows are deleted first, so that users may swap their e-mail addresses within one flush. */
function writeDirectory(client: pg.PoolClient, states: readonly CompanyState[]): Written[] {
  const rows = collect(states, (state) => state.writes.rows.values());
  if (rows.length === 0) return [];
  const kept = rows.filter(({ row }) => row.json !== null);
  return [
    client.query({
      name: 'delete_directory',
      text: `DELETE FROM directory d USING unnest($1::integer[], $2::text[], $3::bigint[]) AS put (company, kind, id)
              WHERE d.company = put.company AND d.kind = put.kind AND d.id = put.id`,
      values: columns(rows, [(r) => r.company, (r) => r.row.kind, (r) => r.row.id]),
    }),
    client.query({
      name: 'insert_directory',
      text: `INSERT INTO directory (company, kind, id, user_id, connection_id, email, json)
             SELECT * FROM unnest($1::integer[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::text[],
                                  $7::text[])`,
      values: columns(kept, ROW_COLUMNS),
    }),
    insertHistory(
      client,
      collect(states, (state) => state.writes.history.values()),
    ),
  ];
}

type OfCompany<T> = { company: number; row: T };

const ROW_COLUMNS: readonly ((of: OfCompany<HistoryRow>) => unknown)[] = [
  (r) => r.company,
  (r) => r.row.kind,
  (r) => r.row.id,
  (r) => r.row.userId,
  (r) => r.row.connectionId,
  (r) => r.row.email,
  (r) => r.row.json,
];

function insertHistory(client: pg.PoolClient, rows: readonly OfCompany<HistoryRow>[]): Written {
  return client.query({
    name: 'insert_history',
    text: `INSERT INTO directory_history (company, kind, id, user_id, connection_id, email, json, version, at)
           SELECT * FROM unnest($1::integer[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::text[],
                                $7::text[], $8::bigint[], $9::bigint[])`,
    values: columns(rows, [...ROW_COLUMNS, (r) => r.row.version, (r) => r.row.at]),
  });
}

function writeSubjects(client: pg.PoolClient, states: readonly CompanyState[]): Written[] {
  const subjects = collect(states, (state) => state.writes.subjects);
  if (subjects.length === 0) return [];
  return [
    client.query({
      name: 'insert_subjects',
      text: `INSERT INTO subjects (company, kind, id, key, tag_salt)
             SELECT * FROM unnest($1::integer[], $2::text[], $3::bigint[], $4::bytea[], $5::bytea[])`,
      values: columns(subjects, [
        (s) => s.company,
        (s) => s.row.kind,
        (s) => s.row.id,
        (s) => s.row.key,
        (s) => s.row.tagSalt,
      ]),
    }),
  ];
}

/** Event types and keys: few at a time. Keys are added before they are revoked. */
function writeOneByOne(client: pg.PoolClient, states: readonly CompanyState[]): Written[] {
  const types = collect(states, (state) => state.writes.eventTypes).map(({ company, row }) =>
    client.query(
      `INSERT INTO event_types (company, name, version, category, schema, created_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [company, row.name, row.version, row.category, row.schema, row.createdAt],
    ),
  );
  const added = collect(states, (state) => state.writes.addedKeys).map(({ company, row }) =>
    client.query(
      `INSERT INTO api_keys (company, id, hash, user_id, name, permissions, addresses, date_style, created_at,
                             expires_at, revoked_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        company,
        row.id,
        row.hash,
        row.userId,
        row.name,
        row.permissions,
        row.addresses,
        row.dateStyle,
        row.createdAt,
        row.expiresAt,
        row.revokedAt,
      ],
    ),
  );
  const revoked = collect(states, (state) => state.writes.revokedKeys).map(({ company, row }) =>
    client.query('UPDATE api_keys SET revoked_at = COALESCE(revoked_at, $3) WHERE company = $1 AND id = $2', [
      company,
      row.id,
      row.at,
    ]),
  );
  return [...types, ...added, ...revoked];
}

function writeAnswers(client: pg.PoolClient, states: readonly CompanyState[]): Written[] {
  const answers = collect(states, (state) => state.writes.answers);
  if (answers.length === 0) return [];
  const newest = Math.max(...answers.map(({ row: [, answer] }) => answer.at));
  return [
    client.query({
      name: 'insert_idempotency',
      text: `INSERT INTO idempotency (company, key, fingerprint, seqs, created_at)
             SELECT company, key, fingerprint, seqs::bigint[], created_at
               FROM unnest($1::integer[], $2::text[], $3::bytea[], $4::text[], $5::bigint[])
                 AS answer (company, key, fingerprint, seqs, created_at)
             ON CONFLICT (company, key) DO UPDATE
                SET fingerprint = EXCLUDED.fingerprint, seqs = EXCLUDED.seqs, created_at = EXCLUDED.created_at`,
      values: columns(answers, [
        (a) => a.company,
        (a) => a.row[0],
        (a) => a.row[1].fingerprint,
        // An array of arrays cannot be unnested by rows, so each one travels as its text.
        (a) => `{${a.row[1].events.map((event) => event.seq).join(',')}}`,
        (a) => a.row[1].at,
      ]),
    }),
    client.query({
      name: 'purge_idempotency',
      text: `DELETE FROM idempotency i
              USING (SELECT company, key FROM idempotency
                      WHERE company = ANY ($1::integer[]) AND created_at <= $2 LIMIT $3) AS old
              WHERE i.company = old.company AND i.key = old.key`,
      values: [states.map((state) => state.company), newest - limits.idempotencyKeptMs, PURGE_ANSWERS],
    }),
  ];
}

function markFlush(client: pg.PoolClient, states: readonly CompanyState[], flush: FlushId): Written {
  return client.query({
    name: 'mark_flush',
    text: `INSERT INTO writers (company, instance, flush, at)
           SELECT company, $2, $3, now() FROM unnest($1::integer[]) AS company
           ON CONFLICT (company, instance) DO UPDATE SET flush = EXCLUDED.flush, at = EXCLUDED.at`,
    values: [states.map((state) => state.company), flush.instance, flush.number],
  });
}

export async function moveHeads(client: pg.PoolClient, states: readonly CompanyState[]): Promise<void> {
  const { rowCount } = await client.query({
    name: 'move_heads',
    text: `UPDATE heads h
              SET size = moved.size, root = moved.root, recorded_at = moved.recorded_at,
                  directory_version = moved.directory_version
             FROM unnest($1::integer[], $2::bigint[], $3::bytea[], $4::bigint[], $5::bytea[], $6::bigint[],
                         $7::bigint[])
               AS moved (company, old_size, old_root, size, root, recorded_at, directory_version)
            WHERE h.company = moved.company AND h.size = moved.old_size AND h.root = moved.old_root`,
    values: columns(states, [
      (s) => s.company,
      (s) => s.stored.size,
      (s) => s.stored.root,
      (s) => s.frontier.size,
      (s) => s.frontier.root(),
      (s) => s.recordedAt,
      (s) => s.directoryVersion,
    ]),
  });
  if (rowCount !== states.length) throw new Error('a head moved while it was locked');
}
