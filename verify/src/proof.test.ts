import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toBase64 } from './hash.ts';
import { formatProof, parseProof } from './proof.ts';

const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
const H = toBase64(new Uint8Array(32));
const HEADER = 'c2sp.org/tlog-proof@v1';

test('a proof survives, its checkpoint verbatim', () => {
  fc.assert(
    fc.property(
      fc.maxSafeNat(),
      fc.array(hash, { maxLength: 53 }),
      fc.string(),
      (index, path, checkpoint) => {
        const parsed = parseProof(formatProof({ index, path, checkpoint }));
        assert.deepEqual(parsed, { index, path, checkpoint, extra: null });
      },
    ),
  );
});

test('the lines are those of tlog-proof', () => {
  const text = formatProof({ index: 7, path: [new Uint8Array(32)], checkpoint: 'o\n8\n…\n\n— o AAAA\n' });
  assert.equal(text, `${HEADER}\nindex 7\n${H}\n\no\n8\n…\n\n— o AAAA\n`);
});

test('extra data is handed over', () => {
  const parsed = parseProof(`${HEADER}\nextra AAEC\nindex 0\n\ncheckpoint`);
  assert.deepEqual(parsed, { index: 0, path: [], checkpoint: 'checkpoint', extra: Uint8Array.of(0, 1, 2) });
});

test('malformed proofs are refused', () => {
  const bad = [
    '',
    HEADER,
    `${HEADER}\n\ncheckpoint`,
    `${HEADER}\nindex 0\n`,
    `c2sp.org/tlog-proof@v2\nindex 0\n\nc`,
    `${HEADER}\nindex\n\nc`,
    `${HEADER}\nindex 01\n\nc`,
    `${HEADER}\nindex -1\n\nc`,
    `${HEADER}\nindex 1 \n\nc`,
    `${HEADER}\nindex 9007199254740992\n\nc`,
    `${HEADER}\nindex 0\nindex 0\n\nc`,
    `${HEADER}\nindex 0\nextra AAAA\n\nc`,
    `${HEADER}\nextra *\nindex 0\n\nc`,
    `${HEADER}\nindex 0\nAAAA\n\nc`,
    `${HEADER}\nindex 0\n${H} \n\nc`,
    `${HEADER}\nindex 0\n${`${H}\n`.repeat(54)}\nc`,
    `\n${HEADER}\nindex 0\n\nc`,
    `${HEADER}\r\nindex 0\r\n\r\nc`,
  ];
  for (const text of bad) assert.throws(() => parseProof(text), { code: 'proof' }, JSON.stringify(text));
});

test('what is no proof cannot be written', () => {
  const good = { index: 0, path: [new Uint8Array(32)], checkpoint: 'c' };
  for (const bad of [{ index: -1 }, { index: 0.5 }, { path: [new Uint8Array(31)] }]) {
    assert.throws(() => formatProof({ ...good, ...bad }), { code: 'proof' });
  }
});
