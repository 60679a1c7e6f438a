import { type ReactNode, useRef, useState } from 'react';
import { Link } from 'wouter';
import { useMay, useSession } from '../../api/session.ts';
import { createView, useViews, type View } from '../../api/views.ts';
import { Complaint } from '../../parts/complaint.tsx';
import { PopoverButton } from '../../parts/popover.tsx';
import { counted } from '../../parts/words.ts';
import { type BrowserView, useBrowserViews } from './browser-views.ts';
import { keptOf } from './filter.ts';
import { ChangeView, SaveView } from './view-forms.tsx';

/** Filters under a name: one's own, and those that the company shares. */
export function SavedViews({ search }: { search: URLSearchParams }) {
  return (
    <PopoverButton label="Views" title="Saved views">
      {(close) => <Panel query={keptOf(search)} close={close} />}
    </PopoverButton>
  );
}

function Panel({ query, close }: { query: string; close: () => void }) {
  const { data, error, refetch } = useViews();
  const userId = useSession().data?.user.id ?? null;
  const mayKeep = useMay('api-keep-views');
  const panel = useRef<HTMLDivElement>(null);
  // What had the focus may be gone.
  const onDone = () => panel.current?.focus();
  const yours = data?.data.filter(({ owner }) => owner !== null && owner.id === userId) ?? [];
  const shared = data?.data.filter((view) => !yours.includes(view)) ?? [];
  const list = { query, close, onDone };
  return (
    <div className="views" ref={panel} tabIndex={-1}>
      {error !== null && <Complaint error={error} onRetry={() => void refetch()} />}
      {mayKeep && (
        <Views title="Yours" views={yours} {...list}>
          You keep no view. Filter, then name what you see.
        </Views>
      )}
      <Views title="Shared" views={shared} {...list}>
        Nobody else shares a view with you.
      </Views>
      <InBrowser {...{ close, mayKeep, onDone }} />
      {mayKeep && data !== undefined && <SaveView query={query} yours={yours} onDone={onDone} />}
    </div>
  );
}

function Views(props: {
  title: string;
  views: readonly View[];
  query: string;
  close: () => void;
  onDone: () => void;
  /** What is said of none. */
  children: ReactNode;
}) {
  const { title, views, query, close, onDone } = props;
  const [changing, setChanging] = useState<string | null>(null);
  const mayKeep = useMay('api-keep-views');
  const mayShare = useMay('api-share-views');
  const mayChange = mayKeep && (title === 'Yours' || mayShare);
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {views.length === 0 && <p className="faint">{props.children}</p>}
      <ul>
        {views.map((view) => (
          <li key={view.id}>
            <span className="views-name">
              <Named view={view} close={close} />{' '}
              <span className="faint foreign">
                {title === 'Yours' ? view.shared && 'shared' : (view.owner?.name ?? 'nobody’s')}
              </span>
            </span>
            {mayChange && (
              <button
                type="button"
                className="plain"
                aria-label={`Change ${view.name}`}
                aria-expanded={changing === view.id}
                onClick={() => setChanging(changing === view.id ? null : view.id)}
              >
                Change
              </button>
            )}
            {changing === view.id && (
              <ChangeView
                view={view}
                query={query}
                onDone={() => {
                  setChanging(null);
                  onDone();
                }}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Named({ view, close }: { view: { name: string; query: string }; close: () => void }) {
  const href = view.query === '' ? '/events' : `/events?${view.query}`;
  return (
    <Link href={href} onClick={close} className="foreign">
      {view.name}
    </Link>
  );
}

/** From before views were kept on the server. */
function InBrowser(props: { close: () => void; mayKeep: boolean; onDone: () => void }) {
  const { close, mayKeep, onDone } = props;
  const [views, put] = useBrowserViews();
  const [error, setError] = useState<Error | null>(null);
  if (views.length === 0) return null;
  const without = (gone: readonly BrowserView[]) => views.filter((view) => !gone.includes(view));
  async function keepAll(): Promise<void> {
    const kept: BrowserView[] = [];
    setError(null);
    for (const view of views)
      try {
        await createView({ ...view, shared: false });
        kept.push(view);
        put(without(kept));
      } catch (thrown) {
        setError(new Error(`${view.name}: ${thrown instanceof Error ? thrown.message : String(thrown)}`));
      }
    onDone();
  }
  return (
    <section aria-label="In this browser">
      <h2>In this browser</h2>
      <ul>
        {views.map((view) => (
          <li key={view.name}>
            <span className="views-name">
              <Named view={view} close={close} />
            </span>
            <button
              type="button"
              className="plain"
              aria-label={`Remove ${view.name}`}
              onClick={() => {
                put(without([view]));
                onDone();
              }}
            >
              Remove
            </button>
          </li>
        ))}
      </ul>
      {error !== null && <Complaint error={error} />}
      {mayKeep && (
        <button type="button" onClick={() => void keepAll()}>
          Keep {counted(views.length, 'view')} with your account
        </button>
      )}
    </section>
  );
}
