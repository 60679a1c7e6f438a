/** Values of moved rows as SQLite keeps them: lists are JSON, yes and no are 1 and 0. */
import type { SQLInputValue } from 'node:sqlite';
import type { ColumnType, MovedRow, MovedTable, MovedValue } from '../../app/ports/moving.ts';

export function toMovedRow({ columns }: MovedTable, row: Record<string, SQLInputValue>): MovedRow {
  return Object.fromEntries(
    Object.entries(columns).map(([column, type]) => [column, fromSqlite(type, row[column] ?? null)]),
  );
}

function fromSqlite(type: ColumnType, value: SQLInputValue): MovedValue {
  if (value === null) return null;
  if (type === 'texts' || type === 'wholes') return JSON.parse(String(value)) as string[] | number[];
  return type === 'yes' ? value === 1 : (value as MovedValue);
}

export function toSqlite(value: MovedValue): SQLInputValue {
  if (typeof value === 'boolean') return value ? 1 : 0;
  return Array.isArray(value) ? JSON.stringify(value) : (value as SQLInputValue);
}
