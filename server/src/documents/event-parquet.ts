/** Events as Apache Parquet: columns with types, for tools that count. */
import type { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { type EventColumn, type EventRow, eventColumns } from '../app/ports/event-files.ts';
import { limits } from '../domain/limits.ts';

const columns = Object.keys(eventColumns) as EventColumn[];

type Schema = ConstructorParameters<typeof ParquetWriter>[0]['schema'];

const types = {
  time: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MILLIS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
  },
  whole: { type: 'INT64' },
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
} as const satisfies Readonly<Record<string, Partial<Schema[number]>>>;

const schema: Schema = [
  { name: 'events', num_children: columns.length },
  ...columns.map((name) => ({
    name,
    repetition_type: 'OPTIONAL' as const,
    ...types[eventColumns[name]],
  })),
];

/** One row group after the other: a group is in memory, and of those before it where their columns lie. */
export async function* eventParquet(rows: AsyncIterable<EventRow>): AsyncGenerator<Uint8Array> {
  const { ByteWriter, ParquetWriter } = await import('hyparquet-writer');
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({ writer: bytes, schema, createdBy: 'affidavit' });
  let group: EventRow[] = [];
  let chars = 0;
  for await (const row of rows) {
    group.push(row);
    chars += charsOf(row);
    if (group.length < limits.parquetGroupRows && chars < limits.parquetGroupChars) continue;
    write(writer, group);
    yield taken(bytes);
    group = [];
    chars = 0;
  }
  if (group.length > 0) write(writer, group);
  writer.finish();
  yield taken(bytes);
}

function write(writer: ParquetWriter, group: readonly EventRow[]): void {
  const columnData = columns.map((name) => ({
    name,
    data: group.map((row) => physical(name, row[name])),
    // Pages of a group this small need no index. The bounds of a long text are of no use, and would be kept to the end.
    offsetIndex: false,
    statistics: eventColumns[name] !== 'text',
  }));
  writer.write({ columnData, rowGroupSize: group.length });
}

function physical(name: EventColumn, value: string | number | null): Date | bigint | string | null {
  if (typeof value === 'number') return BigInt(value);
  return value !== null && eventColumns[name] === 'time' ? new Date(value) : value;
}

function charsOf(row: EventRow): number {
  let chars = 0;
  for (const name of columns) chars += String(row[name] ?? '').length;
  return chars;
}

/** What has been written since the last time; the writer goes on counting offsets. */
function taken(bytes: ByteWriter): Uint8Array {
  const written = bytes.getBytes().slice();
  bytes.index = 0;
  return written;
}
