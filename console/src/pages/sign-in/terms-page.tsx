import { useQuery } from '@tanstack/react-query';
import { acceptTerms, readTerms, type Session, sessionChanged, signOut } from '../../api/session.ts';
import { Complaint } from '../../parts/complaint.tsx';
import { Form } from '../../parts/form.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import './sign-in.css';

/** Stands before every page, and before every use of the API by this person's keys, until they agree. */
export function TermsPage({ session }: { session: Session }) {
  const terms = useQuery({ queryKey: ['terms'], queryFn: readTerms });
  return (
    <main className="sign-in sign-in-terms">
      <h1>The terms of use</h1>
      <p className="faint">
        {session.company.name}, {session.user.email}
      </p>
      {terms.isPending && <Skeleton rows={8} />}
      {terms.isError && <Complaint error={terms.error} onRetry={() => void terms.refetch()} />}
      {terms.data !== undefined && (
        <>
          <pre className="foreign">{terms.data.text}</pre>
          <Form
            button="I agree"
            onSubmit={async () => {
              await acceptTerms(terms.data.version);
              await sessionChanged();
            }}
          >
            <p className="faint small">That you agreed is recorded as an event.</p>
          </Form>
        </>
      )}
      <button type="button" className="plain" onClick={() => void signOut().then(sessionChanged)}>
        Sign out
      </button>
    </main>
  );
}
