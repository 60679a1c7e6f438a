/** The second implementation (verify/python), run as a program. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const FOLDER = new URL('../python/', import.meta.url);
const MISSING =
  'no python3 with the package cryptography is at hand: apt-get install python3-cryptography (Debian, Ubuntu), ' +
  'or python3 -m pip install cryptography';

/** The first Python that can run the implementation; Debian's package belongs to Debian's own. */
const python = ['python3', '/usr/bin/python3'].find(
  (program) =>
    spawnSync(program, ['-c', 'import sys, cryptography; assert sys.version_info >= (3, 11)']).status === 0,
);

/** Why the tests with Python cannot run here, or null. A skip is a failure in CI (scripts/test.ts). */
export const withoutPython: string | null = python === undefined ? MISSING : null;

export interface Run {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a program of verify/python. */
export function runPython(program: string, args: readonly string[], input = ''): Run {
  if (python === undefined) throw new Error(MISSING);
  const file = fileURLToPath(new URL(program, FOLDER));
  // Without -B it would leave its compiled modules in the repository.
  const options = { encoding: 'utf8' as const, input, maxBuffer: 256 * 1024 * 1024 };
  const { status, stdout, stderr } = spawnSync(python, ['-B', file, ...args], options);
  return { status, stdout, stderr };
}

export type Question = { kind: string; input: string; vkeys?: readonly string[]; note?: string };

/** What the second implementation makes of each question. */
export function askPython(questions: readonly Question[]): string[] {
  const input = questions.map((question) => `${JSON.stringify(question)}\n`).join('');
  const { status, stdout, stderr } = runPython('judge.py', [], input);
  if (status !== 0) throw new Error(stderr);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}
