import { Link, useSearchParams } from 'wouter';
import { type ListedConnection, useConnections } from '../../api/directory.ts';
import { Complaint } from '../../parts/complaint.tsx';
import { ConnectionState } from '../../parts/connection-state.tsx';
import { ListHead, useRowKeys } from '../../parts/list-page.tsx';
import { usePageTitle } from '../../parts/page-title.ts';
import { Skeleton } from '../../parts/skeleton.tsx';
import { Time } from '../../parts/time.tsx';
import { connectionName, counted, inWords } from '../../parts/words.ts';

/** The systems that evidence comes from. */
export function ConnectionsPage() {
  usePageTitle('Connections');
  const [search] = useSearchParams();
  const connections = useConnections();
  const found = (connections.data ?? []).filter((one) => has(one, search.get('q') ?? '')).toSorted(byName);
  return (
    <div className="list-page">
      <ListHead
        title="Connections"
        found={connections.data === undefined ? '' : counted(found.length, 'connection')}
        searched="Search names, systems and uses"
      />
      {connections.error !== null ? (
        <Complaint error={connections.error} onRetry={() => void connections.refetch()} />
      ) : connections.data === undefined ? (
        <Skeleton rows={14} />
      ) : found.length === 0 ? (
        <p>
          {connections.data.length === 0
            ? 'No system is connected yet. PUT /api/connections makes one known.'
            : 'No connection is found. Search for other words.'}
        </p>
      ) : (
        <ConnectionsTable connections={found} />
      )}
    </div>
  );
}

function ConnectionsTable({ connections }: { connections: readonly ListedConnection[] }) {
  const table = useRowKeys();
  return (
    <table ref={table}>
      <thead>
        <tr>
          <th scope="col">Connection</th>
          <th scope="col">State</th>
          <th scope="col" className="is-secondary">
            Account
          </th>
          <th scope="col" className="is-secondary">
            Serves
          </th>
          <th scope="col" className="is-secondary">
            Connected
          </th>
        </tr>
      </thead>
      <tbody>
        {connections.map((connection) => (
          <tr key={connection.id}>
            <th scope="row">
              <Link href={`/connections/${connection.id}`} className="foreign">
                {connectionName(connection)}
              </Link>
              <p className="faint small">{inWords(connection.clientType)}</p>
            </th>
            <td>
              <ConnectionState {...connection} />
            </td>
            <td className="is-secondary foreign">{connection.clientId}</td>
            <td className="is-secondary">{usesOf(connection).join(', ')}</td>
            <td className="is-secondary">
              {connection.connectedAt === null ? '–' : <Time at={connection.connectedAt} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function usesOf({ providerTypes = [] }: ListedConnection): string[] {
  return providerTypes.filter(({ isEnabled }) => isEnabled).map(({ value }) => inWords(value));
}

function has(connection: ListedConnection, words: string): boolean {
  const { clientAlias, clientId, clientType } = connection;
  const text = [clientAlias, clientId, inWords(clientType), ...usesOf(connection)].join(' ');
  return text.toLowerCase().includes(words.toLowerCase());
}

const byName = (a: ListedConnection, b: ListedConnection) =>
  connectionName(a).localeCompare(connectionName(b), 'en');
