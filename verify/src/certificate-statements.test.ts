import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CertificateHead } from './certificate-file.ts';
import { statements } from './certificate-statements.ts';

const head: CertificateHead = {
  certificate: 'v1',
  company: '01890000-0000-7000-8000-000000000000',
  origin: 'log.example/acme',
  period: { from: '2026-01-01T00:00:00.000Z', to: '2026-01-31T23:59:59.999Z' },
  filter: {},
  first: 0,
  size: 12,
  frontier: [],
  before: null,
  checkpoint: '',
  vkey: '',
};
const ALWAYS_NOT_PROVEN = [
  'Events recorded after size 12 can still be given a createdAt in the period.',
  'The times are those that the log states; a witness bounds them.',
  'What the events say is not in the file: each has its affidavit.',
  'Whether everything that happened was recorded.',
];

test('a certificate over the whole log, checked with a pinned key', () => {
  assert.deepEqual(statements(head, { matching: 5, others: 7 }, 'verified'), {
    proven: [
      '5 events among entries 0 to 11 of log.example/acme (company 01890000-0000-7000-8000-000000000000) have ' +
        'createdAt from 2026-01-01T00:00:00.000Z to 2026-01-31T23:59:59.999Z; 7 others do not.',
      'The file holds every entry from number 0 on that the log held at size 12, each as it was sealed.',
    ],
    notProven: ALWAYS_NOT_PROVEN,
  });
});

test('one that begins later relies on the rules of the log, and says so', () => {
  const { proven, notProven } = statements({ ...head, first: 4 }, { matching: 1, others: 7 }, 'verified');
  assert.deepEqual(proven.slice(1), [
    'The file holds every entry from number 4 on that the log held at size 12, each as it was sealed.',
    'Entry 3 was recorded more than 5 minutes before the period. While the log keeps its rules (recordedAt never ' +
      'decreases, createdAt is at most 5 minutes after recordedAt), no earlier one is of the period.',
  ]);
  assert.deepEqual(notProven, [
    'That the 4 entries before the first keep the rules of the log: an audit of it shows that.',
    ...ALWAYS_NOT_PROVEN,
  ]);
});

test('one of a person says what its pseudonym leaves open', () => {
  const filter = { status: ['FAILED', null], type: ['A', 'B'], userId: 7 };
  const last = (matching: number) =>
    statements({ ...head, filter }, { matching, others: 12 - matching }, 'verified').notProven.slice(4);
  assert.match(
    statements({ ...head, filter }, { matching: 1, others: 11 }, 'verified').proven[0]!,
    /Z and status FAILED or null and type A or B and userId 7; 11 others do not\.$/,
  );
  assert.deepEqual(last(1), ['That user 7 acts under no other pseudonym than the one opened here.']);
  assert.deepEqual(last(0), [
    'That the pseudonym opened here is the one of user 7: no event in the file bears it. Compare the tag salt with that ' +
      'of an affidavit of one of their events.',
  ]);
});

test('without a pinned key nobody is vouched for', () => {
  const { notProven } = statements(head, { matching: 0, others: 12 }, 'consistent');
  assert.deepEqual(notProven, [
    ...ALWAYS_NOT_PROVEN,
    'Who signed: no key was pinned, so the file vouches only for itself.',
  ]);
});
