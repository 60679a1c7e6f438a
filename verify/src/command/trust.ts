/** What the reader brings along: keys, the last checkpoint, a policy. */
import { existsSync } from 'node:fs';
import { type Checkpoint, parseCheckpoint } from '../checkpoint.ts';
import { VerifyError } from '../error.ts';
import { equalBytes } from '../hash.ts';
import { parseKeyWords } from '../key-words.ts';
import { openNote, parseVkey, readNote } from '../note.ts';
import { checkPolicy, parsePolicy } from '../policy.ts';
import { textOf } from './files.ts';
import { type Failure, number, type Trust, type Verdict, WrongCall } from './verdict.ts';

/** Throws WrongCall for a key, words, a checkpoint or a policy that cannot be read. */
export function readTrust(given: {
  keys: readonly string[];
  words: readonly string[];
  last: string | undefined;
  policy: string | undefined;
}): Trust {
  const vkeys = given.keys.flatMap((key) => readKeys('--key', key));
  const words = given.words.map((typed) => asWrongCall('--words', () => parseKeyWords(typed)));
  const last = given.last === undefined ? null : textOf('--last', given.last);
  const policy = given.policy === undefined ? null : textOf('--policy', given.policy);
  if (last !== null) asWrongCall(`--last ${given.last}`, () => parseCheckpoint(readNote(last).text));
  if (policy !== null) {
    asWrongCall(`--policy ${given.policy}`, () => parsePolicy(policy));
    vkeys.push(...logsOf(policy));
  }
  return { vkeys: [...new Set(vkeys)], words, last, policy };
}

/** A key, or the keys in a file, one a line. Throws WrongCall, naming the option, when there is none. */
export function readKeys(option: string, given: string): string[] {
  if (!existsSync(given)) {
    asWrongCall(`${option} ${given} is neither a file nor a key`, () => parseVkey(given));
    return [given];
  }
  const lines = textOf(option, given)
    .split('\n')
    .map((line) => line.trim());
  const vkeys = lines.filter((line) => line !== '' && !line.startsWith('#'));
  if (vkeys.length === 0) throw new WrongCall(`${option} ${given} holds no key`);
  for (const vkey of vkeys) asWrongCall(`${option} ${given}`, () => parseVkey(vkey));
  return vkeys;
}

function logsOf(policy: string): string[] {
  return [...policy.matchAll(/^log[ \t]+(\S+)/gm)].map(([, vkey = '']) => vkey);
}

function asWrongCall<T>(what: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof VerifyError)) throw error;
    throw new WrongCall(`${what}: ${error.message}`);
  }
}

/**
 * Judges the checkpoint of a file by the reader's policy and last checkpoint. Fills `verdict`; what was found before
 * stays the first failure.
 */
export function judgeCheckpoint(
  verdict: Verdict,
  note: string,
  trust: Trust,
  about: 'affidavit' | 'certificate' | 'log',
): void {
  const failure = byLast(verdict, note, trust, about) ?? byPolicy(verdict, note, trust);
  if (failure === null || verdict.failure !== null) return;
  verdict.failure = failure;
  verdict.outcome = 'failed';
}

/** Whether the file holds enough to compare its tree with the last one depends on what it is about. */
function byLast(verdict: Verdict, note: string, trust: Trust, about: string): Failure | null {
  if (trust.last === null || about === 'log') return null;
  const fail = (message: string): Failure => ({ check: 'last', message, event: null });
  let last: Checkpoint;
  let here: Checkpoint;
  try {
    last = openLast(trust.last, trust.vkeys);
    here = parseCheckpoint(readNote(note).text);
  } catch (error) {
    if (!(error instanceof VerifyError)) throw error;
    return fail(`your last checkpoint: ${error.message}`);
  }
  if (last.origin !== here.origin)
    return fail(`your last checkpoint is of another log: ${last.origin}, not ${here.origin}`);
  if (last.size === here.size) {
    if (!equalBytes(last.root, here.root))
      return fail(
        `two histories: your last checkpoint has another root for the same ${number(last.size)} entries`,
      );
    verdict.checked.push('its tree is that of your last checkpoint');
    return null;
  }
  if (here.size < last.size && about === 'certificate')
    return fail(
      `it speaks of ${number(here.size)} entries, your last checkpoint of ${number(last.size)}: what came between is left out`,
    );
  const which = here.size < last.size ? 'older' : 'newer';
  verdict.notChecked.push(
    `that its tree (${number(here.size)} entries, ${which}) and that of your last checkpoint (${number(last.size)}) are of ` +
      'one history: that takes the log or an export of it',
  );
  return null;
}

function openLast(note: string, vkeys: readonly string[]): Checkpoint {
  const last = parseCheckpoint(readNote(note).text);
  const own = vkeys.map(parseVkey).filter(({ name }) => name === last.origin);
  if (own.length > 0) openNote(note, own);
  return last;
}

function byPolicy(verdict: Verdict, note: string, trust: Trust): Failure | null {
  if (trust.policy === null) return null;
  const policy = parsePolicy(trust.policy);
  const pinned = trust.vkeys.map(parseVkey);
  const { holds, reason, witnesses } = checkPolicy(note, policy, pinned);
  if (!holds) return { check: 'policy', message: `the policy is not met: ${reason}`, event: null };
  const seen = witnesses.filter(({ time }) => time !== null);
  verdict.checked.push(
    seen.length === 0
      ? 'the policy is met, which asks for no witness'
      : `the policy is met: ${seen.map(({ name, time }) => `${name} saw this tree at ${time}`).join(', ')}`,
  );
  return null;
}
