/** The query of the address of the events page, as far as views keep it: parameters that the page knows, and no others. */
import type { Fault } from './errors.ts';
import { limits } from './limits.ts';
import { parseTime } from './time.ts';
import { categories, sources, statuses } from './vocabulary.ts';

/** What a value must be; null when it is. */
type Rule = (value: string) => string | null;

const oneOf =
  (values: readonly string[]): Rule =>
  (value) =>
    values.includes(value) ? null : `must be one of ${values.join(', ')}`;
const atMost =
  (chars: number): Rule =>
  (value) =>
    value.length <= chars ? null : `must have at most ${chars} characters`;
const idOrNone: Rule = (value) =>
  value === 'null' || /^\d{1,16}$/.test(value) ? null : 'must be a whole number or null';
const time: Rule = (value) => (parseTime(value) === null ? 'must be a time in ISO 8601' : null);
/** Whether there is such a type is not asked: the company may register it, and the list is then not empty any more. */
const typeName: Rule = (value) => (/^\w{1,200}$/.test(value) ? null : 'must be the name of an event type');

/** Each may be repeated, and each has a twin that excludes: `not.status`. */
const members: Readonly<Record<string, Rule>> = {
  status: oneOf([...statuses, 'null']),
  category: oneOf(categories),
  type: typeName,
  userId: idOrNone,
  connectionId: idOrNone,
  source: oneOf(sources),
  workspaceId: idOrNone,
  testId: idOrNone,
};

/** Given once. */
const singles: Readonly<Record<string, Rule>> = {
  q: atMost(limits.searchTextChars),
  last: oneOf(['24h', '7d', '30d', '90d', '365d', 'all']),
  createdFrom: time,
  createdTo: time,
};

/** The query in one spelling, without its question mark; or the first thing that is wrong with it. */
export function parseViewQuery(text: string): { query: string } | { fault: Fault } {
  const search = new URLSearchParams(text);
  for (const name of new Set(search.keys())) {
    const message = faultOf(name, search.getAll(name));
    if (message !== null) return { fault: { path: pathOf(name), message } };
  }
  const query = search.toString();
  const message = atMost(limits.viewQueryChars)(query);
  return message === null ? { query } : { fault: { path: 'query', message } };
}

function faultOf(name: string, values: readonly string[]): string | null {
  const single = Object.hasOwn(singles, name) ? singles[name] : undefined;
  const member = name.replace(/^not\./, '');
  const rule = single ?? (Object.hasOwn(members, member) ? members[member] : undefined);
  if (rule === undefined) return 'is no parameter of the events page';
  const most = single === undefined ? limits.filterValues : 1;
  if (values.length > most) return most === 1 ? 'must be given once' : `must hold at most ${most}`;
  return values.map(rule).find((message) => message !== null) ?? null;
}

const NAME_CHARS = 40;

/** Names that are none can be long: the message has to be read. */
function pathOf(name: string): string {
  return `query.${name.length > NAME_CHARS ? `${name.slice(0, NAME_CHARS)}…` : name}`;
}
