/** What a removal event commits to: the documents that it took away (docs/formats.md, "Removals"). */
import { canonicalJson } from './canonical.ts';
import { isDocumentKind } from './digest.ts';
import type { Digest, DocumentKind, JsonValue } from './documents.ts';
import { VerifyError } from './error.ts';
import { type Sha256, sha256, toHex } from './hash.ts';
import { leafHash, nodeHash } from './merkle.ts';
import { digest, isJsonObject, shapeGuard } from './shape.ts';

/** A document that is no longer there. */
export interface Removal {
  digest: Digest;
  /** Of the document; `actor`: the digest is an actor tag whose opening is gone. */
  kind: DocumentKind | 'actor';
  /** Digest of the redacted document of the same kind that stands for it from then on. */
  replacement: Digest | null;
}

export type RemovalCause = 'erasure' | 'retention';

/** The member `removal` of a removal event's metadata. */
export interface RemovalCommitment {
  v: 1;
  cause: RemovalCause;
  /** How many leaves. */
  count: number;
  /** Hex. */
  root: Digest;
}

/** The type of the event that tells of a removal. */
export const REMOVAL_TYPES: { readonly [C in RemovalCause]: string } = {
  erasure: 'PERSONAL_DATA_ERASED',
  retention: 'RETENTION_APPLIED',
};

/** Most leaves of one removal event. */
export const REMOVALS_MAX = 20_000;

/** Whether events of `type` tell of removals. */
export function isRemovalType(type: string): boolean {
  return Object.values(REMOVAL_TYPES).includes(type);
}

/** The data of a leaf: canonical JSON. */
export function removalJson({ digest: of, kind, replacement }: Removal): string {
  return canonicalJson({ digest: of, kind, replacement });
}

export function removalLeaf(removal: Removal, hash: Sha256 = sha256): Uint8Array {
  return leafHash(removalJson(removal), hash);
}

/** The tree over the leaves of one removal event. */
export interface RemovalTree {
  root: Uint8Array;
  /** The inclusion proof of leaf `index`, from its sibling upwards. Throws VerifyError when there is none. */
  path(index: number): Uint8Array[];
}

/**
 * The tree over `removals`, which are 1 to REMOVALS_MAX and stand by digest ascending, each digest once. Costs two
 * hashings a leaf. Throws VerifyError otherwise, and for what is no removal.
 */
export function removalTree(removals: readonly Removal[], hash: Sha256 = sha256): RemovalTree {
  if (removals.length === 0 || removals.length > REMOVALS_MAX)
    throw new VerifyError('removal', `a removal event has 1 to ${REMOVALS_MAX} leaves`);
  removals.forEach((removal, i) => {
    if (!isRemoval(removal)) throw new VerifyError('removal', `leaf ${i} is no removal`);
    const before = removals[i - 1];
    if (before !== undefined && before.digest >= removal.digest)
      throw new VerifyError('removal', `leaf ${i} does not follow the one before it`);
  });
  const rows = [removals.map((removal) => removalLeaf(removal, hash))];
  for (let row = rows[0]!; row.length > 1; row = rows.at(-1)!) rows.push(rowAbove(row, hash));
  return {
    root: rows.at(-1)![0]!,
    path(index) {
      if (!Number.isInteger(index) || index < 0 || index >= removals.length)
        throw new VerifyError('removal', 'no such leaf');
      return rows.flatMap((row, height) => {
        const sibling = row[Math.floor(index / 2 ** height) ^ 1];
        return sibling === undefined ? [] : [sibling];
      });
    },
  };
}

/** What the metadata of the event says of `removals`, which must be as removalTree wants them. Throws VerifyError. */
export function removalCommitment(
  cause: RemovalCause,
  removals: readonly Removal[],
  hash: Sha256 = sha256,
): RemovalCommitment {
  return { v: 1, cause, count: removals.length, root: toHex(removalTree(removals, hash).root) };
}

/** The commitment in the metadata of a removal event. Throws VerifyError when there is none of version 1. */
export function parseRemoval(metadata: JsonValue): RemovalCommitment {
  const removal = isJsonObject(metadata) && Object.hasOwn(metadata, 'removal') ? metadata.removal : null;
  if (isJsonObject(removal) && removal.v !== 1)
    throw new VerifyError('version', 'a removal of another version than 1');
  if (!isCommitment(removal)) throw new VerifyError('removal', 'the metadata commits to no removal');
  return removal;
}

const isCommitment = shapeGuard<RemovalCommitment>({
  v: (value) => value === 1,
  cause: (value) => typeof value === 'string' && Object.hasOwn(REMOVAL_TYPES, value),
  count: (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= REMOVALS_MAX,
  root: digest,
});

/** An actor's tag has no replacement: nothing stands for it. */
export function isRemoval(value: unknown): value is Removal {
  if (!hasRemovalMembers(value)) return false;
  return value.kind === 'actor' ? value.replacement === null : isDocumentKind(value.kind);
}

const hasRemovalMembers = shapeGuard<Removal>({
  digest,
  kind: (value) => typeof value === 'string',
  replacement: (value) => value === null || digest(value),
});

/** A lone last hash rises unchanged: this makes the tree of RFC 6962. */
function rowAbove(row: readonly Uint8Array[], hash: Sha256): Uint8Array[] {
  const above: Uint8Array[] = [];
  for (let i = 0; i < row.length; i += 2) {
    const right = row[i + 1];
    above.push(right === undefined ? row[i]! : nodeHash(row[i]!, right, hash));
  }
  return above;
}
