import { memo } from 'react';
import type { Event } from '../../api/events.ts';
import type { Column, Showing } from './columns.tsx';

interface RowProps {
  event: Event;
  index: number;
  /** Pixels from the top of the body. */
  top: number;
  height: number;
  template: string | undefined;
  columns: readonly Column[];
  showing: Showing;
  /** The current cell; null where another row has it. */
  current: string | null;
  onCurrent: (column: string) => void;
  onFilter: (column: Column, event: Event) => void;
}

export const GridRow = memo(
  function GridRow(props: RowProps) {
    const { event, index, top, height, template, columns, showing, current, onCurrent, onFilter } = props;
    return (
      <div
        role="row"
        aria-rowindex={index + 2}
        className={current === null ? 'grid-row' : 'grid-row is-current'}
        style={{ gridTemplateColumns: template, height, transform: `translateY(${top}px)` }}
      >
        {columns.map((column) => (
          <div
            key={column.id}
            id={`${event.id}-${column.id}`}
            role={column.id === 'description' ? 'rowheader' : 'gridcell'}
            className={`cell-${column.id}${column.id === current ? ' is-current' : ''}`}
            onClick={() => onCurrent(column.id)}
            onDoubleClick={() => onFilter(column, event)}
          >
            {column.cell(event, showing)}
            {column.member !== undefined && (
              <span
                className="grid-filter"
                title={`Only this ${column.title.toLowerCase()} (f)`}
                aria-hidden="true"
                onClick={() => onFilter(column, event)}
              >
                ＋
              </span>
            )}
          </div>
        ))}
      </div>
    );
  },
  (before, after) =>
    before.event === after.event &&
    before.index === after.index &&
    before.top === after.top &&
    before.height === after.height &&
    before.template === after.template &&
    before.showing === after.showing &&
    before.current === after.current &&
    before.onFilter === after.onFilter,
);
