/** A value of JSON with one thing wrong at a time: for tests of everything that reads a form. */
import type { JsonValue } from '../src/documents.ts';

/** Values of every type, and the edges of numbers. */
const OTHERS: readonly JsonValue[] = [null, true, 0, -1, 1.5, 2 ** 53, '', 'x', [], {}];
/** Items of a list that are changed one by one: the first ones, for all are read alike. */
const ITEMS_MAX = 2;

/** What was changed, as `path = value`, and the whole value with it. */
export function* bentForms(value: JsonValue, path = ''): Generator<[string, JsonValue]> {
  for (const other of [...OTHERS, ...relatives(value)])
    if (!Object.is(other, value)) yield [`${path} = ${shown(other)}`, other];
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const [i, item] of value.slice(0, ITEMS_MAX).entries())
      for (const [what, bent] of bentForms(item, `${path}/${i}`)) yield [what, value.with(i, bent)];
    return;
  }
  for (const [name, member] of Object.entries(value)) {
    const { [name]: _, ...rest } = value;
    yield [`${path}/${name} removed`, rest];
    for (const [what, bent] of bentForms(member, `${path}/${name}`)) yield [what, { ...value, [name]: bent }];
  }
}

/** Values that come close to the right one. */
function relatives(value: JsonValue): JsonValue[] {
  if (typeof value === 'number') return [value + 1, -value];
  if (typeof value === 'string')
    return [`${value}0`, value.slice(1), value.slice(0, -1), value.toUpperCase(), `${value}\n`];
  if (Array.isArray(value))
    return value.length === 0 ? [[null]] : [[...value, ...value.slice(0, 1)], value.slice(1)];
  return value === null ? [] : [{ ...value, more: 0 }];
}

const SHOWN_MAX = 24;

function shown(value: JsonValue): string {
  const json = JSON.stringify(value);
  return json.length <= SHOWN_MAX ? json : `${json.slice(0, 10)}…${json.slice(-10)} (${json.length})`;
}
