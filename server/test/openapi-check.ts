/**
 * Every answer that a test gets is held against the OpenAPI document: status, media type, and each member. Objects are
 * closed here: a member that is served and not described is a defect like one that is missing.
 */
import assert from 'node:assert/strict';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { describedServers } from '../../scripts/openapi.ts';
import type {
  Json,
  JsonSchema,
  MediaType,
  OpenApiDocument,
  Operation,
  PathItem,
} from '../src/http/openapi/types.ts';
import { verbs } from '../src/http/openapi/types.ts';

export interface Received {
  method: string;
  /** With or without a query string. */
  path: string;
  status: number;
  contentType: string | null;
  text: string;
}

let described: OpenApiDocument | undefined;

/** The document of the routes as they are now. */
export function apiDescription(): OpenApiDocument {
  described ??= describedServers().openApi();
  return described;
}

const madeUp = new Set<string>();

/** The services behind this address are a test's own: what they answer is no document of the contract, its errors are. */
export function servesMadeUpDocuments(address: string): void {
  madeUp.add(address);
}

/** Throws what is wrong with an answer of a server. */
export function checkAnswer(address: string, received: Received): void {
  const { method, status, contentType, text } = received;
  const path = received.path.split('?')[0] ?? '';
  // The page of the other server, for operation.
  if (path === '/metrics') return;
  const what = `${method} ${path} answered ${status}`;
  const found = findPath(apiDescription(), path);
  const operation = found === undefined ? undefined : operationOf(found, method);
  const response = operation?.responses[status];
  if (response === undefined) {
    assert.ok(isAnswerToNoOperation(operation, status), `${what}: not in the OpenAPI document`);
    checkBody(what, { 'application/json': { schema: problemSchema(path, status) } }, received);
    return;
  }
  if (method === 'HEAD') return;
  if (response.content === undefined) {
    assert.equal(text, '', `${what}: no body is described`);
    return;
  }
  const mediaType = mediaTypeOf(response.content, contentType);
  assert.ok(mediaType, `${what}: ${contentType} is not described`);
  if (status < 300 && madeUp.has(address)) return;
  checkBody(what, response.content, received);
}

/** The described path that serves a path: words before parameters, from left to right. */
export function findPath(document: OpenApiDocument, path: string): PathItem | undefined {
  const given = path.split('/').map(decoded);
  const fitting = Object.keys(document.paths).filter((template) => {
    const steps = template.split('/');
    // The one parameter that holds slashes, as its description says.
    const fits = template.endsWith('/{tile}') ? steps.length <= given.length : steps.length === given.length;
    return fits && steps.every((step, i) => step.startsWith('{') || step === given[i]);
  });
  // `{` sorts after every letter and digit of a path; what stands behind it is only a name.
  const bare = (template: string) => template.replaceAll(/\{\w+/g, '{');
  const [best = ''] = fitting.toSorted((a, b) => (bare(a) < bare(b) ? -1 : 1));
  return document.paths[best];
}

function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}

function operationOf(item: PathItem, method: string): Operation | undefined {
  const verb = verbs.find((one) => one === (method === 'HEAD' ? 'get' : method.toLowerCase()));
  return verb === undefined ? undefined : item[verb];
}

/** What comes before any operation: a path or a method that nobody serves, headers that are too long. */
function isAnswerToNoOperation(operation: Operation | undefined, status: number): boolean {
  return status === 431 || (operation === undefined && [400, 401, 404, 405, 412, 429, 503].includes(status));
}

function problemSchema(path: string, status: number): JsonSchema {
  const isV2 = path.startsWith('/public/v2/') && (status === 400 || status === 404);
  return { $ref: `#/components/schemas/${isV2 ? 'ProblemV2' : 'Problem'}` };
}

function mediaTypeOf(content: Record<string, MediaType>, contentType: string | null): MediaType | undefined {
  const type = (contentType ?? '').split(';')[0]?.trim() ?? '';
  return content[type] ?? content['*/*'];
}

function checkBody(what: string, content: Record<string, MediaType>, { contentType, text }: Received): void {
  const media = mediaTypeOf(content, contentType);
  assert.ok(media, `${what}: ${contentType} is not described`);
  const item = media['x-itemSchema'];
  if (contentType?.startsWith('application/json')) checkValue(what, media.schema, JSON.parse(text));
  else if (contentType?.startsWith('application/x-ndjson') && item !== undefined)
    for (const line of text.split('\n').filter((one) => one !== '')) checkValue(what, item, JSON.parse(line));
}

function checkValue(what: string, schema: JsonSchema, value: unknown): void {
  const check = compiled(schema);
  if (check(value)) return;
  const wrong = (check.errors ?? []).map(({ instancePath, message, params }) =>
    `${instancePath || '/'} ${message} ${JSON.stringify(params)}`.slice(0, 300),
  );
  assert.fail(`${what}: not as described: ${wrong.slice(0, 5).join('; ')}`);
}

const checks = new Map<JsonSchema | string, ValidateFunction>();
let ajv: Ajv2020 | undefined;

function compiled(schema: JsonSchema): ValidateFunction {
  const key = typeof schema.$ref === 'string' ? schema.$ref : schema;
  let check = checks.get(key);
  if (check === undefined) {
    ajv ??= makeAjv(apiDescription());
    check = ajv.compile(closed(schema) as JsonSchema);
    checks.set(key, check);
  }
  return check;
}

const MILLISECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const OLDER_STYLE = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}000$/;

function makeAjv(document: OpenApiDocument): Ajv2020 {
  const ajv = new Ajv2020({
    strict: true,
    strictTypes: false,
    strictRequired: false,
    formats: {
      'date-time': (text) => MILLISECONDS.test(text) || OLDER_STYLE.test(text),
      date: /^\d{4}-\d\d-\d\d$/,
      uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
      uri: (text) => URL.canParse(text),
      binary: true,
    },
  });
  for (const [name, schema] of Object.entries(document.components.schemas))
    ajv.addSchema(closed(schema) as JsonSchema, name);
  return ajv;
}

/** The schema with every object closed that does not say otherwise, and components named by their titles alone. */
function closed(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  assert.ok(!('allOf' in schema), 'describe an object as one: parts of allOf cannot be closed');
  const { $ref } = schema;
  if (typeof $ref === 'string') return { $ref: $ref.replace('#/components/schemas/', '') };
  const { properties, ...rest } = schema;
  const open = Object.fromEntries(
    Object.entries(rest).map(([keyword, one]) => [keyword, closedUnder(keyword, one)]),
  );
  if (properties === undefined || properties === null || typeof properties !== 'object') return open;
  const members = Object.entries(properties).map(([name, member]) => [name, closed(member)]);
  return { additionalProperties: false, ...open, properties: Object.fromEntries(members) };
}

/** Values that a schema holds are no schemas. */
function closedUnder(keyword: string, value: Json): Json {
  return ['enum', 'const', 'default', 'examples', 'required'].includes(keyword) ? value : closed(value);
}
