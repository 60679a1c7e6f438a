/** A short crash run, so that every test run kills the server; `npm run test:crash` is the long one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCampaign } from './campaign.ts';

test('kill -9 under load: nothing acknowledged is lost or doubled, and the checks can fail', async () => {
  const result = await runCampaign({ rounds: 2, seed: 20_260_310, checkEvery: 2, controls: true });
  assert.ok(result.acknowledged > 0);
  assert.equal(result.controls.length, 3);
});
