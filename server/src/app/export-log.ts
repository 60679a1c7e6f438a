/** Writes a company's log into a folder that any web server can serve (docs/formats.md, "Export"). */
import {
  type Checkpoint,
  equalBytes,
  parseCheckpoint,
  parseTile,
  REMOVAL_TYPES,
  type Removal,
  readNote,
  removalJson,
  removalsPath,
  TILE_WIDTH,
  type Tile,
  tilePath,
  tilesOf,
  utf8Bytes,
  utf8Text,
} from '@affidavit/verify';
import { invalid, Refused, StoreDamaged } from '../domain/errors.ts';
import { limits } from '../domain/limits.ts';
import type { Erasing } from './ports/erasing.ts';
import type { ExportFolder } from './ports/export.ts';
import type { CreatedPlace, EventFinder } from './ports/finding.ts';
import type { Checkpoints, Company, Directory, EventReader, SignedCheckpoint, StoredEvent } from './ports.ts';
import { epochsFile } from './shared/epoch-lines.ts';
import { DocumentFiles } from './shared/export-documents.ts';
import { TileFiles } from './shared/export-tiles.ts';
import { gzipped } from './shared/gzipped.ts';
import type { Inclusion } from './shared/inclusion.ts';
import { logVkeys } from './shared/log-signer.ts';

export interface ExportReport {
  origin: string;
  /** Events under the checkpoint of the folder. */
  size: number;
  /** Of the checkpoint that was there before; 0 where there was none. */
  before: number;
  whole: boolean;
  /** Files written, without the checkpoint. */
  files: number;
}

/**
 * Brings the folder to the newest signed checkpoint: what is there already is kept, so that a run which was interrupted
 * or comes later writes only what is new. The checkpoint is written last. A folder that was exported whole stays whole:
 * what has been erased since is taken out of its documents too. Rejects with Refused `invalid` when the folder holds
 * another log, and with StoreDamaged when the log and what is in the folder do not make the tree that was signed.
 */
export type ExportLog = (
  company: Company,
  folder: ExportFolder,
  options: { whole: boolean },
  progress: (done: number, total: number) => void,
) => Promise<ExportReport>;

export interface ExportPorts {
  events: EventReader;
  finder: EventFinder;
  directory: Directory;
  erasing: Pick<Erasing, 'removalsOf' | 'removalsBy'>;
  checkpoints: Checkpoints;
  inclusion: Inclusion;
}

export function exportLog(at: ExportPorts): ExportLog {
  return async (company, folder, options, progress) => {
    const before = await checkpointOf(folder);
    if (before !== null && before.origin !== company.origin)
      throw invalid('folder', `holds the log ${before.origin}, not ${company.origin}: choose another folder`);
    const whole = options.whole || (await folder.has('vkeys'));
    const run = new Run(at, company, folder, whole, before);
    let signed = await at.checkpoints.latest(company.company);
    for (let attempt = 0; attempt < limits.staleRetries; attempt++) {
      if (signed === null) throw invalid('company', `nothing of ${company.name} is signed yet`);
      const needed = await run.bringTo(signed, progress);
      if (needed <= signed.size) return await run.finish(signed);
      // Something was erased meanwhile: the folder must reach the event that says so.
      signed = await at.inclusion.covering(company.company, needed - 1);
    }
    throw new Refused({ is: 'busy', message: 'the log is being erased from: export again', retryAfterS: 10 });
  };
}

async function checkpointOf(folder: ExportFolder): Promise<Checkpoint | null> {
  const note = await folder.read('checkpoint');
  if (note === null) return null;
  try {
    return parseCheckpoint(readNote(utf8Text(note)).text);
  } catch {
    throw invalid('folder', 'has a file checkpoint that is none: choose another folder');
  }
}

const MEND =
  'run affidavit fsck; if it finds nothing, a file of the folder was changed: export into another one';

class Run {
  readonly #at: ExportPorts;
  readonly #company: Company;
  readonly #folder: ExportFolder;
  readonly #before: Checkpoint | null;
  readonly #tiles: TileFiles;
  readonly #documents: DocumentFiles | null;

  constructor(
    at: ExportPorts,
    company: Company,
    folder: ExportFolder,
    whole: boolean,
    before: Checkpoint | null,
  ) {
    this.#at = at;
    this.#company = company;
    this.#folder = folder;
    this.#before = before;
    this.#tiles = new TileFiles(folder);
    this.#documents = whole ? new DocumentFiles(at, company, folder) : null;
  }

  /** Writes all but the checkpoint. Answers the size that the folder must reach to explain what is absent. */
  async bringTo(signed: SignedCheckpoint, progress: (done: number, total: number) => void): Promise<number> {
    if (this.#before !== null && this.#before.size > signed.size)
      throw new StoreDamaged(
        `the folder holds ${this.#before.size} events of ${this.#company.name}, and the store only ${signed.size} that ` +
          'are signed: this store is older than the export',
      );
    const removed = this.#documents === null ? [] : await this.#newRemovals(signed.size);
    await this.#documents?.markStale(removed.flatMap(({ removals }) => removals));
    this.#tiles.begin(signed.size);
    let needed = 0;
    for (const tile of tilesOf('entries', signed.size)) {
      needed = Math.max(needed, await this.#bundle(tile, signed.size));
      this.#checkBefore();
      await this.#tiles.writeAbove();
      progress(tile.index * TILE_WIDTH + tile.width, signed.size);
    }
    await this.#tiles.writeAbove(true);
    if (!equalBytes(this.#tiles.root(), signed.root))
      throw new StoreDamaged(
        `the files in the folder and the log of ${this.#company.name} do not make the tree that was signed: ${MEND}`,
      );
    if (needed > signed.size) return needed;
    for (const { seq, removals } of removed)
      await this.#documents?.write(removalsPath(seq), await gzipped(removals.map(removalJson)));
    return needed;
  }

  async finish(signed: SignedCheckpoint): Promise<ExportReport> {
    if (this.#documents !== null)
      await this.#documents.write(
        'vkeys',
        utf8Bytes(
          logVkeys(this.#company)
            .map((vkey) => `${vkey}\n`)
            .join(''),
        ),
      );
    const epochs = await epochsFile(this.#at.finder, this.#company, signed.size);
    if (epochs !== '') await this.#folder.write('epochs', utf8Bytes(epochs));
    await this.#folder.write('checkpoint', utf8Bytes(signed.note));
    await this.#tiles.dropPartials(this.#before?.size ?? 0, signed.size);
    await this.#documents?.dropPartials(signed.size);
    return {
      origin: this.#company.origin,
      size: signed.size,
      before: this.#before?.size ?? 0,
      whole: this.#documents !== null,
      files: this.#tiles.written + (this.#documents?.written ?? 0),
    };
  }

  /** One bundle, its leaves and its documents, unless they are there. Answers the size that its absences need. */
  async #bundle(tile: Tile, size: number): Promise<number> {
    const leaves = { ...tile, level: 0 };
    const isThere =
      tile.width === TILE_WIDTH &&
      (await this.#folder.has(tilePath(tile))) &&
      (await this.#folder.has(tilePath(leaves))) &&
      ((await this.#documents?.has(tile)) ?? true);
    const kept = isThere ? await this.#folder.read(tilePath(leaves)) : null;
    if (kept !== null) {
      this.#tiles.append(parseTile(kept, tile.width), this.#before?.size ?? -1);
      return 0;
    }
    const start = tile.index * TILE_WIDTH;
    const events = await this.#at.events.eventsFrom(this.#company.company, start, tile.width);
    for (let i = 0; i < tile.width; i++)
      if (events[i]?.seq !== start + i)
        throw new StoreDamaged(`company "${this.#company.name}": event ${start + i} is missing`);
    await this.#tiles.writeBundle(tile, events, this.#company);
    this.#tiles.append(
      events.map(({ leaf }) => leaf),
      this.#before?.size ?? -1,
    );
    return (await this.#documents?.writeBundle(tile, events, size)) ?? 0;
  }

  /** What the folder showed before must be how the log still begins. */
  #checkBefore(): void {
    const { rootThen } = this.#tiles;
    if (rootThen === null || this.#before === null || this.#before.size === 0) return;
    if (equalBytes(rootThen, this.#before.root)) return;
    throw new StoreDamaged(
      `the first ${this.#before.size} events of ${this.#company.name} are not those that the folder was exported with: ${MEND}`,
    );
  }

  /** Removal events of the log whose removals the folder does not tell of yet. */
  async #newRemovals(size: number): Promise<{ seq: number; removals: readonly Removal[] }[]> {
    const found: { seq: number; removals: readonly Removal[] }[] = [];
    const { company } = this.#company;
    const filter = { type: Object.values(REMOVAL_TYPES) };
    let after: CreatedPlace | null = null;
    for (;;) {
      const events: readonly StoredEvent[] = await this.#at.finder.after(company, filter, {
        before: size,
        descending: false,
        after,
        limit: limits.pageMax,
      });
      for (const { seq } of events) {
        if (await this.#folder.has(removalsPath(seq))) continue;
        found.push({ seq, removals: await this.#at.erasing.removalsBy(company, seq) });
      }
      const last = events.at(-1);
      if (last === undefined) return found;
      after = { createdAt: Date.parse(last.entry.createdAt), seq: last.seq };
    }
  }
}
