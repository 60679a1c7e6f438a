import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'wouter';
import './subject-page.css';

/** What the address says about when: a day, and the end of it as the API wants it. */
export interface AsOf {
  /** `2026-01-31`; null: now. */
  day: string | null;
  time: string | undefined;
}

export function useAsOf(): AsOf {
  const [search] = useSearchParams();
  const day = search.get('asOf');
  if (day === null || !/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(Date.parse(day)))
    return { day: null, time: undefined };
  return { day, time: `${day}T23:59:59.999Z` };
}

/** The frame of a page about one person or connection, and the day that it tells of. */
export function SubjectPage(props: {
  trail: readonly [href: string, name: string];
  head: ReactNode;
  asOf: AsOf;
  children: ReactNode;
}) {
  const { trail, head, asOf, children } = props;
  return (
    <div className="subject">
      <p className="small">
        <Link href={trail[0]}>{trail[1]}</Link>
      </p>
      <header className="subject-head">
        <div>{head}</div>
        <AsOfChoice asOf={asOf} />
      </header>
      {asOf.day !== null && (
        <p className="as-of-note">As it was at the end of {asOf.day} (UTC). What came after is not shown.</p>
      )}
      <div className="subject-columns">{children}</div>
    </div>
  );
}

function AsOfChoice({ asOf: { day } }: { asOf: AsOf }) {
  const [search, setSearch] = useSearchParams();
  const choose = (chosen: string) => {
    const next = new URLSearchParams(search);
    if (chosen === '') next.delete('asOf');
    else next.set('asOf', chosen);
    setSearch(next);
  };
  return (
    <div className="as-of">
      <label>
        As of
        <input
          type="date"
          max={new Date().toISOString().slice(0, 10)}
          value={day ?? ''}
          onChange={({ target }) => choose(target.value)}
        />
      </label>
      {day !== null && (
        <button type="button" onClick={() => choose('')}>
          Now
        </button>
      )}
    </div>
  );
}
