/** What the bodies of `/api` are made of. `description` of a piece completes "must be …". */
import { Type } from 'typebox';
import { limits } from './limits.ts';

export const Id = Type.Integer({
  minimum: 1,
  maximum: Number.MAX_SAFE_INTEGER,
  description: 'a positive integer',
});
/** That a company gives a document itself: far enough below 2^53 that there is always a next one to assign. */
export const OwnId = Type.Integer({
  minimum: 1,
  maximum: limits.ownIdMax,
  description: 'a positive integer of at most 15 digits',
});
export const Uuid = Type.String({
  pattern: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$',
  description: 'a UUID: 8-4-4-4-12 hex digits',
});
export const Time = Type.String({
  format: 'date-time',
  description: 'a time such as 2025-07-01T16:45:55.246Z',
});
export const Day = Type.String({
  format: 'date',
  pattern: '^\\d{4}-\\d{2}-\\d{2}$',
  description: 'a date such as 2020-07-06',
});
export const Text = Type.String({ maxLength: 10_000 });
export const Name = Type.String({ minLength: 1, maxLength: 512 });
export const Email = Type.String({
  maxLength: 320,
  pattern: '^[^\\s@]+@[^\\s@]+$',
  description: 'an e-mail address',
});
/** Where a file is: elsewhere, or kept here. Answers hand it out as the link to follow. */
export const FileUrl = Type.String({
  maxLength: 10_000,
  pattern: '^(https?://|/files/)\\S+$',
  description: 'a URL such as https://example.com/report.pdf',
});
export const FreeObject = Type.Record(Type.String(), Type.Unknown(), { description: 'an object' });

export const words = (values: readonly string[]) => Type.Enum([...values] as [string, ...string[]]);
export const orNull = <S extends Parameters<typeof Type.Optional>[0]>(schema: S) =>
  Type.Optional(Type.Union([schema, Type.Null()]));
export const closed = { additionalProperties: false };
/** Closed, and a component of the OpenAPI document. */
export const body = (title: string) => ({ additionalProperties: false, title });

export const Flag = Type.Boolean();
export const Count = Type.Integer({
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
  description: 'a whole number',
});
export const dated = { createdAt: Type.Optional(Time), updatedAt: Type.Optional(Time) };
export const many = { maxItems: 1_000 };
