/** The embedded store, changed by raw SQL in its file. */
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { Digest, Entry } from '@affidavit/verify';
import { packPart } from '../../src/store/packed-part.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { bytesOrNull, fromHex, fromUuid } from '../../src/store/sqlite/rows.ts';
import {
  copyFolder,
  EVENT_TABLES,
  type Kind,
  makeFolder,
  type Place,
  type Row,
  rethrow,
  type Sql,
} from './place.ts';

export const sqlite: Kind = {
  name: 'SQLite',
  place: async (folder) => placeIn(makeFolder(folder)),
  stop: async () => undefined,
};

function placeIn(folder: string): Place {
  return {
    folder,
    open: () => openSqliteStore({ folder, onFatal: rethrow }),
    sql: async () => handsIn(join(folder, 'affidavit.db')),
    copy: async (to) => placeIn(copyFolder(folder, to)),
  };
}

function handsIn(file: string): Sql {
  const db = new DatabaseSync(file);
  for (const { name } of db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all())
    db.exec(`DROP TRIGGER ${String(name)}`);
  const all = (text: string, ...values: unknown[]): Row[] =>
    db.prepare(text.replaceAll(/\$(\d)/g, '?$1')).all(...(values as SQLInputValue[]));
  return {
    eventTables: [...EVENT_TABLES, 'mentions'],
    all: async (text, ...values) => all(text, ...values),
    async setEntry(company, seq, entry) {
      const row = columnsOf(entry, (value) => codeOf(all, company, value));
      const names = Object.keys(row);
      db.prepare(
        `UPDATE events SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE company = ? AND seq = ?`,
      ).run(...Object.values(row), company, seq);
    },
    async setMetadata(company, seq, salt, json) {
      const [row] = all('SELECT salts FROM parts WHERE company = $1 AND seq = $2', company, seq);
      const salts = Buffer.concat([row?.salts as Uint8Array, new Uint8Array(48)]).subarray(0, 48);
      salts.set(salt, 16);
      all(
        'UPDATE parts SET salts = $1, metadata = $2 WHERE company = $3 AND seq = $4',
        ...[salts, packPart({ json }), company, seq],
      );
    },
    close: async () => db.close(),
  };
}

type Query = (text: string, ...values: unknown[]) => Row[];

/** The code that stands for a word or a digest, a new one where there is none. */
function codeOf(all: Query, company: number, value: string | Uint8Array): number {
  const [known] = all('SELECT code FROM symbols WHERE company = $1 AND value = $2', company, value);
  if (known !== undefined) return Number(known.code);
  const [made] = all(
    'INSERT INTO symbols (company, code, value) ' +
      'VALUES ($1, (SELECT max(code) + 1 FROM symbols WHERE company = $1), $2) RETURNING code',
    company,
    value,
  );
  return Number(made?.code);
}

function columnsOf(
  entry: Entry,
  code: (value: string | Uint8Array) => number,
): Record<string, SQLInputValue> {
  const digest = (value: Digest | null) => (value === null ? null : code(fromHex(value)));
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
  return {
    id: fromUuid(entry.id),
    type: code(entry.type),
    category: code(entry.category),
    source: code(entry.source),
    status: entry.status === null ? null : code(entry.status),
    created_at: Date.parse(entry.createdAt),
    recorded_at: Date.parse(entry.recordedAt),
    actor: digest(entry.actor),
    connection_id: entry.connectionId,
    workspace_id: entry.workspaceId,
    test_id: entry.testId,
    control_ids: entry.controlIds.length === 0 ? null : json(entry.controlIds),
    provenance: json(entry.provenance),
    text: fromHex(entry.parts.text),
    metadata: bytesOrNull(entry.parts.metadata),
    test: bytesOrNull(entry.parts.test),
    person: digest(entry.parts.person),
    connection: digest(entry.parts.connection),
  };
}
