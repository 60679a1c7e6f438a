/** `npm run test:walk` with 3,000 events. */
import { test } from 'node:test';
import { makeCompany, startServer, tempFolder } from '../system.ts';
import { holdToTheLaw } from './walk.ts';

test('walks neither skip nor repeat, whatever is recorded meanwhile', async () => {
  const data = tempFolder();
  const { key } = await makeCompany(data.path);
  const server = await startServer({ data: data.path });
  try {
    const setup = { events: 3_000, sizes: [73, 499, 500], sliceEvents: 1_000 };
    await holdToTheLaw({ address: server.address, key }, setup);
  } finally {
    await server.stop();
    data.remove();
  }
});
