/** Which documents an entry commits to, directly and through other documents. */
import type { Digest, DocumentKind, Entry } from './documents.ts';
import { isConnection, isIdentity, isPerson } from './shape.ts';
import type { Lookup } from './view.ts';

/** Where a digest stands in the tree that an entry commits to, for example `person.identities[0].connection`. */
export interface DocumentRef {
  path: string;
  kind: DocumentKind;
  digest: Digest;
}

/**
 * Every digest that the entry reaches, in a fixed order: text, metadata, test, person and what it names, connection
 * and what it names. A digest that is named more than once as the same kind is given once, where it comes first. What
 * `lookup` does not have is listed but not entered.
 */
export function reach(entry: Entry, lookup: Lookup): DocumentRef[] {
  const found = new Map<string, DocumentRef>();
  const { parts } = entry;
  visit(found, lookup, 'text', 'text', parts.text);
  visit(found, lookup, 'metadata', 'metadata', parts.metadata);
  visit(found, lookup, 'test', 'test', parts.test);
  visit(found, lookup, 'person', 'person', parts.person);
  visit(found, lookup, 'connection', 'connection', parts.connection);
  return [...found.values()];
}

function visit(
  found: Map<string, DocumentRef>,
  lookup: Lookup,
  path: string,
  kind: DocumentKind,
  digest: Digest | null,
): void {
  const key = `${kind} ${digest}`;
  if (digest === null || found.has(key)) return;
  found.set(key, { path, kind, digest });
  const value = lookup(digest, kind);
  const all = (member: string, memberKind: DocumentKind, digests: readonly Digest[]): void => {
    digests.forEach((d, i) => {
      visit(found, lookup, `${path}.${member}[${i}]`, memberKind, d);
    });
  };
  if (kind === 'person' && isPerson(value)) {
    all('backgroundChecks', 'backgroundCheck', value.backgroundChecks);
    all('identities', 'identity', value.identities);
    all('documents', 'userDocument', value.documents);
  } else if (kind === 'identity' && isIdentity(value)) {
    visit(found, lookup, `${path}.connection`, 'connection', value.connection);
  } else if (kind === 'connection' && isConnection(value)) {
    visit(found, lookup, `${path}.owner`, 'owner', value.owner);
    all('workspaces', 'workspace', value.workspaces);
  }
}
