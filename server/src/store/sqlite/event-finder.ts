import type { EventFilter, EventFinder, Search } from '../../app/ports/finding.ts';
import { askedThread } from './asked-thread.ts';
import type { Scan, Scans } from './scans.ts';
import type { SearchQuestion } from './search-thread.ts';

export interface ThreadedFinder {
  finder: EventFinder;
  search: Search;
  close(): Promise<void>;
}

/** What takes longer on a long log than on a short one. */
const COUNTING: ReadonlySet<keyof Scans> = new Set(['page', 'count', 'facets', 'histogram', 'testRuns']);

/**
 * Sends scans to two reader threads, so that no count delays a page by cursor, and those by text to the search thread,
 * which may first have to catch up.
 */
export function sqliteEventFinder(folder: string): ThreadedFinder {
  const reader = askedThread<Scan>('reader-thread', folder);
  const counter = askedThread<Scan>('reader-thread', folder);
  const searcher = askedThread<SearchQuestion>('search-thread', folder);

  async function ask<Name extends keyof Scans>(
    scan: Name,
    query: Parameters<Scans[Name]>[0] & { filter?: EventFilter },
  ): Promise<ReturnType<Scans[Name]>> {
    const thread = query.filter?.text !== undefined ? searcher : COUNTING.has(scan) ? counter : reader;
    return (await thread.ask({ scan, query } as Scan)) as ReturnType<Scans[Name]>;
  }

  return {
    finder: {
      page: (company, filter, order, window) => ask('page', { company, filter, order, window }),
      after: (company, filter, window) => ask('after', { company, filter, window }),
      seqs: (company, filter, window) => ask('seqs', { company, filter, window }),
      count: (company, filter, before) => ask('count', { company, filter, before }),
      facets: (company, filter, members, limit) => ask('facets', { company, filter, members, limit }),
      histogram: (company, filter, stepMs) => ask('histogram', { company, filter, stepMs }),
      testRuns: (company, filter, window) => ask('testRuns', { company, filter, window }),
      entries: (company, seq, count) => ask('entries', { company, seq, count }),
    },
    search: {
      async catchUp() {
        return (await searcher.ask({ do: 'catchUp' })) === true;
      },
      async forget(company, seqs) {
        await searcher.ask({ do: 'forget', company, seqs });
      },
    },
    async close() {
      await Promise.all([reader.close(), counter.close(), searcher.close()]);
    },
  };
}
