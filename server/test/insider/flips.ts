/** One byte, in each column that holds something sealed, and in those that lead to it. */
import type { Row, Sql } from './place.ts';

export interface Flip {
  table: string;
  column: string;
  /** Which row; the company is added. */
  where: string;
  /** What is written instead, in SQL; absent: the value with one bit changed, a number with one more. */
  to?: string;
}

/** Writes a flip, and answers how to take it back. */
export async function flip(sql: Pick<Sql, 'all'>, company: number, one: Flip): Promise<() => Promise<void>> {
  const { table, column, where } = one;
  const at = `WHERE company = $1 AND ${where}`;
  const rows: Row[] = await sql.all(`SELECT ${column} AS value FROM ${table} ${at}`, company);
  const [row] = rows;
  if (row === undefined || rows.length > 1 || row.value === null)
    throw new Error(`${table}.${column} ${where}: ${rows.length} rows, ${row?.value}`);
  if (one.to === undefined) {
    const changed = changedValue(row.value);
    await sql.all(`UPDATE ${table} SET ${column} = $2 ${at}`, company, changed);
    const back = where.replace(`${column} = `, `${column} <> `);
    if (back !== where) throw new Error('a flip must not change what it is found by');
  } else await sql.all(`UPDATE ${table} SET ${column} = ${one.to} ${at}`, company);
  return async () => {
    await sql.all(`UPDATE ${table} SET ${column} = $2 ${at}`, company, row.value);
  };
}

function changedValue(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'string') {
    const bytes = Buffer.from(value);
    // A digit, or a letter that hex has before and after: what is left is still a text of its kind.
    const at = bytes.findIndex(
      (byte, i) => i >= bytes.length >> 1 && /[0-9b-eB-E]/.test(String.fromCharCode(byte)),
    );
    bytes[at]! ^= 1;
    return bytes.toString();
  }
  const bytes = Buffer.from(value as Uint8Array);
  bytes[bytes.length >> 1]! ^= 1;
  return new Uint8Array(bytes);
}
