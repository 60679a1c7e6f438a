/** The keys of a log through the programs: rotation, and key files that are lost or not of this store. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { epochOf, Ground, verify } from './log-keys-kit.ts';

test('rotation under a running server: who pinned the old key goes on, and so does who pins the new one', async (t) => {
  const ground = await Ground.make(t);
  await ground.serving(async (server) => {
    const [old = ''] = await ground.vkeys();
    const before = await ground.affidavit(server, await ground.record(server, 'before'));
    assert.equal((await ground.audit(server, [old])).code, 0);
    const said = await ground.run('log', 'rotate');
    const [now = '', ...others] = await ground.vkeys();
    assert.notEqual(now, old);
    assert.deepEqual(others, [old]);
    assert.ok(said.includes(now), said);
    const id = await ground.record(server, 'after');
    for (const vkey of [old, now]) {
      assert.equal((await ground.audit(server, [vkey])).code, 0);
      assert.equal((await verify(await ground.affidavit(server, id), vkey)).code, 0);
    }
    // What was sealed under the old key alone stays what it was.
    assert.equal((await verify(before, old)).code, 0);
    assert.equal((await verify(before, now)).code, 1);
    const events = await fetch(`${server.address}/api/events?type=LOG_KEY_ROTATED`, {
      headers: { authorization: `Bearer ${ground.key}` },
    });
    const [event] = (
      (await events.json()) as { data: { metadata: { [member: string]: { vkey: string } } }[] }
    ).data;
    assert.deepEqual([event?.metadata.dto?.vkey, event?.metadata.targetEntity?.vkey], [now, old]);
  });
  // The copies and the store hold at the next start too, and the next rotation takes the place of this one.
  await ground.serving((server) => ground.record(server, 'next start'));
  await ground.run('log', 'rotate', '--overlap-days', '0');
  assert.equal((await ground.vkeys()).length, 3);
  assert.match(await ground.run('fsck'), /^All is well/);
});

test('a key file that is lost, and one that is not of this store', async (t) => {
  const ground = await Ground.make(t);
  await ground.serving((server) => ground.record(server, 'first'));
  const kept = readFileSync(ground.keyFile, 'utf8');
  assert.match(await ground.refused('log', 'recover', '--key-lost', '--reason', 'x'), /it is not lost/);

  writeFileSync(ground.keyFile, `${'ab'.repeat(32)}\n`);
  for (const command of [['log'], ['fsck'], ['serve', '--port', '0']])
    assert.match(
      await ground.refused(...command),
      /the key file does not make the key that signs the log of company "Test Company"/,
    );
  writeFileSync(ground.keyFile, 'not a seed\n');
  assert.match(await ground.refused('log'), /must hold 64 lower-case hex digits a line: line 1 does not/);
  rmSync(ground.keyFile);
  assert.match(
    await ground.refused('log'),
    /key file \S+ is missing, but a store exists: bring it back \(docs\/keys\.md\)/,
  );
  assert.ok(!existsSync(ground.keyFile));

  const epoch = epochOf(await ground.run('log', 'recover', '--key-lost', '--reason', 'The safe burnt down.'));
  assert.equal(epoch.lost, 0);
  assert.notEqual(readFileSync(ground.keyFile, 'utf8'), kept);
  await ground.serving(async (server) => {
    const file = await ground.affidavit(server, await ground.record(server, 'on'));
    assert.equal((await verify(file, epoch.vkey)).code, 0);
  });
});
