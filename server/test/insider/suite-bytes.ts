/** One byte changed in each column that holds something sealed: what the server says, and what a verifier says. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import type { Company } from '../../src/app/ports.ts';
import { found, holds, verify, withAll } from './auditor.ts';
import { exportUnchecked } from './bypass.ts';
import { type Flip, flip } from './flips.ts';
import { type HandedOut, opened } from './handed-out.ts';
import type { Place, Sql } from './place.ts';
import type { Prepared } from './prepare.ts';

/** A change, and the sentences with which it is met. Null where nothing that is handed out is touched by it. */
interface Case extends Flip {
  /** Of `affidavit fsck`. */
  fsck: RegExp;
  /** Of `affidavit verify`, of an export that an insider wrote past every check of ours. */
  exported: RegExp | null;
  /** Of `affidavit verify`, of the affidavit of the event with everything in it. */
  affidavit?: RegExp | null;
  /** Of `affidavit export`: it writes nothing that does not hold. Absent: something like what fsck says. */
  refused?: RegExp | null;
}

const NOT_ITS_LEAF =
  /the entry does not hash to its place in tile\/0\/001\.p\/39: one of the two was changed/;
const NOT_INCLUDED = /the path does not lead from the entry to the root of the checkpoint/;

/** A column of the entry of the event with everything in it. */
function entry(column: string, to?: string, affidavit = NOT_INCLUDED): Omit<Case, 'where'> {
  return {
    table: 'events',
    column,
    ...(to !== undefined && { to }),
    fsck: /seq \d+\): its entry does not hash to its leaf/,
    refused: /event \d+ does not hash to its leaf/,
    exported: NOT_ITS_LEAF,
    affidavit,
  };
}

const withheld = (what: string) =>
  new RegExp(`WITHHELD: no document opens (its|the digest of) ${what}, and no removal event `);

function part(column: string, kind: string): Omit<Case, 'where'> {
  return {
    table: 'parts',
    column,
    fsck: new RegExp(`its ${kind} is not what was sealed`),
    refused: new RegExp(`its ${kind} is missing or was changed, and no removal event says why`),
    exported: new RegExp(
      `WITHHELD: .* its ${kind}, .*: the ${kind} that is given was not sealed|a ${kind} document has not the members`,
    ),
    // What we hand out ourselves holds no document that was not sealed: it is not there.
    affidavit: withheld(kind),
  };
}

const entries: Omit<Case, 'where'>[] = [
  entry('type', 'category'),
  entry('category', 'type'),
  entry('source', 'type'),
  entry('status', 'type'),
  entry('created_at'),
  entry('recorded_at'),
  entry('actor', 'person', /the (actor|person) is not|nothing opens the actor|WITHHELD/),
  entry('connection_id', undefined, /the connection is not the one of the entry/),
  entry('workspace_id'),
  entry('test_id'),
  entry('control_ids'),
  { ...entry('provenance', `replace(provenance, 'elsewhere', 'elsewherf')`) },
  entry('text', undefined, withheld('text')),
  entry('metadata', undefined, withheld('metadata')),
  entry('test', undefined, withheld('test')),
  entry('person', 'connection', withheld('person')),
  entry('connection', 'person', withheld('connection')),
  part('text', 'text'),
  part('metadata', 'metadata'),
  part('test', 'test'),
];

const salts = {
  SQLite: [part('salts', 'metadata')],
  PostgreSQL: [part('text_salt', 'text'), part('metadata_salt', 'metadata'), part('test_salt', 'test')],
};

const lookups: Case[] = [
  ...(['json', 'version', 'id', 'subject_id', 'digest'] as const).map((column) => ({
    table: 'snapshots',
    column,
    where: "kind = 'connection'",
    ...(column === 'json' && { to: `replace(json, 'GITHUB', 'GITLAB')` }),
    ...(/id|version/.test(column) && { to: `${column} + 100` }),
    fsck: /connection \d+ version \d+ is not what was sealed|secrets that salt .* are missing|names is missing/,
    refused: /its connection is missing or was changed/,
    exported: withheld('connection'),
    affidavit: withheld('person.identities\\[0\\].connection'),
  })),
  ...(['workspace', 'owner', 'identity'] as const).map((kind) => ({
    table: 'snapshots',
    column: 'json',
    where: `kind = '${kind}' AND version = 1`,
    to: `replace(json, '2026-03', '2026-04')`,
    fsck: new RegExp(`${kind} \\d+ version 1 is not what was sealed`),
    refused: /is missing or was changed/,
    exported: withheld('\\S*(workspaces|owner|identities)\\S*'),
    affidavit: withheld('.*(workspaces|owner|identities).*'),
  })),
  {
    table: 'subjects',
    column: 'key',
    where: "kind = 'person' AND id = 1",
    fsck: /person 1 version 1 is not what was sealed/,
    refused: /its person is missing or was changed/,
    exported: withheld('person'),
    affidavit: withheld('person.*'),
  },
  {
    table: 'subjects',
    column: 'tag_salt',
    where: "kind = 'person' AND id = 1",
    fsck: /person 1 is not the sealed actor/,
    refused: /its actor is missing or was changed/,
    exported: /WITHHELD: nothing opens its actor, and no removal event says why/,
    affidavit: /WITHHELD: nothing opens the actor of the entry/,
  },
  {
    table: 'tree_hashes',
    column: 'hash',
    where: 'level = 1',
    fsck: /the tree hash at level 1, index 0 is not the hash of its leaves/,
    refused: null,
    exported: /tile\/1\/000\.p\/1: hash 0 is not that of entries 0 to 255: the tile or an entry was changed/,
    affidavit: NOT_INCLUDED,
  },
  {
    table: 'checkpoints',
    column: 'note',
    where: '1 = 1',
    fsck: /the checkpoint of size \d+ is not signed by the key file/,
    refused: null,
    exported: /no signature by a given key|the signature of .* is wrong|not base64|cannot be read|root/,
  },
  {
    table: 'removals',
    column: 'digest',
    where: 'leaf = 0',
    fsck: /is not what was sealed|is missing|does not commit to the removals/,
    refused: /is missing or was changed, and no removal event says why/,
    exported: /removals\/256\.ndjson\.gz is not what the removal event commits to/,
  },
];

function casesOf({ kind, full }: Prepared): Case[] {
  const where = `seq = ${full.seq}`;
  const leaf = { ...entry('leaf'), where, affidavit: null };
  return [...[...entries, ...salts[kind.name]].map((one) => ({ ...one, where })), leaf, ...lookups];
}

/** What is said of a store as it is now. */
async function judge(ground: Prepared, system: HandedOut, company: Company, one: Case): Promise<void> {
  await assert.rejects(
    system.fsck(() => undefined),
    one.fsck,
  );
  const exporting = system.exported(company, ground.fresh('export'));
  if (one.refused === null) await exporting;
  else await assert.rejects(exporting, one.refused ?? one.fsck);
  if (one.exported !== null) {
    const folder = await exportUnchecked(system, company, ground.fresh('unchecked'));
    found(await verify(folder, ...withAll(ground)), one.exported);
  }
  if (one.affidavit === undefined) return;
  const file = ground.fresh('full.affidavit.json');
  writeFileSync(file, await system.affidavit(company, ground.full.id));
  const said = await verify(file, '--key', ground.vkey);
  if (one.affidavit === null) holds(said);
  else found(said, one.affidavit);
}

export function bytesSuite(ground: () => Prepared): void {
  let place: Place;
  let sql: Sql;
  before(async () => {
    place = await ground().today.copy(ground().fresh('bytes'));
    sql = await place.sql();
  });
  after(() => sql.close());

  test('an untouched copy holds, past every check of ours as well', () =>
    opened(place, async (system) => {
      const { company, fresh } = ground();
      await system.checkSignedLogs();
      await system.fsck(() => undefined);
      await system.exported(company, fresh('export'));
      holds(await verify(await exportUnchecked(system, company, fresh('unchecked')), ...withAll(ground())));
    }));

  test('one byte in each column: fsck, export, affidavit and verify each say what is wrong', async (t) => {
    for (const one of casesOf(ground())) {
      const name = [one.table, one.column, one.table === 'events' ? '' : one.where].join(' ');
      await t.test(name, async () => {
        const { company } = ground();
        const back = await flip(sql, company.company, one);
        try {
          await opened(place, (system) => judge(ground(), system, company, one));
        } finally {
          await back();
        }
      });
    }
  });

  test('a row that cannot be read is named in one line', async (t) => {
    const { company, full, kind } = ground();
    const where = `seq = ${full.seq}`;
    const bytes = kind.name === 'SQLite' ? "x'01ffff'" : "'\\x01ffff'";
    const rows: Flip[] = [
      { table: 'events', column: 'type', where, to: '9999' },
      { table: 'events', column: 'control_ids', where, to: `'[7,'` },
      { table: 'parts', column: 'metadata', where, to: bytes },
    ];
    for (const one of rows)
      await t.test(`${one.table}.${one.column}`, async () => {
        const back = await flip(sql, company.company, one);
        try {
          await opened(place, async (system) => {
            const named = new RegExp(`^event ${full.seq} (of company \\d+ )?cannot be read: [^\\n]+$`);
            const runs: (() => Promise<unknown>)[] = [
              () => system.fsck(() => undefined),
              () => system.affidavit(company, full.id),
              // Documents do not show them.
              ...(one.column === 'control_ids' ? [] : [() => system.shown(company, full.id)]),
            ];
            for (const run of runs)
              await assert.rejects(run, (error: Error) => {
                assert.equal(error.name, 'StoreDamaged');
                assert.match(error.message, named);
                return true;
              });
          });
        } finally {
          await back();
        }
      });
  });
}
