/** What a system over a store records and hands out: the real use-cases, composed for either store, start-up check apart. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { tilePath, tilesOf } from '@affidavit/verify';
import { acceptTerms } from '../../src/app/accept-terms.ts';
import { certifyEvents } from '../../src/app/certify-events.ts';
import { checkStore } from '../../src/app/check-store.ts';
import { erasePerson } from '../../src/app/erase-person.ts';
import { exportLog } from '../../src/app/export-log.ts';
import { learnLogKeys } from '../../src/app/learn-log-keys.ts';
import { manageCompanies } from '../../src/app/manage-companies.ts';
import type { Company, Store, StoredEvent, World } from '../../src/app/ports.ts';
import { putDirectory } from '../../src/app/put-directory.ts';
import { readLog } from '../../src/app/read-log.ts';
import { recordEvents } from '../../src/app/record-events.ts';
import { affidavitMaker } from '../../src/app/shared/affidavits.ts';
import { changeDirectory } from '../../src/app/shared/change-directory.ts';
import { makeInclusion } from '../../src/app/shared/inclusion.ts';
import { liveDirectories } from '../../src/app/shared/live-directory.ts';
import { removalEpochs } from '../../src/app/shared/removal-epochs.ts';
import { makeSecrets, type Secrets } from '../../src/app/shared/secrets.ts';
import { checkSignedLogs, signCheckpoints } from '../../src/app/sign-checkpoints.ts';
import { world } from '../../src/compose.ts';
import { checkpointFiles } from '../../src/store/checkpoint-files.ts';
import { erasureLedgerFile } from '../../src/store/erasure-ledger.ts';
import { exportFolder } from '../../src/store/export-folder.ts';
import { type Place, SEED } from './place.ts';

/** The last moment that a log of the tests knows of: each look at the clock is a second later. */
export const clock = { now: Date.UTC(2026, 2, 10, 8) };

const slowWorld: World = {
  ...world,
  now: () => {
    clock.now += 1000;
    return clock.now;
  },
};

export type HandedOut = ReturnType<typeof handOut>;

export function handOut(store: Store, folder: string, secrets: Secrets = makeSecrets(SEED)) {
  const copies = checkpointFiles(join(folder, 'checkpoints'));
  const ports = { ...store, copies, secrets, world: slowWorld };
  const inclusion = makeInclusion({ ...ports, world });
  const change = changeDirectory({ ...ports, readLive: liveDirectories(ports) });
  const record = recordEvents(ports);
  const erasures = erasureLedgerFile(join(folder, 'erasures.ndjson'));
  const certify = certifyEvents({ ...ports, inclusion, change });
  const bring = exportLog({ ...ports, inclusion });
  const make = affidavitMaker({ ...ports, inclusion });
  /** As they are handed out, but that taking them is not recorded. */
  const affidavits = async ({ company, ...more }: Company, events: readonly StoredEvent[]) => {
    const checkpoint = await inclusion.require(company, Math.max(...events.map(({ seq }) => seq)));
    const made = await make({ company, ...more }, events, checkpoint);
    return made.map((one) => JSON.stringify(one));
  };
  const log = readLog(ports);
  const put = putDirectory({ ...ports, change });
  return {
    store,
    secrets,
    companies: manageCompanies(ports),
    acceptTerms: acceptTerms({ ...ports, record: record.all }),
    put: (company: Company, kind: Parameters<typeof put>[1], bodies: readonly unknown[]) =>
      put({ company, userId: 1, dateStyle: 'iso' }, kind, bodies),
    record: record.all,
    erase: erasePerson({
      ...ports,
      change,
      removals: removalEpochs(ports),
      erasures,
      pause: async () => undefined,
    }).erase,
    sign: signCheckpoints(ports),
    /** What a server does before it serves. */
    /** What a server looks at before it answers anything. */
    async checkSignedLogs() {
      await learnLogKeys(ports)();
      await checkSignedLogs(ports)();
    },
    fsck: checkStore({ ...ports, version: '0', damage: () => store.damage() }),
    async affidavit(company: Company, id: string): Promise<string> {
      const event = await store.events.event(company.company, id);
      if (event === null) throw new Error(`there is no event ${id}`);
      return (await affidavits(company, [event])).join();
    },
    shown: (company: Company, id: string) => store.events.shown(company.company, id),
    async bundle(company: Company): Promise<string> {
      const lines = await affidavits(company, await store.events.eventsFrom(company.company, 250, 20));
      return lines.map((line) => `${line}\n`).join('');
    },
    certificate: async (company: Company, from: number, to: number) =>
      buffer((await certify(company, { from, to, filter: {} }, null)).bytes),
    exported: (company: Company, into: string) =>
      bring(company, exportFolder(into), { whole: true }, () => undefined),
    /** The files that a server shows to strangers, in a folder. */
    async published(company: Company, into: string): Promise<void> {
      const write = (path: string, bytes: string | Uint8Array) => {
        mkdirSync(dirname(join(into, path)), { recursive: true });
        writeFileSync(join(into, path), bytes);
      };
      const signed = await store.checkpoints.latest(company.company);
      write('checkpoint', (await log.checkpoint(company)) ?? '');
      for (const level of ['entries', 0, 1] as const)
        for (const tile of tilesOf(level, signed?.size ?? 0)) {
          const file = await log.tile(company, tilePath(tile));
          if (file !== null) write(tilePath(tile), file.bytes);
        }
    },
  };
}

/** Runs with a system over a place, and closes it. */
export async function opened<T>(
  place: Place,
  then: (system: HandedOut) => Promise<T>,
  secrets?: Secrets,
): Promise<T> {
  const store = await place.open();
  try {
    return await then(handOut(store, place.folder, secrets));
  } finally {
    await store.close();
  }
}
