/** The company's log: what is signed of it, and who has cosigned. */
import type { FullChecks, Log, LogWitnesses, PastCheckpoints } from '@affidavit/client';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { address, getJson, getText } from './http.ts';

export type { Log, LogWitnesses };
export type PastCheckpoint = PastCheckpoints['data'][number];
export type FullCheck = FullChecks['data'][number];

/** `size`: so many events are under the newest signed checkpoint. */
export function useLog(refetchMs?: number) {
  return useQuery({
    queryKey: ['/api/log'],
    queryFn: ({ signal }) => getJson<Log>('/api/log', signal),
    ...(refetchMs !== undefined && { refetchInterval: refetchMs }),
  });
}

export function useWitnesses() {
  return useQuery({
    queryKey: ['/api/log/witnesses'],
    queryFn: ({ signal }) => getJson<LogWitnesses>('/api/log/witnesses', signal),
  });
}

/** The newest checkpoint as a signed note, with the lines of witnesses. */
export function useCheckpoint(company: string | undefined) {
  const url = `/log/${company}/checkpoint`;
  return useQuery({
    queryKey: [url],
    enabled: company !== undefined,
    queryFn: ({ signal }) => getText(url, signal),
  });
}

/** What was signed of the log, the newest first; asked again when it has grown to `size`. */
export function usePastCheckpoints(size: number) {
  return useInfiniteQuery({
    queryKey: ['/api/log/checkpoints', size],
    queryFn: ({ pageParam, signal }) =>
      getJson<PastCheckpoints>(
        address('/api/log/checkpoints', {
          limit: PAST_SHOWN,
          ...(pageParam !== null && { below: pageParam }),
        }),
        signal,
      ),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}

const PAST_SHOWN = 10;

/** When the whole log was read again and recomputed, the newest first. */
export function useFullChecks() {
  return useQuery({
    queryKey: ['/api/log/full-checks'],
    queryFn: ({ signal }) => getJson<FullChecks>('/api/log/full-checks', signal),
  });
}

/** The proof that one event is in the signed log (c2sp.org/tlog-proof); asking is not recorded. */
export function useProof(id: string) {
  const url = `/api/events/${encodeURIComponent(id)}/affidavit.tlog-proof`;
  return useQuery({ queryKey: [url], queryFn: ({ signal }) => getText(url, signal) });
}

/** How many events at least one witness has cosigned. */
export function witnessedSize(witnesses: LogWitnesses | undefined): number {
  return Math.max(0, ...(witnesses?.witnesses.map(({ cosignedSize }) => cosignedSize ?? 0) ?? []));
}
