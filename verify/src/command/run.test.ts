import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { sampleAffidavit, sampleEvent, signer, smallEvent } from '../../scripts/sample.ts';
import { exportFiles, type Files, impostor, sampleLog } from '../../scripts/sample-log.ts';
import { cosigner } from '../cosignature.ts';
import { utf8Bytes, utf8Text } from '../hash.ts';
import { keyWords } from '../key-words.ts';
import { parseProof } from '../proof.ts';
import { plain } from './print.ts';
import { runVerify } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'affidavit-verify-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
function put(name: string, content: string | Uint8Array): string {
  mkdirSync(dirname(at(name)), { recursive: true });
  writeFileSync(at(name), content);
  return at(name);
}
function putFiles(name: string, files: Files): string {
  for (const [path, bytes] of files) put(`${name}/${path}`, bytes);
  return at(name);
}

async function run(...args: string[]) {
  const said = { out: '', err: '' };
  const code = await runVerify(
    args,
    { write: (text) => (said.out += text) },
    { write: (text) => (said.err += text) },
  );
  return { code, ...said };
}

const full = await sampleAffidavit(sampleEvent());
const small = await sampleAffidavit(smallEvent());
const affidavit = put('full.affidavit.json', JSON.stringify(full, null, 2));
const KEY = ['--key', signer.vkey];
const whole = putFiles('whole', exportFiles(sampleLog()));
const bare = putFiles(
  'bare',
  new Map([...exportFiles(sampleLog())].filter(([path]) => /^(tile|checkpoint)/.test(path))),
);

test('an affidavit: 0 under a pinned key, 3 without one, 1 when anything is wrong', async () => {
  const good = await run(affidavit, ...KEY);
  assert.equal(good.code, 0, good.out);
  assert.match(good.out, /^VERIFIED {2}.*full\.affidavit\.json\n/);
  assert.match(
    good.out,
    /what {9}event aaaaaaaa-bbbb-0000-cccc-dddddddddddd, COMPANY_DATA_UPDATED, recorded 2020-/,
  );
  assert.match(good.out, /number 3 of the 7 entries that were signed/);
  assert.match(good.out, /a key that you pinned signed/);
  assert.ok(!good.out.includes('\u001b'), 'colour is for terminals');
  const unpinned = await run(affidavit);
  assert.equal(unpinned.code, 3);
  assert.match(unpinned.out, /^CONSISTENT, NOT AUTHENTICATED/);
  assert.match(unpinned.out, /not checked {2}who signed: no key was pinned/);
  const event = { ...full.event, description: 'Something else.' };
  const edited = await run(put('edited.json', JSON.stringify({ ...full, event })), ...KEY);
  assert.equal(edited.code, 1);
  assert.match(edited.out, /^FAILED/);
  assert.match(edited.out, /at {11}event aaaaaaaa-bbbb-0000-cccc-dddddddddddd/);
  assert.match(edited.out, /wrong {8}event\.description is not what the sealed documents say \(event\)/);
  const otherKey = await run(affidavit, '--key', impostor.vkey);
  assert.equal(otherKey.code, 1);
  assert.match(otherKey.out, /no pinned key signed the checkpoint \(key\)/);
  const documents = full.documents.filter(({ kind }) => kind !== 'test');
  const withheld = await run(put('withheld.json', JSON.stringify({ ...full, documents })), ...KEY);
  assert.equal(withheld.code, 1);
  assert.match(withheld.out, /WITHHELD: no document opens the digest of test/);
});

test('the words of the key: said where none is pinned, trusted where they were given, named where they differ', async () => {
  const words = keyWords(signer.vkey);
  const unpinned = await run(affidavit);
  assert.equal(unpinned.code, 3);
  const compare = 'compare its words with those that the company gave you on paper';
  assert.ok(unpinned.out.includes(`${compare}: "${words}"`), unpinned.out);
  const typed = words
    .split(' ')
    .map((word, i) => `${i + 1}. ${word.toUpperCase()}`)
    .join('\n');
  const pinned = await run(affidavit, '--words', typed);
  assert.equal(pinned.code, 0, pinned.out);
  assert.match(pinned.out, /a key that you pinned signed/);
  assert.ok(!pinned.out.includes(words));
  const others = await run(affidavit, '--words', keyWords(impostor.vkey));
  assert.equal(others.code, 1);
  assert.match(
    others.out,
    /the words of the key that signed it are "[a-z ]+", not those that you gave \(key\)/,
  );
  const log = await run(bare, '--words', words);
  assert.equal(log.code, 1);
  assert.match(log.out, /it states no key of its own/);
  const event = { ...full.event, description: 'Something else.' };
  const edited = await run(put('edited.json', JSON.stringify({ ...full, event })), '--words', words);
  assert.match(edited.out, /event\.description is not what the sealed documents say/);
  const slip = await run(affidavit, '--words', `${words}s`);
  assert.equal(slip.code, 2);
  assert.match(
    slip.err,
    /^affidavit-verify: --words: "[a-z]+s" is no word of a key: compare it with the paper\n$/,
  );
  assert.deepEqual(await run('--fingerprint', signer.vkey), {
    code: 0,
    out: `${signer.vkey}\n  ${words}\n`,
    err: '',
  });
  const { out } = await run('--fingerprint', signer.vkey, '--json');
  assert.deepEqual(JSON.parse(out), { keys: [{ vkey: signer.vkey, words }] });
});

test('the affidavit that a page carries, and nothing else that the page says', async () => {
  const page = (carried: string) =>
    `<!doctype html>\n<h1>It holds.</h1><script type="application/json" id="affidavit">${carried}</script>`;
  const good = await run(put('page.html', page(JSON.stringify(full))), ...KEY);
  assert.equal(good.code, 0, good.out);
  assert.match(good.out, /event aaaaaaaa-bbbb-0000-cccc-dddddddddddd/);
  const event = { ...full.event, description: 'Something else.' };
  assert.equal((await run(put('bad.html', page(JSON.stringify({ ...full, event }))), ...KEY)).code, 1);
  const none = await run(put('none.html', page('')), ...KEY);
  assert.equal(none.code, 1);
  assert.match(none.out, /a page that carries no affidavit/);
});

test('every prefix and every kind of rubbish is a verdict, never a stack trace', async () => {
  const text = JSON.stringify(full);
  const rubbish: [string, string | Uint8Array][] = [
    ['empty', ''],
    ['half', text.slice(0, text.length / 2)],
    ['brace', '{'],
    ['array', '[]'],
    ['null', 'null'],
    ['binary', new Uint8Array([0, 1, 2, 255])],
    ['latin1', new Uint8Array([...Buffer.from(text.slice(0, 30)), 0xff, 0xfe])],
    ['gzip of nothing', gzipSync('')],
    ['gzip of words', gzipSync('hello\n')],
    ['half a gzip', gzipSync(`${text}\n`).subarray(0, 60)],
    ['not gzip', new Uint8Array([0x1f, 0x8b, 8, 0, 1, 2, 3])],
    ['certificate', gzipSync('{"before":null,"certificate":"v1"}\n')],
    ['proof', full.proof],
    ['lines of rubbish', '{"a":1}\n{"b":2}\n'],
  ];
  for (const [name, content] of rubbish) {
    const { code, out, err } = await run(put(`rubbish/${name}`, content), ...KEY);
    assert.deepEqual([name, code, err], [name, 1, '']);
    assert.match(out, /^FAILED/);
    assert.ok(!/ at .*\.[jt]s:\d/.test(out), out);
  }
  mkdirSync(at('nothing in it'));
  const nothing = await run(at('nothing in it'), ...KEY);
  assert.equal(nothing.code, 1);
  assert.match(nothing.out, /there is no checkpoint/);
});

test('a bundle is checked line by line; the first that does not hold is named', async () => {
  const lines = [full, small, full].map((one) => JSON.stringify(one));
  for (const [name, content] of [
    ['good.affidavits.ndjson', `${lines.join('\n')}\n`],
    ['good.affidavits.ndjson.gz', gzipSync(`${lines.join('\n')}\n`)],
  ] as const) {
    const good = await run(put(name, content), ...KEY);
    assert.equal(good.code, 0, good.out);
    assert.match(good.out, /what {9}3 affidavits\n/);
    assert.match(good.out, /3 affidavits hold, 0 do not/);
  }
  assert.equal((await run(at('good.affidavits.ndjson'))).code, 3);
  const bad = { ...small, event: { ...small.event, status: 'PASSED' } };
  const one = await run(
    put('bad.ndjson', `${[lines[0], JSON.stringify(bad), lines[0]].join('\n')}\n`),
    ...KEY,
  );
  assert.equal(one.code, 1);
  assert.match(one.out, /at {11}event 00000000-0000-7000-8000-000000000001/);
  assert.match(one.out, /affidavit 2 of the bundle: event\.status/);
  assert.match(one.out, /2 affidavits hold, 1 do not/);
  const cut = await run(put('cut.ndjson.gz', gzipSync(`${lines.join('\n')}\n`).subarray(0, -12)), ...KEY);
  assert.equal(cut.code, 1);
  const open = await run(put('open.ndjson', `${lines[0]}\n${lines[1]}\n${lines[2]?.slice(0, 99)}`), ...KEY);
  assert.match(open.out, /after 2 affidavits: the file ends within a line/);
});

test('a whole export and a bare log say what was checked, and what was not', async () => {
  const good = await run(whole, ...KEY);
  assert.equal(good.code, 0, good.out);
  assert.match(good.out, /what {9}whole export of a log of company 3f0c1f6e-/);
  assert.match(good.out, /300 entries hash to their places/);
  assert.match(good.out, /none is withheld/);
  assert.match(good.out, /3 digests are erased, as removal events say/);
  assert.match(good.out, /not checked {2}whether the log was cut or rewritten since you last saw it/);
  assert.equal((await run(whole)).code, 3);
  const log = await run(bare);
  assert.equal(log.code, 3);
  assert.match(log.out, /the signature of the checkpoint: there is no key to check it with/);
  assert.match(log.out, /what the events say: the folder holds no documents/);
  assert.equal((await run(bare, ...KEY)).code, 0);
  const files = exportFiles(sampleLog());
  const entries = files.get('tile/entries/000') ?? new Uint8Array();
  files.set(
    'tile/entries/000',
    Uint8Array.from(
      Buffer.from(entries).toString('latin1').replace('COMPANY_CREATED', 'COMPANY_DELETED'),
      (one) => one.charCodeAt(0),
    ),
  );
  const edited = await run(putFiles('edited', files), ...KEY);
  assert.equal(edited.code, 1);
  assert.match(edited.out, /at {11}event 00000000-0000-7000-8000-000000000001, number 1\n/);
});

test('--last: a log that was cut, or is another one, fails clearly', async () => {
  const lastOf = (size: number) =>
    put(`last-${size}`, exportFiles(sampleLog(size)).get('checkpoint') ?? new Uint8Array());
  const kept = await run(whole, ...KEY, '--last', lastOf(250));
  assert.equal(kept.code, 0, kept.out);
  assert.match(kept.out, /it begins with the tree of your last checkpoint/);
  const cut = await run(whole, ...KEY, '--last', lastOf(310));
  assert.equal(cut.code, 1);
  assert.match(cut.out, /the log has been cut: it holds 300 entries, and your last checkpoint spoke of 310/);
  // An affidavit alone cannot be compared, unless both speak of one size.
  const note = parseProof(full.proof).checkpoint;
  assert.match(
    (await run(affidavit, ...KEY, '--last', put('same', note))).out,
    /its tree is that of your last checkpoint/,
  );
  const other = await run(affidavit, ...KEY, '--last', lastOf(7));
  assert.equal(other.code, 1);
  assert.match(other.out, /two histories/);
  const newer = await run(affidavit, ...KEY, '--last', lastOf(8));
  assert.equal(newer.code, 0);
  assert.match(newer.out, /not checked .*are of one history: that takes the log/s);
});

test('--policy: its logs are pinned, and its witnesses must have cosigned', async () => {
  const none = put('policy', `log ${signer.vkey}\nquorum none\n`);
  const good = await run(affidavit, '--policy', none);
  assert.equal(good.code, 0, good.out);
  assert.match(good.out, /the policy is met, which asks for no witness/);
  const witness = cosigner('witness.example', new Uint8Array(32).fill(9));
  const asked = put('asked', `log ${signer.vkey}\nwitness w ${witness.vkey}\nquorum w\n`);
  for (const file of [affidavit, whole]) {
    const unmet = await run(file, '--policy', asked);
    assert.equal(unmet.code, 1, unmet.out);
    assert.match(unmet.out, /the policy is not met: 0 of 1 witnesses cosigned/);
  }
  const files = exportFiles(sampleLog());
  const note = utf8Text(files.get('checkpoint') ?? new Uint8Array());
  const text = note.slice(0, note.indexOf('\n\n') + 1);
  files.set('checkpoint', utf8Bytes(note + witness.cosign(text, 1_800_000_000)));
  const met = await run(putFiles('cosigned', files), '--policy', asked);
  assert.equal(met.code, 0, met.out);
  assert.match(met.out, /the policy is met: w saw this tree at 2027-01-15T08:00:00/);
});

test('several files: the worst decides; --json says the same to programs', async () => {
  const { code, out } = await run(affidavit, whole, at('edited.json'), ...KEY);
  assert.equal(code, 1);
  assert.match(out, /3 files: 2 verified, 0 consistent but not authenticated, 1 failed\n$/);
  const json = await run(affidavit, whole, at('edited.json'), ...KEY, '--json');
  const { outcome, files } = JSON.parse(json.out);
  assert.deepEqual([json.code, outcome], [1, 'failed']);
  assert.deepEqual(
    files.map((one: { kind: string; outcome: string }) => [one.kind, one.outcome]),
    [
      ['affidavit', 'verified'],
      ['export', 'verified'],
      ['affidavit', 'failed'],
    ],
  );
  assert.equal(files[2].failure.event.id, 'aaaaaaaa-bbbb-0000-cccc-dddddddddddd');
});

test('called wrongly: 2, and one line that says what would be right', async () => {
  const notKey = put('no.key', '# nothing\n\n');
  const cases: [string[], RegExp][] = [
    [[], /which file\?/],
    [['nowhere'], /nowhere cannot be read: there is no such file/],
    [[affidavit, '--kye', 'x'], /--kye/],
    [[affidavit, '--key'], /--key/],
    [[affidavit, '--key', 'nonsense'], /--key nonsense is neither a file nor a key/],
    [[affidavit, '--key', notKey], /holds no key/],
    [[affidavit, '--key', affidavit], /--key .*: /],
    [[affidavit, '--last', 'nowhere'], /--last nowhere cannot be read/],
    [[affidavit, '--last', affidavit], /--last .*: /],
    [[affidavit, '--policy', affidavit], /--policy .*: /],
  ];
  for (const [args, message] of cases) {
    const { code, out, err } = await run(...args);
    assert.equal(code, 2, args.join(' '));
    assert.equal(out, '');
    assert.match(err, /^affidavit-verify: [^\n]+\n$/);
    assert.match(err, message);
  }
  const keys = put('keys', `# the log of Sample\n${impostor.vkey}\n${signer.vkey}\n`);
  assert.equal((await run(affidavit, '--key', keys)).code, 0);
  assert.match((await run('--help')).out, /^Usage: affidavit-verify FILE/);
});

test('a terminal is painted, told of progress, and never obeys a file', async () => {
  let out = '';
  let err = '';
  await runVerify(
    [whole, ...KEY],
    { isTTY: true, write: (text) => (out += text) },
    { isTTY: true, write: (text) => (err += text) },
  );
  assert.ok(out.startsWith('\u001b[1m'));
  assert.match(out, /VERIFIED/);
  assert.match(err, /\r.*whole 100 %/);
  assert.ok(err.endsWith('\r\u001b[K'));
  assert.equal(plain('a\u001b[2J\u202eb\n'), 'a\\u001b[2J\\u202eb\\u000a');
  const name = 'x\u001b]0;owned\u0007';
  const hostile = { ...full, vkey: `${name}+00000000+AAAA` };
  const shown = await run(put('hostile.json', JSON.stringify(hostile)), ...KEY);
  assert.ok(!shown.out.includes('\u001b'));
  assert.ok(utf8Text(Buffer.from(shown.out)).startsWith('FAILED'));
});

test('the exit code says what was found to whoever reads nothing else', async () => {
  const main = fileURLToPath(new URL('main.ts', import.meta.url));
  const child = spawn(process.execPath, ['--conditions=source', main, affidavit, ...KEY], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  assert.deepEqual([code, stderr], [0, '']);
});
