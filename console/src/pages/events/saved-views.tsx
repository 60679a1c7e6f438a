import { Link } from 'wouter';
import { PopoverButton } from '../../parts/popover.tsx';
import { usePreference } from '../../parts/preferences.ts';

interface SavedView {
  name: string;
  /** The query of the address. */
  search: string;
}

const NAME_CHARS = 60;

/** Filters under a name, kept in this browser; to share one, share the address. */
export function SavedViews({ search }: { search: string }) {
  const [kept, keep] = usePreference('events.views', '[]');
  const views = read(kept);
  const put = (next: readonly SavedView[]) => keep(JSON.stringify(next));
  const save = (name: string) =>
    put([...views.filter((view) => view.name !== name), { name, search }].sort(byName));
  return (
    <PopoverButton label="Views" title="Saved views">
      {(close) => (
        <div className="views">
          {views.length === 0 && <p className="faint">No view is saved. Filter, then name what you see.</p>}
          <ul>
            {views.map((view) => (
              <li key={view.name}>
                <Link href={`/events?${view.search}`} onClick={close} className="foreign">
                  {view.name}
                </Link>
                <button
                  type="button"
                  className="plain"
                  aria-label={`Remove ${view.name}`}
                  onClick={() => put(views.filter((one) => one !== view))}
                >
                  ×
                </button>
              </li>
            ))}
          </ul>
          <form
            className="row"
            onSubmit={(event) => {
              event.preventDefault();
              const name = String(new FormData(event.currentTarget).get('name')).trim();
              if (name !== '') save(name);
              event.currentTarget.reset();
            }}
          >
            <input
              name="name"
              aria-label="Name of this view"
              placeholder="Name"
              maxLength={NAME_CHARS}
              required
            />
            <button type="submit">Save this view</button>
          </form>
          <p className="faint">Kept in this browser. To share a view, share its address.</p>
        </div>
      )}
    </PopoverButton>
  );
}

function byName(a: SavedView, b: SavedView): number {
  return a.name.localeCompare(b.name, 'en');
}

function read(kept: string): SavedView[] {
  try {
    return JSON.parse(kept) as SavedView[];
  } catch {
    return [];
  }
}
