import type { KeyboardEvent } from 'react';
import type { Event } from '../../api/events.ts';
import { useKey } from '../../shell/keys.ts';
import type { Column } from './columns.tsx';

const PAGE_ROWS = 20;

/** What keys do in the grid: some wherever the focus is, the arrows while the grid has it. */
export function useGridKeys(grid: {
  events: readonly Event[];
  columns: readonly Column[];
  row: number;
  column: number;
  onRow: (row: number) => void;
  onColumn: (column: number) => void;
  onOpen: (event: Event) => void;
  onFilter: (column: Column, event: Event) => void;
}): (pressed: KeyboardEvent) => void {
  const { events, columns, row, column } = grid;
  const event = events[row];
  const at = columns[column];
  const move = (by: number) => {
    if (events.length > 0) grid.onRow(Math.min(Math.max(row + by, 0), events.length - 1));
  };
  const turn = (by: number) => grid.onColumn(Math.min(Math.max(column + by, 0), columns.length - 1));
  useKey('j', 'go to the next event', () => move(1));
  useKey('k', 'go to the event before', () => move(-1));
  useKey('Enter', 'open the event', () => event && grid.onOpen(event));
  useKey('f', 'show only what has the value of this cell', () => event && at && grid.onFilter(at, event));

  const steps: Readonly<Record<string, () => void>> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    PageDown: () => move(PAGE_ROWS),
    PageUp: () => move(-PAGE_ROWS),
    Home: () => move(-events.length),
    End: () => move(events.length),
    ArrowRight: () => turn(1),
    ArrowLeft: () => turn(-1),
  };
  return (pressed) => {
    const step = steps[pressed.key];
    if (step === undefined || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return;
    pressed.preventDefault();
    step();
  };
}
