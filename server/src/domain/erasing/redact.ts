/** Documents said again without a person. What is left has the shape that its kind demands. */
import type { JsonObject, JsonValue } from '@affidavit/verify';
import {
  ERASED,
  type Identifiers,
  innerNames,
  jsonFilter,
  type OwnRecord,
  type RedactText,
  textRedactor,
} from './identifiers.ts';

export interface Redactor {
  /** A part of an event, from its JSON text: what it says without the person; null when it says nothing of them. */
  part(kind: 'text' | 'metadata' | 'test', json: string): RedactedPart | null;
  /** A document of somebody or something else: only its texts change. Null when they do not name the person. */
  document(json: string): JsonObject | null;
  /** The name of a thing. */
  name: RedactText;
  /** Whether what was left of a JSON text may name the person all the same, inside of longer words. */
  doubts(json: string): boolean;
}

export interface RedactedPart {
  document: JsonValue;
  /** The whole part is about the person: nothing of it has to stay. */
  aboutPerson: boolean;
}

export function makeRedactor(userId: number, identifiers: Identifiers): Redactor {
  const finds = textRedactor(identifiers, ['exact', 'names']);
  const free = new FreeData(userId, textRedactor(identifiers, ['exact', 'names', 'hints']), identifiers);
  const mayName = jsonFilter(identifiers, userId);
  return {
    name: finds,
    doubts: innerNames(identifiers),
    part(kind, json) {
      if (!mayName(json)) return null;
      const document = JSON.parse(json) as JsonValue;
      if (!free.names(document, finds)) return null;
      if (kind === 'metadata')
        return { document: free.redact(document), aboutPerson: free.isAbout(document) };
      return { document: free.redactMembers(document as JsonObject), aboutPerson: false };
    },
    document(json) {
      if (!mayName(json)) return null;
      const document = JSON.parse(json) as JsonObject;
      const redacted = mapTexts(document, finds) as JsonObject;
      return JSON.stringify(redacted) === JSON.stringify(document) ? null : redacted;
    },
  };
}

function mapTexts(value: JsonValue, redact: RedactText): JsonValue {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map((one) => mapTexts(one, redact));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([member, one]) => [member, mapTexts(one, redact)]));
}

/** Members that say whose record it is, and those that only name somebody beside it. */
const WHOSE = new Set(['userid', 'personnelid', 'personid', 'employeeid']);
const NAMES_SOMEBODY =
  /^(user|person|personnel|employee|owner|approver|reviewer|assignee|requestor|manager|creator|designator)$|id$/;
const WHOSE_TEXT = new Set(['email', 'useremail', 'entryid', 'identityid']);
const OF_PEOPLE = ['firstName', 'lastName', 'email', 'roles', 'jobTitle'];

/** Metadata and issues: any JSON. A record about the person loses all it says but yes and no. */
class FreeData {
  readonly #userId: number;
  readonly #redact: RedactText;
  readonly #exact: ReadonlySet<string>;
  readonly #records: readonly OwnRecord[];

  constructor(userId: number, redact: RedactText, identifiers: Identifiers) {
    this.#userId = userId;
    this.#redact = redact;
    this.#records = identifiers.records;
    this.#exact = new Set([...identifiers.exact].map((word) => word.toLowerCase()));
  }

  /** Whether anything in it names the person. */
  names(value: JsonValue, finds: RedactText): boolean {
    if (typeof value === 'string') return finds(value) !== value;
    if (typeof value === 'number') return this.#exact.has(String(value));
    if (Array.isArray(value)) return value.some((one) => this.names(one, finds));
    if (typeof value !== 'object' || value === null) return false;
    return (
      this.isAbout(value) ||
      Object.entries(value).some(
        ([member, one]) =>
          finds(member) !== member || this.#isTheirNumber(member, one) || this.names(one, finds),
      )
    );
  }

  redact(value: JsonValue): JsonValue {
    return this.isAbout(value) ? blank(value) : this.#redactRest(value);
  }

  /** An object whose members stay, such as a test with its issues. */
  redactMembers(value: JsonObject): JsonObject {
    const entries = Object.entries(value).map(([member, one]): [string, JsonValue] => [
      member,
      this.redact(one),
    ]);
    return Object.fromEntries(entries);
  }

  isAbout(value: JsonValue): boolean {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    if (value.id === this.#userId && OF_PEOPLE.some((member) => Object.hasOwn(value, member))) return true;
    if (this.#records.some((record) => tells(value, record))) return true;
    return Object.entries(value).some(([member, one]) => {
      const name = plain(member);
      if (WHOSE.has(name)) return one === this.#userId || one === String(this.#userId);
      return WHOSE_TEXT.has(name) && typeof one === 'string' && this.#exact.has(one.toLowerCase());
    });
  }

  #redactRest(value: JsonValue): JsonValue {
    if (typeof value === 'string') return this.#redact(value);
    if (typeof value === 'number') return this.#exact.has(String(value)) ? null : value;
    if (Array.isArray(value)) return value.map((one) => this.redact(one));
    if (typeof value !== 'object' || value === null) return value;
    const said: Record<string, JsonValue> = {};
    for (const [member, one] of Object.entries(value)) {
      let name = this.#redact(member);
      for (let n = 2; name !== member && Object.hasOwn(said, name); n++)
        name = `${this.#redact(member)} ${n}`;
      said[name] = this.#isTheirNumber(member, one) ? null : this.redact(one);
    }
    return said;
  }

  #isTheirNumber(member: string, value: JsonValue): boolean {
    const name = plain(member);
    return value === this.#userId && name !== 'id' && name !== 'testid' && isOfPeople(name);
  }
}

/** It has the record's id, most of its members, and no others but what events add. */
function tells(value: JsonObject, { id, members }: OwnRecord): boolean {
  if (value.id !== id) return false;
  const said = Object.keys(value);
  const known = said.filter((member) => members.has(member)).length;
  return known * 2 > members.size && said.length - known <= 2;
}

/** `createdById`, `ownerId`, `user_id`, but not `connectionId`. */
function isOfPeople(name: string): boolean {
  if (!NAMES_SOMEBODY.test(name)) return false;
  return /user|person|employee|owner|approver|reviewer|assignee|requestor|manager|creator|designator|byid$/.test(
    name,
  );
}

function plain(member: string): string {
  return member.toLowerCase().replaceAll(/[_-]/g, '');
}

function blank(value: JsonValue): JsonValue {
  if (typeof value === 'string') return ERASED;
  if (typeof value === 'number') return null;
  if (Array.isArray(value)) return value.map(blank);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([member, one]) => [member, blank(one)]));
}
