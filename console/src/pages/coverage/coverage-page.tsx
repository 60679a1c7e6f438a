import { useMemo, useState } from 'react';
import { useSearchParams } from 'wouter';
import { type Coverage, useCoverage } from '../../api/coverage.ts';
import { Complaint } from '../../parts/complaint.tsx';
import { narrowed } from '../../parts/list-page.tsx';
import { usePageTitle } from '../../parts/page-title.ts';
import { Skeleton } from '../../parts/skeleton.tsx';
import { Mark } from '../../parts/status.tsx';
import { useNarrow } from '../../parts/use-narrow.ts';
import { count, counted } from '../../parts/words.ts';
import { CoverageGrid } from './coverage-grid.tsx';
import { daysUntil } from './days.ts';
import './coverage.css';

const SPANS = [14, 30, 90];

/** Did every automated test run, day by day, and with what result? */
export function CoveragePage() {
  usePageTitle('Coverage');
  const [search, setSearch] = useSearchParams();
  const isNarrow = useNarrow();
  const [now] = useState(() => Date.now());
  const asked = Number(search.get('days'));
  const span = SPANS.includes(asked) ? asked : isNarrow ? 14 : 30;
  const days = useMemo(() => daysUntil(now, span), [now, span]);
  const isBadOnly = search.get('only') === 'bad';
  const [limit, setLimit] = useState(TESTS_FIRST);
  const coverage = useCoverage({ from: days[0] ?? '', to: days.at(-1) ?? '', bad: isBadOnly, limit });
  return (
    <div className="coverage">
      <header className="list-page-head">
        <h1>Coverage</h1>
        <p className="faint" role="status">
          {coverage.data !== undefined &&
            `${counted(coverage.data.tests, 'automated test')}, of which ${count(coverage.data.badTests)} failed or broke in ${span} days`}
        </p>
        <form onSubmit={(event) => event.preventDefault()}>
          <label className="row">
            <input
              type="checkbox"
              checked={isBadOnly}
              onChange={({ target }) => setSearch(narrowed(search, 'only', target.checked ? 'bad' : ''))}
            />
            Only these
          </label>
          <select
            aria-label="Days"
            value={span}
            onChange={({ target }) => setSearch(narrowed(search, 'days', target.value))}
          >
            {SPANS.map((one) => (
              <option key={one} value={one}>
                Last {one} days
              </option>
            ))}
          </select>
        </form>
      </header>
      <p className="coverage-legend small">
        <Mark tone="passed">Passed</Mark>
        <Mark tone="failed">Failed</Mark>
        <Mark tone="error">Error</Mark>
        <Mark tone="faint">No run</Mark>
        <span className="faint">
          The worst result of each day (UTC). Arrow keys move, Enter opens the events of the day.
        </span>
      </p>
      {coverage.error !== null ? (
        <Complaint error={coverage.error} onRetry={() => void coverage.refetch()} />
      ) : coverage.data === undefined ? (
        <Skeleton rows={16} />
      ) : (
        <Tests
          coverage={coverage.data}
          isBadOnly={isBadOnly}
          days={days}
          onMore={() => setLimit(TESTS_MOST)}
        />
      )}
    </div>
  );
}

/** So many tests are asked for at first, and then as many as the server tells at once. */
const TESTS_FIRST = 200;
const TESTS_MOST = 1_000;

function Tests(props: {
  coverage: Coverage;
  isBadOnly: boolean;
  days: readonly string[];
  onMore: () => void;
}) {
  const { coverage, isBadOnly, days, onMore } = props;
  const { data, tests, badTests } = coverage;
  if (tests === 0) return <p>No automated test ran in these {days.length} days. Choose a longer time.</p>;
  if (data.length === 0) return <p>No run failed or broke in these {days.length} days.</p>;
  const all = isBadOnly ? badTests : tests;
  return (
    <>
      <CoverageGrid tests={data} days={days} />
      {data.length < all && (
        <p className="small">
          The {count(data.length)} with most bad runs of {count(all)}.{' '}
          {data.length < TESTS_MOST && (
            <button type="button" onClick={onMore}>
              Show more
            </button>
          )}
        </p>
      )}
    </>
  );
}
