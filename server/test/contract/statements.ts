/** Which statements a store sends, and of which tables they read rows of any company. */
import pg from 'pg';

/** From now on, the text of every statement that this process sends, once each. */
export function collectStatements(): ReadonlySet<string> {
  const sent = new Set<string>();
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [statement] = args as [string | { text: string }];
    sent.add(typeof statement === 'string' ? statement : statement.text);
    return Reflect.apply(query, this, args);
  } as typeof query;
  return sent;
}

/** What the statements do with tables, as grants have it: `INSERT accounts`. */
export function deedsIn(statements: Iterable<string>): ReadonlySet<string> {
  const deeds = new Set<string>();
  for (const text of statements) {
    let into = '';
    for (const [, deed, table = into] of text.matchAll(DEED)) {
      if (deed === 'INSERT INTO') into = table;
      deeds.add(`${DEEDS[deed ?? ''] ?? 'SELECT'} ${table}`);
    }
  }
  return deeds;
}

const DEED =
  /\b(INSERT INTO|DELETE FROM|DO UPDATE|UPDATE(?=\s+\w+\s+(?:AS\s+)?(?:\w+\s+)?SET)|FROM|JOIN)\b(?:\s+(?!SET\b)(\w+))?/g;
const DEEDS: Readonly<Record<string, string>> = {
  'INSERT INTO': 'INSERT',
  'DELETE FROM': 'DELETE',
  'DO UPDATE': 'UPDATE',
  UPDATE: 'UPDATE',
};

interface Plan {
  'Relation Name'?: string;
  Alias?: string;
  Plans?: readonly Plan[];
  [member: string]: unknown;
}

/**
 * The tables of `keyed` of which a statement reads rows of any company: no condition, of their own or through a join, ends
 * in a company that was given. The server plans it for parameters of any value (PostgreSQL 16 and later).
 */
export async function scansOfAnyCompany(
  client: pg.Client,
  statement: string,
  keyed: ReadonlySet<string>,
): Promise<readonly string[]> {
  const { rows } = await client.query<{ 'QUERY PLAN': readonly [{ Plan: Plan }] }>(
    `EXPLAIN (GENERIC_PLAN, VERBOSE, FORMAT JSON) ${statement}`,
  );
  const nodes = rows.flatMap((row) => nodesOf(row['QUERY PLAN'][0].Plan));
  const scans = nodes.flatMap(({ 'Relation Name': table, Alias: alias, 'Node Type': type }) =>
    table !== undefined && alias !== undefined && type !== 'ModifyTable' && keyed.has(table)
      ? [{ table, column: `${alias}.company` }]
      : [],
  );
  const equal = nodes.flatMap(equalities);
  // Whose company is given: by a value, or by rows that are.
  const open = new Set(scans.map(({ column }) => column));
  for (let before = -1; before !== open.size; ) {
    before = open.size;
    for (const [one, other] of equal) {
      if (!open.has(other)) open.delete(one);
      if (!open.has(one)) open.delete(other);
    }
  }
  return scans.filter(({ column }) => open.has(column)).map(({ table }) => table);
}

function nodesOf(plan: Plan): readonly Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}

/** The two sides of each `a = b` and `a = ANY (…` of a node's conditions. */
function equalities(plan: Plan): readonly (readonly [string, string])[] {
  return Object.entries(plan).flatMap(([name, value]) =>
    /Cond$|Filter$/.test(name)
      ? [...String(value).matchAll(/([\w.$"]+) = ([\w.$"]+)/g)].map(([, a = '', b = '']) => [a, b] as const)
      : [],
  );
}
