/** What the servers are told from outside, and what their parts share. */
import type { Logger } from 'pino';
import type { World } from '../app/ports.ts';
import type { Metrics } from './metrics.ts';
import type { Services } from './services.ts';

export interface HttpConfig {
  host: string;
  /** 0 lets the system choose, here and below. */
  port: number;
  operationsPort: number;
  /** Requests per limits.rateWindowMs and source address on /public; 0 switches the limit off. */
  rateLimit: number;
  /** Addresses or CIDR ranges whose X-Forwarded-For counts. */
  trustedProxies: readonly string[];
  /** What absolute links begin with; null: scheme and host of the request. */
  publicUrl: string | null;
  /** One line a request. Default: whether the logger shows `info`. */
  accessLog?: boolean;
}

export interface Timeouts {
  headersMs: number;
  bodyMs: number;
  connectionIdleMs: number;
  keepAliveMs: number;
  /** How often Node looks for connections that are over their time. */
  checkingIntervalMs: number;
  shutdownMs: number;
  /** Between two signs of life of a stream that has nothing to say. */
  heartbeatMs: number;
}

export interface ServerOptions {
  services: Services;
  config: HttpConfig;
  logger: Logger;
  world: World;
  metrics?: Metrics;
  /** A clock that never goes back; only differences matter. */
  monotonicMs: () => number;
  /** Default: domain/limits.ts. */
  timeouts?: Partial<Timeouts>;
}

/** Whether the servers are stopping, told to whoever has to hurry. */
export interface Stopping {
  readonly signal: AbortSignal;
}
