import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { fixedBytes } from '../scripts/sample.ts';
import { refuses } from '../test/refuses.ts';
import { concatBytes, fromBase64, fromHex, sha256, toBase64, toHex, utf8Bytes, utf8Text } from './hash.ts';
import { ed25519Signer, formatVkey, openNote, parseVkey, SIGNATURES_MAX, signNote } from './note.ts';

interface NoteVectors {
  keys: { [name: string]: { vkey: string } };
  badVkeys: string[];
  text: string;
  sigLines: { [name: string]: string };
  cases: {
    desc: string;
    note: string;
    noteHexPrefix?: string;
    trusted: string[];
    want: { ok: boolean; verified?: string[]; unverified?: string[]; err?: string };
  }[];
  c2spExample: string;
}

const published = new URL('../../../shared/vectors/signed-note/note-vectors.json', import.meta.url);

function loadPublished(): NoteVectors {
  return JSON.parse(readFileSync(published, 'utf8'));
}

/** Fills the placeholders of a published case: {text}, {name}, {name*count}, {name-chomp}, {name-corrupt}. */
function fillIn(vectors: NoteVectors, template: string): string {
  return template.replace(/\{([a-z]+)(?:\*(\d+)|-(\w+))?\}/g, (_, name: string, count = '1', change = '') => {
    if (name === 'text') return vectors.text;
    const line = vectors.sigLines[name]!;
    if (change === 'chomp') return line.slice(0, -1);
    if (change === 'corrupt') return `${line.slice(0, 60)}ABCD${line.slice(60)}`;
    return line.repeat(Number(count));
  });
}

test('the published signed-note cases', (t) => {
  if (!existsSync(published)) return t.skip('the published vectors are not beside the repository');
  const vectors = loadPublished();
  assert.ok(vectors.cases.length >= 12);
  const nameOf = (key: string) => vectors.keys[key]!.vkey.split('+')[0]!;
  for (const { desc, note, noteHexPrefix = '', trusted, want } of vectors.cases) {
    const verifiers = trusted.map((key) => parseVkey(vectors.keys[key]!.vkey));
    const bytes = concatBytes(fromHex(noteHexPrefix), utf8Bytes(fillIn(vectors, note)));
    const open = () => openNote(utf8Text(bytes), verifiers);
    if (want.ok) {
      const opened = open();
      assert.equal(opened.text, vectors.text, desc);
      assert.deepEqual(opened.verified, want.verified?.map(nameOf), desc);
      assert.deepEqual(opened.unverified, (want.unverified ?? []).map(nameOf), desc);
    } else {
      refuses(open, desc);
    }
  }
});

test('the published keys, good and bad', (t) => {
  if (!existsSync(published)) return t.skip('the published vectors are not beside the repository');
  const vectors = loadPublished();
  for (const { vkey } of Object.values(vectors.keys)) {
    const [name = '', , ...key] = vkey.split('+');
    assert.equal(formatVkey(name, fromBase64(key.join('+')).slice(1)), vkey);
  }
  for (const vkey of vectors.badVkeys) refuses(() => parseVkey(vkey), vkey);
});

test('the example of the signed-note specification', () => {
  const example =
    'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYN' +
    'ZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';
  const key = parseVkey('example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k');
  assert.deepEqual(openNote(example, [key]), {
    text: 'This is an example message.\n',
    verified: ['example.com/foo'],
    unverified: [],
  });
});

const alice = ed25519Signer('alice.example', fixedBytes('alice', 32));
const bob = ed25519Signer('bob.example', fixedBytes('bob', 32));
const [aliceKey, bobKey] = [parseVkey(alice.vkey), parseVkey(bob.vkey)];

test('Ed25519 keys and signatures are those of RFC 8032', () => {
  const seed = fromHex('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60');
  const signer = ed25519Signer('rfc8032', seed);
  assert.equal(toHex(signer.publicKey), 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
  const signature = toHex(signer.sign(new Uint8Array(0)));
  assert.ok(signature.startsWith('e5564300c360ac729086e2cc806e828a84877f1eb8e5d974'));
});

const line = fc.string({ unit: 'grapheme', maxLength: 20 }).map((s) => s.replace(/\p{Cc}/gu, ''));

test('what is signed is what is opened, blank lines and dashes included', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(line, fc.constantFrom('', '— alice.example AAAA')), { minLength: 1 }),
      (lines) => {
        const text = `${lines.join('\n')}\n`;
        const note = signNote(text, [alice, bob]);
        assert.deepEqual(openNote(note, [bobKey]), {
          text,
          verified: ['bob.example'],
          unverified: ['alice.example'],
        });
      },
    ),
    { numRuns: 30 },
  );
});

test('no changed character is accepted', () => {
  const note = signNote('a text\nof two lines\n', [alice]);
  for (let at = 0; at < note.length; at++) {
    const character = note[at] === 'x' ? 'y' : 'x';
    refuses(() => openNote(note.slice(0, at) + character + note.slice(at + 1), [aliceKey]));
    refuses(() => openNote(note.slice(0, at), [aliceKey]));
  }
});

test('a key is its name and its bytes', () => {
  const renamed = ed25519Signer('carol.example', fixedBytes('alice', 32));
  const note = signNote('text\n', [alice]);
  assert.throws(() => openNote(note, [parseVkey(renamed.vkey)]), { code: 'signature' });
  assert.throws(() => openNote(note, []), { code: 'signature' });
  const impostor = { ...aliceKey, verify: () => true };
  assert.throws(() => openNote(note, [aliceKey, impostor]), { code: 'note' });
});

test('at most a hundred signatures', () => {
  const note = signNote('text\n', [alice]);
  const signature = note.slice('text\n\n'.length);
  assert.equal(openNote(note + signature.repeat(SIGNATURES_MAX - 1), [aliceKey]).verified.length, 1);
  assert.throws(() => openNote(note + signature.repeat(SIGNATURES_MAX), [aliceKey]), { code: 'note' });
});

test('texts and names that cannot be signed', () => {
  for (const text of ['', 'no newline', 'tab\t\n', 'nul\0\n', 'return\r\n', '\ud800\n']) {
    assert.throws(() => signNote(text, [alice]), { code: 'note' }, JSON.stringify(text));
  }
  assert.throws(() => signNote('text\n', []), { code: 'note' });
  for (const name of ['', 'a b', 'a+b', 'a\u00a0b', 'a\nb', 'a\u0085b', '\ud800']) {
    assert.throws(() => ed25519Signer(name, new Uint8Array(32)), { code: 'vkey' }, JSON.stringify(name));
    assert.throws(() => signNote('text\n', [{ ...alice, name }]), { code: 'note' });
  }
  assert.throws(() => ed25519Signer('x', new Uint8Array(31)), { code: 'vkey' });
});

function vkeyOf(name: string, type: number, key: Uint8Array): string {
  const id = sha256(concatBytes(utf8Bytes(name), Uint8Array.of(0x0a, type), key)).slice(0, 4);
  return `${name}+${toHex(id)}+${toBase64(concatBytes(Uint8Array.of(type), key))}`;
}

test('keys that would verify too much are refused', () => {
  const weak = [
    // Small order: the identity, order 2, order 4, order 8.
    `01${'00'.repeat(31)}`,
    `ec${'ff'.repeat(30)}7f`,
    '00'.repeat(32),
    `${'00'.repeat(31)}80`,
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    // Not canonical: y = p + 1, the identity with a sign bit.
    `ee${'ff'.repeat(30)}7f`,
    `01${'00'.repeat(30)}80`,
    // Not on the curve.
    `02${'00'.repeat(31)}`,
  ];
  for (const hex of weak) {
    assert.throws(() => parseVkey(vkeyOf('weak.example', 1, fromHex(hex))), { code: 'vkey' }, hex);
    assert.throws(() => formatVkey('weak.example', fromHex(hex)), { code: 'vkey' }, hex);
  }
});

test('keys of other types, lengths and spellings are refused', () => {
  const good = alice.vkey;
  assert.equal(vkeyOf('alice.example', 1, alice.publicKey), good);
  const [name, id, ...key] = good.split('+');
  const bad = [
    '',
    '+',
    'alice.example',
    `${name}+${id}`,
    `${name}+${id}+`,
    `+${id}+${key.join('+')}`,
    `${name}+${id?.toUpperCase()}x+${key.join('+')}`,
    `${name}+00000000+${key.join('+')}`,
    `${good}=`,
    `${good}\n`,
    ` ${good}`,
    vkeyOf('alice.example', 2, alice.publicKey),
    vkeyOf('alice.example', 4, alice.publicKey),
    vkeyOf('alice.example', 1, alice.publicKey.slice(1)),
    vkeyOf('alice.example', 1, concatBytes(alice.publicKey, Uint8Array.of(0))),
  ];
  for (const vkey of bad) assert.throws(() => parseVkey(vkey), { code: 'vkey' }, vkey);
});

test('signatures of another length are wrong, not an exception', () => {
  const bytes = utf8Bytes('text\n');
  for (const length of [0, 63, 65]) assert.equal(aliceKey.verify(bytes, new Uint8Array(length)), false);
  assert.equal(aliceKey.verify(bytes, new Uint8Array(64).fill(0xff)), false);
});
