/** Times and days of a body, as the directory keeps them. */
import type { TSchema } from 'typebox';
import { invalid } from '../../domain/errors.ts';
import { isoTime, parseTime } from '../../domain/time.ts';

/** What of a schema matters here: where it holds times and days. */
interface Shape {
  anyOf?: Shape[];
  format?: string;
  items?: Shape;
  properties?: Record<string, Shape>;
}

/**
 * The same value with every time that its schema knows as ISO 8601 with milliseconds. The value conforms to the schema
 * otherwise. Throws Refused `invalid` naming the member when a time or a day is none of the calendar.
 */
export function normaliseTimes(schema: TSchema, value: unknown, path: string): unknown {
  return normalise(schema as Shape, value, path);
}

function normalise(shape: Shape, value: unknown, path: string): unknown {
  const shapes = shape.anyOf ?? [shape];
  if (typeof value === 'string') {
    const format = shapes.find((one) => one.format !== undefined)?.format;
    return format === undefined ? value : timeOf(format, value, path);
  }
  if (Array.isArray(value)) {
    const items = shapes.find((one) => one.items !== undefined)?.items;
    return items === undefined ? value : value.map((item, i) => normalise(items, item, `${path}[${i}]`));
  }
  const properties = shapes.find((one) => one.properties !== undefined)?.properties;
  if (properties === undefined || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      normalise(properties[name] ?? {}, member, path === '' ? name : `${path}.${name}`),
    ]),
  );
}

function timeOf(format: string, text: string, path: string): string {
  const at = parseTime(text);
  const isDay = format === 'date';
  if (at === null)
    throw invalid(
      path,
      isDay ? 'must be a date such as 2020-07-06' : 'must be a time such as 2025-07-01T16:45:55.246Z',
    );
  return isDay ? isoTime(at).slice(0, 10) : isoTime(at);
}
