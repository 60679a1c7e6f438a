import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { type EventColumn, type EventRow, eventColumns } from '../app/ports/event-files.ts';
import { limits } from '../domain/limits.ts';
import { eventParquet } from './event-parquet.ts';

const columns = Object.keys(eventColumns) as EventColumn[];
const empty = Object.fromEntries(columns.map((name) => [name, null])) as EventRow;

async function fileOf(rows: Iterable<EventRow>): Promise<ArrayBuffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of eventParquet(asynchronous(rows))) pieces.push(piece);
  return new Uint8Array(Buffer.concat(pieces)).buffer;
}

async function* asynchronous(rows: Iterable<EventRow>): AsyncGenerator<EventRow> {
  yield* rows;
}

/** Rows as a reader gets them: times are dates, numbers are bigints. */
const read = (file: ArrayBuffer) => parquetReadObjects({ file }) as Promise<Record<string, unknown>[]>;
const asRead = (row: EventRow) =>
  Object.fromEntries(
    columns.map((name) => {
      const value = row[name];
      if (typeof value === 'number') return [name, BigInt(value)];
      return [name, value !== null && eventColumns[name] === 'time' ? new Date(value) : value];
    }),
  );

const time = fc
  .date({ min: new Date('1970-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());
const whole = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.lorem());
const cells = { time: fc.option(time), whole: fc.option(whole), text: fc.option(text) };
const row = fc
  .tuple(...columns.map((name): fc.Arbitrary<string | number | null> => cells[eventColumns[name]]))
  .map((values) => Object.fromEntries(columns.map((name, i) => [name, values[i]])) as EventRow);

test('whatever is in the rows is read back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 40 }), async (rows) => {
      assert.deepEqual(await read(await fileOf(rows)), rows.map(asRead));
    }),
    { numRuns: 60 },
  );
});

test('columns have types; without rows there is a table all the same', async () => {
  const { schema, num_rows } = parquetMetadata(await fileOf([]));
  assert.equal(num_rows, 0n);
  const [, ...elements] = schema;
  assert.deepEqual(
    elements.map(({ name }) => name),
    columns,
  );
  for (const { name, type, converted_type, logical_type } of elements) {
    const kind = eventColumns[name as EventColumn];
    assert.equal(type, kind === 'text' ? 'BYTE_ARRAY' : 'INT64');
    if (kind === 'text') assert.equal(converted_type, 'UTF8');
    if (kind === 'time')
      assert.deepEqual(logical_type, { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' });
  }
});

test('a group is written when it is full, by rows or by text, and no row is asked for before the reader wants more', async () => {
  let asked = 0;
  let ended = false;
  async function* rows(text: string): AsyncGenerator<EventRow> {
    try {
      for (;;) yield { ...empty, seq: asked++, description: text };
    } finally {
      ended = true;
    }
  }
  const short = eventParquet(rows('short'));
  await short.next();
  assert.equal(asked, limits.parquetGroupRows);
  await short.return(undefined);
  assert.ok(ended);

  asked = 0;
  const long = eventParquet(rows('x'.repeat(limits.parquetGroupChars / 4)));
  await long.next();
  assert.equal(asked, 4);
  await long.next();
  assert.equal(asked, 8);
  await long.return(undefined);
});

test('several groups make one table, whose footer holds no text of the rows', async () => {
  const rows = Array.from({ length: 2 * limits.parquetGroupRows + 1 }, (_, seq) => ({
    ...empty,
    seq,
    createdAt: new Date(seq).toISOString(),
    description: `text ${seq}`,
  }));
  const file = await fileOf(rows);
  const { row_groups } = parquetMetadata(file);
  assert.deepEqual(
    row_groups.map(({ num_rows }) => Number(num_rows)),
    [limits.parquetGroupRows, limits.parquetGroupRows, 1],
  );
  const statistics = row_groups[1]?.columns.map(({ meta_data }) => meta_data?.statistics);
  assert.equal(statistics?.[columns.indexOf('description')], undefined);
  assert.deepEqual(statistics?.[columns.indexOf('seq')]?.min_value, BigInt(limits.parquetGroupRows));
  assert.deepEqual(await read(file), rows.map(asRead));
});
