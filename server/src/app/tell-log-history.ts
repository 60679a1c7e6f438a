/** What was signed of a log before, who cosigned it, and when all of the log was checked. */
import { parseWitnessVkey, readCosignatures, toHex, VerifyError, type WitnessKey } from '@affidavit/verify';
import { isoTime } from '../domain/time.ts';
import type { LogHistory, PastCheckpoint } from './ports/log-history.ts';
import type { Company, Directory } from './ports.ts';
import { readLogWitnesses } from './shared/log-witnesses.ts';

export interface PastCheckpointView {
  size: number;
  /** Lower-case hex. */
  root: string;
  signedAt: string;
  /** Those whom the company asks now and whose cosignature of it was checked just now, with the time that they signed. */
  witnesses: readonly { name: string; cosignedAt: string }[];
  /** Lines that keys signed which the company does not ask any more: nobody checked them now. */
  otherLines: number;
  /** As it was signed, with the lines of witnesses. */
  note: string;
}

export interface FullCheckView {
  beganAt: string;
  endedAt: string;
  size: number;
  root: string | null;
  version: string;
  problem: string | null;
}

export interface TellLogHistory {
  /** Of sizes below `below` (null: of any), the largest first; `next`: where the following page begins, null at the end. */
  checkpoints(
    company: Company,
    below: number | null,
    limit: number,
  ): Promise<{ data: readonly PastCheckpointView[]; next: number | null }>;
  /** The newest first; empty when nobody has checked the whole log in this store. */
  fullChecks(company: Company): Promise<{ data: readonly FullCheckView[] }>;
}

export function tellLogHistory(at: {
  logHistory: LogHistory;
  directory: Pick<Directory, 'row'>;
}): TellLogHistory {
  return {
    async checkpoints({ company }, below, limit) {
      const [{ witnesses }, found] = await Promise.all([
        readLogWitnesses(at.directory, company),
        at.logHistory.checkpoints(company, below, limit + 1),
      ]);
      const keys = witnesses.map(({ name, vkey }) => ({ called: name, key: parseWitnessVkey(vkey) }));
      const data = found.slice(0, limit).map((one) => viewOf(one, keys));
      return { data, next: found.length > limit ? (data.at(-1)?.size ?? null) : null };
    },
    async fullChecks({ company }) {
      const checks = await at.logHistory.fullChecks(company);
      return {
        data: checks.map(({ beganAt, endedAt, size, root, version, problem }) => ({
          beganAt: isoTime(beganAt),
          endedAt: isoTime(endedAt),
          size,
          root: root === null ? null : toHex(root),
          version,
          problem,
        })),
      };
    },
  };
}

function viewOf(
  { size, root, note, lines, signedAt }: PastCheckpoint,
  keys: readonly { called: string; key: WitnessKey }[],
): PastCheckpointView {
  const whole = note + lines;
  const witnesses = keys.flatMap(({ called, key }) =>
    cosignaturesOf(whole, key).map((time) => ({ name: called, cosignedAt: isoTime(time * 1000) })),
  );
  return {
    size,
    root: toHex(root),
    signedAt: isoTime(signedAt),
    witnesses,
    otherLines: lines.split('\n').length - 1 - witnesses.length,
    note: whole,
  };
}

/** When this key cosigned, once; nothing when it did not, or its line is none of its own. */
function cosignaturesOf(note: string, key: WitnessKey): number[] {
  try {
    return readCosignatures(note, [key]).map(({ time }) => time);
  } catch (error) {
    if (!(error instanceof VerifyError)) throw error;
    return [];
  }
}
