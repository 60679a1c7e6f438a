/**
 * `npm test`: everything that must hold: format, lint, types, rules, then every test. `npm test -- PATTERN …` runs
 * only the test files whose path contains a pattern, without the checks before them. A skip is listed with its
 * reason; under CI=true it is a failure. Exits 0 only if something ran and nothing failed.
 */
import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runChecks } from './check.ts';
import { type Note, type Report, runTests } from './run-tests.ts';

const FILES = ['{verify,server,client,bench,console}/{src,test}/**/*.test.ts', 'scripts/**/*.test.ts'];
const LIMITS = { concurrency: 2, fileMs: 5 * 60 * 1000 };

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const patterns = process.argv.slice(2);
const files = globSync(FILES)
  .filter((file) => patterns.length === 0 || patterns.some((pattern) => file.includes(pattern)))
  .sort();

function tell(file: string, { passed, failures, skips }: Report, ms: number): void {
  const counts = [`${passed} passed`];
  if (failures.length > 0) counts.push(`${failures.length} failed`);
  if (skips.length > 0) counts.push(`${skips.length} skipped`);
  console.log(
    `${failures.length === 0 ? 'ok  ' : 'FAIL'} ${file} (${counts.join(', ')}, ${(ms / 1000).toFixed(1)} s)`,
  );
}

function list(title: string, notes: readonly Note[]): void {
  if (notes.length > 0) console.log(`\n${title}`);
  for (const { file, name, text } of notes) {
    console.log(
      `  ${[file, name].filter((part) => part !== '').join(' > ')}: ${text.replaceAll('\n', '\n    ')}`,
    );
  }
}

const failedChecks = patterns.length === 0 ? runChecks() : [];
const { passed, failures, skips } = await runTests(files, LIMITS, tell);
list('Failures:', failures);
list('Skipped:', skips);

const faults: string[] = [];
if (failedChecks.length > 0) faults.push(`failed before the tests: ${failedChecks.join(', ')}`);
if (passed + failures.length === 0) faults.push('no test ran');
if (process.env.CI === 'true' && skips.length > 0) faults.push('a skip is a failure under CI=true');
console.log(['', ...faults].join('\n'));
console.log(`${passed} passed, ${failures.length} failed, ${skips.length} skipped`);
process.exitCode = failures.length === 0 && faults.length === 0 ? 0 : 1;
