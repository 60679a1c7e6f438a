import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import {
  type Session,
  type SessionChoice,
  sessionChanged,
  signIn,
  signInChoices,
} from '../../api/session.ts';
import { Field, Form } from '../../parts/form.tsx';
import '../../parts/complaint.css';
import { carriedByAddress } from './carried.ts';
import { ChooseCompany } from './choose-company.tsx';
import { LinkSignIn } from './link-sign-in.tsx';
import './sign-in.css';

/** `/sign-in`, which printed links and single sign-on lead to as well. */
export function SignInPage() {
  const [{ token, choice: carried, complaint }] = useState(carriedByAddress);
  const [choice, setChoice] = useState<SessionChoice | null>(carried);
  const enter = useEnter();
  return (
    <main className="sign-in">
      <h1>Affidavit</h1>
      {token !== null ? (
        <LinkSignIn token={token} onSignedIn={enter} />
      ) : choice !== null ? (
        <ChooseCompany choice={choice} onSignedIn={enter} />
      ) : (
        <>
          {complaint !== null && (
            <p className="complaint" role="alert">
              {complaint}
            </p>
          )}
          <Password onSignedIn={enter} onChoice={setChoice} />
        </>
      )}
    </main>
  );
}

/** Goes on to where the reader was going; only to a page of ours. */
function useEnter(): () => void {
  const [, navigate] = useLocation();
  const [search] = useSearchParams();
  return () => {
    const next = search.get('next') ?? '';
    void sessionChanged().then(() =>
      navigate(/^\/(?![/\\])/.test(next) ? next : '/events', { replace: true }),
    );
  };
}

function Password(props: { onSignedIn: () => void; onChoice: (choice: SessionChoice) => void }) {
  const choices = useQuery({ queryKey: ['sign-in'], queryFn: signInChoices });
  async function submit(data: FormData): Promise<void> {
    const answer: Session | SessionChoice = await signIn({
      email: data.get('email'),
      password: data.get('password'),
    });
    if ('choose' in answer) props.onChoice(answer);
    else props.onSignedIn();
  }
  return (
    <>
      {choices.data?.setup && (
        <p>
          Nobody can sign in yet. Open the link that the server printed when it started; it makes the first
          account.
        </p>
      )}
      {choices.data?.sso.map(({ id, name, href }) => (
        <a key={id} className="button" href={href}>
          Continue with {name}
        </a>
      ))}
      <Form onSubmit={submit} button="Sign in">
        <Field name="email" type="email" label="E-mail" autoComplete="username" />
        <Field name="password" type="password" label="Password" autoComplete="current-password" />
      </Form>
      <p className="faint small">Forgotten it? An administrator of your company can give you a new link.</p>
    </>
  );
}
