/**
 * The rows of the log: events with what belongs to them, symbols, tree hashes, snapshots. Of the people that an event
 * mentions only its actor is kept: nothing asks for the others, since erasure reads every part.
 */
import { fromHex, type TileHash } from '@affidavit/verify';
import type pg from 'pg';
import { bytesAt, collect, columns, packParts, packTexts, pieces, textAt, type Written } from './columns.ts';
import type { CompanyState, SealedEvent } from './plan.ts';
import { hexParameter } from './symbols.ts';
import { insertWords, type WordRow, wordRowsOf } from './write-words.ts';

type EventRow = { company: number; row: SealedEvent };

export function writeEvents(client: pg.PoolClient, states: readonly CompanyState[]): Written[] {
  const events = collect(states, (state) => state.writes.events);
  return pieces(events, charsOf).flatMap((piece) => [
    insertEvents(client, piece),
    insertParts(client, piece),
    ...insertControls(client, piece),
    ...insertWords(client, piece.flatMap(wordRows)),
  ]);
}

function charsOf({ row: { event } }: EventRow): number {
  const { text, metadata, test } = event.parts;
  return (text?.json.length ?? 0) + (metadata?.json.length ?? 0) + (test?.json.length ?? 0);
}

function wordRows({ company, row: { seq, event } }: EventRow): WordRow[] {
  const { text, metadata, test } = event.parts;
  return wordRowsOf(company, seq, [text?.json ?? null, metadata?.json ?? null, test?.json ?? null]);
}

function insertEvents(client: pg.PoolClient, events: readonly EventRow[]): Written {
  return client.query({
    name: 'insert_events',
    text: `INSERT INTO events (company, seq, id, leaf, draft_mac, recorded_at, created_at, type, category, source, status,
                               actor, person, connection, connection_id, workspace_id, test_id, control_ids,
                               provenance, text, metadata, test)
           SELECT * FROM unnest($1::integer[], $2::bigint[], $3::uuid[], $4::bytea[], $5::bytea[], $6::bigint[],
                                $7::bigint[], $8::integer[], $9::integer[], $10::integer[], $11::integer[],
                                $12::integer[], $13::integer[], $14::integer[], $15::bigint[], $16::bigint[],
                                $17::bigint[], $18::text[], $19::text[], $20::bytea[], $21::bytea[], $22::bytea[])`,
    values: columns(events, [
      (e) => e.company,
      (e) => e.row.seq,
      (e) => e.row.event.entry.id,
      (e) => e.row.leaf,
      (e) => e.row.event.draftMac,
      (e) => e.row.recordedAt,
      (e) => e.row.createdAt,
      (e) => e.row.codes.type,
      (e) => e.row.codes.category,
      (e) => e.row.codes.source,
      (e) => e.row.codes.status,
      (e) => e.row.codes.actor,
      (e) => e.row.codes.person,
      (e) => e.row.codes.connection,
      (e) => e.row.event.entry.connectionId,
      (e) => e.row.event.entry.workspaceId,
      (e) => e.row.event.entry.testId,
      ({ row: { event } }) =>
        event.entry.controlIds.length === 0 ? null : JSON.stringify(event.entry.controlIds),
      ({ row: { event } }) =>
        event.entry.provenance === null ? null : JSON.stringify(event.entry.provenance),
      (e) => hexParameter(e.row.event.entry.parts.text),
      (e) => hexParameter(e.row.event.entry.parts.metadata),
      (e) => hexParameter(e.row.event.entry.parts.test),
    ]),
  });
}

function insertParts(client: pg.PoolClient, events: readonly EventRow[]): Written {
  const text = packTexts(events.map((e) => e.row.event.parts.text?.json));
  const [metadata, test] = (['metadata', 'test'] as const).map((part) =>
    packParts(events.map((e) => e.row.event.parts[part])),
  );
  return client.query({
    name: 'insert_parts',
    text: `INSERT INTO parts (text, metadata, test, company, seq, created_at, actor_id, text_salt, metadata_salt,
                              test_salt)
           SELECT ${textAt('$1', 'start1', 'length1')}, ${bytesAt('$2', 'start2', 'length2')},
                  ${bytesAt('$3', 'start3', 'length3')}, company, seq, created_at, actor_id, text_salt, metadata_salt,
                  test_salt
             FROM unnest($4::integer[], $5::integer[], $6::integer[], $7::integer[], $8::integer[], $9::integer[],
                         $10::integer[], $11::bigint[], $12::bigint[], $13::bigint[], $14::bytea[], $15::bytea[],
                         $16::bytea[])
               AS part (start1, length1, start2, length2, start3, length3, company, seq, created_at, actor_id,
                        text_salt, metadata_salt, test_salt)`,
    values: [
      text.bytes,
      metadata?.bytes,
      test?.bytes,
      ...[text, metadata, test].flatMap((packed) => [packed?.starts, packed?.lengths]),
      ...columns(events, [
        (e) => e.company,
        (e) => e.row.seq,
        (e) => e.row.createdAt,
        (e) => e.row.actorId,
        (e) => e.row.event.parts.text?.salt,
        (e) => e.row.event.parts.metadata?.salt,
        (e) => e.row.event.parts.test?.salt,
      ]),
    ],
  });
}

function insertControls(client: pg.PoolClient, events: readonly EventRow[]): Written[] {
  const controls = events.flatMap(({ company, row }) =>
    row.event.entry.controlIds.map((control) => ({ event: { company, row }, control })),
  );
  if (controls.length === 0) return [];
  return [
    client.query({
      name: 'insert_controls',
      text: `INSERT INTO event_controls (company, control_id, created_at, seq)
           SELECT * FROM unnest($1::integer[], $2::bigint[], $3::bigint[], $4::bigint[]) ON CONFLICT DO NOTHING`,
      values: columns(controls, [
        (c) => c.event.company,
        (c) => c.control,
        (c) => c.event.row.createdAt,
        (c) => c.event.row.seq,
      ]),
    }),
  ];
}

export function writeSymbols(client: pg.PoolClient, states: readonly CompanyState[]): Written[] {
  const symbols = collect(states, (state) => state.symbols.added);
  if (symbols.length === 0) return [];
  return [
    client.query({
      name: 'insert_symbols',
      text: `INSERT INTO symbols (company, code, word, digest)
             SELECT * FROM unnest($1::integer[], $2::integer[], $3::text[], $4::bytea[])`,
      values: columns(symbols, [
        (s) => s.company,
        (s) => s.row.code,
        (s) => s.row.word,
        (s) => hexParameter(s.row.digest),
      ]),
    }),
  ];
}

export function writeTree(client: pg.PoolClient, states: readonly CompanyState[]): Written[] {
  const tiles = collect<TileHash>(states, (state) => state.frontier.takeTiles());
  if (tiles.length === 0) return [];
  return [
    client.query({
      name: 'insert_tree_hashes',
      text: `INSERT INTO tree_hashes (company, level, idx, hash)
             SELECT * FROM unnest($1::integer[], $2::smallint[], $3::bigint[], $4::bytea[])`,
      values: columns(tiles, [(t) => t.company, (t) => t.row.level, (t) => t.row.index, (t) => t.row.hash]),
    }),
  ];
}

export function writeSnapshots(client: pg.PoolClient, states: readonly CompanyState[]): Written[] {
  const snapshots = collect(states, (state) => state.writes.snapshots);
  if (snapshots.length === 0) return [];
  return [
    client.query({
      name: 'insert_snapshots',
      text: `INSERT INTO snapshots (company, kind, id, version, digest, subject_kind, subject_id, json)
             SELECT * FROM unnest($1::integer[], $2::text[], $3::bigint[], $4::bigint[], $5::bytea[], $6::text[],
                                  $7::bigint[], $8::text[])`,
      values: columns(snapshots, [
        (s) => s.company,
        (s) => s.row.kind,
        (s) => s.row.id,
        (s) => s.row.version,
        (s) => fromHex(s.row.digest),
        (s) => s.row.subject.kind,
        (s) => s.row.subject.id,
        (s) => s.row.json,
      ]),
    }),
  ];
}
