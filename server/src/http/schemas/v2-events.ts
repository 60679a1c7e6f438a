/** The v2 documents of an event (contract section 3.1), as verify/projection-v2.ts makes them. */
import { Type } from 'typebox';
import { categories, sources, statuses } from '../../domain/vocabulary.ts';
import { FreeObject, Int, listV2, named, nullable, Text, Time, words } from './common.ts';
import { ConnectionCompactV2, UserCompactV2 } from './v2-users.ts';

const { Array: list, Optional: optional } = Type;

export const EventV2 = named('EventResponsePublicV2Dto', {
  id: Text,
  type: Text,
  category: words(categories),
  source: words(sources),
  description: Text,
  metadata: optional(FreeObject),
  status: nullable(words(statuses)),
  createdAt: Time,
  userId: nullable(Int),
  user: optional(nullable(UserCompactV2)),
  connectionId: nullable(Int),
  connection: optional(nullable(ConnectionCompactV2)),
  requestDescription: nullable(Text),
  testName: optional(nullable(Text)),
  testId: optional(nullable(Text)),
  issues: optional(list(FreeObject)),
});

export const EventsV2 = listV2('EventsResponsePublicV2Dto', EventV2);
