/** `EventReader`: what was committed is what is read. */
import assert from 'node:assert/strict';
import { type Digest, nodeHash } from '@affidavit/verify';
import fc from 'fast-check';
import type { ShownEvent } from '../../src/app/ports/shown-event.ts';
import type { Part, PreparedEvent, StoredEvent } from '../../src/app/ports.ts';
import { NOON, sealed } from './kit.ts';
import type { Ground, GroundTest } from './suite.ts';
import { commitAll } from './suite-ledger.ts';

/** Commits events and compares what is read, by id and by seq, with what was given. */
async function assertRoundTrip(
  { store, kit, company }: Ground,
  events: readonly PreparedEvent[],
): Promise<void> {
  const [recorded] = await commitAll(store, [kit.item(company, { events })]);
  const first = recorded?.[0]?.seq ?? 0;
  const read = await store.events.eventsFrom(company.company, first, events.length);
  assert.equal(read.length, events.length);
  for (const [i, event] of events.entries()) {
    const actor = event.mentions.find(({ role }) => role === 'actor');
    const expected = {
      seq: first + i,
      ...sealed(event, recorded?.[i]?.recordedAt ?? 0),
      actorId: actor?.userId ?? null,
      parts: event.parts,
    };
    assert.deepEqual(plain(read[i]), expected);
    assert.deepEqual(plain(await store.events.event(company.company, event.entry.id)), expected);
    assert.deepEqual(await store.events.shown(company.company, event.entry.id), shownOf(expected));
  }
}

/** What documents show of it. */
function shownOf({ entry, actorId, parts }: Pick<StoredEvent, 'entry' | 'actorId' | 'parts'>): ShownEvent {
  const { id, type, category, source, status, createdAt, connectionId, testId } = entry;
  const { person, connection } = entry.parts;
  const json = (part: Part | null) => (part === null ? null : { json: part.json });
  return {
    entry: {
      ...{ id, type, category, source, status, createdAt, connectionId, testId },
      parts: { person, connection },
    },
    actorId,
    parts: { text: json(parts.text), metadata: json(parts.metadata), test: json(parts.test) },
  };
}

/** The same value with Uint8Array for every kind of Buffer: what a port promises is bytes. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
}

/** Text that every store can hold: any Unicode but U+0000 (the door refuses it) and lone surrogates. */
const text = fc.string({ unit: 'binary', maxLength: 40 }).map((value) => value.replaceAll('\u0000', ''));
const id = fc.maxSafeNat();
const optionalId = fc.option(id);
/** From 1970 to 2100. */
const time = fc.integer({ min: 0, max: 4_102_444_800_000 });
const metadata = fc.option(fc.dictionary(text, fc.jsonValue({ stringUnit: 'grapheme' }).map(withoutNul)), {
  freq: 3,
});

function withoutNul(value: unknown): never {
  return JSON.parse(JSON.stringify(value).replaceAll('\\u0000', '')) as never;
}

export function readerSuite(onGround: GroundTest): void {
  onGround('an event with every member set, and one with as few as possible', async (ground) => {
    const { kit, company } = ground;
    const digest = (): Digest => Buffer.from(kit.random.bytes(32)).toString('hex');
    const full = kit.event(company, {
      status: 'FAILED',
      actorId: 7,
      mentions: [
        { userId: 7, role: 'target' },
        { userId: 8, role: 'owner' },
        { userId: 8, role: 'email' },
      ],
      metadata: { dto: { name: 'Größe "x" \\ \n 🙂', list: [1, 2.5, null, true] } },
      test: { testName: 'MFA', requestDescription: null, issues: [{ id: 1 }, {}] },
      person: digest(),
      connection: digest(),
      connectionId: 3,
      workspaceId: 4,
      testId: 5,
      controlIds: [9, 8, 9],
      provenance: { system: 'old system', fetchedAt: '2026-01-02T03:04:05.678Z', sourceDigest: digest() },
      draftMac: kit.random.bytes(32),
    });
    await assertRoundTrip(ground, [full, kit.event(company)]);
  });

  onGround('parts of any size and any text come back byte by byte', async (ground) => {
    const { kit, company } = ground;
    const sizes = [0, 1, 150, 250, 900, 1_100, 5_000, 300_000];
    const repetitive = sizes.map((size) =>
      kit.event(company, { metadata: { dto: 'compress me '.repeat(size / 12) } }),
    );
    const dense = sizes.map((size) =>
      kit.event(company, { metadata: { dto: Buffer.from(kit.random.bytes(size)).toString('base64') } }),
    );
    await assertRoundTrip(ground, [...repetitive, ...dense]);
  });

  onGround('random events come back as they were given', async (ground) => {
    const { kit, company } = ground;
    const spec = fc.record({
      type: text,
      category: text,
      source: text,
      status: fc.option(text),
      createdAt: time,
      actorId: optionalId,
      description: text,
      metadata,
      connectionId: optionalId,
      workspaceId: optionalId,
      testId: optionalId,
      controlIds: fc.array(id, { maxLength: 20 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(spec, { minLength: 1, maxLength: 8 }), (specs) =>
        assertRoundTrip(
          ground,
          specs.map((one) => kit.event(company, one)),
        ),
      ),
      { numRuns: 30, seed: 1 },
    );
  });

  onGround('an event is found by its id in its own company only', async ({ store, kit, company }) => {
    const other = await kit.company(store);
    const event = kit.event(company);
    await commitAll(store, [
      kit.item(company, { events: [event] }),
      kit.item(other, { events: [kit.event(other)] }),
    ]);
    assert.equal((await store.events.event(company.company, event.entry.id))?.seq, 0);
    for (const read of [store.events.event, store.events.shown]) {
      assert.equal(await read(other.company, event.entry.id), null);
      assert.equal(await read(company.company, kit.random.uuid()), null);
      assert.equal(await read(company.company, 'no UUID'), null);
    }
    const foreign = await store.events.eventsFrom(other.company, 0, 10);
    assert.deepEqual(
      foreign.map(({ entry }) => entry.company),
      [other.uuid],
    );
  });

  onGround('eventsFrom reads a window and stops at the end', async ({ store, kit, company }) => {
    const events = Array.from({ length: 5 }, () => kit.event(company));
    await commitAll(store, [kit.item(company, { events })]);
    const seqs = async (from: number, count: number) =>
      (await store.events.eventsFrom(company.company, from, count)).map(({ seq }) => seq);
    assert.deepEqual(await seqs(0, 2), [0, 1]);
    assert.deepEqual(await seqs(3, 10), [3, 4]);
    assert.deepEqual(await seqs(5, 10), []);
    assert.deepEqual(await seqs(0, 0), []);
  });

  onGround('entries are what was sealed, page by page, of one company', async (ground) => {
    const { store, kit, company } = ground;
    const other = await kit.company(store);
    const digest = () => Buffer.from(kit.random.bytes(32)).toString('hex');
    const events = [
      kit.event(company, {
        ...{ status: 'FAILED', actorId: 7, connectionId: 3, workspaceId: 4, testId: 5, controlIds: [9, 8] },
        ...{ metadata: { dto: 1 }, test: { testName: 'MFA', requestDescription: null, issues: [] } },
        ...{ person: digest(), connection: digest() },
        provenance: { system: 'old', fetchedAt: '2026-01-02T03:04:05.678Z', sourceDigest: digest() },
      }),
      ...Array.from({ length: 4 }, () => kit.event(company)),
    ];
    await commitAll(store, [kit.item(company, { events }), kit.item(other, { events: [kit.event(other)] })]);
    const sealedEntries = (await store.events.eventsFrom(company.company, 0, 5)).map(({ entry }) => entry);
    assert.equal(sealedEntries.length, 5);
    const read = (seq: number, count: number) => store.finder.entries(company.company, seq, count);
    assert.deepEqual(await read(0, 100), sealedEntries);
    assert.deepEqual(await read(1, 2), sealedEntries.slice(1, 3));
    assert.deepEqual(await read(4, 1), sealedEntries.slice(4));
    assert.deepEqual(await read(5, 1), []);
    assert.deepEqual(await read(0, 0), []);
  });

  onGround('leaves and tiles are those of the tree', async ({ store, kit, company }) => {
    const other = await kit.company(store);
    const leaves: Uint8Array[] = [];
    for (const count of [1, 254, 2, 250, 200]) {
      const events = Array.from({ length: count }, () => kit.event(company));
      const stranger = kit.item(other, { events: [kit.event(other)] });
      await commitAll(store, [kit.item(company, { events }), stranger]);
      leaves.push(...events.map((event) => sealed(event, NOON).leaf));
    }
    const read = async (level: number, start: number, count: number) =>
      (await store.events.hashes(company.company, level, start, count)).map((hash) => new Uint8Array(hash));
    assert.equal(leaves.length, 707);
    assert.deepEqual(await read(0, 0, 707), leaves);
    assert.deepEqual(await read(0, 300, 5), leaves.slice(300, 305));
    assert.deepEqual(await read(1, 0, 2), [
      subtreeRoot(leaves.slice(0, 256)),
      subtreeRoot(leaves.slice(256, 512)),
    ]);
    assert.deepEqual(await read(1, 1, 1), [subtreeRoot(leaves.slice(256, 512))]);
    await assert.rejects(read(0, 700, 8));
    await assert.rejects(read(1, 0, 3));
    await assert.rejects(read(2, 0, 1));
  });

  onGround('where logs end is told of many at once', async ({ store, kit, company }) => {
    const other = await kit.company(store);
    const third = await kit.company(store);
    await commitAll(store, [kit.item(company, { events: [kit.event(company), kit.event(company)] })]);
    await commitAll(store, [kit.item(third, { events: [kit.event(third)] })]);
    const sizes = await store.ends.sizes([company.company, other.company, 2_000_000_000]);
    assert.deepEqual(
      [...sizes].sort(),
      [
        [company.company, 2],
        [other.company, 0],
      ].sort(),
    );
    assert.equal((await store.ends.sizes([])).size, 0);
  });

  onGround('snapshots are read by digest, those that exist', async ({ store, kit, company }) => {
    const other = await kit.company(store);
    const subject = kit.subject({ kind: 'connection', id: 4 });
    const long = 'a long alias that repeats itself, '.repeat(60);
    const snapshots = [
      kit.snapshot(subject, 'connection', 4, 1, { id: 4 }),
      kit.snapshot(subject, 'connection', 4, 2, { id: 4, clientAlias: long }),
      kit.snapshot(subject, 'workspace', 4, 1, { id: 4, name: 'Größe 🙂' }),
    ];
    await commitAll(store, [kit.item(company, { snapshots })]);
    const digests = snapshots.map(({ digest }) => digest);
    const unknown = Array.from({ length: 1_500 }, () => Buffer.from(kit.random.bytes(32)).toString('hex'));
    const byVersion = (a: { json: string }, b: { json: string }) => (a.json < b.json ? -1 : 1);
    const read = await store.events.snapshots(company.company, [...unknown, ...digests]);
    assert.deepEqual([...read].sort(byVersion), [...snapshots].sort(byVersion));
    assert.deepEqual(
      await store.events.snapshots(company.company, digests.slice(1, 2)),
      snapshots.slice(1, 2),
    );
    assert.deepEqual(await store.events.snapshots(company.company, []), []);
    assert.deepEqual(await store.events.snapshots(other.company, digests), []);
  });
}

/** The root of a complete subtree, straight from the definition. */
function subtreeRoot(hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length === 1) return hashes[0]!;
  const half = hashes.length / 2;
  return nodeHash(subtreeRoot(hashes.slice(0, half)), subtreeRoot(hashes.slice(half)));
}
