import type { Columns } from './columns/columns.ts';
import type { Statements } from './connection.ts';
import type { Symbols } from './symbols.ts';

/** What a scan reads with. */
export interface Eyes {
  sql: Statements;
  symbols: Symbols;
  columns: Columns;
}
