import { Link } from 'wouter';
import { type Event, useEvents, useTotal } from '../api/events.ts';
import { Complaint } from './complaint.tsx';
import { Skeleton } from './skeleton.tsx';
import { Status } from './status.tsx';
import { timeIn, useZone } from './time.tsx';
import { actorOf, count, inWords } from './words.ts';
import './trail.css';

const DAY_CHARS = '2026-01-31'.length;

/** What happened: the events that `filter` finds, newest first, day by day. */
export function Trail({ filter, nothing }: { filter: string; nothing: string }) {
  const list = useEvents(filter);
  const total = useTotal(filter);
  const { name: zone } = useZone();
  if (list.error !== null) return <Complaint error={list.error} onRetry={() => void list.refetch()} />;
  if (list.data === undefined) return <Skeleton rows={10} />;
  const events = list.data.pages.flatMap(({ data }) => data);
  if (events.length === 0) return <p className="faint">{nothing}</p>;
  return (
    <div className="trail">
      {daysOf(events, zone).map(([day, ofDay]) => (
        <div key={day} className="trail-day">
          <h3>{day}</h3>
          <ul>
            {ofDay.map((event) => (
              <Line key={event.id} event={event} time={timeIn(zone, event.createdAt).slice(DAY_CHARS + 1)} />
            ))}
          </ul>
        </div>
      ))}
      {list.hasNextPage && (
        <p>
          <button type="button" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show older ones
          </button>{' '}
          <span className="small faint">
            {count(events.length)}
            {total.data !== undefined && ` of ${count(total.data)}`} shown
          </span>
        </p>
      )}
    </div>
  );
}

function Line({ event, time }: { event: Event; time: string }) {
  return (
    <li>
      <time dateTime={event.createdAt}>{time}</time>
      <div>
        <Link href={`/events/${event.id}`} className="foreign">
          {event.description ?? 'The description of this event was erased.'}
        </Link>
        <p className="trail-what faint">
          {event.status !== null && (
            <>
              <Status status={event.status} /> ·{' '}
            </>
          )}
          {inWords(event.type)} · <span className="foreign">{actorOf(event)}</span>
        </p>
      </div>
    </li>
  );
}

function daysOf(events: readonly Event[], zone: string): [string, Event[]][] {
  return [...Map.groupBy(events, ({ createdAt }) => timeIn(zone, createdAt).slice(0, DAY_CHARS)).entries()];
}
