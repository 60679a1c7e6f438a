/** A log that asks witnesses, over real HTTP: cosignatures in checkpoints and proofs, a witness that is down, a fork. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  checkPolicy,
  formatPolicy,
  parsePolicy,
  parseProof,
  parseWitnessVkey,
  readCosignatures,
} from '@affidavit/verify';
import { pino } from 'pino';
import type { Company } from '../src/app/ports.ts';
import { openSystem, type System, serve } from '../src/compose.ts';
import { readConfig } from '../src/config.ts';
import { allPermissions } from '../src/domain/permissions.ts';
import { affidavit, makeCompany, tempFolder } from './system.ts';
import { startWitness, type TestWitness } from './witness-kit.ts';

const data = tempFolder();
const event = {
  type: 'COMPANY_DATA_UPDATED',
  category: 'COMPANY',
  source: 'APP',
  description: 'Changed.',
  userId: 1,
};
let system: System;
let server: { address: string; close(): Promise<void> };
let company: Company;
let key: string;
let other: string;
let logVkey: string;
let witnesses: TestWitness[];

before(async () => {
  const config = readConfig(
    { data: data.path, port: '0', operationsPort: '0', rateLimit: '0', outboundAllow: '127.0.0.1' },
    {},
  );
  system = await openSystem(config, (error) => {
    throw error;
  });
  const found = async (name: string, ownerEmail: string) => {
    const made = await system.companies.create({ name, ownerEmail });
    await system.acceptTerms(made.company, ownerEmail);
    const options = { userEmail: ownerEmail, name: 'test', permissions: allPermissions };
    return { ...made, key: (await system.keys.create(made.company, options)).secret };
  };
  ({ company, key } = await found('Acme', 'sally@example.com'));
  ({ key: other } = await found('Globex', 'gus@example.com'));
  [logVkey = ''] = (await system.manageLog.show(company)).vkeys;
  witnesses = await Promise.all(
    ['w1', 'w2'].map((name) => startWitness(`witness.example/${name}`, [logVkey])),
  );
  // Beside the loops of the server, which the tests do not wait for.
  server = await serve(system, config, pino({ level: 'silent' }));
});
after(async () => {
  await server.close();
  await Promise.all(witnesses.map((witness) => witness.close()));
  data.remove();
});

async function send(method: string, path: string, body?: unknown, as = key) {
  const response = await fetch(`${server.address}${path}`, {
    method,
    headers: { authorization: `Bearer ${as}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, text, json: () => JSON.parse(text) };
}

const list = (needed = 2) => ({
  witnesses: witnesses.map(({ vkey, address }, i) => ({ name: `W${i + 1}`, url: address, vkey })),
  needed,
});
const record = async () => (await send('POST', '/api/events', event)).json() as { seq: number };
const checkpoint = async () => (await send('GET', `/log/${company.uuid}/checkpoint`)).text;
const policy = (needed = 2) => parsePolicy(formatPolicy({ logs: [logVkey], ...list(needed) }));
const signedBy = (note: string) =>
  checkPolicy(note, policy())
    .witnesses.filter(({ time }) => time !== null)
    .map(({ name }) => name);

/** Reads until `holds`, which the loops of the server bring about. */
async function until<T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  for (let attempt = 0; attempt < 600; attempt++) {
    const value = await read();
    if (holds(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it never came to hold');
}

/** A checkpoint of everything recorded so far that both cosigned. */
async function cosignedByBoth(): Promise<string> {
  const { size } = await system.store.events.head(company.company);
  const isWhole = (note: string) => (checkPolicy(note, policy(0)).checkpoint?.size ?? 0) >= size;
  return until(checkpoint, (note) => signedBy(note).length === 2 && isWhole(note));
}

test('who is asked is said by a key that may, checked, and recorded as an event', async () => {
  const refuse = async (body: unknown, message: RegExp) => {
    const answer = await send('PUT', '/api/log/witnesses', body);
    assert.equal(answer.status, 400, answer.text);
    assert.match(answer.json().message, message);
  };
  const good = list();
  const [first, second] = good.witnesses;
  assert.ok(first && second);
  await refuse({ ...good, needed: 3 }, /needed must be between 1 and 2/);
  await refuse({ witnesses: [], needed: 1 }, /needed must be between 0 and 0/);
  await refuse({ witnesses: [first, { ...second, name: 'W1' }], needed: 1 }, /witnesses\[1\]\.name/);
  await refuse({ witnesses: [first, { ...second, vkey: first.vkey }], needed: 1 }, /witnesses\[1\]\.vkey/);
  await refuse({ witnesses: [{ ...first, vkey: logVkey }], needed: 1 }, /vkey/);
  await refuse({ witnesses: [{ ...first, name: 'two words' }], needed: 1 }, /name must be a word/);
  await refuse({ witnesses: [{ ...first, name: 'none' }], needed: 1 }, /name must be a word/);
  for (const url of ['http://10.0.0.1', 'http://2852039166/', 'http://[::1]:80', 'ftp://8.8.8.8', 'nowhere'])
    await refuse({ witnesses: [{ ...first, url }], needed: 1 }, /witnesses\[0\]\.url/);
  const size = async () => (await system.store.events.head(company.company)).size;
  const before = await size();
  const put = await send('PUT', '/api/log/witnesses', good);
  assert.equal(put.status, 200, put.text);
  assert.equal(await size(), before + 1);
  await send('PUT', '/api/log/witnesses', good);
  assert.equal(await size(), before + 1, 'the same again is no change');
  const [{ entry } = assert.fail()] = await system.store.events.eventsFrom(company.company, before, 1);
  const told = (await send('GET', `/public/events/${entry.id}`)).json();
  assert.match(told.description, /asked for cosignatures of the log by 2 of W1, W2/);
  assert.equal(told.user.id, 1);
  assert.deepEqual(told.metadata.dto.witnesses, good.witnesses);
  assert.deepEqual((await send('GET', '/api/log/witnesses', undefined, other)).json().witnesses, []);
});

test('checkpoint and proof carry what both signed, and the policy holds', async () => {
  const { seq } = await record();
  const note = await cosignedByBoth();
  const report = checkPolicy(note, policy());
  assert.equal(report.holds, true, report.reason ?? '');
  assert.ok((report.checkpoint?.size ?? 0) > seq);
  const proof = parseProof(await system.prove.proof(company, seq));
  assert.equal(checkPolicy(proof.checkpoint, policy()).holds, true);
  const shown = (await send('GET', '/api/log/witnesses')).json();
  assert.equal(shown.policy, formatPolicy({ logs: [logVkey], ...list() }));
  for (const { problem, conflict, cosignedAt } of shown.witnesses) {
    assert.equal(problem, null);
    assert.equal(conflict, false);
    assert.match(cosignedAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  }
});

test('the history says who cosigned, of whom the company asks now', async () => {
  const note = await cosignedByBoth();
  const read = async () => (await send('GET', '/api/log/checkpoints')).json().data[0];
  const told = await read();
  assert.equal(told.note, note);
  assert.deepEqual(
    told.witnesses.map(({ name }: { name: string }) => name),
    ['W1', 'W2'],
  );
  assert.equal(told.otherLines, 0);
  const [{ time } = assert.fail()] = readCosignatures(note, [parseWitnessVkey(witnesses[0]?.vkey ?? '')]);
  assert.equal(Date.parse(told.witnesses[0].cosignedAt), time * 1000);
});

test('with one of two down, recording and signing go on; what stands is one of two, until it is back', async () => {
  const [, down] = witnesses;
  assert.ok(down);
  const old = await cosignedByBoth();
  await down.stop();
  const { seq } = await record();
  const note = await until(checkpoint, (one) => signedBy(one).join() === 'W1');
  const report = checkPolicy(note, policy());
  assert.equal(report.holds, false);
  assert.match(report.reason ?? '', /1 of 2 witnesses cosigned/);
  assert.equal(checkPolicy(note, policy(1)).holds, true);
  assert.ok((report.checkpoint?.size ?? 0) > seq);
  // An older event is proven under the checkpoint that both signed, the new one under the newest.
  const kept = await system.store.checkpoints.witnessed(company.company);
  assert.equal(kept?.note, old);
  const checkpointOf = async (at: number) => parseProof(await system.prove.proof(company, at)).checkpoint;
  assert.deepEqual(signedBy(await checkpointOf(seq)), ['W1']);
  assert.equal(await checkpointOf(seq - 1), old);
  const shown = await until(
    async () => (await send('GET', '/api/log/witnesses')).json(),
    ({ witnesses: [, second] }) => second.problem !== null,
  );
  assert.match(shown.witnesses[1].problem, /ECONNREFUSED/);
  await down.start();
  const both = await cosignedByBoth();
  assert.equal(checkPolicy(both, policy()).holds, true);
});

test('a witness that does not know the log says so, and is asked at once when the list changes', async () => {
  const [first] = witnesses;
  assert.ok(first);
  const note = await cosignedByBoth();
  const [{ time } = assert.fail()] = readCosignatures(note, [parseWitnessVkey(first.vkey)]);
  assert.ok(Math.abs(time - Date.now() / 1000) < 600);
  await first.stop();
  first.know([]);
  await first.start();
  await record();
  const shown = await until(
    async () => (await send('GET', '/api/log/witnesses')).json(),
    ({ witnesses: [one] }) => one.problem !== null,
  );
  assert.match(shown.witnesses[0].problem, /does not know this log \(404/);
  assert.equal(shown.witnesses[0].conflict, false);
  await first.stop();
  first.know([logVkey]);
  await first.start();
  // Changing the list asks at once, whatever was waited for.
  await send('PUT', '/api/log/witnesses', { witnesses: [], needed: 0 });
  await send('PUT', '/api/log/witnesses', list());
  await cosignedByBoth();
});

test('the command line says whom a company asks, and prints the policy for auditors', async () => {
  const own = tempFolder();
  await makeCompany(own.path);
  const run = (...args: string[]) =>
    affidavit(['log', 'witnesses', ...args, '--data', own.path, '--outbound-allow', '127.0.0.1']);
  const given = witnesses.flatMap(({ address, vkey }, i) => ['--witness', `W${i} ${address} ${vkey}`]);
  const set = await run(...given, '--needed', '1');
  assert.equal(set.code, 0, set.stderr);
  assert.match(set.stdout, /^1 of 2 witnesses must cosign\n/);
  const { stdout } = await run('--policy');
  const { witnesses: named, groups, logs } = parsePolicy(stdout);
  assert.deepEqual(
    named.map(({ key: { name } }) => name),
    ['witness.example/w1', 'witness.example/w2'],
  );
  assert.equal(groups[0]?.needed, 1);
  assert.equal(logs.length, 1);
  assert.equal((await run('--witness', 'too few words')).code, 2);
  own.remove();
});
