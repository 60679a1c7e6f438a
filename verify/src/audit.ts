/** Following a log (docs/formats.md, "Audit"): what is new since the last checkpoint that was seen, and nothing else gone. */

import {
  type Crossing,
  checkPrevious,
  crossingOf,
  type EpochReport,
  requireAccepted,
  type SeenTree,
} from './audit-epochs.ts';
import { AuditFailed, type AuditReason } from './audit-failed.ts';
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts';
import { isCreatedAhead, parseEntry } from './entry.ts';
import { EPOCH_TYPE, epochsBetween, parseEpochs } from './epoch.ts';
import { VerifyError } from './error.ts';
import { equalBytes, type Sha256, sha256, toHex, utf8Text } from './hash.ts';
import { isLogOrigin } from './keys.ts';
import { leafHash } from './merkle.ts';
import { openNote, parseVkey, readNote, type Verifier } from './note.ts';
import { checkPolicy, type Policy, type PolicyReport } from './policy.ts';
import { parseBundle, parseTile, TILE_WIDTH, type Tile, tilePath, widthAt } from './tiles.ts';
import { Frontier, type ReadHashes, rootAt, type TileHash } from './tree.ts';

/** What an auditor keeps between two audits. */
export interface AuditState {
  /** The last checkpoint for which everything held: a signed note. */
  checkpoint: string;
  /** Roots of the complete subtrees of its tree, from left to right. */
  frontier: readonly Uint8Array[];
  /** The UUID that all entries name; null while there is none. */
  company: string | null;
  /** `recordedAt` of the last entry; empty while there is none. */
  recordedAt: string;
  /** Trees of audits before, smallest first, EARLIER_MAX at most: what is compared when the end of the log is gone. */
  earlier: readonly SeenTree[];
}

const EARLIER_MAX = 1_000;

export interface AuditReport {
  /** `verified`: all holds and a pinned key signed. `consistent`: all holds, but no key was pinned. */
  outcome: 'verified' | 'consistent' | 'failed';
  failure: { reason: AuditReason; message: string } | null;
  /** The checkpoint that the log shows; null when it could not be read. */
  log: { origin: string; size: number; root: string } | null;
  /** The checkpoint as it was shown: a signed note. */
  note: string | null;
  /** Entries under the last checkpoint; null at the first audit. */
  sizeBefore: number | null;
  /** New entries that were checked. */
  entries: number;
  /** Witnesses of the policy, when there is one. */
  witnesses: PolicyReport['witnesses'] | null;
  /** How the log came by another name since it was last seen; null when it did not. */
  epoch: EpochReport | null;
  /** What to keep: null unless everything holds. */
  state: AuditState | null;
}

export interface AuditOptions {
  /** Keys that the reader trusts, known from elsewhere. Empty: none pinned. */
  vkeys: readonly string[];
  policy?: Policy | null;
  /** The name of a new epoch that the reader accepts: its key must be pinned. */
  acceptEpoch?: string | null;
  onProgress?: (entries: number, of: number) => void;
}

/** A file of the log by its path under the log's address (`checkpoint`, `tile/0/000`); null when there is none. */
export type ReadLogPath = (path: string) => Promise<Uint8Array | null>;

/**
 * Compares a log with what was seen of it before (null: nothing yet) and checks every entry that is new. Whatever the
 * log holds, the answer is a report; throws VerifyError only when a key or the state itself is malformed, and
 * passes on what `read` throws. Holds one bundle of entries at a time.
 */
export async function auditLog(
  read: ReadLogPath,
  before: AuditState | null,
  options: AuditOptions,
  hash: Sha256 = sha256,
): Promise<AuditReport> {
  const pinned = [...new Set(options.vkeys)].map(parseVkey);
  const audit = new Audit(read, openState(before, hash), options, hash);
  try {
    await audit.run(pinned);
    const isPinned = pinned.length > 0 || (options.policy?.logs.length ?? 0) > 0;
    audit.report.outcome = isPinned ? 'verified' : 'consistent';
  } catch (error) {
    if (!(error instanceof AuditFailed || error instanceof VerifyError)) throw error;
    const reason = error instanceof AuditFailed ? error.reason : 'malformed';
    audit.report.failure = { reason, message: error.message };
    audit.report.state = null;
  }
  return audit.report;
}

interface OpenState extends AuditState {
  tree: Checkpoint;
  edge: Frontier;
}

function openState(state: AuditState | null, hash: Sha256): OpenState | null {
  if (state === null) return null;
  const tree = parseCheckpoint(readNote(state.checkpoint).text);
  const edge = Frontier.restore(tree.size, state.frontier, hash);
  if (!equalBytes(edge.root(), tree.root))
    throw new VerifyError('tree', 'the kept hashes do not make the root of the kept checkpoint');
  return { ...state, tree, edge };
}

class Audit {
  readonly report: AuditReport;
  readonly #read: ReadLogPath;
  readonly #before: OpenState | null;
  readonly #options: AuditOptions;
  readonly #hash: Sha256;

  constructor(read: ReadLogPath, before: OpenState | null, options: AuditOptions, hash: Sha256) {
    this.#read = read;
    this.#before = before;
    this.#options = options;
    this.#hash = hash;
    this.report = {
      outcome: 'failed',
      failure: null,
      log: null,
      note: null,
      sizeBefore: before?.tree.size ?? null,
      entries: 0,
      witnesses: null,
      epoch: null,
      state: null,
    };
  }

  async run(pinned: readonly Verifier[]): Promise<void> {
    const bytes = await this.#read('checkpoint');
    if (bytes === null) throw new AuditFailed('missing', 'the log shows no checkpoint');
    const note = utf8Text(bytes);
    const now = parseCheckpoint(readNote(note).text);
    this.report.note = note;
    this.report.log = { origin: now.origin, size: now.size, root: toHex(now.root) };
    if (!isLogOrigin(now.origin)) throw new AuditFailed('otherLog', `"${now.origin}" is no Affidavit log`);
    const crossing = await this.#crossEpochs(now, pinned);
    this.#checkSignatures(note, now, pinned);
    this.#compare(now);
    if (this.#before !== null && crossing?.again !== true) await this.#checkPrefix(now, this.#before.tree);
    this.report.state = { checkpoint: note, ...(await this.#checkNewEntries(now, crossing)) };
  }

  /** A log that has another name than before says why, or it is another log. Null when it has the same name. */
  async #crossEpochs(now: Checkpoint, pinned: readonly Verifier[]): Promise<Crossing | null> {
    const before = this.#before;
    if (before === null || before.tree.origin === now.origin) return null;
    const file = await this.#read('epochs');
    const chain =
      file === null ? null : epochsBetween(parseEpochs(utf8Text(file)), before.tree.origin, now.origin);
    if (chain === null)
      throw new AuditFailed(
        'otherLog',
        `this is another log: it calls itself ${now.origin}, the one that was seen before is ${before.tree.origin}`,
      );
    const beyond = chain.find(({ seq }) => seq >= now.size);
    if (beyond !== undefined)
      throw new AuditFailed(
        'entry',
        `the log holds ${now.size} entries, and number ${beyond.seq} should open its epoch`,
      );
    const crossing = crossingOf(before, chain);
    this.report.epoch = {
      previous: before.tree.origin,
      causes: chain.map(({ statement }) => statement.cause),
      lost: crossing.lost,
      proven: crossing.proven,
    };
    requireAccepted(now.origin, before.tree.size, this.report.epoch, this.#options.acceptEpoch ?? null);
    if (!pinned.some(({ name }) => name === now.origin))
      throw new AuditFailed(
        'badSignature',
        `an epoch is accepted with its key: pin the key of ${now.origin}`,
      );
    checkPrevious(before.tree, chain, pinned);
    return crossing;
  }

  #checkSignatures(note: string, { origin }: Checkpoint, pinned: readonly Verifier[]): void {
    const { policy = null } = this.#options;
    const own = pinned.filter(({ name }) => name === origin);
    if (pinned.length > 0 && own.length === 0)
      throw new AuditFailed(
        'badSignature',
        `the checkpoint is of ${origin}, and no pinned key is of that log`,
      );
    try {
      if (own.length > 0) openNote(note, own);
    } catch (error) {
      if (!(error instanceof VerifyError)) throw error;
      throw new AuditFailed('badSignature', `no pinned key signed the checkpoint: ${error.message}`);
    }
    if (policy === null) return;
    const { holds, reason, witnesses } = checkPolicy(note, policy, pinned);
    this.report.witnesses = witnesses;
    if (!holds) throw new AuditFailed('policy', `the checkpoint does not meet the policy: ${reason}`);
  }

  /** What the two checkpoints alone tell. */
  #compare({ origin, size, root }: Checkpoint): void {
    const seen = this.#before?.tree;
    // Of another epoch, which was accepted: it may be shorter.
    if (seen === undefined || origin !== seen.origin) return;
    if (size < seen.size)
      throw new AuditFailed(
        'cut',
        `the log was cut: it shows ${size} entries, and ${seen.size} were signed when it was last seen`,
      );
    if (size === seen.size && !equalBytes(root, seen.root))
      throw new AuditFailed(
        'forked',
        `the log was forked: two different histories of ${size} entries were signed under its name`,
      );
  }

  /** Whether the hashes of the log make what is signed now, and made what was signed when it was last seen. */
  async #checkPrefix(now: Checkpoint, seen: Checkpoint): Promise<void> {
    if (now.size === seen.size) return;
    const read: ReadHashes = async (level, start, count) => {
      const index = Math.floor(start / TILE_WIDTH);
      return (await this.#tile(level, index, now.size)).slice(0, count);
    };
    if (!equalBytes(await rootAt(now.size, read, this.#hash), now.root))
      throw new AuditFailed('tree', 'the tiles of the log do not make the root that it signed');
    if (!equalBytes(await rootAt(seen.size, read, this.#hash), seen.root))
      throw new AuditFailed(
        'rewritten',
        `the log was rewritten: its first ${seen.size} entries are not those that were seen before`,
      );
  }

  async #checkNewEntries(
    { size, root }: Checkpoint,
    crossing: Crossing | null,
  ): Promise<Omit<AuditState, 'checkpoint'>> {
    const before = crossing?.again === true ? null : this.#before;
    const edge = before?.edge.clone() ?? new Frontier(this.#hash);
    const watch = new EntryWatch(before, crossing);
    const first = edge.size;
    const made: TileHash[] = [];
    for (let start = first - (first % TILE_WIDTH); start < size && first < size; start += TILE_WIDTH) {
      const index = start / TILE_WIDTH;
      const [entries, leaves] = await Promise.all([this.#entries(index, size), this.#tile(0, index, size)]);
      for (let i = Math.max(0, first - start); i < entries.length; i++) {
        const bytes = entries[i] ?? new Uint8Array(0);
        const leaf = leafHash(bytes, this.#hash);
        if (!equalBytes(leaf, leaves[i] ?? new Uint8Array(0)))
          throw new AuditFailed('entry', `entry ${start + i} is not the one that the tree holds`);
        watch.see(bytes, start + i);
        edge.append(leaf);
        if (crossing?.again === true) compareSeen(edge, crossing);
      }
      made.push(...edge.takeTiles());
      this.report.entries = edge.size - first;
      this.#options.onProgress?.(edge.size - first, size - first);
    }
    if (!equalBytes(edge.root(), root))
      throw new AuditFailed('tree', 'the entries of the log do not make the root that it signed');
    await this.#checkTiles(made, size);
    const { company, recordedAt } = watch;
    return { frontier: edge.roots, company, recordedAt, earlier: this.#earlier(size, crossing) };
  }

  #earlier(size: number, crossing: Crossing | null): readonly SeenTree[] {
    if (this.#before === null) return [];
    const { earlier, tree } = this.#before;
    const kept = tree.size - (crossing?.lost ?? 0);
    const seen = [...earlier, { size: tree.size, root: tree.root }];
    return seen.filter((one) => one.size > 0 && one.size < size && one.size <= kept).slice(-EARLIER_MAX);
  }

  /** Tiles above the leaves hold what the new entries make. */
  async #checkTiles(made: readonly TileHash[], size: number): Promise<void> {
    const tiles = new Map<string, Promise<Uint8Array[]>>();
    for (const { level, index, hash } of made) {
      const number = Math.floor(index / TILE_WIDTH);
      const name = `${level}/${number}`;
      const tile = tiles.get(name) ?? this.#tile(level, number, size);
      tiles.set(name, tile);
      if (!equalBytes((await tile)[index % TILE_WIDTH] ?? new Uint8Array(0), hash))
        throw new AuditFailed('tree', `hash ${index} of level ${level} is not the one that the entries make`);
    }
  }

  async #tile(level: number, index: number, size: number): Promise<Uint8Array[]> {
    const width = widthAt(level, index, size);
    const { bytes, held } = await this.#file({ level, index, width });
    return parseTile(bytes, held).slice(0, width);
  }

  async #entries(index: number, size: number): Promise<Uint8Array[]> {
    const width = widthAt('entries', index, size);
    const { bytes, held } = await this.#file({ level: 'entries', index, width });
    return parseBundle(bytes, held).slice(0, width);
  }

  /** A partial tile may be gone once the full one is there: the log has grown since its checkpoint was read. */
  async #file(tile: Tile): Promise<{ bytes: Uint8Array; held: number }> {
    const bytes = await this.#read(tilePath(tile));
    if (bytes !== null) return { bytes, held: tile.width };
    const full = tile.width < TILE_WIDTH ? await this.#read(tilePath({ ...tile, width: TILE_WIDTH })) : null;
    if (full !== null) return { bytes: full, held: TILE_WIDTH };
    throw new AuditFailed('missing', `the log does not give ${tilePath(tile)}, which it signed`);
  }
}

function compareSeen(edge: Frontier, { marks }: Crossing): void {
  if (marks.get(edge.size)?.(edge) === false)
    throw new AuditFailed(
      'rewritten',
      `the log was rewritten: its first ${edge.size} entries are not those that were seen before`,
    );
}

/** What holds of the entries one after the other. */
class EntryWatch {
  company: string | null;
  recordedAt: string;
  readonly #openings: Crossing['openings'];

  constructor(before: AuditState | null, crossing: Crossing | null) {
    this.#openings = crossing?.openings ?? new Map();
    this.company = before?.company ?? null;
    this.recordedAt = before?.recordedAt ?? '';
  }

  see(bytes: Uint8Array, seq: number): void {
    const fail = (message: string) => new AuditFailed('entry', `entry ${seq} ${message}`);
    let entry: ReturnType<typeof parseEntry>;
    try {
      entry = parseEntry(utf8Text(bytes));
    } catch (error) {
      if (!(error instanceof VerifyError)) throw error;
      throw fail(`is malformed: ${error.message}`);
    }
    const opening = this.#openings.get(seq);
    if (opening !== undefined && (entry.type !== EPOCH_TYPE || entry.parts.metadata !== opening.digest))
      throw fail(`(event ${entry.id}) does not open the epoch that the log says it does`);
    this.company ??= entry.company;
    if (entry.company !== this.company) throw fail(`(event ${entry.id}) is of another company`);
    // ISO 8601 of one form: the order of texts is the order of times.
    if (entry.recordedAt < this.recordedAt)
      throw fail(`(event ${entry.id}) was recorded before the one that it follows`);
    this.recordedAt = entry.recordedAt;
    if (isCreatedAhead(entry))
      throw fail(`(event ${entry.id}) was created more than 5 minutes after it was recorded`);
  }
}
