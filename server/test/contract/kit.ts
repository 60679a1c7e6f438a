/** Builds what a store is fed: valid events, snapshots and items, the same for the same seed. */
import {
  actorTag,
  canonicalJson,
  type Digest,
  digestOf,
  type Entry,
  entryJson,
  type JsonObject,
  type JsonValue,
  leafHash,
  type Provenance,
  snapshotSalt,
  type TestPart,
} from '@affidavit/verify';
import type {
  Company,
  DirectoryRow,
  Item,
  KeyRecord,
  Mention,
  Part,
  PreparedEvent,
  Snapshot,
  Store,
  Subject,
  SubjectRef,
} from '../../src/app/ports.ts';
import { newLog } from '../../src/app/shared/new-log.ts';
import { makeSecrets } from '../../src/app/shared/secrets.ts';
import { isoTime } from '../../src/domain/time.ts';
import { type Random, seededRandom } from './random.ts';

/** What a test says about an event; the rest is filled in. */
export interface EventSpec {
  id?: string;
  type?: string;
  category?: string;
  source?: string;
  status?: string | null;
  /** Milliseconds. */
  createdAt?: number;
  actorId?: number | null;
  description?: string;
  metadata?: JsonObject | null;
  test?: TestPart | null;
  person?: Digest | null;
  connection?: Digest | null;
  connectionId?: number | null;
  workspaceId?: number | null;
  testId?: number | null;
  controlIds?: number[];
  provenance?: Provenance | null;
  /** Beside the actor's. */
  mentions?: readonly Mention[];
  draftMac?: Uint8Array | null;
}

export interface Kit {
  random: Random;
  /** A company that the store did not know. */
  company(store: Store): Promise<Company>;
  event(company: Company, spec?: EventSpec): PreparedEvent;
  item(company: Company, over?: Partial<Item>): Item;
  subject(ref: SubjectRef): Subject;
  /** A snapshot of `document`, salted as the subject's key demands. */
  snapshot(
    subject: Subject,
    kind: Snapshot['kind'],
    id: number,
    version: number,
    document: JsonObject,
  ): Snapshot;
  user(
    id: number,
    names?: { email?: string | null; firstName?: string | null; lastName?: string | null },
  ): DirectoryRow;
  key(userId: number, over?: Partial<KeyRecord>): KeyRecord;
}

/** Of the key file that made the keys of every company of a kit. */
export const secrets = makeSecrets(new Uint8Array(32).fill(7));

/** Noon of a day in 2026: a clock that tests move by hand. */
export const NOON = Date.UTC(2026, 2, 10, 12);

export function makeKit(seed: number): Kit {
  const random = seededRandom(seed);
  return {
    random,
    company: (store) =>
      store.access.createCompany({
        uuid: random.uuid(),
        name: `Company ${random.int(1e9)}`,
        ...newLog({ world: { randomBytes: (count) => random.bytes(count) }, secrets }),
        createdAt: NOON,
      }),
    event: (company, spec = {}) => makeEvent(random, company, spec),
    item: (company, over = {}) => ({
      company: company.company,
      now: NOON,
      directoryVersion: null,
      changes: [],
      snapshots: [],
      events: [],
      idempotency: null,
      ...over,
    }),
    subject: (ref) => ({ ...ref, key: random.bytes(32), tagSalt: random.bytes(16) }),
    snapshot: makeSnapshot,
    user: makeUser,
    key: (userId, over = {}) => ({
      id: `key-${random.int(1e9)}`,
      hash: random.bytes(32),
      userId,
      name: 'test',
      permissions: ['event-tracking-get', 'event-tracking-get-event'],
      addresses: ['192.0.2.0/24'],
      dateStyle: 'iso',
      createdAt: NOON,
      expiresAt: NOON + 1_000_000,
      revokedAt: null,
      ...over,
    }),
  };
}

function makeEvent(random: Random, company: Company, spec: EventSpec): PreparedEvent {
  const part = (document: JsonValue): Part => ({ salt: random.bytes(16), json: canonicalJson(document) });
  const text = part({ description: spec.description ?? 'Sally Smith updated the company info.' });
  const metadata = spec.metadata == null ? null : part(spec.metadata);
  const test = spec.test == null ? null : part({ ...spec.test });
  const actorId = spec.actorId ?? null;
  const actor: Mention[] = actorId === null ? [] : [{ userId: actorId, role: 'actor' }];
  return {
    entry: {
      v: 1,
      company: company.uuid,
      id: spec.id ?? random.uuid(),
      type: spec.type ?? 'COMPANY_DATA_UPDATED',
      category: spec.category ?? 'COMPANY',
      source: spec.source ?? 'APP',
      status: spec.status ?? null,
      createdAt: isoTime(spec.createdAt ?? NOON),
      actor: actorId === null ? null : actorTag(tagSaltOf(actorId), actorId),
      connectionId: spec.connectionId ?? null,
      workspaceId: spec.workspaceId ?? null,
      testId: spec.testId ?? null,
      controlIds: spec.controlIds ?? [],
      provenance: spec.provenance ?? null,
      parts: {
        text: digestOf('text', text.salt, text.json),
        metadata: metadata && digestOf('metadata', metadata.salt, metadata.json),
        test: test && digestOf('test', test.salt, test.json),
        person: spec.person ?? null,
        connection: spec.connection ?? null,
      },
    },
    parts: { text, metadata, test },
    mentions: [...actor, ...(spec.mentions ?? [])],
    draftMac: spec.draftMac ?? null,
  };
}

function tagSaltOf(userId: number): Uint8Array {
  return seededRandom(userId).bytes(16);
}

function makeSnapshot(
  subject: Subject,
  kind: Snapshot['kind'],
  id: number,
  version: number,
  document: JsonObject,
): Snapshot {
  const json = canonicalJson(document);
  const salt = snapshotSalt(subject.key, kind, id, version);
  const digest = digestOf(kind, salt, json);
  return { digest, kind, id, version, subject: { kind: subject.kind, id: subject.id }, json };
}

const makeUser: Kit['user'] = (id, names = {}) => {
  const email = names.email === undefined ? `user-${id}@example.com` : names.email;
  const { firstName = `First ${id}`, lastName = `Last ${id}` } = names;
  const json = canonicalJson({ id, email, firstName, lastName, roles: ['EMPLOYEE'], termsAgreedAt: null });
  return { kind: 'user', id, userId: null, connectionId: null, email, json };
};

/** The entry as it must have been sealed at `recordedAt`, and its leaf. */
export function sealed(event: PreparedEvent, recordedAt: number): { entry: Entry; leaf: Uint8Array } {
  const entry: Entry = { ...event.entry, recordedAt: isoTime(recordedAt) };
  return { entry, leaf: leafHash(entryJson(entry)) };
}
