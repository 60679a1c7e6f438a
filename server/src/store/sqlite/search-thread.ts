/**
 * The thread that follows the log with the columns and the text index, which it owns: it answers scans by text once the
 * index has caught up with the company's head. An index that is damaged, or is not this log's, is made again.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { limits } from '../../domain/limits.ts';
import type { Answered, Asked } from './asked-thread.ts';
import { openDatabase, Statements } from './connection.ts';
import { isDamaged, removeDerived } from './derived-file.ts';
import { type Scan, type Scanner, scanner } from './scans.ts';
import { PIECE_EVENTS, SearchIndex, searchFile } from './search-index.ts';
import { giveWay } from './thread.ts';

export type SearchQuestion =
  | Scan
  | { do: 'catchUp' }
  | { do: 'forget'; company: number; seqs: readonly number[] };

const port = parentPort;
if (port === null) throw new Error('search-thread.ts runs as a worker thread');
const { folder } = workerData as { folder: string };
giveWay();
let open: ReturnType<typeof openIndex> | null = null;
let closing = false;
let last: Promise<void> = Promise.resolve();

port.on('message', (message: Asked<SearchQuestion>) => {
  if ('close' in message) closing = true;
  // One after the other: most of them wait for the same pieces.
  last = last.then(() => ('close' in message ? close() : reply(message.id, message.question)));
});

async function reply(id: number, question: SearchQuestion): Promise<void> {
  try {
    port?.postMessage({ id, answer: await answerOrMakeAgain(question) } satisfies Answered);
  } catch (error) {
    port?.postMessage({ id, error: (error as Error).message } satisfies Answered);
  }
}

async function answerOrMakeAgain(question: SearchQuestion): Promise<unknown> {
  try {
    return await answer(question);
  } catch (error) {
    if (!isDamaged(error)) throw error;
    open?.scans.columns.makeAgain();
    closeIndex();
    removeDerived(searchFile(folder));
    return answer(question);
  }
}

async function answer(question: SearchQuestion): Promise<unknown> {
  open ??= openIndex();
  const { index, scans } = open;
  if ('scan' in question) {
    await untilDone(() => scans.prepare(question) && index.follow(question.query.company));
    return scans.answer(question);
  }
  if (question.do === 'catchUp') return catchUp(scans, index);
  index.forget(question.company, question.seqs);
  return null;
}

/** So much and no more: whoever asks by text meanwhile does not wait for other companies. */
function catchUp({ columns }: Scanner, index: SearchIndex): boolean {
  const [company] = columns.behind();
  if (company !== undefined) {
    columns.follow(company);
    return false;
  }
  let pieces = limits.searchCatchUpEvents / PIECE_EVENTS;
  for (const company of index.behind())
    for (let done = false; !done; pieces--) {
      if (pieces <= 0) return false;
      done = index.follow(company);
    }
  return true;
}

/** Piece by piece, so that a store that closes does not wait for the whole log. */
async function untilDone(piece: () => boolean): Promise<void> {
  while (!piece()) {
    if (closing) throw new Error('the store is closing');
    await new Promise((resume) => setImmediate(resume));
  }
}

function openIndex() {
  // First the index: it makes the file that is attached here.
  const log = openDatabase(folder, 'read');
  try {
    const index = new SearchIndex(folder, new Statements(log));
    try {
      log.prepare('ATTACH ? AS search').run(searchFile(folder));
      return { log, index, scans: scanner(folder, log) };
    } catch (error) {
      index.close();
      throw error;
    }
  } catch (error) {
    log.close();
    throw error;
  }
}

function closeIndex(): void {
  open?.scans.columns.close();
  open?.log.close();
  open?.index.close();
  open = null;
}

function close(): void {
  closeIndex();
  port?.close();
}
