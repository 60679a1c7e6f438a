/** The changes that an item may carry besides its events. */
import { changesAccounts } from '../../app/ports/accounts.ts';
import { removesRows } from '../../app/ports/erasing.ts';
import type { Change, DirectoryRow, KeyRecord, Outcome } from '../../app/ports.ts';
import type { Statements } from './connection.ts';
import { applyAccountChange } from './write-account.ts';
import { applyFileChange, putJob } from './write-file.ts';
import { type Moment, remember, rememberRemoved } from './write-history.ts';
import { turnLogKey } from './write-log-key.ts';
import { applyRemoval } from './write-removal.ts';

/** Null when applied; otherwise why the item cannot be. */
export function applyChange(
  sql: Statements,
  company: number,
  change: Change,
  moment: Moment,
): Outcome | null {
  if (removesRows(change)) {
    applyRemoval(sql, company, change, moment);
    return null;
  }
  if (changesAccounts(change)) return applyAccountChange(sql, company, change);
  switch (change.do) {
    case 'put':
      return putRow(sql, company, change.row, moment);
    case 'remove':
      removeRow(sql, company, change, moment);
      return null;
    case 'addFile':
    case 'removeFile':
      return applyFileChange(sql, company, change);
    case 'putJob':
      return putJob(sql, company, change.job, change.replacing);
    case 'addSubject': {
      const { kind, id, key, tagSalt } = change.subject;
      const added = sql.run(
        'INSERT OR IGNORE INTO subjects (company, kind, id, key, tag_salt) VALUES (?, ?, ?, ?, ?)',
        company,
        kind,
        id,
        key,
        tagSalt,
      );
      return added === 1 ? null : { is: 'stale' };
    }
    case 'putEventType': {
      const { name, version, category, schema, createdAt } = change.eventType;
      const added = sql.run(
        'INSERT OR IGNORE INTO event_types (company, name, version, category, schema, created_at) VALUES (?, ?, ?, ?, ?, ?)',
        company,
        name,
        version,
        category,
        schema,
        createdAt,
      );
      return added === 1 ? null : { is: 'stale' };
    }
    case 'turnLogKey':
      return turnLogKey(sql, company, change);
    case 'addKey':
      return addKey(sql, company, change.key);
    case 'revokeKey':
      sql.run(
        'UPDATE api_keys SET revoked_at = ? WHERE company = ? AND id = ? AND revoked_at IS NULL',
        change.at,
        company,
        change.id,
      );
      return null;
  }
}

function putRow(sql: Statements, company: number, row: DirectoryRow, moment: Moment): Outcome | null {
  const { kind, id, userId, connectionId, email, json } = row;
  if (kind === 'user' && email !== null) {
    const other = sql.get<{ id: number }>(
      "SELECT id FROM directory WHERE company = ? AND kind = 'user' AND email = ? AND id <> ?",
      company,
      email,
      id,
    );
    if (other !== undefined) return { is: 'taken', what: 'email' };
  }
  sql.run(
    'INSERT INTO directory (company, kind, id, user_id, connection_id, email, json) VALUES (?, ?, ?, ?, ?, ?, ?) ' +
      'ON CONFLICT (company, kind, id) DO UPDATE SET user_id = excluded.user_id, ' +
      'connection_id = excluded.connection_id, email = excluded.email, json = excluded.json',
    company,
    kind,
    id,
    userId,
    connectionId,
    email,
    json,
  );
  remember(sql, company, row, moment);
  return null;
}

function removeRow(
  sql: Statements,
  company: number,
  { kind, id }: Pick<DirectoryRow, 'kind' | 'id'>,
  moment: Moment,
): void {
  const removed = sql.run(
    'DELETE FROM directory WHERE company = ? AND kind = ? AND id = ?',
    company,
    kind,
    id,
  );
  if (removed === 1) rememberRemoved(sql, company, { kind, id }, moment);
}

function addKey(sql: Statements, company: number, key: KeyRecord): Outcome | null {
  const added = sql.run(
    'INSERT OR IGNORE INTO api_keys (company, id, hash, user_id, name, permissions, addresses, date_style, created_at, ' +
      'expires_at, revoked_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    company,
    key.id,
    key.hash,
    key.userId,
    key.name,
    JSON.stringify(key.permissions),
    JSON.stringify(key.addresses),
    key.dateStyle,
    key.createdAt,
    key.expiresAt,
    key.revokedAt,
  );
  return added === 1 ? null : { is: 'taken', what: 'key' };
}
