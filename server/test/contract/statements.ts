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

interface Plan {
  'Relation Name'?: string;
  Alias?: string;
  Plans?: readonly Plan[];
  [member: string]: unknown;
}

/**
 * The tables of `keyed` that the server scans for a statement without a condition on their company. It plans the
 * statement for parameters of any value (PostgreSQL 16 and later).
 */
export async function scansOfAnyCompany(
  client: pg.Client,
  statement: string,
  keyed: ReadonlySet<string>,
): Promise<readonly string[]> {
  const { rows } = await client.query<{ 'QUERY PLAN': readonly [{ Plan: Plan }] }>(
    `EXPLAIN (GENERIC_PLAN, VERBOSE, FORMAT JSON) ${statement}`,
  );
  const found: string[] = [];
  const walk = (plan: Plan, above: readonly string[]): void => {
    const conditions = Object.entries(plan).flatMap(([name, value]) =>
      /Cond$|Filter$/.test(name) ? [String(value)] : [],
    );
    const { 'Relation Name': table, Alias: alias, 'Node Type': type } = plan;
    const all = [...above, ...conditions];
    const isScan = table !== undefined && type !== 'ModifyTable';
    if (isScan && keyed.has(table) && !all.some((condition) => condition.includes(`${alias}.company`)))
      found.push(table);
    for (const below of plan.Plans ?? []) walk(below, all);
  };
  for (const row of rows) walk(row['QUERY PLAN'][0].Plan, []);
  return found;
}
