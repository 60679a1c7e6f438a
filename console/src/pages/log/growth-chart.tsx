import type { EventFeed } from '@affidavit/client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { address, getJson } from '../../api/http.ts';
import { Complaint } from '../../parts/complaint.tsx';
import { timeIn, useZone } from '../../parts/time.tsx';
import { count } from '../../parts/words.ts';
import './growth-chart.css';

const SAMPLES = 32;
const WIDTH = 720;
const HEIGHT = 140;

interface Sample {
  size: number;
  at: number;
}

/** How large the log was when: read off events at even steps, which hold the times that were sealed. */
export function GrowthChart({ size }: { size: number }) {
  const samples = useQuery({
    queryKey: ['growth', size],
    enabled: size > 0,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => readSamples(size, signal),
  });
  const { name: zone } = useZone();
  if (size === 0) return <p>Nothing is recorded yet. The first event begins the log.</p>;
  if (samples.isError) return <Complaint error={samples.error} />;
  const points = samples.data ?? [];
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return <div className="growth" />;
  const x = (at: number) => (last.at === first.at ? WIDTH : ((at - first.at) / (last.at - first.at)) * WIDTH);
  const y = (one: number) => HEIGHT - (one / last.size) * HEIGHT;
  const line = points.map(({ size, at }) => `H${x(at)} V${y(size)}`).join(' ');
  const from = timeIn(zone, first.at);
  const to = timeIn(zone, last.at);
  return (
    <figure className="growth">
      <svg
        viewBox={`0 -4 ${WIDTH} ${HEIGHT + 8}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`From ${from} to ${to} the log grew to ${count(last.size)} events`}
      >
        <path className="growth-area" d={`M0 ${HEIGHT} ${line} V${HEIGHT} Z`} />
        <path className="growth-line" d={`M0 ${HEIGHT} ${line}`} />
      </svg>
      <figcaption className="small faint">
        <time>{from}</time>
        <span>{count(last.size)}</span>
        <time>{to}</time>
      </figcaption>
    </figure>
  );
}

async function readSamples(size: number, signal: AbortSignal): Promise<Sample[]> {
  const steps = Math.min(SAMPLES, size);
  const places = Array.from({ length: steps }, (_, i) =>
    Math.round(((size - 1) * i) / Math.max(steps - 1, 1)),
  );
  const found = await Promise.all(
    places.map(async (seq) => {
      const { data } = await getJson<EventFeed>(
        address('/api/events/feed', { after: seq - 1, limit: 1 }),
        signal,
      );
      const [event] = data;
      return event === undefined ? [] : [{ size: event.seq + 1, at: Date.parse(event.recordedAt) }];
    }),
  );
  return found.flat();
}
