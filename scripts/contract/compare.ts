/** Compares every operation of the contract with the one that we serve at its place. */

import { compareParameters } from './compare-parameters.ts';
import { type Difference, type Direction, type Kind, SchemaComparison } from './compare-schemas.ts';
import type { Operation, Type } from './notation.ts';
import { type Document, type Node, type ServedOperation, servedAt } from './openapi.ts';
import { operations } from './operations.ts';

export interface Comparison {
  operation: Operation;
  isServed: boolean;
  differences: readonly Difference[];
}

export const nameOf = ({ method, path }: Operation): string => `${method} ${path}`;

/**
 * One comparison for each operation of the contract. A difference of a schema is named by the schema, so that it is
 * the same one wherever an operation shows it.
 */
export function compareAll(document: Document): Comparison[] {
  return operations.map((operation) => {
    const served = servedAt(document, operation.method, operation.path);
    if (served === null) return { operation, isServed: false, differences: [] };
    return {
      operation,
      isServed: true,
      differences: [
        ...compareItself(operation, served),
        ...compareParameters(document, nameOf(operation), operation, served),
        ...compareStatuses(operation, served),
        ...compareBodies(document, operation, served),
        ...compareAnswers(document, operation, served),
      ],
    };
  });
}

function compareItself(operation: Operation, served: ServedOperation): Difference[] {
  const found: Difference[] = [];
  const add = (kind: Kind, ours: string | undefined, contract: string): void => {
    if (ours !== contract)
      found.push({ at: nameOf(operation), kind, what: `${ours} instead of ${contract}` });
  };
  add('permission', served['x-permission'], operation.permission);
  add('tag', served.tags.join(', '), operation.tag);
  return found;
}

function compareStatuses(operation: Operation, served: ServedOperation): Difference[] {
  const contract = [...operation.answers.map(({ status }) => status), ...operation.errors];
  const ours = Object.keys(served.responses).map(Number);
  const found = (kind: Kind, status: number, what: string): Difference => ({
    at: `${nameOf(operation)} ${status}`,
    kind,
    what,
  });
  return [
    ...contract
      .filter((status) => !ours.includes(status))
      .map((status) => found('unused status', status, 'is never answered')),
    ...ours
      .filter((status) => !contract.includes(status))
      .map((status) => found('status', status, 'is possible too')),
  ];
}

const mediaTypes = { json: 'application/json', form: 'multipart/form-data' } as const;

function compareBodies(document: Document, operation: Operation, served: ServedOperation): Difference[] {
  const at = `${nameOf(operation)} body`;
  const content = served.requestBody?.content ?? {};
  const found: Difference[] = [];
  for (const { media, schema } of operation.bodies) {
    const node = content[mediaTypes[media]]?.schema;
    if (node === undefined) found.push({ at, kind: 'body', what: `not as ${mediaTypes[media]}` });
    else found.push(...compareSchema(document, 'request', at, schema, node));
  }
  const declared = operation.bodies.map(({ media }): string => mediaTypes[media]);
  for (const media of Object.keys(content))
    if (!declared.includes(media)) found.push({ at, kind: 'body', what: `also as ${media}` });
  return found;
}

function compareAnswers(document: Document, operation: Operation, served: ServedOperation): Difference[] {
  return operation.answers.flatMap(({ status, schema }) => {
    const at = `${nameOf(operation)} ${status}`;
    const response = served.responses[status];
    if (response === undefined) return [];
    const node = response.content?.['application/json']?.schema;
    if (schema === null)
      return response.content === undefined ? [] : [{ at, kind: 'body' as const, what: 'has a body' }];
    if (node === undefined) return [{ at, kind: 'body' as const, what: 'is not application/json' }];
    return compareSchema(document, 'answer', at, schema, node);
  });
}

function compareSchema(document: Document, direction: Direction, at: string, fact: Type, node: Node) {
  const comparison = new SchemaComparison(document, direction);
  comparison.compare(at, fact, node);
  return [...comparison.differences.values()];
}
