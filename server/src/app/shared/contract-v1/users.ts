/** Users, their documents, and references to them, as v1 prints them (contract 3.3 and 3.9). */
import { personV1, shallowUserV1 } from '@affidavit/verify';
import type { User, UserDocument } from '../../../domain/directory.ts';
import { type DirectoryView, personView, userOf } from '../live-views.ts';

/** Exactly as in an event that the user acted in now. */
export function userV1(live: DirectoryView, user: User) {
  return personV1(personView(live, user));
}

/** Somebody else, without what hangs on that person; null when there is nobody of this id. */
export function userReferenceV1(live: DirectoryView, id: number | null) {
  const user = userOf(live, id);
  return user === null ? null : shallowUserV1(user);
}

export function userDocumentV1(document: UserDocument) {
  return {
    id: document.id,
    name: document.name,
    type: document.type,
    fileUrl: document.fileUrl,
    renewalDate: document.renewalDate,
    createdAt: document.createdAt,
    updatedAt: document.updatedAt,
  };
}
