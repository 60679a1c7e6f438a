import { useCallback, useMemo, useRef, useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { type Event, KEPT_MS, useHistogram } from '../../api/events.ts';
import { useLog, useWitnesses, witnessedSize } from '../../api/log.ts';
import { Complaint } from '../../parts/complaint.tsx';
import { usePageTitle } from '../../parts/page-title.ts';
import { usePreference } from '../../parts/preferences.ts';
import { Skeleton } from '../../parts/skeleton.tsx';
import { useZone } from '../../parts/time.tsx';
import { useNarrow } from '../../parts/use-narrow.ts';
import { useKey } from '../../shell/keys.ts';
import { type Column, columns, NARROW } from './columns.tsx';
import { EventsGrid, type Place } from './events-grid.tsx';
import { EventsHead } from './events-head.tsx';
import { queryOf, rangeOf, stepOf, toggled, within } from './filter.ts';
import { FilterBar } from './filter-bar.tsx';
import { useFound } from './found.ts';
import { Histogram } from './histogram.tsx';
import './events-page.css';

/** Where the reader was in each list, so that coming back from an event leads there. */
const places = new Map<string, Place>();

let listedAt = 0;

/** What “now” is to the list: the same for whoever comes back from an event, so that the list is the same too. */
function lastNow(): number {
  return Date.now() - listedAt < KEPT_MS ? listedAt : freshNow();
}

function freshNow(): number {
  listedAt = Date.now();
  return listedAt;
}

export function EventsPage() {
  usePageTitle('Events');
  const [search, setSearch] = useSearchParams();
  const [, navigate] = useLocation();
  const [now, setNow] = useState(lastNow);
  const filter = useMemo(() => queryOf(search, now).toString(), [search, now]);
  const found = useFound(filter);
  const showing = useShowing();
  const view = useView();
  const words = useRef<HTMLInputElement>(null);
  useKey('/', 'search words', () => words.current?.focus());
  useKey('v', 'verify the event', () => {
    const event = found.events[places.get(filter)?.row ?? 0];
    if (event) navigate(`/events/${event.id}#verify`);
  });
  const onFilter = useCallback(
    (column: Column, event: Event) => {
      if (column.member === undefined || column.value === undefined) return;
      setSearch(toggled(search, column.member, column.value(event)));
    },
    [search, setSearch],
  );
  const onPlace = useCallback((place: Place) => void places.set(filter, place), [filter]);
  const refresh = () => {
    places.delete(filter);
    setNow(freshNow());
    found.refresh();
  };
  return (
    <div className="events">
      <EventsHead filter={filter} found={found} view={view} search={search} onRefresh={refresh} />
      <FilterBar search={search} now={now} onChange={setSearch} wordsRef={words} />
      <Times search={search} now={now} onChange={setSearch} />
      {found.error !== null ? (
        <Complaint error={found.error} onRetry={refresh} />
      ) : found.isPending ? (
        <Skeleton rows={16} />
      ) : found.events.length === 0 ? (
        <Nothing />
      ) : (
        <EventsGrid
          key={filter}
          {...{ ...view, showing, onFilter, onPlace }}
          events={found.events}
          total={found.total ?? found.events.length}
          place={places.get(filter) ?? { top: 0, row: 0 }}
          onEnd={found.more}
          onOpen={({ id }) => navigate(`/events/${id}`)}
        />
      )}
    </div>
  );
}

function Nothing() {
  return (
    <div className="events-nothing">
      <h2>No event is found</h2>
      <p>Take a filter away, choose a longer time, or search for other words.</p>
    </div>
  );
}

function Times(props: { search: URLSearchParams; now: number; onChange: (search: URLSearchParams) => void }) {
  const { search, now, onChange } = props;
  const { from, to } = rangeOf(search, now);
  const end = to ?? now;
  const query = queryOf(search, now);
  const step = stepOf(from, end);
  if (step !== null) query.set('interval', step);
  const histogram = useHistogram(query.toString());
  if (histogram.data === undefined) return <div className="events-times" />;
  return (
    <div className="events-times">
      <Histogram
        histogram={histogram.data}
        from={from}
        to={end}
        onZoom={(range) => onChange(within(search, range))}
      />
    </div>
  );
}

function useShowing() {
  const { name: zone } = useZone();
  const log = useLog();
  const witnesses = useWitnesses();
  const signed = log.data?.size ?? 0;
  const witnessed = witnessedSize(witnesses.data);
  return useMemo(() => ({ zone, signedSize: signed, witnessedSize: witnessed }), [zone, signed, witnessed]);
}

export type View = ReturnType<typeof useView>;

function useView() {
  const [hiddenText, setHidden] = usePreference('events.hidden', '');
  const [density, setDensity] = usePreference('events.density', 'compact');
  const isNarrow = useNarrow();
  return useMemo(() => {
    const hidden = hiddenText.split(' ').filter((id) => id !== '');
    return {
      hidden,
      onHidden: (ids: string[]) => setHidden(ids.join(' ')),
      density: isNarrow ? 'narrow' : density,
      onDensity: setDensity,
      columns: columns.filter(({ id }) => (isNarrow ? NARROW.includes(id) : !hidden.includes(id))),
    };
  }, [hiddenText, setHidden, density, setDensity, isNarrow]);
}
