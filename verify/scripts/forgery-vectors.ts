/** Affidavits that somebody forged: forms of attack that a verifier could fall for. */
import {
  type Affidavit,
  ed25519Signer,
  entryJson,
  formatProof,
  fromBase64,
  logKeySeed,
  openNote,
  type ParsedProof,
  parseProof,
  parseVkey,
  signatureLine,
  signNote,
  toBase64,
  utf8Bytes,
  utf8Text,
} from '../src/index.ts';
import { type Case, fails, holds } from './affidavit-case.ts';
import { anyVkey, strangeSignatures, unsoundKeys } from './ed25519-forgeries.ts';
import {
  fixedBytes,
  MASTER_SEED,
  ORIGIN,
  SAMPLE_INDEX,
  SAMPLE_SIZE,
  sampleAffidavit,
  signer,
  smallEvent,
} from './sample.ts';

export async function forgeryVectors(): Promise<Case[]> {
  const small = await sampleAffidavit(smallEvent());
  return [
    ...texts(small),
    ...entries(small),
    ...proofs(small),
    ...signatures(small),
    ...(await logs(small)),
    ...signedTexts(small),
    ...unsound(small),
  ];
}

/** The file itself: what one reader sees and another does not. */
function texts(small: Affidavit): Case[] {
  const json = JSON.stringify(small);
  const member = (name: string) => `"${name}":1,${json.slice(1)}`;
  const bad = {
    'something follows the object': `${json}{}`,
    'a NUL follows the object': `${json}\u0000`,
    'a byte order mark': `\ufeff${json}`,
    'a space that JSON has not': `\u00a0${json}`,
    'a comma too many': json.replace(/}$/, ',}'),
    'a comment': `${json}//`,
    'an array around it': `[${json}]`,
    'a member more': `{${member('more')}`,
    'a member that languages treat specially': `{${member('__proto__')}`,
    'a member twice, the second spelled with an escape': json.replace(
      '"event":',
      '"\\u0065vent":{},"event":',
    ),
    'a number beyond a double': json.replace('"erasures":[]', '"erasures":[1e400]'),
    'an integer that a double rounds': json.replace('"status":null', '"status":9007199254740993'),
    'an endless integer': json.replace('"status":null', `"status":1${'0'.repeat(400)}`),
    'minus zero': json.replace('"status":null', '"status":-0'),
    'a number that is none': json.replace('"status":null', '"status":NaN'),
    'a leading zero': json.replace('"status":null', '"status":01'),
    'a lone surrogate': json.replace('"status":null', '"status":"\\ud800"'),
    'a control character in a string': json.replace('"status":null', '"status":"\u0001"'),
    'nested too deeply': json.replace('"status":null', `"status":${'['.repeat(5000)}${']'.repeat(5000)}`),
    'an actor that is null': json.replace('"erasures"', '"actor":null,"erasures"'),
    'a salt in upper case': json.replace(/"salt":"(\w+)"/, (_, salt) => `"salt":"${salt.toUpperCase()}"`),
    'a salt of 15 bytes': json.replace(/"salt":"\w\w/, '"salt":"'),
    'a salt that is not hex': json.replace(/"salt":"\w\w/, '"salt":"xx'),
    'a kind that is inherited': json.replace('"kind":"text"', '"kind":"constructor"'),
  };
  return Object.entries(bad).map(([name, file]) => fails(name, file, 'format', 'malformed'));
}

function entries(small: Affidavit): Case[] {
  const entry = utf8Text(fromBase64(small.entry));
  const encoded = (text: string) => ({ ...small, entry: toBase64(utf8Bytes(text)) });
  const bad = {
    'an entry with a newline': encoded(`${entry}\n`),
    'an entry with a byte order mark': encoded(`\ufeff${entry}`),
    'an entry with a member twice': encoded(entry.replace('{', '{"actor":null,')),
    'an entry in another order': encoded(JSON.stringify({ v: 1, ...JSON.parse(entry) })),
    'an entry that is not UTF-8': { ...small, entry: toBase64(Uint8Array.of(0x7b, 0xff, 0x7d)) },
    'an entry in base64 of the other alphabet': { ...small, entry: small.entry.replace(/^../, '-_') },
    'an entry in base64 without padding': {
      ...small,
      entry: toBase64(utf8Bytes(`${entry} `)).replace(/=+$/, ''),
    },
    'an empty entry': { ...small, entry: '' },
  };
  return Object.entries(bad).map(([name, file]) => fails(name, file, 'entry', 'malformed'));
}

function proofs(small: Affidavit): Case[] {
  const proof = parseProof(small.proof);
  const made = (change: Partial<ParsedProof>) => ({ ...small, proof: formatProof({ ...proof, ...change }) });
  const [first, ...rest] = proof.path;
  const replaced = (from: string | RegExp, to: string) => ({
    ...small,
    proof: small.proof.replace(from, to),
  });
  const notIncluded = {
    'an index that is the size': made({ index: SAMPLE_SIZE }),
    'an index beyond the size': made({ index: SAMPLE_SIZE + SAMPLE_INDEX + 1 }),
    'the greatest index': made({ index: 2 ** 53 - 1 }),
    'a path without its first hash': made({ path: rest }),
    'a path without its last hash': made({ path: proof.path.slice(0, -1) }),
    'a path with one hash more': made({ path: [...proof.path, proof.path[0]!] }),
    'a path that begins with the leaf': made({ path: [first!, ...proof.path] }),
    'a path upside down': made({ path: proof.path.toReversed() }),
    'no path': made({ path: [] }),
  };
  const malformed = {
    'a hash of 31 bytes': replaced(toBase64(first!), toBase64(first!.slice(1))),
    'a hash of 33 bytes': replaced(toBase64(first!), toBase64(Uint8Array.of(0, ...first!))),
    'a hash with stray bits': replaced(toBase64(first!), strayBits(toBase64(first!))),
    'a hash with a space': replaced(toBase64(first!), ` ${toBase64(first!)}`),
    'a path of 54 hashes': replaced(`${toBase64(first!)}\n`, `${toBase64(first!)}\n`.repeat(54)),
    'an index of 2^64': replaced(`index ${SAMPLE_INDEX}`, 'index 18446744073709551616'),
    'an index of 2^53': replaced(`index ${SAMPLE_INDEX}`, 'index 9007199254740992'),
    'an index with a sign': replaced('index ', 'index +'),
    'an index in other digits': replaced(`index ${SAMPLE_INDEX}`, 'index ٣'),
    'a proof with carriage returns': replaced(/\n/g, '\r\n'),
    'a proof with a line before it': { ...small, proof: `\n${small.proof}` },
    'a proof that ends in junk': { ...small, proof: `${small.proof}junk` },
    'a proof that ends in an empty line': { ...small, proof: `${small.proof}\n` },
    'a proof without a checkpoint': {
      ...small,
      proof: small.proof.slice(0, small.proof.indexOf('\n\n') + 2),
    },
  };
  return [
    ...Object.entries(notIncluded).map(([name, file]) => fails(name, file, 'inclusion', 'notIncluded')),
    ...Object.entries(malformed).map(([name, file]) => fails(name, file, 'signature', 'malformed')),
  ];
}

/** The last character before the padding has bits that no byte takes. */
function strayBits(base64: string): string {
  const at = base64.indexOf('=') - 1;
  return base64.slice(0, at) + String.fromCharCode(base64.charCodeAt(at) + 1) + base64.slice(at + 1);
}

function signatures(small: Affidavit): Case[] {
  const proof = parseProof(small.proof);
  const { text } = openNote(proof.checkpoint, [parseVkey(signer.vkey)]);
  const seed = logKeySeed(MASTER_SEED, ORIGIN, 1);
  const line = (signature: Uint8Array) =>
    signNote(text, [{ ...signer, sign: () => signature }]).slice(text.length + 1);
  const right = signer.sign(utf8Bytes(text));
  const strange = strangeSignatures(seed, right, utf8Bytes(text));
  const signed = (...lines: string[]) => ({
    ...small,
    proof: formatProof({ ...proof, checkpoint: `${text}\n${lines.join('')}` }),
  });
  const wrong = line(right.with(0, right[0]! ^ 1));
  const stranger = ed25519Signer('stranger.example', fixedBytes('stranger', 32));
  const byStranger = signNote(text, [stranger]).slice(text.length + 1);
  return [
    ...strange.map((signature, i) =>
      fails(
        `a signature that only some accept, ${i + 1}`,
        signed(line(signature)),
        'signature',
        'badSignature',
      ),
    ),
    fails('a wrong signature after the right one', signed(line(right), wrong), 'signature', 'badSignature'),
    fails('a wrong signature before the right one', signed(wrong, line(right)), 'signature', 'badSignature'),
    fails('the signature of a stranger only', signed(byStranger), 'signature', 'badSignature'),
    fails('101 signatures', signed(...new Array(101).fill(line(right))), 'signature', 'malformed'),
    holds('the right signature twice: it counts once', JSON.stringify(signed(line(right), line(right)))),
    holds('the signature of a stranger too', JSON.stringify(signed(byStranger, line(right)))),
  ];
}

/** Another log, another company, another size. */
async function logs(small: Affidavit): Promise<Case[]> {
  const { entry } = smallEvent();
  const elsewhere = ed25519Signer(`${ORIGIN.slice(0, -1)}a`, fixedBytes('elsewhere', 32));
  const impostor = ed25519Signer(ORIGIN, fixedBytes('impostor', 32));
  const foreign = await sampleAffidavit(smallEvent(), elsewhere);
  const company = '3f0c1f6e-54b2-4c3e-9a35-0d7f1a2b3c4e';
  const moved = toBase64(utf8Bytes(entryJson({ ...entry, company })));
  const cosigned = await sampleAffidavit(smallEvent(), impostor);
  const proof = parseProof(small.proof);
  const { text } = openNote(proof.checkpoint, [parseVkey(signer.vkey)]);
  const byBoth = formatProof({ ...proof, checkpoint: signNote(text, [impostor, elsewhere]) });
  return [
    fails('of another log, whose key is not pinned', foreign, 'key', 'notPinned'),
    holds('of another log, without a pinned key', foreign, []),
    fails('signed by a pinned key, but of another log', { ...cosigned, proof: byBoth }, 'key', 'notPinned', [
      elsewhere.vkey,
    ]),
    fails(
      'signed by no pinned key, and by one of another log',
      { ...cosigned, proof: byBoth },
      'key',
      'notPinned',
      [elsewhere.vkey, signer.vkey],
    ),
    fails('the proof of another log', { ...small, proof: foreign.proof }, 'signature', 'badSignature'),
    fails('the entry of another company', { ...small, entry: moved }, 'inclusion', 'notIncluded'),
    fails(
      'the entry of another company, without documents',
      { ...small, entry: moved, documents: [] },
      'documents',
      'withheld',
    ),
  ];
}

/** Checkpoints that the log's own key, or another log's, signed although they cannot be. */
function signedTexts(small: Affidavit): Case[] {
  const elsewhere = ed25519Signer(`${ORIGIN.slice(0, -1)}a`, fixedBytes('elsewhere', 32));
  const proof = parseProof(small.proof);
  const { text } = openNote(proof.checkpoint, [parseVkey(signer.vkey)]);
  const resigned = (changed: string, by = signer) => ({
    ...small,
    vkey: by.vkey,
    proof: formatProof({ ...proof, checkpoint: signNote(changed, [by]) }),
  });
  return [
    fails(
      'the origin of another log in the checkpoint',
      resigned(text.replace(ORIGIN, elsewhere.name)),
      'signature',
      'mismatch',
    ),
    fails('the key of another log', resigned(text, elsewhere), 'signature', 'mismatch'),
    fails('a signed size of 0', resigned(text.replace('\n7\n', '\n0\n')), 'inclusion', 'notIncluded'),
    fails(
      'a signed size of 2^53',
      resigned(text.replace('\n7\n', '\n9007199254740992\n')),
      'signature',
      'malformed',
    ),
    fails(
      'a signed size with a zero before it',
      resigned(text.replace('\n7\n', '\n07\n')),
      'signature',
      'malformed',
    ),
    fails(
      'a signed root of 31 bytes',
      resigned(text.replace(/\n[^\n]+\n$/, `\n${toBase64(fixedBytes('root', 31))}\n`)),
      'signature',
      'malformed',
    ),
    fails(
      'a signed checkpoint of two lines',
      resigned(text.replace(/[^\n]+\n$/, '')),
      'signature',
      'malformed',
    ),
  ];
}

/**
 * Files that state a key of low order. R is that point too, or the neutral element, and S is 0: whoever only checks the
 * equation accepts such a signature under any text, or under one text in eight.
 */
function unsound(small: Affidavit): Case[] {
  const proof = parseProof(small.proof);
  const { text } = openNote(proof.checkpoint, [parseVkey(signer.vkey)]);
  const keys = unsoundKeys(signer.publicKey).slice(0, LOW_ORDER);
  return keys.map((key, i) => {
    const { vkey, keyId } = anyVkey(ORIGIN, key);
    const signature = Uint8Array.of(1, ...new Array(63).fill(0));
    const checkpoint = `${text}\n${signatureLine({ name: ORIGIN, keyId, signature })}`;
    const file = { ...small, vkey, proof: formatProof({ ...proof, checkpoint }) };
    return fails(`a key of low order, ${i + 1}`, file, 'signature', 'malformed', []);
  });
}

/** Canonical encodings, and those that are not. */
const LOW_ORDER = 14;
