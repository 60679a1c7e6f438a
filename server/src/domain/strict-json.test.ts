import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Fault, Refused } from './errors.ts';
import { decodeUtf8, parseStrictJson } from './strict-json.ts';

const suite = new URL('../../../../shared/vectors/JSONTestSuite/test_parsing/', import.meta.url);

/** Files of the suite that are JSON, and that our stated extra rules refuse. */
const stricter = {
  'y_object_duplicated_key.json': 'names twice',
  'y_object_duplicated_key_and_value.json': 'names twice',
  'y_object_escaped_null_in_key.json': 'NUL in a name',
  'y_string_null_escape.json': 'NUL in a string',
};

function faultOf(text: string): Fault {
  try {
    parseStrictJson(text);
  } catch (error) {
    assert(error instanceof Refused && error.refusal.is === 'invalid');
    const [fault] = error.refusal.faults;
    assert(fault !== undefined);
    return fault;
  }
  assert.fail(`accepted: ${text.slice(0, 100)}`);
}

test('JSONTestSuite: every n_ file is refused, every y_ file accepted but for the stated rules', (t) => {
  if (!existsSync(suite)) return t.skip('the public vectors are not beside the repository');
  const files = readdirSync(suite).filter((name) => /^[yn]_/.test(name));
  assert(files.length > 250);
  const refused: string[] = [];
  for (const name of files) {
    try {
      parseStrictJson(decodeUtf8(readFileSync(new URL(encodeURIComponent(name), suite))));
    } catch (error) {
      assert(error instanceof Refused, `${name}: ${String(error)}`);
      refused.push(name);
    }
  }
  assert.deepEqual(refused.filter((name) => name.startsWith('y_')).sort(), Object.keys(stricter).sort());
  assert.deepEqual(
    files.filter((name) => name.startsWith('n_') && !refused.includes(name)),
    [],
  );
});

test('what JSON.stringify wrote is read back', () => {
  const usual = fc
    .jsonValue({ maxDepth: 5 })
    .filter((value) => !/"__proto__"|\\u0000/.test(JSON.stringify(value)));
  fc.assert(
    fc.property(usual, fc.constantFrom(0, 2), (value, space) => {
      const text = JSON.stringify(value, null, space);
      fc.pre(!/(?<![\d.])\d{16,}(?![\d.e])/.test(text));
      assert.deepEqual(parseStrictJson(text), JSON.parse(text));
    }),
    { numRuns: 500 },
  );
});

test('a repeated name is found wherever it stands and however it is escaped', () => {
  const name = fc
    .string({ minLength: 1, unit: 'grapheme' })
    .filter((text) => text !== '__proto__' && !text.includes('\0'));
  const wrapped = fc.array(fc.constantFrom('array', 'object'), { maxLength: 6 });
  const property = fc.property(name, wrapped, fc.boolean(), (word, wrappers, escaped) => {
    const plain = JSON.stringify(word);
    const other = escaped ? `"${[...word].map(escapedUnits).join('')}"` : plain;
    let text = `{${plain}:1,"x_${'y'.repeat(word.length)}":[true,{}],${other}:2}`;
    for (const wrapper of wrappers)
      text = wrapper === 'array' ? `[1,"{\\"",${text}]` : `{"in":${text},"q":"\\\\"}`;
    assert.equal(faultOf(text).message, 'must not occur twice');
  });
  fc.assert(property);
});

function escapedUnits(character: string): string {
  return Array.from(
    { length: character.length },
    (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`,
  ).join('');
}

test('the same name in neighbouring and in nested objects is no repetition', () => {
  const text = '{"a":{"a":1,"b":{"a":2}},"b":[{"a":1},{"a":1}],"c":"a\\"a:{\\\\"}';
  assert.deepEqual(parseStrictJson(text), JSON.parse(text));
});

test('each rule says where and what would be right', () => {
  const cases: [string, string, RegExp][] = [
    ['{"metadata":{"dto":{"a":1,"a":2}}}', 'metadata.dto.a', /twice/],
    ['[{"type":"A"},{"type":"B","type":"C"}]', '[1].type', /twice/],
    ['{"odd name":{"a-b":[0,9007199254740993]}}', '["odd name"].a-b[1]', /send it as a string/],
    ['{"n":-9007199254740992}', 'n', /send it as a string/],
    ['[1e400]', '[0]', /64 bits/],
    ['{"a":"\\u0000"}', 'a', /NUL/],
    ['{"\\u0000":1}', '["\\u0000"]', /NUL/],
    ['{"a":["\\ud800"]}', 'a[0]', /surrogate/],
    ['"\\udc00\\ud800"', '', /surrogate/],
    ['{"a":{"__proto__":{"polluted":true}}}', 'a.__proto__', /another name/],
    ['{"\\u005f_proto__":1}', '__proto__', /another name/],
    ['{"a":1', '', /JSON/],
    ['', '', /JSON/],
  ];
  for (const [text, path, message] of cases) {
    const fault = faultOf(text);
    assert.equal(fault.path, path, text);
    assert.match(fault.message, message);
  }
});

test('numbers that lose nothing are accepted', () => {
  for (const text of [
    '9007199254740991',
    '-9007199254740991',
    '1e300',
    '0.1',
    '-0',
    '1E+2',
    '12345678901234567890.5',
  ])
    assert.equal(parseStrictJson(`[${text}]`)?.[0 as never], Number(text));
});

test('depth is bounded before anything is built', () => {
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  assert.deepEqual(parseStrictJson(nested(64)), JSON.parse(nested(64)));
  assert.match(faultOf(nested(65)).message, /64 levels/);
  assert.match(faultOf('[{"a":'.repeat(100_000)).message, /64 levels/);
  assert.equal(parseStrictJson(JSON.stringify('[{'.repeat(1_000))), '[{'.repeat(1_000));
});

test('bytes: only UTF-8 without a byte order mark', () => {
  assert.equal(decodeUtf8(Buffer.from('"é€😀"')), '"é€😀"');
  for (const hex of ['eda080', 'c080', 'ff', 'e282', 'efbbbf7b7d'])
    assert.throws(() => decodeUtf8(Buffer.from(hex, 'hex')), Refused, hex);
  assert.throws(() => parseStrictJson('"\ud800"'), Refused);
});

test('long hostile texts take linear time', () => {
  const big = 1 << 20;
  for (const text of [
    `"${'\\\\'.repeat(big)}"`,
    `"${'\\"'.repeat(big)}"`,
    `[${'{"a":"\\u0001"},'.repeat(big / 16)}1e400]`,
    `{${Array.from({ length: big / 16 }, (_, i) => `"${i}":1`).join()},"5":2}`,
  ]) {
    try {
      parseStrictJson(text);
    } catch (error) {
      assert(error instanceof Refused);
    }
  }
});
