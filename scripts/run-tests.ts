/** Runs test files, each in a process of its own, and counts honestly. */
import { relative, resolve } from 'node:path';
import { type EventData, run } from 'node:test';

/** One test, suite or file that did not simply pass. */
export interface Note {
  file: string;
  name: string;
  /** Of a failure the error, of a skip its reason. */
  text: string;
}

export interface Report {
  passed: number;
  failures: Note[];
  skips: Note[];
}

export interface Limits {
  /** Files that run at the same time. */
  concurrency: number;
  /** A file that has not ended by then is killed, and failed: a test that leaves something open never ends. */
  fileMs: number;
}

/**
 * Runs every file, tells `onFile` of each as it ends, and adds them up. A file counts as a failure of its own when
 * it does not load, exits with an error, does not end, or reports no test (it has none, or exits before them).
 */
export async function runTests(
  files: readonly string[],
  limits: Limits,
  onFile: (file: string, report: Report, ms: number) => void,
): Promise<Report> {
  const total: Report = { passed: 0, failures: [], skips: [] };
  const waiting = [...files];
  const work = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      const started = performance.now();
      const report = await runFile(file, limits.fileMs);
      onFile(file, report, performance.now() - started);
      total.passed += report.passed;
      total.failures.push(...report.failures);
      total.skips.push(...report.skips);
    }
  };
  await Promise.all(Array.from({ length: limits.concurrency }, work));
  return total;
}

async function runFile(path: string, limitMs: number): Promise<Report> {
  const report: Report = { passed: 0, failures: [], skips: [] };
  const file = relative(process.cwd(), path);
  const output: string[] = [];
  let summedUp = false;
  const deadline = AbortSignal.timeout(limitMs);
  const stream = run({ files: [resolve(path)], execArgv: ['--conditions=source'], signal: deadline });
  for await (const { type, data } of stream) {
    if (type === 'test:stdout' || type === 'test:stderr' || type === 'test:diagnostic')
      output.push(data.message);
    else if (type === 'test:summary') summedUp ||= data.file !== undefined;
    else if (type === 'test:pass') pass(report, file, data);
    else if (type === 'test:fail') {
      const reason = deadline.aborted ? `did not end within ${limitMs / 1000} s` : output.join('');
      fail(report, file, data, reason);
    }
  }
  if (!summedUp && report.failures.length === 0) {
    report.failures.push({ file, name: '', text: 'the process ended before its tests did' });
  }
  return report;
}

/** The runner reports a file as a test of its own when no test of it was reported, or when it ended badly. */
function isFile({ name, file }: { name: string; file?: string | undefined }): boolean {
  return name === file;
}

function pass(report: Report, file: string, data: EventData.TestPass): void {
  const set = (mark: string | boolean | undefined): boolean => mark !== undefined && mark !== false;
  if (isFile(data)) report.failures.push({ file, name: '', text: 'no test was reported' });
  else if (set(data.skip)) report.skips.push({ file, name: data.name, text: reasonOf(data.skip) });
  else if (set(data.todo)) report.skips.push({ file, name: data.name, text: reasonOf(data.todo) });
  else if (data.details.type !== 'suite') report.passed += 1;
}

function reasonOf(mark: string | boolean | undefined): string {
  return typeof mark === 'string' && mark !== '' ? mark : 'no reason given';
}

function fail(report: Report, file: string, data: EventData.TestFail, output: string): void {
  const { error } = data.details;
  const type = 'failureType' in error ? error.failureType : undefined;
  // What only repeats that something inside has failed is not counted again.
  if (report.failures.length > 0 && (type === 'subtestsFailed' || (isFile(data) && type !== 'testAborted')))
    return;
  const name = isFile(data) ? '' : data.name;
  const text = isFile(data) ? output.trim() || 'the file ended with an error' : describe(error.cause);
  report.failures.push({ file, name, text });
}

/** The error with its stack, down to where the runner begins. */
function describe(cause: unknown): string {
  const text = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  return text
    .split('\n')
    .filter((line) => !/^\s+at .*\(?node:internal\//.test(line))
    .join('\n');
}
