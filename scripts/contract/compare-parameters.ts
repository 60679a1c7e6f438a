/** Compares the parameters of an operation: what the contract allows must be accepted, what it refuses be refused. */
import { type Difference, fits, type Kind, valuesDiffer, wordFor } from './compare-schemas.ts';
import { enumerations } from './enumerations.ts';
import type { Operation, Parameter, Type } from './notation.ts';
import { type Document, type Node, optionsOf, type ServedOperation } from './openapi.ts';

type Served = NonNullable<ServedOperation['parameters']>[number];

/** `at` of each difference begins with `name`. */
export function compareParameters(
  document: Document,
  name: string,
  operation: Operation,
  served: ServedOperation,
): Difference[] {
  const found: Difference[] = [];
  const ours = served.parameters ?? [];
  const inPath = ours.filter((one) => one.in === 'path');
  const inQuery = new Map(ours.filter((one) => one.in === 'query').map((one) => [one.name, one]));
  for (const fact of operation.parameters) {
    const at = `${name} ${fact.parameter}`;
    // Names in a path are of no importance, places are.
    const one = fact.place === 'path' ? inPath[placeInPath(operation, fact)] : inQuery.get(fact.parameter);
    inQuery.delete(fact.parameter);
    if (one === undefined) found.push({ at, kind: 'missing', what: 'is missing' });
    else found.push(...compareParameter(document, at, fact, one));
  }
  for (const extra of inQuery.keys())
    found.push({ at: `${name} ${extra}`, kind: 'extra', what: 'is not in the contract' });
  return found;
}

function placeInPath({ path }: Operation, { parameter }: Parameter): number {
  return [...path.matchAll(/\{(\w+)\}/g)].findIndex(([, name]) => name === parameter);
}

function compareParameter(document: Document, at: string, fact: Parameter, served: Served): Difference[] {
  const found: Difference[] = [];
  const add = (kind: Kind, what: string | null): void => {
    if (what !== null) found.push({ at, kind, what });
  };
  const { options, nullable } = optionsOf(document, served.schema);
  // Of an array it does not matter whether the word null stands for the array or for one of its elements.
  const items = options.flatMap(({ items }) => items ?? []).map((one) => optionsOf(document, one));
  if (fact.nullable && !nullable && !items.some((one) => one.nullable)) add('null', 'null is refused');
  if (fact.place === 'query' && served.required) add('required', 'is required');
  for (const option of options) {
    const isArray = option.items !== undefined;
    if (isArray !== fact.array) add('type', isArray ? 'an array' : 'given once only');
    for (const one of option.items === undefined ? [option] : optionsOf(document, option.items).options) {
      add(enumerations[fact.name] === undefined ? 'type' : 'values', typeDiffers(fact, one));
      add('limit', limitDiffers(fact, one));
    }
  }
  const fallback = served.schema.default === undefined ? null : String(served.schema.default);
  if (fallback !== fact.default)
    add('default', `${fallback ?? 'none'} instead of ${fact.default ?? 'none stated'}`);
  return found;
}

function typeDiffers({ name }: Type, option: Node): string | null {
  const values = enumerations[name];
  if (values === undefined) return fits(name, option, 'request') ? null : `${wordFor(option)} for ${name}`;
  return option.enum === undefined
    ? `any ${wordFor(option)} is accepted`
    : valuesDiffer(values, option, 'both');
}

/** Ids have no limits in the contract: whole numbers from 0 to the last that JSON keeps exactly are as good. */
function limitDiffers(fact: Parameter, { minimum, maximum }: Node): string | null {
  if (fact.minimum === null && (minimum ?? 0) <= 1 && (maximum ?? Infinity) >= Number.MAX_SAFE_INTEGER)
    return null;
  const range = (from?: number | null, to?: number | null): string => `${from ?? ''}..${to ?? ''}`;
  const [ours, contract] = [range(minimum, maximum), range(fact.minimum, fact.maximum)];
  return ours === contract ? null : `${ours} instead of ${contract}`;
}
