/** Descriptions can be erased, so no column holds them: they are read, and each chunk gives only what can be on the page. */
import { type Chosen, chosenOf, type View } from './columns/choosing.ts';
import { compareValues } from './count-events.ts';
import type { Eyes } from './eyes.ts';

interface Described {
  said: string | null;
  createdAt: number;
  seq: number;
}

export function byDescription(
  eyes: Eyes,
  company: number,
  view: View,
  { descending, offset, limit }: { descending: boolean; offset: number; limit: number },
): readonly number[] {
  const sign = descending ? -1 : 1;
  const compare = (a: Described, b: Described) =>
    sign * (compareValues(a.said, b.said) || a.createdAt - b.createdAt || a.seq - b.seq);
  const wanted = offset + limit;
  let first: Described[] = [];
  for (const chosen of chosenOf(view)) {
    const last = first.length === wanted ? first[wanted - 1] : undefined;
    for (const described of describedIn(eyes, company, chosen, bound(descending, last?.said)))
      if (last === undefined || compare(described, last) < 0) first.push(described);
    first = first.sort(compare).slice(0, wanted);
  }
  return first.slice(offset).map(({ seq }) => seq);
}

interface Bound {
  where: string;
  values: readonly string[];
}

/** What is certainly behind the last that is wanted does not leave the database. */
function bound(descending: boolean, last: string | null | undefined): Bound {
  if (last === undefined || (last === null && descending)) return { where: '', values: [] };
  if (last === null) return { where: 'AND said IS NULL', values: [] };
  return { where: descending ? 'AND said >= ?' : 'AND (said IS NULL OR said <= ?)', values: [last] };
}

/** From so many of its events on, reading all of a chunk is faster than looking each of them up. */
const MANY_SHARE = 1 / 8;

function* describedIn(
  { sql }: Eyes,
  company: number,
  { chunk, count, places }: Chosen,
  { where, values }: Bound,
): Generator<Described> {
  const { base, offsets } = chunk.readOffsets();
  const isChosen = new Uint8Array(chunk.size);
  if (places === null) isChosen.fill(1);
  else for (const place of places) isChosen[place] = 1;
  const few = places !== null && count < chunk.size * MANY_SHARE;
  const from = few
    ? 'json_each(?) j CROSS JOIN parts p ON p.company = ? AND p.seq = j.value'
    : 'parts p WHERE p.company = ? AND p.seq >= ? AND p.seq < ?';
  const which = few
    ? [JSON.stringify(Array.from(places, (place) => chunk.first + place)), company]
    : [company, chunk.first, chunk.first + chunk.size];
  const rows = sql.each<{ seq: number; said: string | null }>(
    `SELECT seq, said FROM (SELECT p.seq AS seq, json_extract(p.text, '$.description') AS said FROM ${from}) ` +
      `WHERE true ${where}`,
    ...which,
    ...values,
  );
  for (const { seq, said } of rows) {
    const place = seq - chunk.first;
    if (isChosen[place] === 1) yield { said, createdAt: base + offsets[place]!, seq };
  }
}
