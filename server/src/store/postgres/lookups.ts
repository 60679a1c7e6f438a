/** What a flush reads under the locks: all that its items ask about, in one round trip. */
import { equalBytes, type Frontier, type Sha256 } from '@affidavit/verify';
import type pg from 'pg';
import type { Item, Snapshot } from '../../app/ports.ts';
import { toHex } from '../hex.ts';
import { loadFrontier } from './hashes.ts';
import { readFacts } from './known-facts.ts';
import { type CompanyState, noWrites, versionName } from './plan.ts';
import { readSymbols, SymbolTable } from './symbols.ts';
import { Damaged, NotDurable } from './trouble.ts';

/**
 * Locks the heads of the items' companies, always in the order of their numbers so that two instances cannot
 * wait for each other, and reads what planning needs. `cached` gives a company's frontier as of an earlier
 * commit; it is used only when the head has not moved since.
 */
export async function lockAndRead(
  client: pg.PoolClient,
  items: readonly Item[],
  cached: (company: number) => Frontier | undefined,
  hash: Sha256,
): Promise<Map<number, CompanyState>> {
  const [heads, ...fill] = await Promise.all([
    lockHeads(client, items),
    readEvents(client, items),
    readAnswers(client, items),
    readSnapshots(client, items),
    readCodes(client, items),
    readChangeFacts(client, items),
  ]);
  const states = new Map<number, CompanyState>();
  for (const head of heads) {
    const { company, standing, ...stored } = head;
    const known = cached(company);
    const current =
      known !== undefined && known.size === stored.size && equalBytes(known.root(), stored.root);
    const frontier = current ? known.clone() : await loadFrontier(client, company, stored.size, hash);
    if (!equalBytes(frontier.root(), stored.root)) {
      throw new Damaged(`company ${company}: the stored hashes do not give the root of its head`);
    }
    states.set(company, {
      company,
      served: standing === null,
      stored,
      frontier,
      recordedAt: stored.recordedAt,
      directoryVersion: stored.directoryVersion,
      events: new Map(),
      answers: new Map(),
      snapshots: new Map(),
      symbols: new SymbolTable(),
      facts: new Map(),
      writes: noWrites(),
      acknowledged: false,
    });
  }
  for (const { company } of items) {
    if (!states.has(company)) throw new RangeError(`there is no company ${company}`);
  }
  for (const put of fill) put(states);
  return states;
}

/** Puts what was read into the states. */
type Fill = (states: ReadonlyMap<number, CompanyState>) => void;

const nothing: Fill = () => {};

type HeadRow = {
  company: number;
  size: number;
  root: Uint8Array;
  recordedAt: number;
  directoryVersion: number;
  standing: string | null;
  durability: string;
};

async function lockHeads(
  client: pg.PoolClient,
  items: readonly Item[],
): Promise<Omit<HeadRow, 'durability'>[]> {
  const companies = [...new Set(items.map((item) => item.company))];
  const { rows } = await client.query<HeadRow>({
    name: 'lock_heads',
    text: `SELECT company, size, root, recorded_at AS "recordedAt", directory_version AS "directoryVersion", standing,
                  current_setting('synchronous_commit') AS durability
             FROM heads WHERE company = ANY ($1::integer[]) ORDER BY company FOR UPDATE`,
    values: [companies],
  });
  return rows.map(({ durability, ...head }) => {
    // It can be changed while the server runs; an acknowledgement would then promise nothing.
    if (durability === 'off') throw new NotDurable('synchronous_commit is off');
    return head;
  });
}

type EventRow = { company: number; id: string; seq: number; recordedAt: number; draftMac: Uint8Array | null };

async function readEvents(client: pg.PoolClient, items: readonly Item[]): Promise<Fill> {
  const wanted = items.flatMap((item) =>
    item.events.map(({ entry }) => ({ company: item.company, id: entry.id })),
  );
  if (wanted.length === 0) return nothing;
  const { rows } = await client.query<EventRow>({
    name: 'known_events',
    text: `SELECT company, id, seq, recorded_at AS "recordedAt", draft_mac AS "draftMac"
             FROM unnest($1::integer[], $2::uuid[]) AS wanted (company, id) JOIN events USING (company, id)`,
    values: [wanted.map((w) => w.company), wanted.map((w) => w.id)],
  });
  return (states) => {
    for (const { company, ...event } of rows) states.get(company)?.events.set(event.id, event);
  };
}

type AnswerRow = {
  company: number;
  key: string;
  fingerprint: Uint8Array;
  at: number;
  ids: string[];
  seqs: number[];
  times: number[];
};

async function readAnswers(client: pg.PoolClient, items: readonly Item[]): Promise<Fill> {
  const wanted = items.flatMap(({ company, idempotency }) =>
    idempotency === null ? [] : [{ company, key: idempotency.key }],
  );
  if (wanted.length === 0) return nothing;
  const { rows } = await client.query<AnswerRow>({
    name: 'known_answers',
    text: `SELECT i.company, i.key, i.fingerprint, i.created_at AS at, e.ids, i.seqs, e.times
             FROM unnest($1::integer[], $2::text[]) AS wanted (company, key)
             JOIN idempotency i USING (company, key)
            CROSS JOIN LATERAL (
                    SELECT array_agg(e.id::text ORDER BY s.place) AS ids,
                           array_agg(e.recorded_at ORDER BY s.place) AS times
                      FROM unnest(i.seqs) WITH ORDINALITY AS s (seq, place)
                      JOIN events e ON e.company = i.company AND e.seq = s.seq) e`,
    values: [wanted.map((w) => w.company), wanted.map((w) => w.key)],
  });
  return (states) => {
    for (const { company, key, fingerprint, at, ids, seqs, times } of rows) {
      const events = seqs.map((seq, i) => ({ id: ids[i]!, seq, recordedAt: times[i]! }));
      states.get(company)?.answers.set(key, { fingerprint, at, events });
    }
  };
}

type SnapshotRow = {
  company: number;
  kind: Snapshot['kind'];
  id: number;
  version: number;
  digest: Uint8Array;
};

async function readSnapshots(client: pg.PoolClient, items: readonly Item[]): Promise<Fill> {
  const wanted = items.flatMap(({ company, snapshots }) =>
    snapshots.map((snapshot) => ({ company, snapshot })),
  );
  if (wanted.length === 0) return nothing;
  const { rows } = await client.query<SnapshotRow>({
    name: 'known_snapshots',
    text: `SELECT company, kind, id, version, digest
             FROM unnest($1::integer[], $2::text[], $3::bigint[], $4::bigint[]) AS wanted (company, kind, id, version)
             JOIN snapshots USING (company, kind, id, version)`,
    values: [
      wanted.map((w) => w.company),
      wanted.map((w) => w.snapshot.kind),
      wanted.map((w) => w.snapshot.id),
      wanted.map((w) => w.snapshot.version),
    ],
  });
  return (states) => {
    for (const { company, digest, ...version } of rows) {
      states.get(company)?.snapshots.set(versionName(version), toHex(digest));
    }
  };
}

async function readCodes(client: pg.PoolClient, items: readonly Item[]): Promise<Fill> {
  const known = await readSymbols(client, items);
  return (states) => {
    for (const [company, { last, symbols }] of known) states.get(company)?.symbols.fill(last, symbols);
  };
}

async function readChangeFacts(client: pg.PoolClient, items: readonly Item[]): Promise<Fill> {
  const known = await readFacts(client, items);
  return (states) => {
    for (const { company, name, fact } of known) states.get(company)?.facts.set(name, fact);
  };
}
