/** Schemas for people: a type in words, and the members of an object as a table. */
import type { Json, JsonSchema } from '../openapi/types.ts';
import { Html, html } from './html.ts';

const FEW = 8;

/** `string`, `User or null`, `array of …`: components are links. */
export function typeName(schema: JsonSchema): Html {
  const { $ref, anyOf, items, type, format } = schema;
  if (typeof $ref === 'string') {
    const name = $ref.slice($ref.lastIndexOf('/') + 1);
    return html`<a href="#schema-${name}">${name}</a>`;
  }
  if (Array.isArray(anyOf)) return joined(schemasIn(anyOf).map(typeName), ' or ');
  if (schema.const !== undefined) return html`<code>${JSON.stringify(schema.const)}</code>`;
  if (Array.isArray(schema.enum)) return valuesOf(schema.enum);
  if (type === 'array') return html`array of ${isSchema(items) ? typeName(items) : 'anything'}`;
  if (isSchema(schema.properties) && Object.keys(schema.properties).length > 0)
    return html`object ${members(schema)}`;
  if (typeof type !== 'string') return html`anything`;
  return typeof format === 'string' ? html`${type} <small>${format}</small>` : html`${type}`;
}

const BOUNDS = [
  ['minimum', 'at least'],
  ['maximum', 'at most'],
  ['minLength', 'characters at least:'],
  ['maxLength', 'characters at most:'],
  ['minItems', 'items at least:'],
  ['maxItems', 'items at most:'],
] as const;

/** What a value must be beyond its type: in the schema's own words, or else its bounds. */
function constraints(schema: JsonSchema): string[] {
  const { description, default: standard } = schema;
  const bounds = BOUNDS.filter(([keyword]) => schema[keyword] !== undefined);
  const words =
    typeof description === 'string'
      ? [description]
      : bounds.map(([keyword, bound]) => `${bound} ${JSON.stringify(schema[keyword])}`);
  return standard === undefined ? words : [...words, `default ${JSON.stringify(standard)}`];
}

/** One component: the table of its members, or its type. */
export function component(name: string, schema: JsonSchema): Html {
  return html`<section class="schema" id="schema-${name}"><h3>${name}</h3>${
    isSchema(schema.properties) ? members(schema) : html`<p>${typeName(schema)}</p>`
  }</section>`;
}

function members(schema: JsonSchema): Html {
  const required = Array.isArray(schema.required) ? schema.required : [];
  const rows = Object.entries(isSchema(schema.properties) ? schema.properties : {}).map(([name, member]) =>
    row(name, isSchema(member) ? member : {}, required.includes(name) ? '' : 'optional'),
  );
  return html`<table>${rows}</table>`;
}

/** A line of a table: name, type, and what is to be known of it. */
export function row(name: string, schema: JsonSchema, remark: string, description?: string): Html {
  const words = [remark, ...constraints(description === undefined ? schema : { ...schema, description })];
  return html`<tr><td><code>${name}</code></td><td>${typeName(schema)}</td><td>${words.filter((one) => one !== '').join('; ')}</td></tr>`;
}

function valuesOf(values: readonly Json[]): Html {
  const codes = joined(
    values.map((value) => html`<code>${typeof value === 'string' ? value : JSON.stringify(value)}</code>`),
    ' ',
  );
  if (values.length <= FEW) return codes;
  return html`<details><summary>one of ${values.length} words</summary>${codes}</details>`;
}

function joined(pieces: readonly Html[], between: string): Html {
  return new Html(pieces.map(({ text }) => text).join(between));
}

function schemasIn(values: readonly Json[]): JsonSchema[] {
  return values.filter(isSchema);
}

function isSchema(value: Json | undefined): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
