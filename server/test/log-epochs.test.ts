/** Logs that go on as a new epoch, through the programs: a restored backup, a key that is given up. */
import assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { world } from '../src/compose.ts';
import { addMasterSeed, readMasterSeeds } from '../src/config.ts';
import { COMPANY, epochOf, Ground, verify } from './log-keys-kit.ts';
import { startServer } from './system.ts';

test('a restored backup is refused, goes on as a new epoch, and an auditor is told', async (t) => {
  const ground = await Ground.make(t);
  const [old = ''] = await ground.vkeys();
  await ground.serving((server) => ground.record(server, 'first'));
  assert.match(await ground.refused('log', 'recover', '--reason', 'no need'), /there is nothing to recover/);
  const restore = ground.backup();
  const lost = await ground.serving(async (server) => {
    const id = await ground.record(server, 'lost');
    assert.equal((await ground.audit(server, [old])).code, 0);
    return ground.affidavit(server, id);
  });
  restore();
  await assert.rejects(
    startServer({ data: ground.data, env: ground.env }),
    /holds \d+ events, but \d+ were signed: this store is older .* affidavit log recover \(docs\/keys\.md\)\n$/,
  );
  const epoch = epochOf(await ground.run('log', 'recover', '--reason', 'The disk failed.'));
  // With it, that its affidavit was taken.
  assert.equal(epoch.lost, 2);
  assert.match(await ground.refused('log', 'recover', '--reason', 'again'), /there is nothing to recover/);

  await ground.serving(async (server) => {
    const id = await ground.record(server, 'goes on');
    assert.equal((await verify(await ground.affidavit(server, id), epoch.vkey)).code, 0);
    assert.equal((await verify(await ground.affidavit(server, id), old)).code, 1);
    // What was handed out of the lost event still is evidence.
    assert.equal((await verify(lost, old)).code, 0);

    const told = await ground.audit(server, [old]);
    assert.equal(told.code, 1);
    assert.match(
      told.text,
      /^FAILED: the log goes on as a new epoch, affidavit\.log\/\w+, because its store was restored from a backup; it says that [12] of the \d+ entries that were seen are gone\./,
    );
    assert.match(told.text, /Both signed checkpoints are kept in/);
    const unpinned = await ground.audit(server, [old], { acceptEpoch: epoch.origin });
    assert.match(unpinned.text, /^FAILED: an epoch is accepted with its key/);
    const accepted = await ground.audit(server, [old, epoch.vkey], { acceptEpoch: epoch.origin });
    assert.equal(accepted.code, 0, accepted.text);
    assert.match(
      accepted.text,
      /Epoch +goes on from affidavit\.log\/\w+: \d+ entries are proven .*, [12] that were seen are gone/,
    );
    await ground.record(server, 'and on');
    const next = await ground.audit(server, [old, epoch.vkey]);
    assert.equal(next.code, 0, next.text);
    assert.doesNotMatch(next.text, /Epoch/);
  });
  // Once more: the epoch that the older backup does not know is named by hand.
  restore();
  await assert.rejects(
    startServer({ data: ground.data, env: ground.env }),
    /holds \d+ events, but \d+ were signed|the store knows no such log/,
  );
  const second = epochOf(await ground.run('log', 'recover', '--reason', 'Again.', '--after', epoch.origin));
  assert.notEqual(second.origin, epoch.origin);
  assert.match(
    await ground.refused('log', 'recover', '--reason', 'x', '--after', 'affidavit.log/nowhere'),
    /after: no checkpoint of affidavit\.log\/nowhere is kept/,
  );
});

test('an epoch is whole whatever is interrupted: opened and not yet signed, the server signs it', async (t) => {
  const ground = await Ground.make(t);
  await ground.serving((server) => ground.record(server, 'first'));
  const restore = ground.backup();
  await ground.serving((server) => ground.record(server, 'lost'));
  restore();
  const opened = await ground.within(async (system) => {
    const [company = assert.fail()] = await system.companies.list();
    return system.epochs.open(company, { cause: 'restored', reason: 'Interrupted.' });
  });
  assert.equal(readdirSync(join(ground.folder, 'keys/checkpoints')).length, 1);
  await ground.serving(async (server) => {
    const file = await ground.affidavit(server, await ground.record(server, 'on'));
    assert.equal((await verify(file, opened.vkey)).code, 0);
  });
  assert.equal(readdirSync(join(ground.folder, 'keys/checkpoints')).length, 2);
});

test('a key that is given up: every log goes on under a new seed, and ids are still recognised', async (t) => {
  const ground = await Ground.make(t);
  const [old = ''] = await ground.vkeys();
  await ground.within((system) =>
    system.companies.create({ name: 'Other Company', ownerEmail: 'other@example.com' }),
  );
  const id = '11111111-2222-4333-8444-555555555555';
  const cursor = await ground.serving(async (server) => {
    await ground.record(server, 'said before', id);
    const answer = await fetch(`${server.address}/public/v2/events?size=1`, {
      headers: { authorization: `Bearer ${ground.key}` },
    });
    return ((await answer.json()) as { pagination: { cursor: string } }).pagination.cursor;
  });
  const running = await startServer({ data: ground.data, env: ground.env });
  // An interruption after the seed was added and before anything else: run again, no third one is added.
  addMasterSeed(ground.keyFile, world.randomBytes(32));
  const said = await ground.run('log', 'recover', '--key-compromised', '--reason', 'A laptop was stolen.');
  // A server that knows only the old seed ends when it is to sign, and is started again by its supervisor.
  await ground.post(running, { description: 'Recorded in between.' }).catch(() => null);
  await running.ended;
  assert.match(running.log(), /affidavit: fatal: the key file does not make the key that signs the log/);
  assert.equal(readMasterSeeds(ground.keyFile, null).length, 2);
  if (process.platform !== 'win32') assert.equal(statSync(ground.keyFile).mode & 0o777, 0o600);
  assert.equal(said.match(/affidavit\.log\/[a-z2-7]{26} /g)?.length, 2, said);
  assert.ok(said.includes('Other Company') && said.includes(COMPANY), said);
  const [vkey = ''] = await ground.vkeys();
  assert.notEqual(vkey, old);
  await ground.serving(async (server) => {
    const file = await ground.affidavit(server, await ground.record(server, 'said before', id));
    assert.equal((await verify(file, vkey)).code, 0);
    // A thief could have made a cursor: those of before are not believed.
    const answer = await fetch(`${server.address}/public/v2/events?size=1&cursor=${cursor}`, {
      headers: { authorization: `Bearer ${ground.key}` },
    });
    assert.equal(answer.status, 400);
  });
  // Given up a second time: a third seed.
  await ground.run('log', 'recover', '--key-compromised', '--reason', 'Again.');
  assert.equal(readMasterSeeds(ground.keyFile, null).length, 3);
});
