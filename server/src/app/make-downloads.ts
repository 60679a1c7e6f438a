/**
 * Making the PDFs that were asked for. A job is begun by compare-and-swap, so that one worker has it, and ended in one
 * item: the file, the job, and the event that records the reading, all or none. Whoever lost a job that took too long
 * commits nothing. A job whose worker died is begun again; one that fails is Failed and stays so.
 */

import { hash } from 'node:crypto';
import { describeRefusal, Refused } from '../domain/errors.ts';
import { limits } from '../domain/limits.ts';
import type { EventPdfs } from './ports/event-pdf.ts';
import { PdfFailed } from './ports/event-pdf.ts';
import type { Job, Jobs, StoredFile } from './ports/files.ts';
import {
  type Access,
  type Company,
  type EventReader,
  GUEST,
  type Ledger,
  type StoredEvent,
  type World,
} from './ports.ts';
import type { ChangeDirectory } from './shared/change-directory.ts';
import { commitOrRefuse } from './shared/commit.ts';
import { evidenceTaken } from './shared/evidence-taken.ts';
import type { Inclusion } from './shared/inclusion.ts';
import type { MakePrintable } from './shared/printable.ts';

export interface DownloadPorts {
  access: Access;
  events: EventReader;
  jobs: Jobs;
  ledger: Ledger;
  inclusion: Inclusion;
  printable: MakePrintable;
  pdfs: EventPdfs;
  world: World;
  change: ChangeDirectory;
}

/**
 * Makes one PDF after the other until no job waits or `signal` is aborted; what is being made then is left to be begun
 * again. Several may run side by side, here and in other processes. Rejects after the last one with the defects it met.
 */
export type MakeDownloads = (signal: AbortSignal) => Promise<void>;

export function makeDownloads(at: DownloadPorts): MakeDownloads {
  // Of a job that was begun before this process was, the worker is most likely the process that ended before it.
  const startedAt = at.world.now();
  return async (signal) => {
    const defects: unknown[] = [];
    while (!signal.aborted) {
      const claimed = await claim(at, startedAt);
      if (claimed === null) break;
      try {
        await make(at, claimed, signal);
      } catch (error) {
        if (!signal.aborted) defects.push(error);
      }
    }
    if (defects.length > 0) throw new AggregateError(defects, 'downloads met defects');
  };
}

interface Claimed {
  company: Company;
  job: Job;
}

/** Begins the job that has waited longest; null when none waits. */
async function claim(at: DownloadPorts, startedAt: number): Promise<Claimed | null> {
  for (;;) {
    const now = at.world.now();
    const [next] = await at.jobs.waiting(Math.max(startedAt, now - limits.downloadClaimMs), 1);
    if (next === undefined) return null;
    const company = (await at.access.companies()).find((one) => one.company === next.company);
    if (company === undefined) throw new Error(`job ${next.job.id} is of a company that is not there`);
    const { job } = next;
    if (job.claimedAt !== null && job.claimedAt - job.createdAt > limits.downloadTryMs) {
      const error = 'It was begun again and again, and the server stopped every time: ask for a new one.';
      await put(at, company, { ...job, status: 'Failed', error, completedAt: now }, job);
      continue;
    }
    const begun: Job = { ...job, status: 'Running', claimedAt: now };
    if (await put(at, company, begun, job)) return { company, job: begun };
  }
}

/** False when the job is no longer as `before` says. */
async function put(at: DownloadPorts, { company }: Company, job: Job, before: Job): Promise<boolean> {
  const replacing = { status: before.status, claimedAt: before.claimedAt };
  const [outcome] = await commitOrRefuse(at.ledger, [
    {
      company,
      now: at.world.now(),
      directoryVersion: null,
      changes: [{ do: 'putJob', job, replacing }],
      snapshots: [],
      events: [],
      idempotency: null,
    },
  ]);
  return outcome?.is === 'committed';
}

async function make(at: DownloadPorts, { company, job }: Claimed, signal: AbortSignal): Promise<void> {
  try {
    const event = await at.events.event(company.company, job.eventId);
    if (event === null) throw new Error(`event ${job.eventId} of job ${job.id} is not there`);
    const checkpoint = await at.inclusion.covering(company.company, event.seq, signal);
    const bytes = await at.pdfs.make(await at.printable(company, event, checkpoint), signal);
    await complete(at, { company, job }, event, bytes);
  } catch (error) {
    if (signal.aborted || isTransient(error)) throw error;
    const line = lineOf(error);
    await put(
      at,
      company,
      {
        ...job,
        status: 'Failed',
        error: line ?? 'A defect of the server: its log has the particulars.',
        completedAt: at.world.now(),
      },
      job,
    );
    if (line === null) throw error;
  }
}

/** The job stays Running, and is begun again: nobody knows that it was not completed, or the store had no room for now. */
function isTransient(error: unknown): boolean {
  return error instanceof Refused && (error.refusal.is === 'busy' || error.refusal.is === 'unknownOutcome');
}

function lineOf(error: unknown): string | null {
  if (error instanceof PdfFailed) return error.message;
  return error instanceof Refused ? describeRefusal(error.refusal) : null;
}

/** Commits file, job and event together, unless the job has been taken away meanwhile. */
async function complete(
  at: DownloadPorts,
  { company, job }: Claimed,
  { entry, actorId }: StoredEvent,
  bytes: Uint8Array,
): Promise<void> {
  await at.change(company, async (live) => {
    const stored = await at.jobs.job(company.company, job.id);
    if (stored?.status !== 'Running' || stored.claimedAt !== job.claimedAt)
      return { changes: [], events: [], answer: null };
    if (job.requestedBy !== GUEST && live.get('user', job.requestedBy) === null)
      throw new PdfFailed('The user who asked for it is no longer in the directory.');
    const now = at.world.now();
    const file: StoredFile = {
      id: at.world.uuid(),
      subject: actorId === null ? null : { kind: 'person', id: actorId },
      name: `event-${entry.id}.pdf`,
      mediaType: 'application/pdf',
      bytes,
      createdAt: now,
    };
    const done: Job = { ...job, status: 'Completed', fileId: file.id, completedAt: now };
    return {
      changes: [
        { do: 'addFile', file },
        { do: 'putJob', job: done, replacing: { status: job.status, claimedAt: job.claimedAt } },
      ],
      events: [
        evidenceTaken(live, job.requestedBy, `downloaded event ${entry.id} as PDF.`, {
          targetEntity: { eventId: entry.id, type: entry.type, createdAt: entry.createdAt },
          fileKey: file.id,
          request: { jobId: job.id },
          response: {
            name: file.name,
            mediaType: file.mediaType,
            bytes: bytes.byteLength,
            sha256: hash('sha256', bytes, 'hex'),
          },
        }),
      ],
      answer: null,
    };
  });
}
