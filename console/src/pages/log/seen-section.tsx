import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Complaint } from '../../parts/complaint.tsx';
import { usePreference } from '../../parts/preferences.ts';
import { Section } from '../../parts/section.tsx';
import { Mark } from '../../parts/status.tsx';
import { Time } from '../../parts/time.tsx';
import { counted } from '../../parts/words.ts';
import { isExtended } from '../../verifying/extends.ts';
import type { Head } from '../../verifying/head.ts';

/** What this browser remembers of a log. */
interface Seen {
  origin: string;
  size: number;
  root: string;
  at: string;
}

/** This browser is a small witness of its own: it remembers the tree, and checks that later ones begin with it. */
export function SeenSection({ company, head }: { company: string; head: Head }) {
  const [kept, keep] = usePreference(`seen.${company}`, '');
  // What was there when the page came; what is kept meanwhile is for the next time.
  const [seen] = useState(() => read(kept));
  const isSame = seen !== null && seen.origin === head.origin;
  const consistent = useQuery({
    queryKey: ['consistent', company, seen?.size, head.size],
    enabled: isSame && seen.size > 0 && seen.size <= head.size,
    queryFn: ({ signal }) => seen !== null && isExtended(company, seen, head, signal),
  });
  const holds = seen === null || consistent.data === true;
  useEffect(() => {
    if (holds && head.isSigned)
      keep(
        JSON.stringify({
          origin: head.origin,
          size: head.size,
          root: head.root,
          at: new Date().toISOString(),
        }),
      );
  }, [holds, head, keep]);
  return (
    <Section title="Seen by this browser">
      {seen === null ? (
        <p className="small">
          For the first time. It remembers this tree, and from now on checks that every later one begins with
          it.
        </p>
      ) : consistent.isError ? (
        <Complaint error={consistent.error} onRetry={() => void consistent.refetch()} />
      ) : (
        <Answer seen={seen} head={head} isSame={isSame} holds={consistent.data} onForget={() => keep('')} />
      )}
    </Section>
  );
}

function Answer(props: {
  seen: Seen;
  head: Head;
  isSame: boolean;
  holds: boolean | undefined;
  onForget: () => void;
}) {
  const { seen, head, isSame, holds, onForget } = props;
  const before = (
    <>
      {counted(seen.size, 'event')} at <Time at={seen.at} />
    </>
  );
  if (holds === true)
    return (
      <p>
        <Mark tone="passed">Only grown</Mark> since this browser saw {before}: today’s log begins with that
        one, unchanged.
      </p>
    );
  if (holds === undefined && isSame && seen.size <= head.size) return <p role="status">Checking…</p>;
  return (
    <div className="complaint" role="alert">
      <p>
        <strong>This is not the log that this browser saw.</strong> It saw {before}
        {isSame ? ', and today’s log does not begin with it.' : `, of the log ${seen.origin}.`} Ask whoever
        keeps the log why: events may have been changed or taken out.
      </p>
      <button type="button" onClick={onForget}>
        Begin anew
      </button>
    </div>
  );
}

function read(kept: string): Seen | null {
  try {
    return kept === '' ? null : (JSON.parse(kept) as Seen);
  } catch {
    return null;
  }
}
