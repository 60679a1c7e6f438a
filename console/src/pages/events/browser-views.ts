/** Views that an earlier release kept in this browser, until they are kept with an account or removed. */
import { usePreference } from '../../parts/preferences.ts';
import { keptOf } from './filter.ts';

export interface BrowserView {
  name: string;
  /** The query of the address. */
  query: string;
}

/** What is there, and how to put another list in its place. */
export function useBrowserViews(): [BrowserView[], (views: readonly BrowserView[]) => void] {
  const [text, setText] = usePreference('events.views', '[]');
  const keep = (views: readonly BrowserView[]) =>
    setText(JSON.stringify(views.map(({ name, query }) => ({ name, search: query }))));
  return [read(text), keep];
}

/** Whatever else may stand there is no view. */
function read(text: string): BrowserView[] {
  try {
    const kept: unknown = JSON.parse(text);
    return Array.isArray(kept) ? kept.flatMap(toView) : [];
  } catch {
    return [];
  }
}

function toView(kept: unknown): BrowserView[] {
  if (typeof kept !== 'object' || kept === null) return [];
  const { name, search } = kept as { name?: unknown; search?: unknown };
  if (typeof name !== 'string' || typeof search !== 'string') return [];
  return [{ name, query: keptOf(new URLSearchParams(search)) }];
}
