import { useEffect, useState } from 'react';
import { type PasswordNeeded, sendLink } from '../../api/session.ts';
import { Complaint } from '../../parts/complaint.tsx';
import { Field, Form } from '../../parts/form.tsx';

const PASSWORD_CHARS = 12;

/** A printed link signs in by itself, or asks for the first password. It works once: it is sent once. */
export function LinkSignIn({ token, onSignedIn }: { token: string; onSignedIn: () => void }) {
  const [wanted, setWanted] = useState<PasswordNeeded | null>(null);
  const [error, setError] = useState<Error | null>(null);
  useEffect(() => {
    sentOnce(token).then(
      (answer) => ('needs' in answer ? setWanted(answer) : onSignedIn()),
      (thrown: Error) => setError(thrown),
    );
  }, [token, onSignedIn]);

  if (error !== null) return <Complaint error={error} />;
  if (wanted === null) return <p>Signing in…</p>;
  return (
    <Form
      button="Set the password and sign in"
      onSubmit={async (data) => {
        await sendLink({ token, password: String(data.get('password')) });
        onSignedIn();
      }}
    >
      <p>
        Choose a password for <span className="foreign">{wanted.email}</span>.
      </p>
      <input type="hidden" name="email" autoComplete="username" value={wanted.email} />
      <Field
        name="password"
        type="password"
        label={`Password, at least ${PASSWORD_CHARS} characters`}
        autoComplete="new-password"
        minLength={PASSWORD_CHARS}
      />
    </Form>
  );
}

const sent = new Map<string, ReturnType<typeof sendLink>>();

/** A component may be made twice; the link must not be. */
function sentOnce(token: string): ReturnType<typeof sendLink> {
  const answer = sent.get(token) ?? sendLink({ token });
  sent.set(token, answer);
  return answer;
}
