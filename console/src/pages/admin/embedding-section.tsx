import { useState } from 'react';
import { Link } from 'wouter';
import { createEmbedToken, type EmbedToken, revokeEmbedToken, useEmbedTokens } from '../../api/admin.ts';
import { useMay } from '../../api/session.ts';
import { Form } from '../../parts/form.tsx';
import { Secret } from '../../parts/secret.tsx';
import { Section } from '../../parts/section.tsx';
import { Time } from '../../parts/time.tsx';
import { Answered, SureButton } from './admin-parts.tsx';
import { filterIn, searchOf } from './embed-filter.ts';

/** Tokens with which pages of others show some events. */
export function EmbeddingSection() {
  const tokens = useEmbedTokens();
  const mayManage = useMay('api-manage-embed-tokens');
  return (
    <>
      <Answered query={tokens}>
        {({ data }) =>
          data.length === 0 ? (
            <p>No other page shows events. A token lets one show some.</p>
          ) : (
            <ul className="subject-list">
              {data.map((token) => (
                <Token key={token.id} token={token} mayManage={mayManage} />
              ))}
            </ul>
          )
        }
      </Answered>
      {mayManage && <NewToken />}
    </>
  );
}

function Token({ token, mayManage }: { token: EmbedToken; mayManage: boolean }) {
  const { id, name, filter, origins, endsAt } = token;
  const hasEnded = Date.parse(endsAt) <= Date.now();
  return (
    <li className="row">
      <Link href={`/events?${searchOf(filter)}&last=all`} className="foreign">
        {name}
      </Link>
      <span className="faint foreign">on {origins.join(', ')}</span>
      <span className="faint">{hasEnded ? 'ended' : 'until'}</span>
      <Time at={endsAt} />
      {mayManage && (
        <SureButton sure="Take it back: the page shows nothing any more" onSure={() => revokeEmbedToken(id)}>
          Take back
        </SureButton>
      )}
    </li>
  );
}

function NewToken() {
  const [made, setMade] = useState<string | null>(null);
  if (made !== null)
    return <Secret title="Put this into the page." value={snippetOf(made)} onDone={() => setMade(null)} />;
  return (
    <Section title="New token">
      <p className="small">
        Whoever reads the page can read these events, without their metadata, and nothing else of this
        company. <Link href="/events">Filter the list of events</Link>, then paste its address here.
      </p>
      <Form
        button="Make the token"
        onSubmit={async (data) => {
          const { token } = await createEmbedToken({
            name: String(data.get('name')).trim(),
            filter: filterIn(String(data.get('filter'))),
            origins: String(data.get('origins'))
              .trim()
              .split(/[\s,]+/),
            endsAt: `${data.get('endsAt')}T23:59:59.999Z`,
          });
          setMade(token);
        }}
      >
        <label>
          Name
          <input name="name" required maxLength={320} />
        </label>
        <label>
          Address of the filtered list
          <input name="filter" required placeholder="/events?category=POLICY&status=PASSED" />
        </label>
        <label>
          Origins of the pages
          <input name="origins" required placeholder="https://trust.example" />
        </label>
        <label>
          Last day
          <input name="endsAt" type="date" required min={new Date().toISOString().slice(0, 10)} />
        </label>
      </Form>
    </Section>
  );
}

function snippetOf(token: string): string {
  return (
    `<script type="module" src="${location.origin}/embed/affidavit-events.js"></script>\n` +
    `<affidavit-events token="${token}"></affidavit-events>`
  );
}
