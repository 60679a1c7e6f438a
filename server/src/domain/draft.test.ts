import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkDraft } from './draft.ts';
import { limits } from './limits.ts';

const NOW = Date.UTC(2026, 0, 15, 12);
const least = { type: 'COMPANY_DATA_UPDATED', category: 'COMPANY', source: 'APP', description: 'Changed.' };

function faultOf(body: unknown): string {
  const result = checkDraft(body, NOW);
  if ('draft' in result) return 'accepted';
  return result.faults.map(({ path, message }) => `${path} ${message}`).join('; ');
}

test('the least event is accepted, and absent members are null or empty', () => {
  const result = checkDraft(least, NOW);
  assert.ok('draft' in result);
  assert.deepEqual(result.draft, {
    ...least,
    id: null,
    status: null,
    createdAt: null,
    userId: null,
    userEmail: null,
    connectionId: null,
    workspaceId: null,
    metadata: null,
    testId: null,
    test: null,
    controlIds: [],
    provenance: null,
  });
});

test('what the server owns is refused by name, with the member to use', () => {
  for (const member of ['seq', 'recordedAt', 'leaf', 'entry', 'company', 'actor', 'user', 'connection'])
    assert.match(faultOf({ ...least, [member]: 1 }), new RegExp(`^${member} `));
  assert.match(faultOf({ ...least, user: { id: 1 } }), /userId or userEmail/);
});

test('a fault names the member and what would be right', () => {
  assert.equal(faultOf({ ...least, description: undefined }), 'description is required');
  assert.equal(faultOf({ ...least, colour: 'red' }), 'colour is not a known member');
  assert.match(faultOf({ ...least, status: 'GREEN' }), /^status /);
  assert.match(faultOf({ ...least, source: 'app' }), /^source must be one of APP, AUTOPILOT/);
  assert.match(faultOf({ ...least, id: 'x' }), /^id must be a UUID/);
  assert.match(faultOf({ ...least, userId: 1.5 }), /^userId /);
  assert.match(faultOf({ ...least, controlIds: [1, 1] }), /^controlIds /);
  assert.match(faultOf({ ...least, issues: ['x'] }), /^issues\[0\] must be an object/);
  assert.match(faultOf({ ...least, provenance: { system: 'x' } }), /^provenance/);
  assert.match(faultOf([]), /an event must be an object/);
  assert.match(faultOf(null), /an event must be an object/);
});

test('createdAt may be at most five minutes ahead', () => {
  const at = (ms: number) => faultOf({ ...least, createdAt: new Date(ms).toISOString() });
  assert.equal(at(NOW + limits.createdAtAheadMs), 'accepted');
  assert.match(at(NOW + limits.createdAtAheadMs + 1), /^createdAt must not be more than 5 minutes ahead/);
  assert.match(faultOf({ ...least, createdAt: '2023-02-29T00:00:00Z' }), /^createdAt must be a time/);
  assert.match(
    faultOf({ ...least, createdAt: '1969-12-31T00:00:00Z' }),
    /^createdAt must not be before 1970/,
  );
});

test('a person is named once', () => {
  assert.match(faultOf({ ...least, userId: 1, userEmail: 'a@example.com' }), /^userEmail /);
});
