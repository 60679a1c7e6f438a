/** A stream of events, a line each: read, recorded and answered in batches, so that memory stays flat. */
import type { Readable } from 'node:stream';
import type { Recorded } from '../../app/ports.ts';
import { type Refusal, Refused } from '../../domain/errors.ts';
import { limits } from '../../domain/limits.ts';
import { decodeUtf8, parseStrictJson } from '../../domain/strict-json.ts';
import { drain } from '../answers.ts';
import { errorBody, type Problem, problemOf } from '../errors.ts';
import { type Line, readLines } from '../lines.ts';

export interface LineWork {
  /** Records drafts, each on its own. */
  record(drafts: readonly unknown[]): Promise<readonly (Recorded | Refusal)[]>;
  /** What is answered for a recorded event. */
  answer(recorded: Recorded): Promise<object>;
  /** Told of every failure that no Refused explains. */
  onFailure(error: unknown): void;
  stopping: AbortSignal;
}

/**
 * One line of answer for every line of input that is not empty, in order, a chunk for each batch: {line, …} with
 * what was recorded, or {line, error}. A line that is refused stops nothing. When the server stops, what has arrived
 * is answered, and a last line says that the rest was not read.
 */
export async function* answerLines(input: Readable, work: LineWork): AsyncGenerator<string> {
  let answered = 0;
  for await (const lines of readLines(input, work.stopping)) {
    yield await answerBatch(lines, work);
    answered = lines.at(-1)?.line ?? answered;
  }
  if (!work.stopping.aborted || input.readableEnded || input.destroyed) return;
  const problem: Problem = {
    name: 'unavailable',
    detail: 'the server is shutting down: send the rest again',
  };
  yield print(answered + 1, { error: errorBody(problem) });
  await drain(input);
}

async function answerBatch(lines: readonly Line[], work: LineWork): Promise<string> {
  const read = lines.map(readLine);
  const drafts = read.flatMap((one) => ('draft' in one ? [one.draft] : []));
  const results = drafts.length === 0 ? [] : await recordAll(drafts, work);
  let next = 0;
  let text = '';
  for (const [i, one] of read.entries()) {
    const result = 'draft' in one ? results[next++] : one;
    const line = lines[i]?.line ?? 0;
    if (result === undefined) text += print(line, { error: errorBody({ name: 'internal' }) });
    else if ('is' in result) text += print(line, { error: errorBody(problemOf(result)) });
    else text += print(line, await work.answer(result));
  }
  return text;
}

/** A batch that fails as a whole is answered line by line all the same; nothing of it is known to be recorded. */
async function recordAll(
  drafts: readonly unknown[],
  { record, onFailure }: LineWork,
): Promise<readonly (Recorded | Refusal)[]> {
  try {
    return await record(drafts);
  } catch (error) {
    if (error instanceof Refused) return drafts.map(() => error.refusal);
    onFailure(error);
    return [];
  }
}

function readLine({ bytes }: Line): { draft: unknown } | Refusal {
  if (bytes === null)
    return { is: 'tooLarge', message: `a line holds at most ${limits.ndjsonLineBytes} bytes` };
  try {
    return { draft: parseStrictJson(decodeUtf8(bytes)) };
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}

function print(line: number, answer: object): string {
  return `${JSON.stringify({ line, ...answer })}\n`;
}
