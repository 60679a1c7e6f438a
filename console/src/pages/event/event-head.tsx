import { useState } from 'react';
import { Link } from 'wouter';
import type { Event } from '../../api/events.ts';
import { copyText } from '../../parts/copy.ts';
import { PopoverButton } from '../../parts/popover.tsx';
import { Status } from '../../parts/status.tsx';
import { Time, useZone } from '../../parts/time.tsx';
import { actorOf, inWords } from '../../parts/words.ts';
import './event-head.css';

/** The sentence, and what can be done with it. */
export function EventHead({ event, onVerify }: { event: Event; onVerify: () => void }) {
  const { name: zone } = useZone();
  return (
    <header className="event-head">
      <p className="event-trail small">
        <Link href="/events">Events</Link> <span aria-hidden="true">/</span>{' '}
        <Link href={`/events?category=${event.category}`}>{inWords(event.category)}</Link>{' '}
        <span aria-hidden="true">/</span>{' '}
        <Link href={`/events?type=${encodeURIComponent(event.type)}`}>{inWords(event.type)}</Link>
      </p>
      <h1 className="foreign">{event.description ?? 'The description of this event was erased.'}</h1>
      <p className="event-line">
        <Status status={event.status} />
        <span className="foreign">{actorOf(event)}</span>
        <span>
          <Time at={event.createdAt} /> <span className="faint">{zone}</span>
        </span>
        <code className="faint">{event.id}</code>
      </p>
      <div className="row">
        <button type="button" className="primary" onClick={onVerify} title="Key v">
          Verify
        </button>
        <Downloads id={event.id} />
        <CopyLink />
      </div>
    </header>
  );
}

function Downloads({ id }: { id: string }) {
  const at = `/api/events/${id}/affidavit`;
  const files: readonly [string, string, string][] = [
    [at, 'Affidavit', 'the file that anyone can check offline'],
    [`${at}.html`, 'Affidavit as a page', 'checks itself in a browser, without a network'],
    [`${at}.pdf`, 'PDF', 'to read and print; carries the affidavit'],
    [`${at}.tlog-proof`, 'Proof', 'place in the signed log, c2sp.org/tlog-proof'],
  ];
  return (
    <PopoverButton label="Download" title="Download">
      {() => (
        <ul className="downloads">
          {files.map(([href, name, what]) => (
            <li key={href}>
              <a href={href} download>
                {name}
              </a>
              <p className="small faint">{what}</p>
            </li>
          ))}
          <li>
            <a href={`/public/events/${id}`} download={`event-${id}.json`}>
              JSON
            </a>
            <p className="small faint">the event as the API answers it</p>
          </li>
          <li className="small faint">Taking an affidavit or a PDF is recorded as an event.</li>
        </ul>
      )}
    </PopoverButton>
  );
}

function CopyLink() {
  const [isCopied, setCopied] = useState(false);
  return (
    <button
      type="button"
      onClick={() => void copyText(location.origin + location.pathname).then(() => setCopied(true))}
      onBlur={() => setCopied(false)}
    >
      <span aria-live="polite">{isCopied ? 'Copied' : 'Copy link'}</span>
    </button>
  );
}
