/** The rows of the log: events with what belongs to them, tree hashes, snapshots. */
import { fromHex, type TileHash } from '@affidavit/verify';
import type pg from 'pg';
import { collect, columns, packTexts, pieces, textAt, type Written } from './columns.ts';
import type { CompanyState, SealedEvent } from './plan.ts';
import { insertWords, type WordRow, wordRowsOf } from './write-words.ts';

type EventRow = { company: number; row: SealedEvent };

export function writeEvents(client: pg.PoolClient, states: readonly CompanyState[]): Written[] {
  const events = collect(states, (state) => state.writes.events);
  return pieces(events, charsOf).flatMap((piece) => [
    insertEvents(client, piece),
    insertParts(client, piece),
    ...insertControls(client, piece),
    ...insertMentions(client, piece),
    ...insertWords(client, piece.flatMap(wordRows)),
  ]);
}

function charsOf({ row: { json, event } }: EventRow): number {
  const { text, metadata, test } = event.parts;
  return json.length + (text?.json.length ?? 0) + (metadata?.json.length ?? 0) + (test?.json.length ?? 0);
}

function wordRows({ company, row: { seq, event } }: EventRow): WordRow[] {
  const { text, metadata, test } = event.parts;
  return wordRowsOf(company, seq, [text?.json ?? null, metadata?.json ?? null, test?.json ?? null]);
}

function insertEvents(client: pg.PoolClient, events: readonly EventRow[]): Written {
  const entries = packTexts(events.map((e) => e.row.json));
  return client.query({
    name: 'insert_events',
    text: `INSERT INTO events (entry, company, seq, id, leaf, draft_mac, recorded_at, created_at, type, category,
                               source, status, workspace_id, test_id)
           SELECT ${textAt('$1', 'start', 'length')}, company, seq, id, leaf, draft_mac, recorded_at, created_at,
                  type, category, source, status, workspace_id, test_id
             FROM unnest($2::integer[], $3::integer[], $4::integer[], $5::bigint[], $6::uuid[], $7::bytea[],
                         $8::bytea[], $9::bigint[], $10::bigint[], $11::text[], $12::text[], $13::text[],
                         $14::text[], $15::bigint[], $16::bigint[])
               AS event (start, length, company, seq, id, leaf, draft_mac, recorded_at, created_at, type, category,
                         source, status, workspace_id, test_id)`,
    values: [
      entries.bytes,
      entries.starts,
      entries.lengths,
      ...columns(events, [
        (e) => e.company,
        (e) => e.row.seq,
        (e) => e.row.event.entry.id,
        (e) => e.row.leaf,
        (e) => e.row.event.draftMac,
        (e) => e.row.recordedAt,
        createdAt,
        (e) => e.row.event.entry.type,
        (e) => e.row.event.entry.category,
        (e) => e.row.event.entry.source,
        (e) => e.row.event.entry.status,
        (e) => e.row.event.entry.workspaceId,
        (e) => e.row.event.entry.testId,
      ]),
    ],
  });
}

function createdAt({ row }: EventRow): number {
  return Date.parse(row.event.entry.createdAt);
}

function insertParts(client: pg.PoolClient, events: readonly EventRow[]): Written {
  const [text, metadata, test] = (['text', 'metadata', 'test'] as const).map((part) =>
    packTexts(events.map((e) => e.row.event.parts[part]?.json)),
  );
  return client.query({
    name: 'insert_parts',
    text: `INSERT INTO parts (text, metadata, test, company, seq, actor_id, text_salt, metadata_salt, test_salt)
           SELECT ${textAt('$1', 'start1', 'length1')}, ${textAt('$2', 'start2', 'length2')},
                  ${textAt('$3', 'start3', 'length3')}, company, seq, actor_id, text_salt, metadata_salt, test_salt
             FROM unnest($4::integer[], $5::integer[], $6::integer[], $7::integer[], $8::integer[], $9::integer[],
                         $10::integer[], $11::bigint[], $12::bigint[], $13::bytea[], $14::bytea[], $15::bytea[])
               AS part (start1, length1, start2, length2, start3, length3, company, seq, actor_id, text_salt,
                        metadata_salt, test_salt)`,
    values: [
      text?.bytes,
      metadata?.bytes,
      test?.bytes,
      ...[text, metadata, test].flatMap((texts) => [texts?.starts, texts?.lengths]),
      ...columns(events, [
        (e) => e.company,
        (e) => e.row.seq,
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
        (c) => createdAt(c.event),
        (c) => c.event.row.seq,
      ]),
    }),
  ];
}

function insertMentions(client: pg.PoolClient, events: readonly EventRow[]): Written[] {
  const mentions = events.flatMap((event) => event.row.event.mentions.map((mention) => ({ event, mention })));
  if (mentions.length === 0) return [];
  return [
    client.query({
      name: 'insert_mentions',
      text: `INSERT INTO mentions (company, user_id, role, created_at, seq)
           SELECT * FROM unnest($1::integer[], $2::bigint[], $3::text[], $4::bigint[], $5::bigint[])
           ON CONFLICT DO NOTHING`,
      values: columns(mentions, [
        (m) => m.event.company,
        (m) => m.mention.userId,
        (m) => m.mention.role,
        (m) => createdAt(m.event),
        (m) => m.event.row.seq,
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
