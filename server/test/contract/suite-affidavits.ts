/** Affidavits made from what a store keeps: whole, after removals, and when somebody took something away in silence. */
import assert from 'node:assert/strict';
import {
  type AffidavitReport,
  canonicalJson,
  digestOf,
  formatCheckpoint,
  type JsonObject,
  REMOVAL_TYPES,
  type Removal,
  type RemovalCause,
  removalCommitment,
  signNote,
  verifyAffidavit,
} from '@affidavit/verify';
import type { Change, Part, PreparedEvent, Snapshot, Subject } from '../../src/app/ports.ts';
import { affidavitMaker } from '../../src/app/shared/affidavits.ts';
import { makeInclusion } from '../../src/app/shared/inclusion.ts';
import { logSigner } from '../../src/app/shared/log-signer.ts';
import { Refused } from '../../src/domain/errors.ts';
import { NOON, secrets } from './kit.ts';
import { seededRandom } from './random.ts';
import type { Ground, GroundTest } from './suite.ts';
import { commitAll } from './suite-ledger.ts';

const TIMES = { createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:00.000Z' };

/** Person 7 with a document, and three events that they acted in. */
async function populate({ store, kit, company }: Ground) {
  const subject: Subject = {
    ...kit.subject({ kind: 'person', id: 7 }),
    tagSalt: seededRandom(7).bytes(16),
  };
  const file = kit.snapshot(subject, 'userDocument', 3, 1, {
    ...{ id: 3, userId: 7, name: 'Training', type: 'SEC_TRAINING', fileUrl: null, renewalDate: null },
    ...TIMES,
  });
  const person = kit.snapshot(subject, 'person', 7, 1, {
    ...{ id: 7, entryId: 'x', email: 'ada@example.com', firstName: 'Ada', lastName: null, jobTitle: null },
    ...{ avatarUrl: null, termsAgreedAt: null, roles: [], backgroundChecks: [], identities: [] },
    ...{ documents: [file.digest], ...TIMES },
  });
  const events = ['One.', 'Two.', 'Three.'].map((description) =>
    kit.event(company, {
      actorId: 7,
      person: person.digest,
      description,
      metadata: { dto: { name: 'Ada', description } },
      test: { testName: 'MFA', requestDescription: null, issues: [{ description }] },
    }),
  );
  const changes: Change[] = [{ do: 'addSubject', subject }];
  await commitAll(store, [kit.item(company, { changes, snapshots: [file, person], events })]);
  await sign({ store, kit, company });
  return { events, person, file };
}

async function sign({ store, company }: Ground): Promise<void> {
  const { size, root } = await store.events.head(company.company);
  const text = formatCheckpoint({ origin: company.origin, size, root });
  const note = signNote(text, [logSigner(secrets, company)]);
  await store.checkpoints.keep(company.company, { size, root, note }, NOON);
}

function makerOf({ store }: Ground, now = () => Date.now()) {
  return affidavitMaker({ ...store, inclusion: makeInclusion({ ...store, world: { now } }) });
}

/** Affidavits of all events below `count`, as a reader gets and checks them. */
async function check(ground: Ground, count = 3): Promise<AffidavitReport[]> {
  const { store, company } = ground;
  const checkpoint = await store.checkpoints.latest(company.company);
  assert.ok(checkpoint);
  const events = await store.events.eventsFrom(company.company, 0, count);
  const made = await makerOf(ground)(company, events, checkpoint);
  const { vkey } = logSigner(secrets, company);
  return made.map((affidavit) => verifyAffidavit(JSON.stringify(affidavit), { vkeys: [vkey] }));
}

/** Commits changes with the removal event that tells of them. */
async function remove(
  { store, kit, company }: Ground,
  cause: RemovalCause,
  changes: Change[],
  ...removals: Removal[]
): Promise<void> {
  const removal = removals.sort((a, b) => (a.digest < b.digest ? -1 : 1));
  const metadata: JsonObject = { dto: { reason: 'test' }, removal: { ...removalCommitment(cause, removal) } };
  const event: PreparedEvent = {
    ...kit.event(company, { type: REMOVAL_TYPES[cause], description: 'Removed.', metadata }),
    removal,
  };
  await commitAll(store, [kit.item(company, { changes, events: [event] })]);
}

const gone = (kind: Removal['kind'], digest: string | null): Removal => {
  assert.ok(digest !== null);
  return { kind, digest, replacement: null };
};
const paths = (refs: readonly { path: string }[] = []) => refs.map(({ path }) => path);

/** Everything of person 7, and the text of the first event. */
async function erase(ground: Ground, events: readonly PreparedEvent[], person: Snapshot, file: Snapshot) {
  const [first] = events;
  assert.ok(first);
  await remove(
    ground,
    'erasure',
    [
      { do: 'removeParts', parts: [{ seq: 0, kind: 'text', replacement: null }] },
      { do: 'forgetActors', seqs: [0, 1, 2] },
      { do: 'removeSnapshots', digests: [person.digest, file.digest] },
      { do: 'removeSubject', subject: { kind: 'person', id: 7 } },
    ],
    gone('text', first.entry.parts.text),
    gone('person', person.digest),
    gone('userDocument', file.digest),
    gone('actor', first.entry.actor),
  );
}

export function affidavitsSuite(onGround: GroundTest): void {
  onGround('what was never touched is whole', async (ground) => {
    await populate(ground);
    for (const report of await check(ground)) {
      assert.equal(report.failure, null);
      assert.equal(report.outcome, 'verified');
      const { present, erased, redacted } = report.parts;
      assert.deepEqual(paths(present), [
        'text',
        'metadata',
        'test',
        'person',
        'person.documents[0]',
        'actor',
      ]);
      assert.deepEqual([erased, redacted], [[], []]);
    }
  });

  onGround('what an erasure removed is erased by it, in every event that named it', async (ground) => {
    const { events, person, file } = await populate(ground);
    await erase(ground, events, person, file);
    await sign(ground);
    const [first, ...others] = await check(ground);
    assert.equal(first?.failure, null);
    assert.deepEqual(paths(first?.parts.erased), ['text', 'person', 'actor']);
    for (const report of others) {
      assert.equal(report.outcome, 'verified');
      assert.deepEqual(paths(report.parts.erased), ['person', 'actor']);
      assert.ok(report.parts.erased.every(({ by }) => by.index === 3 && by.cause === 'erasure'));
    }
    const [removal] = (await check(ground, 4)).slice(3);
    assert.equal(removal?.outcome, 'verified');
  });

  onGround('a redacted copy stands for its part, and can go in its turn', async (ground) => {
    const { store, kit, company } = ground;
    const { events } = await populate(ground);
    const from = events[1]?.entry.parts.metadata ?? '';
    const copy: Part = { salt: kit.random.bytes(16), json: canonicalJson({ dto: '[erased]' }) };
    const to = digestOf('metadata', copy.salt, copy.json);
    const place = { seq: 1, kind: 'metadata' as const };
    await remove(ground, 'erasure', [{ do: 'removeParts', parts: [{ ...place, replacement: copy }] }], {
      kind: 'metadata',
      digest: from,
      replacement: to,
    });
    await sign(ground);
    const redacted = (await check(ground))[1];
    assert.equal(redacted?.outcome, 'verified');
    assert.deepEqual(paths(redacted.parts.redacted), ['metadata']);
    const change: Change = { do: 'removeParts', parts: [{ ...place, replacement: null }] };
    await remove(ground, 'retention', [change], gone('metadata', to));
    await sign(ground);
    const erased = (await check(ground))[1];
    assert.equal(erased?.outcome, 'verified');
    assert.deepEqual(
      erased.parts.erased.map(({ path, by }) => [path, by.index, by.cause]),
      [['metadata', 4, 'retention']],
    );
    const [event] = await store.events.eventsFrom(company.company, 1, 1);
    assert.equal(event?.parts.metadata, null);
  });

  onGround('what goes in silence is withheld', async (ground) => {
    const { store, kit, company } = ground;
    const { file } = await populate(ground);
    const changes: Change[] = [
      { do: 'removeParts', parts: [{ seq: 0, kind: 'test', replacement: null }] },
      { do: 'removeSnapshots', digests: [file.digest] },
      { do: 'forgetActors', seqs: [2] },
    ];
    try {
      await commitAll(store, [kit.item(company, { changes })]);
    } catch (error) {
      // A store that can tell does not let it go.
      return assert.match((error as Error).message, /no removal names/);
    }
    const reports = await check(ground);
    assert.deepEqual(
      reports.map(({ failure, parts }) => [failure?.check, failure?.reason, paths(parts.withheld)]),
      [
        ['documents', 'withheld', ['test', 'person.documents[0]']],
        ['documents', 'withheld', ['person.documents[0]']],
        ['documents', 'withheld', ['person.documents[0]']],
      ],
    );
  });

  onGround('a removal that no checkpoint covers yet is waited for', async (ground) => {
    const { store, company } = ground;
    const { events, person, file } = await populate(ground);
    const old = await store.checkpoints.latest(company.company);
    assert.ok(old);
    await erase(ground, events, person, file);
    const stored = await store.events.eventsFrom(company.company, 0, 1);
    let clock = 0;
    const impatient = makerOf(ground, () => {
      clock += 60_000;
      return clock;
    });
    await assert.rejects(
      impatient(company, stored, old),
      (error) => error instanceof Refused && error.refusal.is === 'busy',
    );
    const waiting = makerOf(ground)(company, stored, old);
    await sign(ground);
    const [affidavit] = await waiting;
    const report = verifyAffidavit(JSON.stringify(affidavit));
    assert.deepEqual([report.outcome, report.log?.size], ['consistent', 4]);
  });

  onGround('seqs that match, in order and in pieces', async ({ store, kit, company }) => {
    const events = Array.from({ length: 20 }, (_, n) =>
      kit.event(company, {
        actorId: n % 3,
        status: n % 2 === 0 ? 'PASSED' : 'FAILED',
        createdAt: NOON - n,
        description: n % 5 === 0 ? 'fifth' : 'other',
        controlIds: n > 10 ? [4] : [],
      }),
    );
    await commitAll(store, [kit.item(company, { events })]);
    const all = Array.from({ length: 20 }, (_, n) => n);
    const seqs = (filter: object, from = 0, before = 20, limit = 100) =>
      store.finder.seqs(company.company, filter, { from, before, limit });
    assert.deepEqual(await seqs({}), all);
    assert.deepEqual(await seqs({}, 3, 9, 4), [3, 4, 5, 6]);
    assert.deepEqual(await seqs({}, 3, 5), [3, 4]);
    assert.deepEqual(await seqs({}, 20), []);
    assert.deepEqual(
      await seqs({ status: ['FAILED'] }, 5),
      all.filter((n) => n >= 5 && n % 2 === 1),
    );
    assert.deepEqual(await seqs({ userId: [1] }, 2, 15), [4, 7, 10, 13]);
    assert.deepEqual(await seqs({ controlId: [4] }, 0, 14), [11, 12, 13]);
    assert.deepEqual(await seqs({ text: 'fifth' }, 1), [5, 10, 15]);
    assert.deepEqual(await seqs({ not: { status: ['PASSED'] }, createdTo: NOON - 17 }), [17, 19]);
    assert.deepEqual(await seqs({ type: ['NEVER'] }), []);
  });
}
