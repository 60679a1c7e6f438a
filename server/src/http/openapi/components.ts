/** Schemas of routes as JSON Schema 2020-12, those with a title kept once. */
import { isDeepStrictEqual } from 'node:util';
import type { TSchema } from 'typebox';
import type { Json, JsonSchema } from './types.ts';

export class Components {
  readonly #schemas = new Map<string, JsonSchema>();

  /** The schema, or a reference to it when it has a title. Throws when another schema has its title. */
  schema(schema: TSchema): JsonSchema {
    return this.#convert(schema) as JsonSchema;
  }

  /** What was kept, by title, sorted. */
  all(): Record<string, JsonSchema> {
    return Object.fromEntries([...this.#schemas].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }

  #convert(value: unknown): Json {
    if (Array.isArray(value)) return value.map((one) => this.#convert(one));
    if (typeof value !== 'object' || value === null) return value as Json;
    const entries = Object.entries(value).map(([name, member]): [string, Json] =>
      name === 'properties' ? [name, this.#members(member)] : [name, this.#convert(member)],
    );
    const converted = asMap(Object.fromEntries(entries));
    const { title } = converted;
    return typeof title === 'string' && isSchema(converted) ? this.#keep(title, converted) : converted;
  }

  /** Names of members are data here: one that is called `title` or `properties` is no keyword. */
  #members(members: object): JsonSchema {
    return Object.fromEntries(Object.entries(members).map(([name, one]) => [name, this.#convert(one)]));
  }

  #keep(title: string, schema: JsonSchema): JsonSchema {
    if (!/^[A-Za-z0-9]+$/.test(title)) throw new Error(`the title ${title} is no name of a component`);
    const known = this.#schemas.get(title);
    if (known !== undefined && !isDeepStrictEqual(known, schema))
      throw new Error(`two schemas have the title ${title}`);
    this.#schemas.set(title, schema);
    return { $ref: `#/components/schemas/${title}` };
  }
}

function isSchema(value: JsonSchema): boolean {
  return ['type', 'enum', 'anyOf', 'allOf', 'oneOf', 'const'].some((keyword) => keyword in value);
}

/** A record of any names, as every tool reads it. */
function asMap(schema: JsonSchema): JsonSchema {
  const { patternProperties, ...rest } = schema;
  if (typeof patternProperties !== 'object' || patternProperties === null) return schema;
  const [[pattern, values] = [], ...others] = Object.entries(patternProperties);
  return pattern === '^.*$' && others.length === 0 ? { ...rest, additionalProperties: values ?? {} } : schema;
}
