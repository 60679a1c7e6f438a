/** A witness over HTTP: what it cosigns, what it refuses and with which status, and that it forgets nothing. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmodSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  ed25519Signer,
  formatCheckpoint,
  formatWitnessRequest,
  openNote,
  parseVkey,
  parseWitnessVkey,
  readCosignatures,
  signNote,
} from '@affidavit/verify';
import { affidavit, tempFolder } from './system.ts';
import { startWitness, type TestWitness, wordLog } from './witness-kit.ts';

const words = Array.from({ length: 40 }, (_, i) => `entry ${i}`);
let logs = 0;
/** A log that no other test uses, and the same log rewritten from entry 5 on. */
const freshLog = () => {
  const origin = `log.example/${++logs}`;
  return {
    log: wordLog(origin, words),
    forked: wordLog(
      origin,
      words.map((word, i) => (i < 5 ? word : `other ${word}`)),
    ),
  };
};
const known = Array.from({ length: 20 }, (_, i) => wordLog(`log.example/${i + 1}`, words).vkey);
let witness: TestWitness;

before(async () => {
  witness = await startWitness('witness.example/w1', known);
});
after(() => witness.close());

const signs = (lines: string, note: string) => {
  try {
    return cosigned(note + lines).length === 1;
  } catch {
    return false;
  }
};
const cosigned = (note: string) => readCosignatures(note, [parseWitnessVkey(witness.vkey)]);

test('a log that only grows is cosigned, and its last checkpoint can be read', async () => {
  const { log } = freshLog();
  for (const [old, size] of [
    [0, 3],
    [3, 3],
    [3, 8],
    [8, 40],
  ] as const) {
    const answer = await witness.add(await log.request(old, size));
    assert.equal(answer.status, 200, answer.text);
    const [cosignature] = cosigned((await log.checkpoint(size)) + answer.text);
    assert.equal(cosignature?.name, 'witness.example/w1');
    assert.ok(Math.abs((cosignature?.time ?? 0) - Date.now() / 1000) < 600);
  }
  const hash = createHash('sha256').update(log.origin).digest('hex');
  const served = await (await fetch(`${witness.address}/${hash}/checkpoint`)).text();
  assert.equal(openNote(served, [parseVkey(log.vkey)]).text, await log.text(40));
  assert.equal(cosigned(served).length, 1);
  assert.equal((await fetch(`${witness.address}/${hash.replace(/./, 'x')}/checkpoint`)).status, 404);
});

test('a log that begins empty is cosigned too, and only with the root of the empty tree', async () => {
  const { log } = freshLog();
  const wrong = signNote(formatCheckpoint({ origin: log.origin, size: 0, root: new Uint8Array(32) }), [
    log.signer,
  ]);
  const request = formatWitnessRequest({ oldSize: 0, path: [], checkpoint: wrong });
  assert.equal((await witness.add(request)).status, 422);
  assert.equal((await witness.add(await log.request(0, 0))).status, 200);
  assert.equal((await witness.add(await log.request(0, 4))).status, 200);
});

test('another old size than the last one is told the last one', async () => {
  const { log } = freshLog();
  await witness.add(await log.request(0, 10));
  for (const [old, size] of [
    [0, 20],
    [9, 20],
    [11, 20],
  ] as const) {
    const { status, type, text } = await witness.add(await log.request(old, size));
    assert.deepEqual({ status, type, text }, { status: 409, type: 'text/x.tlog.size', text: '10\n' });
  }
  // A smaller checkpoint than the last one can never be cosigned.
  assert.equal((await witness.add(await log.request(5, 8))).status, 409);
  assert.equal((await witness.add(await log.request(10, 8))).status, 400);
});

test('a forked log is refused, and the two checkpoints are kept as evidence', async () => {
  const { log, forked } = freshLog();
  await witness.add(await log.request(0, 10));
  const same = await witness.add(await forked.request(10, 10));
  assert.equal(same.status, 409);
  assert.match(same.type ?? '', /^text\/plain/);
  assert.match(same.text, /forked/);
  for (const request of [
    await forked.request(10, 20),
    (await log.request(10, 20)).replace(/\n[^\n]+\n\n/, '\n\n'),
    formatWitnessRequest({ oldSize: 10, path: [], checkpoint: await log.checkpoint(20) }),
  ])
    assert.equal((await witness.add(request)).status, 422);
  assert.equal((await witness.add(await log.request(10, 20))).status, 200);
  const { stdout } = await affidavit(['witness', 'logs', '--folder', witness.path, '--json']);
  const { refused } = JSON.parse(stdout);
  const mine = refused.filter((one: { origin: string }) => one.origin === log.origin);
  assert.deepEqual(mine.map((one: { why: string }) => one.why).toSorted(), ['proof', 'proof', 'root']);
  const root = mine.find((one: { why: string }) => one.why === 'root');
  assert.equal(openNote(root.cosigned, [parseVkey(log.vkey)]).text, await log.text(10));
  assert.equal(openNote(root.refused, [parseVkey(log.vkey)]).text, await forked.text(10));
});

test('what is malformed, of an unknown log, or signed by nobody trusted, is refused by its own status', async () => {
  const { log } = freshLog();
  const good = await log.request(0, 3);
  const stranger = wordLog('log.example/unknown', words);
  const impostor = ed25519Signer(log.origin, Buffer.alloc(32, 7));
  const byImpostor = signNote(await log.text(3), [impostor]);
  const [, line = ''] = (await log.checkpoint(3)).split('\n\n');
  const [, wrongLine = ''] = (await log.checkpoint(4)).split('\n\n');
  const of = (checkpoint: string) => formatWitnessRequest({ oldSize: 0, path: [], checkpoint });
  const cases: [string, number, string | Uint8Array<ArrayBuffer>][] = [
    ['nothing', 400, ''],
    ['no empty line', 400, good.replaceAll('\n\n', '\n')],
    ['no old size', 400, good.replace('old 0\n', '')],
    ['a size with a zero before it', 400, good.replace('old 0', 'old 00')],
    ['64 hashes', 400, good.replace('old 0\n', `old 1\n${`${'A'.repeat(43)}=\n`.repeat(64)}`)],
    ['a hash of 31 bytes', 400, good.replace('old 0\n', `old 1\n${Buffer.alloc(31).toString('base64')}\n`)],
    ['no signature', 400, of(await log.text(3))],
    ['not UTF-8', 400, Uint8Array.of(0xff, 0xfe)],
    ['an unknown log', 404, await stranger.request(0, 3)],
    ['a key of the same name', 403, of(byImpostor)],
    ['a wrong signature of a trusted key', 403, of(`${await log.text(3)}\n${wrongLine}`)],
    ['the text of another size', 403, of(`${await log.text(4)}\n${line}`)],
    ['a proof from nothing', 422, good.replace('old 0\n', `old 0\n${'A'.repeat(43)}=\n`)],
    ['more than a request holds', 413, good + 'x'.repeat(70_000)],
  ];
  for (const [what, status, request] of cases) {
    const answer = await witness.add(request);
    assert.equal(answer.status, status, `${what}: ${answer.text}`);
  }
  // Lines of others beside the trusted one change nothing, and are not kept.
  const answer = await witness.add(of(byImpostor + line));
  assert.equal(answer.status, 200, answer.text);
  assert.equal((await fetch(`${witness.address}/add-checkpoint`)).status, 404);
});

test('of many at once, at two servers of one witness, one is cosigned and remembered', async () => {
  const { log, forked } = freshLog();
  await witness.add(await log.request(0, 6));
  const second = await witness.another();
  const sizes = Array.from({ length: 30 }, (_, i) => 7 + i);
  const asked = await Promise.all(
    sizes.flatMap((size) =>
      [witness.address, second.address].map(async (at) => witness.add(await log.request(6, size), at)),
    ),
  );
  const last = asked.find(({ status }) => status === 200);
  const signedSizes: number[] = [];
  for (const size of sizes) {
    if (last !== undefined && signs(last.text, await log.checkpoint(size))) signedSizes.push(size);
  }
  assert.equal(signedSizes.length, 1);
  const conflict = await witness.add(await forked.request(0, 40));
  assert.equal(conflict.text, `${signedSizes[0]}\n`);
  await second.server.close();
  await second.witness.close();
  const first = asked.filter(({ status }) => status === 200);
  assert.equal(first.length, 1);
  assert.ok(asked.every(({ status }) => [200, 409].includes(status)));
});

test('a witness that was stopped remembers', async () => {
  const { log, forked } = freshLog();
  await witness.add(await log.request(0, 12));
  await witness.stop();
  await witness.start();
  assert.equal((await witness.add(await log.request(0, 20))).text, '12\n');
  assert.equal((await witness.add(await forked.request(12, 20))).status, 422);
  assert.equal((await witness.add(await log.request(12, 20))).status, 200);
});

test('the key is made once, private, and refused when others can read it', async () => {
  const folder = tempFolder();
  const at = ['--folder', join(folder.path, 'w')];
  const none = await affidavit(['witness', 'key', ...at]);
  assert.equal(none.code, 2);
  assert.match(none.stderr, /--name NAME/);
  assert.equal((await affidavit(['witness', 'key', ...at, '--name', 'two words'])).code, 2);
  const made = await affidavit(['witness', 'key', ...at, '--name', 'witness.example/w9']);
  assert.equal(made.code, 0, made.stderr);
  assert.equal(parseWitnessVkey(made.stdout.trim()).name, 'witness.example/w9');
  const again = await affidavit(['witness', 'key', ...at, '--name', 'other.example/w']);
  assert.equal(again.stdout, made.stdout);
  const file = join(folder.path, 'w', 'witness.key');
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.match((await affidavit(['witness', 'serve', ...at])).stderr, /logs: .* cannot be read/);
  chmodSync(file, 0o640);
  const open = await affidavit(['witness', 'key', ...at]);
  assert.equal(open.code, 2);
  assert.match(open.stderr, /chmod 600/);
  folder.remove();
});
