import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useConnections, type WholeUser } from '../../api/directory.ts';
import { Facts } from '../../parts/facts.tsx';
import { CheckState, Mfa } from '../../parts/person.tsx';
import { Section } from '../../parts/section.tsx';
import { Mark } from '../../parts/status.tsx';
import { Time } from '../../parts/time.tsx';
import { connectionName, counted, inWords } from '../../parts/words.ts';

/** What the directory says of a person. */
export function PersonSections({ user }: { user: WholeUser }) {
  const { personnel } = user;
  return (
    <div className="stack">
      <Section title="Employment">
        <Facts
          facts={[
            ['Status', inWords(personnel.employmentStatus)],
            ['Began', timeOrNull(personnel.startDate)],
            ['Ended', timeOrNull(personnel.separationDate)],
            ...personnel.customFields.map(({ name, value }) => [name, value] as const),
            ['Terms', user.termsAgreedAt === null ? 'not accepted' : <Time at={user.termsAgreedAt} />],
            ['Known since', <Time at={user.createdAt} />],
            ['Changed', <Time at={user.updatedAt} />],
            ['Number', <code>{user.id}</code>],
          ]}
        />
      </Section>
      <Accounts accounts={user.identities} />
      <Section title="Background checks">
        {user.backgroundChecks.length === 0 && <p className="small faint">None is known.</p>}
        <Facts
          facts={user.backgroundChecks.map(({ id, status, type, manualCheckDate, createdAt }) => [
            `Check ${id}`,
            <>
              <CheckState status={status} /> {inWords(type)}, <Time at={manualCheckDate ?? createdAt} />
            </>,
          ])}
        />
      </Section>
      <Devices devices={user.devices} />
      <Section title="Policies and documents">
        <Facts
          facts={[
            ['Policies', acceptedOf(user.assignedPolicies)],
            ...user.documents.map(
              ({ type, name, createdAt }) =>
                [
                  inWords(type),
                  <>
                    {name}, <Time at={createdAt} />
                  </>,
                ] as const,
            ),
          ]}
        />
      </Section>
    </div>
  );
}

const timeOrNull = (at: string | null): ReactNode => (at === null ? null : <Time at={at} />);

function acceptedOf(policies: WholeUser['assignedPolicies']): string {
  const accepted = policies.filter(({ acceptedAt }) => acceptedAt !== null).length;
  return policies.length === 0 ? 'none assigned' : `${accepted} of ${policies.length} accepted`;
}

function Accounts({ accounts }: { accounts: WholeUser['identities'] }) {
  const connections = useConnections();
  const nameOfConnection = (id: number | null) => {
    const connection = connections.data?.find((one) => one.id === id);
    return connection === undefined ? `Connection ${id}` : connectionName(connection);
  };
  return (
    <Section title={counted(accounts.length, 'account')}>
      {accounts.length === 0 ? (
        <p className="small faint">No account is known.</p>
      ) : (
        <div className="scroll-x" role="group" aria-label="Accounts" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">Account</th>
                <th scope="col">At</th>
                <th scope="col">MFA</th>
              </tr>
            </thead>
            <tbody>
              {accounts.map(
                ({ id, username, identityId, connectionId, hasMfa, connectedAt, disconnectedAt }) => (
                  <tr key={id}>
                    <td>
                      <span className="foreign">{username ?? identityId}</span>
                      <p className="small faint">
                        {connectedAt !== null && (
                          <>
                            since <Time at={connectedAt} />
                          </>
                        )}
                        {disconnectedAt !== null && (
                          <>
                            {' '}
                            to <Time at={disconnectedAt} />
                          </>
                        )}
                      </p>
                    </td>
                    <td className="foreign">
                      {connectionId === null ? (
                        '–'
                      ) : (
                        <Link href={`/connections/${connectionId}`}>{nameOfConnection(connectionId)}</Link>
                      )}
                    </td>
                    <td>
                      <Mfa has={hasMfa} />
                    </td>
                  </tr>
                ),
              )}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}

/** What a device must have on, as the contract names it. */
const GUARDS = [
  ['encryptionEnabled', 'disk encrypted', 'disk not encrypted'],
  ['antivirusEnabled', 'antivirus', 'no antivirus'],
  ['autoUpdateEnabled', 'updates itself', 'does not update itself'],
  ['screenLockEnabled', 'screen locks', 'screen does not lock'],
  ['firewallEnabled', 'firewall', 'no firewall'],
  ['passwordManagerEnabled', 'password manager', 'no password manager'],
] as const;

function Devices({ devices }: { devices: WholeUser['devices'] }) {
  if (devices.length === 0) return null;
  return (
    <Section title={counted(devices.length, 'device')}>
      {devices.map((device) => {
        const off = GUARDS.filter(([member]) => device[member] === false).map(([, , words]) => words);
        const on = GUARDS.filter(([member]) => device[member] === true).map(([, words]) => words);
        return (
          <div key={device.id} className="small">
            <h3 className="foreign">{device.model ?? 'Device'}</h3>
            <p className="faint foreign">
              {[device.osVersion, device.serialNumber].filter(Boolean).join(' · ')}
            </p>
            {off.length > 0 && (
              <p>
                <Mark tone="failed">{off.join(', ')}</Mark>
              </p>
            )}
            {on.length > 0 && (
              <p>
                <Mark tone="passed">{on.join(', ')}</Mark>
              </p>
            )}
            <p className="faint">
              {device.lastCheckedAt !== null && (
                <>
                  checked <Time at={device.lastCheckedAt} />
                </>
              )}
            </p>
          </div>
        );
      })}
    </Section>
  );
}
