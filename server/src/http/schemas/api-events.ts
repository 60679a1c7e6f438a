/** Queries and answers of finding events in `/api`. */
import { type Static, type TProperties, type TSchema, Type } from 'typebox';
import type { EventFilter, Members } from '../../app/ports/finding.ts';
import { limits } from '../../domain/limits.ts';
import { categories, sources, statuses } from '../../domain/vocabulary.ts';
import { FreeObject, Id, Int, named, nullable, Pagination, Text, Time, timeOf, words } from './common.ts';
import { EventTypeName, IdOrNone } from './event-queries.ts';
import { ConnectionCompactV2, UserCompactV2 } from './v2-users.ts';

const { Array: list, Optional: optional } = Type;

const members = {
  type: EventTypeName,
  source: words(sources),
  category: words(categories),
  status: nullable(words(statuses)),
  userId: IdOrNone,
  connectionId: IdOrNone,
  workspaceId: IdOrNone,
  testId: IdOrNone,
  controlId: Id,
};

/** Each may be repeated: any of the values. */
function repeatable(prefix: string): TProperties {
  const anyOf = (schema: TSchema) => optional(list(schema, { minItems: 1, maxItems: limits.filterValues }));
  return Object.fromEntries(
    Object.entries(members).map(([name, schema]) => [`${prefix}${name}`, anyOf(schema)]),
  );
}

/** What an event has to be, as JSON says it: one of the values of each member. */
export const MembersFilter = Type.Object(repeatable(''), {
  title: 'EventMembersFilter',
  additionalProperties: false,
});

const bounds = {
  createdFrom: optional(Text),
  createdTo: optional(Text),
  recordedFrom: optional(Text),
  recordedTo: optional(Text),
};

/** What is in the header of an event: `type=A&type=B`, `not.type=C`, `userId=null`. */
export const headerQuery = { ...repeatable(''), ...repeatable('not.'), ...bounds };

/** Header and words. */
export const findQuery = { ...headerQuery, q: optional(Type.String({ maxLength: limits.searchTextChars })) };

/** From a query that `findQuery` or `headerQuery` has checked. Throws Refused `invalid` for what is no time. */
export function filterOf(query: object): EventFilter {
  const given = new Map<string, unknown>(Object.entries(query));
  const filter: EventFilter = membersOf(given, '');
  const not = membersOf(given, 'not.');
  if (Object.keys(not).length > 0) filter.not = not;
  for (const name of Object.keys(bounds) as (keyof typeof bounds)[]) {
    const text = given.get(name);
    if (typeof text === 'string') filter[name] = timeOf(name, text);
  }
  const words = given.get('q');
  if (typeof words === 'string' && words.trim() !== '') filter.text = words;
  return filter;
}

/** In one order, so that a cursor does not depend on how the query was written. */
function membersOf(given: ReadonlyMap<string, unknown>, prefix: string): Members {
  const found = Object.keys(members).flatMap((name) => {
    const values = given.get(`${prefix}${name}`);
    return Array.isArray(values) ? [[name, [...new Set(values)].sort()]] : [];
  });
  return Object.fromEntries(found) as Members;
}

export const Event = named('Event', {
  seq: Int,
  id: Text,
  type: Text,
  category: words(categories),
  source: words(sources),
  status: nullable(words(statuses)),
  description: nullable(Text),
  createdAt: Time,
  recordedAt: Time,
  userId: nullable(Int),
  user: nullable(UserCompactV2),
  connectionId: nullable(Int),
  connection: nullable(ConnectionCompactV2),
  workspaceId: nullable(Int),
  testId: nullable(Int),
  testName: nullable(Text),
  controlIds: list(Int),
  requestDescription: nullable(Text),
  metadata: nullable(FreeObject),
  issues: list(FreeObject),
  provenance: nullable(named('Provenance', { system: Text, fetchedAt: Time, sourceDigest: Text })),
  leaf: Type.String({ pattern: '^[0-9a-f]{64}$' }),
});

export const Events = named('Events', { data: list(Event), pagination: Pagination });

export const FACETS = [
  'type',
  'category',
  'source',
  'status',
  'userId',
  'connectionId',
  'workspaceId',
  'testId',
] as const;

const counts = (value: TSchema) => optional(list(Type.Object({ value: nullable(value), count: Int })));

export const Facets = named('EventFacets', {
  type: counts(Text),
  category: counts(Text),
  source: counts(Text),
  status: counts(Text),
  userId: counts(Int),
  connectionId: counts(Int),
  workspaceId: counts(Int),
  testId: counts(Int),
});

export const Histogram = named('EventHistogram', {
  interval: Text,
  bars: list(Type.Object({ from: Time, status: nullable(Text), count: Int })),
});

export const Feed = named('EventFeed', { data: list(Event), next: Int });

export type FacetMember = (typeof FACETS)[number];
export type Event = Static<typeof Event>;
