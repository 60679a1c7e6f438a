/** Two implementations, written apart from docs/formats.md, say the same of everything: this package and verify/python. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import {
  type AffidavitReport,
  canonicalJson,
  fromBase64,
  type JsonValue,
  openNote,
  parseCanonicalJson,
  parseCheckpoint,
  parseEntry,
  parseProof,
  parseStrictJson,
  parseVkey,
  parseWitnessVkey,
  toBase64,
  toHex,
  utf8Bytes,
  utf8Text,
  VerifyError,
  verifyAffidavit,
  verifyCertificate,
} from '../src/index.ts';
import { changedBytes, changedJson, changedText, Dice } from './mutations.ts';
import { askPython, type Question, runPython, withoutPython } from './python.ts';

const vectors = new URL('../vectors/', import.meta.url);
const EXIT = { verified: 0, consistent: 3, failed: 1 } as const;

interface AffidavitVector {
  name: string;
  file: string;
  vkeys: string[];
  outcome: AffidavitReport['outcome'];
}

function load<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(name, vectors), 'utf8'));
}

test('verify/python holds to every vector', (t) => {
  if (withoutPython !== null) return t.skip(withoutPython);
  const { status, stdout, stderr } = runPython('vectors.py', [fileURLToPath(vectors)]);
  assert.equal(status, 0, `${stdout}${stderr}`);
  assert.doesNotMatch(stdout, /: 0 checks/);
});

function keyArgs({ vkeys }: AffidavitVector): string[] {
  return vkeys.flatMap((vkey) => ['--key', vkey]);
}

test('the command of verify/python: outcomes and exit codes', (t) => {
  if (withoutPython !== null) return t.skip(withoutPython);
  const folder = mkdtempSync(join(tmpdir(), 'affidavit-python-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const cases = load<AffidavitVector[]>('affidavits.json');
  const put = ({ file }: AffidavitVector, number: number): string => {
    const path = join(folder, `${number}.affidavit.json`);
    writeFileSync(path, file);
    return path;
  };
  for (const vkeys of new Set(cases.map((vector) => vector.vkeys.join(' ')))) {
    const alike = cases.filter((vector) => vector.vkeys.join(' ') === vkeys);
    const { stdout } = runPython('affidavit_verify.py', ['--json', ...keyArgs(alike[0]!), ...alike.map(put)]);
    const outcomes = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).outcome);
    assert.deepEqual(
      outcomes,
      alike.map(({ outcome }) => outcome),
    );
  }
  for (const outcome of ['verified', 'consistent', 'failed'] as const) {
    const one = cases.find((vector) => vector.outcome === outcome)!;
    assert.equal(
      runPython('affidavit_verify.py', [put(one, 0), ...keyArgs(one)]).status,
      EXIT[outcome],
      one.name,
    );
  }
  const bundle = join(folder, 'some.affidavits.ndjson');
  const good = cases.filter(({ outcome, file }) => outcome === 'verified' && !file.includes('\n'));
  const keys = good.flatMap(keyArgs);
  writeFileSync(bundle, good.map(({ file }) => `${file}\n`).join(''));
  assert.equal(runPython('affidavit_verify.py', [bundle, ...keys]).status, EXIT.verified);
  assert.equal(runPython('affidavit_verify.py', [bundle]).status, EXIT.consistent);
  assert.equal(runPython('affidavit_verify.py', []).status, 2);
  assert.equal(runPython('affidavit_verify.py', [bundle, '--key', 'a+b']).status, 2);
  assert.equal(runPython('affidavit_verify.py', [join(folder, 'nothing')]).status, 2);
});

/** Asks both, and shows what they differ about. At least `least` of the answers must be good ones. */
function agree(
  questions: readonly Question[],
  judge: (question: Question, i: number) => string,
  least = 0,
): void {
  const theirs = askPython(questions);
  const ours = questions.map(judge);
  const differences = questions.flatMap((question, i) =>
    ours[i] === theirs[i] ? [] : [{ ...question, ours: ours[i], theirs: theirs[i] }],
  );
  assert.deepEqual(differences.slice(0, 5), [], `${differences.length} differences`);
  assert.equal(theirs.length, ours.length);
  assert.ok(ours.filter((answer) => answer !== 'refused' && !answer.startsWith('failed')).length >= least);
}

function affidavitVerdict({ input, vkeys = [] }: Question): string {
  let text: string;
  try {
    text = utf8Text(fromBase64(input));
  } catch {
    return 'failed format malformed';
  }
  const { outcome, failure } = verifyAffidavit(text, { vkeys });
  return failure === null ? outcome : `failed ${failure.check} ${failure.reason}`;
}

test('mutated affidavits: 600 times the same verdict', (t) => {
  if (withoutPython !== null) return t.skip(withoutPython);
  const dice = new Dice('affidavits');
  const good = load<AffidavitVector[]>('affidavits.json').filter(({ outcome }) => outcome !== 'failed');
  const questions = Array.from({ length: 600 }, (_, i) => {
    const { file, vkeys } = dice.pick(good);
    const bytes =
      i % 3 === 0
        ? changedBytes(utf8Bytes(file), dice)
        : utf8Bytes(
            i % 3 === 1 ? changedText(file, dice) : JSON.stringify(changedJson(JSON.parse(file), dice)),
          );
    return { kind: 'affidavit', input: toBase64(bytes), vkeys };
  });
  agree(questions, affidavitVerdict, 1);
});

test('mutated certificates: 200 times the same verdict', async (t) => {
  if (withoutPython !== null) return t.skip(withoutPython);
  const dice = new Dice('certificates');
  const good = load<AffidavitVector[]>('certificates.json').filter(({ outcome }) => outcome !== 'failed');
  const questions = Array.from({ length: 200 }, () => {
    const { file, vkeys } = dice.pick(good);
    const lines = gunzipSync(fromBase64(file)).toString().trimEnd().split('\n');
    const at = dice.throw(lines.length);
    const line = lines[at]!;
    const changed =
      dice.throw(2) === 0 ? changedText(line, dice) : canonicalJson(changedJson(JSON.parse(line), dice));
    const text = lines.with(at, changed).map((one) => `${one}\n`);
    return { kind: 'certificate', input: toBase64(gzipSync(text.join(''))), vkeys };
  });
  const ours = await Promise.all(
    questions.map(async ({ input, vkeys }) => {
      const { outcome, failure } = await verifyCertificate([fromBase64(input)], { vkeys });
      return failure === null ? outcome : `failed ${failure.check} ${failure.reason}`;
    }),
  );
  agree(questions, (_, i) => ours[i]!, 1);
});

/** What this package makes of a piece. */
function piece({ kind, input, vkeys = [] }: Question): string {
  try {
    switch (kind) {
      case 'json':
        return canonicalJson(parseStrictJson(input));
      case 'canonical':
        return canonicalJson(parseCanonicalJson(input));
      case 'entry':
        return parseEntry(input).id;
      case 'checkpoint':
        return String(parseCheckpoint(input).size);
      case 'proof': {
        const { index, path } = parseProof(input);
        return [String(index), ...path.map(toHex)].join(' ');
      }
      case 'vkey':
        return parseVkey(input).name;
      case 'witness':
        return parseWitnessVkey(input).name;
      default:
        return openNote(input, vkeys.map(parseVkey)).verified.join(' ');
    }
  } catch (error) {
    if (error instanceof VerifyError) return 'refused';
    throw error;
  }
}

test('mutated pieces: 4,000 times the same reading', (t) => {
  if (withoutPython !== null) return t.skip(withoutPython);
  const dice = new Dice('pieces');
  const canonical = load<{ valid: { json: string; canonical: string }[]; notCanonical: string[] }>(
    'canonical.json',
  );
  const entries = load<{ valid: { json: string }[] }>('entries.json').valid;
  const notes = load<{
    keys: { vkey: string }[];
    notes: { note: string; vkeys: string[] }[];
    checkpoints: { text: string }[];
    proofs: { text: string }[];
  }>('notes.json');
  const witnesses = load<{ keys: { vkey: string }[] }>('witnesses.json').keys;
  const sources: readonly Question[] = [
    ...canonical.valid.map(({ json }) => ({ kind: 'json', input: json })),
    ...canonical.notCanonical.map((json) => ({ kind: 'json', input: json })),
    ...canonical.valid.map(({ canonical: json }) => ({ kind: 'canonical', input: json })),
    ...entries.map(({ json }) => ({ kind: 'entry', input: json })),
    ...notes.notes.map(({ note, vkeys }) => ({ kind: 'note', input: note, vkeys })),
    ...notes.checkpoints.map(({ text }) => ({ kind: 'checkpoint', input: text })),
    ...notes.proofs.map(({ text }) => ({ kind: 'proof', input: text })),
    ...notes.keys.map(({ vkey }) => ({ kind: 'vkey', input: vkey })),
    ...witnesses.map(({ vkey }) => ({ kind: 'witness', input: vkey })),
  ];
  const questions = Array.from({ length: 4000 }, () => {
    const source = dice.pick(sources);
    return { ...source, input: changedText(source.input, dice) };
  });
  agree([...sources, ...questions], piece, 100);
});

test('numbers: 5,000 times the same text', (t) => {
  if (withoutPython !== null) return t.skip(withoutPython);
  const dice = new Dice('numbers');
  const view = new DataView(new ArrayBuffer(8));
  const numbers = Array.from({ length: 5000 }, (_, i): JsonValue => {
    if (i % 2 === 0) return (dice.throw(2 ** 32) + 1) * 10 ** (dice.throw(45) - 22);
    view.setUint32(0, dice.throw(2 ** 32));
    view.setUint32(4, dice.throw(2 ** 32));
    const value = view.getFloat64(0);
    return Number.isFinite(value) ? value : 0;
  });
  agree(
    numbers.map((number) => ({ kind: 'json', input: String(number) })),
    piece,
    4000,
  );
});
