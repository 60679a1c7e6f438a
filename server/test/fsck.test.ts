/** fsck names the first thing that is wrong, whatever an insider changed in the file. */
import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import { Frontier } from '@affidavit/verify';
import { post, put } from './client.ts';
import { affidavit, makeCompany, startServer, tempFolder } from './system.ts';

const data = tempFolder();
const copies: { remove(): void }[] = [];
const EVENTS = 600;

before(async () => {
  const { key } = await makeCompany(data.path);
  const server = await startServer({ data: data.path });
  await put(server.address, '/api/connections', key, { clientType: 'GITHUB', ownerId: 1 });
  const event = (i: number) => ({
    type: 'COMPANY_DATA_UPDATED',
    category: 'COMPANY',
    source: 'APP',
    status: 'PASSED',
    description: `Change ${i}`,
    metadata: { i },
    userId: 1,
    connectionId: 1,
    issues: [{ i }],
  });
  const answer = await post(
    server.address,
    '/api/events',
    key,
    Array.from({ length: EVENTS }, (_, i) => event(i)),
  );
  assert.equal(answer.status, 201, answer.text);
  assert.equal(await server.stop(), 0);
});
after(() => {
  for (const copy of copies) copy.remove();
  data.remove();
});

/** Runs fsck on a copy of the store after `damage`, triggers set aside as an insider would. */
async function fsckAfter(damage: (db: DatabaseSync) => void) {
  const copy = tempFolder();
  copies.push(copy);
  cpSync(data.path, copy.path, { recursive: true });
  const db = new DatabaseSync(join(copy.path, 'affidavit.db'));
  const triggers = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all();
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${String(name)}`);
  damage(db);
  db.close();
  const result = await affidavit(['fsck', '--data', copy.path, '--json']);
  const after = new DatabaseSync(join(copy.path, 'affidavit.db'), { readOnly: true });
  const kept = after
    .prepare('SELECT size, problem FROM full_checks')
    .all()
    .map((row) => ({ ...row }));
  after.close();
  return { code: result.code, report: JSON.parse(result.stdout || '{}'), stderr: result.stderr, kept };
}

test('an untouched store is well', async () => {
  const { code, report, kept } = await fsckAfter(() => undefined);
  assert.equal(code, 0);
  assert.deepEqual(kept, [{ size: EVENTS + 2, problem: null }]);
  // One more: the owner's agreement to the terms.
  assert.deepEqual(report, { ok: true, events: EVENTS + 2, snapshots: 4, checkpoints: 1, companies: 1 });
});

const damages: [string, string, RegExp][] = [
  [
    'a word of an entry',
    'UPDATE events SET type = category WHERE seq = 7',
    /seq 7\): its entry does not hash to its leaf/,
  ],
  [
    'a time',
    'UPDATE events SET created_at = created_at + 1 WHERE seq = 9',
    /seq 9\): its entry does not hash/,
  ],
  [
    'an entry and its leaf',
    'UPDATE events SET leaf = zeroblob(32) WHERE seq = 3',
    /seq 3\): its entry does not hash/,
  ],
  [
    'a description',
    `UPDATE parts SET text = '{"description":"x"}' WHERE seq = 5`,
    /seq 5\): its text is not what was sealed/,
  ],
  [
    'metadata',
    'UPDATE parts SET metadata = test WHERE seq = 6',
    /seq 6\): its metadata is not what was sealed/,
  ],
  ['a removed part', 'UPDATE parts SET test = NULL WHERE seq = 8', /seq 8\): its test is missing/],
  ['a removed row of parts', 'DELETE FROM parts WHERE seq = 10', /seq 10\): its text is missing/],
  ['an actor', 'UPDATE parts SET actor_id = NULL WHERE seq = 11', /seq 11\): its actor is missing/],
  [
    'a snapshot',
    `UPDATE snapshots SET json = replace(json, 'owner@', 'other@') WHERE kind = 'person' AND version = 2`,
    /person 1 version 2 is not what was sealed/,
  ],
  [
    'a removed snapshot',
    "DELETE FROM snapshots WHERE kind = 'owner'",
    /snapshot [0-9a-f]{64} it names is missing/,
  ],
  [
    'secrets of a person',
    "UPDATE subjects SET key = zeroblob(32) WHERE kind = 'person'",
    /is not what was sealed/,
  ],
  [
    // No trigger refuses it to a stranger.
    'an event replaced',
    'CREATE TEMP TABLE other AS SELECT * FROM events WHERE seq = 30; UPDATE other SET created_at = created_at + 1; INSERT OR REPLACE INTO events SELECT * FROM other',
    /seq 30\): its entry does not hash/,
  ],
  ['an event in the middle', 'DELETE FROM events WHERE seq = 300', /event 300 is missing/],
  ['the tail', `DELETE FROM events WHERE seq >= ${EVENTS}`, /the head counts/],
  [
    'two events swapped',
    'UPDATE events SET seq = -1 WHERE seq = 20; UPDATE events SET seq = 20 WHERE seq = 21; UPDATE events SET seq = 21 WHERE seq = -1',
    /seq 20\)/,
  ],
  [
    'a tree hash',
    'UPDATE tree_hashes SET hash = zeroblob(32) WHERE idx = 1',
    /tree hash at level 1, index 1/,
  ],
  ['the root', 'UPDATE heads SET root = zeroblob(32)', /root/],
  ['the checkpoint', "UPDATE checkpoints SET note = replace(note, '6', '7')", /checkpoint/],
];

for (const [what, sql, message] of damages)
  test(`damage is named: ${what}`, async () => {
    const { code, report, stderr, kept } = await fsckAfter((db) => db.exec(sql));
    assert.equal(code, 1, stderr);
    assert.match(report.problem ?? stderr, message);
    assert.deepEqual(
      kept.map(({ problem }) => problem),
      [report.problem],
    );
  });

test('a tail cut off with a head to match is behind what was signed', async () => {
  const { code, report } = await fsckAfter((db) => {
    const frontier = new Frontier();
    for (const { leaf } of db.prepare('SELECT leaf FROM events WHERE seq < 500 ORDER BY seq').all())
      frontier.append(leaf as Uint8Array);
    db.exec(
      'DELETE FROM events WHERE seq >= 500; DELETE FROM parts WHERE seq >= 500; DELETE FROM checkpoints',
    );
    db.prepare('UPDATE heads SET size = 500, root = ?').run(frontier.root());
  });
  assert.equal(code, 1);
  assert.match(report.problem, /holds 500 events, but 602 were signed/);
});
