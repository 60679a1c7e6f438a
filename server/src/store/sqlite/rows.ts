/** From rows to what the ports speak of, and back. */
import type { Entry } from '@affidavit/verify';
import type { DirectoryKind, DirectoryRow, KeyRecord, Part, Snapshot, StoredEvent } from '../../app/ports.ts';
import { StoreDamaged } from '../../domain/errors.ts';
import { isoTime } from '../../domain/time.ts';
import { toHex } from '../hex.ts';
import { unpackPart } from '../packed-part.ts';
import type { Symbols } from './symbols.ts';

/** What is sealed of an event. */
export interface EntryRow {
  company: number;
  uuid: string;
  id: Uint8Array;
  type: number;
  category: number;
  source: number;
  status: number | null;
  created_at: number;
  recorded_at: number;
  actor: number | null;
  connection_id: number | null;
  workspace_id: number | null;
  test_id: number | null;
  control_ids: string | null;
  provenance: string | null;
  text: Uint8Array;
  metadata: Uint8Array | null;
  test: Uint8Array | null;
  person: number | null;
  connection: number | null;
}

export interface EventRow extends EntryRow {
  seq: number;
  leaf: Uint8Array;
  actor_id: number | null;
  salts: Uint8Array | null;
  part_text: string | null;
  part_metadata: Uint8Array | null;
  part_test: Uint8Array | null;
}

const ENTRY_COLUMNS =
  'e.company, c.uuid, e.id, e.type, e.category, e.source, e.status, e.created_at, e.recorded_at, e.actor, ' +
  'e.connection_id, e.workspace_id, e.test_id, e.control_ids, e.provenance, e.text, e.metadata, e.test, e.person, ' +
  'e.connection';
const ENTRY_TABLES = 'events e JOIN companies c ON c.company = e.company';

/** Every column of EventRow; add a WHERE. */
export const SELECT_EVENT =
  `SELECT ${ENTRY_COLUMNS}, e.seq, e.leaf, p.actor_id, p.salts, p.text AS part_text, p.metadata AS part_metadata, ` +
  `p.test AS part_test FROM ${ENTRY_TABLES} LEFT JOIN parts p ON p.company = e.company AND p.seq = e.seq`;

/** Every column of EntryRow; add a WHERE. */
export const SELECT_ENTRY = `SELECT ${ENTRY_COLUMNS} FROM ${ENTRY_TABLES}`;

/** Throws StoreDamaged, naming the event, when the row holds what cannot have been written. */
export function toStoredEvent(row: EventRow, symbols: Symbols): StoredEvent {
  return readable(row.company, row.seq, () => readEvent(row, symbols));
}

/** What `read` answers; StoreDamaged, naming the event, in the place of what it throws. */
export function readable<T>(company: number, seq: number, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    const what = `event ${seq} of company ${company} cannot be read`;
    throw new StoreDamaged(`${what}: ${(cause as Error).message}`, { cause });
  }
}

function readEvent(row: EventRow, symbols: Symbols): StoredEvent {
  return {
    seq: row.seq,
    entry: toEntry(row, symbols),
    leaf: row.leaf,
    actorId: row.actor_id,
    parts: {
      text:
        row.part_text === null || row.salts === null
          ? null
          : { salt: row.salts.slice(0, 16), json: row.part_text },
      metadata: toPart(row.salts, 16, row.part_metadata),
      test: toPart(row.salts, 32, row.part_test),
    },
  };
}

export function toEntry(row: EntryRow, symbols: Symbols): Entry {
  const word = (code: number) => symbols.text(row.company, code);
  const digest = (code: number | null) => (code === null ? null : symbols.text(row.company, code));
  return {
    v: 1,
    company: row.uuid,
    id: toUuid(row.id),
    type: word(row.type),
    category: word(row.category),
    source: word(row.source),
    status: row.status === null ? null : word(row.status),
    createdAt: isoTime(row.created_at),
    recordedAt: isoTime(row.recorded_at),
    actor: digest(row.actor),
    connectionId: row.connection_id,
    workspaceId: row.workspace_id,
    testId: row.test_id,
    controlIds: row.control_ids === null ? [] : (JSON.parse(row.control_ids) as number[]),
    provenance: row.provenance === null ? null : (JSON.parse(row.provenance) as Entry['provenance']),
    parts: {
      text: toHex(row.text),
      metadata: hexOrNull(row.metadata),
      test: hexOrNull(row.test),
      person: digest(row.person),
      connection: digest(row.connection),
    },
  };
}

// Buffer's own conversion: verify's is made for browsers, and several times slower here.
export const fromHex = (hex: string): Uint8Array => Buffer.from(hex, 'hex');
const hexOrNull = (bytes: Uint8Array | null) => (bytes === null ? null : toHex(bytes));
export const bytesOrNull = (hex: string | null) => (hex === null ? null : fromHex(hex));

/** Throws for what is not the canonical text of a digest: it would not come back as it was hashed. */
export function digestBytes(hex: string): Uint8Array {
  if (!DIGEST.test(hex)) throw new Error(`not a digest: ${hex}`);
  return fromHex(hex);
}

const DIGEST = /^[0-9a-f]{64}$/;

/** 16 bytes; what is no UUID in lower case becomes none, and matches nothing. */
export function fromUuid(uuid: string): Uint8Array {
  if (!UUID.test(uuid)) return new Uint8Array(0);
  return Buffer.from(uuid.replaceAll('-', ''), 'hex');
}

export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function toUuid(id: Uint8Array): string {
  const hex = toHex(id);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function toPart(salts: Uint8Array | null, at: number, packed: Uint8Array | null): Part | null {
  const json = unpackPart(packed);
  return salts === null || json === null ? null : { salt: salts.slice(at, at + 16), json };
}

export interface SnapshotRow {
  digest: Uint8Array;
  kind: Snapshot['kind'];
  id: number;
  version: number;
  subject_kind: Snapshot['subject']['kind'];
  subject_id: number;
  json: string;
}

export function toSnapshot(row: SnapshotRow): Snapshot {
  const { kind, id, version, json } = row;
  return {
    digest: toHex(row.digest),
    kind,
    id,
    version,
    subject: { kind: row.subject_kind, id: row.subject_id },
    json,
  };
}

export interface DirectoryTableRow {
  kind: DirectoryKind;
  id: number;
  user_id: number | null;
  connection_id: number | null;
  email: string | null;
  json: string;
}

export function toDirectoryRow(row: DirectoryTableRow): DirectoryRow {
  const { kind, id, email, json } = row;
  return { kind, id, userId: row.user_id, connectionId: row.connection_id, email, json };
}

export interface KeyRow {
  id: string;
  hash: Uint8Array;
  user_id: number;
  name: string;
  permissions: string;
  addresses: string;
  date_style: KeyRecord['dateStyle'];
  created_at: number;
  expires_at: number | null;
  revoked_at: number | null;
}

export function toKeyRecord(row: KeyRow): KeyRecord {
  return {
    id: row.id,
    hash: row.hash,
    userId: row.user_id,
    name: row.name,
    permissions: JSON.parse(row.permissions) as string[],
    addresses: JSON.parse(row.addresses) as string[],
    dateStyle: row.date_style,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
  };
}
