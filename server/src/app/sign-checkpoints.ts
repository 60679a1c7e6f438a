/** The signer: a checkpoint for every log that grew, and the check that a store is not behind what was signed. */
import { equalBytes, formatCheckpoint, type ReadHashes, rootAt, signNote } from '@affidavit/verify';
import { LogRewritten } from '../domain/errors.ts';
import { limits } from '../domain/limits.ts';
import type { CheckpointCopies, Unsigned } from './ports/checkpoints.ts';
import type { MovingReads } from './ports/moving.ts';
import type { Access, Checkpoints, Company, EventReader, SignedCheckpoint, World } from './ports.ts';
import type { Bell } from './shared/bell.ts';
import { inParallel } from './shared/in-parallel.ts';
import { openOwnCheckpoint, signersAt } from './shared/log-signer.ts';
import { nativeSha256, type Secrets } from './shared/secrets.ts';

export interface SignerPorts {
  access: Access;
  events: EventReader;
  checkpoints: Checkpoints;
  copies: CheckpointCopies;
  secrets: Secrets;
  world: Pick<World, 'now'>;
}

/**
 * Signs every log that is larger than its newest checkpoint. Signs only what is committed, never less than was
 * signed, and only an extension of it. Order: the copy beside the key file, then the store, which publishes it:
 * a crash between them leaves a copy of a state that is committed. Two instances that sign at once sign heads of one
 * log: the larger checkpoint stays, the older copy is extended by the log like any other. Rings `signed` when there is something new.
 */
export function signCheckpoints(at: SignerPorts & { signed?: Pick<Bell, 'ring'> }): () => Promise<number> {
  return async () => {
    const unsigned = await at.checkpoints.unsigned();
    if (unsigned.length === 0) return 0;
    const companies = new Map((await at.access.companies()).map((one) => [one.company, one]));
    await inParallel(unsigned, limits.logsAtOnce, async (head) => {
      const company = companies.get(head.company);
      if (company !== undefined) await signOne(at, company, head);
    });
    at.signed?.ring();
    return unsigned.length;
  };
}

async function signOne(at: SignerPorts, company: Company, head: Unsigned): Promise<void> {
  const latest = await at.checkpoints.latest(company.company);
  if (latest !== null) await checkExtends(at, company, latest.size, latest.root);
  const text = formatCheckpoint({ origin: company.origin, size: head.size, root: head.root });
  const now = at.world.now();
  const note = signNote(text, signersAt(at.secrets, company, now));
  await at.copies.write(company.origin, note);
  await at.checkpoints.keep(company.company, { size: head.size, root: head.root, note }, now);
}

/**
 * Before anything is served: every checkpoint that was ever signed must still describe the beginning of its log.
 * Rejects with LogRewritten naming the company, what was signed and what is there.
 */
export function checkSignedLogs(
  at: SignerPorts & { moving: Pick<MovingReads, 'companies'> },
): () => Promise<void> {
  return async () => {
    const companies = await at.access.companies();
    const byNumber = new Map(companies.map((one) => [one.company, one]));
    const checked = new Map<string, SignedCheckpoint>();
    await inParallel(await at.checkpoints.signed(), limits.logsAtOnce, async (latest) => {
      const company = byNumber.get(latest.company);
      if (company === undefined) return;
      await checkExtends(at, company, latest.size, latest.root);
      checked.set(company.origin, latest);
    });
    const known = new Map((await at.moving.companies()).map((one) => [one.origin, one]));
    const logs = logsOf(companies);
    await inParallel(await at.copies.all(), limits.logsAtOnce, async (note) => {
      const mine = known.get(originOf(note));
      if (mine?.standing === 'moved') return;
      if (mine?.standing === 'arriving')
        throw new LogRewritten(
          `company "${mine.name}" has not arrived completely: run affidavit migrate again`,
        );
      const open = openCopy(at, logs, note);
      if (open === null) return;
      const kept = checked.get(open.company.origin);
      // Most copies say what the store keeps: that was checked just now.
      if (kept?.size === open.size && equalBytes(kept.root, open.root)) return;
      await checkExtends(at, open.company, open.size, open.root);
    });
  };
}

const originOf = (note: string) => note.slice(0, note.indexOf('\n'));

interface Logs {
  byOrigin: ReadonlyMap<string, Company>;
  /** Origins of epochs that have ended. */
  ended: ReadonlySet<string>;
}

function logsOf(companies: readonly Company[]): Logs {
  const ended = companies.flatMap(({ origin, logKeys }) =>
    logKeys.flatMap((key) => (key.origin === origin ? [] : [key.origin])),
  );
  return { byOrigin: new Map(companies.map((one) => [one.origin, one])), ended: new Set(ended) };
}

/** Whose a copy is, and what it says, its signature checked; null for a copy of an epoch that has ended. */
function openCopy({ secrets, world }: SignerPorts, { byOrigin, ended }: Logs, note: string) {
  const origin = originOf(note);
  if (ended.has(origin)) return null;
  const company = byOrigin.get(origin);
  if (company === undefined)
    throw new LogRewritten(
      `a checkpoint of ${origin} is kept beside the key file, but the store knows no such log: ` +
        'this store is not the one that was signed',
    );
  const signed = openOwnCheckpoint(secrets, company, note, world.now());
  if (signed === null)
    throw new LogRewritten(
      `the checkpoint kept beside the key file for company "${company.name}" was not signed by the keys of its log: ` +
        'the copies and the store do not belong together',
    );
  return { company, ...signed };
}

async function checkExtends(
  at: SignerPorts,
  company: Company,
  signedSize: number,
  signedRoot: Uint8Array,
): Promise<void> {
  const { size } = await at.events.head(company.company);
  const who = `the log of company "${company.name}"`;
  if (size < signedSize)
    throw new LogRewritten(
      `${who} holds ${size} events, but ${signedSize} were signed: this store is older than its last checkpoint ` +
        '(restored from a backup?). To go on with it: affidavit log recover (docs/keys.md)',
    );
  const root = await rootAt(signedSize, hashReader(at.events, company.company), nativeSha256).catch(
    (cause) => {
      throw new LogRewritten(`${who} is not whole up to its last checkpoint: run affidavit fsck`, { cause });
    },
  );
  if (!equalBytes(root, signedRoot))
    throw new LogRewritten(
      `${who} differs from what was signed at ${signedSize} events: it has been rewritten`,
    );
}

function hashReader(events: EventReader, company: number): ReadHashes {
  return (level, start, count) => events.hashes(company, level, start, count);
}
