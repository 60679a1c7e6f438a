/** Codes for values that many events share (migrations, table `symbols`). A code never changes its meaning. */
import type { Digest, Entry } from '@affidavit/verify';
import type pg from 'pg';
import { columns } from './columns.ts';
import type { Reads } from './sight.ts';

/** What has a code: exactly one of the two is there. */
export interface SymbolValue {
  word: string | null;
  digest: Digest | null;
}

const wordOf = (word: string): SymbolValue => ({ word, digest: null });
const digestOf = (digest: Digest): SymbolValue => ({ word: null, digest });

/** Members of an entry that are codes in `events`. */
const WORDS = ['type', 'category', 'source', 'status'] as const;

/** The codes of an event's members. */
export interface Codes {
  type: number;
  category: number;
  source: number;
  status: number | null;
  actor: number | null;
  person: number | null;
  connection: number | null;
}

export interface NewSymbol extends SymbolValue {
  code: number;
}

/** The codes of one company while its head is locked: what its items need, and those that they add. */
export class SymbolTable {
  readonly added: NewSymbol[] = [];
  readonly #codes = new Map<string, number>();
  #last = 0;

  /** What the store has. `last` is the highest code of the company. */
  fill(last: number, known: readonly NewSymbol[]): void {
    this.#last = last;
    for (const symbol of known) this.#codes.set(nameOf(symbol), symbol.code);
  }

  codesOf({ type, category, source, status, actor, parts }: Omit<Entry, 'recordedAt'>): Codes {
    const digest = (value: Digest | null) => (value === null ? null : this.#code(digestOf(value)));
    return {
      type: this.#code(wordOf(type)),
      category: this.#code(wordOf(category)),
      source: this.#code(wordOf(source)),
      status: status === null ? null : this.#code(wordOf(status)),
      actor: digest(actor),
      person: digest(parts.person),
      connection: digest(parts.connection),
    };
  }

  #code(value: SymbolValue): number {
    const name = nameOf(value);
    let code = this.#codes.get(name);
    if (code === undefined) {
      code = ++this.#last;
      this.#codes.set(name, code);
      this.added.push({ ...value, code });
    }
    return code;
  }
}

function nameOf({ word, digest }: SymbolValue): string {
  return word === null ? `digest ${digest}` : `word ${word}`;
}

type Row = SymbolValue & { company: number; code: number };
type Known = ReadonlyMap<number, { last: number; symbols: readonly NewSymbol[] }>;

/** Events of one company. */
interface Of {
  company: number;
  events: readonly { entry: Omit<Entry, 'recordedAt'> }[];
}

/** What the items' companies have of the values that their events need. */
export async function readSymbols(client: pg.PoolClient, items: readonly Of[]): Promise<Known> {
  const wanted = wantedBy(items);
  if (wanted.length === 0) return new Map();
  const words = wanted.filter(({ word }) => word !== null);
  const digests = wanted.filter(({ digest }) => digest !== null);
  const { rows } = await client.query<Row>({
    name: 'known_symbols',
    text: `SELECT company, code, word, NULL AS digest FROM unnest($1::integer[], $2::text[]) AS wanted (company, word)
             JOIN symbols USING (company, word)
            UNION ALL
           SELECT company, code, NULL, encode(digest, 'hex')
             FROM unnest($3::integer[], $4::bytea[]) AS wanted (company, digest) JOIN symbols USING (company, digest)
            UNION ALL
           SELECT company, (SELECT max(code) FROM symbols s WHERE s.company = wanted.company), NULL, NULL
             FROM unnest($5::integer[]) AS wanted (company)`,
    values: [
      ...columns(words, [(w) => w.company, (w) => w.word]),
      ...columns(digests, [(w) => w.company, (w) => hexParameter(w.digest)]),
      [...new Set(wanted.map(({ company }) => company))],
    ],
  });
  const known = new Map<number, { last: number; symbols: NewSymbol[] }>();
  // A row without a value tells the highest code of its company; there is none yet in an empty log.
  for (const { company, code, word, digest } of rows)
    if (word === null && digest === null) known.set(company, { last: code ?? 0, symbols: [] });
  for (const { company, ...symbol } of rows)
    if (symbol.word !== null || symbol.digest !== null) known.get(company)?.symbols.push(symbol);
  return known;
}

function wantedBy(items: readonly Of[]): (SymbolValue & { company: number })[] {
  const wanted = new Map<string, SymbolValue & { company: number }>();
  for (const { company, events } of items) {
    const want = (value: SymbolValue) => wanted.set(`${company} ${nameOf(value)}`, { ...value, company });
    for (const { entry } of events) {
      for (const member of WORDS) if (entry[member] !== null) want(wordOf(entry[member]));
      for (const digest of [entry.actor, entry.parts.person, entry.parts.connection])
        if (digest !== null) want(digestOf(digest));
    }
  }
  return [...wanted.values()];
}

/** More than this many values are not remembered. */
const REMEMBERED = 200_000;

/**
 * Reads values and codes outside of a flush. What a code stands for is remembered, since it never changes, as long as
 * `history` stays the same: a failover may lose what was committed, and give a code again.
 */
export class Symbols {
  readonly #reads: Reads;
  readonly #history: () => string;
  readonly #values = new Map<string, SymbolValue>();
  readonly #codes = new Map<string, number>();
  #ofHistory = '';

  constructor(reads: Reads, history: () => string) {
    this.#reads = reads;
    this.#history = history;
  }

  /** What these codes stand for; a code that stands for nothing is not among them. */
  async values(company: number, codes: Iterable<number | null>): Promise<ReadonlyMap<number, SymbolValue>> {
    const history = this.#present();
    const found = new Map<number, SymbolValue>();
    const missing: number[] = [];
    for (const code of new Set(codes)) {
      if (code === null) continue;
      const value = this.#values.get(`${company} ${code}`);
      if (value === undefined) missing.push(code);
      else found.set(code, value);
    }
    if (missing.length === 0) return found;
    const { rows } = await this.#reads.of(company).query<NewSymbol>({
      name: 'symbols',
      text: `SELECT code, word, encode(digest, 'hex') AS digest FROM symbols WHERE company = $1 AND code = ANY ($2)`,
      values: [company, missing],
    });
    for (const { code, ...value } of rows) {
      found.set(code, value);
      if (this.#history() === history) this.#values.set(`${company} ${code}`, value);
    }
    return found;
  }

  /** The codes of words; a word that no event of the company has is not among them. */
  async codes(company: number, words: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const history = this.#present();
    const found = new Map<string, number>();
    const missing: string[] = [];
    for (const word of words) {
      const code = this.#codes.get(`${company} ${word}`);
      if (code === undefined) missing.push(word);
      else found.set(word, code);
    }
    if (missing.length === 0) return found;
    const { rows } = await this.#reads.of(company).query<{ word: string; code: number }>({
      name: 'codes_of_words',
      text: 'SELECT word, code FROM symbols WHERE company = $1 AND word = ANY ($2::text[])',
      values: [company, missing],
    });
    for (const { word, code } of rows) {
      found.set(word, code);
      if (this.#history() === history) this.#codes.set(`${company} ${word}`, code);
    }
    return found;
  }

  /** The history as it is now, with nothing remembered of another one. */
  #present(): string {
    const history = this.#history();
    if (history !== this.#ofHistory || this.#values.size + this.#codes.size > REMEMBERED) {
      this.#values.clear();
      this.#codes.clear();
    }
    this.#ofHistory = history;
    return history;
  }
}

/** Bytes as PostgreSQL reads them, within arrays too. */
export function hexParameter(hex: string | null): string | null {
  return hex === null ? null : `\\x${hex}`;
}
