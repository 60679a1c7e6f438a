import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { limits } from './limits.ts';
import { parseViewQuery } from './view-query.ts';

const faultIn = (text: string) => {
  const parsed = parseViewQuery(text);
  return 'fault' in parsed ? `${parsed.fault.path} ${parsed.fault.message}` : null;
};

test('what the events page knows is kept, in one spelling', () => {
  const whole =
    '?status=FAILED&status=null&not.category=POLICY&type=MY_OWN_TYPE&userId=7&not.userId=null&connectionId=3' +
    '&source=APP&workspaceId=1&testId=2&q=a%20b&last=7d';
  assert.deepEqual(parseViewQuery(whole), { query: whole.slice(1).replace('%20', '+') });
  assert.deepEqual(parseViewQuery(''), { query: '' });
  const times = 'createdFrom=2026-01-01T00%3A00%3A00.000Z&createdTo=2026-02-01';
  assert.deepEqual(parseViewQuery(times), { query: times });
});

test('what it does not know is named, with what would be right', () => {
  const faults = {
    'utm=1': 'query.utm is no parameter of the events page',
    'not.q=x': 'query.not.q is no parameter of the events page',
    'constructor=1': 'query.constructor is no parameter of the events page',
    'https://elsewhere.example/?status=FAILED':
      'query.https://elsewhere.example/?status is no parameter of the events page',
    'status=failed': 'query.status must be one of READY, PASSED, FAILED, ERROR, PREAUDIT, null',
    'status=FAILED&not.status=':
      'query.not.status must be one of READY, PASSED, FAILED, ERROR, PREAUDIT, null',
    'userId=sally': 'query.userId must be a whole number or null',
    'type=<b>': 'query.type must be the name of an event type',
    'last=9d': 'query.last must be one of 24h, 7d, 30d, 90d, 365d, all',
    'q=a&q=b': 'query.q must be given once',
    'createdTo=yesterday': 'query.createdTo must be a time in ISO 8601',
    [`q=${'x'.repeat(limits.searchTextChars + 1)}`]: 'query.q must have at most 1000 characters',
    [`${'n'.repeat(500)}=1`]: `query.${'n'.repeat(40)}… is no parameter of the events page`,
  };
  for (const [text, fault] of Object.entries(faults)) assert.equal(faultIn(text), fault);
  const ids = Array.from({ length: limits.filterValues + 1 }, (_, i) => `userId=${i}`).join('&');
  assert.equal(faultIn(ids), 'query.userId must hold at most 100');
  assert.equal(faultIn(`q=${'é'.repeat(900)}`), 'query must have at most 4000 characters');
});

test('what was kept is kept again as it is, and nothing makes it fail', () => {
  const text = fc.oneof(
    fc.webQueryParameters(),
    fc.string({ unit: 'binary' }),
    fc.string().map((words) => `q=${encodeURIComponent(words.toWellFormed())}`),
  );
  fc.assert(
    fc.property(text, (given) => {
      const parsed = parseViewQuery(given);
      if ('fault' in parsed) return;
      assert.deepEqual(parseViewQuery(parsed.query), parsed);
      assert.match(parsed.query, /^[\x21-\x7e]*$/);
    }),
  );
});
