/** Which types of events there are for a company, and how many events of each it has recorded. */
import { ownTypes } from '../domain/own-types.ts';
import { isoTime } from '../domain/time.ts';
import { eventTypes } from '../domain/vocabulary.ts';
import type { EventFinder } from './ports/finding.ts';
import type { Company, Directory } from './ports.ts';

export interface ListedEventType {
  name: string;
  /** Who named it: the contract, this system, which alone records it, or the company. */
  origin: 'CONTRACT' | 'SYSTEM' | 'COMPANY';
  /** Null: each event says its own. */
  category: string | null;
  /** Of the company's own types: which version holds, and since when. */
  version: number | null;
  createdAt: string | null;
  /** Events recorded. */
  count: number;
}

/** Those with the most events first, equally many by name. */
export type ListEventTypes = (company: Company) => Promise<readonly ListedEventType[]>;

export function listEventTypes(at: { directory: Directory; finder: EventFinder }): ListEventTypes {
  return async ({ company }) => {
    const registered = await at.directory.eventTypes(company);
    const types: Omit<ListedEventType, 'count'>[] = [
      ...eventTypes.map((name) => ({ name, origin: 'CONTRACT' as const, category: null, ...unversioned })),
      ...[...ownTypes].map(([name, category]) => ({
        ...{ name, origin: 'SYSTEM' as const, category },
        ...unversioned,
      })),
      ...registered.map(({ name, version, category, createdAt }) => ({
        ...{ name, origin: 'COMPANY' as const, category, version },
        createdAt: isoTime(createdAt),
      })),
    ];
    const { type: facets = [] } = await at.finder.facets(company, {}, ['type'], types.length);
    const counts = new Map(facets.map(({ value, count }) => [value, count]));
    return types
      .map((one) => ({ ...one, count: counts.get(one.name) ?? 0 }))
      .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  };
}

const unversioned = { version: null, createdAt: null };
