import { useRef, useState } from 'react';
import { type ApiKey, createKey, revokeKey, useApiKeys } from '../../api/admin.ts';
import { useMay } from '../../api/session.ts';
import { Form } from '../../parts/form.tsx';
import { Secret } from '../../parts/secret.tsx';
import { Section } from '../../parts/section.tsx';
import { Mark } from '../../parts/status.tsx';
import { Time } from '../../parts/time.tsx';
import { counted } from '../../parts/words.ts';
import { Answered, SureButton } from './admin-parts.tsx';
import { PERMISSION_GROUPS } from './permission-groups.ts';

/** Keys of programs: those there are, and a new one, which is shown once. */
export function KeysSection() {
  const keys = useApiKeys();
  const mayManage = useMay('api-manage-keys');
  return (
    <>
      <Answered query={keys}>{({ data }) => <KeysTable keys={data} mayManage={mayManage} />}</Answered>
      {mayManage && <NewKey />}
    </>
  );
}

function KeysTable({ keys, mayManage }: { keys: readonly ApiKey[]; mayManage: boolean }) {
  if (keys.length === 0) return <p>There is no key yet. A program needs one to ask for anything.</p>;
  return (
    <div className="scroll-x" role="group" aria-label="API keys" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Key</th>
            <th scope="col">State</th>
            <th scope="col">May</th>
            <th scope="col">Made</th>
            <th scope="col">Expires</th>
            <th scope="col">
              <span className="hidden-text">Revoke</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr key={key.id}>
              <th scope="row" className="foreign">
                {key.name}
                <p className="small faint">
                  {key.addresses.length === 0 ? 'from any address' : `from ${key.addresses.join(', ')}`}
                </p>
              </th>
              <td>
                <KeyState {...key} />
              </td>
              <td>
                <details>
                  <summary>{counted(key.permissions.length, 'permission')}</summary>
                  <p className="small">{key.permissions.join(', ')}</p>
                </details>
              </td>
              <td>
                <Time at={key.createdAt} />
              </td>
              <td>{key.expiresAt === null ? 'never' : <Time at={key.expiresAt} />}</td>
              <td>
                {mayManage && key.revokedAt === null && (
                  <SureButton sure="Revoke it for good" onSure={() => revokeKey(key.id)}>
                    Revoke
                  </SureButton>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function KeyState({ revokedAt, expiresAt }: ApiKey) {
  if (revokedAt !== null) return <Mark tone="failed">Revoked</Mark>;
  if (expiresAt !== null && Date.parse(expiresAt) <= Date.now()) return <Mark tone="error">Expired</Mark>;
  return <Mark tone="passed">Active</Mark>;
}

const LIFETIMES: Readonly<Record<string, string>> = { year: 'in a year', never: 'never' };

function NewKey() {
  const [made, setMade] = useState<string | null>(null);
  if (made !== null) return <Secret title="This is the new key." value={made} onDone={() => setMade(null)} />;
  return (
    <Section title="New key">
      <Form
        button="Make the key"
        onSubmit={async (data) => {
          const { key } = await createKey({
            name: String(data.get('name')).trim(),
            permissions: data.getAll('permission') as Parameters<typeof createKey>[0]['permissions'],
            addresses: String(data.get('addresses'))
              .split(/[\s,]+/)
              .filter(Boolean),
            ...(data.get('expires') === 'never' && { expiresAt: null }),
          });
          setMade(key);
        }}
      >
        <label>
          Name
          <input name="name" required maxLength={320} />
        </label>
        <label>
          Expires
          <select name="expires">
            {Object.entries(LIFETIMES).map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        </label>
        <label>
          Only from these addresses (IP or CIDR; empty: any)
          <input name="addresses" />
        </label>
        <Permissions />
      </Form>
    </Section>
  );
}

/** The contract's three choices are ticks too: all that reads, all, or one by one. */
function Permissions() {
  const boxes = useRef<HTMLDivElement>(null);
  const tick = (isWanted: (slug: string) => boolean) => {
    for (const box of boxes.current?.querySelectorAll('input') ?? []) box.checked = isWanted(box.value);
  };
  return (
    <>
      <p className="row">
        <button type="button" onClick={() => tick((slug) => READS.test(slug))}>
          All that read
        </button>
        <button type="button" onClick={() => tick(() => true)}>
          All
        </button>
        <button type="button" onClick={() => tick(() => false)}>
          None
        </button>
      </p>
      <div ref={boxes} className="permissions">
        {PERMISSION_GROUPS.map(([group, permissions]) => (
          <fieldset key={group}>
            <legend>{group}</legend>
            {Object.entries(permissions).map(([slug, name]) => (
              <label key={slug} title={slug}>
                <input type="checkbox" name="permission" value={slug} />
                {name}
              </label>
            ))}
          </fieldset>
        ))}
      </div>
    </>
  );
}

/** What these allow changes nothing. */
const READS = /-get\b|^api-(read|find|certify)-/;
