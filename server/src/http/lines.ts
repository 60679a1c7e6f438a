/** A stream of bytes as batches of lines, without ever holding more than a batch and one line. */
import type { Readable } from 'node:stream';
import { limits } from '../domain/limits.ts';

export interface Line {
  /** Counted from 1; empty lines count. */
  line: number;
  /** Without the line feed; null when the line is longer than limits.ndjsonLineBytes. */
  bytes: Buffer | null;
}

/**
 * Yields the lines of a stream, in order, at most limits.ndjsonBatchLines at once. A batch is yielded as soon as
 * nothing more is at hand: it never waits for input. While a batch is being worked on, no more is read than the
 * stream itself buffers. Ends with the input; on `stopping`, after the lines that have arrived in full; and without
 * the last, unfinished line when the input is cut off. Empty lines are left out.
 */
export async function* readLines(input: Readable, stopping: AbortSignal): AsyncGenerator<readonly Line[]> {
  const splitter = new LineSplitter();
  let wake = () => {};
  const onChange = () => wake();
  const events = ['readable', 'end', 'error', 'close'];
  for (const event of events) input.on(event, onChange);
  stopping.addEventListener('abort', onChange);
  try {
    for (;;) {
      const chunk: Buffer | null = stopping.aborted ? null : input.read();
      if (chunk !== null) splitter.push(chunk);
      while (splitter.lines.length >= limits.ndjsonBatchLines)
        yield splitter.lines.splice(0, limits.ndjsonBatchLines);
      if (chunk !== null) continue;
      if (splitter.lines.length > 0) {
        yield splitter.lines.splice(0);
        continue;
      }
      if (stopping.aborted || input.readableEnded || input.destroyed) break;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    if (input.readableEnded) splitter.end();
    if (splitter.lines.length > 0) yield splitter.lines;
  } finally {
    for (const event of events) input.off(event, onChange);
    stopping.removeEventListener('abort', onChange);
  }
}

const LF = 0x0a;

/** Cuts bytes into lines; of a line that is too long nothing is kept. */
class LineSplitter {
  readonly lines: Line[] = [];
  #line = 1;
  #kept: Buffer[] = [];
  #length = 0;

  push(chunk: Buffer): void {
    let from = 0;
    for (let to = chunk.indexOf(LF); to >= 0; to = chunk.indexOf(LF, from)) {
      this.#keep(chunk.subarray(from, to));
      this.end();
      from = to + 1;
    }
    this.#keep(chunk.subarray(from));
  }

  end(): void {
    const isTooLong = this.#length > limits.ndjsonLineBytes;
    const [first] = this.#kept;
    const bytes = this.#kept.length === 1 && first ? first : Buffer.concat(this.#kept);
    if (isTooLong || bytes.some((byte) => byte > 0x20)) {
      this.lines.push({ line: this.#line, bytes: isTooLong ? null : bytes });
    }
    this.#line++;
    this.#kept = [];
    this.#length = 0;
  }

  #keep(part: Buffer): void {
    if (part.length === 0) return;
    this.#length += part.length;
    if (this.#length <= limits.ndjsonLineBytes) this.#kept.push(part);
    else this.#kept = [];
  }
}
