/** Views of the list of events that are kept on the server. */
import type { View, ViewBody } from '@affidavit/client';
import { useQuery } from '@tanstack/react-query';
import { change } from './answers.ts';
import { getJson } from './http.ts';

export type { View };

const VIEWS = '/api/views';

/** Others share views meanwhile: asked for whenever they are looked at. */
export function useViews() {
  return useQuery({
    queryKey: [VIEWS],
    refetchOnMount: 'always',
    queryFn: ({ signal }) => getJson<{ data: View[] }>(VIEWS, signal),
  });
}

export const createView = (body: ViewBody) => change<View>(VIEWS, 'POST', VIEWS, body);
export const replaceView = (id: string, body: ViewBody) => change<View>(VIEWS, 'PUT', `${VIEWS}/${id}`, body);
export const deleteView = (id: string) => change<void>(VIEWS, 'DELETE', `${VIEWS}/${id}`);
