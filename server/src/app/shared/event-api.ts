/** The event as our own `/api` shows it: everything that its entry says, with the neighbours in short. */
import { type EventView, type ExpandV2, eventV2, toHex } from '@affidavit/verify';

const NEIGHBOURS: ReadonlySet<ExpandV2> = new Set(['user', 'connection']);

/** What is erased or was never there is null or []. Times are ISO 8601, whatever the key's style. */
export function eventApi(view: EventView, { seq, leaf }: { seq: number; leaf: Uint8Array }) {
  const { entry, text, metadata, test } = view;
  const { user = null, connection = null } = eventV2(view, NEIGHBOURS);
  return {
    seq,
    id: entry.id,
    type: entry.type,
    category: entry.category,
    source: entry.source,
    status: entry.status,
    description: text?.description ?? null,
    createdAt: entry.createdAt,
    recordedAt: entry.recordedAt,
    userId: view.actorId,
    user,
    connectionId: entry.connectionId,
    connection,
    workspaceId: entry.workspaceId,
    testId: entry.testId,
    testName: test?.testName ?? null,
    controlIds: entry.controlIds,
    requestDescription: test?.requestDescription ?? null,
    metadata,
    issues: test?.issues ?? [],
    provenance: entry.provenance,
    leaf: toHex(leaf),
  };
}
