import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type ErrorName, errorBody, errorBodyV2, errorKinds, problemOf } from './errors.ts';

test('docs/errors.md and the registry say the same', () => {
  const page = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| (\w+) \| (\d+) \| (\d+) \| ([^|]+) \|/gm)].map(
    ([, name = '', status, code, message]) => [name, { status: Number(status), code: Number(code), message }],
  );
  assert.deepEqual(Object.fromEntries(rows), errorKinds);
  assert.equal(rows.length, Object.keys(errorKinds).length);
});

test('a body has three members and says what was wrong', () => {
  for (const name of Object.keys(errorKinds) as ErrorName[])
    assert.deepEqual(Object.keys(errorBody({ name })), ['statusCode', 'message', 'code']);
  const problem = problemOf({
    is: 'invalid',
    faults: [{ path: 'limit', message: 'must be between 1 and 50' }],
  });
  assert.equal(
    errorBody(problem).message,
    'Malformed data and/or validation errors: limit must be between 1 and 50',
  );
});

test('v2 names the code of what is wrong with a request', () => {
  const name = (kind: ErrorName) => Reflect.get(errorBodyV2({ name: kind }), 'name');
  assert.equal(name('malformed'), 'VALIDATION');
  assert.equal(name('notFound'), 'ENTITY_NOT_FOUND');
  assert.equal(name('routeUnknown'), 'UNDEFINED');
  assert.deepEqual(Object.keys(errorBodyV2({ name: 'notFound' })), ['name', 'statusCode', 'message', 'code']);
  for (const [kind, { status }] of Object.entries(errorKinds))
    if (status !== 400 && status !== 404)
      assert.deepEqual(errorBodyV2({ name: kind as ErrorName }), errorBody({ name: kind as ErrorName }));
});
