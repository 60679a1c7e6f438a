import { useState } from 'react';
import { createAuditorLink, removeLink, useLinks } from '../../api/admin.ts';
import { useMay } from '../../api/session.ts';
import { Form } from '../../parts/form.tsx';
import { Secret } from '../../parts/secret.tsx';
import { Section } from '../../parts/section.tsx';
import { Time } from '../../parts/time.tsx';
import { Answered, SureButton } from './admin-parts.tsx';

/** Links that let somebody in who has no account. */
export function LinksSection() {
  const links = useLinks();
  const mayManage = useMay('api-manage-links');
  return (
    <>
      <Answered query={links}>
        {({ data }) =>
          data.length === 0 ? (
            <p>There is no link. An auditor needs one to read along.</p>
          ) : (
            <ul className="subject-list">
              {data.map(({ id, kind, name, email, userId, endsAt }) => (
                <li key={id} className="row">
                  <span className="foreign">{name ?? email ?? `Person ${userId}`}</span>
                  <span className="faint">{kind === 'auditor' ? 'reads until' : 'may come in until'}</span>
                  <Time at={endsAt} />
                  {mayManage && (
                    <SureButton sure="Take it back, with its sessions" onSure={() => removeLink(id)}>
                      Take back
                    </SureButton>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
      {mayManage && <NewLink />}
    </>
  );
}

function NewLink() {
  const [made, setMade] = useState<string | null>(null);
  if (made !== null)
    return <Secret title="Send this link to the auditor." value={made} onDone={() => setMade(null)} />;
  return (
    <Section title="New link">
      <p className="small">
        Whoever has it reads everything of this company, and changes nothing, until the day it ends.
      </p>
      <Form
        button="Make the link"
        onSubmit={async (data) => {
          const { url } = await createAuditorLink({
            name: String(data.get('name')).trim(),
            email: String(data.get('email')).trim() || null,
            endsAt: `${data.get('endsAt')}T23:59:59.999Z`,
          });
          setMade(url);
        }}
      >
        <label>
          Name
          <input name="name" required maxLength={320} />
        </label>
        <label>
          E-mail (may be empty)
          <input name="email" type="email" />
        </label>
        <label>
          Last day
          <input name="endsAt" type="date" required min={new Date().toISOString().slice(0, 10)} />
        </label>
      </Form>
    </Section>
  );
}
