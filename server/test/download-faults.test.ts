/** Jobs that fail, are taken away or are left behind: the worker on a real store, with PDFs that go wrong on purpose. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { downloadJobs } from '../src/app/download-jobs.ts';
import { makeDownloads } from '../src/app/make-downloads.ts';
import { type EventPdfs, PdfFailed } from '../src/app/ports/event-pdf.ts';
import type { Job } from '../src/app/ports/files.ts';
import type { Company } from '../src/app/ports.ts';
import { makeBell } from '../src/app/shared/bell.ts';
import { makeInclusion } from '../src/app/shared/inclusion.ts';
import { openSystem, type System, world } from '../src/compose.ts';
import { readConfig } from '../src/config.ts';
import { Refused } from '../src/domain/errors.ts';
import { limits } from '../src/domain/limits.ts';
import { tempFolder } from './system.ts';

const data = tempFolder();
let system: System;
let company: Company;
let eventId: string;
let now = Date.now();
const never = new AbortController().signal;

before(async () => {
  const config = readConfig({ data: data.path }, {});
  system = await openSystem(config, (error) => {
    throw error;
  });
  ({ company } = await system.companies.create({ name: 'Test', ownerEmail: 'owner@example.com' }));
  const draft = { type: 'COMPANY_DATA_UPDATED', category: 'COMPANY', source: 'APP', description: 'Changed.' };
  const [recorded] = await system.record.all(company, [draft], { idempotencyKey: null });
  eventId = recorded?.id ?? '';
  await system.signCheckpoints();
});
after(async () => {
  await system.close();
  data.remove();
});

const clock = { ...world, now: () => now };

const jobs = () => downloadJobs({ ...system.store, links: system.links, bell: makeBell(), world: clock });

/** A worker like the server's, but for its clock and what makes its PDFs. */
function worker(make: EventPdfs['make']) {
  const { store, change } = system;
  return makeDownloads({
    ...store,
    change,
    pdfs: { make },
    printable: system.printable,
    inclusion: makeInclusion({ ...store, world: clock }),
    world: clock,
  });
}

const anyPdf = async () => Buffer.from('%PDF-');
const unexpected = async () => assert.fail('there was nothing to make');

/** Each a millisecond later than the one before: the oldest is made first. */
async function ask(userId = 1): Promise<string> {
  now += 1;
  const json = await jobs().add({ company, userId, dateStyle: 'iso' }, eventId, 'http://x');
  return JSON.parse(json ?? '').jobId;
}

async function jobOf(id: string): Promise<Job> {
  const job = await system.store.jobs.job(company.company, id);
  assert.ok(job !== null);
  return job;
}

async function size(): Promise<number> {
  return (await system.store.events.head(company.company)).size;
}

async function put(job: Job, replacing: Job): Promise<void> {
  const item = { company: company.company, now, directoryVersion: null, snapshots: [], events: [] };
  const changes = [{ do: 'putJob', job, replacing } as const];
  const [outcome] = await system.store.ledger.commit([{ ...item, changes, idempotency: null }]);
  assert.equal(outcome?.is, 'committed');
}

test('a PDF that cannot be made leaves a reason, and is not tried again', async () => {
  const id = await ask();
  const before = await size();
  await worker(async () => {
    throw new PdfFailed('The PDF takes more than 512 MB to make.');
  })(never);
  const { status, error, fileId, completedAt } = await jobOf(id);
  assert.deepEqual([status, error, fileId], ['Failed', 'The PDF takes more than 512 MB to make.', null]);
  assert.ok(completedAt !== null);
  await worker(unexpected)(never);
  assert.equal(await size(), before);
  const shown = await jobs().read({ company, userId: 1, dateStyle: 'iso' }, eventId, id, 'http://x');
  const { createdAt, completedAt: shownAt, ...rest } = JSON.parse(shown ?? '');
  assert.ok(shownAt >= createdAt);
  assert.deepEqual(rest, { jobId: id, status: 'Failed', result: null, errorMessage: error });
});

test('a defect fails its own job only, tells the caller nothing of itself, and is reported', async () => {
  const ids = [await ask(), await ask()];
  let made = 0;
  const run = worker(async () => {
    made += 1;
    if (made === 1) throw new TypeError('secret particulars');
    return anyPdf();
  });
  await assert.rejects(run(never), (error: AggregateError) => error.errors[0] instanceof TypeError);
  const [first, second] = await Promise.all(ids.map(jobOf));
  assert.equal(first?.status, 'Failed');
  assert.match(first?.error ?? '', /^A defect of the server/);
  assert.equal(second?.status, 'Completed');
});

test('a worker that lost its job commits nothing: one file, one event', async () => {
  const id = await ask();
  const before = await size();
  const [begun, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const slow = worker(async () => {
    begun.resolve();
    await goOn.promise;
    return Buffer.from('%PDF-slow');
  })(never);
  await begun.promise;
  await worker(unexpected)(never);
  now += limits.downloadClaimMs + 1;
  await worker(async () => Buffer.from('%PDF-second'))(never);
  goOn.resolve();
  await slow;
  const job = await jobOf(id);
  assert.equal(job.status, 'Completed');
  const file = await system.store.files.file(company.company, job.fileId ?? '');
  assert.equal(Buffer.from(file?.bytes ?? []).toString(), '%PDF-second');
  assert.equal(await size(), before + 1);
});

test('what is stopped half-way is begun again by the next process', async () => {
  const id = await ask();
  const stopping = new AbortController();
  await worker(async (_event, signal) => {
    stopping.abort(new Error('the server is stopping'));
    signal.throwIfAborted();
    return anyPdf();
  })(stopping.signal);
  assert.equal((await jobOf(id)).status, 'Running');
  now += 1;
  await worker(anyPdf)(never);
  assert.equal((await jobOf(id)).status, 'Completed');
});

test('a job that is never finished is given up in the end', async () => {
  const id = await ask();
  const job = await jobOf(id);
  const begunLate = {
    ...job,
    status: 'Running',
    claimedAt: job.createdAt + limits.downloadTryMs + 1,
  } as const;
  await put(begunLate, job);
  now = begunLate.claimedAt + limits.downloadClaimMs + 1;
  await worker(unexpected)(never);
  const { status, error } = await jobOf(id);
  assert.equal(status, 'Failed');
  assert.match(error ?? '', /begun again and again.*ask for a new one/);
});

test('a store that has no room leaves the job to be begun again', async () => {
  const id = await ask();
  const run = worker(async () => {
    throw new Refused({ is: 'busy', message: 'no room', retryAfterS: 1 });
  });
  await assert.rejects(run(never), AggregateError);
  assert.equal((await jobOf(id)).status, 'Running');
  now += limits.downloadClaimMs + 1;
  await worker(anyPdf)(never);
  assert.equal((await jobOf(id)).status, 'Completed');
});

test('who asked and then left the directory gets nothing', async () => {
  const id = await ask(7);
  await worker(anyPdf)(never);
  const { status, error } = await jobOf(id);
  assert.deepEqual([status, error], ['Failed', 'The user who asked for it is no longer in the directory.']);
});

test('two workers side by side make every job once', async () => {
  const ids = await Promise.all(Array.from({ length: 12 }, () => ask()));
  const before = await size();
  let made = 0;
  const count = async () => {
    made += 1;
    return anyPdf();
  };
  await Promise.all([worker(count)(never), worker(count)(never)]);
  assert.equal(made, ids.length);
  const files = await Promise.all(ids.map(async (id) => (await jobOf(id)).fileId));
  assert.equal(new Set(files).size, ids.length);
  assert.equal(await size(), before + ids.length);
});

test('no more than limits.downloadsWaiting wait', async () => {
  const waiting = limits.downloadsWaiting;
  const template = await jobOf(await ask());
  const changes = Array.from({ length: waiting - 1 }, () => ({
    do: 'putJob' as const,
    job: { ...template, id: world.uuid() },
    replacing: null,
  }));
  const item = { company: company.company, now, directoryVersion: null, snapshots: [], events: [] };
  await system.store.ledger.commit([{ ...item, changes, idempotency: null }]);
  await assert.rejects(ask(), (error: Refused) => error.refusal.is === 'busy');
});
