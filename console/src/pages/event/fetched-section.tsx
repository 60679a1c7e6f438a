import { Link } from 'wouter';
import type { Event } from '../../api/events.ts';
import { Facts } from '../../parts/facts.tsx';
import { Section } from '../../parts/section.tsx';
import { Time } from '../../parts/time.tsx';

/** Which test, and from where its data came. */
export function FetchedSection({ event }: { event: Event }) {
  const { testId, testName, requestDescription, controlIds, provenance } = event;
  if (testId === null && requestDescription === null && provenance === null && controlIds.length === 0)
    return null;
  return (
    <Section
      title="How it was found"
      aside={testId !== null && <Link href={`/events?testId=${testId}`}>All runs of this test</Link>}
    >
      {requestDescription !== null && <p className="foreign">{requestDescription}</p>}
      <Facts
        facts={[
          ['Test', testName ?? (testId === null ? null : `Test ${testId}`)],
          ['Controls', controlIds.join(', ')],
          ['System', provenance?.system],
          ['Fetched', provenance === null ? null : <Time at={provenance.fetchedAt} />],
          ['Source digest', provenance === null ? null : <code>{provenance.sourceDigest}</code>],
        ]}
      />
    </Section>
  );
}
