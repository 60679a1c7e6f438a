/** How a change of the directory is told: the drafts of the events that it is recorded with. */
import type { JsonObject, JsonValue } from '@affidavit/verify';
import type { User } from '../../domain/directory.ts';
import type { EventDraft } from '../../domain/schemas.ts';
import type { Caller } from '../ports.ts';
import type { LiveDirectory } from './live-directory.ts';

export interface Told {
  type: string;
  category: string;
  /** A whole sentence. */
  description: string;
  /** What was asked for: never the bytes of a file. */
  dto?: object;
  /** The document as it was before, or the new one where there was none. */
  targetEntity?: object;
  /** The same of several. */
  targetEntities?: readonly object[];
  /** What the change did: `difference`. */
  sourceData?: object;
  connectionId?: number;
}

/** The event of a change that a request made: its actor is the user of the key. */
export function tell(caller: Caller, told: Told): EventDraft {
  const { type, category, description, connectionId, ...metadata } = told;
  return {
    type,
    category,
    source: 'PUBLIC_API',
    description,
    userId: caller.userId,
    ...(connectionId !== undefined && { connectionId }),
    metadata: plain(metadata),
  };
}

/** As a sentence names a person. */
export function nameOf(user: Pick<User, 'email' | 'firstName' | 'lastName'> | null): string {
  const name = [user?.firstName, user?.lastName].filter(Boolean).join(' ');
  return name === '' ? (user?.email ?? 'Somebody') : name;
}

/** The name of who asks. */
export function callerName(live: LiveDirectory, caller: Caller): string {
  return nameOf(live.get('user', caller.userId));
}

/** A person as metadata names one; the address lets an erasure find it. */
export function mention({ id, email, firstName, lastName }: User): JsonObject {
  return { id, email, firstName, lastName };
}

/** The members that a change gave another value, as they were and as they are. */
export function difference(before: object | null, after: object): { before: JsonObject; after: JsonObject } {
  const was = plain(before ?? {});
  const is = plain(after);
  const changed = Object.keys(is).filter(
    (member) => member !== 'updatedAt' && JSON.stringify(was[member]) !== JSON.stringify(is[member]),
  );
  const only = (document: JsonObject) =>
    Object.fromEntries(changed.map((member): [string, JsonValue] => [member, document[member] ?? null]));
  return { before: before === null ? {} : only(was), after: only(is) };
}

/** Whether anything but the time of the change differs. */
export function differs(before: object, after: object): boolean {
  return Object.keys(difference(before, after).after).length > 0;
}

/** JSON data without members that are undefined. */
function plain(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}
