/** The query string of the v1 list: what is understood, and what is refused by name. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { get } from './client.ts';
import { type HttpKit, startHttp } from './http-kit.ts';

let http: HttpKit;
let key: string;
before(async () => {
  http = await startHttp({ config: { accessLog: false } });
  key = http.services.addKey(http.services.company('Queries'));
});
after(() => http.close());

const defaults = { page: 1, limit: 20, sort: 'CREATED', sortDir: 'DESC' };

async function understood(query: string): Promise<object | undefined> {
  const { status, text } = await get(http.address, `/public/events?${query}`, key);
  assert.equal(status, 200, `${query}: ${text}`);
  return http.services.queries.at(-1);
}

test('every parameter arrives as what it means', async () => {
  const at = Date.UTC(2025, 6, 1, 16, 45, 55, 246);
  for (const [query, meaning] of [
    ['', {}],
    ['page=1.0&limit=20.0', {}],
    ['page=1000&limit=50', { page: 1000, limit: 50 }],
    ['p%61ge=%32&%6cimit=1', { page: 2, limit: 1 }],
    ['sort=USER&sortDir=ASC', { sort: 'USER', sortDir: 'ASC' }],
    ['type=SOME_TYPE_OF_OURS&q=x', { type: 'SOME_TYPE_OF_OURS', q: 'x' }],
    ['source=APP&category=COMPANY&status=PASSED', { source: 'APP', category: 'COMPANY', status: 'PASSED' }],
    ['userId=7&controlId=8.00&workspaceId=0', { userId: 7, controlId: 8, workspaceId: 0 }],
    ['mostRecent=true&testId=9', { mostRecent: true, testId: 9 }],
    ['mostRecent=false&eventErrorStatus=true', { mostRecent: false, eventErrorStatus: true }],
    ['createdAtStartDate=2025-07-01T16:45:55.246Z', { createdAtStart: at }],
    ['createdAtStartDate=2025-07-01T16%3A45%3A55.246999Z', { createdAtStart: at }],
    ['createdAtEndDate=2025-07-01T18:45:55.246%2B02:00', { createdAtEnd: at }],
    ['createdAtEndDate=2025-07-01T18:45:55.246+02:00', { createdAtEnd: at }],
    ['createdAtEndDate=2025-07-01+16:45:55.246000', { createdAtEnd: at }],
    ['createdAtEndDate=2020-07-06%2012:00:00.000000', { createdAtEnd: Date.UTC(2020, 6, 6, 12) }],
    ['eventType=X&createdAtFrom=2020&size=5&cursor=a&cursor=b', {}],
    ['createdFrom=0&createdTo=zzz&createdAtStart=1&id=x&company=2&offset=3', {}],
    ['__proto__=1&constructor=2&toString=3', {}],
  ] as const)
    assert.deepEqual(await understood(query), { ...defaults, ...meaning }, query);
});

test('what is out of range or of another kind is 400 and named', async () => {
  for (const [query, message] of [
    ['limit=51', 'limit must be a whole number between 1 and 50'],
    ['limit=0', 'limit must be a whole number between 1 and 50'],
    ['limit=', 'limit must be a whole number between 1 and 50'],
    ['limit=1.5', 'limit must be a whole number between 1 and 50'],
    ['limit=0x10', 'limit must be a whole number between 1 and 50'],
    ['limit=1e1', 'limit must be a whole number between 1 and 50'],
    ['page=1001', 'page must be a whole number between 1 and 1000'],
    ['page=NaN', 'page must be a whole number between 1 and 1000'],
    ['page=1&page=2', 'page must be given once'],
    ['status=A&status=A', 'status must be given once'],
    ['userId=99999999999999999999', 'userId must be a whole number'],
    ['userId=me', 'userId must be a whole number'],
    ['mostRecent=1&testId=1', 'mostRecent must be true or false'],
    ['eventErrorStatus=TRUE', 'eventErrorStatus must be true or false'],
    ['mostRecent=true', 'mostRecent: can only be used together with testId'],
    ['sortDir=asc', 'sortDir must be one of ASC, DESC'],
    ['status=DONE', 'status must be one of READY, PASSED, FAILED, ERROR, PREAUDIT'],
    ['createdAtStartDate=yesterday', 'createdAtStartDate must be a time such as 2025-07-01T16:45:55.246Z'],
    ['createdAtEndDate=2025-02-30', 'createdAtEndDate must be a time such as 2025-07-01T16:45:55.246Z'],
  ] as const) {
    const { status, json } = await get(http.address, `/public/events?${query}`, key);
    assert.equal(status, 400, query);
    assert.equal(json.message, `Malformed data and/or validation errors: ${message}`);
  }
  const two = await get(http.address, '/public/events?limit=51&sort=SIZE', key);
  assert.match(two.json.message, /limit must .*; sort must |sort must .*; limit must /);
});

test('no query string at all is a defect', async () => {
  const names = 'page limit q sort type userId mostRecent createdAtStartDate %70age a[] __proto__'.split(' ');
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('1', '-1', '%', '%00', '%ff%fe', '[]', '{}'),
  );
  const pair = fc.tuple(fc.constantFrom(...names), value, fc.boolean());
  await fc.assert(
    fc.asyncProperty(fc.array(pair, { maxLength: 6 }), async (pairs) => {
      const text = pairs.map(([name, text, plain]) => {
        const isSafe = plain && /^[\x21-\x7e]*$/.test(text) && !text.includes('#');
        return `${name}=${isSafe ? text : encodeURIComponent(text.toWellFormed())}`;
      });
      const { status } = await get(http.address, `/public/events?${text.join('&')}`, key);
      assert(status === 200 || status === 400, `${status}`);
    }),
    { numRuns: 200 },
  );
});

test('an id is 8-4-4-4-12 hex digits in any case, whatever the version', async () => {
  const id = 'AAAAAAAA-bbbb-0000-cccc-dddddddddddd';
  assert.equal((await get(http.address, `/public/events/${id}`, key)).status, 404);
  for (const bad of [
    '1',
    `${id}0`,
    id.replace('A', 'G'),
    id.replaceAll('-', ''),
    '%00',
    'a'.repeat(5_000),
    `{${id}}`,
  ]) {
    const { status, json } = await get(http.address, `/public/events/${bad}`, key);
    assert.equal(status, 400);
    assert.match(json.message, /: id must be a UUID/);
  }
  for (const unreadable of ['%', '%zz', '%ff']) {
    const { status, json } = await get(http.address, `/public/events/${unreadable}`, key);
    assert.equal(status, 400);
    assert.deepEqual(Object.keys(json), ['statusCode', 'message', 'code']);
  }
});
