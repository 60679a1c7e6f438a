import { createReadStream, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Company, Recorded } from '../app/ports.ts';
import { type System, world } from '../compose.ts';
import { describeRefusal, invalid, type Refusal, Refused } from '../domain/errors.ts';
import { limits } from '../domain/limits.ts';
import { parseStrictJson } from '../domain/strict-json.ts';
import { isoTime } from '../domain/time.ts';
import { type Cli, chooseCompany, withSystem } from './context.ts';
import { progressBar } from './output.ts';

export function addRecordCommand(cli: Cli): void {
  cli.program
    .command('record')
    .description(
      'record events from a file or stdin: NDJSON (.ndjson, .jsonl, stdin) line by line, or a JSON document (.json)',
    )
    .argument('[file]', 'file to read; stdin when absent or -')
    .option('--company <name>', 'company by name or UUID')
    .option('--json', 'print one JSON line per event')
    .action((file: string | undefined, options: { company?: string; json?: true }) =>
      withSystem(cli, async (system) => {
        const company = await chooseCompany(system, options.company);
        const source = openSource(file);
        const run = new Recording(system, company, options.json === true, source.bytes);
        if (source.whole) await run.document(await text(source.stream));
        else await run.lines(source.stream);
        run.end();
        if (run.refused > 0) cli.exitCode = 1;
      }),
    );
}

interface Source {
  stream: Readable;
  /** Null when it cannot be known. */
  bytes: number | null;
  /** One JSON document instead of a line each. */
  whole: boolean;
}

function openSource(file: string | undefined): Source {
  if (file === undefined || file === '-') return { stream: process.stdin, bytes: null, whole: false };
  try {
    const { size } = statSync(file);
    const whole = file.endsWith('.json');
    if (whole && size > limits.requestBytes)
      throw invalid(
        'file',
        `a JSON document holds at most ${limits.requestBytes} bytes: use NDJSON, one event a line`,
      );
    return { stream: createReadStream(file), bytes: size, whole };
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw invalid('file', (error as Error).message);
  }
}

/** Records in batches; every line is answered on its own, and a wrong one does not stop the others. */
class Recording {
  recorded = 0;
  refused = 0;
  readonly #system: System;
  readonly #company: Company;
  readonly #json: boolean;
  readonly #bytes: number | null;
  readonly #bar = progressBar('recording', world.now);
  #read = 0;

  constructor(system: System, company: Company, json: boolean, bytes: number | null) {
    this.#system = system;
    this.#company = company;
    this.#json = json;
    this.#bytes = bytes;
  }

  async lines(stream: Readable): Promise<void> {
    let batch: { line: number; text: string }[] = [];
    let line = 0;
    for await (const text of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
      line += 1;
      this.#read += Buffer.byteLength(text) + 1;
      if (text.trim() !== '') batch.push({ line, text });
      if (batch.length < limits.ndjsonBatchLines) continue;
      await this.#commit(batch);
      batch = [];
    }
    await this.#commit(batch);
  }

  async document(json: string): Promise<void> {
    const value = parseStrictJson(json);
    const drafts = Array.isArray(value) ? value : [value];
    for (let from = 0; from < drafts.length; from += limits.ndjsonBatchLines) {
      const answers = await this.#system.record.each(
        this.#company,
        drafts.slice(from, from + limits.ndjsonBatchLines),
      );
      for (const [i, answer] of answers.entries()) this.#answer(from + i + 1, answer);
    }
  }

  async #commit(batch: readonly { line: number; text: string }[]): Promise<void> {
    const parsed = batch.map(({ line, text }) => ({ line, ...parseLine(text) }));
    const drafts = parsed.filter((one) => one.refusal === null);
    const answers = await this.#system.record.each(
      this.#company,
      drafts.map((one) => one.draft),
    );
    const byLine = new Map(drafts.map((one, i) => [one.line, answers[i]]));
    for (const { line, refusal } of parsed) {
      const answer = refusal ?? byLine.get(line);
      if (answer !== undefined) this.#answer(line, answer);
    }
    this.#bar.update(this.#read, this.#bytes ?? this.#read);
  }

  #answer(line: number, answer: Recorded | Refusal): void {
    if ('is' in answer) {
      this.refused += 1;
      const error = describeRefusal(answer);
      if (this.#json) process.stdout.write(`${JSON.stringify({ line, error })}\n`);
      else process.stderr.write(`line ${line}: ${error}\n`);
      return;
    }
    this.recorded += 1;
    const { id, seq, recordedAt } = answer;
    if (this.#json)
      process.stdout.write(`${JSON.stringify({ line, id, seq, recordedAt: isoTime(recordedAt) })}\n`);
  }

  end(): void {
    this.#bar.end();
    if (!this.#json)
      process.stdout.write(
        `Recorded ${this.recorded} events${this.refused > 0 ? `, refused ${this.refused}` : ''}\n`,
      );
  }
}

function parseLine(text: string): { draft: unknown; refusal: Refusal | null } {
  try {
    return { draft: parseStrictJson(text), refusal: null };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { draft: null, refusal: error.refusal };
  }
}
