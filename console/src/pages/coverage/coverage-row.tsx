import { memo, type RefObject, useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { type TestRuns, useNewestRun } from '../../api/coverage.ts';
import { useHistogram } from '../../api/events.ts';
import { Status } from '../../parts/status.tsx';
import { counted } from '../../parts/words.ts';
import { type Day, inCounts, resultsOf, type Verdict, verdictOf, within } from './days.ts';

const SHAPES: Readonly<Record<Verdict, string>> = { passed: '●', failed: '▲', error: '■', none: '◌' };

export const cellId = (testId: number, day: string) => `test-${testId}-${day}`;

interface RowProps {
  test: TestRuns;
  days: readonly string[];
  /** The current day; null where another row has it. */
  current: string | null;
}

/** One test; it asks the server only once it is about to be seen. */
export const CoverageRow = memo(
  function CoverageRow({ test: { testId, runs, bad }, days, current }: RowProps) {
    const row = useRef<HTMLTableRowElement>(null);
    const isSeen = useSeen(row);
    const newest = useNewestRun(testId, isSeen);
    const query = within(days[0] ?? '', days.at(-1) ?? '');
    query.set('testId', String(testId));
    query.set('interval', 'day');
    const histogram = useHistogram(query.toString(), isSeen);
    const results = histogram.data === undefined ? null : resultsOf(histogram.data.bars);
    return (
      <tr ref={row}>
        <th scope="row">
          <Link href={`/events?testId=${testId}&last=all`} className="foreign">
            {newest.data?.testName ?? `Test ${testId}`}
          </Link>
          <p className="small faint">
            {newest.data && (
              <>
                now <Status status={newest.data.status} /> ·{' '}
              </>
            )}
            {counted(runs, 'run')}
            {bad > 0 && `, ${bad} failed or broke`}
          </p>
        </th>
        {days.map((day) => (
          <DayCell
            key={day}
            id={cellId(testId, day)}
            day={day}
            result={results?.get(day)}
            isKnown={results !== null}
            isCurrent={day === current}
          />
        ))}
      </tr>
    );
  },
  (before, after) =>
    before.test === after.test && before.days === after.days && before.current === after.current,
);

function DayCell(props: {
  id: string;
  day: string;
  result: Day | undefined;
  isKnown: boolean;
  isCurrent: boolean;
}) {
  const { id, day, result, isKnown, isCurrent } = props;
  const verdict = verdictOf(result);
  const words = result === undefined ? 'no run' : inCounts(result);
  return (
    <td
      id={id}
      className={`day ${isKnown ? verdict : ''}${isCurrent ? ' is-current' : ''}`}
      title={`${day}: ${words}`}
    >
      {isKnown && (
        <>
          <span aria-hidden="true">{SHAPES[verdict]}</span>
          <span className="hidden-text">{words}</span>
        </>
      )}
    </td>
  );
}

/** Whether an element was in or near the window once. */
function useSeen(element: RefObject<Element | null>): boolean {
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        setSeen(true);
        observer.disconnect();
      },
      { rootMargin: '400px' },
    );
    if (element.current !== null) observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return isSeen;
}
