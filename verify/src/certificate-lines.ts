/** From the chunks of a file to its lines, holding no more than one line. */
import { LINE_BYTES_MAX, wrong } from './certificate-file.ts';
import { VerifyError } from './error.ts';
import { concatBytes, utf8Text } from './hash.ts';

/** Pieces of a file in order, of any length. */
export type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Undoes gzip (RFC 1952): one member and nothing after it. Throws VerifyError for anything else. */
export type Gunzip = (chunks: Chunks) => AsyncIterable<Uint8Array>;

/** With what Node and browsers have built in. What reading `chunks` throws is passed on as it is. */
export async function* platformGunzip(chunks: Chunks): AsyncGenerator<Uint8Array> {
  const source = chunksOf(chunks);
  let failure: { cause: unknown } | null = null;
  const compressed = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      try {
        const { done, value } = await source.next();
        if (done) controller.close();
        else controller.enqueue(new Uint8Array(value));
      } catch (cause) {
        failure = { cause };
        controller.error(cause);
      }
    },
    async cancel() {
      await source.return(undefined);
    },
  });
  const reader = compressed.pipeThrough(new DecompressionStream('gzip')).getReader();
  try {
    for (;;) {
      const { done, value } = await readOr(reader, () => failure);
      if (done) return;
      yield value;
    }
  } finally {
    // Where the reader leaves early, the source is told; where it failed, it knows.
    await reader.cancel().catch(() => undefined);
  }
}

/** Lines without their ends. Throws VerifyError for one that is too long, empty or not ended. */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  bytesMax: number = LINE_BYTES_MAX,
): AsyncGenerator<string> {
  let pieces: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    let rest = chunk;
    for (let end = rest.indexOf(LF); end >= 0; end = rest.indexOf(LF)) {
      const bytes = concatBytes(...pieces, rest.subarray(0, end));
      if (bytes.length === 0) throw wrong('an empty line');
      if (bytes.length > bytesMax) throw wrong('a line is too long');
      yield utf8Text(bytes);
      pieces = [];
      length = 0;
      rest = rest.subarray(end + 1);
    }
    length += rest.length;
    if (length > bytesMax) throw wrong('a line is too long');
    if (rest.length > 0) pieces.push(rest.slice());
  }
  if (length > 0) throw wrong('the file ends within a line');
}

const LF = 0x0a;

async function* chunksOf(chunks: Chunks): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

async function readOr<T>(
  reader: { read(): Promise<T> },
  failure: () => { cause: unknown } | null,
): Promise<T> {
  try {
    return await reader.read();
  } catch (cause) {
    const own = failure();
    if (own !== null) throw own.cause;
    throw new VerifyError(
      'encoding',
      'not one whole gzip file: cut short, damaged or followed by something',
      {
        cause,
      },
    );
  }
}
