/** The OpenAPI 3.1 document of the routes that were collected, made of the very schemas that validate. */
import type { TObject, TSchema } from 'typebox';
import { STATUS_CODES } from '../status-codes.ts';
import { info, tags } from './about.ts';
import type { Described } from './collect.ts';
import { Components } from './components.ts';
import { failures } from './failures.ts';
import type {
  JsonSchema,
  MediaType,
  OpenApiDocument,
  Operation,
  Parameter,
  PathItem,
  Response,
} from './types.ts';

/** Throws when two different schemas have one title. The same routes make the same document, in whatever order. */
export function openApiDocument(operations: readonly Described[]): OpenApiDocument {
  const components = new Components();
  const order = Object.keys(tags);
  const sorted = operations.toSorted(
    (a, b) => order.indexOf(a.tag) - order.indexOf(b.tag) || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0),
  );
  const paths: Record<string, PathItem> = {};
  for (const one of sorted) {
    const item = paths[one.path] ?? {};
    paths[one.path] = item;
    item[one.verb] = operation(one, components);
  }
  const used = new Set<string>(operations.map(({ tag }) => tag));
  return {
    openapi: '3.1.1',
    info,
    servers: [{ url: '/' }],
    tags: Object.entries(tags).flatMap(([name, description]) =>
      used.has(name) ? [{ name, description }] : [],
    ),
    paths,
    components: {
      schemas: components.all(),
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'A key made with `affidavit keys create`.' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-affidavit',
          description: 'A session: it may do what the roles of its user allow.',
        },
        embedToken: {
          type: 'http',
          scheme: 'bearer',
          description: 'A token of POST /api/embed-tokens, on a page of an origin that it names.',
        },
      },
    },
  };
}

function operation(one: Described, components: Components): Operation {
  const { permission } = one.config;
  const parameters = [
    ...pathParameters(one, components),
    ...namedParameters('query', one.query, components),
    ...namedParameters('header', one.config.headers, components),
  ];
  return {
    operationId: one.operationId,
    summary: one.summary,
    ...(one.description !== undefined && { description: one.description }),
    tags: [one.tag],
    ...(permission !== undefined && { 'x-permission': permission }),
    security: securityOf(one.config),
    ...(parameters.length > 0 && { parameters }),
    ...(one.body !== undefined && { requestBody: requestBody(one.body, one.config.consumes, components) }),
    responses: { ...successes(one, components), ...failures(one, components) },
  };
}

/** Either of them. */
function securityOf({ permission, access }: Described['config']): Operation['security'] {
  if (permission !== undefined) return [{ bearer: [] }, { session: [] }];
  if (access === 'embed') return [{ embedToken: [] }];
  return access === 'session' ? [{ session: [] }] : [];
}

function pathParameters({ pathNames, params }: Described, components: Components): Parameter[] {
  return pathNames.map((name) => {
    const schema = params?.properties[name];
    return parameter(
      name,
      'path',
      true,
      schema === undefined ? { type: 'string' } : components.schema(schema),
    );
  });
}

function namedParameters(
  where: 'query' | 'header',
  schema: TObject | undefined,
  components: Components,
): Parameter[] {
  if (schema === undefined) return [];
  const required = new Set<string>(schema.required ?? []);
  return Object.entries(schema.properties).map(([name, member]) => {
    const converted = components.schema(member);
    return parameter(name, where, required.has(name) && !('default' in converted), converted);
  });
}

/** What a schema says in words belongs to the parameter. */
function parameter(name: string, where: Parameter['in'], required: boolean, given: JsonSchema): Parameter {
  const { description, ...schema } = given;
  return {
    name,
    in: where,
    required,
    ...(typeof description === 'string' && { description }),
    ...(schema.type === 'array' && { style: 'form', explode: true }),
    schema,
  };
}

function requestBody(
  body: TSchema,
  types: readonly string[] = ['application/json'],
  components: Components,
): NonNullable<Operation['requestBody']> {
  const content = types.map((type): [string, MediaType] => [type, media(type, body, components)]);
  return { required: true, content: Object.fromEntries(content) };
}

function media(type: string, schema: TSchema, components: Components): MediaType {
  const isStream = type === 'application/x-ndjson' || type === 'text/event-stream';
  return isStream
    ? { schema: { type: 'string' }, 'x-itemSchema': components.schema(schema) }
    : { schema: components.schema(schema) };
}

function successes({ responses, config }: Described, components: Components): Record<string, Response> {
  const { produces = 'application/json' } = config;
  const entries = Object.entries(responses).map(([status, schema]): [string, Response] => {
    const description = STATUS_CODES[status] ?? status;
    // A body that is null is none at all.
    if (Reflect.get(schema, 'type') === 'null') return [status, { description }];
    return [status, { description, content: content(schema, produces, components) }];
  });
  return Object.fromEntries(entries);
}

/** By media type, as Fastify lets a route say it, or else of one type. */
function content(schema: TSchema, produces: string, components: Components): Record<string, MediaType> {
  const byType: unknown = Reflect.get(schema, 'content');
  if (typeof byType !== 'object' || byType === null)
    return { [produces]: media(produces, schema, components) };
  const entries = Object.entries(byType as Record<string, { schema: TSchema }>);
  return Object.fromEntries(entries.map(([type, one]) => [type, media(type, one.schema, components)]));
}
