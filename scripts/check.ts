/**
 * `npm run check`: everything about the sources that can be said without running them: format, lint, types, rules.
 * All checks run, even after one has failed; what they print is shown when they fail.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

const checks: readonly { name: string; args: readonly string[] }[] = [
  {
    name: 'format and lint',
    args: ['node_modules/@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', '--colors=off'],
  },
  { name: 'types', args: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'] },
  { name: 'types of the page', args: ['node_modules/typescript/bin/tsc', '-p', 'verify/page'] },
  { name: 'types of the console', args: ['node_modules/typescript/bin/tsc', '-p', 'console'] },
  { name: 'tidy', args: ['scripts/tidy.ts'] },
];

/** Runs every check and prints a line for each; the names of those that failed. */
export function runChecks(): string[] {
  return checks.filter(({ name, args }) => !passes(name, args)).map(({ name }) => name);
}

function passes(name: string, args: readonly string[]): boolean {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (status !== 0) process.stdout.write(`${stdout}${stderr}`);
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`);
  return status === 0;
}

if (import.meta.main) process.exitCode = runChecks().length === 0 ? 0 : 1;
