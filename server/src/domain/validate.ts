/** JSON Schema validation with errors for people: one validator for the API's own schemas and for companies' types. */
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { Fault } from './errors.ts';

/** Checks a value; an empty list means that it conforms. */
export type Check = (value: unknown) => readonly Fault[];

let ours: Ajv | null = null;

/**
 * Of a schema of our own. It is compiled when something is first checked: all of them together would take a second of
 * every start. A schema with a mistake throws then; a test compiles each.
 */
export function compileSchema(schema: object): Check {
  let validate: ValidateFunction | null = null;
  return (value) => {
    ours ??= new Ajv({ ...OPTIONS, strict: true });
    validate ??= ours.compile(schema);
    return faultsOf(validate, value);
  };
}

/** Of a schema that a company brought. Throws an Error whose message names what is wrong with the schema. */
export function compileForeignSchema(schema: object): Check {
  // One of its own: what it compiles is kept as long as it is.
  const validate = new Ajv({ ...OPTIONS, strict: false }).compile(schema);
  return (value) => faultsOf(validate, value);
}

const OPTIONS = { allErrors: false, validateFormats: false, verbose: true } as const;

function faultsOf(validate: ValidateFunction, value: unknown): readonly Fault[] {
  return validate(value) ? [] : (validate.errors ?? []).slice(0, 1).map(toFault);
}

/** Turns an Ajv error into where and what would be right. */
export function toFault(error: ErrorObject): Fault {
  const path = dotted(error.instancePath);
  switch (error.keyword) {
    case 'required':
      return { path: join(path, String(error.params.missingProperty)), message: 'is required' };
    case 'additionalProperties':
      return {
        path: join(path, String(error.params.additionalProperty)),
        message: 'is not a known member',
      };
    case 'enum':
      return { path, message: `must be one of ${listed(error.params.allowedValues)}` };
    case 'const':
      return { path, message: `must be ${JSON.stringify(error.params.allowedValue)}` };
    case 'pattern':
      return { path, message: described(error) ?? `must match ${String(error.params.pattern)}` };
    case 'minItems':
      return { path, message: `must hold at least ${String(error.params.limit)}` };
    case 'maxItems':
      return { path, message: `must hold at most ${String(error.params.limit)}` };
    case 'maxLength':
      return { path, message: `must have at most ${String(error.params.limit)} characters` };
    case 'minLength':
      return { path, message: described(error) ?? tooShort(error.params.limit) };
    case 'uniqueItems':
      return {
        path,
        message: `must hold no value twice: [${error.params.j}] and [${error.params.i}] are equal`,
      };
    case 'type':
      return { path, message: described(error) ?? `must be ${kinds(error.params.type)}` };
    default:
      return { path, message: described(error) ?? error.message ?? 'is invalid' };
  }
}

/** A schema may say in `description` what would be right, better than its pattern does. */
function described(error: ErrorObject): string | undefined {
  const description: unknown = error.parentSchema?.description;
  return typeof description === 'string' ? `must be ${description}` : undefined;
}

function tooShort(limit: unknown): string {
  return limit === 1 ? 'must not be empty' : `must have at least ${String(limit)} characters`;
}

const KINDS: Readonly<Record<string, string>> = {
  object: 'an object',
  array: 'an array',
  string: 'a string',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
};

/** Types of JSON Schema, as a sentence says them. */
function kinds(types: unknown): string {
  return [types]
    .flat()
    .map((type) => KINDS[String(type)] ?? String(type))
    .join(' or ');
}

function listed(values: unknown): string {
  const words = Array.isArray(values) ? values.map((v) => String(v)) : [];
  return words.length > 12
    ? `the ${words.length} allowed values (${words.slice(0, 3).join(', ')} …)`
    : words.join(', ');
}

/** `metadata.issues[3]`; of a query's `expand[]` the first is `expand[0]`, which is how it may be written too. */
function dotted(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce(
      (path, step) => (/^\d+$/.test(step) ? `${path.replace(/\[\]$/, '')}[${step}]` : join(path, step)),
      '',
    );
}

function join(path: string, member: string): string {
  return path === '' ? member : `${path}.${member}`;
}
