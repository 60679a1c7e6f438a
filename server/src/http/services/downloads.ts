/** Jobs that make the PDF of an event. */
import type { Caller } from '../../app/ports.ts';

/** Answers are JSON text; `baseUrl` is `request.baseUrl()`. */
export interface DownloadServices {
  /** A new job, durable and waiting. Null when the company has no such event. */
  add(caller: Caller, eventId: string, baseUrl: string): Promise<string | null>;
  /** Null when the company has no such job, or it is of another event. */
  read(caller: Caller, eventId: string, jobId: string, baseUrl: string): Promise<string | null>;
}
