/** The file format of an affidavit: its members and their types, before anything in it is believed. */
import { isDocumentKind, SALT_BYTES } from './digest.ts';
import type { Digest, DocumentKind, JsonObject } from './documents.ts';
import { VerifyError } from './error.ts';
import { fromHex } from './hash.ts';
import { parseStrictJson } from './json.ts';
import { isSize, PATH_MAX } from './merkle.ts';
import type { DocumentRef } from './reach.ts';
import { isRemoval, type Removal } from './removal.ts';
import { integer, isJsonObject, listOf, object, orNull, type Shape, shapeGuard, text } from './shape.ts';

/** A document as it was digested. `salt` is 16 bytes of hex, `bytes` the canonical JSON as a string. */
export interface AffidavitDocument {
  kind: DocumentKind;
  salt: string;
  bytes: string;
}

/** Opens the entry's actor tag. `tagSalt` is 16 bytes of hex. */
export interface AffidavitActor {
  userId: number;
  tagSalt: string;
}

/** A removal that the affidavit needs, proven under the root in the metadata of its removal event. */
export interface AffidavitRemoval extends Removal {
  /** Which leaf. */
  index: number;
  /** Base64, from the leaf's sibling upwards. */
  path: string[];
}

/** A removal event, proven under the checkpoint of the affidavit's own proof. */
export interface AffidavitErasure {
  /** Its canonical entry, base64. */
  entry: string;
  /** Its seq. */
  index: number;
  /** Base64, from the leaf's sibling upwards. */
  path: string[];
  /** Opens `parts.metadata` of its entry: it holds the commitment. */
  metadata: { salt: string; bytes: string };
  /** By index ascending. */
  removed: AffidavitRemoval[];
}

/** Everything needed to check one event offline (`.affidavit.json`). */
export interface Affidavit {
  affidavit: 'v1';
  /** The canonical entry, base64. */
  entry: string;
  documents: AffidavitDocument[];
  /** Absent when the system acted, or when the actor is erased. */
  actor?: AffidavitActor;
  /** What shows that documents which are not here were removed, by index ascending. */
  erasures: AffidavitErasure[];
  /** c2sp.org/tlog-proof@v1 */
  proof: string;
  /** The key that signed the checkpoint, as the issuer states it. */
  vkey: string;
  /** The v1 document of the event. */
  event: JsonObject;
}

export const isDocument = shapeGuard<AffidavitDocument>({
  kind: (value) => typeof value === 'string' && isDocumentKind(value),
  salt: isSalt,
  bytes: text,
});

const isActor = shapeGuard<AffidavitActor>({ userId: integer, tagSalt: isSalt });

const isMetadata = shapeGuard<AffidavitErasure['metadata']>({ salt: isSalt, bytes: text });

const isErasure = shapeGuard<AffidavitErasure>({
  entry: text,
  index: isSize,
  path: listOf(text, PATH_MAX),
  metadata: isMetadata,
  removed: listOf(isAffidavitRemoval),
});

const MEMBERS: Shape<Omit<Affidavit, 'actor'>> = {
  affidavit: (value) => value === 'v1',
  entry: text,
  documents: listOf(isDocument),
  erasures: listOf(isErasure),
  proof: text,
  vkey: text,
  event: object,
};

const isWithoutActor = shapeGuard<Omit<Affidavit, 'actor'>>(MEMBERS);
const isWithActor = shapeGuard<Affidavit & { actor: AffidavitActor }>({ ...MEMBERS, actor: isActor });

/** Throws VerifyError unless `json` is an affidavit of version 1 in form; its content is not verified here. */
export function parseAffidavit(json: string): Affidavit {
  const value = parseStrictJson(json);
  if (isJsonObject(value) && Object.hasOwn(value, 'affidavit') && value.affidavit !== 'v1') {
    throw new VerifyError('version', 'an affidavit of another version than v1');
  }
  if (!isWithoutActor(value) && !isWithActor(value)) {
    throw new VerifyError('affidavit', 'not the members of an affidavit of version v1');
  }
  return value;
}

/** A commitment of the entry: a document, or the actor's pseudonym. */
export type PartRef = DocumentRef | { path: 'actor'; kind: 'actor'; digest: Digest };

const hasRemovalMembers = shapeGuard<AffidavitRemoval>({
  digest: text,
  kind: text,
  replacement: orNull(text),
  index: isSize,
  path: listOf(text, PATH_MAX),
});

function isAffidavitRemoval(value: unknown): boolean {
  if (!hasRemovalMembers(value)) return false;
  const { digest, kind, replacement } = value;
  return isRemoval({ digest, kind, replacement });
}

function isSalt(value: unknown): boolean {
  try {
    return typeof value === 'string' && fromHex(value).length === SALT_BYTES;
  } catch {
    return false;
  }
}
