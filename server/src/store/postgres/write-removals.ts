/** Taking things away: erasure and retention. Nothing else is in their flush (ledger.ts). */
import { fromHex } from '@affidavit/verify';
import type pg from 'pg';
import type { ForgettingChange, PartKind, RemovalChange, RemovedPart } from '../../app/ports/erasing.ts';
import type { Part } from '../../app/ports.ts';
import { bytesAt, collect, columns, packParts, packTexts, pieces, textAt, type Written } from './columns.ts';
import type { CompanyState } from './plan.ts';
import { indexAgain } from './write-words.ts';

/** What goes must be named by now: refused here, it was not written; refused by COMMIT, nobody would be sure. */
export function requireNamed(client: pg.PoolClient, states: readonly CompanyState[]): Written[] {
  const takesAway = states.some(({ writes }) => writes.removals.length > 0 || writes.files.size > 0);
  return takesAway ? [client.query('SET CONSTRAINTS ALL IMMEDIATE')] : [];
}

type Change = RemovalChange | ForgettingChange;
type Of<Do extends Change['do']> = Extract<Change, { do: Do }>;

export function removeRows(client: pg.PoolClient, states: readonly CompanyState[]): Written[] {
  return collect(states, (state) => state.writes.removals).flatMap(({ company, row }) =>
    removal(client, company, row),
  );
}

function removal(client: pg.PoolClient, company: number, change: Change): Written[] {
  const run = (text: string, ...values: unknown[]): Written[] => [client.query(text, [company, ...values])];
  switch (change.do) {
    case 'removeParts':
      return removeParts(client, company, change);
    case 'forgetActors':
      return run(
        'UPDATE parts SET actor_id = NULL WHERE company = $1 AND seq = ANY ($2::bigint[])',
        change.seqs,
      );
    case 'forgetMentions':
      return run('UPDATE parts SET actor_id = NULL WHERE company = $1 AND actor_id = $2', change.userId);
    case 'removeSnapshots':
      return run(
        'DELETE FROM snapshots WHERE company = $1 AND digest = ANY ($2::bytea[])',
        change.digests.map(fromHex),
      );
    case 'removeFilesOf':
    case 'renameFile':
    case 'removeJobs':
      return fileRemoval(run, change);
    case 'removeKeysOf':
      return ['api_keys', 'accounts', 'sign_in_links', 'sessions'].flatMap((table) =>
        run(`DELETE FROM ${table} WHERE company = $1 AND user_id = $2`, change.userId),
      );
    case 'renameKey':
      return run('UPDATE api_keys SET name = $3 WHERE company = $1 AND id = $2', change.id, change.name);
    case 'renameLink':
      return run(
        'UPDATE sign_in_links SET name = $3, email = $4 WHERE company = $1 AND id = $2',
        change.id,
        change.name,
        change.email,
      );
    case 'removeViewsOf':
    case 'rewriteView':
      return viewRemoval(run, change);
    case 'forgetReplies':
      return [
        ...run(
          "UPDATE idempotency SET fingerprint = '' WHERE company = $1 AND seqs && $2::bigint[]",
          change.seqs,
        ),
        ...run(
          `DELETE FROM idempotency WHERE company = $1 AND EXISTS
             (SELECT 1 FROM unnest($2::text[]) word WHERE strpos(lower(key), lower(word)) > 0)`,
          change.words,
        ),
      ];
    case 'rewriteHistory':
      return rewriteHistory(client, company, change);
    case 'forgetRow':
      // What is left of it is written with the other rows of the directory.
      return ['directory', 'directory_history'].flatMap((table) =>
        run(`DELETE FROM ${table} WHERE company = $1 AND kind = $2 AND id = $3`, change.kind, change.id),
      );
    case 'removeSubject':
      return run(
        'DELETE FROM subjects WHERE company = $1 AND kind = $2 AND id = $3',
        change.subject.kind,
        change.subject.id,
      );
  }
}

type Run = (text: string, ...values: unknown[]) => Written[];

function viewRemoval(run: Run, change: Of<'removeViewsOf' | 'rewriteView'>): Written[] {
  if (change.do === 'rewriteView')
    return run(
      'UPDATE saved_views SET name = $3, query = $4, updated_at = updated_at + 1 WHERE company = $1 AND id = $2',
      change.id,
      change.name,
      change.query,
    );
  return [
    ...run('DELETE FROM saved_views WHERE company = $1 AND user_id = $2 AND NOT shared', change.userId),
    ...run(
      'UPDATE saved_views SET user_id = NULL, updated_at = updated_at + 1 WHERE company = $1 AND user_id = $2',
      change.userId,
    ),
  ];
}

function fileRemoval(run: Run, change: Of<'removeFilesOf' | 'renameFile' | 'removeJobs'>): Written[] {
  switch (change.do) {
    case 'removeFilesOf':
      return run(
        'DELETE FROM files WHERE company = $1 AND subject_kind = $2 AND subject_id = $3',
        change.subject.kind,
        change.subject.id,
      );
    case 'renameFile':
      return run('UPDATE files SET name = $3 WHERE company = $1 AND id = $2', change.id, change.name);
    case 'removeJobs':
      return run(
        `WITH gone AS (DELETE FROM jobs WHERE company = $1 AND (event_id = ANY ($2::uuid[]) OR requested_by = $3)
                       RETURNING file_id)
         DELETE FROM files WHERE company = $1 AND id IN (SELECT file_id FROM gone)`,
        change.eventIds,
        change.requestedBy,
      );
  }
}

const KINDS: readonly PartKind[] = ['text', 'metadata', 'test'];

function removeParts(client: pg.PoolClient, company: number, { parts }: Of<'removeParts'>): Written[] {
  const gone = parts.filter(({ replacement }) => replacement === null);
  const replaced = parts.flatMap(({ replacement, ...part }) =>
    replacement === null ? [] : [{ ...part, replacement }],
  );
  const updates = KINDS.flatMap((kind) =>
    pieces(
      replaced.filter((part) => part.kind === kind),
      ({ replacement }) => replacement.json.length,
    ).map((piece) => replaceParts(client, company, kind, piece)),
  );
  if (gone.length > 0) updates.push(takeParts(client, company, gone));
  const seqs = [...new Set(parts.map(({ seq }) => seq))];
  // It reads the parts again, so it has to wait for them.
  return [...updates, Promise.all(updates).then(() => indexAgain(client, company, seqs))];
}

/** One new version of each row, whatever goes of it. */
function takeParts(client: pg.PoolClient, company: number, parts: readonly RemovedPart[]): Written {
  const taken = KINDS.flatMap((kind) => [kind, `${kind}_salt`].map((column) => [column, kind] as const));
  return client.query({
    name: 'take_parts',
    text: `UPDATE parts p
              SET ${taken.map(([column, kind]) => `${column} = CASE WHEN NOT gone.${kind} THEN p.${column} END`)}
             FROM (SELECT seq, ${KINDS.map((kind) => `bool_or(kind = '${kind}') AS ${kind}`)}
                     FROM unnest($2::bigint[], $3::text[]) AS part (seq, kind) GROUP BY seq) AS gone
            WHERE p.company = $1 AND p.seq = gone.seq`,
    values: [company, ...columns(parts, [(part) => part.seq, (part) => part.kind])],
  });
}

function replaceParts(
  client: pg.PoolClient,
  company: number,
  kind: PartKind,
  parts: readonly (RemovedPart & { replacement: Part })[],
): Written {
  const replacements = parts.map(({ replacement }) => replacement);
  const packed = kind === 'text' ? packTexts(replacements.map(({ json }) => json)) : packParts(replacements);
  const value = (kind === 'text' ? textAt : bytesAt)('$1', 'start', 'length');
  return client.query({
    name: `replace_${kind}`,
    text: `UPDATE parts p SET ${kind} = ${value}, ${kind}_salt = new.salt
             FROM unnest($3::integer[], $4::integer[], $5::bigint[], $6::bytea[]) AS new (start, length, seq, salt)
            WHERE p.company = $2 AND p.seq = new.seq`,
    values: [
      packed.bytes,
      company,
      packed.starts,
      packed.lengths,
      ...columns(parts, [(part) => part.seq, (part) => part.replacement.salt]),
    ],
  });
}

function rewriteHistory(
  client: pg.PoolClient,
  company: number,
  { versions }: Of<'rewriteHistory'>,
): Written[] {
  return pieces(versions, ({ json }) => json.length).map((piece) =>
    client.query({
      name: 'rewrite_history',
      text: `UPDATE directory_history h SET email = new.email, json = new.json
               FROM unnest($2::text[], $3::bigint[], $4::bigint[], $5::text[], $6::text[])
                 AS new (kind, id, version, email, json)
              WHERE h.company = $1 AND h.version = new.version AND h.kind = new.kind AND h.id = new.id`,
      values: [
        company,
        ...columns(piece, [
          (row) => row.kind,
          (row) => row.id,
          (row) => row.version,
          (row) => row.email,
          (row) => row.json,
        ]),
      ],
    }),
  );
}

/** The leaves that the removal events of a flush commit to. */
export function insertRemovals(client: pg.PoolClient, states: readonly CompanyState[]): Written[] {
  const leaves = collect(states, (state) =>
    state.writes.events.flatMap(({ seq, event }) =>
      (event.removal ?? []).map((removed, leaf) => ({ ...removed, seq, leaf })),
    ),
  );
  if (leaves.length === 0) return [];
  return [
    client.query({
      name: 'insert_removals',
      text: `INSERT INTO removals (company, seq, leaf, digest, kind, replacement)
             SELECT * FROM unnest($1::integer[], $2::bigint[], $3::integer[], $4::bytea[], $5::text[], $6::bytea[])`,
      values: columns(leaves, [
        (of) => of.company,
        (of) => of.row.seq,
        (of) => of.row.leaf,
        (of) => fromHex(of.row.digest),
        (of) => of.row.kind,
        (of) => of.row.replacement && fromHex(of.row.replacement),
      ]),
    }),
  ];
}
