/** People and their employment, found by id. */
import { defaultPersonnel, type Personnel, type User } from '../../domain/directory.ts';
import { notFound } from '../../domain/errors.ts';
import type { LiveDirectory } from './live-directory.ts';

export interface Employed {
  user: User;
  personnel: Personnel;
}

/** Throws Refused `notFound` without such a user. The id of personnel is that of its user. */
export function employed(live: LiveDirectory, id: number): Employed {
  const user = live.get('user', id);
  if (user === null) throw notFound();
  return { user, personnel: live.get('personnel', id) ?? defaultPersonnel(user) };
}

/** A user that a body names: `notFound` says which. */
export function namedUser(live: LiveDirectory, id: number): User {
  const user = live.get('user', id);
  if (user === null) throw notFound(`user ${id}`);
  return user;
}
