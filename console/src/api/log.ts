/** The company's log: what is signed of it, and who has cosigned. */
import type { Log, LogWitnesses } from '@affidavit/client';
import { useQuery } from '@tanstack/react-query';
import { getJson, getText } from './http.ts';

export type { Log, LogWitnesses };

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

/** The proof that one event is in the signed log (c2sp.org/tlog-proof); asking is not recorded. */
export function useProof(id: string) {
  const url = `/api/events/${encodeURIComponent(id)}/affidavit.tlog-proof`;
  return useQuery({ queryKey: [url], queryFn: ({ signal }) => getText(url, signal) });
}

/** How many events at least one witness has cosigned. */
export function witnessedSize(witnesses: LogWitnesses | undefined): number {
  return Math.max(0, ...(witnesses?.witnesses.map(({ cosignedSize }) => cosignedSize ?? 0) ?? []));
}
