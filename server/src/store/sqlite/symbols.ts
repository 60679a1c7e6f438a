/** Codes for values that many events share (migrations, table `symbols`). A code never changes its meaning. */
import { toHex } from '../hex.ts';
import type { Statements } from './connection.ts';
import { digestBytes } from './rows.ts';

export type SymbolValue = string | Uint8Array;

/** Reads codes and values; what was found once is kept, because it cannot change. */
export class Symbols {
  protected readonly sql: Statements;
  /** By company: every event names some ten of them, and a joined name would cost more than finding it. */
  readonly #texts = new Map<number, Map<number, string>>();
  readonly #codes = new Map<string, number>();

  constructor(sql: Statements) {
    this.sql = sql;
  }

  /** What a code stands for: a word, or a digest in hex. */
  text(company: number, code: number): string {
    let known = this.#texts.get(company);
    if (known === undefined) {
      known = new Map();
      this.#texts.set(company, known);
    }
    let text = known.get(code);
    if (text === undefined) {
      text = this.#read(company, code);
      known.set(code, text);
    }
    return text;
  }

  #read(company: number, code: number): string {
    const row = this.sql.get<{ value: SymbolValue }>(
      'SELECT value FROM symbols WHERE company = ? AND code = ?',
      company,
      code,
    );
    if (row === undefined) throw new Error(`symbol ${code} of company ${company} is missing`);
    return typeof row.value === 'string' ? row.value : toHex(row.value);
  }

  /** Null when no event has this value. */
  code(company: number, value: SymbolValue): number | null {
    const name = nameOf(company, value);
    const known = this.#codes.get(name);
    if (known !== undefined) return known;
    const row = this.sql.get<{ code: number }>(
      'SELECT code FROM symbols WHERE company = ? AND value = ?',
      company,
      value,
    );
    if (row !== undefined) this.#codes.set(name, row.code);
    return row?.code ?? null;
  }

  protected learn(company: number, value: SymbolValue, code: number): void {
    this.#codes.set(nameOf(company, value), code);
  }

  /** After a rollback: codes given by it are free again. */
  forget(): void {
    this.#codes.clear();
  }
}

/** The writer's: gives a code to a value that has none. */
export class GrowingSymbols extends Symbols {
  /** By the hex of a digest: every event names several, and bytes are no key of a map. */
  readonly #digests = new Map<number, Map<string, number>>();

  codeForDigest(company: number, hex: string): number {
    let known = this.#digests.get(company);
    if (known === undefined) {
      known = new Map();
      this.#digests.set(company, known);
    }
    let code = known.get(hex);
    if (code === undefined) {
      code = this.codeFor(company, digestBytes(hex));
      known.set(hex, code);
    }
    return code;
  }

  override forget(): void {
    super.forget();
    this.#digests.clear();
  }

  codeFor(company: number, value: SymbolValue): number {
    const known = this.code(company, value);
    if (known !== null) return known;
    const row = this.sql.get<{ code: number }>(
      'INSERT INTO symbols (company, code, value) ' +
        'VALUES (?1, (SELECT coalesce(max(code), 0) + 1 FROM symbols WHERE company = ?1), ?2) RETURNING code',
      company,
      value,
    );
    const code = row?.code ?? 0;
    this.learn(company, value, code);
    return code;
  }
}

function nameOf(company: number, value: SymbolValue): string {
  return typeof value === 'string'
    ? `${company} ${value}`
    : `${company} #${Buffer.from(value).toString('latin1')}`;
}
