/** Validation of paths, query strings and bodies by the schemas of their routes. */
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { type Fault, Refused } from '../domain/errors.ts';
import { compileSchema, toFault } from '../domain/validate.ts';

type Coercion = (text: string) => unknown;

/** A member of a query string: how its text is read, and whether it may be given more than once. */
interface Member {
  name: string;
  many: boolean;
  convert: Coercion;
}

/**
 * Compiles the schema of a path, a query string or a body. Members of the first two arrive as text and are turned into
 * what the schema says: whole decimals such as `1.0` into integers, `true` and `false` into booleans, `null` and the
 * empty text into null where that is allowed; anything else stays text and fails. An array is given by repeating its
 * name, with or without `[]` or `[0]` behind it; any other member that is given twice is refused. What the schema
 * does not name is left alone. Bodies are checked as they are.
 */
export const compileInput: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  if (httpPart === 'body') return checkBody(schema);
  const members = membersOf(schema);
  let compiled: ValidateFunction | null = null;
  return (input: unknown) => {
    compiled ??= compiler().compile(schema);
    const check = compiled;
    const repeated = isRecord(input) ? coerce(input, members) : [];
    if (repeated.length === 0 && check(input)) return { value: input };
    const faults = repeated.length > 0 ? repeated : (check.errors ?? []).filter(helps).map(toFault);
    return { error: new Refused({ is: 'invalid', faults }) };
  };
};

let ajv: Ajv | null = null;

/** Shared, and made when it is first needed: one for each schema would take seconds of every start. */
function compiler(): Ajv {
  ajv ??= new Ajv({
    allErrors: true,
    useDefaults: true,
    strict: true,
    allowUnionTypes: true,
    verbose: true,
    validateFormats: false,
  });
  return ajv;
}

/** Of what may also be null, only what else it may be is worth saying. */
function helps({ keyword, params }: ErrorObject): boolean {
  return keyword !== 'anyOf' && !(keyword === 'type' && params.type === 'null');
}

function checkBody(schema: TSchema) {
  const check = compileSchema(schema);
  return (value: unknown) => {
    const faults = check(value);
    return faults.length === 0 ? { value } : { error: new Refused({ is: 'invalid', faults }) };
  };
}

function membersOf(schema: TSchema): Member[] {
  const properties: unknown = Reflect.get(schema, 'properties');
  if (!isRecord(properties)) return [];
  return Object.entries(properties).map(([name, member]) => {
    const type = isRecord(member) ? member.type : '';
    if (type === 'array' && isRecord(member))
      return { name, many: true, convert: coercion(isRecord(member.items) ? member.items : {}) };
    return { name, many: false, convert: coercion(isRecord(member) ? member : {}) };
  });
}

function coercion(member: Record<string, unknown>): Coercion {
  const { type, anyOf } = member;
  if (Array.isArray(anyOf) && anyOf.some((one) => isRecord(one) && one.type === 'null')) {
    const other = coercion(anyOf.find((one) => isRecord(one) && one.type !== 'null') ?? {});
    return (text) => (text === '' || text === 'null' ? null : other(text));
  }
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

function coerce(input: Record<string, unknown>, members: readonly Member[]): Fault[] {
  const faults: Fault[] = [];
  for (const { name, many, convert } of members) {
    if (many) {
      const values = gather(input, name).map(convert);
      if (values.length > 0) input[name] = values;
      else delete input[name];
      continue;
    }
    const given = input[name];
    if (typeof given === 'string') input[name] = convert(given);
    else if (Array.isArray(given)) faults.push({ path: name, message: 'must be given once' });
  }
  return faults;
}

/** All values of an array, whichever way its name is written. A blank one says nothing. */
function gather(input: Record<string, unknown>, name: string): string[] {
  const bare = name.replace(/\[\]$/, '');
  const isName = (key: string) =>
    key === bare || (key.startsWith(`${bare}[`) && /^\[\d*\]$/.test(key.slice(bare.length)));
  return Object.entries(input)
    .filter(([key]) => isName(key))
    .flatMap(([, value]) => value)
    .filter((value) => typeof value === 'string' && value !== '') as string[];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
