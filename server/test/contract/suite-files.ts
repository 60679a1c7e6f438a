/** `Files` and `Jobs`: documents kept whole, and work that one worker at a time takes. */
import assert from 'node:assert/strict';
import type { Job, StoredFile } from '../../src/app/ports/files.ts';
import type { Change, Company, Outcome } from '../../src/app/ports.ts';
import { type Kit, NOON } from './kit.ts';
import type { Ground, GroundTest } from './suite.ts';

function makeFile(kit: Kit, over: Partial<StoredFile> = {}): StoredFile {
  return {
    id: kit.random.uuid(),
    subject: { kind: 'person', id: 1 },
    name: 'Größe "x".pdf',
    mediaType: 'application/pdf',
    bytes: kit.random.bytes(5_000),
    createdAt: NOON,
    ...over,
  };
}

function makeJob(kit: Kit, over: Partial<Job> = {}): Job {
  return {
    id: kit.random.uuid(),
    kind: 'eventPdf',
    eventId: kit.random.uuid(),
    requestedBy: 3,
    status: 'Pending',
    claimedAt: null,
    fileId: null,
    error: null,
    createdAt: NOON,
    completedAt: null,
    ...over,
  };
}

async function commit(
  { store, kit, company }: Ground,
  ...changes: Change[]
): Promise<Outcome['is'] | undefined> {
  // A file goes with the event that tells of it.
  const events = changes.some((change) => change.do === 'removeFile') ? [kit.event(company)] : [];
  const [outcome] = await store.ledger.commit([kit.item(company, { changes, events })]);
  return outcome?.is;
}

const bytesOf = (file: StoredFile | null) =>
  file && { ...file, bytes: Buffer.from(file.bytes).toString('hex') };

export function filesSuite(onGround: GroundTest): void {
  onGround('a file is kept whole, for its company alone', async (ground) => {
    const { store, kit, company } = ground;
    const other = await kit.company(store);
    const files = [
      makeFile(kit),
      makeFile(kit, { subject: null, bytes: new Uint8Array(0), name: '' }),
      makeFile(kit, { subject: { kind: 'connection', id: 8 }, bytes: kit.random.bytes(100_000) }),
    ];
    for (const file of files) assert.equal(await commit(ground, { do: 'addFile', file }), 'committed');
    for (const file of files) {
      assert.deepEqual(bytesOf(await store.files.file(company.company, file.id)), bytesOf(file));
      assert.equal(await store.files.file(other.company, file.id), null);
    }
    assert.equal(await store.files.file(company.company, kit.random.uuid()), null);
    assert.equal(await store.directory.version(company.company), 0);
  });

  onGround('an id is taken once, and free after the file was removed', async (ground) => {
    const { store, kit, company } = ground;
    const file = makeFile(kit);
    const rival = makeFile(kit, { id: file.id });
    await commit(ground, { do: 'addFile', file });
    const [taken] = await store.ledger.commit([
      kit.item(company, { changes: [{ do: 'addFile', file: rival }], events: [kit.event(company)] }),
    ]);
    assert.deepEqual(taken, { is: 'taken', what: 'file' });
    assert.equal((await store.events.head(company.company)).size, 0);
    assert.equal(await commit(ground, { do: 'removeFile', id: kit.random.uuid() }), 'committed');
    assert.deepEqual(bytesOf(await store.files.file(company.company, file.id)), bytesOf(file));
    assert.equal(await commit(ground, { do: 'removeFile', id: file.id }), 'committed');
    assert.equal(await store.files.file(company.company, file.id), null);
    assert.equal(await commit(ground, { do: 'addFile', file: rival }), 'committed');
  });

  onGround('a job is made once and moves only from the state that was seen', async (ground) => {
    const { store, kit, company } = ground;
    const pending = makeJob(kit);
    const read = () => store.jobs.job(company.company, pending.id);
    const running: Job = { ...pending, status: 'Running', claimedAt: NOON + 5 };
    assert.equal(await commit(ground, { do: 'putJob', job: running, replacing: pending }), 'stale');
    assert.equal(await read(), null);
    assert.equal(await commit(ground, { do: 'putJob', job: pending, replacing: null }), 'committed');
    assert.equal(await commit(ground, { do: 'putJob', job: running, replacing: null }), 'stale');
    assert.deepEqual(await read(), pending);
    assert.equal(await commit(ground, { do: 'putJob', job: running, replacing: pending }), 'committed');
    assert.equal(await commit(ground, { do: 'putJob', job: running, replacing: pending }), 'stale');
    assert.deepEqual(await read(), running);
    const again: Job = { ...running, claimedAt: NOON + 9 };
    const wrongClaim = { status: 'Running', claimedAt: NOON + 4 } as const;
    assert.equal(await commit(ground, { do: 'putJob', job: again, replacing: wrongClaim }), 'stale');
    const done: Job = { ...running, status: 'Completed', fileId: kit.random.uuid(), completedAt: NOON + 7 };
    const file = makeFile(kit, { id: done.fileId! });
    assert.equal(
      await commit(ground, { do: 'addFile', file }, { do: 'putJob', job: done, replacing: running }),
      'committed',
    );
    assert.deepEqual(await read(), done);
    assert.equal(await store.directory.version(company.company), 0);
  });

  onGround('of many that claim a job one wins, and a loser leaves no trace', async (ground) => {
    const { store, kit, company } = ground;
    const pending = makeJob(kit);
    await commit(ground, { do: 'putJob', job: pending, replacing: null });
    const claims = Array.from({ length: 8 }, async (_, n) => {
      const job: Job = { ...pending, status: 'Running', claimedAt: NOON + n };
      const [outcome] = await store.ledger.commit([
        kit.item(company, {
          changes: [{ do: 'putJob', job, replacing: pending }],
          events: [kit.event(company)],
        }),
      ]);
      return outcome?.is;
    });
    const outcomes = await Promise.all(claims);
    assert.deepEqual(outcomes.filter((is) => is === 'committed').length, 1);
    assert.equal((await store.events.head(company.company)).size, 1);
    assert.equal((await store.jobs.job(company.company, pending.id))?.status, 'Running');
  });

  onGround(
    'waiting: Pending ones and those claimed long ago, oldest first, of all companies',
    async (ground) => {
      const { store, kit, company } = ground;
      const other = await kit.company(store);
      // Older than the jobs of all other tests.
      const early = NOON - 1_000_000;
      const jobs: [Company, Job][] = [
        [company, makeJob(kit, { createdAt: early + 3 })],
        [other, makeJob(kit, { createdAt: early + 1 })],
        [company, makeJob(kit, { createdAt: early + 2, status: 'Running', claimedAt: early + 10 })],
        [company, makeJob(kit, { createdAt: early + 4, status: 'Running', claimedAt: early + 20 })],
        [
          company,
          makeJob(kit, { createdAt: early, status: 'Completed', claimedAt: early, completedAt: early }),
        ],
        [company, makeJob(kit, { createdAt: early, status: 'Failed', error: 'no', completedAt: early })],
      ];
      for (const [of, job] of jobs)
        await commit({ ...ground, company: of }, { do: 'putJob', job, replacing: null });
      const waiting = async (claimedBefore: number, count: number) => {
        const found = await store.jobs.waiting(claimedBefore, count);
        return found.filter(({ job }) => job.createdAt <= early + 4);
      };
      const at = (...indexes: number[]) =>
        indexes.map((i) => ({ company: jobs[i]![0].company, job: jobs[i]![1] }));
      assert.deepEqual(await waiting(early + 20, 100), at(1, 2, 0));
      assert.deepEqual(await waiting(early + 10, 100), at(1, 0));
      assert.deepEqual(await waiting(early + 21, 100), at(1, 2, 0, 3));
      assert.deepEqual(await waiting(early + 21, 2), at(1, 2));
      assert.deepEqual(await waiting(early + 21, 0), []);
    },
  );

  onGround('a job is of its company', async (ground) => {
    const { store, kit } = ground;
    const other: Company = await kit.company(store);
    const job = makeJob(kit);
    await commit(ground, { do: 'putJob', job, replacing: null });
    assert.equal(await store.jobs.job(other.company, job.id), null);
    const moved: Job = { ...job, status: 'Failed', error: 'stolen' };
    assert.equal(
      await commit({ ...ground, company: other }, { do: 'putJob', job: moved, replacing: job }),
      'stale',
    );
    assert.deepEqual(await store.jobs.job(ground.company.company, job.id), job);
  });
}
