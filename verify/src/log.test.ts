import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { COMPANY, ORIGIN, signer } from '../scripts/sample.ts';
import {
  ERASED,
  exportFiles,
  type Files,
  gzipLines,
  impostor,
  REDACTED,
  REMOVING,
  SAMPLE_LOG_SIZE,
  type SampleLog,
  sampleLog,
} from '../scripts/sample-log.ts';
import { toHex, utf8Bytes, utf8Text } from './hash.ts';
import { verifyLog } from './log.ts';
import type { LogCheck, LogOptions, LogReport } from './log-report.ts';
import { ed25519Signer, signNote } from './note.ts';
import { formatBundle, parseBundle } from './tiles.ts';

const whole = exportFiles(sampleLog());
const pinned = { vkeys: [signer.vkey], whole: true };
const ALL: LogCheck[] = ['checkpoint', 'signature', 'key', 'entries', 'tree', 'removals', 'documents'];

const verify = (files: Files, options: LogOptions = pinned): Promise<LogReport> =>
  verifyLog(async (path) => files.get(path) ?? null, options);

async function assertFails(files: Files, check: LogCheck, message: RegExp, options: LogOptions = pinned) {
  const report = await verify(files, options);
  assert.equal(report.outcome, 'failed', String(message));
  assert.match(report.failure?.message ?? '', message);
  assert.equal(report.failure?.check, check);
  assert.ok(!report.passed.includes(check));
  return report.failure;
}

const changed = (change: (files: Files) => void, from = whole): Files => {
  const files = new Map(from);
  change(files);
  return files;
};
const made = (change: (log: SampleLog) => void, by = signer): Files => {
  const log = sampleLog();
  change(log);
  return exportFiles(log, by);
};
const linesIn = (files: Files, path: string) =>
  gunzipSync(files.get(path) ?? new Uint8Array())
    .toString()
    .split('\n')
    .slice(0, -1);
const checkpointOf = (files: Files) => utf8Text(files.get('checkpoint') ?? new Uint8Array());

test('a whole export is verified under a pinned key', async () => {
  const report = await verify(whole);
  assert.equal(report.failure, null);
  assert.equal(report.outcome, 'verified');
  assert.deepEqual(report.passed, ALL);
  assert.equal(report.company, COMPANY);
  assert.equal(report.log?.origin, ORIGIN);
  assert.equal(report.log?.size, SAMPLE_LOG_SIZE);
  const { entries, tiles, erased, redacted, removalEvents } = report.counts;
  assert.deepEqual([entries, tiles, erased, redacted, removalEvents], [SAMPLE_LOG_SIZE, 3, 3, 1, 1]);
});

test('without a pinned key it is only consistent; a log without documents is less, and says so by its checks', async () => {
  const report = await verify(whole, { whole: true });
  assert.equal(report.outcome, 'consistent');
  assert.deepEqual(
    report.passed,
    ALL.filter((check) => check !== 'key'),
  );
  const bare = changed((files) => {
    for (const path of files.keys()) if (!/^(tile|checkpoint)/.test(path)) files.delete(path);
  });
  const log = await verify(bare, {});
  assert.deepEqual([log.outcome, log.passed], ['consistent', ['checkpoint', 'entries', 'tree']]);
});

test('the progress ends with everything', async () => {
  const told: [number, number][] = [];
  await verify(whole, { ...pinned, onProgress: (done, total) => told.push([done, total]) });
  assert.deepEqual(told, [
    [256, 600],
    [300, 600],
    [556, 600],
    [600, 600],
  ]);
});

test('a file that is missing or cut short fails, whichever it is', async () => {
  for (const path of whole.keys()) {
    const missing = await verify(changed((files) => files.delete(path)));
    assert.equal(missing.outcome, 'failed', path);
    const cut = changed((files) => files.set(path, whole.get(path)?.slice(0, -1) ?? new Uint8Array()));
    assert.equal((await verify(cut)).outcome, 'failed', path);
    const longer = changed((files) => files.set(path, Uint8Array.from([...(whole.get(path) ?? []), 0x20])));
    assert.equal((await verify(longer)).outcome, 'failed', path);
  }
});

test('one bit changed anywhere in what was sealed or signed fails', async () => {
  const plain = [...whole.keys()];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...plain),
      fc.nat(),
      fc.integer({ min: 0, max: 7 }),
      async (path, at, bit) => {
        const packed = path.endsWith('.gz');
        const bytes = packed
          ? utf8Bytes(linesIn(whole, path).join('\n'))
          : Uint8Array.from(whole.get(path) ?? []);
        bytes[at % bytes.length]! ^= 1 << bit;
        const files = changed((all) =>
          all.set(path, packed ? gzipLines([Buffer.from(bytes).toString('latin1')]) : bytes),
        );
        assert.equal((await verify(files)).outcome, 'failed', `${path} ${at % bytes.length} ${bit}`);
      },
    ),
    { numRuns: 60 },
  );
});

test('a changed entry is named by its event', async () => {
  const path = 'tile/entries/000';
  const entries = parseBundle(whole.get(path) ?? new Uint8Array(), 256);
  const other = utf8Bytes(
    utf8Text(entries[7] ?? new Uint8Array()).replace('COMPANY_CREATED', 'COMPANY_REMOVED'),
  );
  const failure = await assertFails(
    changed((files) => files.set(path, formatBundle(entries.with(7, other)))),
    'entries',
    /does not hash to its place in tile\/0\/000/,
  );
  assert.deepEqual(failure?.event, { seq: 7, id: '00000000-0000-7000-8000-000000000007' });
  const broken = await assertFails(
    changed((files) => files.set(path, formatBundle(entries.with(9, utf8Bytes('{}'))))),
    'entries',
    /the entry cannot be read/,
  );
  assert.deepEqual(broken?.event, { seq: 9, id: null });
});

test('an entry that was changed together with its tile is found by the tiles above, or by the root', async () => {
  const forged = made(({ events }) => {
    events[8]!.entry = { ...events[8]!.entry, source: 'API' };
  });
  const level0 = changed((files) => {
    for (const path of ['tile/entries/000', 'tile/0/000'])
      files.set(path, forged.get(path) ?? new Uint8Array());
  });
  await assertFails(level0, 'entries', /tile\/1\/000.p\/1: hash 0 is not that of entries 0 to 255/);
  const above = changed(
    (files) => files.set('tile/1/000.p/1', forged.get('tile/1/000.p/1') ?? new Uint8Array()),
    level0,
  );
  await assertFails(above, 'tree', /the entries make the root .*, and the checkpoint signs/);
});

test('what an insider records anew is caught: other order, other company, other times', async () => {
  const swap = (log: SampleLog) => {
    const { events } = log;
    [events[3], events[4]] = [events[4]!, events[3]!];
  };
  await assertFails(made(swap), 'entries', /recorded before the one that it follows/);
  const foreign = ({ events }: SampleLog) => {
    events[4]!.entry = { ...events[4]!.entry, company: '00000000-0000-4000-8000-000000000000' };
  };
  await assertFails(made(foreign), 'entries', /of another company/);
  const ahead =
    (ms: number) =>
    ({ events }: SampleLog) => {
      const { entry } = events[4]!;
      entry.createdAt = new Date(Date.parse(entry.recordedAt) + ms).toISOString();
    };
  const fault = await assertFails(made(ahead(300_001)), 'entries', /created more than 5 minutes after/);
  assert.equal(fault?.event?.seq, 4);
  assert.equal((await verify(made(ahead(300_000)))).outcome, 'verified');
});

test('another key, another name, no checkpoint: each has its sentence', async () => {
  const byImpostor = exportFiles(sampleLog(), impostor);
  await assertFails(byImpostor, 'key', /no pinned key signed the checkpoint/);
  assert.equal((await verify(byImpostor, { whole: true })).outcome, 'consistent');
  const otherKeys = changed((files) => files.set('vkeys', utf8Bytes(`${impostor.vkey}\n`)));
  await assertFails(otherKeys, 'signature', /no signature by a given key/);
  const elsewhere = ed25519Signer('affidavit.log/elsewhereelsewhereelsewhe', new Uint8Array(32).fill(3));
  await assertFails(whole, 'key', /no pinned key is of affidavit\.log\/sample/, {
    ...pinned,
    vkeys: [elsewhere.vkey],
  });
  const named = exportFiles(sampleLog(), ed25519Signer('log.example.com', new Uint8Array(32).fill(4)));
  await assertFails(named, 'checkpoint', /"log\.example\.com" is no Affidavit log/);
  await assertFails(
    changed((files) => files.delete('checkpoint')),
    'checkpoint',
    /there is no checkpoint/,
  );
  await assertFails(
    changed((files) => files.delete('vkeys')),
    'signature',
    /vkeys is missing/,
  );
  await assertFails(
    changed((files) => files.set('vkeys', utf8Bytes('key\n'))),
    'signature',
    /key id/,
  );
});

test('a log that was cut or rewritten since the last checkpoint is not the one that the reader knew', async () => {
  const last = (log: SampleLog, by = signer) => ({ ...pinned, last: checkpointOf(exportFiles(log, by)) });
  const before = await verify(whole, last(sampleLog(200)));
  assert.equal(before.failure, null);
  assert.ok(before.passed.includes('last'));
  assert.ok((await verify(whole, last(sampleLog()))).passed.includes('last'));
  await assertFails(
    whole,
    'last',
    /has been cut: it holds 300 entries, and your last checkpoint spoke of 301/,
    last(sampleLog(301)),
  );
  const rewritten = sampleLog(200);
  rewritten.events[20]!.entry = { ...rewritten.events[20]!.entry, source: 'API' };
  await assertFails(whole, 'last', /history was rewritten: the first 200 entries/, last(rewritten));
  const elsewhere = ed25519Signer('affidavit.log/elsewhereelsewhereelsewhe', new Uint8Array(32).fill(3));
  await assertFails(whole, 'last', /of another log/, last(sampleLog(), elsewhere));
  await assertFails(whole, 'last', /no signature by a given key/, last(sampleLog(200), impostor));
  await assertFails(whole, 'last', /.*/, { ...pinned, last: 'nonsense' });
  const empty = signNote(`${ORIGIN}\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n`, [signer]);
  assert.ok((await verify(whole, { ...pinned, last: empty })).passed.includes('last'));
});

test('what is absent without a removal event is withheld, and named', async () => {
  const path = 'documents/000.ndjson.gz';
  const without = (files: Files, name: string, pattern: RegExp) => {
    const lines = linesIn(files, name);
    const kept = lines.filter((line) => !pattern.test(line));
    assert.ok(kept.length < lines.length, String(pattern));
    files.set(name, gzipLines(kept));
  };
  const failure = await assertFails(
    changed((files) => without(files, path, /Change 12\./)),
    'documents',
    /WITHHELD: no document opens its text, and no removal event says why$/,
  );
  await assertFails(
    changed((files) =>
      files.set(path, gzipLines(linesIn(files, path).map((line) => line.replace('Change 12.', 'Change.')))),
    ),
    'documents',
    /WITHHELD: no document opens its text, .* says why: the text that is given was not sealed$/,
  );
  assert.deepEqual(failure?.event, { seq: 12, id: '00000000-0000-7000-8000-000000000012' });
  await assertFails(
    changed((files) => without(files, path, /"kind":"workspace"/)),
    'documents',
    /connection\.workspaces\[0\]/,
  );
  // The redacted copy itself.
  const redacted = await assertFails(
    changed((files) => without(files, path, /\[erased\]/)),
    'documents',
    /WITHHELD/,
  );
  assert.equal(redacted?.event?.seq, REDACTED);
  // The event that says what was removed must say it.
  const removing = await assertFails(
    changed((files) => without(files, 'documents/001.p/44.ndjson.gz', /"kind":"metadata"/)),
    'removals',
    /WITHHELD: the metadata of this removal event/,
  );
  assert.equal(removing?.event?.seq, REMOVING);
  const unexplained = made((log) => {
    log.gone.add(log.events[20]!.entry.parts.text);
  });
  assert.equal((await assertFails(unexplained, 'documents', /WITHHELD/))?.event?.seq, 20);
});

test('removals are those that the event commits to, no more and no fewer', async () => {
  const path = `removals/${REMOVING}.ndjson.gz`;
  const lines = linesIn(whole, path);
  const set = (kept: string[]) => changed((files) => files.set(path, gzipLines(kept)));
  await assertFails(set(lines.slice(1)), 'removals', /is not what the removal event commits to/);
  await assertFails(set(lines.toReversed()), 'removals', /does not follow the one before it/);
  const more = lines[0]?.replace(/[0-9a-f]{64}/, '0'.repeat(64)) ?? '';
  await assertFails(set([more, ...lines]), 'removals', /is not what the removal event commits to/);
  await assertFails(set(lines.map((line) => ` ${line}`)), 'removals', /line 1 is no removal/);
  await assertFails(
    changed((files) => files.delete(path)),
    'removals',
    /is missing/,
  );
  const parts = made((log) => {
    const event = log.events[REMOVING]!;
    event.entry = { ...event.entry, type: 'RETENTION_APPLIED' };
  });
  await assertFails(parts, 'removals', /tell of another cause: erasure/);
});

test('what nothing names, and what is given twice, does not belong there', async () => {
  const path = 'documents/000.ndjson.gz';
  const lines = linesIn(whole, path);
  const set = (kept: string[]) => changed((files) => files.set(path, gzipLines(kept)));
  const salt = toHex(new Uint8Array(16));
  const stray = JSON.stringify({ kind: 'text', salt, bytes: '{"description":"Stray."}' });
  await assertFails(set([...lines, stray]), 'documents', /no entry beside it names/);
  await assertFails(set([...lines, lines[0] ?? '']), 'documents', /given twice/);
  const opening = JSON.stringify({ userId: 9, tagSalt: salt });
  await assertFails(set([...lines, opening]), 'documents', /no entry beside it names/);
  await assertFails(set([...lines, opening, opening]), 'documents', /an opening is given twice/);
  await assertFails(set([...lines, '{"kind":"other"}']), 'documents', /neither a document nor the opening/);
  await assertFails(
    set([...lines, JSON.stringify({ kind: 'text', salt, bytes: '{"a":1}' })]),
    'documents',
    /members of its kind/,
  );
  await assertFails(set([...lines, 'x']), 'documents', /line \d+: /);
});

test('an actor that nothing opens is withheld; an opening of another person is caught', async () => {
  const kept = sampleLog(100);
  const files = exportFiles(kept);
  assert.equal((await verify(files)).outcome, 'verified');
  const path = 'documents/000.p/100.ndjson.gz';
  const lines = linesIn(files, path);
  const without = lines.filter((line) => !line.includes('tagSalt'));
  const failure = await assertFails(
    changed((all) => all.set(path, gzipLines(without)), files),
    'documents',
    /WITHHELD: nothing opens its actor/,
  );
  assert.equal(failure?.event?.seq, 0);
  const other = made((log) => {
    log.events.length = 50;
    log.removals.clear();
    log.gone.clear();
    const [full] = sampleLog(10).events;
    log.events[0] = { ...full!, entry: { ...full!.entry, connectionId: 23 } };
  });
  await assertFails(other, 'documents', /the connection is not the one of the entry/);
  assert.ok(ERASED < 50);
});

test('a partial file may be gone once the full one is there', async () => {
  const longer = exportFiles(sampleLog(512));
  const files = changed((all) => {
    for (const [path, bytes] of longer) if (/^tile\/(entries|0)\/001$/.test(path)) all.set(path, bytes);
    all.delete('tile/entries/001.p/44');
    all.delete('tile/0/001.p/44');
  });
  assert.equal((await verify(files)).outcome, 'verified');
});

test('an empty log holds', async () => {
  const note = signNote(`${ORIGIN}\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n`, [signer]);
  const files: Files = new Map([['checkpoint', utf8Bytes(note)]]);
  assert.equal((await verify(files, { vkeys: [signer.vkey] })).outcome, 'verified');
});
