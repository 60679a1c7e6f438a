/** A new epoch: a log that cannot go on as it was signed goes on under a new name, and says so in its first event. */
import {
  type Checkpoint,
  type EpochStatement,
  equalBytes,
  parseCheckpoint,
  readNote,
  rootAt,
  toBase64,
} from '@affidavit/verify';
import { conflict, invalid } from '../domain/errors.ts';
import type { CheckpointCopies } from './ports/checkpoints.ts';
import type { Access, Checkpoints, Company, EventReader, World } from './ports.ts';
import type { ChangeDirectory, Decision } from './shared/change-directory.ts';
import { companyNow } from './shared/company-now.ts';
import { firstLogKey, isSignedByNewestSeed } from './shared/log-signer.ts';
import { newOrigin } from './shared/new-log.ts';
import { nativeSha256, type Secrets } from './shared/secrets.ts';

export interface EpochWish {
  cause: EpochStatement['cause'];
  /** In words, for those who read the log. */
  reason: string;
  /** The last epoch, when the store does not know it: it is older than its beginning. */
  after?: string;
}

export interface OpenedEpoch {
  origin: string;
  vkey: string;
  /** Entries that the new epoch begins with: its first own event follows them. */
  size: number;
  /** What was signed last; null when nothing was. */
  previous: { origin: string; size: number } | null;
  /** Entries that were signed and are not in the store any more. */
  lost: number;
}

export interface OpenEpoch {
  /**
   * Opens a new epoch of a company's log, durably. Rejects with Refused `conflict` when nothing calls for one: the store
   * holds all that was signed, or (for a key that is given up) the key file has no newer seed; with `invalid` when `after`
   * names no log that was signed here.
   */
  open(company: Company, wish: EpochWish): Promise<OpenedEpoch>;
  /** Whether the log is signed by the newest seed of the key file. */
  hasNewestSeed(company: Company): boolean;
}

export interface EpochPorts {
  access: Access;
  events: EventReader;
  checkpoints: Checkpoints;
  copies: CheckpointCopies;
  change: ChangeDirectory;
  secrets: Secrets;
  world: World;
}

export function openEpoch(at: EpochPorts): OpenEpoch {
  return {
    hasNewestSeed: (company) => isSignedByNewestSeed(at.secrets, company),
    async open(company, wish) {
      const { answer } = await at.change(company, () => decide(at, company.company, wish));
      return answer;
    },
  };
}

async function decide(at: EpochPorts, number: number, wish: EpochWish): Promise<Decision<OpenedEpoch>> {
  const log = await companyNow(at.access, number);
  const head = await at.events.head(number);
  const previous = await lastSigned(at, log, wish.after);
  if (wish.cause !== 'restored') requireNewSeed(at, log);
  else if (previous === null) throw conflict(`nothing of the log of company "${log.name}" was ever signed`);
  else if (wish.after === undefined && (await extendsIt(at, number, head.size, previous)))
    throw conflict(
      `the log of company "${log.name}" holds all ${previous.size} events that were signed: there is nothing to recover`,
    );
  const key = firstLogKey(at.secrets, newOrigin(at.world), head.size);
  const epoch: EpochStatement = {
    v: 1,
    cause: wish.cause,
    origin: key.origin,
    size: head.size,
    previous: previous && {
      origin: previous.origin,
      size: previous.size,
      root: toBase64(previous.root),
      checkpoint: previous.checkpoint,
    },
  };
  const lost = Math.max(0, (previous?.size ?? 0) - head.size);
  const event = {
    type: 'LOG_EPOCH_OPENED',
    category: 'COMPANY',
    source: 'APP',
    description: `The log goes on as a new epoch: ${wish.reason}`,
    metadata: { dto: { reason: wish.reason, lost }, epoch },
  };
  return {
    changes: [{ do: 'turnLogKey', key, replacing: log, until: 0 }],
    events: [event],
    answer: { origin: key.origin, vkey: key.vkey, size: head.size, previous, lost },
    logSize: head.size,
  };
}

/** A checkpoint with its signed note. */
type Signed = Checkpoint & { checkpoint: string };

/**
 * The largest checkpoint that the store or the folder of copies holds of the log: of the epoch that is given, or of the
 * newest of which there is one. Null when there is none.
 */
async function lastSigned(at: EpochPorts, log: Company, after: string | undefined): Promise<Signed | null> {
  const kept = await at.checkpoints.latest(log.company);
  const notes = [...(await at.copies.all()), ...(kept === null ? [] : [kept.note])];
  const signed = notes.map((checkpoint) => ({ ...parseCheckpoint(readNote(checkpoint).text), checkpoint }));
  const origins = after === undefined ? log.logKeys.map(({ origin }) => origin) : [after];
  for (const wanted of origins) {
    const [last] = signed.filter(({ origin }) => origin === wanted).sort((a, b) => b.size - a.size);
    if (last !== undefined) return last;
  }
  if (after !== undefined) throw invalid('after', `no checkpoint of ${after} is kept beside the key file`);
  return null;
}

function requireNewSeed(at: EpochPorts, log: Company): void {
  if (isSignedByNewestSeed(at.secrets, log))
    throw conflict(
      `the log of company "${log.name}" is signed by the newest seed of the key file: add another one first`,
    );
}

async function extendsIt(
  at: EpochPorts,
  company: number,
  size: number,
  signed: Checkpoint,
): Promise<boolean> {
  if (size < signed.size) return false;
  const read = (level: number, start: number, count: number) =>
    at.events.hashes(company, level, start, count);
  const root = await rootAt(signed.size, read, nativeSha256).catch(() => null);
  return root !== null && equalBytes(root, signed.root);
}
