/** Connections that a company feeds itself, found by id. */
import type { Connection, CustomConnection } from '../../domain/directory.ts';
import { notFound } from '../../domain/errors.ts';
import type { LiveDirectory } from './live-directory.ts';

/** Throws Refused `notFound` for any other connection, and for one that was deleted. */
export function customConnectionOf(
  live: LiveDirectory,
  id: number,
): { connection: Connection; custom: CustomConnection } {
  const custom = live.get('customConnection', id);
  const connection = live.get('connection', id);
  if (custom === null || connection === null || connection.deletedAt !== null) throw notFound();
  return { connection, custom };
}
