/** From a stored event to the document that is served: fetch what its entry names, project, print. */
import {
  type Digest,
  type EventView,
  type ExpandV2,
  eventV1,
  eventV2,
  legacyTimes,
  viewEvent,
} from '@affidavit/verify';
import { limits } from '../../domain/limits.ts';
import type { Erasing } from '../ports/erasing.ts';
import type { EventReader, KeyRecord, StoredEvent } from '../ports.ts';
import { makeCache } from './cache.ts';
import { eventApi } from './event-api.ts';
import { namedDigests } from './named-digests.ts';
import type { RemovalEpochs } from './removal-epochs.ts';
import { standingSnapshots } from './standing-snapshots.ts';

export interface Renderer {
  /** The v1 document as JSON text. */
  v1(company: number, event: StoredEvent, dateStyle: KeyRecord['dateStyle']): Promise<string>;
  /** The v2 document as JSON text. */
  v2(
    company: number,
    event: StoredEvent,
    expand: ReadonlySet<ExpandV2>,
    dateStyle: KeyRecord['dateStyle'],
  ): Promise<string>;
  /** The document of our own `/api` as JSON text. */
  api(company: number, event: StoredEvent): Promise<string>;
  view(company: number, event: StoredEvent): Promise<EventView>;
  /** Only the scalars and digests of the neighbours that are asked for: nothing that hangs on them is fetched. */
  nearView(company: number, event: StoredEvent, neighbours: Neighbours): Promise<EventView>;
}

export type Neighbours = readonly ('person' | 'connection')[];

export function makeRenderer(at: {
  events: EventReader;
  erasing: Pick<Erasing, 'removalsOf'>;
  removals: RemovalEpochs;
}): Renderer {
  // Snapshots never change, so what was parsed once stays right until something is removed.
  const documents = makeCache<object>(limits.snapshotCacheEntries);
  at.removals.onMove(() => documents.clear());

  async function fetch(
    company: number,
    wanted: readonly Digest[],
    found: Map<Digest, object>,
  ): Promise<void> {
    const missing: Digest[] = [];
    const epoch = await at.removals.current(company);
    for (const digest of wanted) {
      const cached = documents.get(`${company} ${epoch} ${digest}`);
      if (cached === undefined) missing.push(digest);
      else found.set(digest, cached);
    }
    if (missing.length === 0) return;
    for (const [digest, { json }] of await standingSnapshots(at, company, missing)) {
      const document = JSON.parse(json) as object;
      documents.set(`${company} ${epoch} ${digest}`, document, 1);
      found.set(digest, document);
    }
  }

  async function view(company: number, event: StoredEvent): Promise<EventView> {
    const found = new Map<Digest, object>();
    const { person, connection } = event.entry.parts;
    let wanted = [person, connection].filter((digest) => digest !== null);
    // Four levels at most: person, identity, connection, owner and workspace.
    while (wanted.length > 0) {
      await fetch(company, wanted, found);
      wanted = wanted
        .flatMap((digest) => namedDigests(found.get(digest) ?? {}))
        .filter((digest) => !found.has(digest));
    }
    return assemble(event, found);
  }

  async function nearView(company: number, event: StoredEvent, neighbours: Neighbours): Promise<EventView> {
    const found = new Map<Digest, object>();
    const wanted = neighbours.map((name) => event.entry.parts[name]).filter((digest) => digest !== null);
    await fetch(company, wanted, found);
    return assemble(event, found);
  }

  return {
    view,
    nearView,
    async v1(company, event, dateStyle) {
      const document = eventV1(await view(company, event));
      return JSON.stringify(dateStyle === 'legacy' ? legacyTimes(document) : document);
    },
    async api(company, event) {
      return JSON.stringify(eventApi(await nearView(company, event, ['person', 'connection']), event));
    },
    async v2(company, event, expand, dateStyle) {
      const neighbours: Neighbours = [
        ...(expand.has('user') ? ['person' as const] : []),
        ...(expand.has('connection') ? ['connection' as const] : []),
      ];
      const document = eventV2(await nearView(company, event, neighbours), expand);
      return JSON.stringify(dateStyle === 'legacy' ? legacyTimes(document) : document);
    },
  };
}

function assemble(event: StoredEvent, found: ReadonlyMap<Digest, object>): EventView {
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
