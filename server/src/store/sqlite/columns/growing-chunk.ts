/** A chunk in memory that takes in rows of the log, one after the other. */
import type { FacetMember } from '../../../app/ports/finding.ts';
import {
  CHUNK_MAX_EVENTS,
  type Chunk,
  type Column,
  MEMBERS,
  memberNames,
  type Places,
  type Value,
} from './chunk.ts';

/** What is read of an event. Words and pseudonyms are codes of `symbols`. */
export type ChunkRow = Readonly<Record<FacetMember, number | null>> & {
  createdAt: number;
  /** JSON of their ids. */
  controls: string | null;
};

export const CHUNK_ROW = [
  'created_at AS createdAt',
  'control_ids AS controls',
  ...memberNames.map((name) => `${MEMBERS[name]} AS ${name}`),
].join(', ');

/** What a code of `symbols` stands for. */
export type Meaning = (member: FacetMember, raw: number) => Value;

const FIRST_ROOM = 64;
/** What a value takes with its places in maps and lists, about. */
const VALUE_BYTES = 200;

export class GrowingChunk implements Chunk {
  readonly first: number;
  size = 0;
  oldest = Number.POSITIVE_INFINITY;
  newest = Number.NEGATIVE_INFINITY;
  #createdAt = new Float64Array(FIRST_ROOM);
  readonly #columns: Readonly<Record<FacetMember, GrowingColumn>>;
  readonly #controls = new Map<number, GrowingPlaces>();

  constructor(first: number, meaning: Meaning) {
    this.first = first;
    const columns = memberNames.map((name) => [name, new GrowingColumn((raw) => meaning(name, raw))]);
    this.#columns = Object.fromEntries(columns) as Record<FacetMember, GrowingColumn>;
  }

  add(row: ChunkRow): void {
    if (this.size === this.#createdAt.length) this.#makeRoom();
    this.#createdAt[this.size] = row.createdAt;
    for (const name of memberNames) this.#columns[name].set(this.size, row[name]);
    if (row.controls !== null)
      for (const id of JSON.parse(row.controls) as number[]) this.#placesOf(id).add(this.size);
    this.oldest = Math.min(this.oldest, row.createdAt);
    this.newest = Math.max(this.newest, row.createdAt);
    this.size++;
  }

  column(member: FacetMember): Column {
    return this.#columns[member];
  }

  control(id: number): Places | null {
    return this.#controls.get(id) ?? null;
  }

  get controls(): ReadonlyMap<number, Places> {
    return this.#controls;
  }

  readOffsets() {
    return { base: 0, offsets: this.#createdAt };
  }

  get bytes(): number {
    const values = memberNames.reduce((sum, name) => sum + this.#columns[name].values.length, 0);
    const places = [...this.#controls.values()].reduce((sum, { bytes }) => sum + bytes + VALUE_BYTES, 0);
    return this.#createdAt.length * (8 + 2 * memberNames.length) + values * VALUE_BYTES + places;
  }

  #placesOf(control: number): GrowingPlaces {
    let places = this.#controls.get(control);
    if (places === undefined) {
      places = new GrowingPlaces();
      this.#controls.set(control, places);
    }
    return places;
  }

  #makeRoom(): void {
    const room = Math.min(2 * this.size, CHUNK_MAX_EVENTS);
    const createdAt = new Float64Array(room);
    createdAt.set(this.#createdAt);
    this.#createdAt = createdAt;
    for (const name of memberNames) this.#columns[name].makeRoom(room);
  }
}

class GrowingColumn implements Column {
  readonly values: Value[] = [];
  readonly counts: number[] = [];
  readonly #meaning: (raw: number) => Value;
  readonly #codes = new Map<number | null, number>();
  #rows = new Uint16Array(FIRST_ROOM);

  constructor(meaning: (raw: number) => Value) {
    this.#meaning = meaning;
  }

  set(place: number, raw: number | null): void {
    let code = this.#codes.get(raw);
    if (code === undefined) {
      code = this.values.push(raw === null ? null : this.#meaning(raw)) - 1;
      this.counts.push(0);
      this.#codes.set(raw, code);
    }
    this.#rows[place] = code;
    this.counts[code]!++;
  }

  read(): Uint16Array {
    return this.#rows;
  }

  makeRoom(room: number): void {
    const rows = new Uint16Array(room);
    rows.set(this.#rows);
    this.#rows = rows;
  }
}

class GrowingPlaces implements Places {
  count = 0;
  #places = new Uint16Array(4);

  /** In ascending order; the same one again adds nothing. */
  add(place: number): void {
    if (this.count > 0 && this.#places[this.count - 1] === place) return;
    if (this.count === this.#places.length) {
      const places = new Uint16Array(2 * this.count);
      places.set(this.#places);
      this.#places = places;
    }
    this.#places[this.count++] = place;
  }

  read(): Uint16Array {
    return this.#places.subarray(0, this.count);
  }

  get bytes(): number {
    return this.#places.byteLength;
  }
}
