/** Routes that read one document or one list: what they are, and whom they ask. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Static, type TObject, type TSchema, Type } from 'typebox';
import type { Caller } from '../app/ports.ts';
import type { Key } from '../domain/directory-queries.ts';
import type { Permission } from '../domain/permissions.ts';
import { sendJson } from './answers.ts';
import { callerOf } from './auth.ts';
import type { TagName } from './openapi/about.ts';

export interface Read<P extends TObject, Q extends TObject> {
  permission: Permission;
  operationId: string;
  summary: string;
  description?: string;
  tag: TagName;
  params?: P;
  query?: Q;
  answer: TSchema;
}

/** Members of a path and of a query string, checked and converted. */
export interface Asked<P extends TObject, Q extends TObject> {
  caller: Caller;
  params: Static<P>;
  query: Static<Q>;
  request: FastifyRequest;
}

/** Serves GET `path`: 200 with what `ask` answers. */
export function serveRead<P extends TObject, Q extends TObject>(
  app: FastifyInstance,
  path: string,
  read: Read<P, Q>,
  ask: (asked: Asked<P, Q>) => Promise<object>,
): void {
  const { permission, operationId, summary, description, tag, params, query, answer } = read;
  const schema = {
    operationId,
    summary,
    ...(description !== undefined && { description }),
    tags: [tag],
    ...(params !== undefined && { params }),
    ...(query !== undefined && { querystring: query }),
    response: { 200: answer },
  };
  app.get(path, { config: { permission }, schema }, async (request, reply) => {
    const document = await ask({
      caller: callerOf(request),
      params: request.params as Static<P>,
      query: request.query as Static<Q>,
      request,
    });
    return sendJson(reply, 200, JSON.stringify(document));
  });
}

/** A path member that is an id, or a prefix and a value such as `email:sally@example.com`. */
export function keySchema(prefix: string, what: string) {
  return Type.String({
    pattern: `^(\\d{1,16}(\\.0+)?$|${prefix}:.)`,
    description: `a whole number, or ${prefix}: and ${what}`,
  });
}

/** The id, or what follows the prefix. */
export function keyOf(text: string): Key {
  const value = /^[a-z-]+:(.+)$/s.exec(text)?.[1];
  return value ?? Number(text);
}

/** Only what is there: what a query string does not say stays unsaid. */
export function given<T extends object>(members: T): { [N in keyof T]?: Exclude<T[N], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [N in keyof T]?: Exclude<T[N], undefined>;
  };
}
