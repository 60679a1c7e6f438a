/** The static export: real files, made by the command line beside a running server, checked by the verifier's command. */
import assert from 'node:assert/strict';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { runVerify } from '@affidavit/verify/command';
import { get, post } from './client.ts';
import { affidavit, makeCompany, type RunningServer, startServer, tempFolder } from './system.ts';

const data = tempFolder();
const out = tempFolder();
let server: RunningServer;
let company: { uuid: string; key: string };
let other: { uuid: string; key: string };
let keys: string;

const folder = (name: string) => join(out.path, name);
const event = (i: number) => ({
  type: 'COMPANY_DATA_UPDATED',
  category: 'COMPANY',
  source: 'APP',
  description: `Change ${i}.`,
  userId: 1,
  metadata: { dto: { i } },
});

async function record(count: number): Promise<void> {
  const bodies = Array.from({ length: count }, (_, i) => event(i));
  const made = await post(server.address, '/api/events?wait=checkpoint', company.key, bodies);
  assert.equal(made.status, 201, made.text);
}

async function exported(name: string, ...more: string[]) {
  const args = ['export', folder(name), '--company', company.uuid, '--data', data.path, '--json', ...more];
  const { code, stdout, stderr } = await affidavit(args);
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout) as { size: number; before: number; files: number; whole: boolean };
}

/** In this process: the command is the same, and starting a program takes longer than what it checks. */
async function verify(name: string, ...more: string[]) {
  let stdout = '';
  const out = {
    write: (text: string) => {
      stdout += text;
    },
  };
  const code = await runVerify([folder(name), '--key', keys, ...more], out, out);
  return { code, stdout };
}

before(async () => {
  company = await makeCompany(data.path);
  other = await makeCompany(data.path, 'Other Company', 'other@example.com');
  server = await startServer({ data: data.path });
  await record(300);
  keys = join(out.path, 'keys');
  writeFileSync(keys, (await get(server.address, `/log/${company.uuid}/vkeys`, company.key)).text);
});
after(async () => {
  await server.stop();
  data.remove();
  out.remove();
});

test('a whole export holds, and grows with the log by what is new only', async () => {
  const first = await exported('whole', '--whole');
  assert.deepEqual([first.size, first.before, first.whole], [301, 0, true]);
  assert.ok(existsSync(folder('whole/tile/entries/000')));
  assert.ok(existsSync(folder('whole/tile/entries/001.p/45')));
  assert.ok(existsSync(folder('whole/tile/1/000.p/1')));
  assert.deepEqual(readdirSync(folder('whole/documents')), ['000.ndjson.gz', '001.p']);
  const good = await verify('whole');
  assert.equal(good.code, 0, good.stdout);
  assert.match(good.stdout, /301 entries hash to their places/);
  cpSync(folder('whole/checkpoint'), folder('last'));

  const again = await exported('whole');
  assert.deepEqual([again.size, again.before, again.whole], [301, 301, true]);
  await record(300);
  const old = statSync(folder('whole/documents/000.ndjson.gz')).mtimeMs;
  const second = await exported('whole');
  assert.deepEqual([second.size, second.before], [601, 301]);
  assert.equal(statSync(folder('whole/documents/000.ndjson.gz')).mtimeMs, old, 'what is there stays');
  assert.ok(!existsSync(folder('whole/tile/entries/001.p')), 'the full tile is there');
  assert.deepEqual(readdirSync(folder('whole/documents/002.p')), ['89.ndjson.gz']);
  const grown = await verify('whole', '--last', folder('last'));
  assert.equal(grown.code, 0, grown.stdout);
  assert.match(grown.stdout, /it begins with the tree of your last checkpoint/);
});

test('a bare export is the log as strangers read it over HTTP', async () => {
  await exported('bare');
  const good = await verify('bare');
  assert.equal(good.code, 0, good.stdout);
  assert.match(good.stdout, /the folder holds no documents/);
  for (const path of [
    'checkpoint',
    'tile/0/000',
    'tile/entries/001',
    'tile/entries/002.p/89',
    'tile/1/000.p/2',
  ]) {
    const response = await fetch(`${server.address}/log/${company.uuid}/${path}`, {
      headers: { authorization: `Bearer ${company.key}` },
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    assert.ok(bytes.equals(readFileSync(folder(`bare/${path}`))), path);
  }
  // It becomes whole when that is asked for.
  assert.equal((await exported('bare', '--whole')).whole, true);
  assert.match((await verify('bare')).stdout, /none is withheld/);
});

test('an export that was interrupted is finished by the next; the checkpoint is the last file', async () => {
  cpSync(folder('whole'), folder('broken'), { recursive: true });
  for (const path of [
    'checkpoint',
    'vkeys',
    'tile/1/000.p/2',
    'documents/001.ndjson.gz',
    'tile/entries/002.p/89',
  ])
    rmSync(folder(`broken/${path}`));
  writeFileSync(folder('broken/tile/entries/002.p/89.new'), 'half');
  assert.equal((await verify('broken')).code, 1);
  await exported('broken', '--whole');
  const good = await verify('broken');
  assert.equal(good.code, 0, good.stdout);
});

test('a folder of another log, or with a file that was changed, is refused and left as it was', async () => {
  const run = (name: string, uuid: string) =>
    affidavit(['export', folder(name), '--company', uuid, '--data', data.path]);
  const foreign = await run('whole', other.uuid);
  assert.equal(foreign.code, 2);
  assert.match(
    foreign.stderr,
    /folder: holds the log affidavit\.log\/\w+, not affidavit\.log\/\w+: choose another/,
  );
  cpSync(folder('whole'), folder('changed'), { recursive: true });
  const tile = folder('changed/tile/0/000');
  const bytes = readFileSync(tile);
  bytes[100] = (bytes[100] ?? 0) ^ 1;
  writeFileSync(tile, bytes);
  const changed = await run('changed', company.uuid);
  assert.equal(changed.code, 1);
  assert.match(changed.stderr, /a file of the folder was changed/);
  assert.doesNotMatch(changed.stderr, /\n./);
  const found = await verify('changed');
  assert.equal(found.code, 1);
  assert.match(found.stdout, /does not hash to its place in tile\/0\/000/);
});

test('whoever exports another company learns nothing of this one', async () => {
  const made = await affidavit([
    'export',
    folder('other'),
    '--company',
    other.uuid,
    '--whole',
    '--data',
    data.path,
  ]);
  assert.equal(made.code, 0, made.stderr);
  const wrongKey = await verify('other');
  assert.equal(wrongKey.code, 1);
  assert.match(wrongKey.stdout, /no pinned key is of affidavit\.log\//);
  const withoutKey = await affidavit(['verify', folder('other')]);
  assert.equal(withoutKey.code, 3, withoutKey.stdout);
});
