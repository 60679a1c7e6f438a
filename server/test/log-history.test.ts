/** What was signed of a log before, and when all of it was checked: over HTTP, on both stores. */
import assert from 'node:assert/strict';
import { readNote } from '@affidavit/verify';
import { testOnBothStores } from './both-stores.ts';
import { get, post } from './client.ts';

const event = {
  type: 'COMPANY_DATA_UPDATED',
  category: 'COMPANY',
  source: 'APP',
  description: 'Changed.',
  userId: 1,
};

/** Records one event, and waits until it is signed; answers its seq. */
async function recordSigned(address: string, key: string): Promise<number> {
  const { json } = await post(address, '/api/events', key, event);
  const proof = await get(address, `/api/events/${json.id}/affidavit.tlog-proof`, key);
  assert.equal(proof.status, 200, proof.text);
  return json.seq;
}

testOnBothStores('checkpoints are told, the newest first, page after page', async (_t, { server, key }) => {
  const { address } = server;
  const list = (query = '') => get(address, `/api/log/checkpoints${query}`, key);
  for (let n = 0; n < 3; n++) await recordSigned(address, key);
  const { company, size } = (await get(address, '/api/log', key)).json;
  const newest = await get(address, `/log/${company}/checkpoint`, key);
  const whole = await list();
  assert.equal(whole.status, 200, whole.text);
  const [first] = whole.json.data;
  assert.deepEqual([first.size, first.note], [size, newest.text]);
  assert.deepEqual([first.witnesses, first.otherLines, whole.json.next], [[], 0, null]);
  assert.equal(readNote(first.note).text.split('\n')[1], String(first.size));
  assert.match(first.root, /^[0-9a-f]{64}$/);
  assert.match(first.signedAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  const sizes = whole.json.data.map((one: { size: number }) => one.size);
  assert.ok(sizes.length >= 3, 'each of the three was signed before the next one came');
  assert.deepEqual(
    sizes,
    [...sizes].sort((a, b) => b - a),
  );
  const paged: number[] = [];
  for (let next: number | null = Number.MAX_SAFE_INTEGER; next !== null; ) {
    const { json } = await list(`?below=${next}&limit=1`);
    assert.equal(json.data.length, 1);
    paged.push(json.data[0].size);
    next = json.next;
  }
  assert.deepEqual(paged, sizes);
  for (const [query, message] of [
    ['?limit=0', /limit must be a whole number between 1 and 100/],
    ['?limit=101', /limit/],
    ['?below=-1', /below must be a whole number/],
    ['?below=x', /below/],
  ] as const) {
    const refused = await list(query);
    assert.equal(refused.status, 400, query);
    assert.match(refused.json.message, message);
  }
});

testOnBothStores('a full check is told once somebody has made one', async (_t, { server, key, run }) => {
  const { address } = server;
  const read = async () => (await get(address, '/api/log/full-checks', key)).json.data;
  await recordSigned(address, key);
  assert.deepEqual(await read(), []);
  const first = await run('fsck');
  assert.equal(first.code, 0, first.stderr);
  const [one, ...others] = await read();
  assert.deepEqual(others, []);
  assert.equal(one.problem, null);
  assert.match(one.version, /^\d+\.\d+\.\d+/);
  assert.ok(one.beganAt <= one.endedAt);
  const { data } = (await get(address, '/api/log/checkpoints', key)).json;
  const signed = data.find(({ size }: { size: number }) => size === one.size);
  assert.equal(one.root, signed?.root, 'what was computed from the events is what was signed');
  await recordSigned(address, key);
  assert.equal((await run('fsck')).code, 0);
  const sizes = (await read()).map(({ size }: { size: number }) => size);
  assert.deepEqual(sizes, [one.size + 1, one.size]);
});

testOnBothStores('who may not read the log is not told', async (_t, { server, key }) => {
  const made = await post(server.address, '/api/keys', key, {
    name: 'finds',
    permissions: ['api-find-events'],
  });
  assert.equal(made.status, 201, made.text);
  for (const path of ['/api/log/checkpoints', '/api/log/full-checks'])
    assert.equal((await get(server.address, path, made.json.key)).status, 403);
});
