/** What the values of a filter are called: words of the vocabulary, names of people, connections, workspaces and tests. */
import type { Events } from '@affidavit/client';
import { useQueries } from '@tanstack/react-query';
import { getJson } from '../../api/http.ts';
import { lookOf } from '../../parts/status.tsx';
import { connectionName, inWords, nameOf } from '../../parts/words.ts';
import type { Member } from './filter.ts';

type Named = Parameters<typeof nameOf>[0];
type Connected = Parameters<typeof connectionName>[0];

const NAMED: Partial<Record<Member, (id: string) => Promise<string>>> = {
  userId: async (id) => nameOf(await getJson<Named>(`/api/users/${id}`)),
  connectionId: async (id) => connectionName(await getJson<Connected>(`/api/connections/${id}`)),
  workspaceId: async (id) => {
    const { data } = await getJson<{ data: { id: number; name: string }[] }>(
      '/public/v2/workspaces?size=500',
    );
    return data.find((one) => String(one.id) === id)?.name ?? `Workspace ${id}`;
  },
  testId: async (id) => {
    const { data } = await getJson<Events>(`/api/events?size=1&testId=${id}`);
    return data[0]?.testName ?? `Test ${id}`;
  },
};

const NONE: Readonly<Record<Member, string>> = {
  status: 'No result',
  category: 'No category',
  type: 'No type',
  userId: 'Nobody (automation)',
  connectionId: 'No connection',
  source: 'No source',
  workspaceId: 'Whole company',
  testId: 'No test',
};

/** The name of each value, in order: what it is called as soon as that is known, until then what it is. */
export function useValueNames(member: Member, values: readonly (string | null)[]): string[] {
  const ask = NAMED[member];
  const found = useQueries({
    queries: values.map((value) => ({
      queryKey: ['name', member, value],
      enabled: ask !== undefined && value !== null && value !== 'null',
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
      queryFn: () => ask?.(String(value)) ?? '',
    })),
  });
  return values.map((value, i) => {
    if (value === null || value === 'null') return NONE[member];
    if (ask !== undefined) return found[i]?.data ?? `${member.replace(/Id$/, '')} ${value}`;
    return member === 'status' ? lookOf(value).word : inWords(value);
  });
}
