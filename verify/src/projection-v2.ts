/** The v2 event of the contract (3.1): expandable members are absent unless asked for. */
import type { ConnectionDocument, EventView, OwnerDocument, ShownEntry } from './documents.ts';
import { ERASED_TEXT } from './projection-v1.ts';

export type ExpandV2 = 'connection' | 'issues' | 'metadata' | 'testId' | 'testName' | 'user';

/**
 * `metadata` brings `issues` along, as the contract says. What is erased or was never there is null, [] or {}; an
 * erased description ERASED_TEXT.
 */
export function eventV2(view: EventView<ShownEntry>, expand: ReadonlySet<ExpandV2>) {
  const { entry, text, metadata, test, person, connection } = view;
  return {
    id: entry.id,
    type: entry.type,
    category: entry.category,
    source: entry.source,
    description: text?.description ?? ERASED_TEXT,
    ...(expand.has('metadata') && { metadata: metadata ?? {} }),
    status: entry.status,
    createdAt: entry.createdAt,
    userId: view.actorId,
    ...(expand.has('user') && { user: person === null ? null : compactUserV2(person.person) }),
    connectionId: entry.connectionId,
    ...(expand.has('connection') && {
      connection: connection === null ? null : compactConnectionV2(connection.connection),
    }),
    requestDescription: test?.requestDescription ?? null,
    ...(expand.has('testName') && { testName: test?.testName ?? null }),
    ...(expand.has('testId') && { testId: entry.testId === null ? null : String(entry.testId) }),
    ...((expand.has('issues') || expand.has('metadata')) && { issues: test?.issues ?? [] }),
  };
}

export type EventV2 = ReturnType<typeof eventV2>;

/** A user as v2 refers to one (contract 3.3). */
export function compactUserV2(user: OwnerDocument) {
  return {
    id: user.id,
    email: user.email,
    firstName: user.firstName,
    lastName: user.lastName,
    createdAt: user.createdAt,
    updatedAt: user.updatedAt,
  };
}

/** A connection as v2 refers to one (contract 3.6), which knows two states: what is not active needs attention. */
export function compactConnectionV2(connection: ConnectionDocument) {
  return {
    id: connection.id,
    clientType: connection.clientType,
    clientId: connection.clientId,
    clientAlias: connection.clientAlias,
    state: connection.state === 'ACTIVE' ? 'ACTIVE' : 'MISCONFIGURED',
    createdAt: connection.createdAt,
    updatedAt: connection.updatedAt,
    connectedAt: connection.connectedAt,
    failedAt: connection.failedAt,
    deletedAt: connection.deletedAt,
  };
}
