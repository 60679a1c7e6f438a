import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { refuses } from '../test/refuses.ts';
import { canonicalJson, parseCanonicalJson } from './canonical.ts';
import type { JsonValue } from './documents.ts';
import { utf8Text } from './hash.ts';

const published = new URL('../../../shared/vectors/json-canonicalization/testdata/', import.meta.url);

test('the published RFC 8785 pairs', (t) => {
  if (!existsSync(published)) return t.skip('the published vectors are not beside the repository');
  const names = readdirSync(new URL('input/', published));
  assert.ok(names.length >= 6);
  for (const name of names) {
    const input: JsonValue = JSON.parse(readFileSync(new URL(`input/${name}`, published), 'utf8'));
    const expected = utf8Text(readFileSync(new URL(`output/${name}`, published)));
    assert.equal(canonicalJson(input), expected, name);
    assert.deepEqual(parseCanonicalJson(expected), input, name);
  }
});

test('the numbers of RFC 8785 appendix B', () => {
  const samples: [number, string][] = [
    [0, '0'],
    [-0, '0'],
    [5e-324, '5e-324'],
    [-1.7976931348623157e308, '-1.7976931348623157e+308'],
    [9007199254740992, '9007199254740992'],
    [295147905179352830000, '295147905179352830000'],
    [9.999999999999997e22, '9.999999999999997e+22'],
    [1e23, '1e+23'],
    [999999999999999700000, '999999999999999700000'],
    [1e21, '1e+21'],
    [0.000001, '0.000001'],
    [1e-7, '1e-7'],
    [Number('333333333.33333329'), '333333333.3333333'],
  ];
  for (const [value, text] of samples) assert.equal(canonicalJson(value), text);
});

test('names are ordered by UTF-16 units, whatever they are', () => {
  const value: JsonValue = JSON.parse(
    '{"\\ufb33":1,"\\ud83d\\ude00":2,"__proto__":3,"10":4,"9":5,"":6,"constructor":7}',
  );
  assert.equal(
    canonicalJson(value),
    '{"":6,"10":4,"9":5,"__proto__":3,"constructor":7,"\ud83d\ude00":2,"\ufb33":1}',
  );
});

test('a value survives, and its canonical form is a fixed point', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const plain: JsonValue = JSON.parse(JSON.stringify(value));
      const json = canonicalJson(plain);
      assert.deepEqual(parseCanonicalJson(json), plain);
      assert.equal(canonicalJson(JSON.parse(json)), json);
    }),
  );
});

test('what is no JSON value is a TypeError', () => {
  const foreign: unknown[] = [
    undefined,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    '\ud800',
    { '\udc00': 1 },
    { a: undefined },
    [undefined],
    new Array(1),
    { toJSON: () => 1 },
    new Date(0),
    1n,
    new Map(),
  ];
  const circular: { self?: unknown } = {};
  circular.self = circular;
  for (const value of [...foreign, circular]) {
    // Reflect.apply takes what the type of canonicalJson rightly refuses.
    assert.throws(() => Reflect.apply(canonicalJson, undefined, [value]), TypeError);
  }
});

test('JSON that is not canonical is refused', () => {
  const bad = [
    '',
    ' 1',
    '1 ',
    '{"b":1,"a":2}',
    '{"a":1,"a":1}',
    '1.0',
    '1e3',
    '-0',
    '"\\u0041"',
    '"\\/"',
    '[1, 2]',
  ];
  for (const json of [
    ...bad,
    '9007199254740993',
    '1e400',
    '"\\ud800"',
    'nul',
    '[1,]',
    `${'['.repeat(2000)}`,
  ]) {
    refuses(() => parseCanonicalJson(json), json.slice(0, 40));
  }
  refuses(() => parseCanonicalJson('['.repeat(2000) + ']'.repeat(2000)));
});
