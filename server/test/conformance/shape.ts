/** Whether an answer is what the facts of the contract say, member by member. */
import type { Difference, Kind } from '../../../scripts/contract/compare-schemas.ts';
import { enumerations } from '../../../scripts/contract/enumerations.ts';
import type { Type } from '../../../scripts/contract/notation.ts';
import { schemas } from '../../../scripts/contract/schemas.ts';

export type DateStyle = 'iso' | 'legacy';

/**
 * Where `value` is not of the contract's type, and every member that the contract does not know or that is missing.
 * Times must be in the given style.
 */
export function differencesOf(value: unknown, type: Type, at: string, style: DateStyle): Difference[] {
  const one = (kind: Kind, what: string): Difference[] => [{ at, kind, what }];
  if (type.name === 'any') return [];
  if (value === null) return type.nullable ? [] : one('null', 'is null');
  if (type.array) {
    if (!Array.isArray(value)) return one('type', `${typeof value} for an array`);
    const item = { ...type, array: false, nullable: false };
    return value.flatMap((element) => differencesOf(element, item, `${at}[]`, style));
  }
  const members = schemas.get(type.name);
  if (members !== undefined) {
    if (typeof value !== 'object' || Array.isArray(value)) return one('type', `not a ${type.name}`);
    if (Object.keys(value).length === 0 && members.some(({ required }) => required))
      return one('type', '{} for a document');
    return membersOf(value as Record<string, unknown>, type.name, style);
  }
  return isOf(type.name, value, style)
    ? []
    : one(type.name in enumerations ? 'values' : 'type', JSON.stringify(value));
}

function membersOf(value: Record<string, unknown>, schema: string, style: DateStyle): Difference[] {
  const members = schemas.get(schema) ?? [];
  const known = new Set(members.map(({ member }) => member));
  return [
    ...members.flatMap((member) => {
      const at = `${schema}.${member.member}`;
      if (member.member in value) return differencesOf(value[member.member], member, at, style);
      return member.required ? [{ at, kind: 'missing' as const, what: 'is missing' }] : [];
    }),
    ...Object.keys(value)
      .filter((name) => !known.has(name))
      .map((name) => ({ at: `${schema}.${name}`, kind: 'extra' as const, what: 'is not in the contract' })),
  ];
}

const TIMES = {
  iso: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  legacy: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}000$/,
} as const;

function isOf(name: string, value: unknown, style: DateStyle): boolean {
  const values = enumerations[name];
  // Of the longest enumerations only the number of values is known here; server/src/domain/vocabulary.test.ts knows more.
  if (typeof values === 'number') return typeof value === (name === 'ConnectionCode' ? 'number' : 'string');
  if (values !== undefined) return typeof value === 'string' && values.includes(value);
  if (name === 'time') return typeof value === 'string' && TIMES[style].test(value);
  if (name === 'day') return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);
  if (name === 'object') return typeof value === 'object' && !Array.isArray(value);
  return typeof value === name;
}
