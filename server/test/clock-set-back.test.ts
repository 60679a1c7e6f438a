/** A clock that is set back between the check of an event and its commit. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { recordEvents } from '../src/app/record-events.ts';
import { makeSecrets } from '../src/app/shared/secrets.ts';
import { openSystem, world } from '../src/compose.ts';
import { readConfig, readMasterSeeds } from '../src/config.ts';
import { limits } from '../src/domain/limits.ts';
import { isoTime } from '../src/domain/time.ts';
import { tempFolder } from './system.ts';

test('no event is sealed as created more than 5 minutes after it was recorded', async () => {
  const data = tempFolder();
  const system = await openSystem(readConfig({ data: data.path }, {}), (error) => {
    throw error;
  });
  try {
    const { company } = await system.companies.create({ name: 'Test', ownerEmail: 'owner@example.com' });
    const late = world.now() + 3_600_000;
    let asked = 0;
    const setBack = { ...world, now: () => (asked++ === 0 ? late : world.now()) };
    const secrets = makeSecrets(...readMasterSeeds(join(data.path, 'affidavit.key'), null));
    const record = recordEvents({ ...system.store, secrets, world: setBack });
    const createdAt = late + limits.createdAtAheadMs;
    const draft = {
      type: 'COMPANY_DATA_UPDATED',
      category: 'COMPANY',
      source: 'APP',
      description: 'Changed.',
    };
    const [recorded] = await record.all(company, [{ ...draft, createdAt: isoTime(createdAt) }]);
    assert.ok(asked > 1);
    assert.equal(recorded?.recordedAt, createdAt - limits.createdAtAheadMs);
  } finally {
    await system.close();
    data.remove();
  }
});
