/** The documents of a whole export: one file beside each bundle of entries. */
import { gunzipSync } from 'node:zlib';
import {
  type AffidavitDocument,
  actorTag,
  canonicalJson,
  type Digest,
  digestOf,
  documentsPath,
  fromHex,
  type OpeningLine,
  type Removal,
  TILE_WIDTH,
  type Tile,
} from '@affidavit/verify';
import { StoreDamaged } from '../../domain/errors.ts';
import type { ExportFolder, RemovalReader } from '../ports/export.ts';
import type { Company, Directory, EventReader, StoredEvent } from '../ports.ts';
import { gzipped } from './gzipped.ts';
import { type SealedDocuments, sealedDocuments } from './sealed-documents.ts';
import { nativeSha256 } from './secrets.ts';

interface DocumentPorts {
  events: EventReader;
  directory: Directory;
  erasing: RemovalReader;
}

export class DocumentFiles {
  /** Files written. */
  written = 0;
  readonly #at: DocumentPorts;
  readonly #company: Company;
  readonly #folder: ExportFolder;
  /** Files that hold what has been removed. */
  readonly #stale = new Set<string>();

  constructor(at: DocumentPorts, company: Company, folder: ExportFolder) {
    this.#at = at;
    this.#company = company;
    this.#folder = folder;
  }

  /** Whether the documents of a bundle are there, without what has been removed since. */
  async has(tile: Tile): Promise<boolean> {
    const path = documentsPath(tile);
    return !this.#stale.has(path) && (await this.#folder.has(path));
  }

  async write(path: string, bytes: Uint8Array): Promise<void> {
    await this.#folder.write(path, bytes);
    this.written += 1;
  }

  /**
   * Writes the documents of a bundle. Answers how large the log must be to say of everything absent why it is; rejects
   * with StoreDamaged when no removal event does.
   */
  async writeBundle(tile: Tile, events: readonly StoredEvent[], size: number): Promise<number> {
    const sealed = await sealedDocuments(this.#at, this.#company.company, events);
    const needed = await this.#explained(sealed);
    // What is not explained yet is written when the log has grown.
    if (needed > size) return needed;
    const lines = [...sealed.documents, ...sealed.openings].map((line) => canonicalJson({ ...line }));
    const path = documentsPath(tile);
    await this.write(path, await gzipped(lines));
    this.#stale.delete(path);
    return needed;
  }

  /** Finds the files that hold what was removed: they are to be written again without it. */
  async markStale(removals: readonly Removal[]): Promise<void> {
    if (removals.length === 0) return;
    const gone = new Set(removals.map(({ digest }) => digest));
    for (const path of await this.#files('documents')) {
      const bytes = await this.#folder.read(path);
      if (bytes !== null && holdsAny(bytes, gone)) this.#stale.add(path);
    }
  }

  /** Of the last bundle only the documents of this size stay: others may hold what has been erased since. */
  async dropPartials(size: number): Promise<void> {
    const kept = documentsPath({ index: Math.floor(size / TILE_WIDTH), width: size % TILE_WIDTH });
    for (const path of await this.#files('documents'))
      if (/\.p\/\d+\.ndjson\.gz$/.test(path) && path !== kept) await this.#folder.remove(path);
  }

  async #explained({ absent }: SealedDocuments): Promise<number> {
    if (absent.length === 0) return 0;
    const { company, name } = this.#company;
    const known = await this.#at.erasing.removalsOf(company, [...new Set(absent.map((one) => one.digest))]);
    const seqs = new Map(known.map(({ kind, digest, seq }) => [`${kind} ${digest}`, seq]));
    let needed = 0;
    for (const { event, path, kind, digest } of absent) {
      const seq = seqs.get(`${kind} ${digest}`);
      if (seq === undefined)
        throw new StoreDamaged(
          `company "${name}": event ${event.entry.id} (seq ${event.seq}): its ${path} is missing, and no removal event says why`,
        );
      needed = Math.max(needed, seq + 1);
    }
    return needed;
  }

  async #files(folder: string): Promise<string[]> {
    const found: string[] = [];
    for (const name of await this.#folder.list(folder)) {
      if (name.endsWith('/')) found.push(...(await this.#files(`${folder}/${name.slice(0, -1)}`)));
      else found.push(`${folder}/${name}`);
    }
    return found;
  }
}

function holdsAny(bytes: Uint8Array, gone: ReadonlySet<Digest>): boolean {
  const text = gunzipSync(bytes).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .some((line) => {
      const read = JSON.parse(line) as AffidavitDocument | OpeningLine;
      const digest =
        'kind' in read
          ? digestOf(read.kind, fromHex(read.salt), read.bytes, nativeSha256)
          : actorTag(fromHex(read.tagSalt), read.userId, nativeSha256);
      return gone.has(digest);
    });
}
