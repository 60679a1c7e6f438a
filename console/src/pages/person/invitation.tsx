import { useState } from 'react';
import { invitePerson } from '../../api/admin.ts';
import { useMay } from '../../api/session.ts';
import { Form } from '../../parts/form.tsx';
import { Secret } from '../../parts/secret.tsx';

/** The way in for somebody of the directory: a link with which they set their first password. */
export function Invitation({ userId }: { userId: number }) {
  const [url, setUrl] = useState<string | null>(null);
  if (!useMay('api-manage-links')) return null;
  if (url !== null) return <Secret title="Send them this link." value={url} onDone={() => setUrl(null)} />;
  return (
    <details>
      <summary>Invite to sign in</summary>
      <Form button="Make the link" onSubmit={async () => setUrl((await invitePerson(userId)).url)}>
        <p className="small">With it they set their first password, once, within a day.</p>
      </Form>
    </details>
  );
}
