/** The facts name only what they also hold. */
import { equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { enumerations } from './enumerations.ts';
import type { Type } from './notation.ts';
import { operations, totals, uncovered } from './operations.ts';
import { schemas } from './schemas.ts';

const plain = new Set(['number', 'string', 'boolean', 'time', 'day', 'object', 'any', 'key']);

const isKnown = ({ name }: Type): boolean => plain.has(name) || name in enumerations || schemas.has(name);

test('every type that a schema, a parameter, a body or an answer names is known', () => {
  const named: Type[] = [
    ...[...schemas.values()].flat(),
    ...operations.flatMap(({ parameters, bodies, answers }) => [
      ...parameters,
      ...bodies.map(({ schema }) => schema),
      ...answers.flatMap(({ schema }) => schema ?? []),
    ]),
  ];
  const unknown = named.filter((type) => !isKnown(type)).map(({ name }) => name);
  equal(unknown.join(), '');
  ok(named.length > 500);
});

test('every schema and every enumeration is used, so that none is forgotten', () => {
  const used = new Set<string>([
    'ExceptionResponsePublicDto',
    'ExceptionResponseDto',
    'ExceptionResponsePublicV2Dto',
  ]);
  const visit = ({ name }: Type): void => {
    if (used.has(name)) return;
    used.add(name);
    schemas.get(name)?.forEach(visit);
  };
  for (const name of [...used]) schemas.get(name)?.forEach(visit);
  for (const { parameters, bodies, answers } of operations) {
    parameters.forEach(visit);
    for (const { schema } of bodies) visit(schema);
    for (const { schema } of answers) if (schema !== null) visit(schema);
  }
  const unused = [...schemas.keys(), ...Object.keys(enumerations)].filter((name) => !used.has(name));
  equal(unused.join(), '');
});

test('every path parameter is declared, and operations are unique', () => {
  const names = operations.map(({ method, path }) => `${method} ${path}`);
  equal(new Set(names).size, names.length);
  for (const { path, parameters } of operations) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const declared = parameters.filter(({ place }) => place === 'path').map(({ parameter }) => parameter);
    equal(declared.sort().join(), inPath.sort().join(), path);
  }
});

test('covered and uncovered tags together are the whole contract', () => {
  for (const version of [1, 2] as const) {
    const covered = operations.filter((operation) => operation.version === version).length;
    const others = uncovered.filter((one) => one.version === version);
    equal(covered + others.reduce((sum, one) => sum + one.operations, 0), totals[version]);
  }
});
