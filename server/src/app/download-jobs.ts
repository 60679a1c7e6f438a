/** Asking for the PDF of an event, and how far it is. The work itself is make-downloads.ts. */
import { legacyTimes } from '@affidavit/verify';
import { Refused } from '../domain/errors.ts';
import { limits } from '../domain/limits.ts';
import { isoTime } from '../domain/time.ts';
import type { Job, Jobs } from './ports/files.ts';
import type { Caller, EventReader, Ledger, World } from './ports.ts';
import type { Bell } from './shared/bell.ts';
import { commitOrRefuse, recordedBy } from './shared/commit.ts';
import type { Links } from './shared/links.ts';

/** Answers are JSON text (contract 2.4); links in them begin with `baseUrl` and are fresh each time. Ids in any case. */
export interface DownloadJobs {
  /** A new job, durable and waiting. Null when the company has no such event. Refused `busy` when too many wait. */
  add(caller: Caller, eventId: string, baseUrl: string): Promise<string | null>;
  /** Null when the company has no such job, or it is of another event. */
  read(caller: Caller, eventId: string, jobId: string, baseUrl: string): Promise<string | null>;
}

interface Ports {
  events: EventReader;
  jobs: Jobs;
  ledger: Ledger;
  links: Links;
  world: World;
  bell: Bell;
}

export function downloadJobs(at: Ports): DownloadJobs {
  return {
    async add(caller, eventId, baseUrl) {
      const event = await at.events.event(caller.company.company, eventId.toLowerCase());
      if (event === null) return null;
      if ((await at.jobs.waiting(0, limits.downloadsWaiting)).length === limits.downloadsWaiting)
        throw new Refused({ is: 'busy', message: 'too many downloads are waiting', retryAfterS: 10 });
      const job: Job = {
        id: at.world.uuid(),
        kind: 'eventPdf',
        eventId: event.entry.id,
        requestedBy: caller.userId,
        status: 'Pending',
        claimedAt: null,
        fileId: null,
        error: null,
        createdAt: at.world.now(),
        completedAt: null,
      };
      await keep(at, caller, job);
      at.bell.ring();
      return print(at, caller, job, baseUrl);
    },
    async read(caller, eventId, jobId, baseUrl) {
      const job = await at.jobs.job(caller.company.company, jobId.toLowerCase());
      return job?.eventId === eventId.toLowerCase() ? print(at, caller, job, baseUrl) : null;
    },
  };
}

async function keep(at: Ports, { company: { company } }: Caller, job: Job): Promise<void> {
  const [outcome] = await commitOrRefuse(at.ledger, [
    {
      company,
      now: job.createdAt,
      directoryVersion: null,
      changes: [{ do: 'putJob', job, replacing: null }],
      snapshots: [],
      events: [],
      idempotency: null,
    },
  ]);
  if (outcome !== undefined) recordedBy(outcome);
}

function print(at: Ports, { company, dateStyle }: Caller, job: Job, baseUrl: string): string {
  const document = {
    jobId: job.id,
    status: job.status,
    result: job.fileId === null ? null : at.links.sign(company, job.fileId, baseUrl),
    createdAt: isoTime(job.createdAt),
    completedAt: job.completedAt === null ? null : isoTime(job.completedAt),
    ...(job.error === null ? {} : { errorMessage: job.error }),
  };
  return JSON.stringify(dateStyle === 'legacy' ? legacyTimes(document) : document);
}
