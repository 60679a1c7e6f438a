/** A whole export follows an erasure: the person leaves the folder, and every digest that is absent is explained. */
import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { runVerify } from '@affidavit/verify/command';
import { type ChangeKit, startChanges } from './change-kit.ts';
import { tempFolder } from './system.ts';

const PLANT = 'Quetzalworth';
const out = tempFolder();
let kit: ChangeKit;
let keys: string;

before(async () => {
  kit = await startChanges();
  keys = join(out.path, 'keys');
  writeFileSync(keys, `${(await kit.send('GET', '/api/log')).json.vkeys.join('\n')}\n`);
});
after(async () => {
  await kit.close();
  out.remove();
});

const folder = (name: string) => join(out.path, name);

async function exported(name: string) {
  await kit.system.signCheckpoints();
  return kit.system.exportLog(kit.acme, folder(name), { whole: true }, () => {});
}

async function verify(name: string, ...more: string[]) {
  let said = '';
  const output = {
    write: (text: string) => {
      said += text;
    },
  };
  const code = await runVerify([folder(name), '--key', keys, ...more], output, output);
  return { code, said };
}

/** Files of a folder that say a word, unpacked where they are packed. */
function filesSaying(name: string, word: string): string[] {
  return readdirSync(folder(name), { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
    .filter((path) => {
      const bytes = readFileSync(path);
      return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).includes(word);
    });
}

test('what an erasure takes away leaves the folder with the next run, and everything still holds', async () => {
  const id = 910;
  const email = 'zyx@example.com';
  await kit.act('PUT', '/api/users', { id, email, firstName: 'Zyx', lastName: PLANT });
  const least = { type: 'COMPANY_DATA_UPDATED', category: 'COMPANY', source: 'APP' };
  const events = Array.from({ length: 300 }, (_, i) => ({
    ...least,
    description: i % 50 === 0 ? `${PLANT} changed ${i}.` : `Change ${i}.`,
    metadata: { dto: { by: i % 50 === 0 ? email : 'nobody', i } },
    userId: i % 2 === 0 ? id : 1,
  }));
  await kit.act('POST', '/api/events', events);
  const first = await exported('whole');
  assert.equal((await verify('whole')).code, 0);
  assert.ok(filesSaying('whole', PLANT).length >= 2);
  cpSync(folder('whole/checkpoint'), folder('last'));

  const erased = await kit.send('POST', `/api/users/${id}/erasure`, {
    reason: 'They asked for it.',
    legalBasis: 'GDPR Art. 17 (1) (a)',
  });
  assert.ok(erased.status === 200 || erased.status === 201, erased.text);
  const second = await exported('whole');
  assert.ok(second.size > first.size);
  assert.deepEqual(filesSaying('whole', PLANT), []);
  const { code, said } = await verify('whole', '--last', folder('last'));
  assert.equal(code, 0, said);
  assert.match(said, /digests are erased, as removal events say/);
  assert.match(said, /it begins with the tree of your last checkpoint/);

  // Made anew, the export is the same to the byte.
  await exported('anew');
  for (const path of ['documents/000.ndjson.gz', 'checkpoint', 'tile/0/000'])
    assert.ok(readFileSync(folder(`anew/${path}`)).equals(readFileSync(folder(`whole/${path}`))), path);
});

test('without the removals, or with one more than there was, the same folder fails', async () => {
  const [name = ''] = readdirSync(folder('whole/removals'));
  cpSync(folder('whole'), folder('cut'), { recursive: true });
  rmSync(folder(`cut/removals/${name}`));
  const cut = await verify('cut');
  assert.equal(cut.code, 1);
  assert.match(cut.said, /removals\/\d+\.ndjson\.gz is missing/);
  cpSync(folder('whole'), folder('hiding'), { recursive: true });
  const path = folder('hiding/documents/000.ndjson.gz');
  const lines = gunzipSync(readFileSync(path)).toString().split('\n');
  const kept = lines.filter((line) => !line.includes('Change 7.'));
  assert.ok(kept.length < lines.length);
  writeFileSync(path, gzipSync(kept.join('\n')));
  const hiding = await verify('hiding');
  assert.equal(hiding.code, 1);
  assert.match(hiding.said, /at +event [0-9a-f-]{36}, number \d+\n.*WITHHELD: no document opens its text/);
});
