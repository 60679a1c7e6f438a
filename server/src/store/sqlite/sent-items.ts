/**
 * Items on their way to the writer thread. Cloning an event member by member costs ten times as much as cloning a list of
 * its values, so that is how events go; what is rare goes as it is.
 */
import type { Entry } from '@affidavit/verify';
import type { Item, Mention, Part, PreparedEvent } from '../../app/ports.ts';

export type SentItem = Omit<Item, 'events'> & { events: readonly SentEvent[] };

type SentEvent = readonly [
  company: string,
  id: string,
  type: string,
  category: string,
  source: string,
  status: string | null,
  createdAt: string,
  actor: string | null,
  connectionId: number | null,
  workspaceId: number | null,
  testId: number | null,
  controlIds: Entry['controlIds'] | null,
  provenance: Entry['provenance'],
  text: string,
  metadata: string | null,
  test: string | null,
  person: string | null,
  connection: string | null,
  salts: string,
  textJson: string,
  metadataJson: string | null,
  testJson: string | null,
  mentions: readonly (number | string)[],
  draftMac: Uint8Array | null,
  removal: PreparedEvent['removal'],
];

export function sentItem(item: Item): SentItem {
  return { ...item, events: item.events.map(sentEvent) };
}

export function receivedItem(item: SentItem): Item {
  return { ...item, events: item.events.map(receivedEvent) };
}

function sentEvent({ entry, parts, mentions, draftMac, removal }: PreparedEvent): SentEvent {
  const { text, metadata, test } = parts;
  const digests = entry.parts;
  return [
    entry.company,
    entry.id,
    entry.type,
    entry.category,
    entry.source,
    entry.status,
    entry.createdAt,
    entry.actor,
    entry.connectionId,
    entry.workspaceId,
    entry.testId,
    entry.controlIds.length === 0 ? null : entry.controlIds,
    entry.provenance,
    digests.text,
    digests.metadata,
    digests.test,
    digests.person,
    digests.connection,
    saltOf(text) + saltOf(metadata) + saltOf(test),
    text.json,
    metadata?.json ?? null,
    test?.json ?? null,
    mentions.flatMap(({ userId, role }) => [userId, role]),
    draftMac,
    removal,
  ];
}

function receivedEvent(sent: SentEvent): PreparedEvent {
  const [
    company,
    id,
    type,
    category,
    source,
    status,
    createdAt,
    actor,
    connectionId,
    workspaceId,
    testId,
    controlIds,
    provenance,
    text,
    metadata,
    test,
    person,
    connection,
    salts,
    textJson,
    metadataJson,
    testJson,
    mentions,
    draftMac,
    removal,
  ] = sent;
  const bytes = Buffer.from(salts, 'latin1');
  return {
    entry: {
      v: 1,
      company,
      id,
      type,
      category,
      source,
      status,
      createdAt,
      actor,
      connectionId,
      workspaceId,
      testId,
      controlIds: controlIds ?? [],
      provenance,
      parts: { text, metadata, test, person, connection },
    },
    parts: {
      text: partOf(bytes, 0, textJson),
      metadata: metadataJson === null ? null : partOf(bytes, 1, metadataJson),
      test: testJson === null ? null : partOf(bytes, 2, testJson),
    },
    mentions: receivedMentions(mentions),
    draftMac,
    ...(removal !== undefined && { removal }),
  };
}

const SALT_BYTES = 16;
const NO_SALT = '\0'.repeat(SALT_BYTES);

/** A character for each byte. Asking for the `buffer` of so small an array would make one. */
function saltOf(part: Part | null): string {
  return part === null ? NO_SALT : String.fromCharCode(...part.salt);
}

function partOf(salts: Uint8Array, place: number, json: string): Part {
  return { salt: salts.subarray(place * SALT_BYTES, (place + 1) * SALT_BYTES), json };
}

function receivedMentions(sent: readonly (number | string)[]): Mention[] {
  const mentions: Mention[] = [];
  for (let i = 0; i < sent.length; i += 2)
    mentions.push({ userId: Number(sent[i]), role: sent[i + 1] as Mention['role'] });
  return mentions;
}
