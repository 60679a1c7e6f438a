/**
 * Every reading operation of the contract against the running demo, from the facts in scripts/contract: the members
 * of its answers, what its parameters take and refuse, and its errors. A deviation passes only where
 * scripts/contract/differences.ts gives a reason for it.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { nameOf } from '../../scripts/contract/compare.ts';
import type { Difference } from '../../scripts/contract/compare-schemas.ts';
import { reasons } from '../../scripts/contract/differences.ts';
import { enumerations } from '../../scripts/contract/enumerations.ts';
import type { Operation, Parameter } from '../../scripts/contract/notation.ts';
import { reasonFor } from '../../scripts/contract/report.ts';
import { schemas } from '../../scripts/contract/schemas.ts';
import type { Answer } from './client.ts';
import { get } from './client.ts';
import { type Demo, reading, startDemo } from './conformance/kit.ts';
import { differencesOf } from './conformance/shape.ts';

let demo: Demo;
before(async () => {
  demo = await startDemo();
});
after(() => demo.stop());

const unexplained = (differences: readonly Difference[]): string[] => [
  ...new Set(
    differences
      .filter((one) => reasonFor(one, reasons) === undefined)
      .map(({ at, kind, what }) => `${at} (${kind}): ${what}`),
  ),
];

const queryOf = (operation: Operation): readonly Parameter[] =>
  operation.parameters.filter(({ place }) => place === 'query');
const expandOf = (operation: Operation): readonly string[] => {
  const expand = queryOf(operation).find(({ parameter }) => parameter === 'expand[]');
  return expand === undefined ? [] : (enumerations[expand.name] as readonly string[]);
};
/** A parameter that has no meaning without another. */
const together: Readonly<Record<string, string>> = { mostRecent: 'testId=1&' };

async function ask(operation: Operation, query = ''): Promise<Answer> {
  return demo.get(`${demo.pathOf(operation)}?${query}`);
}

async function accepts(operation: Operation, query: string): Promise<Answer> {
  const answer = await ask(operation, query);
  assert.equal(answer.status, 200, `${nameOf(operation)}?${query}: ${answer.text}`);
  return answer;
}

async function refuses(operation: Operation, query: string): Promise<void> {
  const answer = await ask(operation, query);
  assert.equal(
    answer.status,
    400,
    `${nameOf(operation)}?${query}: ${answer.status} ${answer.text.slice(0, 200)}`,
  );
  isError(operation, answer, 400, 10020);
}

function isError(operation: Operation, answer: Answer, status: number, code: number): void {
  const named = operation.version === 2 && (status === 400 || status === 404);
  assert.equal(answer.status, status, `${nameOf(operation)}: ${answer.text.slice(0, 300)}`);
  assert.equal(answer.headers.get('content-type'), 'application/json; charset=utf-8');
  assert.deepEqual(Object.keys(answer.json), [...(named ? ['name'] : []), 'statusCode', 'message', 'code']);
  assert.equal(answer.json.statusCode, status);
  assert.equal(answer.json.code, code);
  assert.equal(typeof answer.json.message, 'string');
}

for (const operation of reading) {
  const name = nameOf(operation);
  const expand = expandOf(operation);

  test(`${name} answers what the contract says, member by member`, async () => {
    const [{ schema } = { schema: null }] = operation.answers;
    assert.ok(schema !== null);
    const all = expand.map((value) => `expand[]=${value}`).join('&');
    for (const query of ['', all]) {
      const { json } = await accepts(operation, query);
      assert.deepEqual(unexplained(differencesOf(json, schema, name, 'iso')), [], query);
      const older = await get(demo.address, `${demo.pathOf(operation)}?${query}`, demo.legacyKey);
      assert.deepEqual(unexplained(differencesOf(older.json, schema, name, 'legacy')), [], query);
    }
  });

  if (expand.length > 0)
    test(`${name} shows what can be expanded when asked, however it is asked`, async () => {
      const shown = async (query: string): Promise<string[]> => {
        const { json } = await accepts(operation, query);
        const document = json.data?.[0] ?? json;
        return expand.filter((value) => value in document);
      };
      assert.deepEqual(await shown(''), []);
      for (const value of expand) {
        const expected = isMember(operation, value) ? [value] : [];
        if (value === 'metadata') expected.unshift('issues');
        for (const key of ['expand[]', 'expand%5B%5D', 'expand[0]', 'expand'])
          assert.deepEqual(await shown(`${key}=${value}`), expected, `${key}=${value}`);
      }
      await refuses(operation, 'expand[]=NO_SUCH');
      await refuses(operation, `expand[]=${expand[0]}&expand[]=NO_SUCH`);
    });

  for (const parameter of queryOf(operation))
    test(`${name} checks ${parameter.parameter}`, async () => {
      const { parameter: key } = parameter;
      const prefix = together[key] ?? '';
      for (const value of goodValues(parameter)) await accepts(operation, `${prefix}${key}=${value}`);
      for (const value of badValues(operation, parameter))
        await refuses(operation, `${prefix}${key}=${value}`);
    });

  test(`${name} ignores parameters that the contract does not name`, async () => {
    const plain = await accepts(operation, '');
    const { text } = await accepts(operation, 'eventType=X&createdAtFrom=yesterday&nonsense[]=1');
    // A signed link is a new one every time.
    if (!/[?&]signature=/.test(plain.text)) assert.equal(text, plain.text);
  });

  test(`${name} refuses a missing, an unknown and a weaker key`, async () => {
    const path = demo.pathOf(operation);
    const missing = operation.version === 2 ? 26430 : 12300;
    isError(operation, await get(demo.address, path, null), 401, missing);
    isError(operation, await get(demo.address, path, 'afd_unknown'), 401, 12310);
    isError(operation, await get(demo.address, path, demo.bareKey), 403, 12330);
  });
}

const isList = ({ answers }: Operation): boolean =>
  (schemas.get(answers[0]?.schema?.name ?? '') ?? []).some(({ member }) => member === 'data');

function isMember({ answers }: Operation, value: string): boolean {
  const name = answers[0]?.schema?.name ?? '';
  const members = schemas.get(name) ?? [];
  const item = schemas.get(members.find(({ member }) => member === 'data')?.name ?? '') ?? members;
  return item.some(({ member }) => member === value);
}

function goodValues(parameter: Parameter): string[] {
  const { name, nullable, minimum, maximum, parameter: key } = parameter;
  const values = enumerations[name];
  const nothing = nullable ? ['', 'null'] : [];
  if (typeof values === 'object') return [...values, ...nothing];
  if (typeof values === 'number') return ['COMPANY_DATA_UPDATED', ...nothing];
  if (key === 'cursor') return [''];
  switch (name) {
    case 'number':
      return ['1', '1.0', '2.00', ...[minimum, maximum].flatMap((one) => one ?? []).map(String), ...nothing];
    case 'boolean':
      return ['true', 'false'];
    case 'time':
      return ['2025-07-01T16:45:55.246Z', '2025-07-01', '2020-07-06%2012:00:00.000000'];
    default:
      return ['x', '%C3%A9', ...nothing];
  }
}

function badValues(operation: Operation, parameter: Parameter): string[] {
  const { name, minimum, maximum, parameter: key } = parameter;
  const open = reasonFor({ at: `${nameOf(operation)} ${key}`, kind: 'values', what: '' }, reasons);
  if (name in enumerations) return open === undefined ? ['NO_SUCH', 'asc'] : [];
  // An operation that answers one document takes a cursor too, and has no use for it.
  if (key === 'cursor') return isList(operation) ? ['x', 'bm90LWEtY3Vyc29y'] : [];
  switch (name) {
    case 'number':
      return ['x', '1.5', '1e3', '-1', '0x10', ...outside(minimum, -1), ...outside(maximum, 1)];
    case 'boolean':
      return ['maybe', '1', 'TRUE'];
    case 'time':
      return ['yesterday', '2025-13-01', '1751388355'];
    default:
      return [];
  }
}

const outside = (limit: number | null, by: number): string[] => (limit === null ? [] : [String(limit + by)]);
