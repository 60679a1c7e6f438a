/** A whole export in memory, with an erasure in it: for tests of whatever reads exports. */
import { gzipSync } from 'node:zlib';
import {
  canonicalJson,
  type Digest,
  documentsPath,
  ed25519Signer,
  entryJson,
  Frontier,
  formatBundle,
  formatCheckpoint,
  formatTile,
  leafHash,
  type Removal,
  removalCommitment,
  removalJson,
  removalsPath,
  signNote,
  TILE_WIDTH,
  type Tile,
  tilePath,
  tilesOf,
  utf8Bytes,
} from '../src/index.ts';
import {
  fixedBytes,
  type SampleDocument,
  type SampleEvent,
  sampleDocument,
  sampleEvent,
  signer,
  smallEvent,
} from './sample.ts';

export type Files = Map<string, Uint8Array>;

/** Events in the order of the log, and what the removal events among them removed. */
export interface SampleLog {
  events: SampleEvent[];
  /** By seq. */
  removals: Map<number, Removal[]>;
  /** Digests that are not given: removed. */
  gone: Set<Digest>;
  /** What stands for removed documents, by the seq of the event that it belongs to. */
  copies: Map<number, SampleDocument>;
}

export const SAMPLE_LOG_SIZE = 300;
/** The events whose description is erased, and redacted, and the one that says so. */
export const ERASED = 5;
export const REDACTED = 6;
export const REMOVING = 280;

/** Another key of the name of the sample log. */
export const impostor = ed25519Signer(signer.name, fixedBytes('impostor', 32));

function numbered(seq: number): SampleEvent {
  const event = smallEvent();
  const text = sampleDocument('text', { description: `Change ${seq}.` });
  const id = `00000000-0000-7000-8000-${String(seq).padStart(12, '0')}`;
  const recordedAt = new Date(Date.UTC(2020, 6, 6, 12, 0, 1) + 10 * seq).toISOString();
  const parts = { ...event.entry.parts, text: text.digest };
  return { entry: { ...event.entry, id, recordedAt, parts }, documents: [text], actor: null };
}

/** Event 0 holds everything that an event can have; its person and its actor are erased by event REMOVING. */
export function sampleLog(size = SAMPLE_LOG_SIZE): SampleLog {
  const events = [sampleEvent(), ...Array.from({ length: size - 1 }, (_, i) => numbered(i + 1))];
  const log: SampleLog = { events, removals: new Map(), gone: new Set(), copies: new Map() };
  const [first] = events;
  const removing = events[REMOVING];
  if (first === undefined || removing === undefined) return log;
  const text = (seq: number) => events[seq]?.entry.parts.text ?? '';
  const copy = sampleDocument('text', { description: '[erased]' });
  log.copies.set(REDACTED, copy);
  const leaves: Removal[] = [
    { digest: first.entry.parts.person ?? '', kind: 'person', replacement: null },
    { digest: first.entry.actor ?? '', kind: 'actor', replacement: null },
    { digest: text(ERASED), kind: 'text', replacement: null },
    { digest: text(REDACTED), kind: 'text', replacement: copy.digest },
  ];
  leaves.sort((a, b) => (a.digest < b.digest ? -1 : 1));
  log.removals.set(REMOVING, leaves);
  for (const { digest } of leaves) log.gone.add(digest);
  // What only the person named is given no more.
  const jira = first.documents.find(({ digest }) => digest === first.entry.parts.connection);
  const { owner, workspaces } = JSON.parse(jira?.json ?? '{}') as { owner: Digest; workspaces: Digest[] };
  const { text: description, metadata: data, test } = first.entry.parts;
  const named = new Set([description, data, test, jira?.digest, owner, ...workspaces]);
  first.documents = first.documents.filter(({ digest }) => named.has(digest));
  first.actor = null;
  const commitment = removalCommitment('erasure', leaves);
  const metadata = sampleDocument(
    'metadata',
    JSON.parse(canonicalJson({ dto: {}, removal: { ...commitment } })),
  );
  removing.documents.push(metadata);
  removing.entry = {
    ...removing.entry,
    type: 'PERSONAL_DATA_ERASED',
    parts: { ...removing.entry.parts, metadata: metadata.digest },
  };
  return log;
}

/** The files of a whole export. */
export function exportFiles(log: SampleLog, by = signer): Files {
  const files: Files = new Map();
  const { events } = log;
  const size = events.length;
  const leaves = events.map(({ entry }) => leafHash(entryJson(entry)));
  const tree = new Frontier();
  for (const leaf of leaves) tree.append(leaf);
  for (const tile of tilesOf('entries', size)) {
    const [start, end] = spanOf(tile);
    files.set(
      tilePath(tile),
      formatBundle(events.slice(start, end).map(({ entry }) => utf8Bytes(entryJson(entry)))),
    );
    files.set(tilePath({ ...tile, level: 0 }), formatTile(leaves.slice(start, end)));
    files.set(documentsPath(tile), gzipLines(documentLines(log, start, end)));
  }
  const above = tree.takeTiles().map(({ hash }) => hash);
  for (const tile of tilesOf(1, size)) files.set(tilePath(tile), formatTile(above.slice(...spanOf(tile))));
  for (const [seq, removals] of log.removals)
    files.set(removalsPath(seq), gzipLines(removals.map((removal) => removalJson(removal))));
  files.set('vkeys', utf8Bytes(`${by.vkey}\n`));
  const text = formatCheckpoint({ origin: by.name, size, root: tree.root() });
  files.set('checkpoint', utf8Bytes(signNote(text, [by])));
  return files;
}

export function gzipLines(lines: readonly string[]): Uint8Array {
  return new Uint8Array(gzipSync(lines.map((line) => `${line}\n`).join('')));
}

function spanOf({ index, width }: Tile): [number, number] {
  return [index * TILE_WIDTH, index * TILE_WIDTH + width];
}

function documentLines({ events, gone, copies }: SampleLog, start: number, end: number): string[] {
  const lines = new Map<string, string>();
  for (let seq = start; seq < end; seq++) {
    const event = events[seq];
    const copy = copies.get(seq);
    for (const { kind, salt, json, digest } of [
      ...(event?.documents ?? []),
      ...(copy === undefined ? [] : [copy]),
    ])
      if (!gone.has(digest))
        lines.set(digest, canonicalJson({ kind, salt: Buffer.from(salt).toString('hex'), bytes: json }));
    if (event?.actor != null) {
      const { userId, tagSalt } = event.actor;
      lines.set(`actor ${userId}`, canonicalJson({ userId, tagSalt: Buffer.from(tagSalt).toString('hex') }));
    }
  }
  return [...lines.values()];
}
