/** What the queries of both versions of the events list have in common. */
import { Type } from 'typebox';
import { categories, sources } from '../../domain/vocabulary.ts';
import { Id, nullable, words } from './common.ts';

export const EventId = Type.String({
  pattern: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$',
  description: 'a UUID: 8-4-4-4-12 hex digits',
});

/** A type of the vocabulary or one that the company registered: which they are, the application knows. */
export const EventTypeName = Type.String();

/** An id, or `null` (or nothing) for events without one. */
export const IdOrNone = nullable(Id);

export const headerFilters = {
  type: Type.Optional(EventTypeName),
  source: Type.Optional(words(sources)),
  category: Type.Optional(words(categories)),
};

/** Both inclusive. */
export const createdBounds = {
  createdAtStartDate: Type.Optional(Type.String()),
  createdAtEndDate: Type.Optional(Type.String()),
};
