import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Event } from '../../api/events.ts';
import { ProofState, proofOf, Status } from '../../parts/status.tsx';
import { timeIn } from '../../parts/time.tsx';
import { actorOf, connectionName, inWords } from '../../parts/words.ts';
import type { Member } from './filter.ts';

/** What a cell needs besides its event. */
export interface Showing {
  /** IANA name. */
  zone: string;
  signedSize: number;
  witnessedSize: number;
}

export interface Column {
  id: string;
  title: string;
  /** A track of the grid. */
  width: string;
  /** What choosing a cell of it filters by. */
  member?: Member;
  /** The value of that member as the address has it. */
  value?: (event: Event) => string;
  cell: (event: Event, showing: Showing) => ReactNode;
}

const orNull = (value: string | number | null) => (value === null ? 'null' : String(value));

/** In their order; the description takes what room is left. */
export const columns: readonly Column[] = [
  {
    id: 'time',
    title: 'Time',
    width: '148px',
    cell: ({ createdAt }, { zone }) => <time dateTime={createdAt}>{timeIn(zone, createdAt)}</time>,
  },
  {
    id: 'actor',
    title: 'Actor',
    width: 'minmax(128px, 0.25fr)',
    member: 'userId',
    value: ({ userId }) => orNull(userId),
    cell: (event) => <span className={event.userId === null ? 'faint' : 'foreign'}>{actorOf(event)}</span>,
  },
  {
    id: 'category',
    title: 'Category',
    width: 'minmax(96px, 0.2fr)',
    member: 'category',
    value: ({ category }) => category,
    cell: ({ category }) => inWords(category),
  },
  {
    id: 'type',
    title: 'Type',
    width: 'minmax(170px, 0.4fr)',
    member: 'type',
    value: ({ type }) => type,
    cell: ({ type }) => <span title={type}>{inWords(type)}</span>,
  },
  {
    id: 'result',
    title: 'Result',
    width: '84px',
    member: 'status',
    value: ({ status }) => orNull(status),
    cell: ({ status }) => <Status status={status} />,
  },
  {
    id: 'connection',
    title: 'Connection',
    width: 'minmax(124px, 0.25fr)',
    member: 'connectionId',
    value: ({ connectionId }) => orNull(connectionId),
    cell: ({ connection, connectionId }) =>
      connection !== null ? (
        <span className="foreign">{connectionName(connection)}</span>
      ) : (
        <span className="faint">{connectionId === null ? '–' : `Connection ${connectionId}`}</span>
      ),
  },
  {
    id: 'description',
    title: 'Description',
    width: 'minmax(200px, 1fr)',
    cell: ({ id, description }) => (
      <Link href={`/events/${id}`} tabIndex={-1} className="foreign">
        {description ?? 'The description was erased.'}
      </Link>
    ),
  },
  {
    id: 'proof',
    title: 'Proof',
    width: '96px',
    cell: ({ seq }, { signedSize, witnessedSize }) => (
      <ProofState proof={proofOf(seq, signedSize, witnessedSize)} />
    ),
  },
];

/** Pixels that columns need at least. */
export function widthOf(shown: readonly Column[]): number {
  return shown.reduce((sum, { width }) => sum + Number(/\d+/.exec(width)?.[0] ?? 0), 0);
}

/** Where there is room for two lines only. */
export const NARROW = ['time', 'result', 'description'];
