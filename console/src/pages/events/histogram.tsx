import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { EventHistogram } from '../../api/events.ts';
import { useZone } from '../../parts/time.tsx';
import { count } from '../../parts/words.ts';
import { stepMs } from './filter.ts';
import { type Bucket, buckets, drawBars, sums } from './histogram-bars.ts';
import './histogram.css';

const HEIGHT_PX = 104;
const DAY_S = 86_400;
/** Above the line where nothing stands on it: a part of what hangs below. */
const HEADROOM = 0.1;
const MONTH_S = 28 * DAY_S;

/** What went well and what has no result stands above the line; what failed hangs below it, hatched where it is an error. */
export function Histogram(props: {
  histogram: EventHistogram;
  from: number | null;
  to: number;
  onZoom: (range: { from: number; to: number }) => void;
}) {
  const { histogram, from, to, onZoom } = props;
  const place = useRef<HTMLDivElement>(null);
  const { name: zone } = useZone();
  const zoom = useRef(onZoom);
  useEffect(() => {
    zoom.current = onZoom;
  });
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const bars = buckets(histogram);
    const step = stepMs(histogram.interval) / 1000;
    const begin = from === null ? (bars[0]?.from ?? to / 1000 - step) : from / 1000;
    const plot = new uPlot(
      optionsOf({
        width: element.clientWidth,
        zone,
        begin,
        end: Math.max(to / 1000, begin + step),
        step,
        bars,
        zoom,
      }),
      [bars.map((bar) => bar.from), bars.map((bar) => bar.up), bars.map((bar) => -bar.failed - bar.error)],
      element,
    );
    const resized = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: HEIGHT_PX }));
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    const redraw = () => plot.redraw(false);
    const themed = new MutationObserver(redraw);
    themed.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    resized.observe(element);
    scheme.addEventListener('change', redraw);
    return () => {
      resized.disconnect();
      themed.disconnect();
      scheme.removeEventListener('change', redraw);
      plot.destroy();
    };
  }, [histogram, from, to, zone]);
  const { passed, failed, error, other } = sums(histogram);
  return (
    <figure className="histogram">
      <div
        ref={place}
        role="img"
        aria-label={
          `Events by ${histogram.interval}: ${count(passed)} passed, ${count(failed)} failed, ` +
          `${count(error)} errors, ${count(other)} without a result. Drag to see a part of the time.`
        }
      />
      <figcaption aria-hidden="true">
        <span className="key other" /> other <span className="key passed" /> passed
        <span className="key failed" /> ▲ failed <span className="key error" /> ■ error
        <span className="faint">by {histogram.interval} · drag to zoom</span>
      </figcaption>
    </figure>
  );
}

function optionsOf(given: {
  width: number;
  zone: string;
  begin: number;
  end: number;
  step: number;
  bars: readonly Bucket[];
  zoom: { current: (range: { from: number; to: number }) => void };
}): uPlot.Options {
  const { width, zone, begin, end, step, bars, zoom } = given;
  const color = (name: string) => () => colorOf(name);
  const axis = { stroke: color('--faint'), font: '11px system-ui', ticks: { show: false } };
  return {
    width,
    height: HEIGHT_PX,
    padding: [6, 0, 0, 0],
    legend: { show: false },
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), zone),
    cursor: { y: false, points: { show: false }, drag: { x: true, y: false, setScale: false } },
    scales: {
      x: { time: true, range: [begin, end] },
      y: {
        range: (_plot, low, high) => [Math.min(low, 0), Math.max(high, -low * HEADROOM, low === 0 ? 1 : 0)],
      },
    },
    axes: [
      { ...axis, size: 22, gap: 2, grid: { show: false }, values: labels(zone) },
      {
        ...axis,
        size: 40,
        gap: 4,
        space: 28,
        grid: { stroke: color('--rule'), width: 1 },
        values: (_p, ticks) => ticks.map((tick) => count(Math.abs(tick))),
      },
    ],
    series: [
      {},
      { paths: () => null, points: { show: false } },
      { paths: () => null, points: { show: false } },
    ],
    hooks: {
      draw: [(plot) => drawBars(plot, bars, step, colorOf)],
      setSelect: [
        ({ select, posToVal, setSelect }) => {
          if (select.width < 4) return;
          const [from, to] = [posToVal(select.left, 'x'), posToVal(select.left + select.width, 'x')];
          setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
          zoom.current({ from: Math.round(from * 1000), to: Math.round(to * 1000) });
        },
      ],
    },
  };
}

/** Hours below a day, with the day at its beginning; days below a month; months. */
const labels =
  (zone: string): uPlot.Axis.Values =>
  (_plot, ticks, _axis, _space, step) => {
    const format = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone });
    const hour = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    const day = format({ day: 'numeric', month: 'short' });
    const month = format({ month: 'short', year: 'numeric' });
    return ticks.map((tick) => {
      if (step >= MONTH_S) return month.format(tick * 1000);
      const time = hour.format(tick * 1000);
      return step >= DAY_S || time === '00:00' ? day.format(tick * 1000) : time;
    });
  };

/** A canvas knows no custom properties: what one comes to, under the theme as it is. */
function colorOf(name: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
