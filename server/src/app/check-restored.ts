/** Whether a restored copy is what was backed up, and how it stands to what was signed since. */
import { equalBytes, rootAt } from '@affidavit/verify';
import { conflict, invalid, LogRewritten, StoreDamaged } from '../domain/errors.ts';
import type { Manifest } from './ports/backup.ts';
import type { MovingCompany } from './ports/moving.ts';
import { type CopyPorts, checkCopy } from './shared/check-copy.ts';
import type { Progress } from './shared/copy-company.ts';
import { makesLogKey, openSignedCheckpoint } from './shared/log-signer.ts';
import { nativeSha256, type Secrets } from './shared/secrets.ts';

/** A log of which more was signed than the copy holds. */
export interface Behind {
  /** Null: the copy does not know the log at all. */
  name: string | null;
  origin: string;
  events: number;
  /** How many events the newest checkpoint counts; null when the log is not known. */
  signed: number | null;
}

export type RestoredPorts = CopyPorts & { secrets: Secrets };

/**
 * Reads everything as fsck does, compares it with the manifest, and with signed checkpoints: those kept beside the key file,
 * and those that were given. Rejects with StoreDamaged, with Refused when the key file does not
 * make the keys of the logs, or with LogRewritten when a checkpoint describes another log.
 */
export type CheckRestored = (
  manifest: Manifest,
  kept: readonly string[],
  given: readonly string[],
  progress: Progress,
) => Promise<readonly Behind[]>;

export function checkRestored(at: RestoredPorts): CheckRestored {
  return async (manifest, kept, given, progress) => {
    const found = await checkCopy(at, progress);
    if (JSON.stringify(found) !== JSON.stringify(manifest.companies))
      throw new StoreDamaged('the logs of the backup are not those that its manifest names');
    const companies = await at.moving.companies();
    for (const company of companies)
      if (!makesLogKey(at.secrets, company))
        throw conflict(`the key file is not the one that signs the log of "${company.name}"`);
    const behind = new Map<string, Behind>();
    for (const note of given) {
      if (!companies.some(({ origin }) => origin === originOf(note)))
        throw invalid('checkpoint', `${originOf(note)} is no log of this backup`);
      await compare(at, companies, note, behind);
    }
    for (const note of kept) await compare(at, companies, note, behind);
    return [...behind.values()];
  };
}

const originOf = (note: string) => note.slice(0, note.indexOf('\n'));

async function compare(
  at: RestoredPorts,
  companies: readonly MovingCompany[],
  note: string,
  behind: Map<string, Behind>,
): Promise<void> {
  const origin = originOf(note);
  const company = companies.find((one) => one.origin === origin);
  const endedBefore = companies.some(({ logKeys }) => logKeys.some((key) => key.origin === origin));
  if (company === undefined && endedBefore) return;
  if (company === undefined) {
    behind.set(origin, { name: null, origin, events: 0, signed: null });
    return;
  }
  const { name } = company;
  if (company.standing === 'moved') return;
  const signed = openSignedCheckpoint(company, note);
  if (signed === null) throw conflict(`a checkpoint of "${name}" was not signed by the keys of its log`);
  const { size } = await at.events.head(company.company);
  if (size < signed.size) {
    const before = behind.get(origin)?.signed ?? 0;
    behind.set(origin, { name, origin, events: size, signed: Math.max(before, signed.size) });
    return;
  }
  const read = (level: number, start: number, count: number) =>
    at.events.hashes(company.company, level, start, count);
  if (!equalBytes(await rootAt(signed.size, read, nativeSha256), signed.root))
    throw new LogRewritten(`the log of "${name}" differs from what was signed at ${signed.size} events`);
}
