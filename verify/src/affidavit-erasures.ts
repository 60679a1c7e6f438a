/** The removal events that an affidavit brings along: what each of them proves to have removed. */
import type { Affidavit, AffidavitErasure } from './affidavit-file.ts';
import { parseCanonicalJson } from './canonical.ts';
import { CheckFailed } from './check-failed.ts';
import { digestOf } from './digest.ts';
import type { Entry } from './documents.ts';
import { parseEntry } from './entry.ts';
import { fromBase64, fromHex, type Sha256, utf8Text } from './hash.ts';
import { verifyInclusion } from './merkle.ts';
import {
  isRemovalType,
  parseRemoval,
  REMOVAL_TYPES,
  type Removal,
  type RemovalCause,
  type RemovalCommitment,
  removalLeaf,
} from './removal.ts';

/** A removal event. */
export interface RemovedBy {
  id: string;
  /** Its seq. */
  index: number;
  cause: RemovalCause;
  recordedAt: string;
}

/** Removals under the root of a removal event, and which. */
export type ProvenRemovals = ReadonlyMap<Removal, RemovedBy>;

/** An entry that has yet to be found in the tree of the checkpoint. */
export interface ProvenEntry {
  entryBytes: Uint8Array;
  index: number;
  path: Uint8Array[];
}

/**
 * Everything about the removal events but their place in the log. The parts of a removal event are
 * never removed themselves. Throws CheckFailed, or VerifyError for what is malformed.
 */
export function checkErasures(
  affidavit: Affidavit,
  entry: Entry,
  hash: Sha256,
): { removals: ProvenRemovals; events: ProvenEntry[] } {
  const removals = new Map<Removal, RemovedBy>();
  const events: ProvenEntry[] = [];
  for (const erasure of affidavit.erasures) {
    const { index } = erasure;
    if (index <= (events.at(-1)?.index ?? -1)) throw mismatch(index, 'is not in the order of the log');
    const entryBytes = fromBase64(erasure.entry);
    const removing = parseEntry(utf8Text(entryBytes));
    if (removing.company !== entry.company) throw mismatch(index, 'is of another company');
    const commitment = commitmentOf(erasure, removing, hash);
    checkRemoved(erasure, commitment, hash);
    events.push({ entryBytes, index, path: erasure.path.map(fromBase64) });
    const { id, recordedAt } = removing;
    const by = { id, index, cause: commitment.cause, recordedAt };
    for (const removal of erasure.removed) removals.set(removal, by);
  }
  if (isRemovalType(entry.type)) refuseParts(removals);
  return { removals, events };
}

function commitmentOf({ index, metadata }: AffidavitErasure, entry: Entry, hash: Sha256): RemovalCommitment {
  if (!isRemovalType(entry.type)) throw mismatch(index, `is of type ${entry.type}, which removes nothing`);
  if (digestOf('metadata', fromHex(metadata.salt), metadata.bytes, hash) !== entry.parts.metadata)
    throw mismatch(index, 'does not name the metadata given for it');
  const commitment = parseRemoval(parseCanonicalJson(metadata.bytes));
  if (REMOVAL_TYPES[commitment.cause] !== entry.type)
    throw mismatch(index, `is of type ${entry.type} and tells of ${commitment.cause}`);
  return commitment;
}

function checkRemoved(
  { index, removed }: AffidavitErasure,
  commitment: RemovalCommitment,
  hash: Sha256,
): void {
  if (removed.length === 0) throw mismatch(index, 'is not needed: no removal of it is given');
  const { count } = commitment;
  const root = fromHex(commitment.root);
  for (const [i, removal] of removed.entries()) {
    const before = removed[i - 1];
    if (before !== undefined && (before.index >= removal.index || before.digest >= removal.digest))
      throw mismatch(index, 'has removals out of order');
    const { digest, kind, replacement } = removal;
    const leaf = removalLeaf({ digest, kind, replacement }, hash);
    const path = removal.path.map(fromBase64);
    if (!verifyInclusion({ leaf, index: removal.index, size: count, root, path }, hash))
      throw new CheckFailed('notIncluded', `removal event ${index} did not remove ${digest}`);
  }
}

function refuseParts(removals: ReadonlyMap<Removal, RemovedBy>): void {
  for (const [{ kind }, by] of removals) {
    if (kind === 'text' || kind === 'metadata' || kind === 'test')
      throw mismatch(by.index, `cannot have removed the ${kind} of a removal event`);
  }
}

function mismatch(index: number, what: string): CheckFailed {
  return new CheckFailed('mismatch', `removal event ${index} ${what}`);
}
