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

/** The members that a change gave another value, as they were and as they are. The time of the change is none of them. */
export function difference(before: object | null, after: object): { before: JsonObject; after: JsonObject } {
  const changed = changedMembers(before ?? {}, after);
  const only = (document: object) =>
    Object.fromEntries(changed.map((member): [string, JsonValue] => [member, memberOf(document, member)]));
  return { before: before === null ? {} : only(before), after: only(after) };
}

/** Whether anything but the time of the change differs. */
export function differs(before: object, after: object): boolean {
  return changedMembers(before, after).length > 0;
}

function changedMembers(before: object, after: object): string[] {
  return Object.keys(after).filter((member) => {
    const [was, is] = [memberOf(before, member), memberOf(after, member)];
    if (member === 'updatedAt' || was === is) return false;
    return typeof is !== 'object' || JSON.stringify(was) !== JSON.stringify(is);
  });
}

/** Documents hold JSON data; what is absent is null. */
function memberOf(document: object, member: string): JsonValue {
  return (Reflect.get(document, member) as JsonValue | undefined) ?? null;
}

/** JSON data without members that are undefined. */
function plain(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}
