import { useState } from 'react';
import { useMay } from '../../api/session.ts';
import { createView, deleteView, replaceView, type View } from '../../api/views.ts';
import { Complaint } from '../../parts/complaint.tsx';
import { Form } from '../../parts/form.tsx';

const nameIn = (data: FormData) => String(data.get('name')).trim();

/** Keeps what is filtered now; under a name that one has already, in its place. */
export function SaveView(props: { query: string; yours: readonly View[]; onDone: () => void }) {
  const { query, yours, onDone } = props;
  const mayShare = useMay('api-share-views');
  const [saved, setSaved] = useState(0);
  return (
    <Form
      // A new form after each.
      key={saved}
      button="Save this view"
      onSubmit={async (data) => {
        const name = nameIn(data);
        const before = yours.find((view) => view.name === name);
        const shared = data.has('shared') || before?.shared === true;
        if (before === undefined) await createView({ name, query, shared });
        else await replaceView(before.id, { name, query, shared });
        setSaved(saved + 1);
        onDone();
      }}
    >
      <label>
        Name of this view
        <input name="name" required />
      </label>
      {mayShare && <Choice name="shared">Share it with the company</Choice>}
    </Form>
  );
}

/** Another name, other filters, shared or not, or gone. */
export function ChangeView({ view, query, onDone }: { view: View; query: string; onDone: () => void }) {
  const mayShare = useMay('api-share-views');
  const [error, setError] = useState<Error | null>(null);
  return (
    <div className="views-change">
      <Form
        button="Save the change"
        onSubmit={async (data) => {
          // What is nobody’s can only be shared: its box is fixed, and a fixed box says nothing.
          const shared = data.has('shared') || view.owner === null;
          await replaceView(view.id, {
            name: nameIn(data),
            query: data.has('now') ? query : view.query,
            shared,
          });
          onDone();
        }}
      >
        <label>
          New name
          <input name="name" defaultValue={view.name} required />
        </label>
        <Choice name="now">With the filters of now</Choice>
        {(mayShare || view.shared) && (
          <Choice name="shared" isChosen={view.shared} isFixed={view.owner === null}>
            Shared with the company
          </Choice>
        )}
      </Form>
      {error !== null && <Complaint error={error} />}
      <button type="button" onClick={() => void deleteView(view.id).then(onDone, setError)}>
        Delete {view.shared ? 'for everybody' : 'it'}
      </button>
    </div>
  );
}

function Choice(props: { name: string; isChosen?: boolean; isFixed?: boolean; children: string }) {
  const { name, isChosen = false, isFixed = false, children } = props;
  return (
    <label className="views-choice">
      <input type="checkbox" name={name} defaultChecked={isChosen} disabled={isFixed} /> {children}
    </label>
  );
}
