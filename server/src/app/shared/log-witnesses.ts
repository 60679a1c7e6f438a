/** Which witnesses a company asks: kept in the directory, so that every change of it is told in the log itself. */
import { parseWitnessVkey, toHex, VerifyError } from '@affidavit/verify';
import type { LogWitness, LogWitnesses } from '../../domain/directory.ts';
import { invalid } from '../../domain/errors.ts';
import { limits } from '../../domain/limits.ts';
import type { Directory } from '../ports.ts';

/** What a company has said; nobody is asked unless somebody has said so. */
export async function readLogWitnesses(
  directory: Pick<Directory, 'row'>,
  company: number,
): Promise<Pick<LogWitnesses, 'witnesses' | 'needed'>> {
  const row = await directory.row(company, 'logWitnesses', 1);
  return row === null ? { witnesses: [], needed: 0 } : (JSON.parse(row.json) as LogWitnesses);
}

/** Throws Refused unless witnesses can be asked and a policy can name them. `objection` judges their URLs. */
export function checkWitnesses(
  witnesses: readonly LogWitness[],
  needed: number,
  objection: (url: string) => string | null,
): void {
  if (witnesses.length > limits.witnessesMax)
    throw invalid('witnesses', `must be at most ${limits.witnessesMax}`);
  const [names, keys] = [new Set<string>(), new Set<string>()];
  for (const [i, { name, url, vkey }] of witnesses.entries()) {
    const at = (member: string) => `witnesses[${i}].${member}`;
    // A policy file separates by white space, keeps `none` and begins comments with #.
    if (!/^[^\s\p{Cc}#]\P{Cc}{0,63}$/u.test(name) || /\s/.test(name) || name === 'none')
      throw invalid(at('name'), 'must be a word of at most 64 characters without spaces, not `none`');
    if (names.has(name)) throw invalid(at('name'), `is taken by another witness: ${name}`);
    names.add(name);
    const key = keyOf(vkey, at('vkey'));
    if (keys.has(key)) throw invalid(at('vkey'), 'is the key of another witness in this list');
    keys.add(key);
    const fault = /[?#\s]/.test(url) ? 'must have no query and no fragment' : objection(url);
    if (fault !== null) throw invalid(at('url'), fault);
  }
  const fewest = witnesses.length === 0 ? 0 : 1;
  if (needed < fewest || needed > witnesses.length)
    throw invalid('needed', `must be between ${fewest} and ${witnesses.length}, the number of witnesses`);
}

function keyOf(vkey: string, path: string): string {
  try {
    return toHex(parseWitnessVkey(vkey).publicKey);
  } catch (error) {
    if (!(error instanceof VerifyError)) throw error;
    throw invalid(path, `is not the key of a witness: ${error.message}`);
  }
}
