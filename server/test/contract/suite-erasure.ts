/** Erasure of a person by the use-case itself, on every store: what goes, what stays, and that all of it is provable. */
import assert from 'node:assert/strict';
import { eventV1, formatCheckpoint, legacyTimes, signNote, verifyAffidavit } from '@affidavit/verify';
import { erasePerson } from '../../src/app/erase-person.ts';
import type { ErasureLedger, LedgerEntry } from '../../src/app/ports/erasing.ts';
import type { StoredFile } from '../../src/app/ports/files.ts';
import type { SavedView } from '../../src/app/ports/views.ts';
import type { Company, Ledger, Store, World } from '../../src/app/ports.ts';
import { recordEvents } from '../../src/app/record-events.ts';
import { affidavitMaker } from '../../src/app/shared/affidavits.ts';
import { changeDirectory } from '../../src/app/shared/change-directory.ts';
import { newSubject, putOf } from '../../src/app/shared/directory-rows.ts';
import { makeInclusion } from '../../src/app/shared/inclusion.ts';
import { liveDirectories } from '../../src/app/shared/live-directory.ts';
import { logSigner } from '../../src/app/shared/log-signer.ts';
import { removalEpochs } from '../../src/app/shared/removal-epochs.ts';
import { makeRenderer } from '../../src/app/shared/render.ts';
import type { Connection, User } from '../../src/domain/directory.ts';
import { NOON, secrets } from './kit.ts';
import type { Ground, GroundTest } from './suite.ts';
import { makeView } from './suite-views.ts';

const TIME = '2026-01-01T00:00:00.000Z';
export const PLANT = 'Quetzalworth';
export const REQUEST = { reason: 'They asked for it.', legalBasis: 'GDPR Art. 17 (1) (a)' };

const user = (id: number, over: Partial<User>): User => ({
  ...{ id, entryId: `entry-of-${id}`, email: `user-${id}@example.com`, firstName: null, lastName: null },
  ...{ jobTitle: null, avatarUrl: null, termsAgreedAt: null, roles: [], createdAt: TIME, updatedAt: TIME },
  ...over,
});

const connection: Connection = {
  ...{ id: 3, clientType: 'GITHUB', state: 'ACTIVE', connected: true, companyId: null, ownerId: 7 },
  ...{ connectedAt: null, failedAt: null, assignmentId: null, accountId: null, clientId: null },
  ...{ clientAlias: `${PLANT.toLowerCase()}@example.com`, manuallyUpdatedAt: null, aliasUpdatedAt: null },
  ...{ deletedAt: null, sourcePreference: null, securityLabel: null, jqlQuery: null, groupLabel: null },
  ...{ requestorId: null, product: null, writeAccessEnabled: null, authorized: null, providerTypes: [] },
  ...{ code: null, workspaceIds: [], createdAt: TIME, updatedAt: TIME },
};

/** The use-cases on one store, as an instance has them. */
export function instance(
  store: Store,
  random: { bytes(count: number): Uint8Array; uuid(): string },
  ledger?: Ledger,
) {
  const world: World = {
    now: () => NOON,
    randomBytes: (count) => random.bytes(count),
    eventId: () => random.uuid(),
    uuid: () => random.uuid(),
  };
  const ports = { ...store, ledger: ledger ?? store.ledger, secrets, world };
  const readLive = liveDirectories(ports);
  const change = changeDirectory({ ...ports, readLive });
  const removals = removalEpochs(ports);
  const entries: LedgerEntry[] = [];
  const erasures: ErasureLedger = {
    entries: async () => [...new Map(entries.map((entry) => [entry.id, entry])).values()],
    append: async (entry) => {
      entries.push(entry);
    },
  };
  const erasing = { ...ports, change, removals, erasures, pause: async () => {} };
  return {
    change,
    readLive,
    entries,
    record: recordEvents(ports),
    renderer: makeRenderer({ ...store, removals }),
    erasure: erasePerson(erasing),
    async affidavits(company: Company) {
      const { size, root } = await store.events.head(company.company);
      const text = formatCheckpoint({ origin: company.origin, size, root });
      const note = signNote(text, [logSigner(secrets, company)]);
      const checkpoint = { size, root, note };
      await store.checkpoints.keep(company.company, checkpoint, NOON);
      const events = await store.events.eventsFrom(company.company, 0, size);
      const make = affidavitMaker({ ...store, inclusion: makeInclusion({ ...store, world }) });
      const made = await make(company, events, checkpoint);
      const { vkey } = logSigner(secrets, company);
      return made.map((affidavit) => verifyAffidavit(JSON.stringify(affidavit), { vkeys: [vkey] }));
    },
  };
}

type Instance = ReturnType<typeof instance>;

/** Sally (1), and person 7, who is named everywhere; five events. */
export async function populatePerson(
  { change, record }: Instance,
  company: Company,
  world: World,
): Promise<void> {
  const email = `${PLANT.toLowerCase()}@example.com`;
  await change(company, () => ({
    changes: [
      putOf('user', user(1, { firstName: 'Sally', lastName: 'Smith' })),
      putOf('user', user(7, { email, firstName: 'Zyx', lastName: PLANT })),
      putOf('connection', connection),
      newSubject(world, { kind: 'person', id: 1 }),
      newSubject(world, { kind: 'person', id: 7 }),
      newSubject(world, { kind: 'connection', id: 3 }),
    ],
    events: [],
    answer: null,
  }));
  const base = { type: 'COMPANY_DATA_UPDATED', category: 'COMPANY', source: 'APP' };
  const issues = [
    { email, hasMfa: false },
    { email: 'user-1@example.com', hasMfa: true },
  ];
  await record.all(
    company,
    [
      { ...base, userId: 7, description: `${PLANT} came.`, metadata: { dto: { by: PLANT } } },
      {
        ...base,
        userId: 1,
        description: `Sally met ${email}.`,
        metadata: { dto: { met: email, day: 'Monday' } },
      },
      {
        ...base,
        connectionId: 3,
        testId: 5,
        testName: 'MFA',
        status: 'FAILED',
        description: 'Tested.',
        issues,
      },
      { ...base, userId: 1, description: 'Sally left.', metadata: { dto: { day: 'Monday' } } },
      { ...base, description: 'The system did it.' },
    ],
    { idempotencyKey: `of ${PLANT}` },
  );
}

const worldOf = ({ kit }: Ground): World => ({
  now: () => NOON,
  randomBytes: (count) => kit.random.bytes(count),
  eventId: () => kit.random.uuid(),
  uuid: () => kit.random.uuid(),
});

export function erasureSuite(onGround: GroundTest): void {
  onGround('a person is taken out of everything, and every event still verifies', async (ground) => {
    const { store, kit, company } = ground;
    const one = instance(store, kit.random);
    await populatePerson(one, company, worldOf(ground));
    const report = await one.erasure.erase(company, 1, 7, REQUEST);
    assert.deepEqual(report.removed, {
      parts: 2,
      snapshots: 2,
      directoryRows: 1,
      directoryVersions: 1,
      actorOpenings: 1,
      views: 0,
    });
    assert.deepEqual(report.redacted, {
      ...{ parts: 3, snapshots: 1, directoryRows: 1, keys: 0, views: 0, files: 0 },
    });
    const checked = await one.affidavits(company);
    assert.equal(checked.length, 6);
    for (const { outcome, failure } of checked) assert.equal(outcome, 'verified', JSON.stringify(failure));
    assert.deepEqual(
      checked.map(({ parts }) => [parts.erased.length, parts.redacted.length]),
      [
        [4, 0],
        [0, 2],
        [1, 2],
        [0, 0],
        [0, 0],
        [0, 0],
      ],
    );
    const events = await store.events.eventsFrom(company.company, 0, 10);
    const shown = await Promise.all(events.map((event) => one.renderer.v1(company.company, event, 'iso')));
    assert.doesNotMatch(shown.join('\n'), new RegExp(PLANT, 'i'));
    assert.match(shown[1] ?? '', /"Sally met \[erased\]\.".*"Monday"/);
    assert.match(shown[2] ?? '', /user-1@example\.com/);
    for (const event of events) {
      const document = eventV1(await one.renderer.view(company.company, event));
      const legacy = await one.renderer.v1(company.company, event, 'legacy');
      assert.equal(shown[event.seq], JSON.stringify(document));
      assert.equal(legacy, JSON.stringify(legacyTimes(document)));
    }
    const again = one.erasure.erase(company, 1, 7, REQUEST);
    await assert.rejects(again, { refusal: { is: 'notFound' } });
  });

  onGround('views of the person go, those they shared stay, and no other names them', async (ground) => {
    const { store, kit, company } = ground;
    const one = instance(store, kit.random);
    await populatePerson(one, company, worldOf(ground));
    const keep = async (userId: number, over: Partial<SavedView>) => {
      const view = makeView(kit, { userId, ...over });
      assert.deepEqual(await store.views.keep(company.company, view, null), { is: 'kept' });
      return view.id;
    };
    await keep(7, { name: 'Mine' });
    const given = await keep(7, { name: `Made by ${PLANT}`, shared: true });
    const query = new URLSearchParams({ q: `${PLANT} came`, status: 'FAILED' }).toString();
    const kept = await keep(1, { name: `About ${PLANT}`, query });
    const inside = await keep(1, { name: `${PLANT}s-laptop`, query: 'userId=7' });
    const report = await one.erasure.erase(company, 1, 7, REQUEST);
    const counts = [report.searched.views, report.removed.views, report.redacted.views];
    assert.deepEqual(counts, [4, 1, 2]);
    assert.ok(report.remains.some((line) => line.includes(`view ${inside}`)));
    const left = await store.views.views(company.company);
    assert.deepEqual(
      new Map(left.map(({ id, userId, name, query }) => [id, [userId, name, query]])),
      new Map([
        [given, [null, 'Made by [erased]', 'status=FAILED']],
        [kept, [1, 'About [erased]', 'q=%5Berased%5D+came&status=FAILED']],
        [inside, [1, `${PLANT}s-laptop`, 'userId=7']],
      ]),
    );
  });

  onGround('another instance answers nothing of it from memory', async (ground) => {
    const { store, kit, company } = ground;
    const one = instance(store, kit.random);
    await populatePerson(one, company, worldOf(ground));
    const [event] = await store.events.eventsFrom(company.company, 0, 1);
    assert.ok(event);
    let now = NOON;
    const removals = removalEpochs({ ...store, world: { ...worldOf(ground), now: () => now } });
    const other = makeRenderer({ ...store, removals });
    assert.match(await other.v1(company.company, event, 'iso'), new RegExp(PLANT));
    const live = liveDirectories(store);
    assert.notEqual((await live(company.company)).get('user', 7), null);
    await one.erasure.erase(company, 1, 7, REQUEST);
    now += 1_000;
    const [cut] = await store.events.eventsFrom(company.company, 0, 1);
    assert.ok(cut);
    assert.doesNotMatch(await other.v1(company.company, cut, 'iso'), new RegExp(PLANT));
    assert.equal((await live(company.company)).get('user', 7), null);
  });

  onGround('what is recorded while it is decided is searched too', async (ground) => {
    const { store, kit, company } = ground;
    let late: (() => Promise<unknown>) | null = null;
    const racing: Ledger = {
      async commit(items) {
        const run = late;
        late = null;
        if (items.some(({ logSize }) => logSize !== undefined)) await run?.();
        return store.ledger.commit(items);
      },
    };
    const one = instance(store, kit.random, racing);
    const other = instance(store, kit.random);
    await populatePerson(other, company, worldOf(ground));
    const draft = { type: 'COMPANY_DATA_UPDATED', category: 'COMPANY', source: 'APP' };
    late = () => other.record.all(company, [{ ...draft, description: `Late word of ${PLANT}.` }]);
    const report = await one.erasure.erase(company, 1, 7, REQUEST);
    assert.equal(report.searched.events, 6);
    const [event] = await store.events.eventsFrom(company.company, 5, 1);
    assert.equal(event?.parts.text?.json, '{"description":"Late word of [erased]."}');
    assert.equal(one.entries.filter(({ state }) => state === 'begun').length, 2);
    for (const { outcome } of await one.affidavits(company)) assert.equal(outcome, 'verified');
  });

  onGround('all that a person did goes, whatever it says; test results stay', async (ground) => {
    const { store, kit, company } = ground;
    const one = instance(store, kit.random);
    await populatePerson(one, company, worldOf(ground));
    const draft = { type: 'COMPANY_DATA_UPDATED', category: 'COMPANY', source: 'APP', userId: 7 };
    const said = { description: 'Changed.', metadata: { note: 'my own words' } };
    const issues = [{ host: 'north', isOpen: true }];
    await one.record.all(company, [{ ...draft, ...said, testId: 5, testName: 'Ports', issues }]);
    await one.erasure.erase(company, 1, 7, REQUEST);
    const [event] = await store.events.eventsFrom(company.company, 5, 1);
    assert.deepEqual([event?.parts.text, event?.parts.metadata, event?.actorId], [null, null, null]);
    assert.match(event?.parts.test?.json ?? '', /"host":"north"/);
    for (const { outcome } of await one.affidavits(company)) assert.equal(outcome, 'verified');
  });

  onGround('files of others get another name, and what cannot be taken out is told', async (ground) => {
    const { store, kit, company } = ground;
    const one = instance(store, kit.random);
    await populatePerson(one, company, worldOf(ground));
    const file = (id: number, name: string): StoredFile => ({
      id: kit.random.uuid(),
      subject: { kind: 'person', id },
      name,
      mediaType: 'text/plain',
      bytes: kit.random.bytes(10),
      createdAt: NOON,
    });
    const files = [file(1, `Letter to ${PLANT}.txt`), file(1, 'Letter.txt'), file(7, `${PLANT}.txt`)];
    const draft = {
      type: 'COMPANY_DATA_UPDATED',
      category: 'COMPANY',
      source: 'APP',
      description: 'Changed.',
    };
    const provenance = { system: `${PLANT} & Sons`, fetchedAt: TIME, sourceDigest: '0'.repeat(64) };
    const [sealed, doubtful] = await one.record.all(company, [
      { ...draft, provenance },
      { ...draft, metadata: { host: `laptop-${PLANT}-2.example.com` } },
    ]);
    await one.change(company, () => ({
      changes: files.map((added) => ({ do: 'addFile', file: added })),
      events: [],
      answer: null,
    }));
    const named = one.erasure.erase(company, 1, 7, { ...REQUEST, reason: 'SALLY SMITH asked for it.' });
    await assert.rejects(named, /reason: must not name anybody/);
    const report = await one.erasure.erase(company, 1, 7, { ...REQUEST, reason: 'Smith asked for it.' });
    assert.equal(report.redacted.files, 1);
    assert.equal(report.searched.files, 2);
    assert.deepEqual((await store.erasing.files(company.company)).map(({ name }) => name).sort(), [
      'Letter to [erased].txt',
      'Letter.txt',
    ]);
    const [inside, entries, longer] = report.remains;
    assert.match(inside ?? '', /^What 2 files of others say inside was not read/);
    assert.match(entries ?? '', new RegExp(`nothing can be taken out.*: ${sealed?.id}\\.`));
    assert.match(longer ?? '', new RegExp(`inside of longer words.*: event ${doubtful?.id}\\.`));

    // Why something is gone can always be read, whoever is erased later.
    const again = await one.erasure.erase(company, null, 1, REQUEST);
    assert.ok(again.remains.some((line) => line.includes(report.eventIds[0] ?? '?')));
    for (const { outcome, failure } of await one.affidavits(company))
      assert.equal(outcome, 'verified', JSON.stringify(failure));
  });

  onGround('a person who is erased after another leaves every event provable', async (ground) => {
    const { store, kit, company } = ground;
    const one = instance(store, kit.random);
    await populatePerson(one, company, worldOf(ground));
    const draft = { type: 'COMPANY_DATA_UPDATED', category: 'COMPANY', source: 'APP' };
    await one.record.all(company, [{ ...draft, description: `Smith and ${PLANT} met.` }]);
    await one.erasure.erase(company, null, 7, REQUEST);
    await one.erasure.erase(company, null, 1, REQUEST);
    const [event] = await store.events.eventsFrom(company.company, 5, 1);
    assert.equal(event?.parts.text?.json, '{"description":"[erased] and [erased] met."}');
    for (const { outcome, failure } of await one.affidavits(company))
      assert.equal(outcome, 'verified', JSON.stringify(failure));
  });
}
