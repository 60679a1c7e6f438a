import { Link, useSearchParams } from 'wouter';
import { type ListedPerson, PAGE_ROWS, usePeople } from '../../api/directory.ts';
import { Complaint } from '../../parts/complaint.tsx';
import { ListHead, narrowed, Pager, useRowKeys } from '../../parts/list-page.tsx';
import { usePageTitle } from '../../parts/page-title.ts';
import { CheckState } from '../../parts/person.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { Mark } from '../../parts/status.tsx';
import { counted, inWords, nameOf } from '../../parts/words.ts';

/** Those of the contract that a list is worth being narrowed to. */
const STATUSES = [
  'CURRENT_EMPLOYEE',
  'CURRENT_CONTRACTOR',
  'FORMER_EMPLOYEE',
  'FORMER_CONTRACTOR',
  'FUTURE_HIRE',
  'SERVICE_ACCOUNT',
  'OUT_OF_SCOPE',
];

/** The directory: everybody whom events name. */
export function PeoplePage() {
  usePageTitle('People');
  const [search, setSearch] = useSearchParams();
  const employmentStatus = search.get('status') ?? '';
  const page = Math.max(1, Number.parseInt(search.get('page') ?? '1', 10) || 1);
  const people = usePeople({ q: search.get('q') ?? '', employmentStatus, page });
  return (
    <div className="list-page">
      <ListHead
        title="People"
        found={people.data === undefined ? '' : counted(people.data.total, 'person', 'people')}
        searched="Search names and addresses"
      >
        <select
          aria-label="Employment"
          value={employmentStatus}
          onChange={({ target }) => setSearch(narrowed(search, 'status', target.value))}
        >
          <option value="">Any employment</option>
          {STATUSES.map((status) => (
            <option key={status} value={status}>
              {inWords(status)}
            </option>
          ))}
        </select>
      </ListHead>
      {people.error !== null ? (
        <Complaint error={people.error} onRetry={() => void people.refetch()} />
      ) : people.data === undefined ? (
        <Skeleton rows={14} />
      ) : people.data.data.length === 0 ? (
        <p>Nobody is found. Search for other words, or for any employment.</p>
      ) : (
        <>
          <PeopleTable people={people.data.data} />
          <Pager page={page} size={PAGE_ROWS} total={people.data.total} />
        </>
      )}
    </div>
  );
}

function PeopleTable({ people }: { people: readonly ListedPerson[] }) {
  const table = useRowKeys();
  return (
    <table ref={table}>
      <thead>
        <tr>
          <th scope="col">Person</th>
          <th scope="col" className="is-secondary">
            Title
          </th>
          <th scope="col" className="is-secondary">
            Employment
          </th>
          <th scope="col" className="is-secondary">
            Roles
          </th>
          <th scope="col">MFA</th>
          <th scope="col">Background check</th>
        </tr>
      </thead>
      <tbody>
        {people.map(({ id, employmentStatus, user }) => (
          <tr key={id}>
            <th scope="row">
              <Link href={`/people/${user.id}`} className="foreign">
                {nameOf(user)}
              </Link>
              <p className="faint small foreign">{user.email}</p>
            </th>
            <td className="is-secondary foreign">{user.jobTitle}</td>
            <td className="is-secondary">{inWords(employmentStatus)}</td>
            <td className="is-secondary">{user.roles.map(inWords).join(', ')}</td>
            <td>
              <MfaOfAll accounts={user.identities} />
            </td>
            <td>
              <LastCheck checks={user.backgroundChecks} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** An account that is off is what one looks for. */
function MfaOfAll({
  accounts,
}: {
  accounts: readonly { hasMfa: boolean | null; disconnectedAt: string | null }[];
}) {
  const open = accounts.filter(({ disconnectedAt }) => disconnectedAt === null);
  const off = open.filter(({ hasMfa }) => hasMfa === false).length;
  const on = open.filter(({ hasMfa }) => hasMfa === true).length;
  if (off > 0) return <Mark tone="failed">off for {counted(off, 'account')}</Mark>;
  if (on > 0) return <Mark tone="passed">on for {counted(on, 'account')}</Mark>;
  return <span className="faint">–</span>;
}

function LastCheck({ checks }: { checks: readonly { status: string; createdAt: string }[] }) {
  const last = checks.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt)).at(-1);
  return last === undefined ? <span className="faint">–</span> : <CheckState status={last.status} />;
}
