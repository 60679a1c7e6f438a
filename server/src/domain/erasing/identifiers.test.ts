import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Identifiers, identifiersOf, innerNames, textRedactor } from './identifiers.ts';
import { makeRedactor } from './redact.ts';

const documents = [
  { id: 7, email: 'lovelock@example.com', firstName: 'Will', lastName: 'Lovelock', jobTitle: 'Engineer' },
  { id: 7, userId: 7, customFields: [{ value: '+49 170 555 01 02' }, { value: 'Room 9' }, { value: null }] },
  { id: 71, serviceAccountReason: 'for builds', adminAccess: null, dbAccess: null },
];
const of = (more: readonly string[] = []): Identifiers => identifiersOf(documents, new Set(['shared']), more);
const redact = textRedactor(of(), ['exact', 'names']);

test('what names a person is taken out in every spelling', () => {
  const cases = {
    'Lovelock left.': '[erased] left.',
    'LOVELOCK, will': '[erased]',
    "Lovelock's desk, lovelock!": "[erased]'s desk, [erased]!",
    'CV of Lovelock.pdf': 'CV of [erased].pdf',
    'will.lovelock@other.example': '[erased]@other.example',
    'will_lovelock and lovelock-will': '[erased] and [erased]',
    '?to=lovelock%40example.com': '?to=[erased]',
    'call +49 170 555 01 02 now': 'call [erased] now',
  };
  for (const [text, said] of Object.entries(cases)) assert.equal(redact(text), said);
  const accented = textRedactor(identifiersOf([{ lastName: 'Ångström' }], new Set()), ['names']);
  assert.equal(accented('A\u030Angstro\u0308m and ÅNGSTRÖM'), '[erased] and [erased]');
});

test('a name that is a word is one where it is written like a name', () => {
  assert.equal(
    redact('Will said that the server will restart.'),
    '[erased] said that the server will restart.',
  );
});

test('what may be somebody else is left, and doubted', () => {
  const doubts = innerNames(of());
  for (const text of [
    'lovelock.example.com',
    'Lovelock-Jones',
    'x_lovelock',
    'Lovelocks',
    'Room 9',
    'Engineer',
  ])
    assert.equal(redact(text), text);
  assert.ok(doubts('x_lovelock') && doubts('"LOVELOCK-Jones"'));
  assert.ok(!doubts('the server will restart'));
});

test('words are added by whoever asks, and common ones count beside others only', () => {
  assert.equal(textRedactor(of(['Nightingale']), ['exact'])('nightingale sang'), '[erased] sang');
  const redactor = makeRedactor(7, of());
  assert.equal(redactor.part('text', '{"description":"The Engineer came."}'), null);
  const both = redactor.part('text', '{"description":"Lovelock, Engineer, came."}');
  assert.deepEqual(both?.document, { description: '[erased], [erased], came.' });
});

test('an object with the id and the members of a record of theirs is about them', () => {
  const redactor = makeRedactor(7, of());
  const told = { dto: { id: 71, serviceAccountReason: 'for builds', adminAccess: null, dbAccess: 'x' } };
  assert.deepEqual(redactor.part('metadata', JSON.stringify(told))?.document, {
    dto: { id: null, serviceAccountReason: '[erased]', adminAccess: null, dbAccess: '[erased]' },
  });
  for (const other of [
    { ...told.dto, id: 72 },
    { id: 71, name: 'a door', size: 3, adminAccess: null },
  ])
    assert.equal(redactor.part('metadata', JSON.stringify({ dto: other })), null);
});
