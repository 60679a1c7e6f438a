/** From an entry to the columns of `events`, which must give back exactly the bytes that are hashed, and from them. */
import { type Digest, type Entry, isUuid } from '@affidavit/verify';
import { isoTime, parseTime } from '../../domain/time.ts';
import { toHex } from '../hex.ts';
import type { Codes, SymbolValue } from './symbols.ts';

/** A row of ENTRY_COLUMNS. */
export interface EntryRow extends Codes {
  seq: number;
  uuid: string;
  id: string;
  createdAt: number;
  recordedAt: number;
  connectionId: number | null;
  workspaceId: number | null;
  testId: number | null;
  controlIds: string | null;
  provenance: string | null;
  textDigest: Uint8Array;
  metadataDigest: Uint8Array | null;
  testDigest: Uint8Array | null;
}

/** What `toEntry` needs, of `events e` and `companies c`. */
export const ENTRY_COLUMNS = `
  e.seq, c.uuid, e.id, e.type, e.category, e.source, e.status, e.created_at AS "createdAt",
  e.recorded_at AS "recordedAt", e.actor, e.connection_id AS "connectionId", e.workspace_id AS "workspaceId",
  e.test_id AS "testId", e.control_ids AS "controlIds", e.provenance, e.text AS "textDigest",
  e.metadata AS "metadataDigest", e.test AS "testDigest", e.person, e.connection`;

/** The codes that `toEntry` has to know the values of. */
export function* codesIn(rows: readonly EntryRow[]): Iterable<number | null> {
  for (const { type, category, source, status, actor, person, connection } of rows)
    yield* [type, category, source, status, actor, person, connection];
}

/** Throws when the row holds what cannot have been written. */
export function toEntry(row: EntryRow, values: ReadonlyMap<number, SymbolValue>): Entry {
  const word = (code: number) => known(values.get(code)?.word, code);
  const digest = (code: number | null) => (code === null ? null : known(values.get(code)?.digest, code));
  return {
    v: 1,
    company: row.uuid,
    id: row.id,
    type: word(row.type),
    category: word(row.category),
    source: word(row.source),
    status: row.status === null ? null : word(row.status),
    createdAt: isoTime(row.createdAt),
    recordedAt: isoTime(row.recordedAt),
    actor: digest(row.actor),
    connectionId: row.connectionId,
    workspaceId: row.workspaceId,
    testId: row.testId,
    controlIds: row.controlIds === null ? [] : (JSON.parse(row.controlIds) as number[]),
    provenance: row.provenance === null ? null : (JSON.parse(row.provenance) as Entry['provenance']),
    parts: {
      text: toHex(row.textDigest),
      metadata: hexOrNull(row.metadataDigest),
      test: hexOrNull(row.testDigest),
      person: digest(row.person),
      connection: digest(row.connection),
    },
  };
}

export function known(value: string | null | undefined, code: number): string {
  if (value == null) throw new Error(`symbol ${code} is missing`);
  return value;
}

function hexOrNull(bytes: Uint8Array | null): Digest | null {
  return bytes === null ? null : toHex(bytes);
}

const DIGEST = /^[0-9a-f]{64}$/;

/** createdAt in milliseconds. An entry that is not in its canonical form is a defect of the caller and stops here. */
export function createdAtOf(entry: Omit<Entry, 'recordedAt'>): number {
  const { text, metadata, test, person, connection } = entry.parts;
  for (const digest of [text, metadata, test, person, connection, entry.actor])
    if (digest !== null && !DIGEST.test(digest)) throw new Error(`not a digest: ${digest}`);
  if (!isUuid(entry.id)) throw new Error(`not an event id: ${entry.id}`);
  const at = parseTime(entry.createdAt);
  if (at === null || isoTime(at) !== entry.createdAt)
    throw new Error(`not a canonical time: ${entry.createdAt}`);
  return at;
}
