/** What checks each kind of file is small enough to be carried by a page. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bundle } from '../../scripts/page.ts';

const BYTES_MAX = 60 * 1024;

for (const names of [
  'verifyAffidavit',
  'verifyCertificate',
  'verifyLog',
  'verifyAffidavit, verifyCertificate',
])
  test(`${names}: at most ${BYTES_MAX} bytes, minified`, async () => {
    const script = await bundle(`export { ${names} } from './verify/src/index.ts'`, 'esm');
    const bytes = Buffer.byteLength(script);
    // The list of words for keys is for those who ask for it.
    assert.ok(!script.includes('abandon'));
    assert.ok(bytes > 10_000 && bytes <= BYTES_MAX, `${bytes} bytes`);
  });
