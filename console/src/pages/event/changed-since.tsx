import { useUser, type WholeUser } from '../../api/directory.ts';
import { connectionName, inWords } from '../../parts/words.ts';
import type { Person } from './who-section.tsx';

interface Change {
  what: string;
  before: string;
  after: string;
}

/** What the directory says of the person today that differs from what was sealed. */
export function ChangedSince({ person }: { person: Person }) {
  const user = useUser(person.id);
  if (user.data === undefined) return null;
  if (user.data === null) return <p className="changed">The directory does not know this person any more.</p>;
  const changes = changesOf(person, user.data);
  if (changes.length === 0) return <p className="small faint">Nothing of this has changed since.</p>;
  return (
    <div className="changed">
      <p>Changed since:</p>
      <ul>
        {changes.map(({ what, before, after }) => (
          <li key={what} className="foreign">
            {what}: <del>{before}</del> <span aria-hidden="true">→</span> <ins>{after}</ins>
          </li>
        ))}
      </ul>
    </div>
  );
}

function changesOf(then: Person, now: WholeUser): Change[] {
  const changes: Change[] = [];
  const compare = (what: string, before: string | null, after: string | null) => {
    if (before !== after) changes.push({ what, before: before ?? 'none', after: after ?? 'none' });
  };
  compare('First name', then.firstName, now.firstName);
  compare('Last name', then.lastName, now.lastName);
  compare('E-mail', then.email, now.email);
  compare('Job title', then.jobTitle, now.jobTitle);
  compare('Roles', listed(then.roles), listed(now.roles));
  for (const identity of then.identities) {
    const after = now.identities.find(({ id }) => id === identity.id);
    const what = `MFA of ${identity.username ?? identity.identityId}${identity.connection === null ? '' : ` at ${connectionName(identity.connection)}`}`;
    compare(what, onOff(identity.hasMfa), after === undefined ? 'account is gone' : onOff(after.hasMfa));
  }
  for (const check of then.backgroundChecks) {
    const after = now.backgroundChecks.find(({ id }) => id === check.id);
    compare(`Background check ${check.id}`, check.status, after === undefined ? 'is gone' : after.status);
  }
  compare('Accounts', String(then.identities.length), String(now.identities.length));
  compare('Background checks', String(then.backgroundChecks.length), String(now.backgroundChecks.length));
  return changes;
}

const listed = (roles: readonly string[]) => roles.map(inWords).toSorted().join(', ') || null;
const onOff = (has: boolean | null) => (has === null ? 'unknown' : has ? 'on' : 'off');
