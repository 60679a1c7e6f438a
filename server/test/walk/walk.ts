/**
 * The law of walks: whatever is recorded meanwhile, a v2 walk finds exactly the events that were there when it began, in
 * order; and v1, in slices of createdAt, the same ones as long as nobody records into a slice that is being read.
 */
import assert from 'node:assert/strict';
import { get, post } from '../client.ts';

export interface Target {
  address: string;
  key: string;
}

/** A recorded event as its writer knows it. */
interface Written {
  id: string;
  seq: number;
  createdAt: number;
}

export interface WalkSetup {
  events: number;
  /** Page sizes of v2 walks; each is walked in both directions. */
  sizes: readonly number[];
  /** Largest v1 slice: 1,000 pages of 50 at most. */
  sliceEvents: number;
  progress?(what: string): void;
}

const START = Date.UTC(2025, 0, 1);
const MINUTE = 60_000;
const BATCH = 500;
/** Few, so that many events were created at the same moment. */
const MOMENTS = 200;

/** Rejects with an AssertionError when the law is broken. Answers how much was walked. */
export async function holdToTheLaw(
  target: Target,
  setup: WalkSetup,
): Promise<{ walked: number; recordedMeanwhile: number; slices: number }> {
  const { events, sizes, sliceEvents, progress = () => {} } = setup;
  const log: Written[] = [];
  // 7,919 is prime: the order of recording has nothing to do with that of creation.
  const moment = (i: number) => START + ((i * 7_919) % MOMENTS) * MINUTE;
  while (log.length < events) {
    const count = Math.min(BATCH, events - log.length);
    log.push(...(await record(target, count, (i) => moment(log.length + i))));
    progress(`${log.length} events recorded`);
  }
  let walked = 0;
  for (const size of sizes)
    for (const direction of ['ASC', 'DESC'] as const) {
      const { found, total } = await meanwhile(target, log, moment, () => walkV2(target, direction, size));
      assert.deepEqual(found, expected(log, total, direction), `${direction}, pages of ${size}`);
      assert.ok(total >= events);
      walked += found.length;
      progress(`v2 ${direction} in pages of ${size}: ${found.length} events`);
    }
  const [before, last] = [log.length, START + MOMENTS * MINUTE];
  const now = () => last + MINUTE;
  const slices = await slice(target, START, last, sliceEvents);
  const v1 = await meanwhile(target, log, now, async () => {
    const found: string[] = [];
    for (const { from, to } of slices) found.push(...(await walkV1(target, from, to)));
    return found;
  });
  assert.deepEqual(v1.toSorted(), expected(log, before, 'ASC').toSorted(), 'v1 in slices of createdAt');
  progress(`v1 in ${slices.length} slices: ${v1.length} events`);
  return { walked: walked + v1.length, recordedMeanwhile: log.length - events, slices: slices.length };
}

/** Records without pause while something else is done; what was recorded is added to the log. */
async function meanwhile<T>(
  target: Target,
  log: Written[],
  moment: (i: number) => number,
  work: () => Promise<T>,
): Promise<T> {
  let done = false;
  const writing = (async () => {
    do log.push(...(await record(target, 5, (i) => moment(log.length + i))));
    while (!done);
  })();
  try {
    return await work();
  } finally {
    done = true;
    await writing;
  }
}

async function record(
  { address, key }: Target,
  count: number,
  moment: (i: number) => number,
): Promise<Written[]> {
  const times = Array.from({ length: count }, (_, i) => moment(i));
  const drafts = times.map((at) => ({
    type: 'COMPANY_DATA_UPDATED',
    category: 'COMPANY',
    source: 'APP',
    description: 'a step of the walk',
    createdAt: new Date(at).toISOString(),
  }));
  const { status, text, json } = await post(address, '/api/events', key, drafts);
  assert.equal(status, 201, text);
  return json.map(({ id, seq }: Written, i: number) => ({ id, seq, createdAt: times[i] }));
}

const FILTER = 'type=COMPANY_DATA_UPDATED';

/** The ids of the first `total` events of the log, in the order of a walk. */
function expected(log: readonly Written[], total: number, direction: 'ASC' | 'DESC'): string[] {
  const known = log.toSorted((a, b) => a.seq - b.seq).slice(0, total);
  const ids = known.sort((a, b) => a.createdAt - b.createdAt || a.seq - b.seq).map(({ id }) => id);
  return direction === 'ASC' ? ids : ids.reverse();
}

async function ask({ address, key }: Target, path: string) {
  const { status, text, json } = await get(address, path, key);
  assert.equal(status, 200, `${path}: ${text}`);
  return json;
}

const idsOf = (events: readonly { id: string }[]) => events.map(({ id }) => id);

async function walkV2(target: Target, direction: 'ASC' | 'DESC', size: number) {
  const found: string[] = [];
  let total = -1;
  let cursor = '';
  do {
    const query = `${FILTER}&size=${size}&sortDir=${direction}&includeTotalCount=true&cursor=${cursor}`;
    const { data, pagination } = await ask(target, `/public/v2/events?${query}`);
    if (cursor === '') total = pagination.totalCount;
    found.push(...idsOf(data));
    cursor = pagination.cursor ?? '';
  } while (cursor !== '');
  assert.equal(found.length, total, 'the total of the first page');
  return { found, total };
}

interface Slice {
  from: number;
  to: number;
}

/** Halves the time until no part holds more than `most` events. */
async function slice(target: Target, from: number, to: number, most: number): Promise<Slice[]> {
  const { total } = await ask(target, v1Path(from, to, 1, 1));
  if (total <= most) return [{ from, to }];
  const middle = from + Math.floor((to - from) / 2);
  return [...(await slice(target, from, middle, most)), ...(await slice(target, middle + 1, to, most))];
}

async function walkV1(target: Target, from: number, to: number): Promise<string[]> {
  const found: string[] = [];
  for (let page = 1; ; page++) {
    const { data, total, limit } = await ask(target, v1Path(from, to, page, 50));
    found.push(...idsOf(data));
    if (page * limit >= total) return found;
  }
}

function v1Path(from: number, to: number, page: number, limit: number): string {
  const [start, end] = [new Date(from).toISOString(), new Date(to).toISOString()];
  const bounds = `createdAtStartDate=${start}&createdAtEndDate=${end}`;
  return `/public/events?${FILTER}&${bounds}&page=${page}&limit=${limit}`;
}
