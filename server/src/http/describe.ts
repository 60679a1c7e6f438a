/** What a route says of itself beside what Fastify reads: the OpenAPI document is made of it (openapi/). */
import type { FastifyInstance } from 'fastify';
import type { TObject, TSchema } from 'typebox';
import type { ErrorName } from './errors.ts';
import type { TagName } from './openapi/about.ts';

declare module 'fastify' {
  interface FastifySchema {
    /** Unique, camelCase: the name of the operation in clients. */
    operationId?: string;
    /** One line. */
    summary?: string;
    /** What one line cannot say. */
    description?: string;
    /** Groups operations in the reference; the contract's tag where it has one. */
    tags?: readonly TagName[];
  }
  interface FastifyContextConfig {
    /** Errors beyond those that every route of its kind can answer (openapi/failures.ts). */
    errors?: readonly ErrorName[];
    /** A body that the application checks itself, with this very schema; otherwise `schema.body` is checked. */
    body?: TSchema;
    /** Media types of the body, where it is not application/json alone. Of NDJSON the schema is that of one line. */
    consumes?: readonly string[];
    /** Media type of the answer, where it is not application/json. */
    produces?: string;
    /** Headers that the route reads itself. */
    headers?: TObject;
    /** What the `*` at the end of the path is called. */
    rest?: string;
    /** A page for people or a file of one: no operation, and not described. */
    page?: boolean;
  }
}

/** Answers are written as they are: their schemas describe, and tests compare. */
export function describeOnly(app: FastifyInstance): void {
  app.setSerializerCompiler(() => (answer) => JSON.stringify(answer));
}
