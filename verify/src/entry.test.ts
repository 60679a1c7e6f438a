import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sampleEvent, smallEvent } from '../scripts/sample.ts';
import { refuses } from '../test/refuses.ts';
import { canonicalJson } from './canonical.ts';
import type { Entry, JsonValue } from './documents.ts';
import { CONTROL_IDS_MAX, ENTRY_BYTES_MAX, entryJson, isIsoTime, isUuid, parseEntry } from './entry.ts';
import { VerifyError } from './error.ts';

const word = fc.oneof(fc.stringMatching(/^[A-Z_]{1,30}$/), fc.string({ unit: 'binary', maxLength: 20 }));
const digest = fc.stringMatching(/^[0-9a-f]{64}$/);
const integer = fc.maxSafeInteger();
const time = fc
  .date({
    min: new Date('0000-01-01T00:00:00.000Z'),
    max: new Date('9999-12-31T23:59:59.999Z'),
    noInvalidDate: true,
  })
  .map((date) => date.toISOString());
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

const anyEntry: fc.Arbitrary<Entry> = fc.record({
  v: fc.constant(1 as const),
  company: fc.uuid(),
  id: fc.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/),
  type: word,
  category: word,
  source: word,
  status: orNull(word),
  createdAt: time,
  recordedAt: time,
  actor: orNull(digest),
  connectionId: orNull(integer),
  workspaceId: orNull(integer),
  testId: orNull(integer),
  controlIds: fc.array(integer, { maxLength: CONTROL_IDS_MAX }),
  provenance: orNull(fc.record({ system: word, fetchedAt: time, sourceDigest: digest })),
  parts: fc.record({
    text: digest,
    metadata: orNull(digest),
    test: orNull(digest),
    person: orNull(digest),
    connection: orNull(digest),
  }),
});

const plain = (entry: Entry): JsonValue => JSON.parse(JSON.stringify(entry));

test('entryJson writes the canonical JSON, and parseEntry reads it back', () => {
  fc.assert(
    fc.property(anyEntry, (entry) => {
      const json = entryJson(entry);
      assert.equal(json, canonicalJson(plain(entry)));
      assert.deepEqual(plain(parseEntry(json)), plain(entry));
    }),
  );
});

test('every other spelling of an entry is refused', () => {
  const json = entryJson(sampleEvent().entry);
  fc.assert(
    fc.property(
      fc.nat(json.length),
      fc.constantFrom(' ', '\n', '0', '"', '\u0000', '\ud800'),
      (at, insert) => {
        const changed = json.slice(0, at) + insert + json.slice(at);
        // Inside a text an added character makes another entry; that is a valid one, and another.
        try {
          assert.notEqual(entryJson(parseEntry(changed)), json);
        } catch (error) {
          assert.ok(error instanceof VerifyError);
        }
      },
    ),
  );
  refuses(() => parseEntry(JSON.stringify(sampleEvent().entry)));
  refuses(() => parseEntry(json.replace('"v":1', '"v":1,"v":1')));
});

test('members that are missing, added or of another type are refused', () => {
  const { entry } = smallEvent();
  const wrong: [string, unknown][] = [
    ['v', 2],
    ['v', '1'],
    ['company', 'x'],
    ['company', entry.company.toUpperCase()],
    ['id', `${entry.id}0`],
    ['type', null],
    ['status', 1],
    ['createdAt', '2020-07-06T12:00:00Z'],
    ['createdAt', '2020-02-30T12:00:00.000Z'],
    ['recordedAt', null],
    ['actor', 'AB'.repeat(32)],
    ['actor', 'ab'.repeat(31)],
    ['connectionId', 1.5],
    ['connectionId', '1'],
    ['testId', 2 ** 53],
    ['controlIds', null],
    ['controlIds', new Array(CONTROL_IDS_MAX + 1).fill(1)],
    ['provenance', {}],
    ['provenance', { system: 'x', fetchedAt: 'yesterday', sourceDigest: 'ab'.repeat(32) }],
    ['parts', { ...entry.parts, text: null }],
    ['parts', { ...entry.parts, more: null }],
    ['more', null],
  ];
  for (const [name, value] of wrong) {
    const json = canonicalJson(JSON.parse(JSON.stringify({ ...entry, [name]: value })));
    refuses(() => parseEntry(json), `${name} ${JSON.stringify(value)}`);
  }
  for (const name of Object.keys(entry)) {
    const without = Object.entries(entry).filter(([other]) => other !== name);
    const json = canonicalJson(JSON.parse(JSON.stringify(Object.fromEntries(without))));
    refuses(() => parseEntry(json), name);
  }
});

test('what is no entry at all is refused', () => {
  for (const json of ['', 'null', '[]', '1', '{', '{}', '"x"', `${'['.repeat(4000)}`]) {
    refuses(() => parseEntry(json));
  }
});

test('an entry that cannot be sealed is refused when it is written', () => {
  const { entry } = smallEvent();
  refuses(() => entryJson({ ...entry, type: '\ud800' }));
  refuses(() => entryJson({ ...entry, testId: Number.NaN }));
});

test('an entry has at most 8,192 bytes of UTF-8', () => {
  const { entry } = smallEvent();
  const room = ENTRY_BYTES_MAX - entryJson({ ...entry, type: '' }).length;
  for (const type of ['x'.repeat(room), 'é'.repeat(room / 2)]) {
    assert.equal(parseEntry(entryJson({ ...entry, type })).type, type);
    refuses(() => parseEntry(entryJson({ ...entry, type: `${type}é` })));
  }
});

test('times and UUIDs', () => {
  for (const good of ['2020-02-29T23:59:59.999Z', '0000-01-01T00:00:00.000Z'])
    assert.ok(isIsoTime(good), good);
  for (const bad of [
    '2021-02-29T00:00:00.000Z',
    '2020-01-01T24:00:00.000Z',
    '2020-01-01T00:00:00.0000Z',
    '',
    5,
  ]) {
    assert.ok(!isIsoTime(bad), String(bad));
  }
  assert.ok(isUuid('aaaaaaaa-bbbb-0000-cccc-dddddddddddd'));
  assert.ok(!isUuid('aaaaaaaa-bbbb-0000-cccc-dddddddddddd\n'));
});
