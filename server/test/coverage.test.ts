/** GET /api/coverage: what automated tests came to, day by day, on both stores. */
import assert from 'node:assert/strict';
import { testOnBothStores } from './both-stores.ts';
import { get, post } from './client.ts';

const run = (
  testId: number | null,
  status: string | null,
  createdAt: string,
  testName = `Test ${testId}`,
) => ({
  type: 'AP_INFRASTRUCTURE_DATA_ENCRYPTED',
  category: 'AUTOPILOT',
  source: 'AUTOPILOT',
  description: 'A test ran.',
  status,
  testId,
  createdAt,
  ...(testId !== null && { testName }),
});

testOnBothStores('runs are counted by test and day, the worst tests first', async (_t, { server, key }) => {
  const { address } = server;
  const coverage = (query: string) => get(address, `/api/coverage?${query}`, key);
  const events = [
    run(3, 'PASSED', '2026-03-01T00:00:00.000Z', 'Its old name'),
    run(3, 'PASSED', '2026-03-03T23:59:59.999Z', 'Disks are encrypted'),
    run(3, 'PASSED', '2026-03-03T12:00:00.000Z', 'Recorded later, created before'),
    run(8, 'FAILED', '2026-03-02T10:00:00.000Z'),
    run(8, 'ERROR', '2026-03-02T11:00:00.000Z'),
    run(8, 'PASSED', '2026-03-02T12:00:00.000Z'),
    run(5, 'FAILED', '2026-03-03T00:00:00.000Z'),
    run(5, 'READY', '2026-03-03T10:00:00.000Z'),
    run(5, null, '2026-03-03T10:00:00.000Z'),
    run(null, 'FAILED', '2026-03-03T10:00:00.000Z'),
    // Just outside of the days that are asked for.
    run(9, 'FAILED', '2026-02-28T23:59:59.999Z'),
    run(9, 'FAILED', '2026-03-04T00:00:00.000Z'),
  ];
  const recorded = await post(address, '/api/events', key, events);
  assert.equal(recorded.status, 201, recorded.text);
  const seq = (n: number): number => recorded.json[n].seq;
  const none = { passed: 0, failed: 0, error: 0 };
  const whole = await coverage('from=2026-03-01&to=2026-03-03');
  assert.equal(whole.status, 200, whole.text);
  assert.deepEqual(whole.json, {
    from: '2026-03-01',
    to: '2026-03-03',
    tests: 3,
    badTests: 2,
    data: [
      {
        testId: 8,
        testName: 'Test 8',
        newest: { seq: seq(5), status: 'PASSED', createdAt: '2026-03-02T12:00:00.000Z' },
        ...{ passed: 1, failed: 1, error: 1 },
        days: [{ day: '2026-03-02', passed: 1, failed: 1, error: 1 }],
      },
      {
        testId: 5,
        testName: 'Test 5',
        newest: { seq: seq(6), status: 'FAILED', createdAt: '2026-03-03T00:00:00.000Z' },
        ...{ ...none, failed: 1 },
        days: [{ ...none, day: '2026-03-03', failed: 1 }],
      },
      {
        testId: 3,
        testName: 'Disks are encrypted',
        newest: { seq: seq(1), status: 'PASSED', createdAt: '2026-03-03T23:59:59.999Z' },
        ...{ ...none, passed: 3 },
        days: [
          { ...none, day: '2026-03-01', passed: 1 },
          { ...none, day: '2026-03-03', passed: 2 },
        ],
      },
    ],
  });
  const testsOf = async (query: string) => {
    const { tests, badTests, data } = (await coverage(query)).json;
    return [tests, badTests, data.map(({ testId }: { testId: number }) => testId)];
  };
  assert.deepEqual(await testsOf('from=2026-03-01&to=2026-03-03&limit=1'), [3, 2, [8]]);
  assert.deepEqual(await testsOf('from=2026-03-01&to=2026-03-03&bad=true'), [3, 2, [8, 5]]);
  assert.deepEqual(await testsOf('from=2026-03-01&to=2026-03-01&bad=true'), [1, 0, []]);
  assert.deepEqual(await testsOf('from=2026-02-28&to=2026-02-28'), [1, 1, [9]]);
  assert.deepEqual(await testsOf('from=2019-01-01&to=2019-01-31'), [0, 0, []]);
});

testOnBothStores(
  'without days it is thirty up to today; wrong ones are named',
  async (_t, { server, key }) => {
    const coverage = (query: string) => get(server.address, `/api/coverage?${query}`, key);
    const { from, to } = (await coverage('')).json;
    assert.equal(Date.parse(to) - Date.parse(from), 29 * 86_400_000);
    assert.ok(Math.abs(Date.parse(to) - Date.now()) <= 2 * 86_400_000);
    for (const [query, message] of [
      ['from=yesterday', /from must be a day such as 2026-01-31/],
      ['to=2026-02-30', /to must be a day such as/],
      ['from=2026-03-02&to=2026-03-01', /from must not be after to, 2026-03-01/],
      ['from=2026-01-01&to=2026-04-11', /from must be at most 99 days before to, 2026-04-11/],
      ['limit=0', /limit must be a whole number between 1 and 1000/],
      ['limit=1001', /limit must/],
      ['bad=perhaps', /bad must be true or false/],
    ] as const) {
      const refused = await coverage(query);
      assert.equal(refused.status, 400, `${query}: ${refused.text}`);
      assert.match(refused.json.message, message);
    }
    assert.equal((await coverage('from=2026-01-01&to=2026-04-10')).status, 200);
  },
);

testOnBothStores('who may not find events is not told', async (_t, { server, key }) => {
  const made = await post(server.address, '/api/keys', key, { name: 'log', permissions: ['api-read-log'] });
  assert.equal(made.status, 201, made.text);
  assert.equal((await get(server.address, '/api/coverage', made.json.key)).status, 403);
});
