import { useState } from 'react';
import { useParams } from 'wouter';
import { type Event, useContractEvent, useEvent } from '../../api/events.ts';
import { Complaint } from '../../parts/complaint.tsx';
import { usePageTitle } from '../../parts/page-title.ts';
import { Skeleton } from '../../parts/skeleton.tsx';
import { inWords } from '../../parts/words.ts';
import { useKey } from '../../shell/keys.ts';
import { ConnectionSection } from './connection-section.tsx';
import { EventHead } from './event-head.tsx';
import { FetchedSection } from './fetched-section.tsx';
import { IssuesSection } from './issues-section.tsx';
import { MetadataSection } from './metadata-section.tsx';
import { RelatedSection } from './related-section.tsx';
import { SealSection } from './seal-section.tsx';
import { useVerification } from './verification.ts';
import { VerificationSection } from './verification-section.tsx';
import { WhoSection } from './who-section.tsx';
import './event-page.css';

export function EventPage() {
  const { id = '' } = useParams<{ id: string }>();
  const event = useEvent(id);
  if (event.isError) return <Complaint error={event.error} onRetry={() => void event.refetch()} />;
  if (event.isPending) return <Skeleton rows={14} />;
  return <OneEvent key={id} event={event.data} />;
}

function OneEvent({ event }: { event: Event }) {
  usePageTitle(inWords(event.type));
  const around = useContractEvent(event.id);
  const [isAsked, setAsked] = useState(location.hash === '#verify');
  const verification = useVerification(event.id, around.data, isAsked);
  const verify = () => {
    setAsked(true);
    verification.again();
  };
  useKey('v', 'verify the event', verify);
  useKey('u', 'go back to where you were', () => history.back());
  // Of a test, what it found is what one came for; of a person's deed, who did it.
  const found = (
    <>
      <FetchedSection event={event} />
      <IssuesSection issues={event.issues} />
    </>
  );
  return (
    <article className="event">
      <EventHead event={event} onVerify={verify} />
      <div className="event-columns">
        <div className="event-main">
          {isAsked && <VerificationSection verification={verification} />}
          {event.testId !== null && found}
          {around.isError && <Complaint error={around.error} onRetry={() => void around.refetch()} />}
          {around.isPending && <Skeleton rows={8} />}
          {around.data !== undefined && (
            <>
              <WhoSection event={event} person={around.data.user} />
              <ConnectionSection event={event} connection={around.data.connection} />
            </>
          )}
          {event.testId === null && found}
          <MetadataSection metadata={event.metadata} />
          <RelatedSection event={event} />
        </div>
        <SealSection event={event} />
      </div>
    </article>
  );
}
