import { useState } from 'react';
import { Link, useParams } from 'wouter';
import { useUser, type WholeUser } from '../../api/directory.ts';
import { Complaint } from '../../parts/complaint.tsx';
import { usePageTitle } from '../../parts/page-title.ts';
import { Initials } from '../../parts/person.tsx';
import { Section } from '../../parts/section.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { type AsOf, SubjectPage, useAsOf } from '../../parts/subject-page.tsx';
import { Trail } from '../../parts/trail.tsx';
import { inWords, nameOf } from '../../parts/words.ts';
import { Invitation } from './invitation.tsx';
import { PersonSections } from './person-sections.tsx';

/** One person, as they are or were, and what happened to them. */
export function PersonPage() {
  const id = Number(useParams().id);
  const asOf = useAsOf();
  const now = useUser(id);
  const user = useUser(id, asOf.time);
  const name = now.data ? nameOf(now.data) : `Person ${id}`;
  usePageTitle(name);
  const error = now.error ?? user.error;
  if (error !== null) return <Complaint error={error} onRetry={() => void user.refetch()} />;
  if (now.data === undefined) return <Skeleton rows={12} />;
  return (
    <SubjectPage
      trail={['/people', 'People']}
      head={
        <>
          <Head user={user.data ?? now.data} name={name} />
          {now.data !== null && <Invitation userId={id} />}
        </>
      }
      asOf={asOf}
    >
      <Happened id={id} email={now.data?.email ?? null} asOf={asOf} />
      {user.data === undefined ? (
        <Skeleton rows={8} />
      ) : user.data === null ? (
        <Section title="In the directory">
          <p>
            {asOf.day === null
              ? 'The directory does not know this person any more. Events keep what was sealed, unless it was erased.'
              : `The directory did not know this person on ${asOf.day}. Events keep everybody as they were then.`}
          </p>
        </Section>
      ) : (
        <PersonSections user={user.data} />
      )}
    </SubjectPage>
  );
}

function Head({ user, name }: { user: WholeUser | null; name: string }) {
  if (user === null) return <h1 className="foreign">{name}</h1>;
  return (
    <div className="person-head">
      <Initials {...user} />
      <div>
        <h1 className="foreign">{nameOf(user)}</h1>
        <p className="foreign">{[user.jobTitle, user.email].filter(Boolean).join(' · ')}</p>
        <p className="small faint">{user.roles.map(inWords).join(', ') || 'no roles'}</p>
      </div>
    </div>
  );
}

/** The trail: what they did, or what others did that names their address. */
function Happened({ id, email, asOf }: { id: number; email: string | null; asOf: AsOf }) {
  const [isNamed, setNamed] = useState(false);
  const query = new URLSearchParams(
    isNamed ? { 'not.userId': String(id), q: email ?? '' } : { userId: String(id) },
  );
  if (asOf.time !== undefined) query.set('createdTo', asOf.time);
  const filter = query.toString();
  return (
    <Section
      title="What happened"
      aside={<Link href={`/events?${filter}${asOf.time === undefined ? '&last=all' : ''}`}>As a list</Link>}
    >
      {email !== null && (
        <div className="trail-choices" role="group" aria-label="Which events">
          <button type="button" aria-pressed={!isNamed} onClick={() => setNamed(false)}>
            What they did
          </button>
          <button type="button" aria-pressed={isNamed} onClick={() => setNamed(true)}>
            What names them
          </button>
        </div>
      )}
      <Trail
        filter={filter}
        nothing={
          isNamed
            ? `No event of anybody else has the words ${email}.`
            : 'Nothing is recorded of what they did.'
        }
      />
    </Section>
  );
}
