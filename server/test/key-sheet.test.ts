/** The first key out of band: from the company, over paper, to whoever checks a file. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { keyWords } from '@affidavit/verify';
import { extractText, getDocumentProxy } from 'unpdf';
import { get, post } from './client.ts';
import { affidavit, makeCompany, type RunningServer, startServer, tempFolder } from './system.ts';

const data = tempFolder();
const out = tempFolder();
let server: RunningServer;
let company: { uuid: string; key: string };
let other: { uuid: string; key: string };

before(async () => {
  company = await makeCompany(data.path);
  other = await makeCompany(data.path, 'Other Company', 'other@example.com');
  server = await startServer({ data: data.path });
});
after(async () => {
  await server.stop();
  data.remove();
  out.remove();
});

/** What stands on the sheet, on one line. */
async function read(pdf: Uint8Array): Promise<string> {
  const { text, totalPages } = await extractText(await getDocumentProxy(pdf), { mergePages: true });
  assert.equal(totalPages, 1);
  return text.replaceAll(/\s+/g, ' ');
}

/** The words between the numbers 1 to 12, as a person would type them. */
const wordsOn = (text: string): string =>
  / (1 [a-z]+(?: \d+ [a-z]+){11}) /.exec(text)?.[1] ?? assert.fail(text);

function sheetOf(key: string | null): Promise<Response> {
  const headers = key === null ? {} : { authorization: `Bearer ${key}` };
  return fetch(`${server.address}/api/log/key-sheet.pdf`, { headers });
}

test('the words on the paper check a file that this log has sealed, and no other log’s', async () => {
  const draft = {
    type: 'COMPANY_DATA_UPDATED',
    category: 'COMPANY',
    source: 'APP',
    description: 'A.',
    userId: 1,
  };
  for (const [at, code] of [
    [company, 0],
    [other, 1],
  ] as const) {
    const made = await post(server.address, '/api/events?wait=checkpoint', at.key, draft);
    assert.equal(made.status, 201, made.text);
    const sealed = await get(server.address, `/api/events/${made.json.id}/affidavit`, at.key);
    const file = join(out.path, `${at.uuid}.affidavit.json`);
    writeFileSync(file, sealed.text);
    const sheet = await sheetOf(company.key);
    const typed = wordsOn(await read(new Uint8Array(await sheet.arrayBuffer())));
    const checked = await affidavit(['verify', file, '--words', typed]);
    assert.equal(checked.code, code, checked.stdout + checked.stderr);
    if (code === 1) assert.match(checked.stdout, /not those that you gave \(key\)/);
  }
});

test('GET /api/log/key-sheet.pdf is the key that signs the log of whose key asks', async () => {
  for (const { uuid, key } of [company, other]) {
    const { vkeys, origin } = (await get(server.address, '/api/log', key)).json;
    const sheet = await sheetOf(key);
    assert.equal(sheet.status, 200);
    assert.equal(sheet.headers.get('content-type'), 'application/pdf');
    assert.equal(
      sheet.headers.get('content-disposition'),
      `attachment; filename="key-sheet-${origin.split('/')[1]}.pdf"`,
    );
    const text = await read(new Uint8Array(await sheet.arrayBuffer()));
    assert.equal(wordsOn(text).replaceAll(/\d+ /g, ''), keyWords(vkeys[0]));
    assert.ok(text.includes(uuid) && text.replaceAll(' ', '').includes(vkeys[0]), text);
  }
  assert.equal((await sheetOf(null)).status, 401);
  const args = ['--user', 'owner@example.com', '--company', company.uuid, '--data', data.path];
  const weak = await affidavit(['keys', 'create', ...args, '--permission', 'api-manage-log', '--json']);
  assert.equal(weak.code, 0, weak.stderr);
  assert.equal((await sheetOf(JSON.parse(weak.stdout).key)).status, 403);
});

test('affidavit log key-sheet writes the sheet, and overwrites nothing', async () => {
  const file = join(out.path, 'sheet.pdf');
  const write = (...more: string[]) =>
    affidavit(['log', 'key-sheet', '--company', other.uuid, '--data', data.path, ...more]);
  const made = await write('--out', file);
  assert.equal(made.code, 0, made.stderr);
  const pdf = readFileSync(file);
  const shown = await affidavit(['log', '--company', other.uuid, '--data', data.path, '--json']);
  const [{ words }] = JSON.parse(shown.stdout).keys;
  assert.equal(wordsOn(await read(new Uint8Array(pdf))).replaceAll(/\d+ /g, ''), words);
  const again = await write('--out', file);
  assert.equal(again.code, 2);
  assert.match(again.stderr, /^affidavit: out.*EEXIST.*\n$/);
  assert.ok(pdf.equals(readFileSync(file)));
  assert.equal((await write()).code, 2);
});
