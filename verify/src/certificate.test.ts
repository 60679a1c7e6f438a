import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import {
  fixedDigest,
  plainEntry,
  type SampleLog,
  type SampleQuestion,
  sampleLines,
  sampleLog,
  tagSaltOfUser,
} from '../scripts/certificate-sample.ts';
import { signer } from '../scripts/sample.ts';
import { type CertificateOptions, type CertificateReport, verifyCertificate } from './certificate.ts';
import { actorTag } from './digest.ts';
import type { Entry } from './documents.ts';
import { fromHex } from './hash.ts';

const START = Date.parse('2026-01-01T00:00:00.000Z');
const MINUTE = 60_000;
const iso = (ms: number) => new Date(ms).toISOString();

/** What the certificate is about, told by looking at every entry. */
function bruteForce({ entries }: SampleLog, { period, filter, opening }: SampleQuestion): string[] {
  const among = (values: readonly unknown[] | undefined, value: unknown) => values?.includes(value) ?? true;
  return entries
    .filter(
      (entry) =>
        Date.parse(entry.createdAt) >= Date.parse(period.from) &&
        Date.parse(entry.createdAt) <= Date.parse(period.to) &&
        among(filter.type, entry.type) &&
        among(filter.category, entry.category) &&
        among(filter.source, entry.source) &&
        among(filter.status, entry.status) &&
        among(filter.workspaceId, entry.workspaceId) &&
        among(filter.testId, entry.testId) &&
        among(filter.connectionId, entry.connectionId) &&
        (opening === null || entry.actor === actorTag(opening.tagSalt, opening.userId)),
    )
    .map(({ id }) => id);
}

async function verifyLines(
  lines: readonly string[],
  options: CertificateOptions = {},
): Promise<{ report: CertificateReport; ids: string[] }> {
  return verifyFile(gzipSync(lines.join('')), options);
}

async function verifyFile(file: Uint8Array, options: CertificateOptions = {}) {
  const ids: string[] = [];
  const report = await verifyCertificate([file], { ...options, onMatch: ({ entry }) => ids.push(entry.id) });
  return { report, ids };
}

const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { freq: 2 });
const small = fc.integer({ min: -1, max: 2 });
const TYPES = ['A', 'B "quoted"', 'Ü €\u0001'];
const userId = fc.integer({ min: 1, max: 3 });

const draft = fc.record({
  step: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 4 * MINUTE })),
  ahead: fc.oneof(fc.constant(0), fc.integer({ min: -60 * MINUTE, max: 5 * MINUTE })),
  type: fc.constantFrom(...TYPES),
  category: fc.constantFrom('POLICY', 'COMPANY'),
  source: fc.constantFrom('APP', 'AUTOPILOT'),
  status: maybe(fc.constantFrom('PASSED', 'FAILED')),
  actor: maybe(userId),
  connectionId: maybe(small),
  workspaceId: maybe(small),
  testId: maybe(small),
  controlIds: fc.array(small, { maxLength: 3 }),
  imported: fc.boolean(),
});

const log: fc.Arbitrary<SampleLog> = fc.array(draft, { maxLength: 40 }).map((drafts) => {
  let recordedAt = START;
  const entries = drafts.map(({ step, ahead, actor, imported, ...header }, n): Entry => {
    recordedAt += step;
    return plainEntry(n, {
      ...header,
      createdAt: iso(recordedAt + ahead),
      recordedAt: iso(recordedAt),
      actor: actor === null ? null : actorTag(tagSaltOfUser(actor), actor),
      provenance: imported
        ? { system: 'old €', fetchedAt: iso(recordedAt), sourceDigest: fixedDigest(`source ${n}`) }
        : null,
    });
  });
  return sampleLog(entries);
});

const some = <T>(values: fc.Arbitrary<T>) => fc.uniqueArray(values, { minLength: 1, maxLength: 3 });

const question: fc.Arbitrary<SampleQuestion> = fc
  .record({
    from: fc.integer({ min: -10 * MINUTE, max: 90 * MINUTE }),
    length: fc.integer({ min: 0, max: 90 * MINUTE }),
    filter: fc.record(
      {
        type: some(fc.constantFrom(...TYPES)),
        category: some(fc.constantFrom('POLICY', 'COMPANY')),
        source: some(fc.constantFrom('APP', 'AUTOPILOT')),
        status: some(fc.constantFrom('PASSED', 'FAILED', null)),
        workspaceId: some(maybe(small)),
        testId: some(maybe(small)),
        connectionId: some(maybe(small)),
        userId,
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ from, length, filter }) => ({
    period: { from: iso(START + from), to: iso(START + from + length) },
    filter,
    opening:
      filter.userId === undefined ? null : { userId: filter.userId, tagSalt: tagSaltOfUser(filter.userId) },
  }));

test('a certificate holds, and names exactly the events that looking at every entry finds', async () => {
  await fc.assert(
    fc.asyncProperty(log, question, async (log, question) => {
      const lines = await sampleLines(log, question);
      const { report, ids } = await verifyLines(lines, { vkeys: [signer.vkey] });
      assert.deepEqual([report.failure, report.outcome], [null, 'verified']);
      assert.deepEqual(ids, bruteForce(log, question));
      const { first, size } = report.log!;
      assert.equal(size, log.entries.length);
      assert.deepEqual(report.counts, { matching: ids.length, others: size - first - ids.length });
      assert.equal((await verifyLines(lines)).report.outcome, 'consistent');
    }),
    { numRuns: 150 },
  );
});

test('whatever character is changed, what is still accepted is true of the log', async () => {
  const edit = fc.record({
    at: fc.nat(),
    to: fc.oneof(
      fc.constantFrom('', '0', '1', '9', 'A', ',', '"', '\n', 'null'),
      fc.string({ maxLength: 2 }),
    ),
    remove: fc.integer({ min: 0, max: 2 }),
  });
  await fc.assert(
    fc.asyncProperty(log, question, edit, async (log, question, { at, to, remove }) => {
      const text = (await sampleLines(log, question)).join('');
      const place = at % text.length;
      const edited = text.slice(0, place) + to + text.slice(place + remove);
      const { report, ids } = await verifyLines([edited]);
      if (report.outcome === 'failed') return;
      const { opening } = JSON.parse(edited.slice(0, edited.indexOf('\n')));
      const asked = {
        period: report.period!,
        filter: report.filter!,
        opening: opening === undefined ? null : { ...opening, tagSalt: fromHex(opening.tagSalt) },
      };
      assert.deepEqual(ids, bruteForce(log, asked));
    }),
    { numRuns: 300 },
  );
});

test('a whole event that is left out, added, swapped or moved is missed', async () => {
  const forge = async (log: SampleLog, entries: readonly Entry[], question: SampleQuestion) => {
    const forged = { ...sampleLog(entries), checkpoint: log.checkpoint };
    return (await verifyLines(await sampleLines(forged, question))).report.failure?.check;
  };
  await fc.assert(
    fc.asyncProperty(log, question, fc.nat(), async (log, question, n) => {
      const { entries } = log;
      fc.pre(entries.length > 2);
      const at = n % (entries.length - 1);
      const [one, next] = [entries[at]!, entries[at + 1]!];
      const stranger = plainEntry(1000, { recordedAt: one.recordedAt });
      assert.notEqual(await forge(log, entries.toSpliced(at, 1), question), undefined);
      assert.notEqual(await forge(log, entries.toSpliced(at, 0, stranger), question), undefined);
      assert.notEqual(await forge(log, entries.with(at, stranger), question), undefined);
      const swapped = entries
        .with(at, { ...next, recordedAt: one.recordedAt })
        .with(at + 1, { ...one, recordedAt: next.recordedAt });
      assert.notEqual(await forge(log, swapped, question), undefined);
    }),
    { numRuns: 60 },
  );
});
