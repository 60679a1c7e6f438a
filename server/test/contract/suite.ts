/**
 * The store contract: every promise of app/ports.ts as a test, run on every store. One store serves all tests,
 * each with companies of its own, so that the tests also prove that companies do not see each other.
 */
import { after, before, describe, test } from 'node:test';
import type { Company, Store } from '../../src/app/ports.ts';
import { type Kit, makeKit } from './kit.ts';
import { accessSuite } from './suite-access.ts';
import { accountsSuite } from './suite-accounts.ts';
import { affidavitsSuite } from './suite-affidavits.ts';
import { directorySuite } from './suite-directory.ts';
import { durabilitySuite } from './suite-durability.ts';
import { erasureSuite } from './suite-erasure.ts';
import { filesSuite } from './suite-files.ts';
import { finderSuite } from './suite-finder.ts';
import { findingSuite, searchSuite } from './suite-finding.ts';
import { historySuite } from './suite-history.ts';
import { ledgerSuite } from './suite-ledger.ts';
import { logHistorySuite } from './suite-log-history.ts';
import { logKeysSuite } from './suite-log-keys.ts';
import { outcomeSuite } from './suite-outcomes.ts';
import { readerSuite } from './suite-reader.ts';
import { removalsSuite } from './suite-removals.ts';
import { retentionSuite } from './suite-retention.ts';
import { viewsSuite } from './suite-views.ts';

/** An empty store of a test, and what only its maker knows. */
export interface Opened {
  store: Store;
  /** Closes the store and opens the same data again. */
  reopen(): Promise<Store>;
  /** Closes the store and removes its data. */
  close(): Promise<void>;
}

/** What a test starts from: the running store, a company nobody else uses, and data with a seed of its own. */
export interface Ground {
  store: Store;
  kit: Kit;
  company: Company;
}

/** Runs `body` as a test on fresh ground. */
export type GroundTest = (title: string, body: (ground: Ground) => Promise<void>) => void;

export function contractSuite(name: string, open: () => Promise<Opened>): void {
  describe(`store contract: ${name}`, () => {
    let opened: Opened;
    let tests = 0;
    before(async () => {
      opened = await open();
    });
    after(() => opened.close());
    const onGround: GroundTest = (title, body) => {
      const seed = ++tests;
      test(title, async () => {
        const kit = makeKit(seed);
        await body({ store: opened.store, kit, company: await kit.company(opened.store) });
      });
    };
    describe('ledger', () => ledgerSuite(onGround));
    describe('outcomes', () => outcomeSuite(onGround));
    describe('event reader', () => readerSuite(onGround));
    describe('directory', () => directorySuite(onGround));
    describe('access and checkpoints', () => accessSuite(onGround));
    describe('accounts', () => accountsSuite(onGround));
    describe('views', () => viewsSuite(onGround));
    describe('log history', () => logHistorySuite(onGround));
    describe('log keys', () => logKeysSuite(onGround));
    describe('event finder', () => finderSuite(onGround));
    describe('finding', () => findingSuite(onGround));
    describe('search', () => searchSuite(onGround));
    describe('directory history', () => historySuite(onGround));
    describe('files and jobs', () => filesSuite(onGround));
    describe('removals', () => removalsSuite(onGround));
    describe('retention', () => retentionSuite(onGround));
    describe('erasure', () => erasureSuite(onGround));
    describe('affidavits', () => affidavitsSuite(onGround));
  });
  describe(`store contract, durability: ${name}`, () => durabilitySuite(open));
}
