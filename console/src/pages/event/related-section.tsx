import type { Events } from '@affidavit/client';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { type Event, pageOf } from '../../api/events.ts';
import { getJson } from '../../api/http.ts';
import { Section } from '../../parts/section.tsx';
import { Status } from '../../parts/status.tsx';
import { Time } from '../../parts/time.tsx';
import './related-section.css';

const SHOWN = 4;

/** What the same person, test or object was also in: the newest of each. */
export function RelatedSection({ event }: { event: Event }) {
  const object = objectOf(event.metadata);
  const questions: [string, string][] = [];
  if (event.testId !== null) questions.push(['The same test', `testId=${event.testId}`]);
  if (object !== null) questions.push([`“${object}”`, `q=${encodeURIComponent(object)}`]);
  if (event.userId !== null) questions.push(['The same person', `userId=${event.userId}`]);
  if (questions.length === 0 && event.connectionId !== null)
    questions.push(['The same connection', `connectionId=${event.connectionId}`]);
  if (questions.length === 0) return null;
  return (
    <Section title="Related">
      <div className="related">
        {questions.map(([title, filter]) => (
          <Related key={filter} title={title} filter={filter} but={event.id} />
        ))}
      </div>
    </Section>
  );
}

function Related({ title, filter, but }: { title: string; filter: string; but: string }) {
  const url = pageOf(filter, { size: SHOWN + 1 });
  const found = useQuery({ queryKey: [url], queryFn: ({ signal }) => getJson<Events>(url, signal) });
  const events = (found.data?.data ?? []).filter(({ id }) => id !== but).slice(0, SHOWN);
  return (
    <div>
      <h3 className="foreign">{title}</h3>
      {found.data !== undefined && events.length === 0 && <p className="small faint">Nothing else.</p>}
      <ul>
        {events.map(({ id, createdAt, status, description, type }) => (
          <li key={id} className="small">
            <Time at={createdAt} />
            <span>
              {status !== null && <Status status={status} />}{' '}
              <Link href={`/events/${id}`} className="foreign">
                {description ?? type}
              </Link>
            </span>
          </li>
        ))}
      </ul>
      {events.length > 0 && (
        <p className="small">
          <Link href={`/events?${filter}&last=all`}>All of them</Link>
        </p>
      )}
    </div>
  );
}

/** The name of what was acted on, where the metadata has it in the contract's place. */
function objectOf(metadata: Event['metadata']): string | null {
  const target = metadata?.targetEntity;
  if (typeof target !== 'object' || target === null) return null;
  const { name } = target as { name?: unknown };
  return typeof name === 'string' && name.trim() !== '' ? name : null;
}
