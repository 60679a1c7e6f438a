import { useState } from 'react';
import { changePassword, type Session, sessionChanged, signOut, signOutEverywhere } from '../api/session.ts';
import { Field, Form } from '../parts/form.tsx';
import { PopoverButton } from '../parts/popover.tsx';
import { nameOf } from '../parts/words.ts';

/** Who is signed in, and what ends it. */
export function ReaderMenu({ session }: { session: Session }) {
  const { user, readOnly } = session;
  return (
    <div className="shell-reader">
      <PopoverButton
        className="plain"
        title="Your account"
        label={<span className="foreign">{user.id === null ? 'Auditor' : nameOf(user)}</span>}
      >
        {() => (
          <div className="shell-account">
            <p className="foreign">{user.email}</p>
            {readOnly && <p className="faint">You may read, and change nothing.</p>}
            <button type="button" onClick={() => void signOut().then(sessionChanged)}>
              Sign out
            </button>
            <button type="button" onClick={() => void signOutEverywhere().then(sessionChanged)}>
              Sign out everywhere
            </button>
            {user.id !== null && !readOnly && <Password />}
          </div>
        )}
      </PopoverButton>
    </div>
  );
}

function Password() {
  const [isDone, setDone] = useState(false);
  if (isDone) return <p role="status">The password is changed. Every other session is ended.</p>;
  return (
    <details>
      <summary>Change the password</summary>
      <Form
        button="Change it"
        onSubmit={async (data) => {
          await changePassword(String(data.get('current')), String(data.get('next')));
          setDone(true);
        }}
      >
        <Field name="current" type="password" label="Password now" autoComplete="current-password" />
        <Field name="next" type="password" label="New password" autoComplete="new-password" />
      </Form>
    </details>
  );
}
