/** A program in another language, written for the contract, works: client.py. */
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { get } from '../client.ts';
import { startServer, tempFolder } from '../system.ts';

const CLIENT = fileURLToPath(new URL('./client.py', import.meta.url));
const hasPython = spawnSync('python3', ['--version']).status === 0;

test('a Python program walks both versions, uploads and downloads', async (t) => {
  if (!hasPython) return t.skip('python3 is not at hand');
  const data = tempFolder();
  const { address, stop } = await startServer({ command: 'demo', data: data.path });
  try {
    const key = readFileSync(join(data.path, 'demo.key'), 'utf8').trim();
    const total = async (path: string): Promise<number> => (await get(address, path, key)).json.total;
    const [events, users, connections] = await Promise.all(
      ['/public/events', '/public/users', '/public/connections'].map(total),
    );
    const { stdout } = await promisify(execFile)('python3', [CLIENT, address, key]);
    assert.deepEqual(JSON.parse(stdout), {
      events,
      users,
      personnel: users,
      refusals: { limit: [400, 10020], expand: [400, 10020], unknown: [404, 10170], key: [401, 12300] },
      connections,
    });
  } finally {
    await stop();
    data.remove();
  }
});
