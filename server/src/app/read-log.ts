/** The log as strangers read it (C2SP tlog-tiles): nothing beyond the newest signed checkpoint, and every byte checked. */
import {
  consistencyPath,
  entryJson,
  equalBytes,
  formatBundle,
  formatTile,
  leafHash,
  parseTilePath,
  TILE_WIDTH,
  toBase64,
  utf8Bytes,
  widthAt,
} from '@affidavit/verify';
import { invalid, StoreDamaged } from '../domain/errors.ts';
import type { EventFinder } from './ports/finding.ts';
import type { Access, Checkpoints, Company, Directory, EventReader, World } from './ports.ts';
import { companyByUuid } from './shared/company-by-uuid.ts';
import { epochsFile } from './shared/epoch-lines.ts';
import { isPublicLog } from './shared/log-settings.ts';
import { logVkeys } from './shared/log-signer.ts';
import { nativeSha256 } from './shared/secrets.ts';

/** A proof that the tree of `to` entries begins with that of `from`. Hashes are base64. */
export interface ConsistencyProof {
  origin: string;
  from: number;
  to: number;
  path: readonly string[];
}

export interface ReadLog {
  /** The company of this UUID when its log is public; null for every other. */
  opened(uuid: string): Promise<Company | null>;
  /** The newest signed checkpoint; null when nothing is signed yet. */
  checkpoint(company: Company): Promise<string | null>;
  /**
   * The bytes of a tile or of a bundle of entries by its path (`tile/0/x001/234`), of any width that the signed tree
   * holds; null where there is none.
   */
  tile(company: Company, path: string): Promise<{ bytes: Uint8Array; holds: 'hashes' | 'entries' } | null>;
  /** `to` null: the size that is signed. Rejects with Refused `invalid` for sizes between which there is no proof. */
  consistency(company: Company, from: number, to: number | null): Promise<ConsistencyProof>;
  /** The file `epochs`: why the log has not the name that it had; empty when it always had this one. */
  epochs(company: Company): Promise<string>;
  /** The keys that have signed the log, the one that signs now first. */
  vkeys(company: Company): readonly string[];
}

export interface LogPorts {
  access: Access;
  directory: Directory;
  events: EventReader;
  finder: EventFinder;
  checkpoints: Checkpoints;
  world: Pick<World, 'now'>;
}

export function readLog(at: LogPorts): ReadLog {
  const companies = companyByUuid(at);
  const signedSize = async ({ company }: Company) => (await at.checkpoints.latest(company))?.size ?? 0;
  return {
    async opened(uuid) {
      const company = await companies(uuid);
      if (company === null || !(await isPublicLog(at.directory, company.company))) return null;
      return company;
    },
    async checkpoint({ company }) {
      return (await at.checkpoints.latest(company))?.note ?? null;
    },
    async tile(company, path) {
      const tile = parseTilePath(path);
      if (tile === null) return null;
      const { level, index, width } = tile;
      if (widthAt(level, index, await signedSize(company)) < width) return null;
      const start = index * TILE_WIDTH;
      if (level === 'entries')
        return {
          bytes: formatBundle(await sealedEntries(at.events, company, start, width)),
          holds: 'entries',
        };
      const hashes = await at.events.hashes(company.company, level, start, width);
      return { bytes: formatTile(hashes), holds: 'hashes' };
    },
    async consistency(company, from, to) {
      const size = await signedSize(company);
      const until = to ?? size;
      if (until > size) throw invalid('to', `must be at most ${size}, the size that is signed`);
      if (from < 1 || from > until) throw invalid('from', `must be between 1 and ${until}`);
      const read = (level: number, start: number, count: number) =>
        at.events.hashes(company.company, level, start, count);
      const path = await consistencyPath(from, until, read, nativeSha256);
      return { origin: company.origin, from, to: until, path: path.map(toBase64) };
    },
    epochs: async (company) => epochsFile(at.finder, company, await signedSize(company)),
    vkeys: (company) => logVkeys(company),
  };
}

/** The bytes that were sealed, made again from the columns: never sent unless they hash to the leaves that are kept. */
async function sealedEntries(
  events: EventReader,
  company: Company,
  start: number,
  count: number,
): Promise<Uint8Array[]> {
  const stored = await events.eventsFrom(company.company, start, count);
  if (stored.length !== count || stored.at(-1)?.seq !== start + count - 1)
    throw new StoreDamaged(
      `company "${company.name}": events ${start} to ${start + count - 1} are not whole`,
    );
  return stored.map(({ entry, leaf, seq }) => {
    const bytes = utf8Bytes(entryJson(entry));
    if (!equalBytes(leafHash(bytes, nativeSha256), leaf))
      throw new StoreDamaged(`company "${company.name}": event ${seq} does not hash to its leaf`);
    return bytes;
  });
}
