import { useState } from 'react';
import { Link } from 'wouter';
import { liftHold, placeHold, useHolds } from '../../api/admin.ts';
import { useMay } from '../../api/session.ts';
import { Form } from '../../parts/form.tsx';
import { Section } from '../../parts/section.tsx';
import { Time } from '../../parts/time.tsx';
import { Answered, SureButton } from './admin-parts.tsx';

/** What must not go, whatever retention and erasures say. */
export function HoldsSection() {
  const holds = useHolds();
  const mayLift = useMay('api-lift-legal-hold');
  return (
    <>
      <p>
        While a hold is in force, an erasure that would touch what it holds is refused, and retention leaves
        it.
      </p>
      <Answered query={holds}>
        {({ data }) =>
          data.length === 0 ? (
            <p>No hold is in force.</p>
          ) : (
            <ul className="subject-list">
              {data.map(({ id, userId, from, to, reason, createdAt }) => (
                <li key={id} className="row">
                  <strong className="foreign">{reason}</strong>
                  {userId !== null && <Link href={`/people/${userId}`}>Person {userId}</Link>}
                  {from !== null && (
                    <span>
                      from <Time at={from} />
                    </span>
                  )}
                  {to !== null && (
                    <span>
                      to <Time at={to} />
                    </span>
                  )}
                  <span className="faint">
                    placed <Time at={createdAt} />
                  </span>
                  {mayLift && (
                    <SureButton sure="Lift it" onSure={() => liftHold(id)}>
                      Lift
                    </SureButton>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
      {useMay('api-place-legal-hold') && <NewHold />}
    </>
  );
}

function NewHold() {
  const [round, setRound] = useState(0);
  return (
    <Section title="New hold">
      <p className="small">Of one person, by their number, or of a time.</p>
      <Form
        key={round}
        button="Place the hold"
        onSubmit={async (data) => {
          const text = (name: string) => String(data.get(name)).trim() || null;
          const userId = text('userId');
          await placeHold({
            userId: userId === null ? null : Number(userId),
            from: text('from'),
            to: text('to'),
            reason: String(data.get('reason')).trim(),
          });
          setRound(round + 1);
        }}
      >
        <label>
          Reason
          <input name="reason" required />
        </label>
        <label>
          Number of the person
          <input name="userId" type="number" min={1} step={1} />
        </label>
        <label>
          From
          <input name="from" type="date" />
        </label>
        <label>
          Up to, and not with
          <input name="to" type="date" />
        </label>
      </Form>
    </Section>
  );
}
