/** The entry: what the log commits to for one event (docs/formats.md, "Entry"). */
import type { Entry, Provenance } from './documents.ts';
import { VerifyError } from './error.ts';
import { utf8Bytes } from './hash.ts';
import { digest, integer, listOf, orNull, shapeGuard, text } from './shape.ts';

/** Longest entry in bytes of UTF-8. */
export const ENTRY_BYTES_MAX = 8192;

export const CONTROL_IDS_MAX = 200;

/**
 * How far `createdAt` may lie after `recordedAt`, in milliseconds. Certificates rest on it: nothing recorded earlier than
 * this before a period is of it.
 */
export const CREATED_AHEAD_MS = 5 * 60 * 1000;

/**
 * The canonical JSON of an entry: the bytes that are hashed. Written out member by member because every recorded
 * event passes here; equal to `canonicalJson(entry)`. Whoever seals it keeps it within ENTRY_BYTES_MAX bytes.
 * Throws VerifyError when a text holds a lone surrogate or a number is no safe integer.
 */
export function entryJson(entry: Entry): string {
  const { parts, provenance } = entry;
  return (
    `{"actor":${quoteOrNull(entry.actor)},"category":${quote(entry.category)},"company":${quote(entry.company)}` +
    `,"connectionId":${numberOrNull(entry.connectionId)},"controlIds":[${entry.controlIds.map(decimal).join(',')}]` +
    `,"createdAt":${quote(entry.createdAt)},"id":${quote(entry.id)}` +
    `,"parts":{"connection":${quoteOrNull(parts.connection)},"metadata":${quoteOrNull(parts.metadata)}` +
    `,"person":${quoteOrNull(parts.person)},"test":${quoteOrNull(parts.test)},"text":${quote(parts.text)}}` +
    `,"provenance":${provenance === null ? 'null' : provenanceJson(provenance)}` +
    `,"recordedAt":${quote(entry.recordedAt)},"source":${quote(entry.source)}` +
    `,"status":${quoteOrNull(entry.status)},"testId":${numberOrNull(entry.testId)},"type":${quote(entry.type)}` +
    `,"v":${decimal(entry.v)},"workspaceId":${numberOrNull(entry.workspaceId)}}`
  );
}

/**
 * The entry of its canonical JSON. Strict: exactly the members of version 1, their types and formats, exactly
 * the canonical bytes, at most ENTRY_BYTES_MAX. Throws VerifyError.
 */
export function parseEntry(json: string): Entry {
  refuseLong(json);
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new VerifyError('entry', 'the entry is not JSON', { cause });
  }
  if (!isEntry(value)) throw new VerifyError('entry', 'the entry has not the members of version 1');
  if (entryJson(value) !== json) throw new VerifyError('entry', 'the entry is not canonical JSON');
  return value;
}

/** Whether an entry says that it was created more than CREATED_AHEAD_MS after it was recorded. */
export function isCreatedAhead({ createdAt, recordedAt }: Pick<Entry, 'createdAt' | 'recordedAt'>): boolean {
  // ISO 8601 of one form: the order of texts is the order of times, and nearly all are decided by it.
  return createdAt > recordedAt && Date.parse(createdAt) - Date.parse(recordedAt) > CREATED_AHEAD_MS;
}

/** Whether `value` is a UTC time in ISO 8601 with milliseconds, and one that exists. */
export function isIsoTime(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)) return false;
  const time = new Date(value);
  return !Number.isNaN(time.getTime()) && time.toISOString() === value;
}

/** Whether `value` is 8-4-4-4-12 lower-case hex digits; version and variant are not looked at. */
export function isUuid(value: unknown): boolean {
  return (
    typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(value)
  );
}

export const isProvenance = shapeGuard<Provenance>({
  system: text,
  fetchedAt: isIsoTime,
  sourceDigest: digest,
});

const isParts = shapeGuard<Entry['parts']>({
  text: digest,
  metadata: orNull(digest),
  test: orNull(digest),
  person: orNull(digest),
  connection: orNull(digest),
});

const isEntry = shapeGuard<Entry>({
  v: (value) => value === 1,
  company: isUuid,
  id: isUuid,
  type: text,
  category: text,
  source: text,
  status: orNull(text),
  createdAt: isIsoTime,
  recordedAt: isIsoTime,
  actor: orNull(digest),
  connectionId: orNull(integer),
  workspaceId: orNull(integer),
  testId: orNull(integer),
  controlIds: listOf(integer, CONTROL_IDS_MAX),
  provenance: orNull(isProvenance),
  parts: isParts,
});

function provenanceJson(provenance: Provenance): string {
  const { fetchedAt, sourceDigest, system } = provenance;
  return `{"fetchedAt":${quote(fetchedAt)},"sourceDigest":${quote(sourceDigest)},"system":${quote(system)}}`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that JSON must escape
const NEEDS_ESCAPE = /["\\\u0000-\u001f\ud800-\udfff]/;

function quote(value: string): string {
  if (!NEEDS_ESCAPE.test(value)) return `"${value}"`;
  if (!value.isWellFormed()) throw new VerifyError('entry', 'a text of the entry holds a lone surrogate');
  return JSON.stringify(value);
}

function quoteOrNull(value: string | null): string {
  return value === null ? 'null' : quote(value);
}

function decimal(value: number): string {
  if (!Number.isSafeInteger(value))
    throw new VerifyError('entry', 'a number of the entry is no safe integer');
  return String(value);
}

function numberOrNull(value: number | null): string {
  return value === null ? 'null' : decimal(value);
}

function refuseLong(json: string): void {
  // One UTF-16 unit is at most three bytes of UTF-8: most entries need no counting.
  if (json.length * 3 <= ENTRY_BYTES_MAX) return;
  if (json.length > ENTRY_BYTES_MAX || utf8Bytes(json).length > ENTRY_BYTES_MAX) {
    throw new VerifyError('entry', `the entry is longer than ${ENTRY_BYTES_MAX} bytes`);
  }
}
