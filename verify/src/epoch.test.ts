/** Epochs: what a log says of itself when it goes on under another name, and what an audit makes of it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { COMPANY, fixedBytes, ORIGIN, signer, smallEvent } from '../scripts/sample.ts';
import { refuses } from '../test/refuses.ts';
import { type AuditState, auditLog } from './audit.ts';
import type { AuditReason } from './audit-failed.ts';
import { canonicalJson } from './canonical.ts';
import { formatCheckpoint } from './checkpoint.ts';
import { digestOf } from './digest.ts';
import { entryJson } from './entry.ts';
import { EPOCH_TYPE, type EpochLine, type EpochStatement, formatEpochs, parseEpochs } from './epoch.ts';
import { toBase64, toHex, utf8Bytes } from './hash.ts';
import { leafHash } from './merkle.ts';
import { ed25519Signer, signNote } from './note.ts';
import { formatBundle, formatTile, type Tile, tilePath, tilesOf } from './tiles.ts';
import { Frontier } from './tree.ts';

const SECOND = ed25519Signer(`affidavit.log/${'b'.repeat(26)}`, fixedBytes('second', 32));
const THIRD = ed25519Signer(`affidavit.log/${'c'.repeat(26)}`, fixedBytes('third', 32));
const salt = fixedBytes('epoch', 16);
const { entry } = smallEvent();

/** Entry `n`; those of another history have another type. */
function entryBytes(n: number, type = 'COMPANY_DATA_UPDATED', metadata = entry.parts.metadata): Uint8Array {
  const id = `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
  const recordedAt = new Date(Date.UTC(2026, 0, 1) + n).toISOString();
  const parts = { ...entry.parts, metadata };
  return utf8Bytes(entryJson({ ...entry, company: COMPANY, id, type, recordedAt, parts }));
}
const entriesUpTo = (size: number, type?: string) =>
  Array.from({ length: size }, (_, n) => entryBytes(n, type));

function noteOf(by: typeof signer, entries: readonly Uint8Array[]): string {
  const tree = new Frontier();
  for (const bytes of entries) tree.append(leafHash(bytes));
  return signNote(formatCheckpoint({ origin: by.name, size: entries.length, root: tree.root() }), [by]);
}

/** The epoch that goes on with `kept` entries after `signed` ones were signed, and its first entry. */
function epochAfter(
  by: typeof signer,
  signed: readonly Uint8Array[],
  kept: number,
  next: typeof signer,
): { line: EpochLine; first: Uint8Array } {
  const tree = new Frontier();
  for (const bytes of signed) tree.append(leafHash(bytes));
  const epoch: EpochStatement = {
    v: 1,
    cause: 'restored',
    origin: next.name,
    size: kept,
    previous: {
      origin: by.name,
      size: signed.length,
      root: toBase64(tree.root()),
      checkpoint: noteOf(by, signed),
    },
  };
  const metadata = canonicalJson({ dto: { reason: 'The disk failed.' }, epoch: { ...epoch } });
  const line = { seq: kept, salt: toHex(salt), metadata };
  return { line, first: entryBytes(kept, EPOCH_TYPE, digestOf('metadata', salt, metadata)) };
}

type Files = Map<string, Uint8Array>;

function publish(by: typeof signer, entries: readonly Uint8Array[], lines: readonly EpochLine[]): Files {
  const files: Files = new Map([['epochs', utf8Bytes(formatEpochs(lines))]]);
  const levels: Uint8Array[][] = [[]];
  const edge = new Frontier();
  for (const bytes of entries) {
    levels[0]?.push(leafHash(bytes));
    edge.append(leafHash(bytes));
    for (const { level, hash } of edge.takeTiles()) {
      levels[level] ??= [];
      levels[level]?.push(hash);
    }
  }
  const within = ({ index, width }: Tile) => [index * 256, index * 256 + width] as const;
  for (const tile of tilesOf('entries', entries.length))
    files.set(tilePath(tile), formatBundle(entries.slice(...within(tile))));
  for (const [level, hashes] of levels.entries())
    for (const tile of tilesOf(level, entries.length))
      files.set(tilePath(tile), formatTile(hashes.slice(...within(tile))));
  return files.set('checkpoint', utf8Bytes(noteOf(by, entries)));
}

function audit(
  files: Files,
  before: AuditState | null,
  vkeys: readonly string[],
  acceptEpoch: string | null = null,
) {
  return auditLog(async (path) => files.get(path) ?? null, before, { vkeys, acceptEpoch });
}

async function seenOf(by: typeof signer, entries: readonly Uint8Array[]): Promise<AuditState> {
  const { state } = await audit(publish(by, entries, []), null, [by.vkey]);
  return state ?? assert.fail();
}

/** `seen` of `signed` entries were audited; the log was restored with `kept` of them and grew by `more`. */
async function crossing(seen: number, signed: number, kept: number, more: number) {
  const old = entriesUpTo(signed);
  const { line, first } = epochAfter(signer, old, kept, SECOND);
  const after = Array.from({ length: more }, (_, n) => entryBytes(kept + 1 + n, 'POLICY_DOWNLOADED'));
  const files = publish(SECOND, [...old.slice(0, kept), first, ...after], [line]);
  return { files, before: await seenOf(signer, old.slice(0, seen)), line };
}

const KEYS = [signer.vkey, SECOND.vkey];

async function fails(run: ReturnType<typeof audit>, reason: AuditReason, message: RegExp) {
  const { outcome, failure, state } = await run;
  assert.equal(outcome, 'failed');
  assert.match(failure?.message ?? '', message);
  assert.equal(failure?.reason, reason);
  assert.equal(state, null);
}

test('a new epoch is told, and accepted by name: what is gone is counted, the rest is compared', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 600 }),
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 0, max: 600 }),
      fc.integer({ min: 0, max: 5 }),
      async (seen, unseen, keptAtMost, more) => {
        const kept = Math.min(keptAtMost, seen + unseen);
        const { files, before } = await crossing(seen, seen + unseen, kept, more);
        await fails(
          audit(files, before, KEYS),
          'epoch',
          /goes on as a new epoch, affidavit\.log\/b+, because/,
        );
        const report = await audit(files, before, KEYS, SECOND.name);
        assert.equal(report.outcome, 'verified', report.failure?.message ?? '');
        const { epoch, state } = report;
        assert.equal(epoch?.previous, ORIGIN);
        assert.deepEqual(epoch?.causes, ['restored']);
        assert.equal(epoch?.lost, Math.max(0, seen - kept));
        const proven = epoch?.proven ?? -1;
        assert.ok(kept >= seen ? proven === seen : proven <= kept);
        // What is kept is the state of the new epoch, as of a first audit of it.
        const { state: fresh } = await audit(files, null, KEYS);
        assert.deepEqual(state && { ...state, earlier: [] }, fresh);
        assert.equal((await audit(files, state, KEYS)).epoch, null);
      },
    ),
    { numRuns: 25 },
  );
});

test('the sentence says why, and how much is gone', async () => {
  const some = await crossing(280, 295, 268, 1);
  await fails(
    audit(some.files, some.before, [signer.vkey]),
    'epoch',
    /because its store was restored from a backup; it says that 12 of the 280 entries that were seen are gone\. If the company/,
  );
  const none = await crossing(5, 9, 7, 0);
  await fails(
    audit(none.files, none.before, KEYS),
    'epoch',
    /it says that all 5 entries that were seen are still there/,
  );
  await fails(audit(none.files, none.before, KEYS, THIRD.name), 'epoch', /goes on as a new epoch/);
  await fails(
    audit(none.files, none.before, [signer.vkey], SECOND.name),
    'badSignature',
    /an epoch is accepted with its key: pin the key of affidavit\.log\/b+/,
  );
});

test('under the cover of an epoch nothing that was seen can be changed or denied', async () => {
  const old = entriesUpTo(280);
  const before = await seenOf(signer, old);
  const accepted = (files: Files) => audit(files, before, KEYS, SECOND.name);
  const forged = entriesUpTo(280);
  forged[10] = entryBytes(10, 'POLICY_DOWNLOADED');
  for (const kept of [268, 280]) {
    const { line, first } = epochAfter(signer, old, kept, SECOND);
    const files = publish(SECOND, [...forged.slice(0, kept), first], [line]);
    await fails(
      accepted(files),
      'rewritten',
      /its first (256|280) entries are not those that were seen before/,
    );
  }
  const { line, first } = epochAfter(signer, old.slice(0, 270), 268, SECOND);
  await fails(
    accepted(publish(SECOND, [...old.slice(0, 268), first], [line])),
    'rewritten',
    /says that 270 entries were signed before it, and 280 were seen: it denies what came between/,
  );
  const other = epochAfter(signer, forged, 268, SECOND);
  await fails(
    accepted(publish(SECOND, [...old.slice(0, 268), other.first], [other.line])),
    'forked',
    /two different histories of 280 entries were signed/,
  );
  const impostor = ed25519Signer(signer.name, fixedBytes('impostor', 32));
  const unsigned = epochAfter(impostor, old, 268, SECOND);
  await fails(
    accepted(publish(SECOND, [...old.slice(0, 268), unsigned.first], [unsigned.line])),
    'badSignature',
    /no pinned key signed the checkpoint that the epoch names/,
  );
  // An epoch whose first event is not in the log.
  const absent = epochAfter(signer, old, 280, SECOND);
  await fails(
    accepted(publish(SECOND, old, [absent.line])),
    'entry',
    /the log holds 280 entries, and number 280 should open its epoch/,
  );
  const good = epochAfter(signer, old, 268, SECOND);
  for (const wrong of [entryBytes(268, EPOCH_TYPE), entryBytes(268)])
    await fails(
      accepted(publish(SECOND, [...old.slice(0, 268), wrong], [good.line])),
      'entry',
      /entry 268 \(event .*\) does not open the epoch that the log says it does/,
    );
});

test('the trees of earlier audits prove what the last one cannot', async () => {
  const old = entriesUpTo(512);
  let before: AuditState | null = null;
  for (const size of [3, 500, 500, 507, 512])
    before = (await audit(publish(signer, old.slice(0, size), []), before, KEYS)).state;
  assert.deepEqual(
    before?.earlier.map(({ size }) => size),
    [3, 500, 507],
  );
  // Of 512 entries, one subtree is kept: alone, it compares nothing when the last entry is gone.
  const { line, first } = epochAfter(signer, old, 506, SECOND);
  const files = publish(SECOND, [...old.slice(0, 506), first], [line]);
  const report = await audit(files, before, KEYS, SECOND.name);
  assert.deepEqual(report.epoch, { previous: ORIGIN, causes: ['restored'], lost: 6, proven: 500 });
  assert.deepEqual(
    report.state?.earlier.map(({ size }) => size),
    [3, 500],
  );
  const forged = [...old.slice(0, 499), entryBytes(499, 'POLICY_DOWNLOADED'), ...old.slice(500, 506), first];
  await fails(
    audit(publish(SECOND, forged, [line]), before, KEYS, SECOND.name),
    'rewritten',
    /its first 500 entries are not those that were seen before/,
  );
});

test('several epochs since the last audit, each naming the one before', async () => {
  const old = entriesUpTo(20);
  const second = epochAfter(signer, old, 18, SECOND);
  const middle = [...old.slice(0, 18), second.first, entryBytes(19, 'POLICY_DOWNLOADED')];
  const third = epochAfter(SECOND, middle, 19, THIRD);
  const files = publish(THIRD, [...middle.slice(0, 19), third.first], [second.line, third.line]);
  const keys = [...KEYS, THIRD.vkey];
  const [first, later] = [await seenOf(signer, old), await seenOf(SECOND, middle)];
  const report = await audit(files, first, keys, THIRD.name);
  assert.deepEqual(report.epoch, { previous: ORIGIN, causes: ['restored', 'restored'], lost: 2, proven: 16 });
  assert.equal(report.outcome, 'verified', report.failure?.message ?? '');
  const since = await audit(files, later, keys, THIRD.name);
  assert.deepEqual(since.epoch, { previous: SECOND.name, causes: ['restored'], lost: 1, proven: 16 });
  // An epoch under which nothing was signed is passed over: the one after it names what was signed last.
  const over = epochAfter(signer, old, 19, THIRD);
  const passed = await audit(
    publish(THIRD, [...middle.slice(0, 19), over.first], [second.line, over.line]),
    first,
    keys,
    THIRD.name,
  );
  assert.deepEqual(passed.epoch?.causes, ['restored']);
  // A chain with a gap, or without an end here, leads nowhere: that is another log; and so is a log without a past.
  const { epoch } = JSON.parse(third.line.metadata);
  const past = canonicalJson({ epoch: { ...epoch, previous: null } });
  const without = { ...third.line, metadata: past };
  assert.equal(parseEpochs(formatEpochs([without]))[0]?.statement.previous, null);
  const loop = { ...without, metadata: canonicalJson({ epoch: { ...epoch, origin: SECOND.name } }) };
  for (const lines of [[third.line], [second.line], [], [second.line, without], [loop, third.line]])
    await fails(
      audit(publish(THIRD, [...middle.slice(0, 19), third.first], lines), first, keys, THIRD.name),
      'otherLog',
      /^this is another log: it calls itself affidavit\.log\/c+, the one that was seen before is/,
    );
});

test('epochs that are malformed or contradict themselves are refused', async () => {
  const { line } = epochAfter(signer, entriesUpTo(3), 2, SECOND);
  const [read] = parseEpochs(formatEpochs([line]));
  assert.equal(read?.digest, digestOf('metadata', salt, line.metadata));
  assert.deepEqual(parseEpochs(''), []);
  const changed = (change: (metadata: string) => string) =>
    formatEpochs([{ ...line, metadata: change(line.metadata) }]);
  const bad = [
    formatEpochs([line]).slice(0, -1),
    '\n',
    '{}\n',
    `${JSON.stringify({ ...line, more: 1 })}\n`,
    formatEpochs([{ ...line, seq: 3 }]),
    formatEpochs([{ ...line, salt: 'zz' }]),
    formatEpochs([{ ...line, salt: '00' }]),
    changed(() => '[]'),
    changed(() => '{}'),
    changed((json) => json.replace('"v":1', '"v":2')),
    changed((json) => json.replace('restored', 'improved')),
    changed((json) => json.replace(SECOND.name, 'elsewhere')),
    changed((json) => json.replace('"size":3', '"size":4')),
    changed((json) => json.replace(/"root":"./, '"root":"_')),
    changed((json) => json.replace(`"origin":"${ORIGIN}"`, `"origin":"${THIRD.name}"`)),
    changed((json) => json.replace('"cause"', ' "cause"')),
  ];
  for (const file of bad) refuses(() => parseEpochs(file), file.slice(0, 300));
  const { files, before } = await crossing(3, 3, 2, 0);
  files.set('epochs', utf8Bytes('{}\n'));
  await fails(audit(files, before, KEYS), 'malformed', /a line of epochs/);
});
