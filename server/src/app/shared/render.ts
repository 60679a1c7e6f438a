/** From a stored event to the document that is served: fetch what its entry names, project, print. */
import {
  connectionV1,
  type Digest,
  type EventView,
  type ExpandV2,
  eventHeadV1,
  eventTailV1,
  eventV2,
  type JsonValue,
  type Lookup,
  legacyTimes,
  personV1,
  viewConnection,
  viewEvent,
  viewPerson,
} from '@affidavit/verify';
import { limits } from '../../domain/limits.ts';
import type { Erasing } from '../ports/erasing.ts';
import type { ShownEvent } from '../ports/shown-event.ts';
import type { EventReader, KeyRecord, StoredEvent } from '../ports.ts';
import { makeCache } from './cache.ts';
import { eventApi } from './event-api.ts';
import type { RemovalEpochs } from './removal-epochs.ts';
import { snapshotDocuments } from './snapshot-documents.ts';

export interface Renderer {
  /** The v1 document as JSON text. */
  v1(company: number, event: ShownEvent, dateStyle: DateStyle): Promise<string>;
  /** The v2 document as JSON text. */
  v2(
    company: number,
    event: ShownEvent,
    expand: ReadonlySet<ExpandV2>,
    dateStyle: DateStyle,
  ): Promise<string>;
  /** The document of our own `/api` as JSON text. */
  api(company: number, event: StoredEvent): Promise<string>;
  view(company: number, event: StoredEvent): Promise<EventView>;
  /** Only the scalars and digests of the neighbours that are asked for: nothing that hangs on them is fetched. */
  nearView(company: number, event: StoredEvent, neighbours: Neighbours): Promise<EventView>;
}

type DateStyle = KeyRecord['dateStyle'];

export type Neighbours = readonly ('person' | 'connection')[];

export function makeRenderer(at: {
  events: EventReader;
  erasing: Pick<Erasing, 'removalsOf'>;
  removals: RemovalEpochs;
}): Renderer {
  const documents = snapshotDocuments(at);
  // A person and a connection are most of a document, and stand in many: printed once, right until something is removed.
  const printed = makeCache<string>(limits.printedNeighbourChars);
  at.removals.onMove(() => printed.clear());

  async function view(company: number, event: StoredEvent): Promise<EventView> {
    return assemble(event, await documents.all(company, digestsOf(event, ['person', 'connection'])));
  }

  /** A neighbour as it stands in the document of an event; `null` when there is none, or it is erased. */
  async function printNeighbour(
    company: number,
    digest: Digest | null,
    dateStyle: DateStyle,
    project: (digest: Digest, lookup: Lookup) => JsonValue,
  ): Promise<string> {
    if (digest === null) return 'null';
    const name = `${company} ${await at.removals.current(company)} ${dateStyle} ${digest}`;
    const known = printed.get(name);
    if (known !== undefined) return known;
    const found = await documents.all(company, [digest]);
    const json = print(
      project(digest, (one) => found.get(one) ?? null),
      dateStyle,
    );
    printed.set(name, json, json.length);
    return json;
  }

  async function nearView<E extends ShownEvent>(
    company: number,
    event: E,
    neighbours: Neighbours,
  ): Promise<EventView<E['entry']>> {
    return assemble(event, await documents.these(company, digestsOf(event, neighbours)));
  }

  return {
    view,
    nearView,
    async v1(company, event, dateStyle) {
      const { person, connection } = event.entry.parts;
      const user = await printNeighbour(company, person, dateStyle, personOrNull);
      const system = await printNeighbour(company, connection, dateStyle, connectionOrNull);
      const alone = assemble(event, new Map());
      const head = print(eventHeadV1(alone), dateStyle).slice(0, -1);
      return `${head},"user":${user},"connection":${system},${print(eventTailV1(alone), dateStyle).slice(1)}`;
    },
    async api(company, event) {
      return JSON.stringify(eventApi(await nearView(company, event, ['person', 'connection']), event));
    },
    async v2(company, event, expand, dateStyle) {
      const neighbours: Neighbours = [
        ...(expand.has('user') ? ['person' as const] : []),
        ...(expand.has('connection') ? ['connection' as const] : []),
      ];
      return print(eventV2(await nearView(company, event, neighbours), expand), dateStyle);
    },
  };
}

function digestsOf(event: ShownEvent, neighbours: Neighbours): Digest[] {
  return neighbours.map((name) => event.entry.parts[name]).filter((digest) => digest !== null);
}

function personOrNull(digest: Digest, lookup: Lookup): JsonValue {
  const view = viewPerson(digest, lookup);
  return view === null ? null : personV1(view);
}

function connectionOrNull(digest: Digest, lookup: Lookup): JsonValue {
  const view = viewConnection(digest, lookup);
  return view === null ? null : connectionV1(view, null);
}

function print(document: JsonValue, dateStyle: DateStyle): string {
  return JSON.stringify(dateStyle === 'legacy' ? legacyTimes(document) : document);
}

function assemble<E extends ShownEvent>(event: E, found: ReadonlyMap<Digest, object>): EventView<E['entry']> {
  const { text, metadata, test } = event.parts;
  return viewEvent(
    {
      entry: event.entry,
      text: text?.json ?? null,
      metadata: metadata?.json ?? null,
      test: test?.json ?? null,
      actorId: event.actorId,
    },
    (digest) => found.get(digest) ?? null,
  );
}
