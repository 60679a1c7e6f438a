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
  toHex,
} from '@affidavit/verify';
import { StoreDamaged } from '../../domain/errors.ts';
import type { Erasing } from '../ports/erasing.ts';
import type { ExportFolder } from '../ports/export.ts';
import type { Company, Directory, EventReader, StoredEvent } from '../ports.ts';
import { gzipped } from './gzipped.ts';
import { type OpenedEvent, openEvents } from './opened-documents.ts';
import { nativeSha256 } from './secrets.ts';

interface DocumentPorts {
  events: EventReader;
  directory: Directory;
  erasing: Pick<Erasing, 'removalsOf' | 'removalsBy'>;
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
    const opened = await openEvents(this.#at, this.#company.company, events);
    for (const [i, { missing }] of opened.entries())
      if (missing[0] !== undefined) throw this.#unexplained(events[i], missing[0]);
    const last = Math.max(-1, ...opened.flatMap(({ removals }) => removals.map(({ seq }) => seq)));
    // What is not explained yet is written when the log has grown.
    if (last >= size) return last + 1;
    const lines = linesOf(opened).map((line) => canonicalJson({ ...line }));
    const path = documentsPath(tile);
    await this.write(path, await gzipped(lines));
    this.#stale.delete(path);
    return last + 1;
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

  #unexplained(event: StoredEvent | undefined, path: string): StoreDamaged {
    return new StoreDamaged(
      `company "${this.#company.name}": event ${event?.entry.id} (seq ${event?.seq}): its ${path} is missing or was changed, ` +
        'and no removal event says why',
    );
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

/** Documents, then openings, in the order in which the events name them, each once. */
function linesOf(opened: readonly OpenedEvent[]): (AffidavitDocument | OpeningLine)[] {
  const documents = new Set(opened.flatMap((event) => event.documents));
  const actors = new Set(opened.flatMap(({ actor }) => actor ?? []));
  return [
    ...[...documents].map(({ kind, salt, json }) => ({ kind, salt: toHex(salt), bytes: json })),
    ...[...actors].map(({ userId, tagSalt }) => ({ userId, tagSalt: toHex(tagSalt) })),
  ];
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
