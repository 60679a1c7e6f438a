import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Head } from '../../app/ports.ts';
import { withoutStaleEnds } from './ends.ts';

test('a log that was longer is shown shorter by a leader, never by a standby', async () => {
  let size = 7;
  let led = true;
  const head = async (): Promise<Head> => ({
    size,
    root: new Uint8Array(32),
    recordedAt: 0,
    directoryVersion: 0,
  });
  const end = withoutStaleEnds(head, () => led);
  assert.equal((await end(1)).size, 7);
  led = false;
  assert.equal((await end(1)).size, 7);
  size = 6;
  await assert.rejects(end(1), /not caught up/);
  assert.equal((await end(2)).size, 6, 'of another company nothing was known');
  led = true;
  assert.equal((await end(1)).size, 6);
});
