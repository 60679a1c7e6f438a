/**
 * What the schemas of routes are made of. They validate what comes in, and describe what goes out: the OpenAPI
 * document is made of these very objects. A schema with a `title` becomes a component of that name.
 */
import { type TObject, type TProperties, type TSchema, Type } from 'typebox';
import { invalid } from '../../domain/errors.ts';
import { limits } from '../../domain/limits.ts';
import { parseTime } from '../../domain/time.ts';

export const words = <V extends string>(
  values: readonly V[],
  options: { title?: string; default?: V } = {},
) => Type.Enum([...values] as [V, ...V[]], options);

export const nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);

/** A document of an answer: every member is present unless it is optional. */
export const named = <P extends TProperties>(title: string, properties: P): TObject<P> =>
  Type.Object(properties, { title });

export const Int = Type.Integer();
export const Text = Type.String();
export const Flag = Type.Boolean();
/** ISO 8601 with milliseconds and Z, or the older style where the key says so. */
export const Time = Type.String({ format: 'date-time' });
export const Day = Type.String({ format: 'date' });
/** The company's own data. */
export const FreeObject = Type.Record(Type.String(), Type.Unknown());

/** An id of a path or a query string; `1.0` is 1. */
export const Id = Type.Integer({
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
  description: 'a whole number',
});
export const Switch = Type.Boolean({ description: 'true or false' });

/** Page and size of every v1 list. */
export const pageV1 = {
  page: Type.Integer({ minimum: 1, default: 1, description: 'a whole number from 1 on' }),
  limit: Type.Integer({
    minimum: 1,
    maximum: limits.pageSizeMax,
    default: limits.pageSizeDefault,
    description: `a whole number between 1 and ${limits.pageSizeMax}`,
  }),
};

/** Answer of a v1 list. */
export const listV1 = <S extends TSchema>(title: string, item: S) =>
  named(title, { data: Type.Array(item), page: Int, limit: Int, total: Int });

/** Cursor and size of every v2 list; the direction defaults to DESC. */
export const pageV2 = <V extends string>(sorts: readonly V[]) => ({
  cursor: Type.Optional(Type.String()),
  size: Type.Integer({
    minimum: 1,
    maximum: limits.cursorPageSizeMax,
    default: limits.cursorPageSizeDefault,
    description: `a whole number between 1 and ${limits.cursorPageSizeMax}`,
  }),
  sort: Type.Optional(words(sorts)),
  sortDir: Type.Optional(words(['ASC', 'DESC'])),
  includeTotalCount: Type.Boolean({ default: false, description: 'true or false' }),
});

export const Pagination = named('Pagination', {
  cursor: nullable(Text),
  /** On the first page, when asked for. */
  totalCount: Type.Optional(nullable(Int)),
});

/** Answer of a v2 list. */
export const listV2 = <S extends TSchema>(title: string, item: S) =>
  named(title, { data: Type.Array(item), pagination: Pagination });

/** `expand[]`, repeated; also as `expand`, `expand[0]`. */
export const expandOf = <V extends string>(values: readonly V[]) => ({
  'expand[]': Type.Optional(Type.Array(words(values))),
});

/** A time of a query string, in milliseconds. Throws Refused `invalid` naming the parameter. */
export function timeOf(name: string, text: string): number {
  // In a query string an unescaped + reads as a space: `12:00:00 02:00` was `12:00:00+02:00`.
  const at = parseTime(text.replace(/(?<=\d) (?=\d{2}:?\d{2}$)/, '+'));
  if (at === null) throw invalid(name, 'must be a time such as 2025-07-01T16:45:55.246Z');
  return at;
}
