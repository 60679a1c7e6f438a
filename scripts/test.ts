/**
 * `npm test`: everything that must hold. `npm test -- PATTERN …` runs only the test files whose path contains a
 * pattern, without the checks before them. A skip is listed with its reason; under CI=true it is a failure.
 */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

const patterns = process.argv.slice(2);
const FILES = [
  'verify/src/**/*.test.ts',
  'server/{src,test}/**/*.test.ts',
  'scripts/**/*.test.ts',
  'bench/src/**/*.test.ts',
];
const CONCURRENCY = 2;

interface Outcome {
  passed: number;
  failed: number;
  skipped: string[];
}

function check(name: string, ...args: string[]): boolean {
  const started = performance.now();
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  console.log(`${status === 0 ? '✔' : '✖'} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  return status === 0;
}

function checks(): boolean {
  const bin = (path: string) => `node_modules/${path}`;
  return [
    check('format and lint', bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'),
    check('types', bin('typescript/bin/tsc'), '-p', 'tsconfig.json'),
    check('rules of the house', 'scripts/tidy.ts'),
  ].every((passed) => passed);
}

async function tests(files: string[]): Promise<Outcome> {
  const outcome: Outcome = { passed: 0, failed: 0, skipped: [] };
  const stream = run({ files, concurrency: CONCURRENCY, execArgv: ['--conditions=source'] });
  stream.on('test:pass', ({ name, skip, details }) => {
    if (skip !== undefined && skip !== false)
      outcome.skipped.push(typeof skip === 'string' ? `${name}: ${skip}` : name);
    else if (details.type !== 'suite') outcome.passed += 1;
  });
  stream.on('test:fail', ({ details }) => {
    if (details.type !== 'suite') outcome.failed += 1;
  });
  for await (const line of stream.compose(spec)) process.stdout.write(String(line));
  return outcome;
}

const files = globSync(FILES)
  .filter((file) => patterns.length === 0 || patterns.some((pattern) => file.includes(pattern)))
  .sort();
const checked = patterns.length > 0 || checks();
const { passed, failed, skipped } = await tests(files);
for (const line of skipped) console.log(`skipped: ${line}`);
const skipsFail = process.env.CI === 'true' && skipped.length > 0;
if (skipsFail) console.log('under CI=true a skip is a failure: install what it needs in .ci/run');
if (passed + failed === 0) console.log('no test ran');
if (!checked) console.log('the checks before the tests failed, see above');
console.log(`${passed} passed, ${failed} failed, ${skipped.length} skipped`);
process.exitCode = checked && failed === 0 && passed > 0 && !skipsFail ? 0 : 1;
