import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { refuses } from '../test/refuses.ts';
import type { JsonValue } from './documents.ts';
import { VerifyError } from './error.ts';
import { utf8Text } from './hash.ts';
import { parseStrictJson } from './json.ts';

const published = new URL('../../../shared/vectors/JSONTestSuite/test_parsing/', import.meta.url);

test('the published parsing suite', (t) => {
  if (!existsSync(published)) return t.skip('the published vectors are not beside the repository');
  const names = readdirSync(published);
  assert.ok(names.length > 200);
  // Valid JSON, but not the same to every reader: duplicate names and negative zero.
  const stricter = /duplicated_key|minus_zero|negative_zero/;
  for (const name of names) {
    const read = () => parseStrictJson(utf8Text(readFileSync(new URL(encodeURIComponent(name), published))));
    if (name.startsWith('n_')) {
      refuses(read, name);
    } else {
      let value: JsonValue | undefined;
      try {
        value = read();
      } catch (error) {
        assert.ok(error instanceof VerifyError, name);
        assert.ok(!name.startsWith('y_') || stricter.test(name), name);
      }
      if (value !== undefined)
        assert.deepEqual(
          value,
          JSON.parse(readFileSync(new URL(encodeURIComponent(name), published), 'utf8')),
        );
    }
  }
});

test('it reads what JSON.stringify writes, however indented', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), fc.constantFrom(0, 2, '\t'), (value, indent) => {
      const json = JSON.stringify(value, null, indent);
      assert.deepEqual(parseStrictJson(json), JSON.parse(json));
    }),
  );
});

test('two readers would differ: refused', () => {
  const bad = [
    '{"a":1,"a":1}',
    '{"a":1,"\\u0061":2}',
    '{"x":{"a":1,"a":2}}',
    '-0',
    '9007199254740993',
    '1e400',
    '"\\ud800"',
    '{"\\udc00":1}',
    '\ufeff1',
  ];
  for (const json of bad) assert.throws(() => parseStrictJson(json), { code: 'json' }, json);
  assert.deepEqual(parseStrictJson('[9007199254740992,1.0,1E3,1e-07]'), [9007199254740992, 1, 1000, 1e-7]);
});

test('depth is bounded, length is not', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  assert.ok(parseStrictJson(nested(256)));
  assert.throws(() => parseStrictJson(nested(257)), { code: 'json' });
  assert.throws(() => parseStrictJson('['.repeat(1_000_000)), { code: 'json' });
  const long = JSON.stringify('\\"x'.repeat(1_000_000));
  assert.equal(parseStrictJson(long), JSON.parse(long));
});

test('names that JavaScript treats specially are names', () => {
  const value = parseStrictJson('{"__proto__":{"polluted":true},"constructor":1}');
  assert.equal(JSON.stringify(value), '{"__proto__":{"polluted":true},"constructor":1}');
  assert.equal(Reflect.get({}, 'polluted'), undefined);
});
