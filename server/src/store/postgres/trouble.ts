/** What the reasons of a transaction that was not written mean for those who wait for it. */
import pg from 'pg';
import type { NotWritten } from './transaction.ts';

/** The store contradicts itself: nothing may be appended to it. */
export class Damaged extends Error {
  override name = 'Damaged';
}

/** The server has been set to acknowledge commits before they are durable. */
export class NotDurable extends Error {
  override name = 'NotDurable';
}

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const PASSING = {
  serialization_failure: '40001',
  deadlock_detected: '40P01',
  admin_shutdown: '57P01',
  crash_shutdown: '57P02',
  cannot_connect_now: '57P03',
  /** The server has become a standby. */
  read_only_sql_transaction: '25006',
  idle_in_transaction_session_timeout: '25P03',
};
const BUSY = {
  lock_not_available: '55P03',
  /** A timeout, or an operator's. */
  query_canceled: '57014',
  insufficient_resources: '53000',
  disk_full: '53100',
  out_of_memory: '53200',
  too_many_connections: '53300',
};

/** Whether the same transaction may well succeed a moment later. */
export function isPassing(error: NotWritten): boolean {
  return error.disconnected || hasCode(error, PASSING);
}

/** Whether the fault lies with the state of the store, not with what was to be written. */
export function isStoreTrouble(error: NotWritten): boolean {
  return isPassing(error) || hasCode(error, BUSY) || error.cause instanceof NotDurable;
}

function hasCode({ cause }: NotWritten, codes: Readonly<Record<string, string>>): boolean {
  return cause instanceof pg.DatabaseError && Object.values(codes).includes(cause.code ?? '');
}
