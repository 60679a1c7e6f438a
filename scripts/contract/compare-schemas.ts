/**
 * Compares schemas member by member, in the eyes of a program that was written for the contract. What we answer must
 * stay within what the contract allows (`answer`); what the contract allows must be accepted (`request`).
 */
import { enumerations } from './enumerations.ts';
import type { Member, Type } from './notation.ts';
import { type Document, type Node, optionsOf, typesOf } from './openapi.ts';
import { schemas } from './schemas.ts';

export type Direction = 'answer' | 'request';

/** `at` names a schema's member, or an operation and what of it; `what` says the difference. */
export interface Difference {
  at: string;
  kind: Kind;
  what: string;
}

export type Kind =
  | 'missing'
  | 'extra'
  | 'optional'
  | 'required'
  | 'null'
  | 'type'
  | 'values'
  | 'limit'
  | 'default'
  | 'status'
  | 'unused status'
  | 'permission'
  | 'tag'
  | 'body';

export class SchemaComparison {
  readonly differences = new Map<string, Difference>();
  readonly #document: Document;
  readonly #direction: Direction;
  readonly #seen = new Set<string>();

  constructor(document: Document, direction: Direction) {
    this.#document = document;
    this.#direction = direction;
  }

  /** Compares one place of type `fact`, which we describe by `node`. */
  compare(at: string, fact: Type, node: Node): void {
    const { options, nullable } = optionsOf(this.#document, node);
    if (fact.name !== 'any') this.#compareNull(at, fact.nullable, nullable);
    for (const option of options) {
      if (!fact.array) this.#compareOne(at, fact, option);
      else if (!typesOf(option).includes('array')) this.#add(at, 'type', `${wordFor(option)} for an array`);
      else if (option.items !== undefined && option.maxItems !== 0)
        this.compare(`${at}[]`, { ...fact, array: false, nullable: false }, option.items);
    }
  }

  #compareNull(at: string, allowed: boolean, ours: boolean): void {
    if (this.#direction === 'answer' && ours && !allowed) this.#add(at, 'null', 'null is possible');
    if (this.#direction === 'request' && allowed && !ours) this.#add(at, 'null', 'null is refused');
  }

  #compareOne(at: string, { name }: Type, option: Node): void {
    const values = enumerations[name];
    const members = schemas.get(name);
    if (members !== undefined) this.#compareMembers(at, name, members, option);
    else if (values !== undefined) this.#compareValues(at, values, option);
    else if (!fits(name, option, this.#direction)) this.#add(at, 'type', `${wordFor(option)} for ${name}`);
  }

  #compareMembers(at: string, name: string, members: readonly Member[], option: Node): void {
    const { properties = {} } = option;
    if (!typesOf(option).includes('object') || Object.keys(properties).length === 0) {
      this.#add(at, 'type', `${typesOf(option).includes('object') ? '{}' : wordFor(option)} for ${name}`);
      return;
    }
    const place = `${name} ${JSON.stringify(option)}`;
    if (this.#seen.has(place)) return;
    this.#seen.add(place);
    const required = new Set(option.required);
    for (const member of members) {
      const here = `${name}.${member.member}`;
      const node = properties[member.member];
      if (node === undefined) {
        this.#add(here, 'missing', 'is missing');
        continue;
      }
      if (this.#direction === 'answer' && member.required && !required.has(member.member))
        this.#add(here, 'optional', 'can be absent');
      if (this.#direction === 'request' && !member.required && required.has(member.member))
        this.#add(here, 'required', 'is required');
      this.compare(here, member, node);
      if (this.#direction === 'request') this.#compareLength(here, member.maxLength, node);
    }
    const known = new Set(members.map(({ member }) => member));
    for (const extra of Object.keys(properties))
      if (!known.has(extra)) this.#add(`${name}.${extra}`, 'extra', 'is not in the contract');
  }

  #compareLength(at: string, length: number | null, node: Node): void {
    const [option] = optionsOf(this.#document, node).options;
    const ours = option?.maxLength ?? null;
    if (ours !== length && length !== null)
      this.#add(at, 'limit', `at most ${ours ?? 'any number of'} characters instead of ${length}`);
  }

  #compareValues(at: string, values: readonly string[] | number, option: Node): void {
    const what = valuesDiffer(values, option, this.#direction);
    if (what !== null) this.#add(at, 'values', what);
  }

  #add(at: string, kind: Kind, what: string): void {
    this.differences.set(`${at} ${kind} ${what}`, { at, kind, what });
  }
}

/** How our values differ from those of the contract, or null. Of a number of values only the number is compared. */
export function valuesDiffer(
  values: readonly string[] | number,
  option: Node,
  direction: Direction | 'both',
): string | null {
  const { enum: ours } = option;
  if (ours === undefined) return direction === 'request' ? null : `any ${wordFor(option)} is possible`;
  if (typeof values === 'number') {
    if (ours.length === values) return null;
    if (direction !== 'both' && ours.length > values !== (direction === 'answer')) return null;
    return `${ours.length} values instead of ${values}`;
  }
  const missing = values.filter((value) => !ours.includes(value));
  const extra = ours.filter((value) => !values.includes(String(value)));
  const parts: string[] = [];
  if (missing.length > 0 && direction !== 'answer') parts.push(`without ${missing.join(', ')}`);
  if (extra.length > 0 && direction !== 'request') parts.push(`also ${extra.join(', ')}`);
  return parts.length === 0 ? null : parts.join('; ');
}

/** Whether what we answer is of the contract's type `name`, or what is of that type is accepted. */
export function fits(name: string, option: Node, direction: Direction): boolean {
  const types = typesOf(option);
  const only = (...allowed: string[]) => types.length > 0 && types.every((type) => allowed.includes(type));
  switch (name) {
    case 'any':
      return true;
    case 'number':
      return only('number', 'integer');
    case 'time':
      return only('string') && (option.format === 'date-time' || direction === 'request');
    case 'day':
      return only('string') && (option.format === 'date' || direction === 'request');
    case 'key':
      return only('string', 'integer', 'number');
    default:
      return only(name);
  }
}

export function wordFor(option: Node): string {
  const types = typesOf(option);
  if (types.length === 0) return 'anything';
  return `${types.join(' or ')}${option.format === undefined ? '' : ` (${option.format})`}`;
}
