/** Forged proofs, form by form, through the command: each has its vectors, and both implementations refuse them alike. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { anyVkey } from '../scripts/ed25519-forgeries.ts';
import { fixedBytes, sampleAffidavit, signer, smallEvent } from '../scripts/sample.ts';
import { EXIT, runVerify } from '../src/command/run.ts';
import { cosigner, openNote, parseProof, parseVkey } from '../src/index.ts';
import { runPython, withoutPython } from './python.ts';

interface Vector {
  name: string;
  file: string;
  vkeys: string[];
  outcome: string;
  check: string;
}

const folder = mkdtempSync(join(tmpdir(), 'affidavit-forged-'));
after(() => rmSync(folder, { recursive: true }));
const vectors: Vector[] = JSON.parse(
  readFileSync(new URL('../vectors/affidavits.json', import.meta.url), 'utf8'),
);

/** Which vectors are of a form, which check refuses them, and with which words. */
const forms: Readonly<Record<string, { names: RegExp; least: number; check: string; words: RegExp }>> = {
  'wrong length of the path': {
    names: /^(a path without its (first|last) hash|a path with one hash more|no path|a path that begins)/,
    least: 5,
    check: 'inclusion',
    words: /the path does not lead from the entry to the root of the checkpoint/,
  },
  'longer than any tree has': {
    names: /^a path of 54 hashes$/,
    least: 1,
    check: 'signature',
    words: /hashes|path/,
  },
  'a hash of another length': {
    names: /^a hash of (31|33) bytes$/,
    least: 2,
    check: 'signature',
    words: /32 bytes|hash/,
  },
  'index not smaller than the size': {
    names: /^(an index that is the size|an index beyond the size|the greatest index)$/,
    least: 3,
    check: 'inclusion',
    words: /does not lead from the entry to the root/,
  },
  'index that no reader can hold': {
    names: /^an index of 2\^(53|64)$/,
    least: 2,
    check: 'signature',
    words: /index/,
  },
  'other origin, under a key of that name': {
    names: /^(the origin of another log in the checkpoint|the key of another log)$/,
    least: 2,
    check: 'signature',
    words: /name of the log|no signature by a given key|key has not/,
  },
  'other origin, whose key is not pinned': {
    names: /^(of another log, whose key is not pinned|signed by .*another log)$/,
    least: 3,
    check: 'key',
    words: /no pinned key (is of|signed)/,
  },
  'other company': {
    names: /^the entry of another company$/,
    least: 1,
    check: 'inclusion',
    words: /does not lead from the entry/,
  },
  "a removal event of another company's log": {
    names: /^removed by an event of another company$/,
    least: 1,
    check: 'erasures',
    words: /removal event \d+ is of another company/,
  },
  'duplicate signatures, one of them wrong': {
    names: /^a wrong signature (after|before) the right one$/,
    least: 2,
    check: 'signature',
    words: /the signature of affidavit\.log\/\w+ is wrong/,
  },
  'duplicate signatures without end': {
    names: /^101 signatures$/,
    least: 1,
    check: 'signature',
    words: /too many signatures/,
  },
  'low-order key': {
    names: /^a key of low order, \d+$/,
    least: 14,
    check: 'signature',
    words: /the key is not (a point of the curve|in the prime-order group)/,
  },
  'signature that only some accept': {
    names: /^a signature that only some accept/,
    least: 7,
    check: 'signature',
    words: /signature/,
  },
};

function put(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

async function ours(args: readonly string[]): Promise<{ code: number; said: string }> {
  let said = '';
  const sink = { write: (text: string) => (said += text) };
  return { code: await runVerify(args, sink, sink), said };
}

for (const [form, { names, least, check, words }] of Object.entries(forms))
  test(`refused: ${form}`, async () => {
    const found = vectors.filter(({ name }) => names.test(name));
    assert.ok(found.length >= least, `${found.length} vectors of this form`);
    for (const [i, { name, file, vkeys }] of found.entries()) {
      const path = put(`${i}.affidavit.json`, file);
      const args = [path, ...vkeys.flatMap((vkey) => ['--key', vkey])];
      const { code, said } = await ours(args);
      assert.equal(code, EXIT.failed, `${name}: ${said}`);
      assert.match(said, new RegExp(`\\n  wrong        .*\\(${check}\\)\\n`), name);
      assert.match(said, words, name);
    }
  });

test('both implementations refuse each form with the same check', (t) => {
  if (withoutPython !== null) return t.skip(withoutPython);
  const found = vectors.filter(({ name }) => Object.values(forms).some(({ names }) => names.test(name)));
  const groups = Map.groupBy(found, ({ vkeys }) => vkeys.join(' '));
  for (const group of groups.values()) {
    const paths = group.map(({ file }, i) => put(`both-${i}.affidavit.json`, file));
    const keys = (group[0]?.vkeys ?? []).flatMap((vkey) => ['--key', vkey]);
    const { status, stdout } = runPython('affidavit_verify.py', ['--json', ...paths, ...keys]);
    assert.equal(status, EXIT.failed);
    const files: { failure: { check: string } | null }[] = JSON.parse(stdout).files;
    assert.deepEqual(
      files.map(({ failure }) => failure?.check),
      group.map(({ check }) => check),
    );
  }
});

test('duplicate cosignatures are one witness, whoever counts', async (t) => {
  const affidavit = await sampleAffidavit(smallEvent());
  const { text } = openNote(parseProof(affidavit.proof).checkpoint, [parseVkey(signer.vkey)]);
  const [one, two] = ['w1', 'w2'].map((name) => cosigner(`witness.example/${name}`, fixedBytes(name, 32)));
  assert.ok(one && two);
  const policy = put(
    'policy',
    `log ${signer.vkey}\nwitness A ${one.vkey}\nwitness B ${two.vkey}\ngroup both all A B\nquorum both\n`,
  );
  const signed = (...lines: string[]) =>
    put('a.affidavit.json', JSON.stringify({ ...affidavit, proof: affidavit.proof + lines.join('') }));
  const twice = [
    signed(one.cosign(text, 1_770_000_000), one.cosign(text, 1_770_000_001)),
    '--policy',
    policy,
  ];
  const refused = await ours(twice);
  assert.equal(refused.code, EXIT.failed, refused.said);
  assert.match(refused.said, /the policy is not met: .*\(policy\)/);
  if (withoutPython !== null) return t.skip(withoutPython);
  assert.equal(runPython('affidavit_verify.py', twice).status, EXIT.failed);
  const both = [signed(one.cosign(text, 1_770_000_000), two.cosign(text, 1_770_000_001)), '--policy', policy];
  assert.equal((await ours(both)).code, EXIT.verified);
  assert.equal(runPython('affidavit_verify.py', both).status, EXIT.verified);
});

test('a low-order key cannot be pinned', async (t) => {
  const file = put('a.affidavit.json', JSON.stringify(await sampleAffidavit(smallEvent())));
  const key = anyVkey(signer.name, Uint8Array.of(1, ...new Array(31).fill(0))).vkey;
  const { code, said } = await ours([file, '--key', key]);
  assert.equal(code, EXIT.wrongCall, said);
  assert.match(
    said,
    /^affidavit-verify: --key .* is neither a file nor a key: the key is not in the prime-order group\n$/,
  );
  if (withoutPython !== null) return t.skip(withoutPython);
  assert.equal(runPython('affidavit_verify.py', [file, '--key', key]).status, EXIT.wrongCall);
});
