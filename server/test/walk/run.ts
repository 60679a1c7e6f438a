/**
 * `npm run test:walk`: walks many events by v2 cursors and by v1 in slices of createdAt, while others are recorded
 * (docs/reliability.md).
 *
 *   --events N   how many (default 100,000)
 */
import { parseArgs } from 'node:util';
import { makeCompany, startServer, tempFolder } from '../system.ts';
import { holdToTheLaw } from './walk.ts';

const { values } = parseArgs({ options: { events: { type: 'string', default: '100000' } } });
const events = Number(values.events);
const data = tempFolder();
const { key } = await makeCompany(data.path);
const server = await startServer({ data: data.path });
const started = performance.now();
try {
  const { walked, recordedMeanwhile, slices } = await holdToTheLaw(
    { address: server.address, key },
    {
      events,
      sizes: [500],
      sliceEvents: 50_000,
      progress: (what) => {
        if (process.stdout.isTTY || !what.endsWith('recorded')) console.log(what);
      },
    },
  );
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(
    `${events} events, ${recordedMeanwhile} recorded meanwhile, ${walked} walked (v1 in ${slices} slices), ${seconds} s`,
  );
  console.log('0 skipped, 0 repeated');
} finally {
  await server.stop();
  data.remove();
}
