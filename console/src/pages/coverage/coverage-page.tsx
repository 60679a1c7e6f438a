import { useMemo, useState } from 'react';
import { useSearchParams } from 'wouter';
import { useTests } from '../../api/coverage.ts';
import { Complaint } from '../../parts/complaint.tsx';
import { narrowed } from '../../parts/list-page.tsx';
import { usePageTitle } from '../../parts/page-title.ts';
import { Skeleton } from '../../parts/skeleton.tsx';
import { Mark } from '../../parts/status.tsx';
import { useNarrow } from '../../parts/use-narrow.ts';
import { counted } from '../../parts/words.ts';
import { CoverageGrid } from './coverage-grid.tsx';
import { daysUntil, within } from './days.ts';
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
  const tests = useTests(within(days[0] ?? '', days.at(-1) ?? '').toString());
  const isBadOnly = search.get('only') === 'bad';
  const bad = tests.data?.filter((test) => test.bad > 0) ?? [];
  return (
    <div className="coverage">
      <header className="list-page-head">
        <h1>Coverage</h1>
        <p className="faint" role="status">
          {tests.data !== undefined &&
            `${counted(tests.data.length, 'automated test')}, of which ${bad.length} failed or broke in ${span} days`}
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
      {tests.error !== null ? (
        <Complaint error={tests.error} onRetry={() => void tests.refetch()} />
      ) : tests.data === undefined ? (
        <Skeleton rows={16} />
      ) : tests.data.length === 0 ? (
        <p>No automated test ran in these {span} days. Choose a longer time.</p>
      ) : (
        <CoverageGrid tests={isBadOnly ? bad : tests.data} days={days} />
      )}
    </div>
  );
}
