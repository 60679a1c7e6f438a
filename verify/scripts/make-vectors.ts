/**
 * Writes vectors/*.json: inputs and expected results for anybody who implements the formats of docs/formats.md.
 * Deterministic; a test compares the files with what this makes. Run it with `--conditions=source`.
 */
import { writeFileSync } from 'node:fs';
import {
  actorTag,
  canonicalJson,
  companySecret,
  digestOf,
  type Entry,
  ed25519Signer,
  entryJson,
  type JsonValue,
  keyWords,
  leafHash,
  logKeySeed,
  snapshotSalt,
  toHex,
} from '../src/index.ts';
import { affidavitVectors } from './affidavit-vectors.ts';
import { certificateVectors } from './certificate-vectors.ts';
import { removalVectors } from './erasure-vectors.ts';
import { noteVectors } from './note-vectors.ts';
import {
  COMPANY,
  fixedBytes,
  MASTER_SEED,
  METADATA_JSON,
  ORIGIN,
  sampleEvent,
  signer,
  smallEvent,
} from './sample.ts';
import { treeVectors } from './tree-vectors.ts';
import { witnessVectors } from './witness-vectors.ts';

/** Every vector file by name, as the text of the file. */
export async function vectorFiles(): Promise<{ [name: string]: string }> {
  const files: { [name: string]: JsonValue } = {
    'canonical.json': canonicalVectors(),
    'digests.json': digestVectors(),
    'keys.json': keyVectors(),
    'entries.json': entryVectors(),
    'trees.json': await treeVectors(),
    'notes.json': noteVectors(),
    'witnesses.json': witnessVectors(),
    'affidavits.json': await affidavitVectors(),
    'certificates.json': await certificateVectors(),
    'removals.json': removalVectors(),
  };
  return Object.fromEntries(
    Object.entries(files).map(([name, value]) => [name, `${JSON.stringify(value, null, 1)}\n`]),
  );
}

function canonicalVectors(): JsonValue {
  const sources = {
    'members are ordered by UTF-16 code units':
      '{"\\ufb33":1,"\\ud83d\\ude00":2,"b":3,"a":4,"10":5,"9":6,"":7}',
    'names that languages treat specially': '{"__proto__":{"x":1},"constructor":2,"toString":3}',
    'escapes are the shortest': '["\\u0000\\u001f\\b\\t\\n\\f\\r\\"\\\\\\/\\u00e9\\u2028"]',
    'numbers as ECMAScript prints them': '[0,-0,1.0,1e3,1e21,1e-7,0.000001,123456789012345680000,5e-324]',
    'white space goes': ' { "a" : [ 1 , { } , [ ] , null , true , false ] } ',
    'the metadata of the sample': METADATA_JSON,
  };
  return {
    valid: Object.entries(sources).map(([name, json]) => ({
      name,
      json,
      canonical: canonicalJson(JSON.parse(json)),
    })),
    notCanonical: [
      '{"b":1,"a":2}',
      '{"a":1,"a":1}',
      '{"a": 1}',
      '1.0',
      '-0',
      '1E400',
      '9007199254740993',
      '"\\u0041"',
      '"\\/"',
      '"\\ud800"',
      '[1,]',
      '',
      ' 1',
      '1\n',
      '\ufeff1',
      '1 2',
      '01',
      '+1',
      '.5',
      '1.',
      '1e5',
      '1.10',
      'NaN',
      '-Infinity',
      'True',
      "'a'",
      '"\u0001"',
      '"\\x41"',
      '"\\u00e9"',
      '"\\u001F"',
      '"\\ude00\\ud83d"',
      '{"a":1,"\\u0061":2}',
      '{"\\ud83d\\ude00":1,"\ufb33":2}',
      `1${'0'.repeat(400)}`,
      `${'['.repeat(257)}${']'.repeat(257)}`,
      `${'['.repeat(5_000)}`,
    ],
  };
}

function digestVectors(): JsonValue {
  const { documents } = sampleEvent();
  const key = fixedBytes('subject key', 32);
  const snapshots = (['person', 'owner', 'backgroundCheck', 'connection', 'workspace'] as const).flatMap(
    (kind) => [1, 2].map((version) => ({ kind, id: 9007199254740991, version })),
  );
  return {
    documents: documents.map(({ kind, salt, json }) => ({
      kind,
      salt: toHex(salt),
      bytes: json,
      digest: digestOf(kind, salt, json),
    })),
    snapshotSalts: snapshots.map(({ kind, id, version }) => ({
      subjectKey: toHex(key),
      kind,
      id,
      version,
      salt: toHex(snapshotSalt(key, kind, id, version)),
    })),
    actorTags: [0, 1, 9007199254740991].map((userId) => {
      const tagSalt = fixedBytes(`tag salt ${userId}`, 16);
      return { tagSalt: toHex(tagSalt), userId, tag: actorTag(tagSalt, userId) };
    }),
  };
}

function keyVectors(): JsonValue {
  const masterSeed = toHex(MASTER_SEED);
  return {
    logKeySeeds: [1, 2].map((generation) => ({
      masterSeed,
      origin: ORIGIN,
      generation,
      seed: toHex(logKeySeed(MASTER_SEED, ORIGIN, generation)),
    })),
    companySecrets: [{ masterSeed, company: COMPANY, secret: toHex(companySecret(MASTER_SEED, COMPANY)) }],
    words: keysInWords().map((vkey) => ({ vkey, words: keyWords(vkey) })),
    typedWords: typedWords(),
  };
}

/** Two keys of one name, and one of them under another name. */
function keysInWords(): string[] {
  const vkeys = [1, 2].map((g) => ed25519Signer(ORIGIN, logKeySeed(MASTER_SEED, ORIGIN, g)).vkey);
  const renamed = ed25519Signer(`${ORIGIN.slice(0, -1)}a`, logKeySeed(MASTER_SEED, ORIGIN, 1)).vkey;
  return [...vkeys, renamed];
}

/** Words as people type them, and what is read; null: refused. */
function typedWords(): JsonValue[] {
  const words = keyWords(signer.vkey);
  const [first = '', ...others] = words.split(' ');
  const good = [
    words,
    words.toUpperCase(),
    ` ${words.replaceAll(' ', '\n\t')}\n`,
    words
      .split(' ')
      .map((word, i) => `${i + 1}. ${word}`)
      .join(', '),
    words.replaceAll(' ', '\u00a0—\u0130'),
  ];
  const bad = [
    '',
    others.join(' '),
    `${words} ${first}`,
    words.replaceAll(' ', ''),
    [first.slice(0, -1), ...others].join(' '),
    [`${first}s`, ...others].join(' '),
    ['\u212aangaroo', ...others].join(' '),
    ['kangaro\u00f3', ...others].join(' '),
  ];
  return [...good.map((typed) => ({ typed, words })), ...bad.map((typed) => ({ typed, words: null }))];
}

function entryVectors(): JsonValue {
  const small = smallEvent().entry;
  const imported: Entry = {
    ...small,
    type: 'TÜV "REPORT"\\\u0001',
    provenance: { system: 'a "b" €', fetchedAt: small.createdAt, sourceDigest: small.parts.text },
  };
  const json = entryJson(small);
  const valid = {
    'with every part': sampleEvent().entry,
    'of the system': small,
    'imported, with escapes': imported,
  };
  return {
    valid: Object.entries(valid).map(([name, entry]) => ({
      name,
      json: entryJson(entry),
      leaf: toHex(leafHash(entryJson(entry))),
    })),
    invalid: [
      { name: 'another version', json: json.replace('"v":1', '"v":2') },
      { name: 'a member is missing', json: json.replace('"testId":null,', '') },
      { name: 'a member is added', json: json.replace('"v":1', '"u":1,"v":1') },
      { name: 'a member twice', json: json.replace('"v":1', '"v":1,"v":1') },
      { name: 'not canonical: a space', json: json.replace(':', ': ') },
      { name: 'not canonical: a number', json: json.replace('"v":1', '"v":1.0') },
      { name: 'a time without milliseconds', json: json.replaceAll('.000Z', 'Z') },
      { name: 'a day that does not exist', json: json.replaceAll('2020-07-06', '2020-02-30') },
      { name: 'an upper-case UUID', json: json.replace(small.company, small.company.toUpperCase()) },
      { name: 'a short digest', json: json.replace(small.parts.text, small.parts.text.slice(1)) },
      { name: 'no text', json: json.replace(`"${small.parts.text}"`, 'null') },
      { name: 'an id beyond 2^53', json: json.replace('"testId":null', '"testId":9007199254740992') },
      { name: 'too many controls', json: json.replace('[]', `[${new Array(201).fill(1).join(',')}]`) },
      { name: 'a newline follows', json: `${json}\n` },
      { name: 'a byte order mark', json: `\ufeff${json}` },
      { name: 'a newline in a UUID', json: json.replace(small.id, `${small.id}\\n`) },
      { name: 'a time with a newline', json: json.replace(small.createdAt, `${small.createdAt}\\n`) },
      { name: 'a time in other digits', json: json.replace('2020-07', '٢٠٢٠-07') },
      { name: 'a year of six digits', json: json.replaceAll('2020-07', '+012020-07') },
      { name: 'a year before the first', json: json.replaceAll('2020-07', '-002020-07') },
      { name: 'a UUID that goes on', json: json.replace(small.id, `${small.id}0`) },
      { name: 'a UUID with something before it', json: json.replace(small.id, `0${small.id}`) },
      { name: 'the hour 24', json: json.replaceAll('T12:', 'T24:') },
      { name: 'a leap second', json: json.replaceAll('12:00:00.000Z', '23:59:60.000Z') },
      { name: 'a day that only leap years have', json: json.replaceAll('2020-07-06', '1900-02-29') },
      { name: 'a version that is true', json: json.replace('"v":1', '"v":true') },
      { name: 'a control that is true', json: json.replace('[]', '[true]') },
      { name: 'a control with a fraction', json: json.replace('[]', '[1.5]') },
      {
        name: 'a digest in upper case',
        json: json.replace(small.parts.text, small.parts.text.toUpperCase()),
      },
      { name: 'a lone surrogate', json: json.replace('COMPANY_CREATED', '\\ud800') },
      { name: 'longer than 8192 bytes', json: json.replace('COMPANY_CREATED', 'X'.repeat(8192)) },
    ],
  };
}

if (import.meta.main) {
  for (const [name, text] of Object.entries(await vectorFiles())) {
    writeFileSync(new URL(`../vectors/${name}`, import.meta.url), text);
  }
}
