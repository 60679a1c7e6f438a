/** Stored hashes that lie beside each other, and the hashes of the tree above them. */
import { HASH_BYTES, type Sha256 } from './hash.ts';

export const TILE_HEIGHT = 8;
export const TILE_WIDTH = 2 ** TILE_HEIGHT;

const PAIR_BYTES = 2 * HASH_BYTES;

/** At most TILE_WIDTH hashes, the first of which has an index that is a multiple of it. */
export class TileTree {
  /** A row for each height below TILE_HEIGHT: its hashes one after the other. */
  readonly #rows: Uint8Array[];

  constructor(hashes: readonly Uint8Array[], hash: Sha256) {
    let row = new Uint8Array(hashes.length * HASH_BYTES);
    for (const [i, one] of hashes.entries()) row.set(one, i * HASH_BYTES);
    this.#rows = [row];
    const node = new Uint8Array(1 + PAIR_BYTES);
    node[0] = 1;
    while (this.#rows.length < TILE_HEIGHT && row.length >= PAIR_BYTES) {
      const above = new Uint8Array(Math.floor(row.length / PAIR_BYTES) * HASH_BYTES);
      for (let i = 0; i < above.length; i += HASH_BYTES) {
        node.set(row.subarray(2 * i, 2 * i + PAIR_BYTES), 1);
        above.set(hash(node), i);
      }
      this.#rows.push(above);
      row = above;
    }
  }

  /** The root of the complete subtree number `index`, counted within the tile, of 2^height of its hashes; height is below TILE_HEIGHT. */
  root(height: number, index: number): Uint8Array {
    return this.#rows[height]!.slice(index * HASH_BYTES, (index + 1) * HASH_BYTES);
  }
}

/**
 * Remembers the tiles of one log for those who serve proofs: a log only grows, so a tile of the same number of hashes never
 * changes. Who checks a log remembers nothing.
 */
export interface TileMemory {
  get(name: string): TileTree | undefined;
  set(name: string, tile: TileTree): void;
}
