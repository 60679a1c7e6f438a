/** Files changed after they were handed out, or made by hand with the key of the log; and files without a pinned key. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import {
  certificateHead,
  certificateLines,
  type Entry,
  entryJson,
  Frontier,
  formatBundle,
  formatCheckpoint,
  formatTile,
  leafHash,
  parseBundle,
  parseEntry,
  signNote,
  tilePath,
  tilesOf,
  utf8Bytes,
  utf8Text,
} from '@affidavit/verify';
import fc from 'fast-check';
import { logSigner } from '../../src/app/shared/log-signer.ts';
import { makeSecrets, nativeSha256 } from '../../src/app/shared/secrets.ts';
import { audit, everyFile, found, holds, verify, withAll, withKey } from './auditor.ts';
import { type HandedOut, opened } from './handed-out.ts';
import { copyFolder, SEED } from './place.ts';
import type { Prepared } from './prepare.ts';

type Ground = () => Prepared;

export function filesSuite(ground: Ground): void {
  /** What is handed out today: affidavit, bundle, certificate, whole export, the log as it is served. */
  let files: string[];
  before(async () => {
    const { fresh, today } = ground();
    files = await opened(await today.copy(fresh('today')), (system) => everyFile(ground(), system));
  });

  test('with a pinned key every kind of file is verified; without one it is consistent, not authenticated', async () => {
    for (const file of files) {
      const pinned = await verify(file, ...withKey(ground()));
      holds(pinned, 0);
      assert.match(pinned.text, /^VERIFIED/);
      const unpinned = await verify(file);
      holds(unpinned, 3);
      assert.match(unpinned.text, /^CONSISTENT, NOT AUTHENTICATED/);
      assert.match(
        unpinned.text,
        /who signed: no key was pinned( \(--key, --words\))?, so the file vouches only for itself/i,
      );
    }
    const followed = await audit(ground(), files.at(-1) ?? '', []);
    holds(followed, 3);
    assert.match(followed.text, /Consistent, not authenticated: no key was pinned \(--key, --words\)/);
  });

  test('a byte changed anywhere in a file is found, or changes nothing that the file says', async () => {
    const singles = files.slice(0, 3);
    const [, , , folder = ''] = files;
    const work = copyFolder(folder, ground().fresh('changed'));
    const within = filesIn(work).map((path) => ({ path, given: work }));
    const all = [...within, ...singles.map((path) => ({ path: copyFile(ground(), path), given: null }))];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...all),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.integer({ min: 1, max: 255 }),
        async ({ path, given }, where, mask) => {
          const kept = readFileSync(path);
          const changed = Uint8Array.from(kept);
          const at = Math.floor(where * kept.length);
          changed[at] = (changed[at] ?? 0) ^ mask;
          writeFileSync(path, changed);
          try {
            const { code, text } = await verify(given ?? path, ...withKey(ground()));
            if (code === 0) assert.ok(saysTheSame(path, kept, changed), `${path} at ${at}: ${text}`);
            else found({ code, text }, /wrong {8}\S/);
          } finally {
            writeFileSync(path, kept);
          }
        },
      ),
      // The first: an origin that begins with a space.
      { numRuns: 80, examples: [[{ path: join(work, 'checkpoint'), given: work }, 0, 65]] },
    );
  });

  test('an event of another company in the log, sealed with its key, is found by whoever reads the log', async () => {
    const forged = forge(ground(), files[3] ?? '', (entries) => {
      const company = '3f0c1f6e-54b2-4c3e-9a35-0d7f1a2b3c4e';
      return entries.with(285, { ...entries[285]!, company });
    });
    const said = await verify(forged, ...withKey(ground()));
    found(said, /the entry is of another company: 3f0c1f6e-/);
    assert.match(said.text, /at {11}event [0-9a-f-]{36}, number 285/);
    found(await audit(ground(), forged), /entry 285 \(event [0-9a-f-]{36}\) is of another company/);
  });

  test('an event is hidden from a certificate: each way is found', async (t) => {
    const { fresh, today } = ground();
    await opened(await today.copy(fresh('today')), (system) => hideEvents(t, ground(), system));
  });

  test('what the auditor took along still holds, and contradicts what was made of it', async () => {
    const { affidavit, certificate, sizes } = ground();
    holds(await verify(affidavit, certificate, ...withAll(ground())));
    const said = await verify(certificate, ...withKey(ground()));
    assert.match(said.text, new RegExp(`${sizes.seen} entries`));
  });
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .sort();
}

function copyFile({ fresh }: Prepared, path: string): string {
  const copy = fresh(path.replace(/^.*\/\d+-/, ''));
  writeFileSync(copy, readFileSync(path));
  return copy;
}

/** Bytes that say nothing: how gzip packed it, and white space between the members of JSON. */
function saysTheSame(path: string, kept: Uint8Array, changed: Uint8Array): boolean {
  if (/\.(gz|certificate)$/.test(path)) return gunzipSync(kept).equals(gunzipSync(changed));
  if (!/json$/.test(path)) return false;
  const lines = (bytes: Uint8Array) =>
    Buffer.from(bytes)
      .toString()
      .split('\n')
      .map((line) => (line === '' ? null : JSON.parse(line)));
  return isDeepStrictEqual(lines(kept), lines(changed));
}

/** The log of a folder with other entries, sealed by the log's own key. */
function forge(ground: Prepared, folder: string, change: (entries: Entry[]) => Entry[]): string {
  const forged = copyFolder(folder, ground.fresh('forged'));
  const read = (path: string) => readFileSync(join(forged, path));
  const size = Number(utf8Text(read('checkpoint')).split('\n')[1]);
  const tiles = [...tilesOf('entries', size)];
  const bundles = tiles.map((tile) => parseBundle(read(tilePath(tile)), tile.width));
  const entries = change(bundles.flat().map((bytes) => parseEntry(utf8Text(bytes)))).map(entryJson);
  const tree = new Frontier(nativeSha256);
  for (const tile of tiles) {
    const own = entries.slice(tile.index * 256, tile.index * 256 + tile.width);
    const leaves = own.map((entry) => leafHash(entry, nativeSha256));
    for (const leaf of leaves) tree.append(leaf);
    writeFileSync(join(forged, tilePath(tile)), formatBundle(own.map(utf8Bytes)));
    writeFileSync(join(forged, tilePath({ ...tile, level: 0 })), formatTile(leaves));
  }
  const { origin } = ground.company;
  const above = tree.takeTiles().map(({ hash }) => hash);
  for (const tile of tilesOf(1, size)) writeFileSync(join(forged, tilePath(tile)), formatTile(above));
  const text = formatCheckpoint({ origin, size, root: tree.root() });
  const signer = logSigner(makeSecrets(SEED), ground.company);
  writeFileSync(join(forged, 'checkpoint'), signNote(text, [signer]));
  return forged;
}

/** A certificate of the second day's events, made with the key of the log by somebody who wants one of them not to be in it. */
async function hideEvents(
  t: { test(name: string, run: () => Promise<void>): Promise<void> },
  ground: Prepared,
  { store, secrets }: HandedOut,
): Promise<void> {
  const { company, fresh, period, sizes } = ground;
  const signed = (await store.checkpoints.latest(company.company)) ?? assert.fail();
  const entries = await store.finder.entries(company.company, 0, signed.size);
  const read = (level: number, start: number, count: number) =>
    store.events.hashes(company.company, level, start, count);
  const iso = (time: number) => new Date(time).toISOString();
  const from = entries.findIndex(({ recordedAt }) => Date.parse(recordedAt) >= period.from - 300_000);
  async function certificate(first: number, change: (entry: Entry, seq: number) => Entry | null) {
    const head = await certificateHead(
      {
        company: company.uuid,
        origin: company.origin,
        period: { from: iso(period.from), to: iso(period.to) },
        filter: {},
        opening: null,
        first,
        before: entries[first - 1] ?? null,
        size: signed.size,
        checkpoint: signed.note,
        vkey: logSigner(secrets, company).vkey,
      },
      read,
      nativeSha256,
    );
    async function* pages() {
      yield entries.slice(first).flatMap((entry, i) => change(entry, first + i) ?? []);
    }
    const lines: string[] = [];
    for await (const line of certificateLines(head, pages(), nativeSha256)) lines.push(line);
    return lines;
  }
  const write = (lines: string[]) => {
    const file = fresh('forged.certificate');
    writeFileSync(file, gzipSync(lines.join('')));
    return file;
  };
  const hidden = sizes.older + 3;
  await t.test('nothing hidden', async () => {
    const file = write(await certificate(from, (entry) => entry));
    const said = await verify(file, ...withKey(ground));
    holds(said);
    assert.match(said.text, /12 matching events/);
  });
  await t.test('left out', async () => {
    const file = write(await certificate(from, (entry, seq) => (seq === hidden ? null : entry)));
    found(
      await verify(file, ...withKey(ground)),
      /1 of the entries up to 295 are not in the file \(entries\)/,
    );
  });
  await t.test('given another time', async () => {
    const createdAt = '2020-01-01T00:00:00.000Z';
    const file = write(
      await certificate(from, (entry, seq) => (seq === hidden ? { ...entry, createdAt } : entry)),
    );
    found(
      await verify(file, ...withKey(ground)),
      /the entries do not make the tree of the checkpoint \(tree\)/,
    );
  });
  await t.test('said to lie before the period', async () => {
    const file = write(await certificate(hidden + 1, (entry) => entry));
    found(
      await verify(file, ...withKey(ground)),
      /event [0-9a-f-]{36} before the first may be followed by more of the period \(boundary\)/,
    );
  });
  await t.test('not counted', async () => {
    const lines = await certificate(from, (entry) => entry);
    const foot = lines.at(-1) ?? '';
    const counted = foot.replace('"matching":12', '"matching":11');
    assert.notEqual(counted, foot);
    found(
      await verify(write(lines.with(-1, counted)), ...withKey(ground)),
      /the foot says 11 matching events and \d+ others, the entries are 12 and \d+ \(counts\)/,
    );
  });
}
