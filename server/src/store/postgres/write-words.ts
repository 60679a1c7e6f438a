/** The words by which events are found: written with the events, and taken out again for erasure. */
import type pg from 'pg';
import type { Search } from '../../app/ports/finding.ts';
import { UnknownOutcome } from '../../app/ports.ts';
import { wordsOfParts } from '../../domain/words.ts';
import { unpackPart } from '../packed-part.ts';
import { columns, packTexts, textAt, type Written } from './columns.ts';
import { lexeme } from './search-text.ts';
import { InDoubt, NotWritten, transact } from './transaction.ts';

/** One row of `search`. */
export interface WordRow {
  company: number;
  seq: number;
  piece: number;
  /** With blanks in between. */
  words: string;
}

/** A tsvector holds 1 MiB of words at most. Words of one row as they are in the index, in bytes of UTF-8. */
const ROW_BYTES = 256 * 1024;

/** The rows of an event with these parts, as JSON; none when it has no words. */
export function wordRowsOf(company: number, seq: number, parts: readonly (string | null)[]): WordRow[] {
  const pieces: string[][] = [];
  let left = 0;
  for (const word of wordsOfParts(parts)) {
    const bytes = Buffer.byteLength(lexeme(company, word));
    left -= bytes;
    if (left < 0) {
      pieces.push([]);
      left = ROW_BYTES - bytes;
    }
    pieces.at(-1)?.push(word);
  }
  const first = pieces.length > 1 ? 1 : 0;
  return pieces.map((words, i) => ({ company, seq, piece: first + i, words: words.join(' ') }));
}

export function insertWords(client: pg.PoolClient, rows: readonly WordRow[]): Written[] {
  if (rows.length === 0) return [];
  const words = packTexts(rows.map((row) => row.words));
  return [
    client.query({
      name: 'insert_words',
      text: `INSERT INTO search (words, company, seq, piece)
             SELECT ${textAt('$1', 'start', 'length')}, company, seq, piece
               FROM unnest($2::integer[], $3::integer[], $4::integer[], $5::bigint[], $6::smallint[])
                 AS event (start, length, company, seq, piece)`,
      values: [
        words.bytes,
        words.starts,
        words.lengths,
        ...columns(rows, [(r) => r.company, (r) => r.seq, (r) => r.piece]),
      ],
    }),
  ];
}

const EVENTS_AT_ONCE = 100;

type PartsRow = {
  company: number;
  seq: number;
  text: string | null;
  metadata: Uint8Array | null;
  test: Uint8Array | null;
};

/** Brings the words of these events to what their parts say now. */
export async function indexAgain(
  client: pg.PoolClient,
  company: number,
  seqs: readonly number[],
): Promise<void> {
  await client.query({
    name: 'forget_words',
    text: 'DELETE FROM search WHERE company = $1 AND seq = ANY ($2::bigint[])',
    values: [company, seqs],
  });
  for (let from = 0; from < seqs.length; from += EVENTS_AT_ONCE) {
    const { rows } = await client.query<PartsRow>({
      name: 'parts_to_index_again',
      text: 'SELECT company, seq, text, metadata, test FROM parts WHERE company = $1 AND seq = ANY ($2::bigint[])',
      values: [company, seqs.slice(from, from + EVENTS_AT_ONCE)],
    });
    await Promise.all(
      insertWords(
        client,
        rows.flatMap((row) =>
          wordRowsOf(row.company, row.seq, [row.text, unpackPart(row.metadata), unpackPart(row.test)]),
        ),
      ),
    );
  }
}

/**
 * Words are rows like any other: those that were forgotten are gone from the files once PostgreSQL has vacuumed the
 * table and its index was rebuilt (REINDEX INDEX CONCURRENTLY search_words).
 */
export function postgresSearch(pool: pg.Pool): Search {
  return {
    // Whatever is recorded is indexed in the same transaction.
    catchUp: async () => true,
    async forget(company, seqs) {
      try {
        await transact(pool, [company], (client) => indexAgain(client, company, seqs));
      } catch (error) {
        if (error instanceof InDoubt) throw new UnknownOutcome(error.message, { cause: error });
        throw error instanceof NotWritten ? error.cause : error;
      }
    },
  };
}
