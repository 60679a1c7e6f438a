/** The README is run: every `sh` block, in order, against the demo it starts with. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { NoPostgres, tryPostgres } from './postgres.ts';
import { type RunningServer, startServer, tempFolder } from './system.ts';

const root = new URL('../../', import.meta.url);
const readme = readFileSync(new URL('README.md', root), 'utf8');
const scripts = (
  JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { scripts: Record<string, string> }
).scripts;
const sections = readme.split(/^(?=## )/m);
const isGrow = (section: string) => section.startsWith('## Grow\n');
const blocksOf = (text: string) =>
  [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);
const home = tempFolder();
const data = `${home.path}/data`;
const postgres = await tryPostgres();
/** By the port that the README gives them. */
const servers = new Map<string, RunningServer>();

before(async () => {
  servers.set('3210', await startServer({ command: 'demo', data }));
});
after(async () => {
  await Promise.all(Array.from(servers.values(), (server) => server.stop()));
  if (!(postgres instanceof NoPostgres)) await postgres.stop();
  home.remove();
});

/** What a block does in a folder where `npm start` runs: only the ports and the way to the program differ. */
async function shell(block: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const main = fileURLToPath(new URL('server/src/main.ts', root));
  const script = block
    .replace(/http:\/\/127\.0\.0\.1:(\d+)/g, (address, port) => servers.get(port)?.address ?? address)
    .replaceAll('npm run -s affidavit --', `'${process.execPath}' --conditions=source '${main}'`)
    .replaceAll('curl ', 'curl -sS --fail-with-body ');
  const child = spawn('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: home.path,
    env: { ...process.env, DATABASE_URL: '', ...env },
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  assert.equal(child.exitCode, 0, `${block}\n${stdout}${stderr}`);
  return stdout;
}

test('every block works when pasted, from top to bottom', async () => {
  const outputs: string[] = [];
  const blocks = blocksOf(sections.filter((section) => !isGrow(section)).join(''));
  for (const block of blocks) {
    const npm = /^npm (start|test)$/.exec(block.trim())?.[1];
    if (npm !== undefined) assert.ok(scripts[npm], `npm ${npm} exists`);
    else outputs.push(await shell(block));
  }
  assert.ok(blocks.length >= 8);
  const [example = '', recorded = '', read = '', found = ''] = outputs;
  const shown = JSON.parse(/^```json\n([\s\S]*?)^```$/m.exec(readme)?.[1] ?? '');
  const served = JSON.parse(example);
  for (const member of [
    'id',
    'type',
    'category',
    'source',
    'description',
    'status',
    'requestDescription',
    'issues',
  ])
    assert.deepEqual(served[member], shown[member], member);
  const story = outputs.flatMap((output) => [
    ...output.matchAll(/"type":"([A-Z_]+)","category":"(?:USER|PERSONNEL)"/g),
  ]);
  const told = new Set(story.map(([, type]) => type));
  for (const type of ['AUTOPILOT_USER_CREATED', 'BACKGROUND_CHECK_MANUAL', 'USER_ROLE_CREATED'])
    assert.ok(told.has(type), type);
  assert.equal(readFileSync(`${home.path}/event.pdf`).subarray(0, 5).toString(), '%PDF-');
  const { id, seq } = JSON.parse(recorded);
  assert.ok(Number.isInteger(seq));
  assert.equal(JSON.parse(read).id, id);
  assert.equal(JSON.parse(found).data[0].id, id);
});

const noPostgres = postgres instanceof NoPostgres ? postgres.message : false;

test('three commands to two instances on PostgreSQL, with the same log', { skip: noPostgres }, async () => {
  assert.ok(!(postgres instanceof NoPostgres));
  const env = { DATABASE_URL: postgres.url };
  const [move = '', look = '', ...others] = blocksOf(sections.filter(isGrow).join(''));
  assert.deepEqual(others, []);
  const [migrate = '', ...serves] = move.trim().split('\n');
  const exported = (folder: string, of = {}) =>
    shell(`npm run -s affidavit -- export ${folder} --company "Acme Inc." --whole`, of);
  await exported('before');
  await shell(migrate, env);
  for (const line of serves) {
    const [, port] = /^npm run -s affidavit -- serve --port (\d+) &$/.exec(line) ?? [];
    assert.ok(port, line);
    servers.set(port, await startServer({ data, env }));
  }
  assert.equal(serves.length, 2);
  await exported('after', env);
  assert.deepEqual(filesIn('after'), filesIn('before'));
  const output = await shell(look, env);
  assert.match(output, /"seq":\d+,.*"description":"We moved\."/);
  assert.match(output, /1 entries are new and were checked; the first \d+ are those that were seen before/);
});

function filesIn(folder: string): Map<string, string> {
  const path = `${home.path}/${folder}`;
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  return new Map(
    files
      .map((file) => `${file.parentPath}/${file.name}`)
      .sort()
      .map((file) => [file.slice(path.length), readFileSync(file, 'base64')]),
  );
}

test('every npm script it names exists, every page it links is there', () => {
  for (const [, name = ''] of readme.matchAll(/`npm run (?:-s )?([\w:]+)/g)) assert.ok(scripts[name], name);
  for (const [, path = ''] of readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g))
    assert.ok(existsSync(new URL(path, root)), path);
});

test('every setting it lists is a flag, and every flag is listed', async () => {
  const program = readFileSync(new URL('server/src/cli/program.ts', root), 'utf8');
  const flags = [...program.matchAll(/'(--[a-z-]+) <[\s\S]*?(?:AFFIDAVIT_[A-Z_]+|DATABASE_URL)/g)].map(
    ([whole = '', flag = '']) => [flag, /AFFIDAVIT_[A-Z_]+|DATABASE_URL/.exec(whole)?.[0]],
  );
  const listed = [...readme.matchAll(/^\| `(--[a-z-]+)` \| `(AFFIDAVIT_[A-Z_]+|DATABASE_URL)`/gm)].map(
    ([, flag, name]) => [flag, name],
  );
  assert.deepEqual(listed.toSorted(), flags.toSorted());
});
