/** Lists that are read, and changed by those who look at them. */
import { useQuery } from '@tanstack/react-query';
import { getJson, sendJson } from './http.ts';
import { queries } from './queries.ts';

export function useAnswer<T>(url: string) {
  return useQuery({ queryKey: [url], queryFn: ({ signal }) => getJson<T>(url, signal) });
}

/** Sends it, and then whoever shows what is at `list` reads it again. */
export async function change<T>(
  list: string,
  method: 'POST' | 'PUT' | 'DELETE',
  url: string,
  body?: unknown,
): Promise<T> {
  const answer = await sendJson<T>(method, url, body);
  await queries.invalidateQueries({ queryKey: [list] });
  return answer;
}
