/** Routes that change one thing: what they are, and whom they ask. */
import type { FastifyContextConfig, FastifyInstance } from 'fastify';
import { type Static, type TObject, type TSchema, Type } from 'typebox';
import type { Caller } from '../app/ports.ts';
import type { Permission } from '../domain/permissions.ts';
import { sendJson } from './answers.ts';
import { callerOf, credentialOf } from './auth.ts';
import type { ErrorName } from './errors.ts';
import type { TagName } from './openapi/about.ts';

export interface Write<P extends TObject, B extends TSchema> {
  method: 'POST' | 'PUT' | 'DELETE' | 'GET';
  permission: Permission;
  operationId: string;
  summary: string;
  description?: string;
  tag: TagName;
  params?: P;
  body?: B;
  /** Of the answer. */
  status: number;
  /** Absent when the answer is empty. */
  answer?: TSchema;
  /** Beyond those that every route of its kind can answer. */
  errors?: readonly ErrorName[];
  /** How its body is read, where that is not JSON checked against `body`. */
  config?: FastifyContextConfig;
}

/** Members of a path, and the body, checked. */
export interface Sent<P extends TObject, B extends TSchema> {
  caller: Caller;
  /** What the caller may do. */
  held: readonly string[];
  params: Static<P>;
  body: Static<B>;
  /** Where the client reaches this server. */
  baseUrl(): string;
}

/** Serves a method of `path` with what `act` answers; `null` is an empty answer. */
export function serveWrite<P extends TObject, B extends TSchema>(
  app: FastifyInstance,
  path: string,
  write: Write<P, B>,
  act: (sent: Sent<P, B>) => Promise<object | null>,
): void {
  const { method, permission, operationId, summary, description, tag, params, body, status, answer } = write;
  const takesNoBody = body === undefined && write.config?.body === undefined;
  app.route({
    method,
    url: path,
    config: {
      permission,
      takesNoBody,
      ...(write.errors !== undefined && { errors: write.errors }),
      ...write.config,
    },
    schema: {
      operationId,
      summary,
      ...(description !== undefined && { description }),
      tags: [tag],
      ...(params !== undefined && { params }),
      ...(body !== undefined && { body }),
      response: { [status]: answer ?? Type.Null({ description: 'nothing' }) },
    },
    handler: async (request, reply) => {
      const document = await act({
        caller: callerOf(request),
        held: credentialOf(request).key.permissions,
        params: request.params as Static<P>,
        body: request.body as Static<B>,
        baseUrl: () => request.baseUrl(),
      });
      if (document !== null) return sendJson(reply, status, JSON.stringify(document));
      return reply.code(status).header('cache-control', 'no-store').send();
    },
  });
}

/** What a document of a body holds of the members that its schema names: the others are ignored. */
export function known<S extends TObject>(schema: S, body: Static<S>): Static<S> {
  const entries = Object.entries(body as object).filter(([member]) =>
    Object.hasOwn(schema.properties, member),
  );
  return Object.fromEntries(entries) as Static<S>;
}
