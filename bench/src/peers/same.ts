/** Whether a peer answers with our document: a peer that says something else is not measured. */
import type { Document } from './fill.ts';

/** The first field in which two documents differ, or null. Order of keys does not count: PostgreSQL's jsonb has its own. */
export function difference(ours: unknown, theirs: unknown, path = ''): string | null {
  if (!isObject(ours) || !isObject(theirs) || Array.isArray(ours) !== Array.isArray(theirs))
    return Object.is(ours, theirs)
      ? null
      : `${path}: ${JSON.stringify(ours)} here, ${JSON.stringify(theirs)} there`;
  for (const name of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
    const found = difference(ours[name], theirs[name], `${path}/${name}`);
    if (found !== null) return found;
  }
  return null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** What GraphQL answered to query.graphql in the shape of the document. */
export function fromGraphql(answer: unknown): unknown {
  const { event } = (answer as { data: { event: unknown } }).data;
  return inShape(event);
}

/** Ours without what one query cannot ask for: constants (back references, empty lists of somebody else). */
export function askable({ user, connection, ...event }: Document): unknown {
  const { roles: _r, backgroundChecks: _b, identities: _i, documents: _d, ...owner } = connection.user;
  return {
    ...event,
    user: {
      ...user,
      backgroundChecks: user.backgroundChecks.map(({ user: _, ...check }) => check),
      identities: user.identities.map(({ user: _, connection: { user: __, ...of }, ...identity }) => ({
        ...identity,
        connection: of,
      })),
    },
    connection: { ...connection, user: owner },
  };
}

/** The field of a row of a join that is all the document shows of it. */
const unwrapped: Readonly<Record<string, (row: Record<string, unknown>) => unknown>> = {
  roles: ({ role }) => (role as { name: string }).name,
  workspaces: ({ workspace }) => workspace,
  providerTypes: ({ value }) => value,
  issues: ({ issue }) => issue,
};

/** Rows of joins unwrapped, times as we write them. */
export function inShape(value: unknown, name = ''): unknown {
  if (typeof value === 'string' && /(At|Date)$/.test(name) && !Number.isNaN(Date.parse(value)))
    return new Date(value).toISOString();
  if (!isObject(value) || name === 'metadata') return value;
  if (Array.isArray(value)) {
    const unwrap = unwrapped[name];
    return value.map((row) => (unwrap === undefined ? inShape(row) : unwrap(row)));
  }
  return Object.fromEntries(Object.entries(value).map(([field, of]) => [field, inShape(of, field)]));
}
