/** Commitments: how a document and an actor are named without being shown (docs/formats.md). */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import type { Digest, DocumentKind } from './documents.ts';
import { VerifyError } from './error.ts';
import { concatBytes, labelled, type Sha256, sha256, toHex, utf8Bytes } from './hash.ts';

export const SALT_BYTES = 16;

const ACTOR_LABEL = labelled('affidavit/actor/v1', '');

const PART_LABELS: { readonly [K in DocumentKind]: Uint8Array } = {
  text: partLabel('text'),
  metadata: partLabel('metadata'),
  test: partLabel('test'),
  person: partLabel('person'),
  backgroundCheck: partLabel('backgroundCheck'),
  identity: partLabel('identity'),
  userDocument: partLabel('userDocument'),
  connection: partLabel('connection'),
  owner: partLabel('owner'),
  workspace: partLabel('workspace'),
};

/**
 * The digest that names a document. `salt` is 16 bytes, `json` the document's canonical JSON (not checked here:
 * what is kept is what is hashed). Throws VerifyError for a salt of another length.
 */
export function digestOf(kind: DocumentKind, salt: Uint8Array, json: string, hash: Sha256 = sha256): Digest {
  requireSalt(salt);
  return toHex(hash(concatBytes(PART_LABELS[kind], salt, utf8Bytes(json))));
}

/**
 * The salt of a snapshot: 16 bytes that follow from the subject's secret key, so that any instance derives the
 * same and deleting the key forgets them all.
 */
export function snapshotSalt(
  subjectKey: Uint8Array,
  kind: DocumentKind,
  id: number,
  version: number,
): Uint8Array {
  const message = labelled('affidavit/salt/v1', kind, decimal(id), decimal(version));
  return hmac(nobleSha256, subjectKey, message).slice(0, SALT_BYTES);
}

/** The pseudonym of an acting person: opened by `userId` and the 16-byte `tagSalt`, cut by deleting the salt. */
export function actorTag(tagSalt: Uint8Array, userId: number, hash: Sha256 = sha256): Digest {
  requireSalt(tagSalt);
  return toHex(hash(concatBytes(ACTOR_LABEL, tagSalt, utf8Bytes(decimal(userId)))));
}

/** Whether `kind` names a kind of document. */
export function isDocumentKind(kind: string): kind is DocumentKind {
  return Object.hasOwn(PART_LABELS, kind);
}

function partLabel(kind: DocumentKind): Uint8Array {
  return labelled('affidavit/part/v1', kind, '');
}

function requireSalt(salt: Uint8Array): void {
  if (salt.length !== SALT_BYTES) throw new VerifyError('document', 'a salt has 16 bytes');
}

function decimal(value: number): string {
  if (!Number.isSafeInteger(value)) throw new VerifyError('document', 'an id is a safe integer');
  return String(value);
}
