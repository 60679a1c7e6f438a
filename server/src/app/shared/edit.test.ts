import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { BackgroundCheck, User } from '../../domain/directory.ts';
import { Edit } from './edit.ts';
import type { LiveDirectory } from './live-directory.ts';

const NOW = '2026-01-01T00:00:00.000Z';
const world = {
  now: () => 0,
  randomBytes: (count: number) => new Uint8Array(count),
  eventId: () => 'event',
  uuid: () => 'uuid',
};
const empty: LiveDirectory = {
  version: 1,
  get: () => null,
  all: () => [],
  ofUser: () => [],
  ofConnection: () => [],
  userByEmail: () => null,
  nextId: () => 1,
};

const user = (id: number, email: string): User => ({
  id,
  entryId: 'entry',
  email,
  firstName: null,
  lastName: null,
  jobTitle: null,
  avatarUrl: null,
  termsAgreedAt: null,
  createdAt: NOW,
  updatedAt: NOW,
  roles: [],
});
const check = (id: number, userId: number): BackgroundCheck => ({
  id,
  userId,
  status: 'OK',
  caseId: null,
  caseInvitationId: null,
  url: null,
  manualCheckDate: null,
  manuallyCheckUrl: null,
  type: 'MANUAL',
  source: null,
  reportData: null,
  outOfScopeReason: null,
  outOfScopeAt: null,
  invitationEmail: null,
  linkedAt: null,
  createdAt: NOW,
  updatedAt: NOW,
});

const id = fc.integer({ min: 1, max: 6 });
const address = fc.constantFrom('a@x.example', 'A@x.example', 'b@x.example', 'c@x.example');
const step = fc.oneof(
  fc.record({ do: fc.constant('user' as const), id, email: address }),
  fc.record({ do: fc.constant('check' as const), id, userId: id }),
  fc.record({ do: fc.constant('remove' as const), kind: fc.constantFrom('user', 'backgroundCheck'), id }),
);

test('an edit upon an edit reads like the plain maps that its changes would leave', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), fc.array(step, { maxLength: 20 }), (below, above) => {
      const users = new Map<number, User>();
      const checks = new Map<number, BackgroundCheck>();
      const taken = (email: string, by: number) =>
        [...users.values()].some((one) => one.id !== by && one.email.toLowerCase() === email.toLowerCase());
      const apply = (edit: Edit, steps: typeof below) => {
        for (const one of steps) {
          if (one.do === 'check') {
            checks.set(one.id, check(one.id, one.userId));
            edit.put('backgroundCheck', check(one.id, one.userId));
          } else if (one.do === 'remove') {
            (one.kind === 'user' ? users : checks).delete(one.id);
            edit.remove(one.kind === 'user' ? 'user' : 'backgroundCheck', one.id);
          } else if (!taken(one.email, one.id)) {
            users.set(one.id, user(one.id, one.email));
            edit.put('user', user(one.id, one.email));
          }
        }
        return edit;
      };
      const edit = apply(new Edit(apply(new Edit(empty, world), below), world), above);
      const byId = <T extends { id: number }>(map: Map<number, T>) =>
        [...map.values()].sort((a, b) => a.id - b.id);
      assert.deepEqual(edit.all('user'), byId(users));
      assert.deepEqual(edit.all('backgroundCheck'), byId(checks));
      for (const n of [1, 2, 3, 4, 5, 6]) {
        assert.deepEqual(edit.get('user', n), users.get(n) ?? null);
        assert.deepEqual(
          edit.ofUser('backgroundCheck', n),
          byId(checks).filter(({ userId }) => userId === n),
        );
      }
      for (const email of ['a@x.example', 'B@X.example', 'c@x.example'])
        assert.deepEqual(
          edit.userByEmail(email),
          byId(users).find((one) => one.email.toLowerCase() === email.toLowerCase()) ?? null,
        );
      const ids = [...below, ...above].flatMap((one) => (one.do === 'check' ? [one.id] : []));
      assert.equal(edit.nextId('backgroundCheck'), Math.max(0, ...ids) + 1);
    }),
  );
});

test('whoever was removed and is put again has only the new address', () => {
  const edit = new Edit(empty, world);
  edit.put('user', user(1, 'a@x.example'));
  edit.remove('user', 1);
  edit.put('user', user(1, 'b@x.example'));
  assert.equal(edit.userByEmail('a@x.example'), null);
  assert.equal(edit.userByEmail('b@x.example')?.id, 1);
});

test('a document put twice is one change; who is new gets secrets, who was there keeps them', () => {
  const before = new Edit(empty, world);
  before.put('user', user(1, 'a@x.example'));
  const edit = new Edit(before, world);
  edit.put('user', user(1, 'b@x.example'));
  edit.put('user', user(1, 'c@x.example'));
  edit.put('user', user(2, 'd@x.example'));
  assert.deepEqual(
    edit.changes().map((change) => [change.do, 'row' in change ? change.row.email : null]),
    [
      ['put', 'c@x.example'],
      ['put', 'd@x.example'],
      ['addSubject', null],
    ],
  );
});
