/** An event as a row of a table: what is named by id in its entry stands beside it by name. */
import { type EventView, toHex } from '@affidavit/verify';
import type { EventRow } from '../ports/event-files.ts';

/** `view` needs the person and the connection only as they are near (Renderer.nearView). */
export function eventRow(view: EventView, { seq, leaf }: { seq: number; leaf: Uint8Array }): EventRow {
  const { entry, text, test, metadata } = view;
  return {
    createdAt: entry.createdAt,
    recordedAt: entry.recordedAt,
    seq,
    id: entry.id,
    actor: actorOf(view),
    userId: view.actorId,
    category: entry.category,
    type: entry.type,
    source: entry.source,
    result: entry.status,
    connection: connectionOf(view),
    connectionId: entry.connectionId,
    workspaceId: entry.workspaceId,
    test: test?.testName ?? null,
    testId: entry.testId,
    description: text?.description ?? null,
    issues: test?.issues.length ?? 0,
    metadata: metadata === null ? null : JSON.stringify(metadata),
    leaf: toHex(leaf),
  };
}

/** Who acts where no person did. */
const AUTOMATIONS: Readonly<Record<string, string>> = {
  AUTOPILOT: 'Autopilot',
  SCHEDULED: 'Schedule',
  WORKFLOW: 'Workflow',
  PUBLIC_API: 'API',
};

function actorOf({ entry, person, actorId }: EventView): string {
  if (person !== null) {
    const { id, firstName, lastName, email } = person.person;
    return [firstName, lastName].filter(Boolean).join(' ') || email || `Person ${id}`;
  }
  if (actorId !== null) return `Person ${actorId}`;
  if (entry.actor !== null) return 'Erased person';
  return AUTOMATIONS[entry.source] ?? 'Nobody';
}

/** Alias, else account, else the kind of system. */
function connectionOf({ connection }: EventView): string | null {
  if (connection === null) return null;
  const { clientAlias, clientId, clientType } = connection.connection;
  return clientAlias || clientId || clientType;
}
