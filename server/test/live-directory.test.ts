/** The live directory in memory against the store it follows, whatever was put and removed. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import fc from 'fast-check';
import type { Change, Company, DirectoryKind, DirectoryRow, Store } from '../src/app/ports.ts';
import { type LiveDirectory, liveDirectories } from '../src/app/shared/live-directory.ts';
import { overlay } from '../src/app/shared/overlay.ts';
import { type Kit, makeKit, NOON } from './contract/kit.ts';
import { sqliteFolder } from './sqlite-folder.ts';

const KINDS: DirectoryKind[] = ['user', 'identity', 'device', 'connection'];
const IDS = [1, 2, 3, 4, 5];
const EMAILS = ['a@example.com', 'b@example.com', 'c@example.com'];

/** What becomes of one row, or a type that moves the version alone. */
interface Step {
  do: 'put' | 'remove' | 'type';
  kind: DirectoryKind;
  id: number;
  owner: number | null;
  connection: number | null;
  email: string | null;
}

const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom('put', 'put', 'put', 'remove', 'remove', 'type'),
  kind: fc.constantFrom(...KINDS),
  id: fc.constantFrom(...IDS),
  owner: fc.constantFrom(1, 2, null),
  connection: fc.constantFrom(1, 2, null),
  email: fc.constantFrom(...EMAILS, null),
});

const items = (maxLength: number) => fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { maxLength });

function changeOf({ do: what, kind, id, owner, connection, email }: Step, n: number): Change {
  if (what === 'remove') return { do: 'remove', kind, id };
  if (what === 'type') {
    const eventType = { name: `TYPE_${id}`, version: n, category: 'A', schema: '{}', createdAt: NOON };
    return { do: 'putEventType', eventType };
  }
  const json = JSON.stringify({ id, owner, connection, email, n });
  return { do: 'put', row: { kind, id, userId: owner, connectionId: connection, email, json } };
}

/** An item that would break a rule of the directory (an e-mail taken twice) changes nothing: so be it. */
async function apply(store: Store, kit: Kit, company: Company, steps: readonly Step[], n: number) {
  const changes = steps.map((one) => changeOf(one, n));
  await store.ledger.commit([kit.item(company, { changes })]);
}

/** Everything that a live directory answers about these kinds and ids. */
function describeAll(live: LiveDirectory): unknown {
  const of = (kind: DirectoryKind) => ({
    all: live.all(kind),
    get: IDS.map((id) => live.get(kind, id)),
    ofUser: [1, 2, 3].map((id) => live.ofUser(kind, id)),
    ofConnection: [1, 2, 3].map((id) => live.ofConnection(kind, id)),
    nextId: live.nextId(kind),
  });
  const byEmail = EMAILS.map((email) => live.userByEmail(email.toUpperCase()));
  return structuredClone({ version: live.version, kinds: KINDS.map(of), byEmail });
}

async function ground(t: TestContext): Promise<{ store: Store; kit: Kit }> {
  return { store: await sqliteFolder(t).open(), kit: makeKit(1) };
}

const portsOf = ({ directory, history, epoch }: Store) => ({ directory, history, epoch });

test('a directory that was followed equals one that is loaded afresh, and views do not change', async (t) => {
  const { store, kit } = await ground(t);
  await fc.assert(
    fc.asyncProperty(
      items(10),
      fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }),
      async (all, reads) => {
        const company = await kit.company(store);
        const read = liveDirectories(portsOf(store));
        const views: { live: LiveDirectory; shown: unknown }[] = [];
        for (const [n, steps] of all.entries()) {
          await apply(store, kit, company, steps, n + 1);
          if (reads[n] === false) continue;
          const live = await read(company.company);
          views.push({ live, shown: describeAll(live) });
        }
        const followed = describeAll(await read(company.company));
        const fresh = describeAll(await liveDirectories(portsOf(store))(company.company));
        assert.deepEqual(followed, fresh);
        // Some indexes of a view are made only now, others were made when it was handed out.
        for (const { live, shown } of views) assert.deepEqual(describeAll(live), shown);
      },
    ),
    { numRuns: 60, seed: 1 },
  );
});

test('a view that nobody has asked anything yet shows its own version later', async (t) => {
  const { store, kit } = await ground(t);
  const company = await kit.company(store);
  const put = (n: number): Step => ({
    do: 'put',
    kind: 'device',
    id: n,
    owner: 1,
    connection: 1,
    email: null,
  });
  const read = liveDirectories(portsOf(store));
  await apply(store, kit, company, [put(1)], 1);
  const before = await read(company.company);
  await apply(store, kit, company, [put(2), { ...put(1), do: 'remove' }], 2);
  const after = await read(company.company);
  assert.deepEqual([before.version, after.version], [1, 2]);
  assert.deepEqual(
    before.all('device').map(({ id }) => id),
    [1],
  );
  assert.deepEqual(
    before.ofUser('device', 1).map(({ id }) => id),
    [1],
  );
  assert.deepEqual(
    after.ofConnection('device', 1).map(({ id }) => id),
    [2],
  );
});

test('thousands of rows come in pieces, first and later', async (t) => {
  const { store, kit } = await ground(t);
  const company = await kit.company(store);
  const rows = (from: number, count: number, owner: number): Change[] =>
    Array.from({ length: count }, (_, i) =>
      changeOf({ do: 'put', kind: 'device', id: from + i, owner, connection: null, email: null }, 0),
    );
  const commit = (changes: Change[]) => store.ledger.commit([kit.item(company, { changes })]);
  await commit(rows(1, 1_000, 1));
  await commit(rows(1_001, 1_500, 1));
  const read = liveDirectories(portsOf(store));
  assert.equal((await read(company.company)).all('device').length, 2_500);
  for (let n = 0; n < 6; n++) await commit(rows(1 + n * 400, 400, 2));
  const live = await read(company.company);
  assert.equal(live.version, 8);
  assert.equal(live.ofUser('device', 2).length, 2_400);
  assert.equal(live.ofUser('device', 1).length, 100);
});

test('reads while others write are each of one version, and never go back', async (t) => {
  const { store, kit } = await ground(t);
  const company = await kit.company(store);
  const read = liveDirectories(portsOf(store));
  // Two rows of different kinds that always change together.
  const both = (n: number): Change[] =>
    (['device', 'identity'] as const).map((kind) =>
      changeOf({ do: 'put', kind, id: 1, owner: n, connection: null, email: null }, n),
    );
  const writing = (async () => {
    for (let n = 1; n <= 40; n++) await store.ledger.commit([kit.item(company, { changes: both(n) })]);
  })();
  const reading = Array.from({ length: 4 }, async () => {
    let last = 0;
    while (last < 40) {
      const live = await read(company.company);
      const owners = (['device', 'identity'] as const).map((kind) => live.get(kind, 1));
      const written = owners.map((document) => (document as { n?: number } | null)?.n ?? 0);
      assert.deepEqual(written, [live.version, live.version]);
      assert.ok(live.version >= last);
      last = live.version;
      await new Promise((resume) => setImmediate(resume));
    }
  });
  await Promise.all([writing, ...reading]);
});

test('a store that fails once is read again', async (t) => {
  const { store, kit } = await ground(t);
  const company = await kit.company(store);
  await apply(
    store,
    kit,
    company,
    [{ do: 'put', kind: 'user', id: 1, owner: null, connection: null, email: null }],
    1,
  );
  let failures = 1;
  const { directory, history } = store;
  const read = liveDirectories({
    history,
    epoch: () => 0,
    directory: {
      ...directory,
      rows: (...args) => (failures-- > 0 ? Promise.reject(new Error('unplugged')) : directory.rows(...args)),
    },
  });
  await assert.rejects(read(company.company), /unplugged/);
  assert.equal((await read(company.company)).all('user').length, 1);
});

test('what a server told that answers no more is forgotten, whatever its version', async (t) => {
  const put = (id: number): Step => ({
    do: 'put',
    kind: 'user',
    id,
    owner: null,
    connection: null,
    email: null,
  });
  const grounds = [await ground(t), await ground(t)] as const;
  const companies: number[] = [];
  for (const [n, { store, kit }] of grounds.entries()) {
    const company = await kit.company(store);
    await apply(store, kit, company, [put(n + 1)], 1);
    companies.push(company.company);
  }
  assert.equal(companies[0], companies[1]);
  let answering: 0 | 1 = 0;
  const now = () => grounds[answering].store;
  const read = liveDirectories({
    get directory() {
      return now().directory;
    },
    get history() {
      return now().history;
    },
    epoch: () => answering,
  });
  const users = async () => (await read(companies[0] ?? 0)).all('user').map(({ id }) => id);
  assert.deepEqual(await users(), [1]);
  answering = 1;
  assert.deepEqual(await users(), [2]);
});

test('an overlay answers as the store does once the changes are committed', async (t) => {
  const { store, kit } = await ground(t);
  await fc.assert(
    fc.asyncProperty(items(4), fc.array(step, { maxLength: 6 }), async (earlier, steps) => {
      const company = await kit.company(store);
      for (const [n, one] of earlier.entries()) await apply(store, kit, company, one, n + 1);
      const subject = kit.subject({ kind: 'person', id: 1 });
      const changes: Change[] = [...steps.map((one) => changeOf(one, 100)), { do: 'addSubject', subject }];
      const over = await answers(overlay(store.directory, changes), company);
      const [outcome] = await store.ledger.commit([kit.item(company, { changes })]);
      // What the store refuses needs no answer.
      if (outcome?.is === 'committed') assert.deepEqual(over, await answers(store.directory, company));
    }),
    { numRuns: 60, seed: 1 },
  );
});

async function answers(directory: Store['directory'], { company }: Company): Promise<unknown> {
  const rows: (DirectoryRow | null)[] = [];
  const ofUsers: (readonly DirectoryRow[])[] = [];
  for (const kind of KINDS) {
    for (const id of IDS) rows.push(await directory.row(company, kind, id));
    for (const id of [1, 2, 3]) ofUsers.push(await directory.rowsOfUser(company, kind, id));
  }
  const subject = await directory.subject(company, { kind: 'person', id: 1 });
  return {
    rows,
    ofUsers,
    byEmail: await Promise.all(EMAILS.map((email) => directory.userByEmail(company, email))),
    types: await Promise.all(IDS.map((id) => directory.eventType(company, `TYPE_${id}`))),
    key: subject && Buffer.from(subject.key).toString('hex'),
  };
}
