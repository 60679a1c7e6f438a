import { Link, useParams } from 'wouter';
import { useConnection, type WholeConnection } from '../../api/directory.ts';
import { Complaint } from '../../parts/complaint.tsx';
import { ConnectionState } from '../../parts/connection-state.tsx';
import { Facts } from '../../parts/facts.tsx';
import { usePageTitle } from '../../parts/page-title.ts';
import { Section } from '../../parts/section.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { SubjectPage, useAsOf } from '../../parts/subject-page.tsx';
import { Time } from '../../parts/time.tsx';
import { Trail } from '../../parts/trail.tsx';
import { connectionName, inWords, nameOf } from '../../parts/words.ts';

/** One system, as it is or was, and what came through it. */
export function ConnectionPage() {
  const id = Number(useParams().id);
  const asOf = useAsOf();
  const now = useConnection(id);
  const connection = useConnection(id, asOf.time);
  const name = now.data ? connectionName(now.data) : `Connection ${id}`;
  usePageTitle(name);
  const error = now.error ?? connection.error;
  if (error !== null) return <Complaint error={error} onRetry={() => void connection.refetch()} />;
  if (now.data === undefined) return <Skeleton rows={12} />;
  const filter = new URLSearchParams({ connectionId: String(id) });
  if (asOf.time !== undefined) filter.set('createdTo', asOf.time);
  return (
    <SubjectPage
      trail={['/connections', 'Connections']}
      head={<Head connection={connection.data ?? now.data} name={name} />}
      asOf={asOf}
    >
      <Section
        title="What came through it"
        aside={<Link href={`/events?${filter}${asOf.time === undefined ? '&last=all' : ''}`}>As a list</Link>}
      >
        <Trail filter={filter.toString()} nothing="No event came through it." />
      </Section>
      {connection.data === undefined ? (
        <Skeleton rows={8} />
      ) : connection.data === null ? (
        <Section title="In the directory">
          <p>
            {asOf.day === null
              ? 'The directory does not know this connection any more.'
              : `The directory did not know this connection on ${asOf.day}. Events keep it as it was then.`}
          </p>
        </Section>
      ) : (
        <ConnectionSections connection={connection.data} />
      )}
    </SubjectPage>
  );
}

function Head({ connection, name }: { connection: WholeConnection | null; name: string }) {
  if (connection === null) return <h1 className="foreign">{name}</h1>;
  return (
    <>
      <h1 className="foreign">{connectionName(connection)}</h1>
      <p className="row">
        <ConnectionState {...connection} />
        <span className="faint">{inWords(connection.clientType)}</span>
      </p>
    </>
  );
}

function ConnectionSections({ connection }: { connection: WholeConnection }) {
  const { owner, workspaces, providerTypes, connectedAt, failedAt, deletedAt } = connection;
  return (
    <div className="stack">
      <Section title="Connection">
        <Facts
          facts={[
            ['System', inWords(connection.clientType)],
            ['Account', connection.clientId],
            ['Account id', connection.accountId],
            ['State', inWords(connection.state)],
            ['Code', connection.code],
            ['Connected', connectedAt === null ? null : <Time at={connectedAt} />],
            ['Failed', failedAt === null ? null : <Time at={failedAt} />],
            ['Deleted', deletedAt === null ? null : <Time at={deletedAt} />],
            [
              'Serves',
              providerTypes
                .filter(({ isEnabled }) => isEnabled)
                .map(({ value }) => inWords(value))
                .join(', '),
            ],
            [
              'May write',
              connection.writeAccessEnabled === null ? null : connection.writeAccessEnabled ? 'yes' : 'no',
            ],
            ['Group', connection.groupLabel],
            ['Known since', <Time at={connection.createdAt} />],
            ['Changed', <Time at={connection.updatedAt} />],
            ['Number', <code>{connection.id}</code>],
          ]}
        />
      </Section>
      <Section title="Owner">
        {owner === null ? (
          <p className="small faint">Nobody is named as its owner.</p>
        ) : (
          <p>
            <Link href={`/people/${owner.id}`} className="foreign">
              {nameOf(owner)}
            </Link>{' '}
            <span className="small faint foreign">{owner.jobTitle}</span>
          </p>
        )}
      </Section>
      <Section title="Workspaces">
        {workspaces.length === 0 && <p className="small faint">It serves no workspace of its own.</p>}
        <ul className="subject-list">
          {workspaces.map(({ id, name, description }) => (
            <li key={id}>
              <Link href={`/events?workspaceId=${id}`} className="foreign">
                {name}
              </Link>
              <p className="small faint foreign">{description}</p>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
