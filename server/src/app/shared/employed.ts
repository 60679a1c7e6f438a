/** People and their employment, found by id. */
import type { Personnel, User } from '../../domain/directory.ts';
import { notFound } from '../../domain/errors.ts';
import type { LiveDirectory } from './live-directory.ts';
import { personnelOf } from './personnel.ts';

export interface Employed {
  user: User;
  personnel: Personnel;
}

/** Throws Refused `notFound` without such a user. The id of personnel is that of its user. */
export function employed(live: LiveDirectory, id: number): Employed {
  const user = live.get('user', id);
  if (user === null) throw notFound();
  return { user, personnel: personnelOf(live, user) };
}

/** A user that a body names: `notFound` says which. */
export function namedUser(live: LiveDirectory, id: number): User {
  const user = live.get('user', id);
  if (user === null) throw notFound(`user ${id}`);
  return user;
}

/** An id, or an e-mail address in any case. */
export type UserKey = number | string;

/** Throws Refused `notFound` without such a user. */
export function userByKey(live: LiveDirectory, key: UserKey): User {
  const user = typeof key === 'number' ? live.get('user', key) : live.userByEmail(key);
  if (user === null) throw notFound();
  return user;
}
