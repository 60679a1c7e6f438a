import { Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  request(route: string, method: string, status: number, seconds: number): void;
  recorded(events: number): void;
  limited(): void;
  print(): Promise<{ type: string; text: string }>;
}

/** Metrics in a registry of their own. */
export function makeMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Histogram({
    name: 'affidavit_http_request_seconds',
    help: 'Time from the arrival of a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 2.5, 10],
    registers,
  });
  const events = new Counter({
    name: 'affidavit_events_recorded_total',
    help: 'Events answered as durable',
    registers,
  });
  const limited = new Counter({
    name: 'affidavit_rate_limited_total',
    help: 'Requests answered 429',
    registers,
  });
  new Gauge({
    name: 'affidavit_resident_bytes',
    help: 'Resident memory of the process',
    registers,
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  return {
    request: (route, method, status, seconds) => requests.observe({ route, method, status }, seconds),
    recorded: (count) => events.inc(count),
    limited: () => limited.inc(),
    print: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  };
}
