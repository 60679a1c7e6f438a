/** Learns of every route as it is added, and refuses one that does not describe itself. */
import type { FastifyContextConfig, FastifyInstance, FastifySchema, RouteOptions } from 'fastify';
import type { TObject, TSchema } from 'typebox';
import { isTag, type TagName } from './about.ts';
import { type Verb, verbs } from './types.ts';

/** A route that serves an operation. */
export interface Described {
  verb: Verb;
  /** As OpenAPI writes it: `/public/events/{id}`. */
  path: string;
  /** Names in the path, in order. */
  pathNames: readonly string[];
  operationId: string;
  summary: string;
  description: string | undefined;
  tag: TagName;
  params: TObject | undefined;
  query: TObject | undefined;
  body: TSchema | undefined;
  /** By status. */
  responses: Readonly<Record<string, TSchema>>;
  config: FastifyContextConfig;
}

/**
 * To be set up before routes are added; the answer grows with them. Adding a route throws when it lacks operationId,
 * summary, one known tag or the schema of an answer, or when another route has its operationId.
 */
export function collectOperations(app: FastifyInstance): readonly Described[] {
  const operations: Described[] = [];
  app.addHook('onRoute', (route) => {
    // HEAD is added by Fastify beside every GET.
    if (route.config?.page === true || route.method === 'HEAD') return;
    const described = describe(route);
    const twin = operations.find(({ operationId }) => operationId === described.operationId);
    if (twin !== undefined)
      throw new Error(
        `${described.path}: operationId ${described.operationId} is that of ${twin.verb} ${twin.path}`,
      );
    operations.push(described);
  });
  return operations;
}

function describe({ method, url, schema = {}, config = {} }: RouteOptions): Described {
  const complain = (what: string) => new Error(`${String(method)} ${url}: ${what} (http/describe.ts)`);
  const verb = verbs.find((one) => one === String(method).toLowerCase());
  if (verb === undefined) throw complain('one of the methods GET, POST, PUT, PATCH, DELETE');
  const { operationId = '', summary = '', description, tags = [] } = schema;
  if (!/^[a-z][a-zA-Z0-9]*$/.test(operationId)) throw complain('schema.operationId in camelCase is missing');
  if (summary === '' || /\n/.test(summary)) throw complain('schema.summary, one line, is missing');
  const [tag = '', ...others] = tags;
  if (!isTag(tag) || others.length > 0) throw complain('schema.tags must hold one tag of openapi/about.ts');
  const responses = (schema.response ?? {}) as Record<string, TSchema>;
  if (!Object.keys(responses).some((status) => /^2\d\d$/.test(status)))
    throw complain('schema.response is missing');
  // Only the last parameter can hold slashes; OpenAPI has no sign for it, so the description says so.
  const spelled = config.rest === undefined ? url : url.replace(/\*$/, `:${config.rest}`);
  const names = [...spelled.matchAll(/:([A-Za-z]\w*)/g)].map(([, name = '']) => name);
  const path = spelled.replaceAll(/:([A-Za-z]\w*)/g, '{$1}');
  if (/[:*()]/.test(path)) throw complain('a path holds words and plain parameters only');
  return {
    verb,
    path,
    pathNames: names,
    operationId,
    summary,
    description,
    tag,
    params: asObject(schema.params),
    query: asObject(schema.querystring),
    body: config.body ?? (schema.body as TSchema | undefined),
    responses,
    config,
  };
}

function asObject(schema: FastifySchema['params']): TObject | undefined {
  return schema === undefined ? undefined : (schema as TObject);
}
