import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Refused } from '../../domain/errors.ts';
import type { Company } from '../ports.ts';
import { makeCursors, type Place } from './cursors.ts';
import { makeSecrets } from './secrets.ts';

const cursors = makeCursors(makeSecrets(new Uint8Array(32).fill(7)));
const companyOf = (uuid: string): Company => ({
  company: 1,
  uuid,
  name: 'Acme',
  origin: 'affidavit.log/acme',
  generation: 1,
  logKeys: [],
  createdAt: 0,
});
const acme = companyOf('11111111-1111-4111-8111-111111111111');
const globex = companyOf('22222222-2222-4222-8222-222222222222');

const place: fc.Arbitrary<Place> = fc.array(
  fc.oneof(
    fc.string({ unit: fc.constantFrom('a', '\ufffd', 'é', '🙂', '"', '\0') }),
    fc.maxSafeInteger(),
    fc.constant(null),
  ),
  { maxLength: 4 },
);

function refuses(scope: string, cursor: string, company = acme): void {
  assert.throws(
    () => cursors.open(company, scope, cursor),
    (error) => error instanceof Refused && error.refusal.is === 'invalid',
    cursor,
  );
}

test('a cursor opens to what was sealed, and for nothing but its company and scope', () => {
  fc.assert(
    fc.property(place, fc.string(), fc.string(), (sealed, scope, other) => {
      const cursor = cursors.seal(acme, scope, sealed);
      assert.match(cursor, /^[\w-]+$/);
      assert.deepEqual(cursors.open(acme, scope, cursor), sealed);
      refuses(scope, cursor, globex);
      if (other !== scope) refuses(other, cursor);
    }),
  );
});

test('a cursor in which any byte or letter was changed is refused', () => {
  fc.assert(
    fc.property(place, fc.nat(), fc.integer({ min: 1, max: 255 }), fc.nat(), (sealed, at, flip, letter) => {
      const cursor = cursors.seal(acme, 'events', sealed);
      const bytes = Buffer.from(cursor, 'base64url');
      const edited = Buffer.from(bytes);
      edited[at % bytes.length] = (edited[at % bytes.length] ?? 0) ^ flip;
      refuses('events', edited.toString('base64url'));
      // Another spelling of the same bytes, a letter more, a letter less.
      const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/= .';
      const other = alphabet[letter % alphabet.length] ?? 'A';
      const index = at % cursor.length;
      const spelled = cursor.slice(0, index) + other + cursor.slice(index + 1);
      if (spelled !== cursor) refuses('events', spelled);
      refuses('events', cursor + other);
      refuses('events', cursor.slice(0, -1));
    }),
    { numRuns: 500 },
  );
});

test('bytes that only read alike are refused', () => {
  const cursor = cursors.seal(acme, 'events', ['\ufffd']);
  const hex = Buffer.from(cursor, 'base64url').toString('hex');
  refuses('events', Buffer.from(hex.replace('efbfbd', 'ff'), 'hex').toString('base64url'));
});

test('what is no cursor at all is refused', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.base64String()), (text) => refuses('events', text)));
  for (const text of ['', 'null', 'W10']) refuses('events', text);
});
