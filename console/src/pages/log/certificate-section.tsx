import { useId, useState } from 'react';
import { address } from '../../api/http.ts';
import { useMay } from '../../api/session.ts';
import { CategoryOptions } from '../../parts/category-options.tsx';
import { Section } from '../../parts/section.tsx';

const DAY_CHARS = '2026-01-31'.length;
const PERIOD_MS = 90 * 86_400_000;

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, DAY_CHARS);

/** A file that proves which events of a period there are: all of them, of one category or of any. */
export function CertificateSection() {
  const [now] = useState(() => Date.now());
  const [from, setFrom] = useState(dayOf(now - PERIOD_MS));
  const [to, setTo] = useState(dayOf(now));
  const [category, setCategory] = useState('');
  const wrong = useId();
  if (!useMay('api-certify-events')) return null;
  const isPeriod = from !== '' && to !== '' && from <= to;
  const query = {
    from: `${from}T00:00:00.000Z`,
    to: `${to}T23:59:59.999Z`,
    ...(category !== '' && { category }),
  };
  return (
    <Section title="Population certificate">
      <p className="small">
        Proves which events of a period there are, and that none is left out. Anyone can check the file
        without this server; it holds the headers of events, and nothing of what they say. That it is taken is
        recorded as an event. For other filters: <kbd>e</kbd> on the page of events.
      </p>
      <div className="row log-certificate">
        <label>
          From (UTC)
          <input type="date" value={from} onChange={({ target }) => setFrom(target.value)} />
        </label>
        <label>
          To (UTC)
          <input
            type="date"
            value={to}
            aria-invalid={!isPeriod}
            aria-describedby={isPeriod ? undefined : wrong}
            onChange={({ target }) => setTo(target.value)}
          />
        </label>
        <label>
          Category
          <select value={category} onChange={({ target }) => setCategory(target.value)}>
            <option value="">All</option>
            <CategoryOptions />
          </select>
        </label>
        {isPeriod && (
          <a className="button" download href={address('/api/events/certificate', query)}>
            Take the certificate
          </a>
        )}
      </div>
      <p id={wrong} className="small" role="status">
        {!isPeriod && 'The last day must not be before the first.'}
      </p>
    </Section>
  );
}
