import { useState } from 'react';
import { copyText } from '../../parts/copy.ts';
import { count, counted } from '../../parts/words.ts';
import { useKey } from '../../shell/keys.ts';
import type { View } from './events-page.tsx';
import { ExportDialog } from './export-dialog.tsx';
import type { Found } from './found.ts';
import { useLive } from './live.ts';
import { SavedViews } from './saved-views.tsx';
import { ViewMenu } from './view-menu.tsx';

/** How many there are, and what can be done with all of them. */
export function EventsHead(props: {
  filter: string;
  found: Found;
  view: View;
  search: URLSearchParams;
  onRefresh: () => void;
}) {
  const { filter, found, view, search, onRefresh } = props;
  const [isExporting, setExporting] = useState(false);
  const [isCopied, setCopied] = useState(false);
  useKey('e', 'export what is found', () => setExporting(true));
  const total = found.total ?? found.events.length;
  return (
    <header className="events-head">
      <h1>Events</h1>
      <p className="faint" role="status">
        {found.total === null ? `${count(total)} so far` : counted(total, 'event')}
      </p>
      <div className="events-actions row">
        <LiveButtons filter={filter} found={found} isPossible={!search.has('q')} />
        <button type="button" onClick={onRefresh}>
          Refresh
        </button>
        <button type="button" onClick={() => setExporting(true)} title="Key e">
          Export
        </button>
        <button
          type="button"
          onClick={() => void copyText(curlOf(filter)).then(() => setCopied(true))}
          onBlur={() => setCopied(false)}
        >
          <span aria-live="polite">{isCopied ? 'Copied' : 'Copy as curl'}</span>
        </button>
        <SavedViews search={search} />
        <ViewMenu {...view} />
      </div>
      <ExportDialog filter={filter} total={total} isOpen={isExporting} onClose={() => setExporting(false)} />
    </header>
  );
}

function LiveButtons(props: { filter: string; found: Found; isPossible: boolean }) {
  const { filter, found, isPossible } = props;
  const [isWanted, setWanted] = useState(false);
  const isOn = isWanted && isPossible;
  const { waiting, state, taken } = useLive(isOn, filter);
  const take = () => {
    found.insert(waiting);
    taken();
  };
  return (
    <>
      <span aria-live="polite">
        {waiting.length > 0 && (
          <button type="button" className="primary" onClick={take}>
            Show {counted(waiting.length, 'new event')}
          </button>
        )}
      </span>
      <button
        type="button"
        aria-pressed={isOn}
        disabled={!isPossible}
        title={isPossible ? undefined : 'Words cannot be followed live: take them out of the search first'}
        onClick={() => setWanted(!isWanted)}
      >
        {state === 'live' ? '● Live' : '○ Live'}
      </button>
    </>
  );
}

/** The same question from a terminal; the key is the reader's to put in. */
function curlOf(filter: string): string {
  return `curl -H "Authorization: Bearer $AFFIDAVIT_KEY" '${location.origin}/api/events?${filter.replaceAll("'", '%27')}'`;
}
