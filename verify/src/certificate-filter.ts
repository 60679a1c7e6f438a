/** Which events a certificate counts: the writer and the verifier decide by the same function, each for itself. */
import { type CertificateHead, tagSaltOf } from './certificate-file.ts';
import { actorTag } from './digest.ts';
import type { Entry } from './documents.ts';
import { type Sha256, sha256 } from './hash.ts';

type Question = Pick<CertificateHead, 'period' | 'filter' | 'opening'>;

/** Whether an entry belongs to the population that `head` asks for. */
export function certificateMatcher(head: Question, hash: Sha256 = sha256): (entry: Entry) => boolean {
  const { filter, opening, period } = head;
  const tag = opening === undefined ? null : actorTag(tagSaltOf(opening), opening.userId, hash);
  const lists = MEMBERS.flatMap((name) => {
    const values = filter[name];
    return values === undefined ? [] : [{ name, values: new Set<unknown>(values) }];
  });
  return (entry) =>
    // All times have one length, so that their text is in the order of time.
    entry.createdAt >= period.from &&
    entry.createdAt <= period.to &&
    (tag === null || entry.actor === tag) &&
    lists.every(({ name, values }) => values.has(entry[name]));
}

const MEMBERS = ['type', 'category', 'source', 'status', 'workspaceId', 'testId', 'connectionId'] as const;
