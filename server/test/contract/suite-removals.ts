/** Changes that take things away: what they remove is gone, whatever else is there stays, all or nothing. */
import assert from 'node:assert/strict';
import { canonicalJson, type Removal } from '@affidavit/verify';
import type { Job, StoredFile } from '../../src/app/ports/files.ts';
import type { Change, Part, Recorded } from '../../src/app/ports.ts';
import { NOON } from './kit.ts';
import { commitNamed } from './named.ts';
import type { Ground, GroundTest } from './suite.ts';
import { commitAll } from './suite-ledger.ts';

const ALL = Number.MAX_SAFE_INTEGER;

const apply = (ground: Ground, ...changes: Change[]) => commitNamed(ground, changes);

const metadataOf = (word: string) => ({ dto: { said: `${word} ${'and more '.repeat(100)}` } });

/** Three events of person 7, then three of person 8, each of whom is mentioned by the other's. */
async function populate({ store, kit, company }: Ground): Promise<readonly Recorded[]> {
  const events = Array.from({ length: 6 }, (_, n) =>
    kit.event(company, {
      actorId: n < 3 ? 7 : 8,
      mentions: [{ userId: n < 3 ? 8 : 7, role: 'email' }],
      description: `word${n} all`,
      metadata: metadataOf(`meta${n}`),
      test: { testName: `test${n}`, requestDescription: null, issues: [] },
      createdAt: NOON - n,
    }),
  );
  const [recorded] = await commitAll(store, [kit.item(company, { events })]);
  return recorded ?? [];
}

export function removalsSuite(onGround: GroundTest): void {
  onGround('parts go, or a redacted copy stands for them; the log stays as it is', async (ground) => {
    const { store, kit, company } = ground;
    await populate(ground);
    const before = await store.events.eventsFrom(company.company, 0, 10);
    const copy: Part = { salt: kit.random.bytes(16), json: canonicalJson(metadataOf('[erased]')) };
    const text: Part = { salt: kit.random.bytes(16), json: '{"description":"[erased] all"}' };
    await apply(ground, {
      do: 'removeParts',
      parts: [
        { seq: 0, kind: 'text', replacement: null },
        { seq: 0, kind: 'metadata', replacement: null },
        { seq: 1, kind: 'metadata', replacement: copy },
        { seq: 1, kind: 'test', replacement: null },
        { seq: 2, kind: 'text', replacement: text },
        { seq: 500, kind: 'text', replacement: text },
      ],
    });
    await store.search.forget(company.company, [0, 1, 2]);
    const after = (await store.events.eventsFrom(company.company, 0, 10)).slice(0, before.length);
    assert.deepEqual(
      after.map(({ entry, leaf, actorId }) => ({ entry, leaf, actorId })),
      before.map(({ entry, leaf, actorId }) => ({ entry, leaf, actorId })),
    );
    const parts = before.map((event) => event.parts);
    assert.deepEqual(
      after.map((event) => event.parts),
      [
        { text: null, metadata: null, test: parts[0]?.test },
        { text: parts[1]?.text, metadata: copy, test: null },
        { ...parts[2], text },
        ...parts.slice(3),
      ],
    );
    const found = (words: string) => store.finder.count(company.company, { text: words }, ALL);
    assert.deepEqual(
      await Promise.all(['word0', 'meta0', 'test0', 'meta1', 'test1', 'word2', 'erased', 'all'].map(found)),
      [0, 0, 1, 0, 0, 0, 2, 5],
    );
  });

  onGround('what is removed twice, or was never there, is no fault', async (ground) => {
    const { store, kit, company } = ground;
    const [first] = await populate(ground);
    const changes: Change[] = [
      { do: 'removeParts', parts: [{ seq: 0, kind: 'text', replacement: null }] },
      { do: 'forgetActors', seqs: [0, 99] },
      { do: 'forgetMentions', userId: 7 },
      { do: 'removeSnapshots', digests: ['0'.repeat(64)] },
      { do: 'removeFilesOf', subject: { kind: 'person', id: 7 } },
      { do: 'removeJobs', eventIds: [first?.id ?? ''], requestedBy: 7 },
      { do: 'removeKeysOf', userId: 7 },
      { do: 'forgetRow', kind: 'user', id: 7 },
      { do: 'removeSubject', subject: { kind: 'person', id: 7 } },
    ];
    await apply(ground, ...changes);
    await apply(ground, ...changes);
    assert.equal(await store.directory.version(company.company), 2);
    await apply(ground, { do: 'put', row: kit.user(8) });
    assert.equal(await store.directory.nextId(company.company, 'user'), 9);
  });

  onGround('events are cut from who acted, the others keep theirs', async (ground) => {
    const { store, company } = ground;
    await populate(ground);
    const byUser = (userId: number) => store.finder.count(company.company, { userId: [userId] }, ALL);
    assert.deepEqual([await byUser(7), await byUser(8)], [3, 3]);
    await apply(ground, { do: 'forgetActors', seqs: [0, 1, 2] });
    assert.deepEqual([await byUser(7), await byUser(8)], [0, 3]);
    const events = await store.events.eventsFrom(company.company, 0, 6);
    assert.deepEqual(
      events.map(({ actorId }) => actorId),
      [null, null, null, 8, 8, 8],
    );
    const facets = await store.finder.facets(company.company, {}, ['userId'], 10);
    assert.ok(facets.userId?.some(({ value, count }) => value === 8 && count === 3));
    await apply(ground, { do: 'forgetMentions', userId: 7 });
    const again = await store.finder.facets(company.company, {}, ['userId'], 10);
    assert.deepEqual(
      again.userId?.filter(({ value }) => value !== null),
      [{ value: 8, count: 3 }],
    );
    assert.deepEqual([await byUser(7), await byUser(8)], [0, 3]);
  });

  onGround('a row goes with all its versions, its id is not given again', async (ground) => {
    const { store, kit, company } = ground;
    const at = company.company;
    const subject = kit.subject({ kind: 'person', id: 7 });
    const kept = kit.subject({ kind: 'person', id: 8 });
    const check = { kind: 'backgroundCheck', id: 3, userId: 7, connectionId: null, email: null } as const;
    await apply(ground, { do: 'put', row: kit.user(7) }, { do: 'addSubject', subject });
    await apply(ground, { do: 'put', row: kit.user(8) }, { do: 'addSubject', subject: kept });
    await apply(ground, { do: 'put', row: { ...check, json: '{"id":3}' } });
    await apply(ground, { do: 'put', row: kit.user(7, { firstName: 'Ada' }) });
    await apply(ground, { do: 'remove', kind: 'backgroundCheck', id: 3 });
    const of7 = kit.snapshot(subject, 'person', 7, 1, { id: 7 });
    const of8 = kit.snapshot(kept, 'person', 8, 1, { id: 8 });
    const event = kit.event(company, { actorId: 7, person: of7.digest });
    await commitAll(store, [kit.item(company, { snapshots: [of7, of8], events: [event] })]);
    await apply(
      ground,
      { do: 'forgetRow', kind: 'user', id: 7 },
      { do: 'forgetRow', kind: 'backgroundCheck', id: 3 },
      { do: 'removeSnapshots', digests: [of7.digest] },
      { do: 'removeSubject', subject: { kind: 'person', id: 7 } },
    );
    assert.equal(await store.directory.row(at, 'user', 7), null);
    assert.equal(await store.directory.userByEmail(at, 'user-7@example.com'), null);
    assert.equal(await store.directory.subject(at, { kind: 'person', id: 7 }), null);
    assert.notEqual(await store.directory.subject(at, { kind: 'person', id: 8 }), null);
    assert.deepEqual(await store.events.snapshots(at, [of7.digest, of8.digest]), [of8]);
    assert.equal(await store.directory.latestSnapshot(at, 'person', 7), null);
    const history = await store.history.changedSince(at, 0, 100);
    assert.deepEqual(
      history.map(({ kind, id, version, json }) => ({ kind, id, version, said: json !== null })),
      [
        { kind: 'user', id: 8, version: 2, said: true },
        { kind: 'backgroundCheck', id: 3, version: 6, said: false },
        { kind: 'user', id: 7, version: 6, said: false },
      ],
    );
    assert.equal(await store.history.rowAsOf(at, 'user', 7, ALL), null);
    assert.deepEqual(await store.history.rowsOfUserAsOf(at, 'backgroundCheck', 7, ALL), []);
    assert.equal(await store.directory.nextId(at, 'backgroundCheck'), 4);
    // The address is free.
    await apply(ground, { do: 'put', row: kit.user(9, { email: 'user-7@example.com' }) });
  });

  onGround('versions of other rows are said otherwise', async (ground) => {
    const { store, kit, company } = ground;
    await apply(ground, { do: 'put', row: kit.user(8, { firstName: 'Ada' }) });
    await apply(ground, { do: 'put', row: kit.user(8, { firstName: 'Bea' }) });
    const version = { kind: 'user', id: 8, version: 1, email: 'x@example.com', json: '{"id":8}' } as const;
    await apply(ground, { do: 'rewriteHistory', versions: [version] });
    const [first, second] = await store.history.changedSince(company.company, 0, 100);
    assert.equal(first?.json, '{"id":8}');
    assert.equal(first?.email, 'x@example.com');
    assert.equal(second?.json, kit.user(8, { firstName: 'Bea' }).json);
    assert.equal(await store.directory.version(company.company), 2);
  });

  onGround('files of a subject, jobs about events with what they made, keys of a user', async (ground) => {
    const { store, kit, company } = ground;
    const at = company.company;
    const [first, second] = await populate(ground);
    const file = (id: number | null): StoredFile => ({
      id: kit.random.uuid(),
      subject: id === null ? null : { kind: 'person', id },
      name: 'a',
      mediaType: 'text/plain',
      bytes: kit.random.bytes(100),
      createdAt: NOON,
    });
    const job = (over: Partial<Job>): Job => ({
      id: kit.random.uuid(),
      kind: 'eventPdf',
      eventId: second?.id ?? '',
      requestedBy: 8,
      status: 'Completed',
      claimedAt: null,
      fileId: null,
      error: null,
      createdAt: NOON,
      completedAt: NOON,
      ...over,
    });
    const files = [file(7), file(8), file(null), file(null)];
    const jobs = [
      job({ eventId: first?.id ?? '', fileId: files[2]?.id ?? '' }),
      job({ fileId: files[3]?.id ?? '' }),
      job({ requestedBy: 7 }),
    ];
    const keys = [kit.key(7), kit.key(8)];
    await apply(
      ground,
      ...files.map((one) => ({ do: 'addFile' as const, file: one })),
      ...jobs.map((one) => ({ do: 'putJob' as const, job: one, replacing: null })),
      ...keys.map((key) => ({ do: 'addKey' as const, key })),
    );
    await apply(
      ground,
      { do: 'removeFilesOf', subject: { kind: 'person', id: 7 } },
      { do: 'removeJobs', eventIds: [first?.id ?? ''], requestedBy: 7 },
      { do: 'removeKeysOf', userId: 7 },
    );
    const isThere = async (one: StoredFile) => (await store.files.file(at, one.id)) !== null;
    assert.deepEqual(await Promise.all(files.map(isThere)), [false, true, false, true]);
    const kept = async (one: Job) => (await store.jobs.job(at, one.id)) !== null;
    assert.deepEqual(await Promise.all(jobs.map(kept)), [false, true, false]);
    assert.deepEqual(
      (await store.access.keys(at)).map(({ id }) => id),
      [keys[1]?.id],
    );
  });

  onGround('an item decided on a log that has grown since is stale', async (ground) => {
    const { store, kit, company } = ground;
    await populate(ground);
    const parts = [{ seq: 0, kind: 'text' as const, replacement: null }];
    const changes: Change[] = [{ do: 'removeParts', parts }];
    const [sealed] = await store.events.eventsFrom(company.company, 0, 1);
    const removal: Removal[] = [
      { digest: sealed?.entry.parts.text ?? '', kind: 'text', replacement: null },
      { digest: '2'.repeat(64), kind: 'actor', replacement: null },
    ];
    const events = [{ ...kit.event(company), removal }];
    const [stale] = await store.ledger.commit([kit.item(company, { changes, events, logSize: 5 })]);
    assert.deepEqual(stale, { is: 'stale' });
    const [event] = await store.events.eventsFrom(company.company, 0, 1);
    assert.notEqual(event?.parts.text, null);
    const [recorded] = await commitAll(store, [kit.item(company, { changes, events, logSize: 6 })]);
    assert.equal(recorded?.[0]?.seq, 6);
  });

  onGround('what removal events say is found by digest and by event', async (ground) => {
    const { store, kit, company } = ground;
    const at = company.company;
    assert.equal(await store.erasing.lastRemoval(at), -1);
    const [one, two, three] = ['1', '2', '3'].map((digit) => digit.repeat(64)) as [string, string, string];
    const first: Removal[] = [
      { digest: one, kind: 'text', replacement: two },
      { digest: three, kind: 'actor', replacement: null },
    ];
    const second: Removal[] = [{ digest: two, kind: 'text', replacement: null }];
    const events = [kit.event(company), { ...kit.event(company), removal: first }];
    await commitAll(store, [kit.item(company, { events })]);
    await commitAll(store, [kit.item(company, { events: [{ ...kit.event(company), removal: second }] })]);
    assert.equal(await store.erasing.lastRemoval(at), 2);
    assert.deepEqual(await store.erasing.removalsBy(at, 1), first);
    assert.deepEqual(await store.erasing.removalsBy(at, 0), []);
    assert.deepEqual(await store.erasing.removalsOf(at, [two, '9'.repeat(64)]), [
      { seq: 2, leaf: 0, digest: two, kind: 'text', replacement: null },
    ]);
    assert.deepEqual(await store.erasing.removalsOf(at, [three]), [
      { seq: 1, leaf: 1, digest: three, kind: 'actor', replacement: null },
    ]);
  });

  onGround('all snapshots are listed, piece by piece', async (ground) => {
    const { store, kit, company } = ground;
    const subject = kit.subject({ kind: 'person', id: 7 });
    await apply(ground, { do: 'addSubject', subject });
    const made = [
      kit.snapshot(subject, 'owner', 7, 1, { id: 7 }),
      kit.snapshot(subject, 'person', 7, 1, { id: 7 }),
      kit.snapshot(subject, 'person', 7, 2, { id: 7, a: 1 }),
      kit.snapshot(subject, 'person', 10, 1, { id: 10 }),
    ];
    await commitAll(store, [kit.item(company, { snapshots: made })]);
    const found = await store.erasing.snapshotsAfter(company.company, null, 2);
    assert.deepEqual(found, made.slice(0, 2));
    assert.deepEqual(
      await store.erasing.snapshotsAfter(company.company, found.at(-1) ?? null, 9),
      made.slice(2),
    );
  });

  onGround('retries of what was taken away are other requests, keys are named otherwise', async (ground) => {
    const { store, kit, company } = ground;
    const print = new Uint8Array(32).fill(1);
    const requests = ['first', 'second', 'Ada third'].map((key) =>
      kit.item(company, { events: [kit.event(company)], idempotency: { key, fingerprint: print } }),
    );
    await commitAll(store, requests);
    const key = kit.key(8);
    await apply(ground, { do: 'addKey', key });
    await apply(
      ground,
      { do: 'forgetReplies', seqs: [0], words: ['ADA'] },
      { do: 'renameKey', id: key.id, name: 'x' },
    );
    const again = requests.map((item) => ({ ...item, events: [kit.event(company)] }));
    const outcomes = await store.ledger.commit(again);
    assert.deepEqual(
      outcomes.map((outcome) => outcome.is),
      ['keyReused', 'replayed', 'committed'],
    );
    assert.deepEqual(
      (await store.access.keys(company.company)).map(({ name }) => name),
      ['x'],
    );
  });

  onGround('scrubbing disturbs nobody', async (ground) => {
    const { store, kit, company } = ground;
    const recorded = await populate(ground);
    const [{ done, remains }] = await Promise.all([
      store.erasing.scrub(),
      commitAll(store, [kit.item(company, { events: [kit.event(company)] })]),
    ]);
    // Before PostgreSQL 17 only the owner can: whoever is not says what is left to do.
    assert.ok(done || remains[0]?.includes('as the owner: VACUUM'));
    assert.ok(remains.every((sentence) => sentence.endsWith('.')));
    const events = await store.events.eventsFrom(company.company, 0, 10);
    assert.deepEqual(
      events.slice(0, 6).map(({ entry }) => entry.id),
      recorded.map(({ id }) => id),
    );
    assert.equal(events.length, 7);
  });

  onGround('another company loses nothing', async (ground) => {
    const { store, kit } = ground;
    const other = { ...ground, company: await kit.company(store) };
    await populate(ground);
    await populate(other);
    const before = await store.events.eventsFrom(other.company.company, 0, 10);
    const parts = Array.from({ length: 6 }, (_, seq) => ({ seq, kind: 'text' as const, replacement: null }));
    await apply(
      ground,
      { do: 'removeParts', parts },
      { do: 'forgetActors', seqs: [0, 1, 2, 3, 4, 5] },
      { do: 'forgetMentions', userId: 7 },
    );
    await store.search.forget(ground.company.company, [0, 1, 2, 3, 4, 5]);
    assert.deepEqual(await store.events.eventsFrom(other.company.company, 0, 10), before);
    assert.equal(await store.finder.count(other.company.company, { text: 'all' }, ALL), 6);
    assert.equal(await store.finder.count(other.company.company, { userId: [7] }, ALL), 3);
  });
}
