/** Views of the list of events: those of the person, and what those of others say of them. */
import type { Redactor } from '../../../domain/erasing/redact.ts';
import type { SavedView } from '../../ports/views.ts';
import type { Change } from '../../ports.ts';

export interface ViewsRemoval {
  searched: number;
  /** Those that the person kept for themselves. */
  removed: number;
  rewritten: Extract<Change, { do: 'rewriteView' }>[];
  /** Those that may name the person all the same. */
  doubts: string[];
}

/** What the person shared stays with the company, without them. */
export function searchViews(views: readonly SavedView[], userId: number, redactor: Redactor): ViewsRemoval {
  const stay = views.filter((view) => view.shared || view.userId !== userId);
  const said = stay.map(({ id, name, query }) => ({
    old: { name, query },
    change: {
      do: 'rewriteView' as const,
      id,
      name: redactor.name(name),
      query: sayQuery(query, redactor.name),
    },
  }));
  return {
    searched: views.length,
    removed: views.length - stay.length,
    rewritten: said
      .filter(({ old, change }) => old.name !== change.name || old.query !== change.query)
      .map(({ change }) => change),
    doubts: said
      .filter(({ change: { name, query } }) => redactor.doubts(JSON.stringify([name, wordsOf(query)])))
      .map(({ change }) => `view ${change.id}`),
  };
}

/** Words are free text. Everything else of a query is ids, times and words of the contract. */
function sayQuery(query: string, say: (text: string) => string): string {
  const words = wordsOf(query);
  if (words === null) return query;
  const search = new URLSearchParams(query);
  search.set('q', say(words));
  return search.toString();
}

function wordsOf(query: string): string | null {
  return new URLSearchParams(query).get('q');
}
