/** The events that a filter finds, as a file of one of several forms, newest first. */
import { Readable } from 'node:stream';
import type { StreamedFormat } from '../domain/export-formats.ts';
import { limits } from '../domain/limits.ts';
import type { EventFiles } from './ports/event-files.ts';
import type { EventFilter, EventFinder } from './ports/finding.ts';
import type { Caller, Directory, EventReader } from './ports.ts';
import type { ChangeDirectory } from './shared/change-directory.ts';
import { eventApi } from './shared/event-api.ts';
import { eventRow } from './shared/event-row.ts';
import { requireTypes } from './shared/event-types.ts';
import { recordFoundTaken } from './shared/evidence-taken.ts';
import { foundEvents } from './shared/found-events.ts';
import { makeGate } from './shared/gate.ts';
import type { RemovalEpochs } from './shared/removal-epochs.ts';
import type { Renderer } from './shared/render.ts';

/**
 * Of the events recorded so far. The file is made as it is read, some events at a time; ending the reading ends it, and a
 * failure ends it with that error. That it was taken is recorded before there is anything to read. Rejects with Refused:
 * `busy` when limits.exportsAtOnce are being written for the company.
 */
export type ExportEvents = (caller: Caller, filter: EventFilter, format: StreamedFormat) => Promise<Readable>;

export interface ExportingPorts {
  directory: Directory;
  events: EventReader;
  finder: EventFinder;
  renderer: Renderer;
  removals: Pick<RemovalEpochs, 'fresh'>;
  change: ChangeDirectory;
  files: EventFiles;
}

export function exportEvents(at: ExportingPorts): ExportEvents {
  const writing = makeGate(limits.exportsAtOnce, 'other exports are being written');
  return async (caller, filter, format) => {
    const { company } = caller;
    await requireTypes(at.directory, company.company, filter);
    const leave = writing.enter(company.company);
    try {
      // What is taken away is kept: memory must not be older than the removals of other instances.
      await at.removals.fresh(company.company);
      const { size } = await at.events.head(company.company);
      const what = `exported events as ${format}, out of the ${size} recorded by then.`;
      await recordFoundTaken(at.change, caller, { filter, size, what, form: format });
      const file = Readable.from(written(at, company.company, { filter, size, format }), {
        objectMode: false,
      });
      file.once('close', leave);
      return file;
    } catch (error) {
      leave();
      throw error;
    }
  };
}

interface Wanted {
  filter: EventFilter;
  size: number;
  format: StreamedFormat;
}

function written(
  at: ExportingPorts,
  company: number,
  { filter, size, format }: Wanted,
): AsyncIterable<string | Uint8Array> {
  const events = foundEvents(at.finder, company, filter, size);
  const { nearView } = at.renderer;

  async function* lines() {
    for await (const event of events)
      yield `${JSON.stringify(eventApi(await nearView(company, event, ['person', 'connection']), event))}\n`;
  }

  async function* rows() {
    for await (const event of events)
      yield eventRow(await nearView(company, event, ['person', 'connection']), event);
  }

  return format === 'ndjson' ? lines() : at.files[format](rows());
}
