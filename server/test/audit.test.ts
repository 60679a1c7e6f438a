/** `affidavit audit` against real servers and folders: good growth, and what somebody who holds store and keys may try. */
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import { ed25519Signer, keyWords, openNote, parseVkey, tilePath, tilesOf } from '@affidavit/verify';
import { pino } from 'pino';
import type { Company } from '../src/app/ports.ts';
import { openAudit, openSystem, serve } from '../src/compose.ts';
import { readConfig } from '../src/config.ts';
import { allPermissions } from '../src/domain/permissions.ts';
import { affidavit, tempFolder } from './system.ts';

const folder = tempFolder();
const data = join(folder.path, 'data');
const config = readConfig({ data, port: '0', operationsPort: '0', rateLimit: '0' }, {});
const open = (at = config) =>
  openSystem(at, (error) => {
    throw error;
  });
const draft = (description: string) => ({
  type: 'COMPANY_DATA_UPDATED',
  category: 'COMPANY',
  source: 'APP',
  description,
  userId: 1,
});
let company: Company;
let vkey: string;
let accessFile: string;

/** Records, signs, and serves while `then` runs. */
async function serving<T>(words: readonly string[], then: (log: string) => Promise<T>): Promise<T> {
  const system = await open();
  if (words.length > 0) await system.record.all(company, words.map(draft), { idempotencyKey: null });
  await system.signCheckpoints();
  const server = await serve(system, config, pino({ level: 'silent' }));
  try {
    return await then(`${server.address}/log/${company.uuid}`);
  } finally {
    await server.close();
  }
}

/** Records and signs, and puts the files of the log into a folder, as any web server could serve them. */
async function published<T>(words: readonly string[], then: (log: string) => Promise<T>): Promise<T> {
  const system = await open();
  if (words.length > 0) await system.record.all(company, words.map(draft), { idempotencyKey: null });
  await system.signCheckpoints();
  const log = join(folder.path, 'published');
  rmSync(log, { recursive: true, force: true });
  const put = (path: string, bytes: string | Uint8Array) => {
    mkdirSync(dirname(join(log, path)), { recursive: true });
    writeFileSync(join(log, path), bytes);
  };
  put('checkpoint', (await system.readLog.checkpoint(company)) ?? assert.fail());
  const { size } = await system.manageLog.show(company);
  for (const level of ['entries', 0, 1] as const)
    for (const tile of tilesOf(level, size))
      put(tilePath(tile), (await system.readLog.tile(company, tilePath(tile)))?.bytes ?? assert.fail());
  await system.close();
  return then(log);
}

async function audit(into: string, log: string, vkeys: readonly string[] = [vkey]) {
  const accessKey = readFileSync(accessFile, 'utf8').trim();
  const opened = openAudit({ folder: join(folder.path, into), log, accessKey });
  try {
    return await opened.run({ vkeys, policy: null });
  } finally {
    opened.close();
  }
}

/** The store as it is now, to come back to; an insider takes the copies of checkpoints beside the key along. */
function copyStore(name: string) {
  const copy = join(folder.path, name);
  cpSync(data, copy, { recursive: true });
  return () => {
    rmSync(data, { recursive: true });
    cpSync(copy, data, { recursive: true });
  };
}

before(async () => {
  const system = await open();
  ({ company } = await system.companies.create({ name: 'Acme', ownerEmail: 'sally@example.com' }));
  await system.acceptTerms(company, 'sally@example.com');
  const { secret } = await system.keys.create(company, {
    userEmail: 'sally@example.com',
    name: 'auditor',
    permissions: allPermissions,
  });
  accessFile = join(folder.path, 'access.key');
  writeFileSync(accessFile, `${secret}\n`, { mode: 0o600 });
  [vkey = ''] = (await system.manageLog.show(company)).vkeys;
  await system.signCheckpoints();
  await system.close();
});
after(() => folder.remove());

test('a log that grows is followed by the command, and the last checkpoint is kept', async () => {
  const at = join(folder.path, 'growing');
  const run = async (log: string, ...more: string[]) => {
    const args = ['audit', at, '--log', log, '--key', vkey, '--access', accessFile, ...more];
    return affidavit(args);
  };
  const first = await serving(
    Array.from({ length: 300 }, (_, i) => `event ${i}`),
    (log) => run(log),
  );
  assert.equal(first.code, 0, first.stderr + first.stdout);
  assert.match(first.stdout, /first audit: all \d+ entries were checked/);
  const { code, stdout } = await serving(['one more', 'and another'], (log) => run(log, '--json'));
  const outcome = JSON.parse(stdout);
  assert.equal(code, 0, stdout);
  assert.equal(outcome.outcome, 'verified');
  assert.equal(outcome.entries, 2);
  assert.equal(outcome.log.size, outcome.sizeBefore + 2);
  const kept = readFileSync(join(at, 'checkpoint'), 'utf8');
  assert.match(openNote(kept, [parseVkey(vkey)]).text, new RegExp(`\n${outcome.log.size}\n`));
  // Nobody listens there any more.
  const gone = await audit('growing', 'http://127.0.0.1:1/log/x');
  assert.equal(gone.failure?.reason, 'unreachable');
  assert.match(gone.failure?.message ?? '', /could not be read: .*ECONNREFUSED/);
  assert.equal(readFileSync(join(at, 'checkpoint'), 'utf8'), kept);
});

test('the command says what it was called with wrongly, and that a file vouches only for itself', async () => {
  const at = join(folder.path, 'calls');
  const nothing = join(folder.path, 'nothing');
  for (const [args, message] of [
    [['audit', at], /--log/],
    [['audit', at, '--log', nothing, '--key', 'no key'], /key: no key/],
  ] as const) {
    const result = await affidavit(args);
    assert.equal(result.code, 2, result.stderr);
    assert.match(result.stderr, message);
  }
  const empty = await affidavit(['audit', at, '--log', nothing, '--key', vkey]);
  assert.equal(empty.code, 1);
  assert.match(empty.stdout, /FAILED: the log shows no checkpoint/);
  assert.ok(!existsSync(join(at, 'state.json')));
  const { code, stdout } = await published([], (log) =>
    affidavit(['audit', at, '--log', log, '--access', accessFile]),
  );
  assert.equal(code, 3, stdout);
  assert.match(stdout, /Consistent, not authenticated/);
});

test('words instead of a key: the key that the log states counts when it has them; otherwise its words are said', async () => {
  const words = keyWords(vkey);
  const run = (log: string, ...more: string[]) =>
    affidavit(['audit', join(folder.path, 'words'), '--log', log, '--access', accessFile, ...more]);
  await serving(['spoken'], async (log) => {
    const unpinned = await run(log);
    assert.equal(unpinned.code, 3, unpinned.stderr);
    assert.ok(
      unpinned.stdout.endsWith(
        `Compare these words with those that the company gave you on paper:\n  ${words}\n`,
      ),
      unpinned.stdout,
    );
    const pinned = await run(log, '--words', words.toUpperCase());
    assert.equal(pinned.code, 0, pinned.stderr + pinned.stdout);
    assert.match(pinned.stdout, /A pinned key signed it\.\n$/);
    const elsewhere = ed25519Signer(company.origin, new Uint8Array(32).fill(9)).vkey;
    const others = await run(log, '--words', keyWords(elsewhere), '--json');
    assert.equal(others.code, 1);
    assert.match(JSON.parse(others.stdout).failure.message, /^no key that the log states has the words/);
    const slip = await run(log, '--words', `zz${words}`);
    assert.equal(slip.code, 2);
    assert.match(
      slip.stderr,
      /^affidavit: words: "zz[a-z]+" is no word of a key: compare it with the paper\n$/,
    );
  });
  const bare = await published([], (log) => run(log, '--words', words));
  assert.equal(bare.code, 1);
  assert.match(bare.stdout, /FAILED: the log states no key that your words could be compared with/);
  const unknown = await published([], (log) => run(log));
  assert.equal(unknown.code, 3);
  assert.doesNotMatch(unknown.stdout, /Compare these words/);
});

test("yesterday's store in the place of today's is a cut log, and the checkpoints are kept as evidence", async () => {
  await published(['seen yesterday'], (log) => audit('cut', log));
  const restore = copyStore('yesterday');
  const today = await published(['seen today', 'and this'], (log) => audit('cut', log));
  assert.equal(today.outcome, 'verified', today.failure?.message ?? '');
  restore();
  const found = await published([], (log) => audit('cut', log));
  assert.equal(found.failure?.reason, 'cut');
  assert.ok(found.evidence);
  assert.deepEqual(readdirSync(found.evidence).toSorted(), [
    'seen.checkpoint',
    'shown.checkpoint',
    'what.txt',
  ]);
  for (const file of ['seen.checkpoint', 'shown.checkpoint'])
    openNote(readFileSync(join(found.evidence, file), 'utf8'), [parseVkey(vkey)]);
  assert.match(readFileSync(join(found.evidence, 'what.txt'), 'utf8'), /the log was cut/);
  // The state stays: the same is found again the next day.
  assert.equal((await published([], (log) => audit('cut', log))).failure?.reason, 'cut');
});

test('a store that was put back and went on otherwise is a rewritten log, though its own key signs it', async () => {
  const restore = copyStore('before-rewriting');
  const seen = await published(['the truth'], (log) => audit('rewritten', log));
  assert.equal(seen.outcome, 'verified', seen.failure?.message ?? '');
  restore();
  const same = await published(['a lie'], (log) => audit('rewritten', log));
  assert.equal(same.failure?.reason, 'forked');
  const longer = await published(['and more lies'], (log) => audit('rewritten', log));
  assert.equal(longer.failure?.reason, 'rewritten');
  assert.match(longer.failure?.message ?? '', /its first \d+ entries are not those that were seen before/);
  assert.ok(longer.evidence);
  const at = join(folder.path, 'rewritten');
  const told = await published([], (log) =>
    affidavit(['audit', at, '--log', log, '--key', vkey, '--access', accessFile]),
  );
  assert.equal(told.code, 1);
  assert.match(told.stdout, /FAILED: the log was rewritten/);
  assert.match(told.stdout, /kept in .*evidence/);
});

test('another key in the place of the log key is no signature of the log', async () => {
  await published([], (log) => audit('resigned', log));
  const restore = copyStore('before-resigning');
  writeFileSync(config.keyFile, `${'ab'.repeat(32)}\n`);
  rmSync(join(data, 'checkpoints'), { recursive: true });
  // Whoever can write to the database makes it forget the key of before.
  const db = new DatabaseSync(join(data, 'affidavit.db'));
  db.exec('DROP TRIGGER log_keys_no_delete; DELETE FROM log_keys');
  db.close();
  const found = await published(['signed by another'], (log) => audit('resigned', log));
  restore();
  assert.equal(found.failure?.reason, 'badSignature');
  assert.match(found.failure?.message ?? '', /no pinned key signed the checkpoint/);
});
