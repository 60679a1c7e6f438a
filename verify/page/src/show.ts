/** The report on one affidavit, as elements. */
import type {
  Affidavit,
  AffidavitCheck,
  AffidavitReport,
  JsonValue,
  PartRef,
  RemovedRef,
} from '../../src/index.ts';
import { type Child, element, facts, section } from './dom.ts';
import { checks, kinds, verdictOf } from './words.ts';

export function showVerdict(report: AffidavitReport): HTMLElement {
  const { title, detail } = verdictOf(report);
  return element(
    'header',
    { class: report.outcome, id: 'verdict' },
    element('h1', '', title),
    element('p', '', detail),
  );
}

/** What the event says, as far as the file can be read. */
export function showEvent(affidavit: Affidavit | null, { entry, log, outcome }: AffidavitReport): Child {
  if (entry === null) return null;
  const event = affidavit?.event;
  const description = event?.description;
  const claim = outcome === 'failed' ? 'What the file claims' : 'The event';
  return section(
    claim,
    typeof description === 'string' ? element('p', 'lead', description) : null,
    facts([
      ['id', entry.id],
      ['type', entry.type],
      ['category', entry.category],
      ['source', entry.source],
      ['status', entry.status],
      ['who', actorOf(event?.user)],
      ['created', entry.createdAt],
      ['recorded', entry.recordedAt],
      ['company', entry.company],
      ['place in the log', log === null ? null : `number ${log.index} of ${log.size}, ${log.origin}`],
    ]),
    event === undefined
      ? null
      : element(
          'details',
          '',
          element('summary', '', 'All of it, as the API answers it'),
          element('pre', '', JSON.stringify(event, null, 2)),
        ),
  );
}

function actorOf(user: JsonValue | undefined): string | null {
  if (typeof user !== 'object' || user === null || Array.isArray(user)) return null;
  const names = [user.firstName, user.lastName].filter((name) => typeof name === 'string');
  return [...names, typeof user.email === 'string' ? `<${user.email}>` : ''].join(' ').trim();
}

export function showChecks({ passed, failure }: AffidavitReport): HTMLElement {
  const rows = Object.entries(checks).map(([check, sentence]) => {
    const state = passed.includes(check as AffidavitCheck)
      ? 'holds'
      : failure?.check === check
        ? 'fails'
        : 'open';
    return element(
      'li',
      { class: state, 'data-check': check },
      element('span', 'state', { holds: 'holds', fails: 'fails', open: 'not checked' }[state]),
      sentence,
      state === 'fails' && failure !== null ? element('strong', '', failure.message) : null,
    );
  });
  return section('What was checked', element('ol', 'checks', ...rows));
}

/** Every part that the entry commits to, and what became of it. */
export function showParts({ parts }: AffidavitReport): Child {
  const states = Object.entries(parts) as [string, (PartRef | RemovedRef)[]][];
  const rows = states.flatMap(([state, refs]) =>
    refs.map((ref) =>
      element(
        'tr',
        state,
        element('td', '', kinds[ref.kind] ?? ref.kind),
        element('td', '', element('code', '', ref.path)),
        element(
          'td',
          '',
          'by' in ref ? `${state} by event ${ref.by.id}, number ${ref.by.index} (${ref.by.cause})` : state,
        ),
        element('td', '', element('code', '', `${ref.digest.slice(0, 12)}…`)),
      ),
    ),
  );
  if (rows.length === 0) return null;
  const titles = ['part', 'where', 'state', 'digest'].map((title) => element('th', { scope: 'col' }, title));
  return section(
    'Its parts',
    element('table', '', element('thead', '', element('tr', '', ...titles)), element('tbody', '', ...rows)),
  );
}
