/** Two implementations, written apart from docs/formats.md, say the same of everything: this package and verify/python. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { fixedBytes, ORIGIN, sampleAffidavit, signer, smallEvent } from '../scripts/sample.ts';
import { exportFiles, type Files, gzipLines, sampleLog } from '../scripts/sample-log.ts';
import { EXIT, runVerify } from '../src/command/run.ts';
import {
  type AffidavitReport,
  canonicalJson,
  ed25519Signer,
  fromBase64,
  type JsonValue,
  keyWords,
  openNote,
  parseCanonicalJson,
  parseCheckpoint,
  parseEntry,
  parseKeyWords,
  parseProof,
  parseStrictJson,
  parseVkey,
  parseWitnessVkey,
  signNote,
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
const EMPTY = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';

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

/** A folder that is gone after the test. */
function temporary(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'affidavit-python-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

function keyArgs({ vkeys }: AffidavitVector): string[] {
  return vkeys.flatMap((vkey) => ['--key', vkey]);
}

interface Verdict {
  file: string;
  kind: string;
  outcome: AffidavitReport['outcome'];
  failure: { check: string } | null;
}

/** Runs both commands with the same arguments; they must exit alike and say the same of each file. */
async function bothCommands(args: readonly string[]): Promise<{ status: number; verdicts: Verdict[] }> {
  let out = '';
  const sink = { write: (text: string) => (out += text) };
  const ours = await runVerify(['--json', ...args], sink, { write: () => true });
  const theirs = runPython('affidavit_verify.py', ['--json', ...args]);
  assert.equal(theirs.status, ours, `${args.slice(0, 4).join(' ')}\n${theirs.stderr}`);
  if (ours === EXIT.wrongCall) return { status: ours, verdicts: [] };
  const verdicts = (json: string): Verdict[] =>
    JSON.parse(json).files.map(({ file, kind, outcome, failure }: Verdict) => {
      return { file, kind, outcome, failure: failure && { check: failure.check } };
    });
  assert.deepEqual(verdicts(theirs.stdout), verdicts(out));
  return { status: ours, verdicts: verdicts(out) };
}

test('both commands: files of every kind, outcomes and exit codes', async (t) => {
  if (withoutPython !== null) return t.skip(withoutPython);
  const folder = temporary(t);
  const put = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const cases = load<AffidavitVector[]>('affidavits.json');
  for (const vkeys of new Set(cases.map((vector) => vector.vkeys.join(' ')))) {
    const alike = cases.filter((vector) => vector.vkeys.join(' ') === vkeys);
    const files = alike.map(({ file }, i) => put(`${i}.affidavit.json`, file));
    const { verdicts } = await bothCommands([...files, ...keyArgs(alike[0]!)]);
    // The forms that are not even an object are told apart by the command.
    const outcomes = verdicts.map(({ outcome }) => outcome);
    assert.deepEqual(
      outcomes,
      alike.map(({ outcome }) => outcome),
    );
  }
  const good = cases.filter(({ outcome, file }) => outcome === 'verified' && !file.includes('\n'));
  const keys = good.flatMap(keyArgs);
  const lines = good.map(({ file }) => `${file}\n`).join('');
  const bundle = put('good.affidavits.ndjson', lines);
  const packed = put('good.affidavits.ndjson.gz', gzipSync(lines));
  const certificates = load<AffidavitVector[]>('certificates.json');
  const certificate = put('good.certificate', fromBase64(certificates[0]!.file));
  const status = async (...args: string[]) => (await bothCommands(args)).status;
  assert.equal(await status(bundle, packed, certificate, ...keys), EXIT.verified);
  assert.equal(await status(bundle, certificate), EXIT.consistent);
  const failing = {
    'cut.affidavits.ndjson': lines.slice(0, -1),
    'cut.affidavits.ndjson.gz': gzipSync(lines).subarray(0, -1),
    'twice.affidavits.ndjson.gz': Buffer.concat([gzipSync(lines), gzipSync(lines)]),
    'empty.affidavits.ndjson.gz': gzipSync(''),
    'other.gz': gzipSync('text'),
    'empty.affidavit.json': '',
    'list.affidavit.json': '[]',
    'mark.affidavit.json': `\ufeff${good[0]!.file}`,
    'latin.affidavit.json': Uint8Array.from([...utf8Bytes(good[0]!.file.slice(0, 50)), 0xff]),
    'blank.affidavits.ndjson': `${lines}\n`,
    'proof.tlog-proof': 'c2sp.org/tlog-proof@v1\n',
  };
  for (const [name, content] of Object.entries(failing))
    assert.equal(await status(put(name, content), ...keys), EXIT.failed, name);
  for (const wrong of [
    [],
    [bundle, '--key', 'a+b'],
    [join(folder, 'nothing')],
    [bundle, '--last', bundle],
    [bundle, '--what'],
  ])
    assert.equal(await status(...wrong), EXIT.wrongCall, wrong.join(' '));
});

test('both commands: the last checkpoint, and a policy', async (t) => {
  if (withoutPython !== null) return t.skip(withoutPython);
  const folder = temporary(t);
  const put = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const affidavit = await sampleAffidavit(smallEvent());
  const file = put('a.affidavit.json', JSON.stringify(affidavit));
  const note = parseProof(affidavit.proof).checkpoint;
  const signed = (text: string) => signNote(text, [signer]);
  const { text } = openNote(note, [parseVkey(signer.vkey)]);
  const root = /\n([^\n]+)\n$/.exec(text)?.[1] ?? '';
  const elsewhere = ed25519Signer(`${ORIGIN.slice(0, -1)}a`, fixedBytes('elsewhere', 32));
  const lasts: [string, number][] = [
    [note, EXIT.verified],
    [signed(text.replace('\n7\n', '\n6\n')), EXIT.verified],
    [signed(text.replace('\n7\n', '\n9\n')), EXIT.verified],
    [signed(text.replace(root, toBase64(fixedBytes('root', 32)))), EXIT.failed],
    [signNote(text, [elsewhere]), EXIT.failed],
    [signNote(text.replace(ORIGIN, elsewhere.name), [elsewhere]), EXIT.failed],
    ['nonsense', EXIT.wrongCall],
  ];
  for (const [last, status] of lasts) {
    const path = put('last', last);
    assert.equal((await bothCommands([file, '--key', signer.vkey, '--last', path])).status, status, last);
  }
  const policies = load<{ policies: { policy: string }[]; badPolicies: string[] }>('witnesses.json');
  for (const policy of [
    ...policies.policies.slice(0, 6).map(({ policy }) => policy),
    ...policies.badPolicies.slice(0, 2),
  ])
    await bothCommands([file, '--policy', put('policy', policy)]);
});

test('both commands: words instead of a key, and the words of a key', async (t) => {
  if (withoutPython !== null) return t.skip(withoutPython);
  const folder = temporary(t);
  const put = (name: string, content: string | Uint8Array): string => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const json = JSON.stringify(await sampleAffidavit(smallEvent()));
  const log = [...exportFiles(sampleLog())];
  for (const [path, bytes] of log) put(`log/${path}`, bytes);
  for (const [path, bytes] of log) if (path !== 'vkeys') put(`without/${path}`, bytes);
  for (const [path, bytes] of log) if (/^(tile|checkpoint)/.test(path)) put(`bare/${path}`, bytes);
  const certificate = load<AffidavitVector[]>('certificates.json')[0]!;
  const files = [
    put('a.affidavit.json', json),
    put('a.affidavits.ndjson', `${json}\n${json}\n`),
    put('a.certificate', fromBase64(certificate.file)),
    join(folder, 'log'),
  ];
  const good = ['--words', keyWords(signer.vkey).toUpperCase()];
  const other = ed25519Signer(ORIGIN, fixedBytes('another key', 32)).vkey;
  const bad = ['--words', keyWords(other)];
  for (const file of files) {
    assert.equal((await bothCommands([file, ...good])).status, EXIT.verified, file);
    assert.equal((await bothCommands([file, ...bad, ...good])).status, EXIT.verified, file);
    assert.equal((await bothCommands([file, ...bad, '--key', signer.vkey])).status, EXIT.verified, file);
    const { status, verdicts } = await bothCommands([file, ...bad]);
    assert.equal(status, EXIT.failed, file);
    assert.equal(verdicts[0]?.failure?.check, 'key');
  }
  // A file that states the reader's key, but that another key signed.
  const stolen = JSON.stringify({ ...JSON.parse(json), vkey: other });
  assert.equal((await bothCommands([put('b.affidavit.json', stolen), ...bad])).status, EXIT.failed);
  for (const name of ['without', 'bare'])
    assert.equal((await bothCommands([join(folder, name), ...good])).status, EXIT.failed, name);
  for (const words of ['', 'abandon', `${keyWords(signer.vkey)} zoo`, keyWords(signer.vkey).slice(1)])
    assert.equal((await bothCommands([files[0]!, '--words', words])).status, EXIT.wrongCall, words);
  const keys = put('keys', `# of two logs\n${signer.vkey}\n\n${other}\n`);
  let ours = '';
  const args = ['--fingerprint', signer.vkey, '--fingerprint', keys];
  assert.equal(await runVerify(args, { write: (text) => (ours += text) }, { write: () => true }), 0);
  assert.deepEqual(runPython('affidavit_verify.py', args), { status: 0, stdout: ours, stderr: '' });
  for (const wrong of [['x'], [signer.vkey, files[0]!], [put('none', '# nothing\n')]])
    assert.equal((await bothCommands(['--fingerprint', ...wrong])).status, EXIT.wrongCall, wrong[0]);
});

/** Folders of exports, good and bad, under the last checkpoints of smaller logs. */
test('both commands: exports of logs, and mutated ones', async (t) => {
  if (withoutPython !== null) return t.skip(withoutPython);
  const folder = temporary(t);
  const whole = exportFiles(sampleLog());
  const dice = new Dice('exports');
  const put = (name: string, files: Files): string => {
    for (const [path, bytes] of files) {
      mkdirSync(dirname(join(folder, name, path)), { recursive: true });
      writeFileSync(join(folder, name, path), bytes);
    }
    return join(folder, name);
  };
  const changed = (path: string, bytes: Uint8Array | null): Files => {
    const files = new Map(whole);
    if (bytes === null) files.delete(path);
    else files.set(path, bytes);
    return files;
  };
  const bare = new Map([...whole].filter(([path]) => /^(tile|checkpoint)/.test(path)));
  const paths = [...whole.keys()];
  const variants = paths.flatMap((path): Files[] => {
    const bytes = whole.get(path)!;
    const mutated = Array.from({ length: path.endsWith('.gz') ? 8 : 3 }, () => {
      if (!path.endsWith('.gz')) return changed(path, changedBytes(bytes, dice));
      const lines = gunzipSync(bytes).toString().trimEnd().split('\n');
      const at = dice.throw(lines.length);
      const value = changedJson(JSON.parse(lines[at]!), dice);
      const kept = dice.throw(4) === 0 ? lines.toSpliced(at, 1) : lines.with(at, canonicalJson(value));
      return changed(path, gzipLines(kept));
    });
    return [changed(path, null), changed(path, bytes.slice(0, -1)), ...mutated];
  });
  for (const ahead of [300_000, 300_001]) {
    const log = sampleLog();
    const { entry } = log.events.at(-1)!;
    entry.createdAt = new Date(Date.parse(entry.recordedAt) + ahead).toISOString();
    variants.push(exportFiles(log));
  }
  const folders = [whole, bare, ...variants].map((files, i) => put(String(i), files));
  const { verdicts } = await bothCommands([...folders, '--key', signer.vkey]);
  assert.deepEqual(
    verdicts.slice(0, 2).map(({ kind, outcome }) => [kind, outcome]),
    [
      ['export', 'verified'],
      ['log', 'verified'],
    ],
  );
  assert.ok(verdicts.filter(({ outcome }) => outcome === 'failed').length > variants.length / 2);
  assert.equal((await bothCommands([folders[0]!, folders[1]!])).status, EXIT.consistent);
  for (const size of [0, 1, 200, 256, 299, 300, 301]) {
    const last = join(folder, 'last');
    const files = size === 0 ? null : exportFiles(sampleLog(size));
    writeFileSync(last, files?.get('checkpoint') ?? signNote(`${ORIGIN}\n0\n${EMPTY}\n`, [signer]));
    const { status } = await bothCommands([folders[0]!, '--key', signer.vkey, '--last', last]);
    assert.equal(status, size > 300 ? EXIT.failed : EXIT.verified, String(size));
  }
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
      case 'vkey words':
        return keyWords(input);
      case 'typed words':
        return parseKeyWords(input);
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
  const words = load<{ words: { vkey: string }[]; typedWords: { typed: string }[] }>('keys.json');
  const sources: readonly Question[] = [
    ...words.words.map(({ vkey }) => ({ kind: 'vkey words', input: vkey })),
    ...words.typedWords.map(({ typed }) => ({ kind: 'typed words', input: typed })),
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
