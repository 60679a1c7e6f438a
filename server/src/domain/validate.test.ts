import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileSchema } from './validate.ts';

/** The first fault as one line. */
function fault(schema: object, value: unknown): string | undefined {
  const [first] = compileSchema(schema)(value);
  return first && `${first.path} ${first.message}`;
}

test('a fault says in words what would be right', () => {
  for (const [schema, value, message] of [
    [{ type: 'object' }, null, ' must be an object'],
    [{ type: 'array' }, {}, ' must be an array'],
    [{ type: 'string' }, 5, ' must be a string'],
    [{ type: 'boolean' }, 'true', ' must be true or false'],
    [{ type: 'integer' }, 1.5, ' must be a whole number'],
    [{ type: 'string', minLength: 1 }, '', ' must not be empty'],
    [{ type: 'string', minLength: 3 }, 'ab', ' must have at least 3 characters'],
    [{ type: 'array', uniqueItems: true }, [7, 8, 7], ' must hold no value twice: [0] and [2] are equal'],
    [{ type: 'string', minLength: 3, description: 'a name' }, '', ' must be a name'],
  ] as const)
    assert.equal(fault(schema, value), message);
});

test('a fault says where', () => {
  const schema = {
    type: 'object',
    properties: {
      'expand[]': { type: 'array', items: { enum: ['user'] } },
      people: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' } } } },
    },
  };
  assert.equal(fault(schema, { 'expand[]': ['user', 'x'] }), 'expand[1] must be one of user');
  assert.equal(fault(schema, { people: [{}, { name: 5 }] }), 'people[1].name must be a string');
});
