import type { EventResponsePublicDto } from '@affidavit/client';
import { Link } from 'wouter';
import type { Event } from '../../api/events.ts';
import { Facts } from '../../parts/facts.tsx';
import { Section } from '../../parts/section.tsx';
import { Time } from '../../parts/time.tsx';
import { connectionName, inWords } from '../../parts/words.ts';

/** Through which system, as it was then, and for which parts of the company. */
export function ConnectionSection(props: { event: Event; connection: EventResponsePublicDto['connection'] }) {
  const { event, connection } = props;
  if (connection === null) {
    if (event.connectionId === null) return null;
    return (
      <Section title="Connection">
        <p>Connection {event.connectionId}, whose data was erased.</p>
      </Section>
    );
  }
  const { clientType, clientId, accountId, state, connectedAt, failedAt, workspaces, providerTypes } =
    connection;
  return (
    <Section
      title="Connection, as it was then"
      aside={<Link href={`/events?connectionId=${connection.id}`}>All through it</Link>}
    >
      <h3 className="foreign">{connectionName(connection)}</h3>
      <Facts
        facts={[
          ['System', inWords(clientType)],
          ['Account', clientId],
          ['Account id', accountId],
          ['State', inWords(state)],
          ['Connected', connectedAt === null ? null : <Time at={connectedAt} />],
          ['Failed', failedAt === null ? null : <Time at={failedAt} />],
          [
            'Serves',
            providerTypes
              ?.filter(({ isEnabled }) => isEnabled)
              .map(({ value }) => inWords(value))
              .join(', '),
          ],
          ['Workspaces', workspaces.map(({ name }) => name).join(', ')],
        ]}
      />
    </Section>
  );
}
