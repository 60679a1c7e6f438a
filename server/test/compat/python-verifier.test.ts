/** Both verifiers (verify/, verify/python) on what a running server hands out, before and after an erasure. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { EXIT, runVerify } from '@affidavit/verify/command';
import { runPython, withoutPython } from '../../../verify/test/python.ts';
import { get, post } from '../client.ts';
import { affidavit, type RunningServer, startServer, tempFolder } from '../system.ts';

async function bothSay(args: readonly string[], status: number): Promise<void> {
  let out = '';
  const sink = { write: (text: string) => (out += text) };
  assert.equal(await runVerify(args, sink, sink), status, out);
  const theirs = runPython('affidavit_verify.py', args);
  assert.equal(theirs.status, status, `${theirs.stdout}${theirs.stderr}`);
}

/** Files of every kind from the server, and an export beside it. */
async function handedOut(server: RunningServer, data: string, key: string, ids: string[], into: string) {
  const put = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(into, name), content);
    return join(into, name);
  };
  const text = async (path: string): Promise<string> => {
    const answer = await get(server.address, path, key);
    assert.equal(answer.status, 200, answer.text);
    return answer.text;
  };
  const single = await Promise.all(
    ids.map(async (id) => put(`${id}.affidavit.json`, await text(`/api/events/${id}/affidavit`))),
  );
  const bundle = put(
    'some.affidavits.ndjson',
    await text('/api/events/affidavits.ndjson?category=PERSONNEL'),
  );
  const response = await fetch(
    `${server.address}/api/events/certificate?from=2000-01-01&to=2100-01-01&category=PERSONNEL`,
    { headers: { authorization: `Bearer ${key}` } },
  );
  const certificate = put('all.certificate', new Uint8Array(await response.arrayBuffer()));
  const first = JSON.parse(await text(`/api/events/${ids[0]}/affidavit`));
  const { company } = JSON.parse(Buffer.from(first.entry, 'base64').toString());
  const folder = join(into, 'export');
  const made = await affidavit(['export', folder, '--company', company, '--data', data, '--whole']);
  assert.equal(made.code, 0, made.stderr);
  const keys = put('keys', await text(`/log/${company}/vkeys`));
  return { files: [...single, bundle, certificate, folder], keys };
}

test('a Python program says the same of what the server hands out', async (t) => {
  if (withoutPython !== null) return t.skip(withoutPython);
  const data = tempFolder();
  const out = tempFolder();
  const server = await startServer({ command: 'demo', data: data.path });
  try {
    const key = readFileSync(join(data.path, 'demo.key'), 'utf8').trim();
    const feed = (await get(server.address, '/api/events/feed?after=0&limit=500', key)).json;
    const ids: string[] = feed.data
      .filter((_: unknown, i: number) => i % 50 === 0)
      .map((one: { id: string }) => one.id);
    for (const erase of [false, true]) {
      if (erase) {
        const request = { reason: 'They asked for it.', legalBasis: 'GDPR Art. 17 (1) (a)' };
        const answer = await post(server.address, '/api/users/2/erasure', key, request);
        assert.equal(answer.status, 200, answer.text);
        ids.push(...answer.json.eventIds);
      }
      const { files, keys } = await handedOut(server, data.path, key, ids, out.path);
      await bothSay([...files, '--key', keys], EXIT.verified);
      if (erase) await bothSay(files.slice(0, 1), EXIT.consistent);
    }
  } finally {
    await server.stop();
    data.remove();
    out.remove();
  }
});
