/** The v1 documents of an event (contract section 3.1), as verify/projection-v1.ts makes them. */
import { Type } from 'typebox';
import { FreeObject, listV1, named, nullable, Text, Time } from './common.ts';
import { ConnectionV1 } from './v1-connections.ts';
import { UserV1 } from './v1-users.ts';

export const EventV1 = named('EventResponsePublicDto', {
  id: Text,
  type: Text,
  category: Text,
  source: Text,
  description: Text,
  metadata: FreeObject,
  status: nullable(Text),
  createdAt: Time,
  user: nullable(UserV1),
  connection: nullable(ConnectionV1),
  requestDescription: nullable(Text),
  issues: Type.Array(FreeObject),
});

export const EventsV1 = listV1('EventsResponsePublicDto', EventV1);
