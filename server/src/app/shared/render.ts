/** From a stored event to the document that is served: fetch what its entry names, project, print. */
import { type Digest, type EventView, eventV1, legacyTimes, viewEvent } from '@affidavit/verify';
import { limits } from '../../domain/limits.ts';
import type { EventReader, KeyRecord, StoredEvent } from '../ports.ts';
import { makeCache } from './cache.ts';
import { namedDigests } from './named-digests.ts';

export interface Renderer {
  /** The v1 document as JSON text. */
  v1(company: number, event: StoredEvent, dateStyle: KeyRecord['dateStyle']): Promise<string>;
  view(company: number, event: StoredEvent): Promise<EventView>;
}

export function makeRenderer(events: EventReader): Renderer {
  // Snapshots never change, so what was parsed once stays right; erasure must drop them (there is none yet).
  const documents = makeCache<object>(limits.snapshotCacheEntries);

  async function fetch(
    company: number,
    wanted: readonly Digest[],
    found: Map<Digest, object>,
  ): Promise<void> {
    const missing: Digest[] = [];
    for (const digest of wanted) {
      const cached = documents.get(`${company} ${digest}`);
      if (cached === undefined) missing.push(digest);
      else found.set(digest, cached);
    }
    if (missing.length === 0) return;
    for (const snapshot of await events.snapshots(company, missing)) {
      const document = JSON.parse(snapshot.json) as object;
      documents.set(`${company} ${snapshot.digest}`, document, 1);
      found.set(snapshot.digest, document);
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

  return {
    view,
    async v1(company, event, dateStyle) {
      const document = eventV1(await view(company, event));
      return JSON.stringify(dateStyle === 'legacy' ? legacyTimes(document) : document);
    },
  };
}
