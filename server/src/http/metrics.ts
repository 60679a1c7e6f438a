/** What is counted, for a scrape by Prometheus. No label holds anything that a client chooses. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  readonly registry: Registry;
  /** A finished request; `route` is the pattern, not the path. Without `seconds` it lasted as its client wished. */
  request(method: string, route: string, status: number, seconds: number | null): void;
  streamOpened(): void;
  streamClosed(): void;
  eventsRecorded(count: number): void;
  rateLimited(): void;
}

/** `runtime` adds what prom-client knows about the process: memory, CPU, event loop. */
export function makeMetrics(options: { runtime: boolean } = { runtime: false }): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (options.runtime) collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'affidavit_http_requests_total',
    help: 'Requests answered, by method, route and status.',
    labelNames: ['method', 'route', 'status'] as const,
    registers,
  });
  const durations = new Histogram({
    name: 'affidavit_http_request_duration_seconds',
    help: 'From the end of the headers to the end of the answer, by route.',
    labelNames: ['route'] as const,
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 2.5, 10],
    registers,
  });
  const recorded = new Counter({
    name: 'affidavit_events_recorded_total',
    help: 'Events acknowledged over HTTP, repetitions of the same event included.',
    registers,
  });
  const limited = new Counter({
    name: 'affidavit_http_rate_limited_total',
    help: 'Requests refused because their address sent too many.',
    registers,
  });
  const streams = new Gauge({
    name: 'affidavit_http_open_streams',
    help: 'Streams of events that somebody is reading.',
    registers,
  });
  return {
    registry,
    request(method, route, status, seconds) {
      requests.inc({ method, route, status }, 1);
      if (seconds !== null) durations.observe({ route }, seconds);
    },
    streamOpened: () => streams.inc(),
    streamClosed: () => streams.dec(),
    eventsRecorded: (count) => recorded.inc(count),
    rateLimited: () => limited.inc(),
  };
}
