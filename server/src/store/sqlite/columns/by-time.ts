/** Chosen events in the order by createdAt and seq, or by a rank before these. */
import type { CreatedPlace, FacetMember } from '../../../app/ports/finding.ts';
import { type Chosen, choose, type View } from './choosing.ts';
import type { Chunk, Value } from './chunk.ts';

export interface Ranked extends CreatedPlace {
  rank: number;
}

export interface Order {
  descending: boolean;
  /** Only places beyond this one, whatever their rank. */
  after: CreatedPlace | null;
  limit: number;
  /** What comes before the time: ranks of the values of a member. Values without one are not to be among the chosen. */
  ranks: { member: FacetMember; of: ReadonlyMap<Value, number> } | null;
}

/** The first of the events in this order. */
export function firstInOrder(view: View, order: Order): readonly Ranked[] {
  if (order.limit === 0) return [];
  const best = new Best(order);
  for (const chunk of inOrder(view.chunks, order.descending)) {
    if (order.ranks === null && best.isBeyond(chunk)) break;
    const chosen = best.canHave(chunk) ? choose(chunk, view) : null;
    if (chosen !== null) best.look(chosen);
  }
  return best.found();
}

/** First those which can have the first events, so that most need not be looked at. */
function inOrder(chunks: readonly Chunk[], descending: boolean): Chunk[] {
  return [...chunks].sort((a, b) => (descending ? b.newest - a.newest : a.oldest - b.oldest));
}

/** Places are kept until they are so many that sorting pays. */
const SLACK = 1_000;

class Best {
  readonly #order: Order;
  readonly #sign: 1 | -1;
  #places: Ranked[] = [];
  /** The last of as many as are wanted, once there are so many: what follows it is of no use. */
  #last: Ranked | null = null;

  constructor(order: Order) {
    this.#order = order;
    this.#sign = order.descending ? -1 : 1;
  }

  /** Whether all of the chunk, and of those that follow it in order, is behind what was found. */
  isBeyond(chunk: Chunk): boolean {
    if (this.#last === null) return false;
    const nearest = this.#order.descending ? chunk.newest : chunk.oldest;
    return this.#sign * (nearest - this.#last.createdAt) > 0;
  }

  canHave(chunk: Chunk): boolean {
    const { after, descending } = this.#order;
    if (after === null) return true;
    const farthest = descending ? chunk.oldest : chunk.newest;
    return this.#sign * (farthest - after.createdAt) >= 0;
  }

  look({ chunk, count, places }: Chosen): void {
    const { descending, limit, after } = this.#order;
    const { base, offsets } = chunk.readOffsets();
    const rankOf = this.#ranksIn(chunk);
    for (let n = 0; n < count; n++) {
      const i = descending ? count - 1 - n : n;
      const at = places === null ? i : places[i]!;
      const createdAt = base + offsets[at]!;
      const seq = chunk.first + at;
      const rank = rankOf(at);
      if (after !== null && this.#sign * (createdAt - after.createdAt || seq - after.seq) <= 0) continue;
      if (this.#last !== null && this.#distance(rank, createdAt, seq, this.#last) >= 0) continue;
      this.#places.push({ rank, createdAt, seq });
      if (this.#places.length >= 2 * limit + SLACK) this.#cut();
    }
    this.#cut();
  }

  found(): readonly Ranked[] {
    return this.#places;
  }

  #cut(): void {
    const { limit } = this.#order;
    this.#places.sort((a, b) => this.#distance(a.rank, a.createdAt, a.seq, b));
    if (this.#places.length > limit) this.#places.length = limit;
    this.#last = this.#places[limit - 1] ?? null;
  }

  #distance(rank: number, createdAt: number, seq: number, from: Ranked): number {
    return this.#sign * (rank - from.rank || createdAt - from.createdAt || seq - from.seq);
  }

  #ranksIn(chunk: Chunk): (at: number) => number {
    const { ranks } = this.#order;
    if (ranks === null) return () => 0;
    const column = chunk.column(ranks.member);
    const codes = column.read();
    const byCode = column.values.map((value) => ranks.of.get(value) ?? 0);
    return (at) => byCode[codes[at]!]!;
  }
}
