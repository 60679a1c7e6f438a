/**
 * A second process on an embedded store: `FOLDER COMPANY-UUID COMMITS SEED` records that many events, one commit
 * each, and prints what was recorded as JSON. Without a company it only opens and closes the store.
 */
import type { Recorded } from '../src/app/ports.ts';
import { openSqliteStore } from '../src/store/sqlite/open.ts';
import { makeKit } from './contract/kit.ts';

const [folder = '', uuid, commits = '0', seed = '0'] = process.argv.slice(2);
const store = await openSqliteStore({
  folder,
  onFatal: (error) => {
    throw error;
  },
});
const recorded: Recorded[] = [];
const company = (await store.access.companies()).find((one) => one.uuid === uuid);
if (company !== undefined) {
  const kit = makeKit(Number(seed));
  for (let i = 0; i < Number(commits); i++) {
    const [outcome] = await store.ledger.commit([kit.item(company, { events: [kit.event(company)] })]);
    if (outcome?.is === 'committed') recorded.push(...outcome.events);
  }
}
await store.close();
process.stdout.write(JSON.stringify(recorded));
