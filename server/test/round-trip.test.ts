/** Random events: what was recorded is what is read, and every one verifies offline. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  buildAffidavit,
  type DocumentKind,
  formatProof,
  inclusionPath,
  type JsonObject,
  snapshotSalt,
  verifyAffidavit,
} from '@affidavit/verify';
import fc from 'fast-check';
import type { Snapshot, StoredEvent } from '../src/app/ports.ts';
import { logSigner } from '../src/app/shared/log-signer.ts';
import { namedDigests } from '../src/app/shared/named-digests.ts';
import { makeSecrets } from '../src/app/shared/secrets.ts';
import { isoTime } from '../src/domain/time.ts';
import { categories, eventTypes, sources, statuses } from '../src/domain/vocabulary.ts';
import { openSqliteStore } from '../src/store/sqlite/open.ts';
import { get, post, put } from './client.ts';
import { makeCompany, type RunningServer, startServer, tempFolder } from './system.ts';

const data = tempFolder();
let server: RunningServer;
let key: string;

before(async () => {
  ({ key } = await makeCompany(data.path));
  server = await startServer({ data: data.path });
  await put(server.address, '/api/workspaces', key, { name: 'Main', primary: true });
  await put(server.address, '/api/connections', key, { clientType: 'GITHUB', ownerId: 1, workspaceIds: [1] });
  await put(server.address, '/api/identities', key, { userId: 1, connectionId: 1, identityId: 'owner' });
  await put(server.address, '/api/background-checks', key, { userId: 1, status: 'OK', type: 'CERTN' });
});
after(() => data.remove());

/** Text as I-JSON allows it: any code points but NUL. */
const text = (maxLength: number, minLength = 0) =>
  fc
    .string({ unit: 'grapheme', minLength, maxLength })
    .map((value) => value.replaceAll('\0', '0').toWellFormed());
const free = fc
  .dictionary(
    text(12).filter((name) => name !== '__proto__'),
    fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.constant(null),
        fc.boolean(),
        fc.maxSafeInteger(),
        fc
          .double({ noNaN: true, noDefaultInfinity: true })
          .filter((n) => !Object.is(n, -0) && (!Number.isInteger(n) || Number.isSafeInteger(n))),
        text(40),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(
          text(8).filter((name) => name !== '__proto__'),
          tie('value'),
          { maxKeys: 3, noNullPrototype: true },
        ),
      ),
    })).value,
    { maxKeys: 4, noNullPrototype: true },
  )
  .map((value) => value as JsonObject);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

const draft = fc.record(
  {
    id: fc.uuid(),
    type: fc.constantFrom(...eventTypes),
    category: fc.constantFrom(...categories),
    source: fc.constantFrom(...sources),
    description: text(200, 1).filter((value) => value.length > 0),
    status: maybe(fc.constantFrom(...statuses)),
    createdAt: fc.integer({ min: 0, max: Date.UTC(2026, 0) }).map(isoTime),
    userId: maybe(fc.constant(1)),
    connectionId: maybe(fc.constant(1)),
    workspaceId: maybe(fc.constant(1)),
    metadata: free,
    testId: maybe(fc.integer({ min: 1, max: 1000 })),
    testName: maybe(text(20)),
    requestDescription: maybe(text(60)),
    issues: fc.array(free, { maxLength: 3 }),
    controlIds: fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 5 }),
  },
  { requiredKeys: ['type', 'category', 'source', 'description'], noNullPrototype: true },
);

test('what was recorded is what is read', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(draft, { minLength: 1, maxLength: 20 }), async (drafts) => {
      const bodies = drafts.map((body) => ({ ...body, id: randomUUID() }));
      const answer = await post(server.address, '/api/events', key, bodies);
      assert.equal(answer.status, 201, answer.text);
      for (const [i, body] of bodies.entries()) {
        assert.equal(answer.json[i].id, body.id);
        const { json } = await get(server.address, `/public/events/${body.id}`, key);
        assert.equal(json.type, body.type);
        assert.equal(json.category, body.category);
        assert.equal(json.source, body.source);
        assert.equal(json.description, body.description);
        assert.equal(json.status, body.status ?? null);
        assert.deepEqual(json.metadata, body.metadata ?? {});
        assert.deepEqual(json.issues, body.issues ?? []);
        assert.equal(json.requestDescription, body.requestDescription ?? null);
        assert.equal(json.user?.id ?? null, body.userId ?? null);
        assert.equal(json.connection?.id ?? null, body.connectionId ?? null);
        if (body.createdAt !== undefined) assert.equal(json.createdAt, body.createdAt);
      }
    }),
    { numRuns: 40 },
  );
});

test('every event verifies offline, against a pinned key', async () => {
  const { json } = await get(server.address, '/public/events?limit=1', key);
  const last = await post(server.address, '/api/events?wait=checkpoint', key, {
    type: 'COMPANY_DATA_UPDATED',
    category: 'COMPANY',
    source: 'APP',
    description: 'The last one.',
  });
  assert.equal(last.json.seq, json.total);
  await server.stop();

  const secrets = makeSecrets(
    Buffer.from(readFileSync(join(data.path, 'affidavit.key'), 'utf8').trim(), 'hex'),
  );
  const store = await openSqliteStore({ folder: data.path, onFatal: (error) => assert.fail(error) });
  const [company] = await store.access.companies();
  assert.ok(company);
  const { vkey } = logSigner(secrets, company);
  const checkpoint = await store.checkpoints.latest(company.company);
  assert.ok(checkpoint);
  assert.equal(checkpoint.size, json.total + 1);
  let verified = 0;
  // Verifying is the slow part: a spread of the log is enough here, fsck looks at every event.
  for (let seq = 0; seq < json.total; seq += 7) {
    const [event] = await store.events.eventsFrom(company.company, seq, 1);
    assert.ok(event);
    const path = await inclusionPath(seq, checkpoint.size, (level, start, count) =>
      store.events.hashes(company.company, level, start, count),
    );
    const file: string = JSON.stringify(
      buildAffidavit({
        entry: event.entry,
        documents: await documentsOf(event),
        actor:
          event.actorId === null
            ? null
            : { userId: event.actorId, tagSalt: (await subject('person', event.actorId)).tagSalt },
        proof: formatProof({ index: seq, path, checkpoint: checkpoint.note }),
        vkey,
      }),
    );
    const report = verifyAffidavit(file, { vkeys: [vkey] });
    assert.equal(report.outcome, 'verified', JSON.stringify(report.failure));
    assert.equal(verifyAffidavit(file, {}).outcome, 'consistent');
    verified += 1;
  }
  assert.ok(verified > 20);
  await store.close();

  async function subject(kind: 'person' | 'connection' | 'workspace', id: number) {
    const found = await store.directory.subject(company?.company ?? 0, { kind, id });
    assert.ok(found);
    return found;
  }

  async function documentsOf(event: StoredEvent) {
    const documents: { kind: DocumentKind; salt: Uint8Array; json: string }[] = [];
    for (const kind of ['text', 'metadata', 'test'] as const) {
      const part = event.parts[kind];
      if (part !== null) documents.push({ kind, ...part });
    }
    const { person, connection } = event.entry.parts;
    const seen = new Map<string, Snapshot>();
    let wanted = [person, connection].filter((digest) => digest !== null);
    while (wanted.length > 0) {
      const found = await store.events.snapshots(company?.company ?? 0, wanted);
      for (const snapshot of found) seen.set(snapshot.digest, snapshot);
      wanted = found
        .flatMap(({ json: document }) => namedDigests(JSON.parse(document)))
        .filter((digest) => !seen.has(digest));
    }
    for (const { kind, id, version, subject: ref, json: document } of seen.values()) {
      const { key: secret } = await subject(ref.kind, ref.id);
      documents.push({ kind, salt: snapshotSalt(secret, kind, id, version), json: document });
    }
    return documents;
  }
});
