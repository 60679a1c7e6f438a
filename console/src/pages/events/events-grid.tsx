import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Event } from '../../api/events.ts';
import { type Column, type Showing, widthOf } from './columns.tsx';
import { useGridKeys } from './grid-keys.ts';
import { GridRow } from './grid-row.tsx';
import './events-grid.css';

const HEIGHTS: Readonly<Record<string, number>> = { compact: 28, comfortable: 38, narrow: 64 };
const HEAD_PX = 30;
const OVERSCAN = 12;

/** Where the reader is in a list: pixels from the top, and the current row. */
export interface Place {
  top: number;
  row: number;
}

interface GridProps {
  events: readonly Event[];
  /** Of all that the filter finds; as many as are loaded until it is known. */
  total: number;
  columns: readonly Column[];
  density: string;
  showing: Showing;
  place: Place;
  onPlace: (place: Place) => void;
  onEnd: () => void;
  onOpen: (event: Event) => void;
  onFilter: (column: Column, event: Event) => void;
}

/**
 * Rows in a window: as many are in the page as are seen. One cell is the current one, for keys and for those who listen;
 * the focus stays with the grid (axe and screen readers know this as a grid with an active descendant).
 */
export function EventsGrid(props: GridProps) {
  const { events, columns, density, showing, onFilter } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [row, setRow] = useState(props.place.row);
  const [columnId, setColumnId] = useState('');
  const height = HEIGHTS[density] ?? 28;
  const rows = useRows(events, scroller, height, props.place.top);
  useStays({ events, row, setRow, scroller, height });
  useTellsPlace(row, scroller, props.onPlace);
  useAsksForMore(rows, events.length, props.onEnd);
  const column = Math.max(
    columns.findIndex(({ id }) => id === columnId),
    0,
  );
  const onKeyDown = useGridKeys({
    ...{ events, columns, row, column, onFilter },
    onOpen: props.onOpen,
    onRow(next) {
      setRow(next);
      rows.scrollToIndex(next);
      scroller.current?.focus();
    },
    onColumn: (next) => setColumnId(columns[next]?.id ?? ''),
  });
  const at = columns[column]?.id ?? '';
  const isNarrow = density === 'narrow';
  const style = {
    gridTemplateColumns: isNarrow ? undefined : columns.map(({ width }) => width).join(' '),
    minWidth: isNarrow ? 0 : widthOf(columns),
  };
  return (
    <div
      ref={scroller}
      className={`grid ${density}`}
      role="grid"
      aria-label="Events, newest first"
      aria-rowcount={props.total + 1}
      aria-colcount={columns.length}
      aria-activedescendant={events[row] && `${events[row].id}-${at}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <Head columns={columns} zone={showing.zone} style={style} />
      <div
        role="presentation"
        className="grid-body"
        style={{ height: rows.getTotalSize(), minWidth: style.minWidth }}
      >
        {rows.getVirtualItems().map(({ index, start, key }) => {
          const event = events[index];
          if (event === undefined) return null;
          return (
            <GridRow
              key={key}
              {...{ event, index, height, columns, showing, onFilter }}
              top={start}
              template={style.gridTemplateColumns}
              current={index === row ? at : null}
              onCurrent={(id) => {
                setRow(index);
                setColumnId(id);
              }}
            />
          );
        })}
      </div>
    </div>
  );
}

function Head({ columns, zone, style }: { columns: readonly Column[]; zone: string; style: CSSProperties }) {
  return (
    <div role="row" aria-rowindex={1} className="grid-head" style={style}>
      {columns.map(({ id, title }) => (
        <div key={id} role="columnheader">
          {id === 'time' ? `${title} (${zone})` : title}
        </div>
      ))}
    </div>
  );
}

function useRows(
  events: readonly Event[],
  scroller: RefObject<HTMLDivElement | null>,
  height: number,
  initialOffset: number,
): Virtualizer<HTMLDivElement, Element> {
  const rows = useVirtualizer({
    count: events.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: (index) => events[index]?.id ?? index,
    overscan: OVERSCAN,
    initialOffset,
    scrollPaddingStart: HEAD_PX,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew when rows become higher or lower
  useEffect(() => rows.measure(), [height]);
  return rows;
}

/** New events come in above: what is read stays where it is, and so does the current row. */
function useStays(grid: {
  events: readonly Event[];
  row: number;
  setRow: (row: number) => void;
  scroller: RefObject<HTMLDivElement | null>;
  height: number;
}): void {
  const { events, row, setRow, scroller, height } = grid;
  const last = useRef(events);
  useLayoutEffect(() => {
    const before = last.current;
    last.current = events;
    const element = scroller.current;
    if (before === events || element === null || element.scrollTop === 0) return;
    const movedBy = (index: number) => {
      const id = before[index]?.id;
      const now = events.findIndex((event) => event.id === id);
      return now < 0 ? 0 : now - index;
    };
    element.scrollTop += movedBy(Math.floor(element.scrollTop / height)) * height;
    setRow(row + movedBy(row));
  }, [events, row, setRow, scroller, height]);
}

/** Told whenever the row changes, and when the grid goes. */
function useTellsPlace(
  row: number,
  scroller: RefObject<HTMLDivElement | null>,
  onPlace: (place: Place) => void,
): void {
  useEffect(() => {
    const element = scroller.current;
    onPlace({ top: element?.scrollTop ?? 0, row });
    return () => onPlace({ top: element?.scrollTop ?? 0, row });
  }, [row, scroller, onPlace]);
}

function useAsksForMore(rows: Virtualizer<HTMLDivElement, Element>, loaded: number, onEnd: () => void): void {
  const last = rows.getVirtualItems().at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= loaded - 2 * OVERSCAN) onEnd();
  }, [last, loaded, onEnd]);
}
