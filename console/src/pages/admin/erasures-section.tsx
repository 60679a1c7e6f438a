import { useState } from 'react';
import { Link } from 'wouter';
import { type Erasure, eraseUser } from '../../api/admin.ts';
import { useUser } from '../../api/directory.ts';
import { useMay } from '../../api/session.ts';
import { Facts } from '../../parts/facts.tsx';
import { Form } from '../../parts/form.tsx';
import { Section } from '../../parts/section.tsx';
import { Trail } from '../../parts/trail.tsx';
import { count, counted, nameOf } from '../../parts/words.ts';

interface Wish {
  userId: number;
  reason: string;
  legalBasis: string;
  alsoSearch: string[];
}

/** What was erased, and the way to erase: first what would go, then the typed confirmation. */
export function ErasuresSection() {
  const [wish, setWish] = useState<{ wish: Wish; would: Erasure } | null>(null);
  const [done, setDone] = useState<Erasure | null>(null);
  return (
    <>
      {useMay('api-erase-personal-data') && (
        <>
          {done !== null && <Done erasure={done} />}
          {wish === null ? (
            <Asking
              onAsked={(asked) => {
                setDone(null);
                setWish(asked);
              }}
            />
          ) : (
            <Confirming
              {...wish}
              onStop={() => setWish(null)}
              onDone={(erasure) => {
                setWish(null);
                setDone(erasure);
              }}
            />
          )}
        </>
      )}
      <Section title="Erased so far">
        <Trail filter="type=PERSONAL_DATA_ERASED" nothing="Nothing was erased yet." />
      </Section>
    </>
  );
}

function Asking({ onAsked }: { onAsked: (asked: { wish: Wish; would: Erasure }) => void }) {
  return (
    <Section title="Erase the personal data of a person">
      <p className="small">
        All that names them goes: the directory with its history, and every text of any event. The log stays
        whole, and says that it was done, by whom and why. Nothing goes before you have seen what would.
      </p>
      <Form
        button="Show what would go"
        onSubmit={async (data) => {
          const text = (name: string) => String(data.get(name)).trim();
          const wish = {
            userId: Number(text('userId')),
            reason: text('reason'),
            legalBasis: text('legalBasis'),
            alsoSearch: text('alsoSearch')
              .split(',')
              .map((word) => word.trim())
              .filter(Boolean),
          };
          const { userId, ...body } = wish;
          onAsked({ wish, would: await eraseUser(userId, { ...body, dryRun: true }) });
        }}
      >
        <label>
          Number of the person
          <input name="userId" type="number" min={1} step={1} required />
        </label>
        <label>
          Reason (is sealed: must not name them)
          <input name="reason" required />
        </label>
        <label>
          Legal basis (is sealed too)
          <input name="legalBasis" required placeholder="Art. 17 (1) (b) GDPR" />
        </label>
        <label>
          Other words that name them, with commas between
          <input name="alsoSearch" />
        </label>
      </Form>
    </Section>
  );
}

function Confirming(props: {
  wish: Wish;
  would: Erasure;
  onStop: () => void;
  onDone: (erasure: Erasure) => void;
}) {
  const { wish, would, onStop, onDone } = props;
  const [typed, setTyped] = useState('');
  const user = useUser(wish.userId);
  const wanted = user.data?.email ?? String(wish.userId);
  return (
    <Section title="What would go">
      <p className="foreign">
        {user.data ? nameOf(user.data) : `Person ${wish.userId}`}: {counted(would.events, 'event')} would lose
        what names them.
      </p>
      <Numbers erasure={would} />
      <div className="warning stack">
        <p>
          This cannot be undone. To erase, type <code className="foreign">{wanted}</code>
        </p>
        <Form
          button="Erase for good"
          onSubmit={async () => {
            if (typed.trim() !== wanted) throw new Error(`Type ${wanted} to confirm. Nothing was erased.`);
            const { userId, ...body } = wish;
            onDone(await eraseUser(userId, { ...body, dryRun: false }));
          }}
        >
          <label>
            Confirmation
            <input value={typed} autoComplete="off" onChange={({ target }) => setTyped(target.value)} />
          </label>
        </Form>
        <p>
          <button type="button" onClick={onStop}>
            Do not erase
          </button>
        </p>
      </div>
    </Section>
  );
}

function Numbers({ erasure: { searched, removed, redacted, remains } }: { erasure: Erasure }) {
  return (
    <>
      <Facts
        facts={[
          ['Searched', `${counted(searched.events, 'event')}, ${counted(searched.snapshots, 'snapshot')}`],
          ['Taken away', `${count(removed.parts)} parts, ${count(removed.snapshots)} snapshots`],
          ['Directory', `${count(removed.directoryRows)} rows, ${count(removed.directoryVersions)} versions`],
          ['Redacted', `${count(redacted.parts)} parts, ${count(redacted.snapshots)} snapshots`],
        ]}
      />
      {remains.length > 0 && (
        <ul className="subject-list small">
          {remains.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function Done({ erasure }: { erasure: Erasure }) {
  return (
    <div className="secret" role="status">
      <p>
        <strong>Erased.</strong> {counted(erasure.events, 'event')} lost what named them.{' '}
        <Link href="/events?type=PERSONAL_DATA_ERASED">The log says so.</Link>
      </p>
      <Numbers erasure={erasure} />
    </div>
  );
}
