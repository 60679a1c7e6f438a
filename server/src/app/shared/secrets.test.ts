import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ed25519Signer } from '@affidavit/verify';
import fc from 'fast-check';
import { nativeEd25519 } from './secrets.ts';

test('Ed25519 by OpenSSL makes the keys and the signatures that verify makes', () => {
  const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 });
  fc.assert(
    fc.property(seeds, fc.uint8Array({ maxLength: 300 }), (seed, text) => {
      const portable = ed25519Signer('example.com/log', seed);
      const native = ed25519Signer('example.com/log', seed, nativeEd25519);
      assert.equal(native.vkey, portable.vkey);
      assert.deepEqual(Buffer.from(native.sign(text)), Buffer.from(portable.sign(text)));
    }),
    { numRuns: 50 },
  );
});
