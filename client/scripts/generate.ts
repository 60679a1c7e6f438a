/** `npm run client`: writes client/src/generated from docs/openapi.json: its components as types, its operations as methods. */
import { readFileSync, writeFileSync } from 'node:fs';
import type {
  Json,
  JsonSchema,
  OpenApiDocument,
  Operation,
  Parameter,
  Verb,
} from '../../server/src/http/openapi/types.ts';

const HEAD = '// Written by `npm run client` from docs/openapi.json: change that, not this.\n\n';

/** The texts of the generated files, by name. The same document makes the same texts. */
export function generate(document: OpenApiDocument): Record<string, string> {
  return { 'types.ts': types(document), 'client.ts': client(document) };
}

function types({ components }: OpenApiDocument): string {
  const declarations = Object.entries(components.schemas).map(([name, schema]) => {
    const type = typeOf(schema);
    return type.startsWith('{') ? `export interface ${name} ${type}\n` : `export type ${name} = ${type};\n`;
  });
  return HEAD + declarations.join('\n');
}

function client(document: OpenApiDocument): string {
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([verb, operation]) => new Method(document, verb as Verb, path, operation)),
  );
  const methods = operations.map((one) => one.text()).join('\n');
  const names = Object.keys(document.components.schemas).filter((name) =>
    new RegExp(`\\b${name}\\b`).test(methods),
  );
  return `${HEAD}import { type List, lines, list, stream } from '../lists.ts';
import { type CallOptions, type ClientOptions, Transport } from '../transport.ts';
import type {
${names.map((name) => `  ${name},\n`).join('')}} from './types.ts';

/** One method for each operation. Each rejects with ApiError when the server refuses, NetworkError when none answers. */
export class AffidavitClient {
  readonly #transport: Transport;

  constructor(options: ClientOptions) {
    this.#transport = new Transport(options);
  }

${methods}}
`;
}

/** One operation as a method of the client. */
class Method {
  readonly #document: OpenApiDocument;
  readonly #verb: Verb;
  readonly #path: string;
  readonly #operation: Operation;

  constructor(document: OpenApiDocument, verb: Verb, path: string, operation: Operation) {
    this.#document = document;
    this.#verb = verb;
    this.#path = path;
    this.#operation = operation;
  }

  text(): string {
    const { operationId, summary } = this.#operation;
    const doc = `  /** ${summary.replaceAll('*/', '*\u200b/')} */\n`;
    const item = this.#streamed('text/event-stream');
    if (item !== null) {
      const of = typeOf(item);
      return `${doc}${this.#method(operationId, [this.#params()], `AsyncGenerator<${of}>`, `stream<${of}>(${this.#call()})`)}`;
    }
    const page = this.#page();
    if (page !== null) {
      const of = `${page.page}, ${page.item}`;
      return `${doc}${this.#method(operationId, [this.#params()], `List<${of}>`, `list<${of}>(${this.#call()})`)}`;
    }
    const { type, answer } = this.#answer();
    const body = this.#body();
    const call = `this.#transport.call<${type}>(${this.#facts(answer)}, ${this.#hasParams() ? 'params' : 'undefined'}, ${body === null ? 'undefined' : 'body'}, options)`;
    const single = `${doc}${this.#overloads(body, type)}${this.#method(operationId, [this.#params(), body], `Promise<${type}>`, call)}`;
    const line = this.#streamed('application/x-ndjson');
    return line === null ? single : `${single}\n${this.#lines(line)}`;
  }

  /** Where one document is answered with one, and an array with an array. */
  #overloads(body: string | null, answer: string): string {
    const [, given] = /^body: (\w+) \| Array<\1>$/.exec(body ?? '') ?? [];
    const [, answered] = /^(\w+) \| Array<\1>$/.exec(answer) ?? [];
    if (given === undefined || answered === undefined) return '';
    const rest = [this.#params(), 'options?: CallOptions'].filter((one) => one !== null).join(', ');
    const name = this.#operation.operationId;
    return (
      `  ${name}(body: ${given}, ${rest}): Promise<${answered}>;\n` +
      `  ${name}(body: Array<${given}>, ${rest}): Promise<Array<${answered}>>;\n`
    );
  }

  /** The same operation for a stream of lines. */
  #lines(line: JsonSchema): string {
    const { operationId, summary, requestBody } = this.#operation;
    const input = typeOf(itemOf(requestBody?.content['application/x-ndjson']?.['x-itemSchema'] ?? {}));
    const facts = this.#facts('text', 'application/x-ndjson');
    const params = this.#hasParams() ? 'params' : 'undefined';
    const call = `lines<${typeOf(line)}>(this.#transport, ${facts}, ${params}, input, options)`;
    const given = `input: Iterable<${input}> | AsyncIterable<${input}>`;
    return `  /** ${summary}: a stream of lines, answered line by line as they are sent. */\n${this.#method(`${operationId}Lines`, [given, this.#params()], `AsyncGenerator<${typeOf(line)}>`, call)}`;
  }

  #method(name: string, parameters: readonly (string | null)[], result: string, call: string): string {
    const given = parameters.filter((one) => one !== null);
    // What may be left out comes last.
    const sorted = given.toSorted((a, b) => Number(/^\w+\?:/.test(a)) - Number(/^\w+\?:/.test(b)));
    return `  ${name}(${[...sorted, 'options?: CallOptions'].join(', ')}): ${result} {\n    return ${call};\n  }\n`;
  }

  #call(): string {
    return `this.#transport, ${this.#facts('json')}, ${this.#hasParams() ? 'params' : 'undefined'}, options`;
  }

  #facts(answer: string, type = this.#bodyType()): string {
    const query = this.#parameters('query').map(({ name }) => [bare(name), name]);
    const takesKey =
      type !== 'application/x-ndjson' &&
      this.#parameters('header').some(({ name }) => name === 'Idempotency-Key');
    const facts = {
      method: this.#verb.toUpperCase(),
      path: this.#path,
      ...(query.length > 0 && { query: Object.fromEntries(query) as Record<string, string> }),
      ...(type !== null && { body: type }),
      ...(takesKey && { takesIdempotencyKey: true }),
      answer,
    };
    return JSON.stringify(facts);
  }

  #parameters(where: Parameter['in']): Parameter[] {
    return (this.#operation.parameters ?? []).filter((one) => one.in === where);
  }

  #given(): Parameter[] {
    return [...this.#parameters('path'), ...this.#parameters('query')];
  }

  #hasParams(): boolean {
    return this.#given().length > 0;
  }

  #params(): string | null {
    const given = this.#given();
    if (given.length === 0) return null;
    const members = given.map(
      ({ name, required, schema }) =>
        `${member(bare(name))}${required ? '' : '?'}: ${typeOf(schema)}${required ? '' : ' | undefined'}`,
    );
    return `params${given.some(({ required }) => required) ? '' : '?'}: { ${members.join('; ')} }`;
  }

  /** Another type than JSON or a form, which are told apart by what the body holds. */
  #bodyType(): string | null {
    const types = Object.keys(this.#operation.requestBody?.content ?? {});
    return types.find((type) => type !== 'application/x-ndjson' && !/json|form-data/.test(type)) ?? null;
  }

  #body(): string | null {
    const { content } = this.#operation.requestBody ?? {};
    if (content === undefined) return null;
    if (this.#bodyType() !== null) return 'body: string | Blob';
    const media = content['application/json'] ?? content['multipart/form-data'];
    return `body: ${typeOf(media?.schema ?? {})}`;
  }

  #streamed(type: string): JsonSchema | null {
    return this.#operation.responses['200']?.content?.[type]?.['x-itemSchema'] ?? null;
  }

  #page(): { page: string; item: string } | null {
    const names = new Set(this.#parameters('query').map(({ name }) => name));
    const schema = this.#operation.responses['200']?.content?.['application/json']?.schema;
    if (schema === undefined || !(names.has('cursor') || (names.has('page') && names.has('limit'))))
      return null;
    const { data, pagination, total } = asSchema(this.#resolved(schema).properties) ?? {};
    const items = asSchema(asSchema(data)?.items);
    if (items === null || (pagination === undefined && total === undefined)) return null;
    return { page: typeOf(schema), item: typeOf(items) };
  }

  #resolved(schema: JsonSchema): JsonSchema {
    const { $ref } = schema;
    return typeof $ref === 'string' ? (this.#document.components.schemas[nameIn($ref)] ?? {}) : schema;
  }

  #answer(): { type: string; answer: string } {
    const contents = Object.entries(this.#operation.responses)
      .filter(([status]) => status.startsWith('2'))
      .flatMap(([, { content = {} }]) => Object.entries(content))
      .filter(([type]) => type !== 'application/x-ndjson');
    const [first] = contents;
    if (first === undefined) return { type: 'undefined', answer: 'nothing' };
    if (first[0] === 'application/json') {
      const alternatives = new Set(contents.map(([, { schema }]) => typeOf(schema)));
      return { type: [...alternatives].join(' | '), answer: 'json' };
    }
    return first[0].startsWith('text/')
      ? { type: 'string', answer: 'text' }
      : { type: 'Blob', answer: 'blob' };
  }
}

/** What is in an array when a body may be one or many. */
function itemOf(schema: JsonSchema): JsonSchema {
  const [one] = Array.isArray(schema.anyOf) ? schema.anyOf : [];
  return asSchema(one) ?? schema;
}

function bare(name: string): string {
  return name.replace(/\[\]$/, '');
}

function member(name: string): string {
  return /^\w+$/.test(name) ? name : JSON.stringify(name);
}

function nameIn($ref: string): string {
  return $ref.slice($ref.lastIndexOf('/') + 1);
}

/** A schema as a TypeScript type. */
function typeOf(schema: JsonSchema): string {
  const { $ref, anyOf, items, type, properties, additionalProperties } = schema;
  if (typeof $ref === 'string') return nameIn($ref);
  if (Array.isArray(anyOf)) return [...new Set(anyOf.map((one) => typeOf(asSchema(one) ?? {})))].join(' | ');
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (type === 'array') return `Array<${typeOf(asSchema(items) ?? {})}>`;
  if (type === 'object') {
    const members = asSchema(properties);
    if (members !== null) return objectType(members, Array.isArray(schema.required) ? schema.required : []);
    return `Record<string, ${typeOf(asSchema(additionalProperties) ?? {})}>`;
  }
  if (type === 'string') return schema.format === 'binary' ? 'Blob' : 'string';
  if (type === 'integer' || type === 'number') return 'number';
  return type === 'boolean' || type === 'null' ? type : 'unknown';
}

function objectType(members: JsonSchema, required: readonly Json[]): string {
  const entries = Object.entries(members);
  if (entries.length === 0) return 'Record<string, never>';
  const lines = entries.map(([name, one]) => {
    const optional = required.includes(name) ? '' : '?';
    return `  ${member(name)}${optional}: ${typeOf(asSchema(one) ?? {}).replaceAll('\n', '\n  ')};\n`;
  });
  return `{\n${lines.join('')}}`;
}

function asSchema(value: Json | undefined): JsonSchema | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
}

if (import.meta.main) {
  const root = new URL('../../', import.meta.url);
  const document = JSON.parse(readFileSync(new URL('docs/openapi.json', root), 'utf8')) as OpenApiDocument;
  for (const [name, text] of Object.entries(generate(document)))
    writeFileSync(new URL(`client/src/generated/${name}`, root), text);
}
