import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { uuid4, uuid7 } from './uuid.ts';

const bits = fc.uint8Array({ minLength: 16, maxLength: 16 });

test('version 7 has the form of RFC 9562 and sorts by time', () => {
  const time = fc.integer({ min: 0, max: 2 ** 48 - 1 });
  fc.assert(
    fc.property(time, time, bits, (a, b, random) => {
      const [first, second] = [uuid7(a, random), uuid7(b, random)];
      assert.match(first, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      assert.equal(Number.parseInt(first.replaceAll('-', '').slice(0, 12), 16), a);
      assert.equal(Math.sign(a - b), first < second ? -1 : first > second ? 1 : 0);
    }),
  );
});

test('version 4 keeps 122 of its bits', () => {
  fc.assert(
    fc.property(bits, (random) => {
      assert.match(uuid4(random), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }),
  );
});
