/** New events as they are recorded, kept aside until the reader takes them. */

import type { Event, Log } from '@affidavit/client';
import { useCallback, useEffect, useState } from 'react';
import { address, getJson } from '../../api/http.ts';

export interface Live {
  /** Newest first. */
  waiting: readonly Event[];
  /** They are in the list now. */
  taken: () => void;
  state: 'off' | 'connecting' | 'live';
}

const WAITING_MAX = 5_000;

/** Follows the log from where it is signed to; what the list has already is left out by the caller. */
export function useLive(isOn: boolean, filter: string): Live {
  const [waiting, setWaiting] = useState<readonly Event[]>([]);
  const [state, setState] = useState<Live['state']>('off');
  useEffect(() => {
    setWaiting([]);
    if (!isOn) {
      setState('off');
      return;
    }
    setState('connecting');
    const stopped = new AbortController();
    let source: EventSource | null = null;
    getJson<Log>('/api/log', stopped.signal).then(
      ({ size }) => {
        const query = new URLSearchParams(filter);
        query.set('after', String(size - 1));
        source = new EventSource(address('/api/events/stream', query));
        source.onopen = () => setState('live');
        source.onerror = () => setState('connecting');
        source.addEventListener('recorded', ({ data }) => {
          const event = JSON.parse(data) as Event;
          setWaiting((before) => [event, ...before].slice(0, WAITING_MAX));
        });
      },
      () => setState('connecting'),
    );
    return () => {
      stopped.abort();
      source?.close();
    };
  }, [isOn, filter]);
  return { waiting, state, taken: useCallback(() => setWaiting([]), []) };
}
