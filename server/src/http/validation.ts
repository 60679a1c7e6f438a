/** Validation of paths and query strings. Bodies are the application's to check. */
import { Ajv } from 'ajv';
import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { type Fault, Refused } from '../domain/errors.ts';
import { toFault } from '../domain/validate.ts';

type Coercion = (text: string) => unknown;

/**
 * Compiles the schema of a path or query string. Its members arrive as text and are turned into what the schema
 * says: whole decimals such as `1.0` into integers, `true` and `false` into booleans; anything else stays text and
 * fails. A member that is given twice is refused; one that the schema does not name is left alone.
 */
export const compileInput: FastifySchemaCompiler<TSchema> = ({ schema }) => {
  const ajv = new Ajv({
    allErrors: true,
    useDefaults: true,
    strict: true,
    verbose: true,
    validateFormats: false,
  });
  const check = ajv.compile(schema);
  const members = coercions(schema);
  return (input: unknown) => {
    const repeated = isRecord(input) ? coerce(input, members) : [];
    if (repeated.length === 0 && check(input)) return { value: input };
    const faults = repeated.length > 0 ? repeated : (check.errors ?? []).map(toFault);
    return { error: new Refused({ is: 'invalid', faults }) };
  };
};

function coercions(schema: TSchema): [string, Coercion][] {
  const properties: unknown = Reflect.get(schema, 'properties');
  if (!isRecord(properties)) return [];
  return Object.entries(properties).map(([name, member]) => [
    name,
    coercion(isRecord(member) ? member.type : ''),
  ]);
}

function coercion(type: unknown): Coercion {
  switch (type) {
    case 'integer':
    case 'number':
      return (text) => (/^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text);
    case 'boolean':
      return (text) => (text === 'true' ? true : text === 'false' ? false : text);
    default:
      return (text) => text;
  }
}

function coerce(input: Record<string, unknown>, members: readonly [string, Coercion][]): Fault[] {
  const faults: Fault[] = [];
  for (const [name, convert] of members) {
    const given = input[name];
    if (typeof given === 'string') input[name] = convert(given);
    else if (Array.isArray(given)) faults.push({ path: name, message: 'must be given once' });
  }
  return faults;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
