import { memo } from 'react';
import { Link } from 'wouter';
import type { TestCoverage } from '../../api/coverage.ts';
import { Status } from '../../parts/status.tsx';
import { counted } from '../../parts/words.ts';
import { type Counts, inCounts, type Verdict, verdictOf } from './days.ts';

const SHAPES: Readonly<Record<Verdict, string>> = { passed: '●', failed: '▲', error: '■', none: '◌' };

export const cellId = (testId: number, day: string) => `test-${testId}-${day}`;

interface RowProps {
  test: TestCoverage;
  days: readonly string[];
  /** The current day; null where another row has it. */
  current: string | null;
}

/** One test and its days. */
export const CoverageRow = memo(function CoverageRow({ test, days, current }: RowProps) {
  const { testId, testName, newest, passed, failed, error } = test;
  const results = new Map(test.days.map((one) => [one.day, one]));
  const bad = failed + error;
  return (
    <tr>
      <th scope="row">
        <Link href={`/events?testId=${testId}&last=all`} className="foreign">
          {testName ?? `Test ${testId}`}
        </Link>
        <p className="small faint">
          now <Status status={newest.status} /> · {counted(passed + bad, 'run')}
          {bad > 0 && `, ${bad} failed or broke`}
        </p>
      </th>
      {days.map((day) => (
        <DayCell
          key={day}
          id={cellId(testId, day)}
          day={day}
          result={results.get(day)}
          isCurrent={day === current}
        />
      ))}
    </tr>
  );
});

interface CellProps {
  id: string;
  day: string;
  result: Counts | undefined;
  isCurrent: boolean;
}

function DayCell({ id, day, result, isCurrent }: CellProps) {
  const verdict = verdictOf(result);
  const words = result === undefined ? 'no run' : inCounts(result);
  return (
    <td id={id} className={`day ${verdict}${isCurrent ? ' is-current' : ''}`} title={`${day}: ${words}`}>
      <span aria-hidden="true">{SHAPES[verdict]}</span>
      <span className="hidden-text">{words}</span>
    </td>
  );
}
