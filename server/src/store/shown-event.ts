/** What documents show of an event, in both stores: half of its columns, and none that has to be turned into hex or parsed. */
import type { ShownEvent } from '../app/ports/shown-event.ts';
import { isoTime } from '../domain/time.ts';
import { unpackPart } from './packed-part.ts';

/** The columns of ShownRow, in its order, and their tables; add a WHERE. */
export const SELECT_SHOWN =
  'SELECT e.seq, e.type, e.category, e.source, e.status, e.created_at, e.connection_id, e.test_id, e.person, ' +
  'e.connection, p.actor_id, p.text, p.metadata, p.test FROM events e ' +
  'LEFT JOIN parts p ON p.company = e.company AND p.seq = e.seq';

/** A list: finding values in an object of so many names costs more than using them. */
export type ShownRow = [
  seq: number,
  type: number,
  category: number,
  source: number,
  status: number | null,
  createdAt: number,
  connectionId: number | null,
  testId: number | null,
  person: number | null,
  connection: number | null,
  actorId: number | null,
  text: string | null,
  metadata: Uint8Array | null,
  test: Uint8Array | null,
];

/** The codes in a row. */
export function codesOf([, type, category, source, status, , , , person, connection]: ShownRow) {
  return [type, category, source, status, person, connection];
}

/** `symbol` tells what a code stands for. */
export function toShownEvent(id: string, row: ShownRow, symbol: (code: number) => string): ShownEvent {
  const [, type, category, source, status, createdAt, connectionId, testId, person, connection] = row;
  const symbolOrNull = (code: number | null) => (code === null ? null : symbol(code));
  return {
    entry: {
      id,
      type: symbol(type),
      category: symbol(category),
      source: symbol(source),
      status: symbolOrNull(status),
      createdAt: isoTime(createdAt),
      connectionId,
      testId,
      parts: { person: symbolOrNull(person), connection: symbolOrNull(connection) },
    },
    actorId: row[10],
    parts: {
      text: toPart(row[11]),
      metadata: toPart(unpackPart(row[12])),
      test: toPart(unpackPart(row[13])),
    },
  };
}

function toPart(json: string | null): ShownEvent['parts']['text'] {
  return json === null ? null : { json };
}
