/** What a move of a company between two stores asks of each of them. */
import type { Company, Head, StoredEvent } from '../ports.ts';

/**
 * Whether a company is served. `arriving`: not whole yet, and not served. `leaving`: read, but the ledger answers `closed`.
 * `moved`: another store has it, and it is not served here any more.
 */
export type Standing = 'served' | 'arriving' | 'leaving' | 'moved';

export interface MovingCompany extends Company {
  standing: Standing;
  /** The UUID of its move; null when it never moved. */
  move: string | null;
  /** How far its rows came, as `putRows` was told last; null before the first. */
  place: string | null;
}

/** An event with what a read of it does not show. */
export interface MovedEvent extends StoredEvent {
  draftMac: Uint8Array | null;
}

export type MovedValue = string | number | boolean | null | Uint8Array | readonly (string | number)[];
/** A row by its columns, without the company. */
export type MovedRow = Readonly<Record<string, MovedValue>>;

/** `whole`: an integer. `texts`, `wholes`: lists of them. Each store writes them in its own way. */
export type ColumnType = 'text' | 'whole' | 'bytes' | 'uuid' | 'yes' | 'texts' | 'wholes';

/** A table whose rows go from store to store as they are. */
export interface MovedTable {
  name: string;
  columns: Readonly<Record<string, ColumnType>>;
  /** Names a row within its company. Never bytes, so that it can be written down as JSON. */
  key: readonly string[];
  /** Rows in one transaction. */
  page: number;
}

/** What is read of a company. Of a company that is served, pages speak of several moments; see `snapshot`. */
export interface MovingReads {
  /** Every company of the store, whatever its standing, in the order of their numbers. */
  companies(): Promise<readonly MovingCompany[]>;
  head(company: number): Promise<Head>;
  /** Events seq, seq+1 … in order: at most `count`, fewer at the end of the log. */
  movedEvents(company: number, seq: number, count: number): Promise<readonly MovedEvent[]>;
  /** Rows beyond the key of `after` (null: from the first), at most `count`, in the store's own order of keys. */
  movedRows(
    company: number,
    table: MovedTable,
    after: MovedRow | null,
    count: number,
  ): Promise<readonly MovedRow[]>;
  countRows(company: number, table: MovedTable): Promise<number>;
}

/** Every verb that writes is one transaction, durable once it resolves. Rejects with UnknownOutcome when nobody knows. */
export interface Moving extends MovingReads {
  /** All that `read` asks of its argument is of one moment, whatever is recorded meanwhile. */
  snapshot<T>(read: (at: MovingReads) => Promise<T>): Promise<T>;
  /** A served company becomes `leaving`: nothing that was not acknowledged before is recorded any more. */
  leave(company: number, move: string): Promise<void>;
  /** A leaving company is served again, and its move forgotten. Rejects when it is not leaving. */
  stay(company: number): Promise<void>;
  /** A leaving company has moved. Rejects unless it is leaving or has moved. */
  depart(company: number): Promise<void>;
  /** An arriving company with an empty log. Rejects when its UUID or origin is here already. */
  arrive(company: Omit<Company, 'company'>, move: string): Promise<Company>;
  /**
   * Appends to an arriving company events that were sealed elsewhere, as they are: columns, documents, who acted, tree
   * hashes. The
   * first one must have the seq that follows the log. Their leaves are the caller's to check.
   */
  putEvents(company: number, events: readonly MovedEvent[]): Promise<void>;
  /** Writes rows of an arriving company, and how far it is now. */
  putRows(company: number, table: MovedTable, rows: readonly MovedRow[], place: string): Promise<void>;
  /** An arriving company is served from now on; its head is this one, which must have its size and root. */
  complete(company: number, head: Head): Promise<void>;
}

const named = { kind: 'text', id: 'whole' } as const;
const row = { user_id: 'whole', connection_id: 'whole', email: 'text', json: 'text' } as const;
const signed = { size: 'whole', root: 'bytes', note: 'text' } as const;

/**
 * All tables that belong to a company beside its events and their parts. What is not here is made again by the store:
 * server/test/moving-tables.test.ts names each table and says why.
 */
export const MOVED_TABLES: readonly MovedTable[] = [
  table('subjects', ['kind', 'id'], { ...named, key: 'bytes', tag_salt: 'bytes' }),
  table('snapshots', ['kind', 'id', 'version'], {
    ...named,
    version: 'whole',
    digest: 'bytes',
    subject_kind: 'text',
    subject_id: 'whole',
    json: 'text',
  }),
  table('removals', ['seq', 'leaf'], {
    seq: 'whole',
    leaf: 'whole',
    digest: 'bytes',
    kind: 'text',
    replacement: 'bytes',
  }),
  table('directory', ['kind', 'id'], { ...named, ...row }),
  table('directory_history', ['version', 'kind', 'id'], { ...named, ...row, version: 'whole', at: 'whole' }),
  table('event_types', ['name', 'version'], {
    name: 'text',
    version: 'whole',
    category: 'text',
    schema: 'text',
    created_at: 'whole',
  }),
  table('api_keys', ['id'], {
    id: 'text',
    hash: 'bytes',
    user_id: 'whole',
    name: 'text',
    permissions: 'texts',
    addresses: 'texts',
    date_style: 'text',
    created_at: 'whole',
    expires_at: 'whole',
    revoked_at: 'whole',
  }),
  table('accounts', ['user_id'], {
    user_id: 'whole',
    password: 'text',
    password_at: 'whole',
    signed_out_at: 'whole',
  }),
  table('sign_in_links', ['id'], {
    id: 'text',
    hash: 'bytes',
    kind: 'text',
    user_id: 'whole',
    name: 'text',
    email: 'text',
    created_by: 'whole',
    created_at: 'whole',
    ends_at: 'whole',
    used_at: 'whole',
  }),
  table('saved_views', ['id'], {
    id: 'text',
    user_id: 'whole',
    name: 'text',
    query: 'text',
    shared: 'yes',
    created_at: 'whole',
    updated_at: 'whole',
  }),
  table('idempotency', ['key'], { key: 'text', fingerprint: 'bytes', seqs: 'wholes', created_at: 'whole' }),
  // Few at a time: a file is kept whole.
  table(
    'files',
    ['id'],
    {
      id: 'uuid',
      subject_kind: 'text',
      subject_id: 'whole',
      name: 'text',
      media_type: 'text',
      bytes: 'bytes',
      created_at: 'whole',
    },
    4,
  ),
  table('jobs', ['id'], {
    id: 'uuid',
    kind: 'text',
    event_id: 'uuid',
    requested_by: 'whole',
    status: 'text',
    claimed_at: 'whole',
    file_id: 'uuid',
    error: 'text',
    created_at: 'whole',
    completed_at: 'whole',
  }),
  // Last, so that what was signed is there only with all that it speaks of.
  table('checkpoints', ['size'], signed),
  table('cosigned_checkpoints', ['size'], { ...signed, lines: 'text', complete: 'yes' }),
  table('checkpoint_history', ['size'], { ...signed, lines: 'text', signed_at: 'whole' }),
];

function table(name: string, key: readonly string[], columns: MovedTable['columns'], page = 500): MovedTable {
  return { name, key, columns, page };
}
