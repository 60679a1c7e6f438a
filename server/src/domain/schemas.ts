/** The bodies of `/api`: what is accepted, member by member. `description` of a member completes "must be …". */
import { type Static, Type } from 'typebox';
import { limits } from './limits.ts';
import {
  body,
  closed,
  Email,
  FreeObject,
  Id,
  Name,
  orNull,
  Text,
  Time,
  Uuid,
  words,
} from './schema-pieces.ts';
import { categories, sources, statuses } from './vocabulary.ts';

const EventTypeName = Type.String({
  pattern: '^[A-Z][A-Z0-9_]{2,99}$',
  description: 'a type name: 3 to 100 capitals, digits and underscores',
});

export const EventDraft = Type.Object(
  {
    id: Type.Optional(Uuid),
    type: EventTypeName,
    category: Type.Optional(words(categories)),
    source: words(sources),
    description: Type.String({ minLength: 1, maxLength: 65_536 }),
    status: orNull(words(statuses)),
    createdAt: Type.Optional(Time),
    userId: orNull(Id),
    userEmail: orNull(Email),
    connectionId: orNull(Id),
    workspaceId: orNull(Id),
    metadata: Type.Optional(FreeObject),
    testId: orNull(Id),
    testName: orNull(Text),
    requestDescription: orNull(Text),
    issues: Type.Optional(Type.Array(FreeObject)),
    controlIds: Type.Optional(Type.Array(Id, { maxItems: limits.controlIdsPerEvent, uniqueItems: true })),
    provenance: orNull(
      Type.Object(
        {
          system: Name,
          fetchedAt: Time,
          sourceDigest: Type.String({
            pattern: '^[0-9a-f]{64}$',
            description: 'a SHA-256 in lower-case hex',
          }),
        },
        closed,
      ),
    ),
  },
  body('EventDraft'),
);
export type EventDraft = Static<typeof EventDraft>;

export const EventTypeBody = Type.Object(
  { name: EventTypeName, category: words(categories), schema: FreeObject },
  body('EventTypeBody'),
);
export type EventTypeBody = Static<typeof EventTypeBody>;
