/** Starting and stopping: what a server refuses to start on, what a second start leaves alone, how it stops. */
import assert from 'node:assert/strict';
import {
  chmodSync,
  cpSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import { get, post } from './client.ts';
import { affidavit, makeCompany, startServer, tempFolder } from './system.ts';

const event = { type: 'COMPANY_DATA_UPDATED', category: 'COMPANY', source: 'APP', description: 'Changed.' };
const data = tempFolder();
const backup = tempFolder();
let key: string;
let uuid: string;

before(async () => {
  ({ key, uuid } = await makeCompany(data.path));
  cpSync(data.path, backup.path, { recursive: true });
  const server = await startServer({ data: data.path });
  for (let i = 0; i < 3; i++) await post(server.address, '/api/events?wait=checkpoint', key, event);
  await server.stop();
});
after(() => {
  data.remove();
  backup.remove();
});

/** Tries to serve a copy of the store after `change`: answers what it said. */
async function refusal(change: (folder: string) => void): Promise<string> {
  const copy = tempFolder();
  try {
    cpSync(data.path, copy.path, { recursive: true });
    change(copy.path);
    const result = await affidavit(['serve', '--data', copy.path, '--port', '0', '--operations-port', '0']);
    assert.ok(result.code === 1 || result.code === 2, `exit code ${result.code}: ${result.stdout}`);
    assert.equal(result.stdout, '');
    assert.match(result.stderr, /^affidavit: .*\n$/, 'one line');
    return result.stderr;
  } finally {
    copy.remove();
  }
}

test('a key file that others can read is refused', async () => {
  if (process.platform === 'win32') return;
  assert.match(
    await refusal((folder) => chmodSync(join(folder, 'affidavit.key'), 0o640)),
    /can be read by others: chmod 600/,
  );
});

test('a missing key file is refused, never replaced', async () => {
  assert.match(await refusal((folder) => rmSync(join(folder, 'affidavit.key'))), /key file .* is missing/);
});

test('another key file is refused', async () => {
  const other = tempFolder();
  await affidavit(['company', 'list', '--data', other.path]);
  const line = await refusal((folder) =>
    cpSync(join(other.path, 'affidavit.key'), join(folder, 'affidavit.key')),
  );
  other.remove();
  assert.match(line, /do not belong together/);
});

test('an unknown newer schema is refused', async () => {
  const line = await refusal((folder) => {
    const db = new DatabaseSync(join(folder, 'affidavit.db'));
    db.exec("INSERT INTO migrations (name, hash) VALUES ('9999_later.sql', 'x')");
    db.close();
  });
  assert.match(line, /9999_later\.sql, which this version does not know/);
});

test('a store behind its last checkpoint is refused', async () => {
  const line = await refusal((folder) => {
    for (const name of readdirSync(folder).filter((one) => one.startsWith('affidavit.db')))
      rmSync(join(folder, name));
    cpSync(join(backup.path, 'affidavit.db'), join(folder, 'affidavit.db'));
  });
  assert.match(line, /holds 1 events, but 4 were signed.*restored from a backup/);
});

test('a checkpoint beside the key file that no key of the log signed is refused', async () => {
  const line = await refusal((folder) => {
    const [name = ''] = readdirSync(join(folder, 'checkpoints'));
    const path = join(folder, 'checkpoints', name);
    // Another character near the end of the signature, the last of which has bits that say nothing.
    const note = readFileSync(path, 'utf8').replace(
      /(.)(....\n)$/,
      (_, one, rest) => (one === 'A' ? 'B' : 'A') + rest,
    );
    writeFileSync(path, note);
  });
  assert.match(line, /company "Test Company" was not signed by the keys of its log/);
});

test('a store of another key file is refused', async () => {
  const other = tempFolder();
  await makeCompany(other.path);
  const line = await refusal((folder) => {
    for (const name of readdirSync(folder).filter((one) => one.startsWith('affidavit.db')))
      rmSync(join(folder, name));
    cpSync(join(other.path, 'affidavit.db'), join(folder, 'affidavit.db'));
  });
  other.remove();
  assert.match(line, /the key file does not make the key that signs the log of company "Test Company"/);
});

test('settings that make no sense are refused by name', async () => {
  const cases: [string[], Record<string, string>, RegExp][] = [
    [['--port', '70000'], {}, /port must be a whole number from 0 to 65535, not "70000"/],
    [['--rate-limit', '-1'], {}, /rate-limit must be/],
    [[], { AFFIDAVIT_PORT: 'http' }, /port must be a whole number.*"http"/],
    [[], { AFFIDAVIT_TRUSTED_PROXIES: '10.0.0.0/33' }, /trusted-proxies takes .*10\.0\.0\.0\/33/],
    [[], { AFFIDAVIT_LOG: 'loud' }, /log must be one of info, warn, silent, not "loud"/],
  ];
  for (const [flags, env, message] of cases) {
    const result = await affidavit(['serve', '--data', data.path, ...flags], { env });
    assert.equal(result.code, 2);
    assert.match(result.stderr, message);
  }
  const unknown = await affidavit(['serve', '--colour']);
  assert.equal(unknown.code, 2);
});

test('a taken port is one line', async () => {
  const server = await startServer({ data: data.path });
  const port = new URL(server.address).port;
  const second = await affidavit(['serve', '--data', data.path, '--port', port, '--operations-port', '0']);
  await server.stop();
  assert.equal(second.code, 1);
  assert.match(second.stderr, /^affidavit: .*EADDRINUSE.*\n$/);
});

test('variables and flags of the same name work for every command', async () => {
  const byFlag = await affidavit(['company', 'list', '--json', '--data', data.path]);
  const byVariable = await affidavit(['company', 'list', '--json'], { env: { AFFIDAVIT_DATA: data.path } });
  assert.equal(byFlag.stdout, byVariable.stdout);
  assert.equal(JSON.parse(byFlag.stdout)[0].uuid, uuid);
});

test('the demo is ready, and a second start changes nothing', async () => {
  const demo = tempFolder();
  const snapshot = () => {
    const db = new DatabaseSync(join(demo.path, 'affidavit.db'), { readOnly: true });
    const rows = ['heads', 'api_keys', 'directory', 'checkpoints'].map((table) =>
      db.prepare(`SELECT * FROM ${table}`).all(),
    );
    db.close();
    return JSON.stringify([rows, readFileSync(join(demo.path, 'demo.key'), 'utf8')]);
  };
  const first = await startServer({ command: 'demo', data: demo.path });
  await first.stop();
  const left = snapshot();
  const second = await startServer({ command: 'demo', data: demo.path });
  await second.stop();
  assert.ok(snapshot() === left, 'the second start left every row as it was');
  for (const file of ['demo.key', 'demo-other.key', 'affidavit.key'])
    assert.equal(statSync(join(demo.path, file)).mode & 0o777, 0o600, file);
  renameSync(join(demo.path, 'demo.key'), join(demo.path, 'old.key'));
  const third = await startServer({ command: 'demo', data: demo.path });
  const fresh = readFileSync(join(demo.path, 'demo.key'), 'utf8').trim();
  const { json } = await get(third.address, '/public/events?limit=1', fresh);
  await third.stop();
  assert.equal(
    json.total,
    JSON.parse(left)[0][0][0].size,
    'an interrupted seeding is finished, not repeated',
  );
  demo.remove();
});

test('a stop finishes what was accepted', async () => {
  const server = await startServer({ data: data.path });
  const before = (await get(server.address, '/public/events?limit=1', key)).json.total;
  const posts = Array.from({ length: 50 }, () =>
    post(server.address, '/api/events', key, event).then(
      ({ status }) => status,
      () => 0,
    ),
  );
  await posts[0];
  const code = await server.stop();
  const statuses = await Promise.all(posts);
  assert.equal(code, 0);
  const again = await startServer({ data: data.path });
  const { total } = (await get(again.address, '/public/events?limit=1', key)).json;
  const { text } = await get(again.address, `/log/${uuid}/checkpoint`, key);
  await again.stop();
  assert.ok(total - before >= statuses.filter((status) => status === 201).length);
  assert.equal(Number(text.split('\n')[1]), total, 'what was recorded is signed before the end');
});

test('health, readiness and metrics answer', async () => {
  const server = await startServer({ data: data.path });
  assert.equal((await get(server.address, '/healthz', null)).status, 200);
  assert.equal((await get(server.address, '/readyz', null)).status, 200);
  await get(server.address, '/public/events?limit=1', key);
  const { text } = await get(server.operationsAddress, '/metrics', null);
  assert.match(
    text,
    /affidavit_http_requests_total\{[^}]*route="\/public\/events"[^}]*status="200"[^}]*\} 1/,
  );
  assert.equal(
    (await get(server.address, '/metrics', null)).status,
    404,
    'metrics are not on the public port',
  );
  await server.stop();
});

test('the log is JSON lines without keys', async () => {
  const server = await startServer({ data: data.path, env: { AFFIDAVIT_LOG: 'info' } });
  await get(server.address, `/public/events?q=${key}`, key);
  await get(server.address, '/public/events', `${key}x`);
  await server.stop();
  const lines = server
    .log()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.ok(
    lines.some(
      ({ route, status, company }) => route === '/public/events' && status === 200 && company === uuid,
    ),
  );
  assert.ok(!server.log().includes(key.slice(4, 30)));
});
