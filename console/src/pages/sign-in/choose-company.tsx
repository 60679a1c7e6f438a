import { useState } from 'react';
import { type SessionChoice, signIn } from '../../api/session.ts';
import { Complaint } from '../../parts/complaint.tsx';

export function ChooseCompany(props: { choice: SessionChoice; onSignedIn: () => void }) {
  const { choose, ticket } = props.choice;
  const [error, setError] = useState<Error | null>(null);
  return (
    <>
      <p>Which company do you want to see?</p>
      <ul className="stack">
        {choose.map(({ companyId, name }) => (
          <li key={companyId}>
            <button
              type="button"
              className="foreign"
              onClick={() => void signIn({ ticket, companyId }).then(props.onSignedIn, setError)}
            >
              {name}
            </button>
          </li>
        ))}
      </ul>
      {error !== null && <Complaint error={error} />}
    </>
  );
}
