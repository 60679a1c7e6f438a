/**
 * Runs before every npm script: makes `node_modules` what package-lock.json says, so that the script itself runs
 * on the pinned Node. npm looks `node` up anew for each script, first in node_modules/.bin; that is why this is a
 * script of its own and not a part of the next one. With `--console` the pages are built too, where their sources changed.
 *
 * Plain JavaScript without dependencies: it must run on any Node from 18 on, before anything is installed.
 * Silent and quick when nothing is to be done; otherwise one line of progress, and on failure one line of reason.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isConsoleBuilt } from './build-console.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const windows = process.platform === 'win32';
/** What npm finds first when a script says `node`. */
const runtimeLink = join(root, 'node_modules/.bin', windows ? 'node.cmd' : 'node');
/** Holds the id of the process that installs: this one, then npm's. */
const turn = join(root, '.tmp/installing');
const INSTALL_LIMIT_MS = 10 * 60 * 1000;

/** What npm was told for the script that is being run, and must not be told again for a whole install. */
const SCRIPT_ONLY =
  /^npm_config_(workspaces?|include_workspace_root|omit|include|production|global|dry_run|local_prefix)$/i;

/** What the end of npm's output means, and what to do about it. */
const reasons = [
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET|network/,
    'the package registry cannot be reached; check the network (or npm config get proxy) and run this again',
  ],
  [/process terminated/, 'the install was interrupted, or took more than 10 minutes; run this again'],
  [/ENOSPC/, 'the disk is full; make room (about 400 MB) and run this again'],
  [
    /EACCES|EPERM|EROFS/,
    'node_modules cannot be written; check who owns this folder, or delete node_modules',
  ],
  [/EUSAGE/, 'package.json and package-lock.json disagree; run `npm install` and commit the lock file'],
  [
    /EINTEGRITY/,
    'a downloaded package is not the one in package-lock.json; run `npm cache clean --force` and retry',
  ],
  [/E401|E403|ENEEDAUTH/, 'the package registry refuses this machine; check your npm configuration'],
];

function readJson(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8'));
  } catch {
    return null;
  }
}

function includes(allowed, value) {
  return allowed === undefined || [allowed].flat().includes(value);
}

/** The packages that hold the pinned Node, and of these the one for this machine, if there is one. */
function runtimePackage(lock) {
  const names = Object.keys(lock.packages[''].optionalDependencies ?? {}).map(
    (name) => `node_modules/${name}`,
  );
  return names.find((name) => {
    const entry = lock.packages[name];
    return entry && includes(entry.os, process.platform) && includes(entry.cpu, process.arch);
  });
}

/** Compares what npm wrote down after its last complete install with the lock file. */
function isInstalled(lock) {
  const installed = readJson('node_modules/.package-lock.json');
  const runtime = runtimePackage(lock);
  if (installed === null || (runtime !== undefined && !existsSync(runtimeLink))) return false;
  const same = Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === '') return true;
    const found = installed.packages[path];
    if (found === undefined) return wanted.optional === true && path !== runtime;
    return found.version === wanted.version && found.integrity === wanted.integrity;
  });
  return same && Object.keys(installed.packages).every((path) => path in lock.packages);
}

/** The npm that runs this script, on a Node outside node_modules (which `npm ci` deletes first). */
function npmCommand() {
  const cli = process.env.npm_execpath ?? '';
  if (/npm-cli\.js$/.test(cli))
    return { file: process.env.npm_node_execpath ?? process.execPath, args: [cli] };
  return { file: 'npm', args: [], shell: windows };
}

function npm(...options) {
  const { file, args, shell } = npmCommand();
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !SCRIPT_ONLY.test(name)));
  return new Promise((done) => {
    const child = spawn(file, [...args, ...options, '--loglevel=error', '--no-audit', '--no-fund'], {
      cwd: root,
      env,
      shell: shell ?? false,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: INSTALL_LIMIT_MS,
    });
    // It is waited for, however this script is ended: two installs in one folder would delete each other's files.
    if (child.pid !== undefined) writeFileSync(turn, String(child.pid));
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => child.kill(signal));
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-20_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => done({ ok: false, output: String(error) }));
    child.on('close', (code, signal) => done({ ok: code === 0, output, signal }));
  });
}

/** Installs what the lock file says. npm 10 and older leave out the link to the runtime, which is made here then. */
async function install(lock) {
  const patience = ['--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=10000'];
  const installed = await npm('ci', '--include=dev', '--include=optional', ...patience);
  const runtime = runtimePackage(lock);
  if (!installed.ok || runtime === undefined || existsSync(runtimeLink)) return installed;
  return npm('rebuild', runtime.slice('node_modules/'.length), '--ignore-scripts');
}

/** Whether this process may install now; false while another one does. Its note names it, so a dead one is passed over. */
function takeTurn() {
  try {
    mkdirSync(dirname(turn), { recursive: true });
    writeFileSync(turn, String(process.pid), { flag: 'wx' });
    process.on('exit', () => rmSync(turn, { force: true }));
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') fail(`cannot install: this folder cannot be written (${error.code})`);
  }
  try {
    process.kill(Number(readFileSync(turn, 'utf8')), 0);
  } catch (error) {
    if (error.code !== 'EPERM') rmSync(turn, { force: true });
  }
  return false;
}

/** Waits until no other process installs, at most as long as an install may take. */
async function waitForTurn() {
  const end = Date.now() + INSTALL_LIMIT_MS;
  while (!takeTurn()) {
    if (Date.now() > end) fail('another install has been running for 10 minutes; end it and run this again');
    await new Promise((done) => setTimeout(done, 200));
  }
}

function fail(message) {
  process.stderr.write(`affidavit: ${message}\n`);
  process.exit(1);
}

function failInstall({ output, signal }) {
  if (signal) fail(`cannot install: npm was ended by ${signal}; run this again`);
  const known = reasons.find(([pattern]) => pattern.test(output));
  if (known) fail(`cannot install: ${known[1]}`);
  const first =
    output.split('\n').find((line) => /^npm (error|ERR!) /.test(line)) ?? output.trim().split('\n')[0];
  fail(`cannot install: ${first || 'npm gave no reason'} (run \`npm ci\` to see everything)`);
}

/** Refuses early where the script would otherwise run on a Node that cannot run it. */
function checkRuntime(lock, pinned) {
  if (process.versions.node === pinned) return;
  if (runtimePackage(lock) === undefined) {
    const major = Number.parseInt(pinned, 10);
    if (Number.parseInt(process.versions.node, 10) >= major) return;
    const platform = `${process.platform}-${process.arch}`;
    fail(`there is no packaged Node for ${platform}; install Node ${major} or later and run this again`);
  }
  const found = spawnSync(runtimeLink, ['--version'], { encoding: 'utf8', shell: windows });
  if (found.stdout?.trim() === `v${pinned}`) return;
  fail(`the packaged Node ${pinned} does not run on this system (it needs glibc 2.28 or later on Linux)`);
}

const lock = readJson('package-lock.json');
if (lock === null)
  fail('package-lock.json is missing or damaged; restore it (git checkout package-lock.json)');
const [pinned] = Object.values(lock.packages[''].optionalDependencies);
if (!isInstalled(lock)) {
  const start = Date.now();
  process.stderr.write('installing… ');
  await waitForTurn();
  const result = isInstalled(lock) ? { ok: true } : await install(lock);
  process.stderr.write(result.ok ? `done in ${Math.round((Date.now() - start) / 1000)} s\n` : '\n');
  if (!result.ok) failInstall(result);
  if (!isInstalled(lock))
    fail('the install is not what package-lock.json says; delete node_modules and retry');
}
checkRuntime(lock, pinned);
if (process.argv.includes('--console') && !isConsoleBuilt()) {
  process.stderr.write('building the pages… ');
  const start = Date.now();
  const node = runtimePackage(lock) === undefined ? process.execPath : runtimeLink;
  const script = join(root, 'scripts/build-console.mjs');
  const { status, stderr } = spawnSync(node, [script], { encoding: 'utf8', shell: windows });
  process.stderr.write(status === 0 ? `done in ${Math.round((Date.now() - start) / 1000)} s\n` : '\n');
  if (status !== 0) fail(`the pages cannot be built: ${stderr?.trim() || 'no reason was given'}`);
}
