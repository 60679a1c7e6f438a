/** Exports as an insider writes them: everything that the store holds, as it is, with every check of ours left out. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  canonicalJson,
  documentsPath,
  entryJson,
  formatBundle,
  formatTile,
  isRemovalType,
  removalJson,
  removalsPath,
  tilePath,
  tilesOf,
  toHex,
  utf8Bytes,
} from '@affidavit/verify';
import type { Company, StoredEvent } from '../../src/app/ports.ts';
import { logVkeys } from '../../src/app/shared/log-signer.ts';
import { openEvents } from '../../src/app/shared/opened-documents.ts';
import type { HandedOut } from './handed-out.ts';

export async function exportUnchecked(
  { store }: HandedOut,
  company: Company,
  folder: string,
): Promise<string> {
  const write = (path: string, bytes: string | Uint8Array) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  };
  const signed = await store.checkpoints.latest(company.company);
  const { note = '', size = 0 } = signed ?? {};
  const events = await store.events.eventsFrom(company.company, 0, size);
  for (const tile of tilesOf('entries', size)) {
    const own = events.slice(tile.index * 256, tile.index * 256 + tile.width);
    write(tilePath(tile), formatBundle(own.map(({ entry }) => utf8Bytes(entryJson(entry)))));
    write(tilePath({ ...tile, level: 0 }), formatTile(own.map(({ leaf }) => leaf)));
    write(documentsPath(tile), gzipSync(await documentLines({ store }, company, own)));
  }
  for (const tile of tilesOf(1, size)) {
    const hashes = await store.events.hashes(company.company, 1, tile.index * 256, tile.width);
    write(tilePath(tile), formatTile(hashes));
  }
  for (const { entry, seq } of events) {
    if (!isRemovalType(entry.type)) continue;
    const removals = await store.erasing.removalsBy(company.company, seq);
    write(removalsPath(seq), gzipSync(removals.map((one) => `${removalJson(one)}\n`).join('')));
  }
  const [vkey] = logVkeys(company);
  write('vkeys', `${vkey}\n`);
  write('checkpoint', note);
  return folder;
}

async function documentLines(
  { store }: Pick<HandedOut, 'store'>,
  company: Company,
  events: readonly StoredEvent[],
): Promise<string> {
  const opened = await openEvents(store, company.company, events);
  // Parts as they stand in their rows, whatever they hash to.
  const parts = events.flatMap((event) =>
    (['text', 'metadata', 'test'] as const).flatMap((kind) => {
      const part = event.parts[kind];
      return part === null ? [] : [{ kind, ...part }];
    }),
  );
  const lines = opened.flatMap(({ documents, actor }, i) => [
    ...[...(i === 0 ? parts : []), ...documents].map(({ kind, salt, json }) =>
      canonicalJson({ kind, salt: toHex(salt), bytes: json }),
    ),
    ...(actor === null ? [] : [canonicalJson({ userId: actor.userId, tagSalt: toHex(actor.tagSalt) })]),
  ]);
  return [...new Set(lines)].map((line) => `${line}\n`).join('');
}
