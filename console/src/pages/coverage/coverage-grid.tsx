import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { TestCoverage } from '../../api/coverage.ts';
import { CoverageRow, cellId } from './coverage-row.tsx';
import { within } from './days.ts';

/**
 * A row a test, a column a day. One cell is the current one; the focus stays with the grid, as in the list of events, so
 * that it is one stop of the Tab key and a table to those who hear it.
 */
export function CoverageGrid({ tests, days }: { tests: readonly TestCoverage[]; days: readonly string[] }) {
  const [, navigate] = useLocation();
  const [at, setAt] = useState({ row: 0, column: days.length - 1 });
  const row = Math.min(at.row, tests.length - 1);
  const column = Math.min(at.column, days.length - 1);
  const testId = tests[row]?.testId ?? 0;
  const day = days[column] ?? '';
  const current = cellId(testId, day);
  useEffect(() => {
    if (document.activeElement?.role === 'grid')
      document.getElementById(current)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [current]);
  const scroller = useRef<HTMLDivElement>(null);
  // Where not all days have room, the newest are seen first.
  useLayoutEffect(() => {
    if (scroller.current !== null && days.length > 0)
      scroller.current.scrollLeft = scroller.current.scrollWidth;
  }, [days]);
  const open = (test: number, on: string) => navigate(`/events?testId=${test}&${within(on, on)}`);
  const onKeyDown = (pressed: KeyboardEvent) => {
    if (pressed.target !== pressed.currentTarget || pressed.ctrlKey || pressed.metaKey || pressed.altKey)
      return;
    const next = steps({ row, column, rows: tests.length, columns: days.length })[pressed.key];
    if (pressed.key === 'Enter') open(testId, day);
    else if (next !== undefined) setAt(next);
    else return;
    pressed.preventDefault();
  };
  return (
    <div ref={scroller} className="scroll-x">
      <table
        className={days.length > DAYS_NAMED ? 'coverage-grid is-dense' : 'coverage-grid'}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA in HTML lets a table be a grid
        role="grid"
        aria-label="Results of automated tests by day"
        aria-activedescendant={current}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onClick={({ target }) => {
          const cell = target instanceof Element ? target.closest<HTMLTableCellElement>('td') : null;
          const clicked = tests[(cell?.closest('tr')?.rowIndex ?? 0) - 1];
          if (cell !== null && clicked !== undefined) open(clicked.testId, days[cell.cellIndex - 1] ?? day);
        }}
      >
        <thead>
          <tr>
            <th scope="col">Test</th>
            {days.map((name) => (
              <th key={name} scope="col">
                <span className="hidden-text">{name}</span>
                <span aria-hidden="true">{headOf(name, days)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tests.map((test) => (
            <CoverageRow
              key={test.testId}
              test={test}
              days={days}
              current={test.testId === testId ? day : null}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Of so many days each has its number above it. */
const DAYS_NAMED = 30;

/** Of more days the Mondays. */
function headOf(day: string, days: readonly string[]): string {
  const isNamed = days.length <= DAYS_NAMED || new Date(day).getUTCDay() === 1;
  return isNamed ? String(Number(day.slice(-2))) : '';
}

interface Cell {
  row: number;
  column: number;
}

/** Where each key leads. */
function steps(from: Cell & { rows: number; columns: number }): Partial<Record<string, Cell>> {
  const { row, column, rows, columns } = from;
  const to = (down: number, right: number): Cell => ({
    row: Math.min(Math.max(row + down, 0), rows - 1),
    column: Math.min(Math.max(column + right, 0), columns - 1),
  });
  return {
    ArrowDown: to(1, 0),
    ArrowUp: to(-1, 0),
    ArrowRight: to(0, 1),
    ArrowLeft: to(0, -1),
    PageDown: to(10, 0),
    PageUp: to(-10, 0),
    Home: to(0, -columns),
    End: to(0, columns),
  };
}
