/** From the address of the list of events to what a token opens, and back. */
import type { EmbedTokenBody } from '@affidavit/client';

type Filter = EmbedTokenBody['filter'];

/** What the list remembers beside what an event has to be: how far back it looks. */
const ASIDE = new Set(['last']);
const WORDS = new Set(['type', 'source', 'category', 'status']);
const NUMBERS = new Set(['userId', 'connectionId', 'workspaceId', 'testId', 'controlId']);

/** Throws what is wrong, as a sentence, for what a token cannot say: words, times, and what an event must not be. */
export function filterIn(address: string): Filter {
  const search = new URLSearchParams(address.slice(address.indexOf('?') + 1));
  const filter: Record<string, (string | number | null)[]> = {};
  for (const [name, value] of search) {
    if (ASIDE.has(name)) continue;
    if (!WORDS.has(name) && !NUMBERS.has(name))
      throw new Error(
        `A token cannot say “${name}”: filter by result, category, type, person, connection, source, workspace or test.`,
      );
    const one = value === 'null' ? null : NUMBERS.has(name) ? Number(value) : value;
    filter[name] = [...(filter[name] ?? []), one];
  }
  if (Object.keys(filter).length === 0)
    throw new Error('Filter by something: a token is not for all events.');
  return filter as Filter;
}

export function searchOf(filter: Filter): string {
  const pairs = Object.entries(filter).flatMap(([name, values]) =>
    (values as readonly unknown[]).map((value) => [name, String(value)]),
  );
  return new URLSearchParams(pairs).toString();
}
