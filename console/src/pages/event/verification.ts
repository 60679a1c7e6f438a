import { canonicalJson } from '@affidavit/verify';
import { useQuery } from '@tanstack/react-query';
import type { EventResponsePublicDto } from '../../api/events.ts';
import { getText } from '../../api/http.ts';
import { checkAffidavit } from '../../verifying/check-affidavit.ts';
import type { Checked } from '../../verifying/checked.ts';
import { useGivenKey } from '../../verifying/key-field.tsx';

export interface Verification {
  checked: Checked | null;
  error: Error | null;
  again: () => void;
}

/** Takes the affidavit and checks it here. Not before it is wanted: that it was taken is an event of its own. */
export function useVerification(
  id: string,
  shown: EventResponsePublicDto | undefined,
  isWanted: boolean,
): Verification {
  const affidavit = useQuery({
    queryKey: ['affidavit', id],
    enabled: isWanted,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    queryFn: ({ signal }) => getText(`/api/events/${encodeURIComponent(id)}/affidavit`, signal),
  });
  const [given] = useGivenKey();
  const checked = useQuery({
    queryKey: ['checked', id, given, affidavit.dataUpdatedAt, shown !== undefined],
    enabled: affidavit.data !== undefined && shown !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    queryFn: () => check(affidavit.data ?? '', given, shown),
  });
  return {
    checked: checked.data ?? null,
    error: affidavit.error ?? checked.error,
    again: () => {
      if (affidavit.isError) void affidavit.refetch();
    },
  };
}

function check(json: string, given: string, shown: EventResponsePublicDto | undefined): Checked {
  const checked = checkAffidavit(json, given);
  const { event } = JSON.parse(json) as { event: EventResponsePublicDto };
  const isShown = canonicalJson(event as never) === canonicalJson(shown as never);
  return {
    ...checked,
    ...(!isShown &&
      checked.outcome !== 'failed' && { outcome: 'failed', title: 'This page shows something else.' }),
    rows: [
      ...checked.rows,
      { state: isShown ? 'holds' : 'fails', what: 'What this page shows is what the affidavit says' },
    ],
  };
}
