import { type FullCheck, useFullChecks } from '../../api/log.ts';
import { Complaint } from '../../parts/complaint.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Section } from '../../parts/section.tsx';
import { Mark } from '../../parts/status.tsx';
import { Time } from '../../parts/time.tsx';
import { counted } from '../../parts/words.ts';
import type { Head } from '../../verifying/head.ts';
import { BeginsWith } from './begins-with.tsx';

/** When the whole log was last read again and recomputed, what that covered and what it found. */
export function FullCheckSection({ company, head }: { company: string; head: Head }) {
  const found = useFullChecks();
  if (found.isError) return <Complaint error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return null;
  const [last, ...earlier] = found.data.data;
  const good = earlier.find(({ problem }) => problem === null);
  return (
    <Section title="Last full check">
      {last === undefined ? (
        <>
          <p>
            <Mark tone="faint">Never</Mark>
          </p>
          <p className="small">
            No full check of this store is on record. <code>affidavit fsck</code>, run where the server is,
            reads every event again and recomputes the tree; the server runs beside it.
          </p>
        </>
      ) : (
        <Check check={last} company={company} head={head} />
      )}
      {last !== undefined && last.problem !== null && (
        <p className="small">
          {good === undefined ? (
            'No earlier check on record found all well.'
          ) : (
            <>
              The last check that found all well covered {counted(good.size, 'event')}, at{' '}
              <Time at={good.endedAt} />.
            </>
          )}
        </p>
      )}
    </Section>
  );
}

function Check({ check, company, head }: { check: FullCheck; company: string; head: Head }) {
  const { beganAt, endedAt, size, root, version, problem } = check;
  return (
    <>
      <p>
        {problem === null ? (
          <Mark tone="passed">All of it was what had been sealed</Mark>
        ) : (
          <Mark tone="failed">
            Damaged: <span className="foreign">{problem}</span>
          </Mark>
        )}
      </p>
      <Facts
        facts={[
          ['Ended', <Time at={endedAt} />],
          ['Began', <Time at={beganAt} />],
          ['Covered', `${counted(size, 'event')}, from the first one on`],
          ['Root', root && <code>{root}</code>],
          [
            'Today’s log',
            root !== null && size > 0 && size <= head.size ? (
              <BeginsWith key={size} company={company} tree={{ size, root }} today={head} />
            ) : null,
          ],
          ['By', `release ${version}`],
        ]}
      />
      {problem === null && size < head.size && (
        <p className="small">{counted(head.size - size, 'event')} came later: no full check has read them.</p>
      )}
    </>
  );
}
