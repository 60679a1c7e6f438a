/** Checking a whole log, file by file (docs/formats.md, "Export"). Holds one bundle of entries at a time. */
import { platformGunzip } from './certificate-lines.ts';
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts';
import { isCreatedAhead } from './entry.ts';
import { VerifyError } from './error.ts';
import { equalBytes, type Sha256, sha256, toHex, utf8Text } from './hash.ts';
import { isLogOrigin } from './keys.ts';
import { BundleDocuments, knowRemovals, readRemovals } from './log-documents.ts';
import {
  type LogCheck,
  LogFault,
  type LogOptions,
  type LogReading,
  type LogReport,
  type ReadLogFile,
  shortHex,
} from './log-report.ts';
import { type PlacedEntry, placeOf, readEntries, readTree } from './log-tree.ts';
import { openNote, parseVkey, readNote, type Verifier } from './note.ts';
import { isRemovalType, type Removal } from './removal.ts';
import { TILE_WIDTH, type Tile, tilesOf, widthAt } from './tiles.ts';

/**
 * Checks the log whose files `read` gives. Whatever they hold, the answer is a report; throws VerifyError only when one
 * of `options.vkeys` is malformed, and passes on what `read` throws.
 */
export async function verifyLog(
  read: ReadLogFile,
  options: LogOptions = {},
  hash: Sha256 = sha256,
): Promise<LogReport> {
  const pinned = [...new Set(options.vkeys ?? [])].map(parseVkey);
  const report: LogReport = {
    outcome: 'failed',
    passed: [],
    failure: null,
    log: null,
    company: null,
    counts: { entries: 0, tiles: 0, documents: 0, redacted: 0, erased: 0, removalEvents: 0 },
  };
  const reading = { read, gunzip: options.gunzip ?? platformGunzip, hash, counts: report.counts };
  const checking = new LogChecking(reading, report, options, pinned);
  try {
    await checking.run();
    report.outcome = pinned.length > 0 ? 'verified' : 'consistent';
  } catch (error) {
    if (!(error instanceof LogFault || error instanceof VerifyError)) throw error;
    const event = error instanceof LogFault ? error.event : null;
    report.failure = { check: checking.check, message: error.message, event };
  }
  return report;
}

class LogChecking {
  check: LogCheck = 'checkpoint';
  readonly #reading: LogReading;
  readonly #report: LogReport;
  readonly #options: LogOptions;
  readonly #pinned: readonly Verifier[];
  readonly #removalEvents: PlacedEntry[] = [];

  constructor(reading: LogReading, report: LogReport, options: LogOptions, pinned: readonly Verifier[]) {
    this.#reading = reading;
    this.#report = report;
    this.#options = options;
    this.#pinned = pinned;
  }

  async run(): Promise<void> {
    const { whole = false } = this.#options;
    const note = await this.#text('checkpoint');
    if (note === null) throw new LogFault('there is no checkpoint');
    const checkpoint = parseCheckpoint(readNote(note).text);
    const { origin, size, root } = checkpoint;
    if (!isLogOrigin(origin)) throw new LogFault(`"${origin}" is no Affidavit log`);
    this.#report.log = { origin, size, root: toHex(root), checkpoint: note };
    this.#pass();
    if (whole) await this.#checkSignature(note, origin);
    if (this.#pinned.length > 0) this.#checkKey(note, origin);
    await this.#checkTree(checkpoint);
    if (!whole) return;
    await this.#checkDocuments(size);
  }

  #begin(check: LogCheck): void {
    this.check = check;
  }

  #pass(): void {
    this.#report.passed.push(this.check);
  }

  async #checkSignature(note: string, origin: string): Promise<void> {
    this.#begin('signature');
    const keys = await this.#text('vkeys');
    if (keys === null) throw new LogFault('the file vkeys is missing');
    const own = statedKeys(keys).filter(({ name }) => name === origin);
    if (own.length === 0) throw new LogFault(`no key in vkeys is of ${origin}`);
    openNote(note, own);
    this.#pass();
  }

  #checkKey(note: string, origin: string): void {
    this.#begin('key');
    const own = this.#pinned.filter(({ name }) => name === origin);
    if (own.length === 0) throw new LogFault(`no pinned key is of ${origin}`);
    try {
      openNote(note, own);
    } catch (cause) {
      throw new LogFault('no pinned key signed the checkpoint', null, { cause });
    }
    this.#pass();
  }

  async #checkTree({ origin, size, root }: Checkpoint): Promise<void> {
    const { last: lastNote = null } = this.#options;
    const last = lastNote === null ? null : this.#openLast(lastNote, origin);
    if (last !== null && last.size > size) {
      this.#begin('last');
      throw new LogFault(
        `the log has been cut: it holds ${size} entries, and your last checkpoint spoke of ${last.size}`,
      );
    }
    this.#begin('entries');
    let rootThen: Uint8Array | null = null;
    const watch = new EntryWatch(this.#report);
    const made = await readTree(this.#reading, size, {
      onEntry: (placed) => {
        watch.see(placed);
        if (isRemovalType(placed.entry.type)) this.#removalEvents.push(placed);
      },
      onBundle: (done) => this.#progress(done, size, 0),
      at: last?.size ?? -1,
      onRoot: (found) => {
        rootThen = found;
      },
    });
    this.#pass();
    this.#begin('tree');
    if (!equalBytes(made, root))
      throw new LogFault(
        `the entries make the root ${shortHex(made)}, and the checkpoint signs ${shortHex(root)}: ` +
          'an entry and its tile were changed together, or left out',
      );
    this.#pass();
    if (last === null) return;
    this.#begin('last');
    if (last.size > 0 && !equalBytes(rootThen ?? new Uint8Array(0), last.root))
      throw new LogFault(
        `history was rewritten: the first ${last.size} entries are not those of your last checkpoint`,
      );
    this.#pass();
  }

  /** The reader's own checkpoint: of this log, and signed by a pinned key where there is one. */
  #openLast(note: string, origin: string): Checkpoint {
    this.#begin('last');
    const last = parseCheckpoint(readNote(note).text);
    if (last.origin !== origin)
      throw new LogFault(`your last checkpoint is of another log: ${last.origin}, not ${origin}`);
    const own = this.#pinned.filter(({ name }) => name === origin);
    if (own.length > 0) openNote(note, own);
    return last;
  }

  async #checkDocuments(size: number): Promise<void> {
    this.#begin('removals');
    const removals = new Map<string, Removal>();
    let index = -1;
    let documents: BundleDocuments | null = null;
    for (const event of this.#removalEvents) {
      const own = Math.floor(event.seq / TILE_WIDTH);
      if (documents === null || index !== own) documents = await this.#documentsOf(event, own, size);
      index = own;
      const beside: BundleDocuments = documents;
      knowRemovals(removals, await this.#at(event, () => readRemovals(this.#reading, event, beside)));
      this.#report.counts.removalEvents += 1;
    }
    this.#pass();
    this.#begin('documents');
    for (const tile of tilesOf('entries', size)) {
      const entries = await readEntries(this.#reading, tile);
      const [first] = entries;
      const documents = await this.#at(first, () => BundleDocuments.read(this.#reading, tile));
      documents.check(entries, removals, this.#reading);
      this.#progress(tile.index * TILE_WIDTH + tile.width, size, 1);
    }
    this.#pass();
  }

  #documentsOf(event: PlacedEntry, index: number, size: number): Promise<BundleDocuments> {
    const tile: Tile = { level: 'entries', index, width: widthAt('entries', index, size) };
    return this.#at(event, () => BundleDocuments.read(this.#reading, tile));
  }

  /** A fault of a file is that of the first event that needs it. */
  async #at<T>(event: PlacedEntry | undefined, run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof LogFault) || error.event !== null || event === undefined) throw error;
      throw new LogFault(error.message, placeOf(event), { cause: error });
    }
  }

  #progress(done: number, size: number, round: number): void {
    const rounds = this.#options.whole === true ? 2 : 1;
    this.#options.onProgress?.(round * size + done, rounds * size);
  }

  async #text(path: string): Promise<string | null> {
    const bytes = await this.#reading.read(path);
    return bytes === null ? null : utf8Text(bytes);
  }
}

/** What holds of the entries one after the other. */
class EntryWatch {
  readonly #report: LogReport;
  #recordedAt = '';

  constructor(report: LogReport) {
    this.#report = report;
  }

  see(placed: PlacedEntry): void {
    const { entry } = placed;
    this.#report.company ??= entry.company;
    if (entry.company !== this.#report.company)
      throw new LogFault(`the entry is of another company: ${entry.company}`, placeOf(placed));
    // ISO 8601 of one form: the order of texts is the order of times.
    if (entry.recordedAt < this.#recordedAt)
      throw new LogFault('the entry was recorded before the one that it follows', placeOf(placed));
    this.#recordedAt = entry.recordedAt;
    if (isCreatedAhead(entry))
      throw new LogFault('the entry was created more than 5 minutes after it was recorded', placeOf(placed));
  }
}

function statedKeys(text: string): Verifier[] {
  if (!text.endsWith('\n')) throw new LogFault('vkeys is cut short: it does not end in a newline');
  const lines = text.slice(0, -1).split('\n');
  return [...new Set(lines)].map(parseVkey);
}
