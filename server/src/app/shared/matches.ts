/** Whether a recorded event fits a filter: the same meaning as in the stores, for events that are at hand. */
import type { EventFilter, Members } from '../ports/finding.ts';
import type { StoredEvent } from '../ports.ts';

/** Everything but `text` and `mostRecent`, which need more than one event's header. */
export type HeaderFilter = Omit<EventFilter, 'text' | 'mostRecent'>;

export function matcher(filter: HeaderFilter): (event: StoredEvent) => boolean {
  const { not = {} } = filter;
  return (event) => {
    const { entry } = event;
    return (
      (filter.id === undefined || filter.id === entry.id) &&
      within(entry.createdAt, filter.createdFrom, filter.createdTo) &&
      within(entry.recordedAt, filter.recordedFrom, filter.recordedTo) &&
      memberNames.every((name) => filter[name] === undefined || has(event, name, filter[name])) &&
      memberNames.every((name) => not[name] === undefined || !has(event, name, not[name]))
    );
  };
}

type MemberName = keyof Members;

const memberNames: readonly MemberName[] = [
  'type',
  'source',
  'category',
  'status',
  'userId',
  'connectionId',
  'workspaceId',
  'testId',
  'controlId',
];

function has({ entry, actorId }: StoredEvent, name: MemberName, wanted: readonly unknown[]): boolean {
  if (name === 'controlId') return entry.controlIds.some((id) => wanted.includes(id));
  if (name !== 'userId') return wanted.includes(entry[name]);
  // An erased actor is still somebody: only events without one have none.
  return entry.actor === null ? wanted.includes(null) : actorId !== null && wanted.includes(actorId);
}

function within(time: string, from: number | undefined, to: number | undefined): boolean {
  if (from === undefined && to === undefined) return true;
  const at = Date.parse(time);
  return (from === undefined || at >= from) && (to === undefined || at <= to);
}
