import {
  concatBytes,
  cosigner,
  ed25519Signer,
  formatCheckpoint,
  formatPolicy,
  type JsonValue,
  leafHash,
  sha256,
  signNote,
  toBase64,
  toHex,
  utf8Bytes,
} from '../src/index.ts';
import { fixedBytes, ORIGIN, signer } from './sample.ts';

const w1 = cosigner('witness.example/w1', fixedBytes('w1', 32));
const w2 = cosigner('witness.example/w2', fixedBytes('w2', 32));
const w3 = cosigner('witness.example/w3', fixedBytes('w3', 32));
const other = ed25519Signer('other.example/log', fixedBytes('other log', 32));

const text = formatCheckpoint({ origin: ORIGIN, size: 1, root: leafHash('entry 0') });
const note = signNote(text, [signer]);
const TIME = 1_770_000_000;

/** Cosignatures and policies, good and bad. `cosignatures: null` and `ok: false` must be refused. */
export function witnessVectors(): JsonValue {
  return {
    keys: [w1, w2, w3].map(({ name, vkey }) => ({
      name,
      seed: toHex(fixedBytes(name.slice(-2), 32)),
      vkey,
    })),
    badVkeys: badVkeys(),
    notes: notes(),
    badPolicies: badPolicies(),
    policies: policies(),
  };
}

function notes(): JsonValue[] {
  const [one, two] = [w1.cosign(text, TIME), w2.cosign(text, TIME + 1)];
  const good = (signed: string, cosignatures: { name: string; time: number }[]) => ({
    note: signed,
    vkeys: [w1.vkey, w2.vkey],
    cosignatures,
  });
  const c1 = { name: w1.name, time: TIME };
  const c2 = { name: w2.name, time: TIME + 1 };
  const bytes = (line: string) =>
    Uint8Array.from(atob(line.trim().split(' ')[2] ?? ''), (c) => c.charCodeAt(0));
  const remade = (change: (signature: Uint8Array) => Uint8Array) =>
    `— ${w1.name} ${toBase64(change(bytes(one)))}\n`;
  const bad = [
    w1.cosign(text.replace('\n1\n', '\n2\n'), TIME),
    remade((signature) => signature.with(4 + 7, (signature[4 + 7] ?? 0) ^ 1)),
    remade((signature) => signature.with(signature.length - 1, 0)),
    remade((signature) => signature.slice(0, -1)),
    remade((signature) => concatBytes(signature, Uint8Array.of(0))),
    remade((signature) => concatBytes(signature.slice(0, 4), new Uint8Array(8), signature.slice(12))),
    remade((signature) => concatBytes(signature.slice(0, 4), signature.slice(12))),
    one + w2.cosign(`${text}more\n`, TIME),
  ];
  return [
    good(note, []),
    good(note + one, [c1]),
    good(note + two + one, [c1, c2]),
    // The same key again: counted once, with its earliest time.
    good(note + w1.cosign(text, TIME + 9) + one, [c1]),
    good(note + w3.cosign(text, TIME), []),
    ...bad.map((lines) => ({ note: note + lines, vkeys: [w1.vkey, w2.vkey], cosignatures: null })),
  ];
}

function badVkeys(): string[] {
  const [name = '', id = '', ...key] = w1.vkey.split('+');
  const smallOrder = concatBytes(Uint8Array.of(4, 1), new Uint8Array(31));
  const smallOrderId = sha256(concatBytes(utf8Bytes(`${name}\n`), smallOrder)).slice(0, 4);
  return [
    signer.vkey,
    `${name}+00000000+${key.join('+')}`,
    `other.example+${id}+${key.join('+')}`,
    `${name}+${toHex(smallOrderId)}+${toBase64(smallOrder)}`,
  ];
}

const base = `log ${signer.vkey}
witness A ${w1.vkey} https://witness.example/w1
witness B\t${w2.vkey}
`;

function policies(): JsonValue[] {
  const [one, two] = [w1.cosign(text, TIME), w2.cosign(text, TIME + 1)];
  const [at1, at2] = [new Date(TIME * 1000).toISOString(), new Date((TIME + 1) * 1000).toISOString()];
  const grouped = `# two of three, or C alone\n\n${base}witness C ${w3.vkey}\n group AB all A B\ngroup all-of-us any AB C\nquorum all-of-us\n`;
  const both = formatPolicy({
    logs: [signer.vkey],
    witnesses: [
      { name: 'A', vkey: w1.vkey },
      { name: 'B', vkey: w2.vkey },
    ],
    needed: 2,
  });
  const wrong = w2.cosign(`${text}x\n`, TIME);
  const of = (policy: string, signed: string, holds: boolean, times: (string | null)[]) => ({
    policy,
    note: signed,
    holds,
    times,
  });
  return [
    of(`log ${signer.vkey}\nquorum none\n`, note, true, []),
    of(`log ${other.vkey}\nquorum none\n`, note, false, []),
    of(`log ${other.vkey}\nlog ${signer.vkey}\nquorum none`, note, true, []),
    of('quorum none\n', note, false, []),
    of(`${base}quorum A\n`, note + one, true, [at1, null]),
    of(`${base}quorum B\n`, note + one, false, [at1, null]),
    of(`${base}group g any A B\nquorum g\n`, note + one, true, [at1, null]),
    of(`${base}group g any A B\nquorum g\n`, note, false, [null, null]),
    of(both, note + one, false, [at1, null]),
    of(both, note + one + one, false, [at1, null]),
    of(both, note + one + two, true, [at1, at2]),
    of(both, note + one + two + wrong, false, [at1, null]),
    of(both, note.replace(/.{10}\n$/, 'AAAAAAAAA=\n') + one + two, false, [null, null]),
    of(grouped, note + one, false, [at1, null, null]),
    of(grouped, note + one + two, true, [at1, at2, null]),
    of(grouped, note + w3.cosign(text, TIME), true, [null, null, at1]),
  ];
}

function badPolicies(): string[] {
  const renamed = cosigner('witness.example/again', fixedBytes('w1', 32));
  return [
    '',
    base,
    `${base}quorum A\nquorum A\n`,
    `${base}quorum C\n`,
    `quorum A\n${base}`,
    `${base}witness C ${renamed.vkey}\nquorum A\n`,
    `${base}log ${signer.vkey}\nquorum A\n`,
    `${base}witness A ${w3.vkey}\nquorum A\n`,
    `${base}witness none ${w3.vkey}\nquorum none\n`,
    `${base}witness C ${signer.vkey}\nquorum A\n`,
    `log ${w1.vkey}\nquorum none\n`,
    `${base}group g 3 A B\nquorum g\n`,
    `${base}group g 0 A B\nquorum g\n`,
    `${base}group g 01 A B\nquorum g\n`,
    `${base}group g all\nquorum g\n`,
    `${base}group g any A A\nquorum g\n`,
    `${base}group g any A\ngroup h any A B\nquorum h\n`,
    `${base}group g any g\nquorum g\n`,
    `${base}group g any none\nquorum g\n`,
    `${base}quorum A B\n`,
    `${base}mirror A\nquorum A\n`,
    `${base}quorum A\r\n`,
  ];
}
