/** Following a log: growth holds, and everything that an insider or a server can do to it is told apart. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { COMPANY, fixedBytes, ORIGIN, signer, smallEvent } from '../scripts/sample.ts';
import { type AuditState, auditLog } from './audit.ts';
import type { AuditReason } from './audit-failed.ts';
import { formatCheckpoint } from './checkpoint.ts';
import { cosigner } from './cosignature.ts';
import { entryJson } from './entry.ts';
import { utf8Bytes } from './hash.ts';
import { leafHash } from './merkle.ts';
import { ed25519Signer, signNote } from './note.ts';
import { parsePolicy } from './policy.ts';
import { formatBundle, formatTile, type Tile, tilePath, tilesOf } from './tiles.ts';
import { Frontier } from './tree.ts';

type Files = Map<string, Uint8Array>;

const { entry } = smallEvent();
/** Entry `n` of a history; those of another begin to differ where it was rewritten. */
function entryBytes(n: number, history = 0, company = COMPANY): Uint8Array {
  const tail = String(n).padStart(12, '0');
  const id = `0000000${history}-0000-7000-8000-${tail}`;
  const recordedAt = new Date(Date.UTC(2026, 0, 1) + n).toISOString();
  return utf8Bytes(entryJson({ ...entry, id, company, recordedAt }));
}
const entriesUpTo = (size: number, from = Number.POSITIVE_INFINITY) =>
  Array.from({ length: size }, (_, n) => entryBytes(n, n < from ? 0 : 1));

/** Every file of the log, with a partial tile of every level at its end. */
function publish(entries: readonly Uint8Array[], by = [signer]): Files {
  const files: Files = new Map();
  const edge = new Frontier();
  const levels: Uint8Array[][] = [[]];
  for (const bytes of entries) {
    const leaf = leafHash(bytes);
    levels[0]?.push(leaf);
    edge.append(leaf);
    for (const { level, hash } of edge.takeTiles()) {
      levels[level] ??= [];
      levels[level]?.push(hash);
    }
  }
  const put = (tile: Tile, bytes: Uint8Array) => files.set(tilePath(tile), bytes);
  const within = ({ index, width }: Tile) => [index * 256, index * 256 + width] as const;
  for (const tile of tilesOf('entries', entries.length))
    put(tile, formatBundle(entries.slice(...within(tile))));
  for (const [level, hashes] of levels.entries())
    for (const tile of tilesOf(level, entries.length)) put(tile, formatTile(hashes.slice(...within(tile))));
  const text = formatCheckpoint({ origin: ORIGIN, size: entries.length, root: edge.root() });
  files.set('checkpoint', utf8Bytes(signNote(text, by)));
  return files;
}

const readOf = (files: Files) => async (path: string) => files.get(path) ?? null;
const audit = (files: Files, before: AuditState | null = null, vkeys = [signer.vkey]) =>
  auditLog(readOf(files), before, { vkeys });

async function stateAt(size: number): Promise<AuditState> {
  const { state, failure } = await audit(publish(entriesUpTo(size)));
  assert.ok(state !== null, failure?.message ?? '');
  return state;
}

async function fails(reason: AuditReason, message: RegExp, files: Files, before: AuditState | null) {
  const report = await audit(files, before);
  assert.equal(report.outcome, 'failed');
  assert.equal(report.failure?.reason, reason, report.failure?.message ?? '');
  assert.match(report.failure?.message ?? '', message);
  assert.equal(report.state, null);
  return report;
}

test('a log that only grows holds at every step, and only what is new is counted', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 4 }),
      async (sizes) => {
        let before: AuditState | null = null;
        let seen = 0;
        for (const size of sizes.toSorted((a, b) => a - b)) {
          const report = await audit(publish(entriesUpTo(size)), before);
          assert.equal(report.outcome, 'verified', report.failure?.message ?? '');
          assert.equal(report.entries, size - seen);
          assert.equal(report.sizeBefore, before === null ? null : seen);
          before = report.state;
          seen = size;
        }
        const all = await audit(publish(entriesUpTo(seen)));
        assert.deepEqual(before && { ...before, earlier: [] }, all.state);
      },
    ),
    { numRuns: 10 },
  );
});

test('without a pinned key it is consistent only; with a wrong one it fails', async () => {
  const files = publish(entriesUpTo(3));
  assert.equal((await audit(files, null, [])).outcome, 'consistent');
  const other = ed25519Signer(ORIGIN, fixedBytes('other', 32));
  for (const vkeys of [[other.vkey], [ed25519Signer('elsewhere', fixedBytes('x', 32)).vkey]]) {
    const { failure, state } = await audit(files, null, vkeys);
    assert.equal(failure?.reason, 'badSignature');
    assert.equal(state, null);
  }
  // Both the old and the new key are pinned while a key is replaced.
  assert.equal((await audit(files, null, [other.vkey, signer.vkey])).outcome, 'verified');
});

test('a log that was cut, forked or rewritten says so, also when it is signed with its own key', async () => {
  const before = await stateAt(600);
  await fails('cut', /shows 599 entries, and 600/, publish(entriesUpTo(599)), before);
  await fails('cut', /shows 0 entries/, publish([]), before);
  await fails('forked', /two different histories of 600/, publish(entriesUpTo(600, 599)), before);
  for (const from of [0, 100, 255, 256, 599]) {
    const report = await fails('rewritten', /its first 600 entries/, publish(entriesUpTo(800, from)), before);
    assert.equal(report.log?.size, 800);
  }
  // An entry left out of the middle, everything after it moved up.
  const shifted = entriesUpTo(900).toSpliced(300, 1);
  await fails('rewritten', /first 600/, publish(shifted), before);
  const [one, two] = shifted.slice(10, 12);
  assert.ok(one && two);
  await fails('rewritten', /first 600/, publish(entriesUpTo(900).toSpliced(10, 2, two, one)), before);
});

test('another log in its place is no continuation', async () => {
  const before = await stateAt(3);
  const origin = ORIGIN.replace(/.$/, 'a');
  const other = ed25519Signer(origin, fixedBytes('other log', 32));
  const text = formatCheckpoint({ origin, size: 3, root: new Uint8Array(32) });
  const files: Files = new Map([['checkpoint', utf8Bytes(signNote(text, [other]))]]);
  const report = await auditLog(readOf(files), before, { vkeys: [other.vkey] });
  assert.equal(report.failure?.reason, 'otherLog');
  const foreign = formatCheckpoint({ origin: 'log.example', size: 0, root: new Uint8Array(32) });
  const strange: Files = new Map([['checkpoint', utf8Bytes(signNote(foreign, [other]))]]);
  assert.equal((await audit(strange)).failure?.reason, 'otherLog');
});

test('one byte of any file changed, or a file missing, is noticed', async () => {
  const before = await stateAt(300);
  const whole = publish(entriesUpTo(800));
  const used = new Set<string>();
  const spying = async (path: string) => {
    used.add(path);
    return whole.get(path) ?? null;
  };
  assert.equal((await auditLog(spying, before, { vkeys: [signer.vkey] })).outcome, 'verified');
  // Of the bundle and the tile that the last audit ended in, what is new begins in the middle.
  const isOld = (path: string, at: number) =>
    (path === 'tile/entries/001' && at < 40 * 300) || (path === 'tile/0/001' && at < 44 * 32);
  for (const path of used) {
    const bytes = whole.get(path);
    assert.ok(bytes);
    for (const at of [0, Math.floor(bytes.length / 2), bytes.length - 1]) {
      const changed = new Map(whole).set(path, bytes.with(at, (bytes[at] ?? 0) ^ 1));
      const { outcome } = await audit(changed, before);
      if (!isOld(path, at)) assert.equal(outcome, 'failed', `${path} at ${at}`);
    }
    const missing = new Map(whole);
    missing.delete(path);
    await fails('missing', /shows no checkpoint|does not give/, missing, before);
    const short = new Map(whole).set(path, bytes.slice(0, -1));
    assert.equal((await audit(short, before)).outcome, 'failed', path);
  }
});

test('entries must be entries of one company in the order of recording', async () => {
  const of = (...entries: Uint8Array[]) => publish(entries);
  await fails('entry', /entry 1 is malformed/, of(entryBytes(0), utf8Bytes('{}')), null);
  await fails('entry', /entry 1 is malformed/, of(entryBytes(0), Uint8Array.of(0xff)), null);
  await fails(
    'entry',
    /entry 1 .*another company/,
    of(entryBytes(0), entryBytes(1, 0, COMPANY.replace('3', '4'))),
    null,
  );
  await fails('entry', /entry 1 .*recorded before/, of(entryBytes(5), entryBytes(4)), null);
  const ahead = (ms: number) => {
    const createdAt = new Date(Date.UTC(2026, 0, 1) + 1 + ms).toISOString();
    return of(
      entryBytes(0),
      utf8Bytes(entryJson({ ...entry, createdAt, recordedAt: '2026-01-01T00:00:00.001Z' })),
    );
  };
  await fails('entry', /entry 1 .*created more than 5 minutes after/, ahead(300_001), null);
  assert.equal((await audit(ahead(300_000))).failure, null);
  // Also against what the last audit saw.
  const before = await stateAt(1);
  const late = { ...before, recordedAt: '2030-01-01T00:00:00.000Z' };
  await fails('entry', /entry 1 .*recorded before/, of(entryBytes(0), entryBytes(1)), late);
  await fails('entry', /another company/, of(entryBytes(0), entryBytes(1)), {
    ...before,
    company: COMPANY.replace('3', '4'),
  });
});

test('an entry and its tile that were changed together do not make the signed root', async () => {
  const files = publish(entriesUpTo(5));
  const forged = publish(entriesUpTo(5, 2)).set('checkpoint', files.get('checkpoint') ?? new Uint8Array(0));
  await fails('tree', /do not make the root/, forged, null);
  await fails('tree', /do not make the root/, forged, await stateAt(1));
});

test('a partial tile that has given way to the full one is read from there', async () => {
  const files = publish(entriesUpTo(300));
  const grown = publish(entriesUpTo(512));
  const isFull = (path: string) => path.includes('.p/') && grown.has(path.replace(/\.p\/.*/, ''));
  for (const path of [...files.keys()].filter(isFull)) files.delete(path);
  assert.ok(!files.has('tile/entries/001.p/44'));
  for (const [path, bytes] of grown) if (path !== 'checkpoint' && !files.has(path)) files.set(path, bytes);
  const { outcome, failure } = await audit(files);
  assert.equal(outcome, 'verified', failure?.message ?? '');
});

test('a policy that is not met fails, and who cosigned is told', async () => {
  const [w1, w2] = [
    cosigner('w.example/1', fixedBytes('1', 32)),
    cosigner('w.example/2', fixedBytes('2', 32)),
  ];
  const policy = parsePolicy(
    `log ${signer.vkey}\nwitness A ${w1.vkey}\nwitness B ${w2.vkey}\ngroup both all A B\nquorum both\n`,
  );
  const files = publish(entriesUpTo(2));
  const note = new TextDecoder().decode(files.get('checkpoint'));
  const [text = ''] = note.split('\n\n');
  const show = (lines: string) => new Map(files).set('checkpoint', utf8Bytes(note + lines));
  const [one, two] = [w1.cosign(`${text}\n`, 1_770_000_000), w2.cosign(`${text}\n`, 1_770_000_000)];
  const run = (lines: string) => auditLog(readOf(show(lines)), null, { vkeys: [], policy });
  assert.equal((await run(one + two)).outcome, 'verified');
  const report = await run(one);
  assert.equal(report.failure?.reason, 'policy');
  assert.deepEqual(
    report.witnesses?.map(({ time }) => time),
    ['2026-02-02T02:40:00.000Z', null],
  );
});

test('a state that was damaged is no state', async () => {
  const state = await stateAt(3);
  const files = publish(entriesUpTo(4));
  const [first = new Uint8Array(32), ...rest] = state.frontier;
  for (const frontier of [[first.with(0, (first[0] ?? 0) ^ 1), ...rest], rest])
    await assert.rejects(audit(files, { ...state, frontier }), { name: 'VerifyError' });
  await assert.rejects(audit(files, { ...state, checkpoint: 'nothing' }), { name: 'VerifyError' });
});
