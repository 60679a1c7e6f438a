/** The log over HTTP, as a stranger's tool reads it: tiles, entries, checkpoint, proofs, and who may. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  equalBytes,
  Frontier,
  fromBase64,
  keyWords,
  leafHash,
  openNote,
  parseBundle,
  parseCheckpoint,
  parseEntry,
  parseTile,
  parseVkey,
  rootAt,
  type Tile,
  tilePath,
  tilesOf,
  utf8Text,
  verifyConsistency,
} from '@affidavit/verify';
import { type Answer, get, post, put, send } from './client.ts';
import { affidavit, makeCompany, type RunningServer, startServer, tempFolder } from './system.ts';

const EVENTS = 600;
const data = tempFolder();
let server: RunningServer;
let company: { uuid: string; key: string };
let other: { uuid: string; key: string };

const event = (i: number) => ({
  type: 'COMPANY_DATA_UPDATED',
  category: 'COMPANY',
  source: 'APP',
  description: `Change ${i}.`,
  userId: 1,
  ...(i % 3 === 0 && { controlIds: [i + 1] }),
});

async function record(count: number): Promise<void> {
  const bodies = Array.from({ length: count }, (_, i) => event(i));
  const made = await post(server.address, '/api/events?wait=checkpoint', company.key, bodies);
  assert.equal(made.status, 201, made.text);
}

before(async () => {
  company = await makeCompany(data.path);
  other = await makeCompany(data.path, 'Other Company', 'other@example.com');
  server = await startServer({ data: data.path });
  await record(EVENTS);
});
after(async () => {
  await server.stop();
  data.remove();
});

const log = (path: string, key: string | null = company.key, headers = {}): Promise<Answer> =>
  get(server.address, `/log/${company.uuid}/${path}`, key, headers);

/** Bytes, because a tile is no text. */
async function file(path: string, key: string | null = company.key, encoding = 'identity') {
  const response = await fetch(`${server.address}/log/${company.uuid}/${path}`, {
    headers: { 'accept-encoding': encoding, ...(key !== null && { authorization: `Bearer ${key}` }) },
  });
  return { response, bytes: new Uint8Array(await response.arrayBuffer()) };
}

async function checkpoint() {
  const { text: note } = await log('checkpoint');
  const vkeys = (await log('vkeys')).text.trim().split('\n');
  return parseCheckpoint(openNote(note, vkeys.map(parseVkey)).text);
}

async function hashesOf(tile: Tile): Promise<Uint8Array[]> {
  const { response, bytes } = await file(tilePath(tile));
  assert.equal(response.status, 200, tilePath(tile));
  assert.equal(response.headers.get('content-type'), 'application/octet-stream');
  return parseTile(bytes, tile.width);
}

test('every tile and every entry lead to the signed root', async () => {
  const { size, root } = await checkpoint();
  assert.ok(size > EVENTS);
  const frontier = new Frontier();
  for (const tile of tilesOf('entries', size)) {
    const { response, bytes } = await file(tilePath(tile));
    assert.equal(response.headers.get('content-type'), 'application/octet-stream');
    const leaves = parseBundle(bytes, tile.width).map((entry) => leafHash(entry));
    assert.deepEqual(await hashesOf({ ...tile, level: 0 }), leaves);
    for (const leaf of leaves) frontier.append(leaf);
  }
  assert.deepEqual(frontier.root(), root);
  const subtrees = frontier.takeTiles().map(({ hash }) => hash);
  assert.deepEqual((await Promise.all([...tilesOf(1, size)].map(hashesOf))).flat(), subtrees);
  const [tile] = tilesOf('entries', size);
  assert.ok(tile);
  const [first] = parseBundle((await file(tilePath(tile))).bytes, tile.width);
  assert.equal(parseEntry(utf8Text(first ?? new Uint8Array())).company, company.uuid);
});

test('a partial tile of every width is there, and stays when the tile is full; nothing beyond the tree is', async () => {
  const full = await hashesOf({ level: 0, index: 1, width: 256 });
  for (const width of [1, 2, 100, 255])
    assert.deepEqual(await hashesOf({ level: 0, index: 1, width }), full.slice(0, width));
  const { size } = await checkpoint();
  const width = size % 256;
  assert.equal((await file(`tile/0/002.p/${width}`)).response.status, 200);
  const beyond = [
    `tile/0/002.p/${width + 1}`,
    'tile/0/002',
    'tile/0/003.p/1',
    `tile/entries/002.p/${width + 1}`,
    'tile/1/000',
    'tile/2/000.p/1',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/0',
    'tile/0/x000/000',
    'tile/64/000.p/1',
    'tile/entries/..%2fcheckpoint',
    'tile/data/000',
    'tile/',
  ];
  for (const path of beyond) {
    const answer = await log(path);
    assert.equal(answer.status, 404, path);
    assert.equal(answer.headers.get('cache-control'), 'no-store', 'what is not there yet may come');
  }
});

test('entries are compressed for whoever takes gzip', async () => {
  const plain = await file('tile/entries/000');
  const small = await file('tile/entries/000', company.key, 'br, gzip');
  assert.equal(small.response.headers.get('content-encoding'), 'gzip');
  assert.deepEqual(small.bytes, plain.bytes);
  for (const encoding of ['gzip;q=0', 'identity', 'xgzip']) {
    const { response } = await file('tile/entries/000', company.key, encoding);
    assert.equal(response.headers.get('content-encoding'), null, encoding);
    assert.equal(response.headers.get('vary'), 'accept-encoding');
  }
});

test('consistency is proven between any two sizes', async () => {
  const { size } = await checkpoint();
  const read = async (level: number, start: number, count: number) =>
    hashesOf({ level, index: start / 256, width: count });
  for (const [from, to] of [
    [1, size],
    [255, 256],
    [256, 600],
    [300, 301],
    [512, size],
    [size, size],
  ] as const) {
    const { status, json } = await log(`consistency?from=${from}&to=${to}`);
    assert.equal(status, 200);
    const path = json.path.map(fromBase64);
    const [root1, root2] = [await rootAt(from, read), await rootAt(to, read)];
    assert.ok(verifyConsistency({ size1: from, root1, size2: to, root2, path }), `${from} to ${to}`);
  }
  assert.equal((await log('consistency?from=7')).json.to, size);
  for (const [query, message] of [
    ['', /from/],
    ['from=0', /from: a size from 1 on|from must be/],
    ['from=9&to=8', /from must be between 1 and 8/],
    [`from=9&to=${size + 1}`, /to must be at most \d+, the size that is signed/],
    ['from=x', /from/],
  ] as const) {
    const answer = await log(`consistency?${query}`);
    assert.equal(answer.status, 400, query);
    assert.match(answer.json.message, message);
  }
});

test('while the log grows, each tree that was signed can be read', async () => {
  const seen: { size: number; root: Uint8Array }[] = [];
  for (let round = 0; round < 5; round++) {
    await record(7);
    seen.push(await checkpoint());
  }
  for (const { size, root } of seen) {
    const read = async (level: number, start: number, count: number) =>
      hashesOf({ level, index: start / 256, width: count });
    assert.ok(equalBytes(await rootAt(size, read), root));
  }
});

test('a log is closed until its company opens it: then nobody needs a key, and it is told in the log', async () => {
  const paths = ['checkpoint', 'vkeys', 'tile/0/000', 'tile/entries/000', 'consistency?from=1'];
  for (const path of paths) {
    assert.equal((await log(path, null)).status, 401, path);
    assert.equal((await log(path, other.key)).status, 404, path);
    const mine = await log(path);
    assert.equal(mine.status, 200, path);
    if (path.startsWith('tile'))
      assert.equal(mine.headers.get('cache-control'), 'private, max-age=31536000, immutable');
    else assert.equal(mine.headers.get('cache-control'), 'no-cache');
  }
  const opened = await put(server.address, '/api/log', company.key, { public: true });
  assert.equal(opened.status, 200, opened.text);
  assert.deepEqual(opened.json, (await get(server.address, '/api/log', company.key)).json);
  assert.equal(opened.json.public, true);
  const { vkeys, keys } = opened.json;
  assert.deepEqual(keys, [{ vkey: vkeys[0], words: keyWords(vkeys[0]) }]);
  for (const path of paths) {
    for (const key of [null, other.key, 'afd_nonsense'])
      assert.equal((await log(path, key)).status, 200, path);
    if (path.startsWith('tile'))
      assert.match((await log(path, null)).headers.get('cache-control') ?? '', /^public, .*immutable$/);
  }
  assert.equal(
    (await send(server.address, `/log/${company.uuid}/tile/0/000`, null, { method: 'HEAD' })).status,
    200,
  );
  assert.equal((await get(server.address, `/log/${other.uuid}/checkpoint`, null)).status, 401);
  assert.equal((await get(server.address, `/log/${company.uuid}`, null)).status, 401);
  const told = await get(server.address, '/public/events?limit=1', company.key);
  assert.match(told.json.data[0].description, /opened the log to the public/);
  assert.equal((await put(server.address, '/api/log', company.key, { public: 'yes' })).status, 400);
  const closed = await put(server.address, '/api/log', company.key, { public: false });
  assert.equal(closed.json.public, false);
  for (const path of paths) assert.equal((await log(path, null)).status, 401, path);
});

test('affidavit log shows the log and opens it', async () => {
  const cli = (...args: string[]) =>
    affidavit(['log', '--company', other.uuid, '--data', data.path, ...args]);
  const shown = await cli();
  assert.equal(shown.code, 0, shown.stderr);
  assert.match(shown.stdout, /^Log +affidavit\.log\/[a-z2-7]{26}\nSigned +\d+ events\nReaders +keys of/);
  const [, vkey = '', words = ''] = /\nKey +(\S+)\nIn words +([a-z ]+)\n$/.exec(shown.stdout) ?? [];
  assert.equal(keyWords(vkey), words);
  assert.equal((await cli('--public', 'perhaps')).code, 2);
  const opened = JSON.parse((await cli('--public', 'yes', '--json')).stdout);
  assert.equal(opened.public, true);
  const answer = await get(server.address, `/log/${other.uuid}/checkpoint`, null);
  assert.equal(answer.status, 200);
  assert.ok(answer.text.startsWith(`${opened.origin}\n`));
  const told = await get(server.address, '/public/events?limit=1', other.key);
  assert.match(told.json.data[0].description, /opened to the public on the server/);
  assert.equal(told.json.data[0].user, null);
});
