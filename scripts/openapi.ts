/**
 * `npm run openapi`: writes docs/openapi.json, the OpenAPI document of what the server serves. It comes from the routes
 * themselves: the servers are built with services that nobody asks.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { makeMetrics } from '../server/src/http/metrics.ts';
import type { OpenApiDocument } from '../server/src/http/openapi/types.ts';
import { buildServers, type Servers } from '../server/src/http/servers.ts';
import type { ServerOptions } from '../server/src/http/settings.ts';

export const goldenFile = fileURLToPath(new URL('../docs/openapi.json', import.meta.url));

/** Throws what it is asked for: nobody should ask. */
function unasked<T extends object>(what: string): T {
  return new Proxy({} as T, {
    get(_target, name) {
      throw new Error(`${what}.${String(name)} is asked for while routes are described`);
    },
  });
}

/** Servers that listen to nobody and can answer nobody. */
export function describedServers(): Servers {
  const config = {
    host: '127.0.0.1',
    port: 0,
    operationsPort: 0,
    rateLimit: 0,
    trustedProxies: [],
    publicUrl: null,
    accessLog: false,
  };
  return buildServers({
    services: unasked<ServerOptions['services']>('services'),
    config,
    logger: pino({ enabled: false }),
    world: unasked<ServerOptions['world']>('world'),
    metrics: makeMetrics({ runtime: false }),
    monotonicMs: () => 0,
  });
}

export function printed(document: OpenApiDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

if (import.meta.main) writeFileSync(goldenFile, printed(describedServers().openApi()));
