import type { EventResponsePublicDto } from '@affidavit/client';
import { Link } from 'wouter';
import type { Event } from '../../api/events.ts';
import { Facts } from '../../parts/facts.tsx';
import { CheckState, Initials, Mfa } from '../../parts/person.tsx';
import { Section } from '../../parts/section.tsx';
import { Time } from '../../parts/time.tsx';
import { actorOf, connectionName, inWords, nameOf } from '../../parts/words.ts';
import { ChangedSince } from './changed-since.tsx';
import './who-section.css';

export type Person = NonNullable<EventResponsePublicDto['user']>;

/** Who acted, as they were at that moment: that is what was sealed. */
export function WhoSection({ event, person }: { event: Event; person: Person | null }) {
  if (person === null)
    return (
      <Section title="Who">
        <p>
          {event.userId === null
            ? `No person: ${actorOf(event)} did this by itself.`
            : `Person ${event.userId}, whose data was erased. That they acted stays provable.`}
        </p>
      </Section>
    );
  return (
    <Section
      title="Who, as they were then"
      aside={<Link href={`/events?userId=${person.id}`}>All they did</Link>}
    >
      <div className="person-head">
        <Initials {...person} />
        <div>
          <h3 className="foreign">{nameOf(person)}</h3>
          <p className="small foreign">{[person.jobTitle, person.email].filter(Boolean).join(' · ')}</p>
          <p className="small faint">{person.roles.map(inWords).join(', ') || 'no roles'}</p>
        </div>
      </div>
      <ChangedSince person={person} />
      <Checks person={person} />
      <Identities person={person} />
    </Section>
  );
}

function Checks({ person: { backgroundChecks } }: { person: Person }) {
  if (backgroundChecks.length === 0) return <p className="small faint">No background check was known.</p>;
  return (
    <Facts
      facts={backgroundChecks.map(({ id, status, type, manualCheckDate, createdAt }) => [
        `Check ${id}`,
        <>
          <CheckState status={status} /> {inWords(type)}, <Time at={manualCheckDate ?? createdAt} />
        </>,
      ])}
    />
  );
}

function Identities({ person: { identities } }: { person: Person }) {
  if (identities.length === 0) return <p className="small faint">No account was known.</p>;
  return (
    <div className="scroll-x">
      <table className="identities">
        <caption className="hidden-text">Accounts</caption>
        <thead>
          <tr>
            <th scope="col">Account</th>
            <th scope="col">At</th>
            <th scope="col">MFA</th>
            <th scope="col">Connected</th>
          </tr>
        </thead>
        <tbody>
          {identities.map(({ id, username, identityId, connection, hasMfa, connectedAt, disconnectedAt }) => (
            <tr key={id}>
              <td className="foreign">{username ?? identityId}</td>
              <td className="foreign">{connection === null ? '–' : connectionName(connection)}</td>
              <td>
                <Mfa has={hasMfa} />
              </td>
              <td>
                {connectedAt === null ? '–' : <Time at={connectedAt} />}
                {disconnectedAt !== null && (
                  <>
                    {' '}
                    to <Time at={disconnectedAt} />
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
