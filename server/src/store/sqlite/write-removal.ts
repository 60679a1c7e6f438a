/** Taking things away: erasure and retention. Pages are overwritten by secure_delete. */
import type { Removal } from '@affidavit/verify';
import type {
  ForgettingChange,
  RemovalChange,
  RemovedPart,
  RewrittenVersion,
} from '../../app/ports/erasing.ts';
import { packPart } from '../packed-part.ts';
import type { Statements } from './connection.ts';
import { bytesOrNull, fromHex } from './rows.ts';
import { type Moment, rememberRemoved } from './write-history.ts';

export function applyRemoval(
  sql: Statements,
  company: number,
  change: RemovalChange | ForgettingChange,
  moment: Moment,
): void {
  switch (change.do) {
    case 'removeParts':
      for (const part of change.parts) removePart(sql, company, part);
      return;
    case 'forgetActors':
      for (const seq of change.seqs) forgetActor(sql, company, seq);
      return;
    case 'forgetMentions':
      sql.run('DELETE FROM mentions WHERE company = ? AND user_id = ?', company, change.userId);
      return;
    case 'removeSnapshots':
      for (const digest of change.digests)
        sql.run('DELETE FROM snapshots WHERE company = ? AND digest = ?', company, fromHex(digest));
      return;
    case 'removeFilesOf':
      sql.run(
        'DELETE FROM files WHERE company = ? AND subject_kind = ? AND subject_id = ?',
        company,
        change.subject.kind,
        change.subject.id,
      );
      return;
    case 'renameFile':
    case 'renameKey':
    case 'renameLink':
      rename(sql, company, change);
      return;
    case 'removeJobs':
      removeJobs(sql, company, change.eventIds, change.requestedBy);
      return;
    case 'removeKeysOf':
      for (const table of ['api_keys', 'accounts', 'sign_in_links', 'sessions'])
        sql.run(`DELETE FROM ${table} WHERE company = ? AND user_id = ?`, company, change.userId);
      return;
    case 'removeViewsOf':
    case 'rewriteView':
      forgetViews(sql, company, change);
      return;
    case 'forgetReplies':
      forgetReplies(sql, company, change.seqs, change.words);
      return;
    case 'rewriteHistory':
      rewriteHistory(sql, company, change.versions);
      return;
    case 'forgetRow': {
      const { kind, id } = change;
      for (const table of ['directory', 'directory_history'])
        sql.run(`DELETE FROM ${table} WHERE company = ? AND kind = ? AND id = ?`, company, kind, id);
      rememberRemoved(sql, company, change, moment);
      return;
    }
    case 'removeSubject': {
      const { kind, id } = change.subject;
      sql.run('DELETE FROM subjects WHERE company = ? AND kind = ? AND id = ?', company, kind, id);
      return;
    }
  }
}

const NAMED = { renameFile: 'files', renameKey: 'api_keys', renameLink: 'sign_in_links' } as const;

function rename(
  sql: Statements,
  company: number,
  change: Extract<RemovalChange, { do: keyof typeof NAMED }>,
): void {
  const { id, name } = change;
  sql.run(`UPDATE ${NAMED[change.do]} SET name = ? WHERE company = ? AND id = ?`, name, company, id);
  if (change.do === 'renameLink')
    sql.run('UPDATE sign_in_links SET email = ? WHERE company = ? AND id = ?', change.email, company, id);
}

function rewriteHistory(sql: Statements, company: number, versions: readonly RewrittenVersion[]): void {
  for (const { kind, id, version, email, json } of versions)
    sql.run(
      'UPDATE directory_history SET email = ?, json = ? WHERE company = ? AND version = ? AND kind = ? AND id = ?',
      email,
      json,
      company,
      version,
      kind,
      id,
    );
}

function forgetViews(
  sql: Statements,
  company: number,
  change: Extract<RemovalChange, { do: 'removeViewsOf' | 'rewriteView' }>,
): void {
  if (change.do === 'removeViewsOf') {
    const { userId } = change;
    sql.run('DELETE FROM saved_views WHERE company = ? AND user_id = ? AND shared = 0', company, userId);
    sql.run(
      'UPDATE saved_views SET user_id = NULL, updated_at = updated_at + 1 WHERE company = ? AND user_id = ?',
      company,
      userId,
    );
    return;
  }
  sql.run(
    'UPDATE saved_views SET name = ?, query = ?, updated_at = updated_at + 1 WHERE company = ? AND id = ?',
    change.name,
    change.query,
    company,
    change.id,
  );
}

const SALT_AT = { text: 0, metadata: 16, test: 32 } as const;
const NO_SALT = Buffer.alloc(16);

function removePart(sql: Statements, company: number, { seq, kind, replacement }: RemovedPart): void {
  const row = sql.get<{ salts: Uint8Array }>(
    'SELECT salts FROM parts WHERE company = ? AND seq = ?',
    company,
    seq,
  );
  if (row === undefined) return;
  const salts = Buffer.from(row.salts);
  salts.set(replacement?.salt ?? NO_SALT, SALT_AT[kind]);
  sql.run(
    `UPDATE parts SET salts = ?, ${kind} = ? WHERE company = ? AND seq = ?`,
    salts,
    kind === 'text' ? (replacement?.json ?? null) : packPart(replacement),
    company,
    seq,
  );
}

function forgetActor(sql: Statements, company: number, seq: number): void {
  sql.run(
    "DELETE FROM mentions WHERE company = ?1 AND role = 'actor' AND seq = ?2 " +
      'AND user_id = (SELECT actor_id FROM parts WHERE company = ?1 AND seq = ?2) ' +
      'AND created_at = (SELECT created_at FROM events WHERE company = ?1 AND seq = ?2)',
    company,
    seq,
  );
  sql.run('UPDATE parts SET actor_id = NULL WHERE company = ? AND seq = ?', company, seq);
}

function removeJobs(
  sql: Statements,
  company: number,
  eventIds: readonly string[],
  requestedBy: number | null,
): void {
  const which = 'company = ?1 AND (event_id IN (SELECT value FROM json_each(?2)) OR requested_by = ?3)';
  const values = [company, JSON.stringify(eventIds), requestedBy] as const;
  sql.run(
    `DELETE FROM files WHERE company = ?1 AND id IN (SELECT file_id FROM jobs WHERE ${which})`,
    ...values,
  );
  sql.run(`DELETE FROM jobs WHERE ${which}`, ...values);
}

function forgetReplies(
  sql: Statements,
  company: number,
  seqs: readonly number[],
  words: readonly string[],
): void {
  sql.run(
    "UPDATE idempotency SET fingerprint = x'' WHERE company = ? AND EXISTS " +
      '(SELECT 1 FROM json_each(idempotency.seqs) s JOIN json_each(?) gone ON gone.value = s.value)',
    company,
    JSON.stringify(seqs),
  );
  sql.run(
    'DELETE FROM idempotency WHERE company = ? AND EXISTS ' +
      '(SELECT 1 FROM json_each(?) word WHERE instr(lower(idempotency.key), lower(word.value)) > 0)',
    company,
    JSON.stringify(words),
  );
}

export function insertRemovals(
  sql: Statements,
  company: number,
  seq: number,
  removal: readonly Removal[],
): void {
  for (const [leaf, { digest, kind, replacement }] of removal.entries())
    sql.run(
      'INSERT INTO removals (company, seq, leaf, digest, kind, replacement) VALUES (?, ?, ?, ?, ?, ?)',
      company,
      seq,
      leaf,
      fromHex(digest),
      kind,
      bytesOrNull(replacement),
    );
}
