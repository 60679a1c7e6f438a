/**
 * What the list shows, as the address says it: the members of GET /api/events under their own names, repeated for “any
 * of”, with `not.` in front for “none of”; and `last`, a time before now that stays one in a shared address.
 */

export const MEMBERS = {
  status: 'Result',
  category: 'Category',
  type: 'Type',
  userId: 'Person',
  connectionId: 'Connection',
  source: 'Source',
  workspaceId: 'Workspace',
  testId: 'Test',
} as const;

export type Member = keyof typeof MEMBERS;

const BOUNDS = ['createdFrom', 'createdTo'] as const;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export const SPANS: Readonly<Record<string, { words: string; ms: number }>> = {
  '24h': { words: 'Last 24 hours', ms: DAY },
  '7d': { words: 'Last 7 days', ms: 7 * DAY },
  '30d': { words: 'Last 30 days', ms: 30 * DAY },
  '90d': { words: 'Last 90 days', ms: 90 * DAY },
  '365d': { words: 'Last 12 months', ms: 365 * DAY },
  all: { words: 'All time', ms: Number.POSITIVE_INFINITY },
};

export const SPAN_AT_FIRST = '90d';

/** Which span is asked for; null when two times are. */
export function spanOf(search: URLSearchParams): string | null {
  if (BOUNDS.some((name) => search.has(name))) return null;
  const last = search.get('last') ?? SPAN_AT_FIRST;
  return last in SPANS ? last : SPAN_AT_FIRST;
}

/** From when to when, in milliseconds; `now` rounded up to a minute, so that the same question keeps its answer. */
export function rangeOf(search: URLSearchParams, now: number): { from: number | null; to: number | null } {
  const span = spanOf(search);
  if (span === null) {
    const [from = null, to = null] = BOUNDS.map((name) => {
      const time = Date.parse(search.get(name) ?? '');
      return Number.isNaN(time) ? null : time;
    });
    return { from, to };
  }
  const ms = SPANS[span]?.ms ?? 0;
  if (!Number.isFinite(ms)) return { from: null, to: null };
  return { from: Math.ceil(now / MINUTE) * MINUTE - ms, to: null };
}

/** The query that the API is asked with. */
export function queryOf(search: URLSearchParams, now: number): URLSearchParams {
  const query = new URLSearchParams();
  for (const { name, value } of tokensOf(search)) query.append(name, value);
  const words = search.get('q')?.trim();
  if (words) query.set('q', words);
  const { from, to } = rangeOf(search, now);
  if (from !== null) query.set('createdFrom', new Date(from).toISOString());
  if (to !== null) query.set('createdTo', new Date(to).toISOString());
  return query;
}

export interface Token {
  /** As in the address: with `not.` where it excludes. */
  name: string;
  member: Member;
  excludes: boolean;
  value: string;
}

export function tokensOf(search: URLSearchParams): Token[] {
  return [...search].flatMap(([name, value]) => {
    const member = name.replace(/^not\./, '');
    if (!Object.hasOwn(MEMBERS, member)) return [];
    return [{ name, member: member as Member, excludes: name.startsWith('not.'), value }];
  });
}

/** The query that a view keeps: of the address, what this page knows. */
export function keptOf(search: URLSearchParams): string {
  const kept = new URLSearchParams(tokensOf(search).map(({ name, value }) => [name, value]));
  const words = search.get('q')?.trim();
  if (words) kept.set('q', words);
  const span = spanOf(search);
  if (span !== null && span !== SPAN_AT_FIRST) kept.set('last', span);
  for (const name of span === null ? BOUNDS : []) {
    const time = Date.parse(search.get(name) ?? '');
    if (!Number.isNaN(time)) kept.set(name, new Date(time).toISOString());
  }
  return kept.toString();
}

/** The address with a value put in, or taken out where it was. */
export function toggled(search: URLSearchParams, name: string, value: string): URLSearchParams {
  const next = new URLSearchParams(search);
  if (next.has(name, value)) next.delete(name, value);
  else next.append(name, value);
  return next;
}

/** The address with another time; without one, the span. */
export function within(
  search: URLSearchParams,
  range: { from: number; to: number } | string,
): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const name of ['last', ...BOUNDS]) next.delete(name);
  if (typeof range === 'string') {
    if (range !== SPAN_AT_FIRST) next.set('last', range);
    return next;
  }
  next.set('createdFrom', new Date(range.from).toISOString());
  next.set('createdTo', new Date(range.to).toISOString());
  return next;
}

const STEPS: readonly [string, number][] = [
  ['minute', MINUTE],
  ['5m', 5 * MINUTE],
  ['15m', 15 * MINUTE],
  ['hour', 60 * MINUTE],
  ['3h', 180 * MINUTE],
  ['6h', 360 * MINUTE],
  ['12h', 720 * MINUTE],
  ['day', DAY],
  ['week', 7 * DAY],
  ['month', 30 * DAY],
];

const BARS_MAX = 130;

/** The finest step of which a time has few enough; null: the server chooses. */
export function stepOf(from: number | null, to: number): string | null {
  if (from === null) return null;
  return STEPS.find(([, ms]) => (to - from) / ms <= BARS_MAX)?.[0] ?? 'month';
}

/** How long a step is; of months, the longest. */
export function stepMs(name: string): number {
  return STEPS.find(([step]) => step === name)?.[1] ?? DAY;
}
