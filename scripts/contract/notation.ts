/**
 * How the facts of the contract are written down: as text that reads like the contract's own tables.
 *
 * A type is `number`, `string`, `boolean`, `time` (date-time), `day` (date), `object` (free), the name of a schema or
 * of an enumeration, any of these followed by `[]`, and `| null` where null is declared. A member is `name: type`, or
 * `name?: type` where it is not required, with ` ..191` behind it where a length is stated. A parameter adds
 * `min..max` and `= default`.
 */
export interface Type {
  name: string;
  array: boolean;
  nullable: boolean;
}

export interface Member extends Type {
  member: string;
  required: boolean;
  /** Characters, where the contract says how many at most. */
  maxLength: number | null;
}

export interface Parameter extends Type {
  parameter: string;
  place: 'path' | 'query';
  minimum: number | null;
  maximum: number | null;
  default: string | null;
}

export interface Operation {
  version: 1 | 2;
  tag: string;
  method: string;
  path: string;
  permission: string;
  parameters: readonly Parameter[];
  /** Media types by which a body may come, each with its schema; empty when none is declared. */
  bodies: readonly { media: 'json' | 'form'; schema: Type }[];
  /** Success statuses; a schema of null is an empty answer. */
  answers: readonly { status: number; schema: Type | null }[];
  errors: readonly number[];
}

export type Schemas = ReadonlyMap<string, readonly Member[]>;

export function parseType(text: string): Type {
  const match = /^(\w+)(\[\])?( \| null)?$/.exec(text.trim());
  if (match?.[1] === undefined) throw new Error(`no type: ${text}`);
  return { name: match[1], array: match[2] !== undefined, nullable: match[3] !== undefined };
}

/** Schemas: a line with the name, then indented lines of members with `;` between them. */
export function parseSchemas(text: string): Schemas {
  const schemas = new Map<string, Member[]>();
  let members: Member[] = [];
  for (const line of linesOf(text)) {
    if (!line.startsWith(' ')) {
      if (schemas.has(line)) throw new Error(`twice: ${line}`);
      members = [];
      schemas.set(line, members);
      continue;
    }
    for (const part of line.trim().split('; ')) {
      const [, member, optional, type, length] = /^(\w+)(\?)?: (.+?)(?: \.\.(\d+))?$/.exec(part) ?? [];
      if (member === undefined || type === undefined) throw new Error(`no member: ${part}`);
      const maxLength = length === undefined ? null : Number(length);
      members.push({ member, required: optional === undefined, maxLength, ...parseType(type) });
    }
  }
  return schemas;
}

/** Parameters, with `;` between them. A name that stands in braces in `path` belongs there. */
export function parseParameters(text: string, path: string): Parameter[] {
  return text.split('; ').map((part) => {
    const match = /^([\w[\]]+): (\w+(?:\[\])?(?: \| null)?)(?: (\d+)\.\.(\d*))?(?: = (\w+))?$/.exec(part);
    const [, name, type, minimum, maximum, fallback] = match ?? [];
    if (name === undefined || type === undefined) throw new Error(`no parameter: ${part}`);
    return {
      parameter: name,
      place: path.includes(`{${name}}`) ? 'path' : 'query',
      ...parseType(type),
      minimum: minimum ? Number(minimum) : null,
      maximum: maximum ? Number(maximum) : null,
      default: fallback ?? null,
    };
  });
}

/**
 * Operations: a line `# tag`, a line `METHOD path permission`, then indented lines: parameters, `< json Schema` for
 * each way a body may come, and `> 200 Schema, 201 Schema ! errors`.
 */
export function parseOperations(version: 1 | 2, text: string): Operation[] {
  const operations: Operation[] = [];
  let tag = '';
  let current: Operation | undefined;
  for (const line of linesOf(text)) {
    const rest = line.trim().slice(2);
    if (line.startsWith('# ')) {
      tag = rest;
    } else if (!line.startsWith(' ')) {
      const [method = '', path = '', permission = ''] = line.split(' ');
      current = {
        version,
        tag,
        method,
        path,
        permission,
        parameters: [],
        bodies: [],
        answers: [],
        errors: [],
      };
      operations.push(current);
    } else if (current === undefined) {
      throw new Error(`before any operation: ${line}`);
    } else {
      Object.assign(current, parseDetail(current, line.trim(), rest));
    }
  }
  return operations;
}

function parseDetail(operation: Operation, line: string, rest: string): Partial<Operation> {
  if (line.startsWith('< ')) {
    const [media, schema = ''] = rest.split(' ');
    if (media !== 'json' && media !== 'form') throw new Error(`no body: ${line}`);
    return { bodies: [...operation.bodies, { media, schema: parseType(schema) }] };
  }
  if (line.startsWith('> ')) {
    const [answers = '', errors = ''] = rest.split(' ! ');
    return {
      errors: errors.split(' ').map(Number),
      answers: answers.split(', ').map((answer) => {
        const [status, schema] = answer.split(' ');
        return { status: Number(status), schema: schema === undefined ? null : parseType(schema) };
      }),
    };
  }
  return { parameters: [...operation.parameters, ...parseParameters(line, operation.path)] };
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}
