import { useEffect, useRef, useState } from 'react';
import { address, getFile } from '../../api/http.ts';
import { Complaint } from '../../parts/complaint.tsx';
import { PageDialog } from '../../parts/dialog.tsx';
import { save } from '../../parts/save.ts';
import { useZone } from '../../parts/time.tsx';
import { counted } from '../../parts/words.ts';

/** The server makes them as they are read, and the browser saves what comes, however much it is. */
const FORMATS = {
  csv: 'Table (CSV)',
  parquet: 'Columns (Parquet)',
  ndjson: 'Lines of JSON (NDJSON)',
};

const EARLIEST = '1970-01-01T00:00:00.000Z';

/** Exactly what the filters on the screen find; what it will be is said before. */
export function ExportDialog(props: { filter: string; total: number; isOpen: boolean; onClose: () => void }) {
  const { filter, total, isOpen, onClose } = props;
  return (
    <PageDialog title="Export what is found" isOpen={isOpen} onClose={onClose}>
      <p>
        {counted(total, 'event')}, newest first, with the filters on the screen. Taking them, in whichever
        form, is recorded as an event.
      </p>
      <Forms filter={filter} />
      <h2>As evidence</h2>
      <p className="small">Files that anyone can check without this server.</p>
      <p className="row">
        <a
          className="button"
          download
          href={address('/api/events/affidavits.ndjson', new URLSearchParams(filter))}
        >
          Affidavits (NDJSON)
        </a>
        <Certificate filter={filter} />
      </p>
    </PageDialog>
  );
}

/** The printed list is made whole before anything of it comes, and may be refused: that is waited for here. */
function Forms({ filter }: { filter: string }) {
  const zone = useZone();
  const [isPrinting, setPrinting] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const stop = useRef(new AbortController());
  useEffect(() => () => stop.current.abort(), []);
  async function print(): Promise<void> {
    stop.current = new AbortController();
    const { signal } = stop.current;
    setError(null);
    setPrinting(true);
    try {
      save('events.pdf', await getFile(exportOf(filter, 'pdf', { timeZone: zone.name }), signal));
    } catch (thrown) {
      if (!signal.aborted) setError(thrown instanceof Error ? thrown : new Error(String(thrown)));
    } finally {
      setPrinting(false);
    }
  }
  return (
    <>
      <p className="row">
        {Object.entries(FORMATS).map(([format, words]) => (
          <a key={format} className="button" download href={exportOf(filter, format)}>
            {words}
          </a>
        ))}
        <button type="button" aria-disabled={isPrinting} onClick={() => !isPrinting && void print()}>
          List on paper (PDF)
        </button>
      </p>
      <p className="row" role="status">
        {isPrinting && (
          <>
            Printing…
            <button type="button" className="plain" onClick={() => stop.current.abort()}>
              Stop
            </button>
          </>
        )}
      </p>
      {error !== null && <Complaint error={error} />}
    </>
  );
}

/** Proves that these are all: for what the header of an event says, and a period. */
function Certificate({ filter }: { filter: string }) {
  const query = new URLSearchParams(filter);
  const people = query.getAll('userId');
  const isBeyond = [...query.keys()].some((name) => name === 'q' || name.startsWith('not.'));
  if (isBeyond || people.length > 1 || people.includes('null'))
    return (
      <span className="small faint">
        No certificate: it proves nothing of words, of what is left out, or of who acted but for one person.
      </span>
    );
  query.set('from', query.get('createdFrom') ?? EARLIEST);
  query.set('to', query.get('createdTo') ?? new Date().toISOString());
  query.delete('createdFrom');
  query.delete('createdTo');
  return (
    <a className="button" download href={address('/api/events/certificate', query)}>
      Certificate that these are all
    </a>
  );
}

function exportOf(filter: string, format: string, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(filter);
  for (const [name, value] of Object.entries({ format, ...more })) query.set(name, value);
  return address('/api/events/export', query);
}
