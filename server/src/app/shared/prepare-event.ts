/** From a checked draft to an event ready to be sealed: resolve the people and connections, salt and digest the parts. */

import type { JsonValue } from '@affidavit/verify';
import {
  canonicalJson,
  type Digest,
  digestOf,
  ENTRY_BYTES_MAX,
  type Entry,
  entryJson,
} from '@affidavit/verify';
import type { Draft } from '../../domain/draft.ts';
import { invalid } from '../../domain/errors.ts';
import { limits } from '../../domain/limits.ts';
import { isoTime } from '../../domain/time.ts';
import type { Company, Directory, Mention, Part, PreparedEvent, Snapshot, World } from '../ports.ts';
import { checkType, type TypeChecks } from './event-types.ts';
import { nativeSha256, type Secrets } from './secrets.ts';
import type { Prepared, SnapshotMaker } from './snapshots.ts';

export interface Preparation {
  event: PreparedEvent;
  snapshots: readonly Snapshot[];
}

/** What a preparation reads: the directory at one version. */
export interface Surroundings {
  company: Company;
  directory: Directory;
  snapshots: SnapshotMaker;
  types: TypeChecks;
  secrets: Secrets;
  world: World;
  /** The system tells of itself: the draft may have a type of its own (domain/own-types.ts). */
  bySystem?: boolean;
}

/** Rejects with Refused `invalid` naming the member at fault. */
export async function prepareEvent(at: Surroundings, draft: Draft, body: unknown): Promise<Preparation> {
  const { company, world } = at;
  const category = await checkType(at.types, draft, at.bySystem === true);
  const actor = await findActor(at, draft);
  const connection = await findConnection(at, draft.connectionId);
  if (
    draft.workspaceId !== null &&
    (await at.directory.row(company.company, 'workspace', draft.workspaceId)) === null
  )
    throw invalid(
      'workspaceId',
      `is not a known workspace: add workspace ${draft.workspaceId} with PUT /api/workspaces`,
    );

  const text = makePart(world, { description: draft.description });
  const metadata = draft.metadata === null ? null : makePart(world, draft.metadata);
  const test = draft.test === null ? null : makePart(world, draft.test);
  checkSize([text, metadata, test]);
  const entry: PreparedEvent['entry'] = {
    v: 1,
    company: company.uuid,
    id: draft.id ?? world.eventId(),
    type: draft.type,
    category,
    source: draft.source,
    status: draft.status,
    createdAt: isoTime(draft.createdAt ?? world.now()),
    actor: actor?.actorTag ?? null,
    connectionId: draft.connectionId,
    workspaceId: draft.workspaceId,
    testId: draft.testId,
    controlIds: draft.controlIds,
    provenance: draft.provenance,
    parts: {
      text: digest('text', text),
      metadata: metadata && digest('metadata', metadata),
      test: test && digest('test', test),
      person: actor?.digest ?? null,
      connection: connection?.digest ?? null,
    },
  };
  checkEntry(entry);
  return {
    event: {
      entry,
      parts: { text, metadata, test },
      mentions: await findMentions(at, actor, connection, [text, metadata, test]),
      draftMac:
        draft.id === null ? null : at.secrets.draftMac(company.uuid, canonicalJson(body as JsonValue)),
    },
    snapshots: [...(actor?.missing ?? []), ...(connection?.missing ?? [])],
  };
}

async function findActor(at: Surroundings, draft: Draft): Promise<Prepared | null> {
  if (draft.userEmail !== null) {
    const row = await at.directory.userByEmail(at.company.company, draft.userEmail);
    const actor = row === null ? null : await at.snapshots.person(row.id);
    if (actor === null) throw invalid('userEmail', unknownPerson(draft.userEmail));
    return actor;
  }
  if (draft.userId === null) return null;
  const actor = await at.snapshots.person(draft.userId);
  if (actor === null) throw invalid('userId', unknownPerson(String(draft.userId)));
  return actor;
}

function unknownPerson(who: string): string {
  return `${who} is not in the directory: add the person first with PUT /api/users`;
}

async function findConnection(at: Surroundings, id: number | null): Promise<Prepared | null> {
  if (id === null) return null;
  const connection = await at.snapshots.connection(id);
  if (connection === null)
    throw invalid('connectionId', `${id} is not a known connection: add it first with PUT /api/connections`);
  return connection;
}

function makePart(world: World, document: object): Part {
  return { salt: world.randomBytes(16), json: canonicalJson(document as JsonValue) };
}

function digest(kind: 'text' | 'metadata' | 'test', part: Part): Digest {
  return digestOf(kind, part.salt, part.json, nativeSha256);
}

function checkSize(parts: readonly (Part | null)[]): void {
  let bytes = 0;
  for (const part of parts) if (part !== null) bytes += Buffer.byteLength(part.json);
  if (bytes > limits.eventPartsBytes)
    throw invalid(
      '',
      `the event holds ${bytes} bytes of content; at most ${limits.eventPartsBytes} are kept`,
    );
}

/** Only many controls together with a long provenance can exceed it: others need no counting. */
function checkEntry(entry: Omit<Entry, 'recordedAt'>): void {
  if (entry.provenance === null) return;
  const bytes = Buffer.byteLength(entryJson({ ...entry, recordedAt: entry.createdAt }));
  if (bytes > ENTRY_BYTES_MAX)
    throw invalid(
      '',
      `the sealed entry would be ${bytes} bytes; at most ${ENTRY_BYTES_MAX} fit: send fewer controlIds`,
    );
}

/** Runs of characters around an @: good enough to find addresses that the directory knows. */
const ADDRESS = /[^\s@"<>(),;:\\]{1,64}@[a-zA-Z0-9.-]{1,255}[a-zA-Z0-9]/g;

async function findMentions(
  at: Surroundings,
  actor: Prepared | null,
  connection: Prepared | null,
  parts: readonly (Part | null)[],
): Promise<Mention[]> {
  const mentions: Mention[] = [];
  if (actor !== null) mentions.push({ userId: actor.subject.id, role: 'actor' });
  if (connection?.ownerId != null) mentions.push({ userId: connection.ownerId, role: 'owner' });
  const addresses = new Set<string>();
  for (const part of parts)
    if (part?.json.includes('@'))
      for (const [address] of part.json.matchAll(ADDRESS)) addresses.add(address.toLowerCase());
  for (const address of addresses) {
    const row = await at.directory.userByEmail(at.company.company, address);
    if (row !== null) mentions.push({ userId: row.id, role: 'email' });
  }
  return mentions;
}
