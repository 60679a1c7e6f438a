/** What an insider can do to the embedded store, and what notices it. */
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pino } from 'pino';
import { openSystem, serve } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { affidavit, startServer } from '../system.ts';
import { found, withKey } from './auditor.ts';
import { Hands } from './hands.ts';
import { copyFolder, type Place, rethrow } from './place.ts';
import type { Prepared } from './prepare.ts';
import { sqlite } from './sqlite.ts';
import { insiderSuite } from './suite.ts';

insiderSuite(sqlite, programs);

/** The programs themselves: what the other tests do in one process. */
function programs(ground: () => Prepared): void {
  test("a server does not start on yesterday's file, and says why in one line", async () => {
    const { fresh, older, today } = ground();
    const place = await older.copy(fresh('restored'));
    copyFolder(join(today.folder, 'checkpoints'), join(place.folder, 'checkpoints'));
    await assert.rejects(startServer({ data: place.folder }), (error: Error) => {
      assert.match(
        error.message,
        /^the server ended before it was ready: affidavit: the log of company "Acme" holds 268 events, but 295 were signed: [^\n]+\n$/,
      );
      return true;
    });
  });

  test('a history that was sealed again is served, and the auditor who follows it over HTTP finds out', async () => {
    const prepared = ground();
    const { audit, company, fresh, today } = prepared;
    const place = await Hands.on(await today.copy(fresh('sealed')), company, async (hands) => {
      await hands.change(270, () => ({ type: 'POLICY_DOWNLOADED' }));
      await hands.reseal();
    });
    await serving(prepared, place, async (log, access) => {
      const kept = copyFolder(audit, fresh('audit'));
      const args = ['audit', kept, '--log', log, '--access', access, ...withKey(prepared)];
      const { code, stdout, stderr } = await affidavit(args);
      found(
        { code, text: stdout + stderr },
        /^FAILED: the log was rewritten: its first 280 entries are not those that were seen before\nBoth signed checkpoints are kept in \S+evidence/,
      );
    });
  });
}

/** Serves a store with a real server, as it starts by itself. */
async function serving(
  { company, fresh }: Prepared,
  { folder }: Place,
  then: (log: string, accessFile: string) => Promise<void>,
): Promise<void> {
  const config = readConfig({ data: folder, port: '0', operationsPort: '0', rateLimit: '0' }, {});
  const system = await openSystem(config, rethrow);
  const { secret } = await system.keys.create(company, {
    userEmail: 'sally@example.com',
    name: 'auditor',
    permissions: ['api-read-log'],
  });
  const access = fresh('access.key');
  writeFileSync(access, `${secret}\n`, { mode: 0o600 });
  const server = await serve(system, config, pino({ level: 'silent' }));
  try {
    await then(`${server.address}/log/${company.uuid}`, access);
  } finally {
    await server.close();
    rmSync(access);
  }
}
