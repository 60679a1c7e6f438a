import { useEffect, useRef, useState } from 'react';
import { address } from '../../api/http.ts';
import { Complaint } from '../../parts/complaint.tsx';
import { PageDialog } from '../../parts/dialog.tsx';
import { save } from '../../parts/save.ts';
import { count, counted } from '../../parts/words.ts';
import { EXPORT_EVENTS_MAX, exportEvents, type Format } from './export.ts';

const FORMATS: Readonly<Record<Format, string>> = {
  csv: 'Table (CSV)',
  ndjson: 'Lines of JSON (NDJSON)',
};

const EARLIEST = '1970-01-01T00:00:00.000Z';

/** Exactly what the filters on the screen find; what it will be is said before. */
export function ExportDialog(props: { filter: string; total: number; isOpen: boolean; onClose: () => void }) {
  const { filter, total, isOpen, onClose } = props;
  return (
    <PageDialog title="Export what is found" isOpen={isOpen} onClose={onClose}>
      <p>
        {counted(Math.min(total, EXPORT_EVENTS_MAX), 'event')}, newest first, with the filters on the screen.
        {total > EXPORT_EVENTS_MAX &&
          ` The other ${count(total - EXPORT_EVENTS_MAX)} are more than a browser should hold: copy the list as curl instead.`}
      </p>
      <Making filter={filter} total={Math.min(total, EXPORT_EVENTS_MAX)} />
      <h2>As evidence</h2>
      <p className="small">
        Files that anyone can check without this server. That they were taken is recorded as an event.
      </p>
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

/** Proves that these are all: for what the header of an event says, and a period. */
function Certificate({ filter }: { filter: string }) {
  const query = new URLSearchParams(filter);
  if ([...query.keys()].some((name) => name === 'q' || name.startsWith('not.')))
    return (
      <span className="small faint">
        No certificate: it cannot prove what words say, or what is left out.
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

function Making({ filter, total }: { filter: string; total: number }) {
  const [done, setDone] = useState<number | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const stop = useRef(new AbortController());
  useEffect(() => () => stop.current.abort(), []);
  async function make(format: Format): Promise<void> {
    stop.current = new AbortController();
    const { signal } = stop.current;
    setError(null);
    setDone(0);
    try {
      const blob = await exportEvents(filter, format, { signal, onProgress: setDone });
      save(`events.${format}`, blob);
    } catch (thrown) {
      if (!signal.aborted) setError(thrown instanceof Error ? thrown : new Error(String(thrown)));
    } finally {
      setDone(null);
    }
  }
  return (
    <>
      <p className="row">
        {Object.entries(FORMATS).map(([format, words]) => (
          <button
            key={format}
            type="button"
            disabled={done !== null}
            onClick={() => void make(format as Format)}
          >
            {words}
          </button>
        ))}
        {done !== null && (
          <button type="button" className="plain" onClick={() => stop.current.abort()}>
            Stop
          </button>
        )}
      </p>
      {done !== null && (
        <p role="status">
          <progress value={done} max={Math.max(total, 1)} aria-label="Events exported" /> {count(done)}
        </p>
      )}
      {error !== null && <Complaint error={error} />}
    </>
  );
}
