/** The hashes and entries of an export: written once each, and added up to the root. */
import {
  entryJson,
  equalBytes,
  Frontier,
  formatBundle,
  formatTile,
  leafHash,
  numberPath,
  TILE_WIDTH,
  type Tile,
  tilePath,
  utf8Bytes,
  widthAt,
} from '@affidavit/verify';
import { StoreDamaged } from '../../domain/errors.ts';
import type { ExportFolder } from '../ports/export.ts';
import type { Company, StoredEvent } from '../ports.ts';
import { nativeSha256 } from './secrets.ts';

export class TileFiles {
  /** Files written. */
  written = 0;
  /** The root at the size that `append` was told of, once it was reached. */
  rootThen: Uint8Array | null = null;
  readonly #folder: ExportFolder;
  #size = 0;
  #frontier = new Frontier(nativeSha256);
  /** By level from 1 on: hashes that are in no tile yet, and how many tiles are done. */
  #levels: { hashes: Uint8Array[]; done: number }[] = [];

  constructor(folder: ExportFolder) {
    this.#folder = folder;
  }

  /** From the first leaf again, towards a tree of `size`. */
  begin(size: number): void {
    this.#size = size;
    this.#frontier = new Frontier(nativeSha256);
    this.#levels = [];
    this.rootThen = null;
  }

  root(): Uint8Array {
    return this.#frontier.root();
  }

  append(leaves: readonly Uint8Array[], wantedAt: number): void {
    for (const leaf of leaves) {
      this.#frontier.append(leaf);
      if (this.#frontier.size === wantedAt) this.rootThen = this.#frontier.root();
    }
  }

  /** The entries are made again from what is stored: nothing is written that does not hash to its leaf. */
  async writeBundle(tile: Tile, events: readonly StoredEvent[], company: Company): Promise<void> {
    const entries = events.map(({ entry, leaf, seq }) => {
      const bytes = utf8Bytes(entryJson(entry));
      if (!equalBytes(leafHash(bytes, nativeSha256), leaf))
        throw new StoreDamaged(`company "${company.name}": event ${seq} does not hash to its leaf`);
      return bytes;
    });
    await this.#write(tilePath(tile), formatBundle(entries));
    await this.#write(tilePath({ ...tile, level: 0 }), formatTile(events.map(({ leaf }) => leaf)));
  }

  /** Writes the tiles above that are whole; in the end also those that stay partial. */
  async writeAbove(atEnd = false): Promise<void> {
    for (const { level, hash } of this.#frontier.takeTiles()) {
      this.#levels[level - 1] ??= { hashes: [], done: 0 };
      this.#levels[level - 1]?.hashes.push(hash);
    }
    for (const [i, row] of this.#levels.entries()) {
      const width = widthAt(i + 1, row.done, this.#size);
      const isWhole = row.hashes.length === TILE_WIDTH || (atEnd && row.hashes.length > 0);
      if (!isWhole || row.hashes.length !== width) continue;
      const path = tilePath({ level: i + 1, index: row.done, width });
      if (!(await this.#folder.has(path))) await this.#write(path, formatTile(row.hashes));
      row.hashes = [];
      row.done += 1;
    }
  }

  /** The partial tiles of a tree of `before` go once the full ones are there; until then each signed size can be read. */
  async dropPartials(before: number, size: number): Promise<void> {
    for (const level of ['entries', 0, 1, 2, 3, 4, 5, 6] as const) {
      const index = Math.floor(before / TILE_WIDTH ** (level === 'entries' ? 1 : level + 1));
      if (widthAt(level, index, size) < TILE_WIDTH) continue;
      await this.#folder.remove(`tile/${level}/${numberPath(index)}.p`);
    }
  }

  async #write(path: string, bytes: Uint8Array): Promise<void> {
    await this.#folder.write(path, bytes);
    this.written += 1;
  }
}
