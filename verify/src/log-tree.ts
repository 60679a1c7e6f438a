/** From the entries of a log to its root: every tile is made again and compared. */
import type { Entry } from './documents.ts';
import { parseEntry } from './entry.ts';
import { VerifyError } from './error.ts';
import { equalBytes, utf8Text } from './hash.ts';
import { type EventPlace, LogFault, type LogReading } from './log-report.ts';
import { leafHash } from './merkle.ts';
import { parseBundle, parseTile, TILE_WIDTH, type Tile, tilePath, tilesOf, widthAt } from './tiles.ts';
import { Frontier } from './tree.ts';

/** An entry and its place. */
export interface PlacedEntry {
  seq: number;
  entry: Entry;
}

/** The entries of one bundle, read again: parsed, not compared with anything. */
export async function readEntries(reading: LogReading, tile: Tile): Promise<PlacedEntry[]> {
  const bundle = await bundleOf(reading, tile);
  return bundle.map((bytes, i) => ({ seq: tile.index * TILE_WIDTH + i, entry: parseEntry(utf8Text(bytes)) }));
}

/**
 * Reads the first `size` entries and every tile over them. `onEntry` is told of each entry in order; `onSize` of the
 * root of every tree up to the whole one. Throws LogFault naming the first event that does not hold.
 */
export async function readTree(
  reading: LogReading,
  size: number,
  told: {
    onEntry(placed: PlacedEntry): void;
    onBundle(done: number): void;
    /** The size at which the root is wanted, and who wants it. */
    at: number;
    onRoot(root: Uint8Array): void;
  },
): Promise<Uint8Array> {
  const rebuilt = new RebuiltTiles(reading, size);
  for (const tile of tilesOf('entries', size)) {
    const leaves = await tileOf(reading, { ...tile, level: 0 });
    const bundle = await bundleOf(reading, tile);
    for (const [i, bytes] of bundle.entries()) {
      const seq = tile.index * TILE_WIDTH + i;
      const entry = readEntry(bytes, seq);
      if (!equalBytes(leafHash(bytes, reading.hash), leaves[i] ?? bytes))
        throw new LogFault(
          `the entry does not hash to its place in ${tilePath({ ...tile, level: 0 })}: one of the two was changed`,
          placeOf({ seq, entry }),
        );
      told.onEntry({ seq, entry });
      rebuilt.append(leaves[i] ?? bytes);
      if (rebuilt.size === told.at) told.onRoot(rebuilt.root());
      reading.counts.entries += 1;
    }
    reading.counts.tiles += 1;
    told.onBundle(rebuilt.size);
    await rebuilt.compare();
  }
  await rebuilt.compare(true);
  return rebuilt.root();
}

/** Where an event stands, for a message. */
export function placeOf({ seq, entry }: PlacedEntry): EventPlace {
  return { seq, id: entry.id };
}

function readEntry(bytes: Uint8Array, seq: number): Entry {
  try {
    return parseEntry(utf8Text(bytes));
  } catch (cause) {
    if (!(cause instanceof VerifyError)) throw cause;
    throw new LogFault(`the entry cannot be read: ${cause.message}`, { seq, id: null }, { cause });
  }
}

/** The tiles above level 0 as they follow from the leaves, compared with the files as soon as they are whole. */
class RebuiltTiles {
  readonly #reading: LogReading;
  readonly #size: number;
  readonly #frontier: Frontier;
  /** By level from 1 on: hashes that no tile has been compared with yet, and how many tiles have been. */
  readonly #levels: { hashes: Uint8Array[]; compared: number }[] = [];

  constructor(reading: LogReading, size: number) {
    this.#reading = reading;
    this.#size = size;
    this.#frontier = new Frontier(reading.hash);
  }

  get size(): number {
    return this.#frontier.size;
  }

  root(): Uint8Array {
    return this.#frontier.root();
  }

  append(leaf: Uint8Array): void {
    this.#frontier.append(leaf);
  }

  /** Compares what is whole; in the end also what stays partial. */
  async compare(atEnd = false): Promise<void> {
    for (const { level, hash } of this.#frontier.takeTiles()) {
      this.#levels[level - 1] ??= { hashes: [], compared: 0 };
      this.#levels[level - 1]!.hashes.push(hash);
    }
    for (const [i, row] of this.#levels.entries()) {
      const width = widthAt(i + 1, row.compared, this.#size);
      const isWhole = row.hashes.length === TILE_WIDTH || (atEnd && row.hashes.length > 0);
      if (!isWhole || row.hashes.length !== width) continue;
      await this.#compareTile({ level: i + 1, index: row.compared, width }, row.hashes);
      row.hashes = [];
      row.compared += 1;
    }
  }

  async #compareTile(tile: Tile, expected: readonly Uint8Array[]): Promise<void> {
    const given = await tileOf(this.#reading, tile);
    const wrong = expected.findIndex((hash, i) => !equalBytes(hash, given[i] ?? new Uint8Array(0)));
    this.#reading.counts.tiles += 1;
    if (wrong < 0) return;
    const span = TILE_WIDTH ** Number(tile.level);
    const first = (tile.index * TILE_WIDTH + wrong) * span;
    throw new LogFault(
      `${tilePath(tile)}: hash ${wrong} is not that of entries ${first} to ${first + span - 1}: ` +
        'the tile or an entry was changed',
      { seq: first, id: null },
    );
  }
}

async function bundleOf(reading: LogReading, tile: Tile): Promise<Uint8Array[]> {
  return await fileOf(reading, tile, parseBundle);
}

async function tileOf(reading: LogReading, tile: Tile): Promise<Uint8Array[]> {
  return await fileOf(reading, tile, parseTile);
}

/** A partial file may be gone once the full one is there: the full one begins with it. */
async function fileOf(
  { read }: LogReading,
  tile: Tile,
  parse: (bytes: Uint8Array, width: number) => Uint8Array[],
): Promise<Uint8Array[]> {
  const full = { ...tile, width: TILE_WIDTH };
  const first = { seq: firstSeq(tile), id: null };
  for (const one of tile.width === TILE_WIDTH ? [tile] : [tile, full]) {
    const bytes = await read(tilePath(one));
    if (bytes === null) continue;
    try {
      return parse(bytes, one.width).slice(0, tile.width);
    } catch (cause) {
      if (!(cause instanceof VerifyError)) throw cause;
      throw new LogFault(`${tilePath(one)} is damaged: ${cause.message}`, first, { cause });
    }
  }
  throw new LogFault(`${tilePath(tile)} is missing`, first);
}

function firstSeq({ level, index }: Tile): number {
  return index * TILE_WIDTH ** (level === 'entries' ? 1 : level + 1);
}
