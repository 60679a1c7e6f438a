/** The events that a filter finds, printed as a list for whoever reads them on paper. */
import { toHex } from '@affidavit/verify';
import { invalid } from '../domain/errors.ts';
import { limits } from '../domain/limits.ts';
import { isTimeZone } from '../domain/time-zone.ts';
import type { Asked, EventListPdfs, ListedEvent, PrintableList } from './ports/event-list-pdf.ts';
import { PdfFailed } from './ports/event-pdf.ts';
import type { EventFilter, EventFinder, Members } from './ports/finding.ts';
import type { Caller, Company, Directory, EventReader, SignedCheckpoint, World } from './ports.ts';
import type { ChangeDirectory } from './shared/change-directory.ts';
import { eventRow } from './shared/event-row.ts';
import { requireTypes } from './shared/event-types.ts';
import { recordFoundTaken } from './shared/evidence-taken.ts';
import { foundEvents } from './shared/found-events.ts';
import { makeGate } from './shared/gate.ts';
import type { Inclusion } from './shared/inclusion.ts';
import type { LiveDirectory, ReadLiveDirectory } from './shared/live-directory.ts';
import { signingVkey } from './shared/log-signer.ts';
import type { RemovalEpochs } from './shared/removal-epochs.ts';
import type { Renderer } from './shared/render.ts';

/**
 * A PDF of the events recorded so far that match, newest first, with times in a zone of the IANA database. That it was taken
 * is recorded before it is given. Rejects with Refused: `invalid` when there are more than limits.pdfEvents, or they take
 * too long to print; `busy` when limits.pdfsAtOnce are being made for the company. Rejects with the signal's reason.
 */
export type PrintEvents = (
  caller: Caller,
  filter: EventFilter,
  how: { timeZone: string; signal: AbortSignal },
) => Promise<Uint8Array>;

export interface PrintListPorts {
  directory: Directory;
  events: EventReader;
  finder: EventFinder;
  inclusion: Inclusion;
  renderer: Renderer;
  removals: Pick<RemovalEpochs, 'fresh'>;
  readLive: ReadLiveDirectory;
  change: ChangeDirectory;
  pdfs: EventListPdfs;
  world: Pick<World, 'now'>;
}

const ADVICE = 'narrow the filters, or take csv or parquet';

export function printEvents(at: PrintListPorts): PrintEvents {
  const printing = makeGate(limits.pdfsAtOnce, 'other PDFs are being made');
  return async (caller, filter, { timeZone, signal }) => {
    const { company } = caller;
    if (!isTimeZone(timeZone)) throw invalid('timeZone', 'must be a time zone such as UTC or Europe/Berlin');
    await requireTypes(at.directory, company.company, filter);
    const leave = printing.enter(company.company);
    try {
      const list = await printable(at, company, { filter, timeZone, signal });
      const pdf = await at.pdfs.eventList(list, signal);
      const { size } = list.checkpoint;
      const what = `exported events as pdf, out of the ${size} recorded by then.`;
      await recordFoundTaken(at.change, caller, { filter, size, what, form: 'pdf' });
      return pdf;
    } catch (error) {
      if (error instanceof PdfFailed) throw invalid('format', `${error.message} Instead, ${ADVICE}.`);
      throw error;
    } finally {
      leave();
    }
  };
}

async function printable(
  at: PrintListPorts,
  company: Company,
  { filter, timeZone, signal }: { filter: EventFilter; timeZone: string; signal: AbortSignal },
): Promise<PrintableList> {
  const { size: recorded } = await at.events.head(company.company);
  const checkpoint = await at.inclusion.require(company.company, recorded - 1);
  const { size } = checkpoint;
  const count = await at.finder.count(company.company, filter, size);
  if (count > limits.pdfEvents)
    throw invalid(
      'format',
      `pdf prints at most ${limits.pdfEvents} events, and these filters find ${count}: ${ADVICE}`,
    );
  // What is printed is kept: memory must not be older than the removals of other instances.
  await at.removals.fresh(company.company);
  const rows: ListedEvent[] = [];
  for await (const event of foundEvents(at.finder, company.company, filter, size)) {
    signal.throwIfAborted();
    const view = await at.renderer.nearView(company.company, event, ['person', 'connection']);
    rows.push(shortened(eventRow(view, event)));
  }
  const live = await at.readLive(company.company);
  return {
    companyName: company.name,
    asked: [...askedOf(live, filter, false), ...askedOf(live, filter.not ?? {}, true)],
    bounds: filter,
    text: filter.text ?? null,
    timeZone,
    printedAt: at.world.now(),
    checkpoint: shown(company, checkpoint),
    rows,
  };
}

function shown(company: Company, { size, root, note }: SignedCheckpoint): PrintableList['checkpoint'] {
  return { origin: company.origin, vkey: signingVkey(company, note), size, root: toHex(root), note };
}

/** What is printed of a row, so that thousands of long texts take no more room than paper has. */
function shortened(row: ListedEvent): ListedEvent {
  const { createdAt, seq, id, leaf } = row;
  return {
    ...{ createdAt, seq, id, leaf },
    actor: cut(row.actor),
    type: cut(row.type),
    result: row.result,
    connection: cut(row.connection),
    description: cut(row.description),
  };
}

function cut(text: string | null): string | null {
  if (text === null || text.length <= limits.pdfCellChars) return text;
  // A copy: a slice would keep the whole text in memory.
  return `${Buffer.from(text.slice(0, limits.pdfCellChars)).toString()}…`;
}

const MEMBERS = [
  'type',
  'category',
  'status',
  'source',
  'userId',
  'connectionId',
  'workspaceId',
  'testId',
  'controlId',
] as const satisfies readonly (keyof Members)[];

function askedOf(live: LiveDirectory, members: Members, excludes: boolean): Asked[] {
  return MEMBERS.flatMap((member) => {
    const values: readonly (string | number | null)[] | undefined = members[member];
    if (values === undefined) return [];
    return [{ member, excludes, values: values.map((value) => named(live, member, value)) }];
  });
}

/** With the name that an id has in the directory now. */
function named(live: LiveDirectory, member: keyof Members, value: string | number | null): string | null {
  if (typeof value !== 'number') return value;
  const name = nameOf(live, member, value);
  return name ? `${name} (${value})` : String(value);
}

function nameOf(live: LiveDirectory, member: keyof Members, id: number): string | null {
  if (member === 'userId') {
    const user = live.get('user', id);
    return [user?.firstName, user?.lastName].filter(Boolean).join(' ') || (user?.email ?? null);
  }
  if (member === 'connectionId') {
    const connection = live.get('connection', id);
    return connection && (connection.clientAlias || connection.clientId || connection.clientType);
  }
  return member === 'workspaceId' ? (live.get('workspace', id)?.name ?? null) : null;
}
