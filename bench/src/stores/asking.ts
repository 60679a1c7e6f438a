/** A large store behind a server. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningServer } from '../../../server/test/system.ts';
import { ask, serverOf } from '../servers.ts';
import type { LargeStore } from './stores.ts';

/** Ids are taken from so many neighbours at each place of the log. */
const AT_PLACE = 100;

export async function withServer<T>(
  { folder }: LargeStore,
  work: (server: RunningServer) => Promise<T>,
  compiled?: string,
): Promise<T> {
  const server = await serverOf({ folder, ...(compiled !== undefined && { compiled }) });
  try {
    return await work(server);
  } finally {
    await server.stop();
    rmSync(join(folder, 'access.log'));
  }
}

/** `count` ids or fewer, spread over the log, in an order in which neighbours are far from each other. */
export async function idsAcross(
  { large, events }: LargeStore,
  server: RunningServer,
  count: number,
): Promise<string[]> {
  const places = Math.ceil(count / AT_PLACE);
  const found: string[][] = [];
  for (let place = 0; place < places; place++) {
    const after = large.firstSeq + Math.floor((place * events) / places);
    const feed = `/api/events/feed?after=${after}&limit=${AT_PLACE}`;
    const { data } = await ask<{ data: { id: string }[] }>(server, feed, large.key);
    found.push(data.map(({ id }) => id));
  }
  return Array.from({ length: AT_PLACE }, (_, i) => found.flatMap((ids) => ids[i] ?? [])).flat();
}
