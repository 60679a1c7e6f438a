/** The command line as people and programs use it: output, refusals in one line, exit codes. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { affidavit, makeCompany, tempFolder } from './system.ts';

const data = tempFolder();
const event = {
  type: 'COMPANY_DATA_UPDATED',
  category: 'COMPANY',
  source: 'APP',
  description: 'Changed.',
  userId: 1,
};
const cli = (args: string[], input?: string) =>
  affidavit([...args, '--data', data.path], input === undefined ? {} : { input });

before(() => makeCompany(data.path));
after(() => data.remove());

test('record reads NDJSON from stdin, answers each line, and says how it went', async () => {
  const lines = [JSON.stringify(event), '{', JSON.stringify({ ...event, userId: 77 }), JSON.stringify(event)];
  const { code, stdout, stderr } = await cli(['record'], lines.join('\n'));
  assert.equal(code, 1);
  assert.equal(stdout, 'Recorded 2 events, refused 2\n');
  assert.match(
    stderr,
    /^line 2: must be JSON.*\nline 3: userId: 77 is not in the directory.*PUT \/api\/users\n$/,
  );
});

test('record reads files: a document, or a line an event; --json answers for programs', async () => {
  const document = join(data.path, 'events.json');
  writeFileSync(document, JSON.stringify([event, event]));
  const read = await cli(['record', document, '--json']);
  assert.equal(read.code, 0, read.stderr);
  const answers = read.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    answers.map(({ line, seq }) => [line, seq - answers[0].seq]),
    [
      [1, 0],
      [2, 1],
    ],
  );
  const lines = join(data.path, 'events.ndjson');
  writeFileSync(
    lines,
    Array.from({ length: 600 }, (_, i) => JSON.stringify({ ...event, metadata: { i } })).join('\n'),
  );
  assert.equal((await cli(['record', lines])).stdout, 'Recorded 600 events\n');
  const id = answers[0].id as string;
  assert.equal(JSON.parse((await cli(['get', id])).stdout).user.email, 'owner@example.com');
  const { stdout } = await cli(['list', '--limit', '2', '--type', 'COMPANY_DATA_UPDATED']);
  assert.match(stdout, /^CREATED +STATUS +TYPE +USER +DESCRIPTION +ID\n/);
  assert.match(stdout, /page 1, 2 of 604 events\n$/);
});

test('a key is shown once, or written to a private file; a revoked one stays listed', async () => {
  const out = join(data.path, 'reader.key');
  const args = [
    'keys',
    'create',
    '--user',
    'owner@example.com',
    '--permission',
    'event-tracking-get',
    '--name',
    'reader',
  ];
  const made = await cli([...args, '--out', out, '--expires', '30']);
  assert.equal(made.code, 0, made.stderr);
  assert.equal(statSync(out).mode & 0o777, 0o600);
  const secret = readFileSync(out, 'utf8').trim();
  assert.ok(!made.stdout.includes(secret));
  assert.equal((await cli([...args, '--out', out])).code, 1, 'an existing file is not replaced');
  assert.equal(readFileSync(out, 'utf8').trim(), secret);
  const find = async () =>
    JSON.parse((await cli(['keys', 'list', '--json'])).stdout).find(
      (key: { name: string }) => key.name === 'reader',
    );
  const { id, state, expiresAt, createdAt } = await find();
  assert.equal(state, 'active');
  assert.equal(Date.parse(expiresAt) - Date.parse(createdAt), 30 * 24 * 60 * 60 * 1000);
  assert.equal((await cli(['keys', 'revoke', id])).code, 0);
  assert.equal((await find()).state, 'revoked');
  assert.ok(!(await cli(['keys', 'list', '--json'])).stdout.includes(secret));
});

test('what is wrong is said in one line, with the exit code of its kind', async () => {
  const cases: [string[], number, RegExp][] = [
    [['company', 'create', 'X', '--owner', 'nobody'], 2, /owner: must be an e-mail address/],
    [['company', 'create', ' ', '--owner', 'a@example.com'], 2, /name: must not be empty/],
    [
      ['keys', 'create', '--user', 'ghost@example.com', '--permission', 'users-get'],
      2,
      /ghost@example\.com is not a user/,
    ],
    [['keys', 'create', '--user', 'owner@example.com', '--permission', 'all'], 2, /all is not a permission/],
    [['keys', 'create', '--user', 'owner@example.com'], 2, /at least one permission/],
    [
      [
        'keys',
        'create',
        '--user',
        'owner@example.com',
        '--permission',
        'users-get',
        '--address',
        '10.0.0.0/33',
      ],
      2,
      /address takes IP addresses and CIDR ranges, not "10\.0\.0\.0\/33"/,
    ],
    [['keys', 'revoke', 'none'], 2, /has no key none/],
    [['terms', 'accept', '--user', 'ghost@example.com'], 2, /not a user/],
    [['list', '--company', 'Nobody Inc.'], 2, /no such company.*"Test Company"/],
    [['get', 'aaaaaaaa-bbbb-0000-cccc-dddddddddddd'], 1, /has no event/],
    [['record', join(data.path, 'nowhere.ndjson')], 2, /no such file/],
  ];
  for (const [args, code, message] of cases) {
    const result = await cli(args);
    assert.equal(result.code, code, `${args.join(' ')}: ${result.stderr}`);
    assert.match(result.stderr, /^affidavit: [^\n]*\n$/);
    assert.match(result.stderr, message);
  }
});

test('an empty store says how to begin', async () => {
  const empty = tempFolder();
  const { code, stderr } = await affidavit(['list', '--data', join(empty.path, 'new')]);
  assert.equal(code, 2);
  assert.match(stderr, /affidavit company create NAME --owner EMAIL/);
  assert.ok(existsSync(join(empty.path, 'new', 'affidavit.key')));
  empty.remove();
});

test('whoever has read enough may go', async () => {
  const { code, stderr } = await affidavit(['list', '--data', data.path], { unread: true });
  assert.deepEqual([code, stderr], [0, '']);
});
