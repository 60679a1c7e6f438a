import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { refuses } from '../test/refuses.ts';
import { formatWitnessRequest, parseWitnessRequest } from './witness-request.ts';

const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });

test('a request is read as it was written', () => {
  fc.assert(
    fc.property(
      fc.maxSafeNat(),
      fc.array(hash, { maxLength: 63 }),
      fc.string(),
      (oldSize, path, checkpoint) => {
        const request = { oldSize, path, checkpoint };
        assert.deepEqual(parseWitnessRequest(formatWitnessRequest(request)), request);
      },
    ),
  );
});

test('what is not a request is refused', () => {
  const zero = `${'A'.repeat(43)}=`;
  const good = `old 3\n${zero}\n\nlog.example\n4\n${zero}\n`;
  assert.equal(parseWitnessRequest(good).oldSize, 3);
  const bad = [
    '',
    good.replace('\n\n', '\n'),
    good.replace('old 3', 'old 03'),
    good.replace('old 3', 'old -3'),
    good.replace('old 3', 'old  3'),
    good.replace('old 3', 'old'),
    good.replace('old 3', 'size 3'),
    good.replace('old 3', 'old 9007199254740992'),
    good.replace('old 3\n', 'old 3\r\n'),
    good.replace(`${zero}\n\n`, `${zero.slice(4)}\n\n`),
    good.replace(`${zero}\n\n`, `${zero} \n\n`),
    good.replace(`${zero}\n`, `${zero}\n`.repeat(64)),
  ];
  for (const text of bad) refuses(() => parseWitnessRequest(text), JSON.stringify(text));
});
