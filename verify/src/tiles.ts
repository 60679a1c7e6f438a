/** The files of a log (c2sp.org/tlog-tiles): their names, and what is in them. */
import { VerifyError } from './error.ts';
import { concatBytes, HASH_BYTES } from './hash.ts';
import { isSize } from './merkle.ts';

/** Hashes of a full tile, and entries of a full bundle. */
export const TILE_WIDTH = 256;

/** A tile of hashes of one level, or the entries of a tile of level 0. A width below 256: a partial one. */
export interface Tile {
  level: number | 'entries';
  index: number;
  width: number;
}

/** One entry is written after its length in two bytes. */
const LENGTH_BYTES = 2;
const LEVEL_MAX = 63;

/** `tile/<L>/<N>` or `tile/<L>/<N>.p/<W>`. */
export function tilePath({ level, index, width }: Tile): string {
  return `tile/${level}/${numberPath(index)}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** A number in groups of three digits, all but the last after an `x`: 1234067 is `x001/x234/067`. */
export function numberPath(index: number): string {
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const groups = padded.match(/\d{3}/g) ?? [];
  return groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
}

/** The tile of a path, whose only spelling is that of `tilePath`; null for any other text. */
export function parseTilePath(path: string): Tile | null {
  const found = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path);
  if (found === null) return null;
  const [, level = '', groups = '', width] = found;
  const tile: Tile = {
    level: level === 'entries' ? level : Number(level),
    index: Number(groups.replaceAll(/[x/]/g, '')),
    width: width === undefined ? TILE_WIDTH : Number(width),
  };
  const isTile =
    isSize(tile.index) && tile.width > 0 && (tile.level === 'entries' || tile.level <= LEVEL_MAX);
  return isTile && tilePath(tile) === path ? tile : null;
}

/** How many hashes of `level` (or entries) the tile holds in the tree of `size` leaves; 0 when there is none yet. */
export function widthAt(level: Tile['level'], index: number, size: number): number {
  const hashes = Math.floor(size / TILE_WIDTH ** (level === 'entries' ? 0 : level));
  return Math.max(0, Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH));
}

/** The tiles of the tree of `size` leaves at one level, from left to right; all but the last are full. */
export function* tilesOf(level: Tile['level'], size: number): Generator<Tile> {
  for (let index = 0; ; index++) {
    const width = widthAt(level, index, size);
    if (width > 0) yield { level, index, width };
    if (width < TILE_WIDTH) return;
  }
}

/** The bytes of a tile of hashes. */
export function formatTile(hashes: readonly Uint8Array[]): Uint8Array {
  return concatBytes(...hashes);
}

/** Throws VerifyError unless `bytes` are exactly `width` hashes. */
export function parseTile(bytes: Uint8Array, width: number): Uint8Array[] {
  if (bytes.length !== width * HASH_BYTES)
    throw new VerifyError('tree', `${width} hashes have ${width * HASH_BYTES} bytes, not ${bytes.length}`);
  return Array.from({ length: width }, (_, i) => bytes.slice(i * HASH_BYTES, (i + 1) * HASH_BYTES));
}

/** The bytes of a bundle of entries, each of at most 65,535 bytes. */
export function formatBundle(entries: readonly Uint8Array[]): Uint8Array {
  return concatBytes(
    ...entries.flatMap((entry) => [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry]),
  );
}

/** Throws VerifyError unless `bytes` are exactly `width` entries. */
export function parseBundle(bytes: Uint8Array, width: number): Uint8Array[] {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length && entries.length < width) {
    const length = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
    const start = at + LENGTH_BYTES;
    if (start + length > bytes.length) throw new VerifyError('tree', 'the last entry is cut short');
    entries.push(bytes.slice(start, start + length));
    at = start + length;
  }
  if (entries.length !== width || at !== bytes.length)
    throw new VerifyError(
      'tree',
      `a bundle of ${width} entries holds ${entries.length}, or bytes beyond them`,
    );
  return entries;
}
