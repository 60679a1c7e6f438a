/** A stream of events, a line each: read, recorded and answered in batches, so that memory stays flat. */
import type { Recorded } from '../../app/ports.ts';
import { type Refusal, Refused } from '../../domain/errors.ts';
import { limits } from '../../domain/limits.ts';
import { decodeUtf8, parseStrictJson } from '../../domain/strict-json.ts';
import { isoTime } from '../../domain/time.ts';
import { errorBody, problemOf } from '../errors.ts';
import type { Metrics } from '../metrics.ts';

type Line = { line: number } & ({ draft: unknown } | { refusal: Refusal });

/** The answers to a stream, a chunk for each batch. What one chunk of input holds is answered before the next is read. */
export async function* answerLines(
  input: AsyncIterable<Buffer>,
  record: (drafts: readonly unknown[]) => Promise<readonly (Recorded | Refusal)[]>,
  metrics: Metrics,
): AsyncGenerator<string> {
  const splitter = new LineSplitter();
  async function* answers(lines: Line[]) {
    for (let from = 0; from < lines.length; from += limits.ndjsonBatchLines)
      yield await answerBatch(lines.slice(from, from + limits.ndjsonBatchLines), record, metrics);
  }
  for await (const chunk of input) yield* answers(splitter.push(chunk));
  yield* answers(splitter.end());
}

async function answerBatch(
  lines: readonly Line[],
  record: (drafts: readonly unknown[]) => Promise<readonly (Recorded | Refusal)[]>,
  metrics: Metrics,
): Promise<string> {
  const drafts = lines.filter((line) => 'draft' in line);
  const results = await record(drafts.map(({ draft }) => draft)).catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error;
    return drafts.map(() => error.refusal);
  });
  const byLine = new Map(drafts.map(({ line }, i) => [line, results[i]]));
  let text = '';
  for (const line of lines) {
    const result = 'refusal' in line ? line.refusal : byLine.get(line.line);
    if (result !== undefined) text += `${JSON.stringify(answerOf(line.line, result))}\n`;
    if (result !== undefined && !('is' in result)) metrics.eventsRecorded(1);
  }
  return text;
}

function answerOf(line: number, result: Recorded | Refusal): object {
  if ('is' in result) return { line, error: errorBody(problemOf(result)) };
  return { line, id: result.id, seq: result.seq, recordedAt: isoTime(result.recordedAt) };
}

const LF = 0x0a;

/** Cuts bytes into lines; a line that is too long is answered and skipped without being kept. */
class LineSplitter {
  #line = 0;
  #kept: Buffer[] = [];
  #length = 0;

  push(chunk: Buffer): Line[] {
    const lines: Line[] = [];
    let from = 0;
    for (let to = chunk.indexOf(LF); to !== -1; to = chunk.indexOf(LF, from)) {
      this.#keep(chunk.subarray(from, to));
      this.#finish(lines);
      from = to + 1;
    }
    this.#keep(chunk.subarray(from));
    return lines;
  }

  end(): Line[] {
    const lines: Line[] = [];
    if (this.#length > 0) this.#finish(lines);
    return lines;
  }

  #keep(part: Buffer): void {
    this.#length += part.length;
    if (this.#length <= limits.ndjsonLineBytes) this.#kept.push(part);
    else this.#kept = [];
  }

  #finish(lines: Line[]): void {
    this.#line += 1;
    const line = this.#line;
    const tooLong = this.#length > limits.ndjsonLineBytes;
    const bytes = Buffer.concat(this.#kept);
    this.#kept = [];
    this.#length = 0;
    if (tooLong) {
      const message = `a line holds at most ${limits.ndjsonLineBytes} bytes`;
      lines.push({ line, refusal: { is: 'tooLarge', message } });
      return;
    }
    try {
      const text = decodeUtf8(bytes).trim();
      if (text !== '') lines.push({ line, draft: parseStrictJson(text) });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      lines.push({ line, refusal: error.refusal });
    }
  }
}
