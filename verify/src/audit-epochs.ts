/** An audit that finds a log under another name than before (docs/formats.md, "Epochs"). */
import { AuditFailed } from './audit-failed.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { EpochStatement, OpenedEpochLine } from './epoch.ts';
import { VerifyError } from './error.ts';
import { equalBytes, toBase64 } from './hash.ts';
import { openNote, type Verifier } from './note.ts';
import type { Frontier } from './tree.ts';

export interface EpochReport {
  /** The name that the log had. */
  previous: string;
  causes: readonly EpochStatement['cause'][];
  /** Entries that were seen and that the log does not hold any more. */
  lost: number;
  /** Entries of which it is proven that they are those that were seen. */
  proven: number;
}

/** A tree that was audited. */
export interface SeenTree {
  size: number;
  root: Uint8Array;
}

/** From what was seen to the epoch of now. */
export interface Crossing {
  /** The events that opened the epochs since, by number. */
  openings: ReadonlyMap<number, OpenedEpochLine>;
  lost: number;
  proven: number;
  /** Whether entries that were seen are gone, so that the log has to be read from its beginning. */
  again: boolean;
  /** Whether the tree of the log, grown to one of these sizes, is the one that was seen. */
  marks: ReadonlyMap<number, (edge: Frontier) => boolean>;
}

interface Seen {
  tree: SeenTree;
  /** Roots of its complete subtrees, from left to right. */
  frontier: readonly Uint8Array[];
  earlier: readonly SeenTree[];
}

/**
 * What can be compared when the end of what was seen is gone: the trees of earlier audits, and the complete subtrees of the
 * last one, as far as the log still holds them.
 */
export function crossingOf({ tree, frontier, earlier }: Seen, chain: readonly OpenedEpochLine[]): Crossing {
  const kept = Math.min(tree.size, ...chain.map(({ seq }) => seq));
  const marks = new Map<number, (edge: Frontier) => boolean>();
  let size = 0;
  for (const [at, hash] of frontier.entries()) {
    size += 2 ** Math.floor(Math.log2(tree.size - size));
    if (size <= kept) marks.set(size, ({ roots }) => equalBytes(roots[at] ?? NO_HASH, hash));
  }
  for (const seen of [...earlier, tree])
    if (seen.size <= kept) marks.set(seen.size, (edge) => equalBytes(edge.root(), seen.root));
  return {
    openings: new Map(chain.map((line) => [line.seq, line])),
    lost: tree.size - kept,
    proven: Math.max(0, ...marks.keys()),
    again: kept < tree.size,
    marks,
  };
}

const NO_HASH = /* @__PURE__ */ new Uint8Array(0);

const WHY = {
  restored: 'its store was restored from a backup',
  keyCompromised: 'its key was compromised',
  keyLost: 'its key was lost',
} as const;

export function requireAccepted(
  origin: string,
  seen: number,
  { causes, lost }: EpochReport,
  accepted: string | null,
): void {
  if (accepted === origin) return;
  const why = causes.map((cause) => WHY[cause]).join(', then ');
  const gone =
    lost === 0
      ? `all ${seen} entries that were seen are still there`
      : `${lost} of the ${seen} entries that were seen are gone`;
  throw new AuditFailed(
    'epoch',
    `the log goes on as a new epoch, ${origin}, because ${why}; it says that ${gone}. If the company confirms this and ` +
      'gives you the new key from elsewhere, accept the epoch by its name',
  );
}

/** The epoch must not deny what was seen of the one before. */
export function checkPrevious(
  seen: Checkpoint,
  [first]: readonly OpenedEpochLine[],
  pinned: readonly Verifier[],
): void {
  const previous = first?.statement.previous ?? null;
  if (previous === null) return;
  const own = pinned.filter(({ name }) => name === seen.origin);
  try {
    if (own.length > 0) openNote(previous.checkpoint, own);
  } catch (error) {
    if (!(error instanceof VerifyError)) throw error;
    throw new AuditFailed(
      'badSignature',
      `no pinned key signed the checkpoint that the epoch names: ${error.message}`,
    );
  }
  if (previous.size < seen.size)
    throw new AuditFailed(
      'rewritten',
      `the new epoch says that ${previous.size} entries were signed before it, and ${seen.size} were seen: it denies what came between`,
    );
  if (previous.size === seen.size && previous.root !== toBase64(seen.root))
    throw new AuditFailed(
      'forked',
      `the log was forked: two different histories of ${seen.size} entries were signed under its name`,
    );
}
