import {
  ed25519Signer,
  formatCheckpoint,
  formatProof,
  type JsonValue,
  leafHash,
  nodeHash,
  signNote,
  toBase64,
  toHex,
  utf8Bytes,
} from '../src/index.ts';
import { anyVkey, strangeSignatures, unsoundKeys } from './ed25519-forgeries.ts';
import { fixedBytes, MASTER_SEED, ORIGIN, signer } from './sample.ts';

const alice = ed25519Signer('alice.example', fixedBytes('alice', 32));
const bob = ed25519Signer('bob.example', fixedBytes('bob', 32));

/** Keys, notes, checkpoints and proofs, good and bad. `opens: null` and `ok: false` must be refused. */
export function noteVectors(): JsonValue {
  const [left, right] = [leafHash('entry 0'), leafHash('entry 1')];
  const checkpoint = formatCheckpoint({ origin: ORIGIN, size: 2, root: nodeHash(left, right) });
  const note = signNote(checkpoint, [signer]);
  return {
    keys: [
      { name: alice.name, seed: toHex(fixedBytes('alice', 32)), vkey: alice.vkey },
      { name: bob.name, seed: toHex(fixedBytes('bob', 32)), vkey: bob.vkey },
    ],
    badVkeys: badVkeys(),
    notes: notes(),
    checkpoints: [
      { ok: true, text: checkpoint },
      { ok: true, text: `${ORIGIN}\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n` },
      ...badCheckpoints(checkpoint).map((text) => ({ ok: false, text })),
    ],
    proofs: [
      {
        ok: true,
        index: 0,
        path: [toHex(right)],
        text: formatProof({ index: 0, path: [right], checkpoint: note }),
      },
      {
        ok: true,
        index: 1,
        path: [toHex(left)],
        text: formatProof({ index: 1, path: [left], checkpoint: note }),
      },
      ...badProofs(formatProof({ index: 1, path: [left], checkpoint: note })).map((text) => ({
        ok: false,
        text,
      })),
    ],
    log: { masterSeed: toHex(MASTER_SEED), origin: ORIGIN, generation: 1, vkey: signer.vkey, note },
  };
}

function notes(): JsonValue[] {
  const text = 'A text with\n\na blank line and é.\n';
  const both = signNote(text, [alice, bob]);
  const one = signNote(text, [alice]);
  const line = one.slice(text.length + 1);
  const wrong = signNote('Another text.\n', [alice]).slice('Another text.\n\n'.length);
  const good = (note: string, vkeys: string[], verified: string[], unverified: string[]) => ({
    note,
    vkeys,
    opens: { text, verified, unverified },
  });
  const bad = [
    text,
    `${text}\n`,
    one.slice(0, -1),
    one.replace('A text', 'B text'),
    one.replace('— ', '- '),
    one.replace('alice.example ', 'alice.example  '),
    `${one}junk\n`,
    `\t${one}`,
    one.replaceAll('\n', '\r\n'),
    one + line.repeat(100),
    one.replace(/(— alice.example .{10})./, '$1*'),
    signNote(text, [bob]),
    one + wrong,
    `${text}\n${wrong}${line}`,
    ...strangeSignatures(fixedBytes('alice', 32), alice.sign(utf8Bytes(text)), utf8Bytes(text)).map(
      (signature) => signNote(text, [{ ...alice, sign: () => signature }]),
    ),
  ];
  return [
    good(one, [alice.vkey], ['alice.example'], []),
    good(both, [bob.vkey], ['bob.example'], ['alice.example']),
    good(both, [alice.vkey, bob.vkey], ['alice.example', 'bob.example'], []),
    good(one + line, [alice.vkey], ['alice.example'], []),
    ...bad.map((note) => ({ note, vkeys: [alice.vkey], opens: null })),
  ];
}

function badVkeys(): string[] {
  const [name = '', id = '', ...key] = alice.vkey.split('+');
  // With its right key id, so that only the key itself is at fault.
  const named = (key: Uint8Array, type = 1) => anyVkey(name, key, type).vkey;
  return [
    '',
    `${name}+${id}`,
    `${name}+00000000+${key.join('+')}`,
    `${name}+${id.toUpperCase()}x+${key.join('+')}`,
    `other.example+${id}+${key.join('+')}`,
    `a b+${id}+${key.join('+')}`,
    `${alice.vkey}=`,
    `${alice.vkey}\n`,
    named(alice.publicKey, 2),
    named(alice.publicKey, 4),
    ...unsoundKeys(alice.publicKey).map((key) => named(key)),
  ];
}

function badCheckpoints(checkpoint: string): string[] {
  return [
    '',
    checkpoint.slice(0, -1),
    checkpoint.replace('\n2\n', '\n02\n'),
    checkpoint.replace('\n2\n', '\n-2\n'),
    checkpoint.replace('\n2\n', '\n9007199254740992\n'),
    checkpoint.replace(ORIGIN, ''),
    checkpoint.replace('=\n', '\n'),
    checkpoint.replace(/\n[^\n]+\n$/, `\n${toBase64(fixedBytes('root', 31))}\n`),
    checkpoint.replace('\n2\n', '\n18446744073709551616\n'),
    checkpoint.replace('\n2\n', '\n2e0\n'),
    checkpoint.replace(/\n$/, 'X'),
    checkpoint.replace('\n2\n', '\n٢\n'),
    checkpoint.replace('\n2\n', '\n'),
    checkpoint.replace('\n2\n', '\n\n2\n'),
    `${checkpoint}\n`,
    `${checkpoint}more\n\n`,
  ];
}

function badProofs(proof: string): string[] {
  return [
    '',
    proof.replace('@v1', '@v2'),
    proof.replace('index 1', 'index 01'),
    proof.replace('index 1', 'index -1'),
    proof.replace('index 1\n', ''),
    proof.replace('=\n', '\n'),
    proof.replace('\n\n', '\n'),
    proof.replace('index 1', 'index 18446744073709551616'),
    proof.replace('index 1', 'index ١'),
    proof.replace(/index 1\n[^\n]+/, `index 1\n${toBase64(fixedBytes('hash', 31))}`),
    proof.replace(/index 1\n/, `index 1\n${`${toBase64(fixedBytes('hash', 32))}\n`.repeat(53)}`),
    proof.replace('index 1', 'extra AAAA\nextra AAAA\nindex 1'),
    proof.replace(/\n/g, '\r\n'),
  ];
}
