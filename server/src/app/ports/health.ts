/**
 * What is missing while the rest is served. `recording`: no server takes writes, reads come from a standby, which may be
 * a little behind. `servers`: one of those that were named cannot be reached, so there is less to fall back on.
 */
export type Degraded = 'recording' | 'servers';
