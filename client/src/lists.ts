/** Answers that are more than one: pages of a list, lines, and events of a stream. */
import { ApiError, type CallOptions, type OperationFacts, type Params, type Transport } from './transport.ts';

/** A list that is fetched as it is read: `for await (const item of list)`. Each reading begins anew. */
export interface List<Page, Item> extends AsyncIterable<Item> {
  /** One page only: the first, or the one that the parameters name. */
  page(): Promise<Page>;
  /** All pages from there on. */
  pages(): AsyncIterable<Page>;
}

interface AnyPage {
  data: readonly unknown[];
  page?: number;
  limit?: number;
  total?: number;
  pagination?: { cursor: string | null };
}

/** A list of either kind: numbered pages with a total, or a cursor that is null at the end. */
export function list<Page extends AnyPage, Item>(
  transport: Transport,
  facts: OperationFacts,
  params: Params,
  options?: CallOptions,
): List<Page, Item> {
  const fetchPage = (more: object) => transport.call<Page>(facts, { ...params, ...more }, undefined, options);
  async function* pages(): AsyncGenerator<Page> {
    for (let more: object | null = {}; more !== null; ) {
      const page: Page = await fetchPage(more);
      yield page;
      more = following(page);
    }
  }
  return {
    page: () => fetchPage({}),
    pages,
    async *[Symbol.asyncIterator]() {
      for await (const { data } of pages()) yield* data as readonly Item[];
    },
  };
}

/** What names the next page; null when there is none. */
function following({ data, page = 1, limit = 0, total = 0, pagination }: AnyPage): object | null {
  if (pagination !== undefined) return pagination.cursor ? { cursor: pagination.cursor } : null;
  return data.length === 0 || page * limit >= total ? null : { page: page + 1 };
}

/** Sends lines of JSON as they come and yields the answers, a line each. Never sent again: lines may be done by then. */
export async function* lines<Item>(
  transport: Transport,
  facts: OperationFacts,
  params: Params,
  input: Iterable<unknown> | AsyncIterable<unknown>,
  options: CallOptions = {},
): AsyncGenerator<Item> {
  const encoder = new TextEncoder();
  async function* bytes() {
    for await (const one of input) yield encoder.encode(`${JSON.stringify(one)}\n`);
  }
  const source = bytes();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await source.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: async () => void (await source.return(undefined)),
  });
  const { signal } = options;
  const response = await transport.send(facts, params, { body, ...(signal !== undefined && { signal }) });
  for await (const line of textLines(response)) if (line !== '') yield JSON.parse(line) as Item;
}

/**
 * The messages of a stream of server-sent events, for as long as the reader wants them. A lost connection is opened
 * again after the last message that was read; a refusal that waiting does not mend rejects.
 */
export async function* stream<Item>(
  transport: Transport,
  facts: OperationFacts,
  params: Params,
  options: CallOptions = {},
): AsyncGenerator<Item> {
  const { signal } = options;
  let lastId: string | null = null;
  for (;;) {
    const headers: Record<string, string> = lastId === null ? {} : { 'last-event-id': lastId };
    const response = await transport.retried(true, signal, () =>
      transport.send(facts, params, { headers, ...(signal !== undefined && { signal }) }),
    );
    try {
      for await (const { id, data } of messages(response)) {
        if (data !== null) yield JSON.parse(data) as Item;
        lastId = id ?? lastId;
      }
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof SyntaxError || error instanceof ApiError) throw error;
    }
    await transport.pause(signal);
  }
}

interface Message {
  id: string | null;
  data: string | null;
}

/** Messages that are complete; what a cut connection left of one is not a message. */
async function* messages(response: Response): AsyncGenerator<Message> {
  let id: string | null = null;
  let data: string[] = [];
  for await (const line of textLines(response)) {
    if (line === '') {
      if (id !== null || data.length > 0) yield { id, data: data.length === 0 ? null : data.join('\n') };
      id = null;
      data = [];
      continue;
    }
    const [, field = '', value = ''] = /^([^:]*):? ?(.*)$/.exec(line) ?? [];
    if (field === 'id') id = value;
    else if (field === 'data') data.push(value);
  }
}

/** Lines of an answer without their ends. Leaving the loop ends the request. */
async function* textLines(response: Response): AsyncGenerator<string> {
  if (response.body === null) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      const parts = (rest + chunk.value).split(/\r?\n/);
      rest = parts.pop() ?? '';
      yield* parts;
    }
    if (rest !== '') yield rest;
  } finally {
    await reader.cancel().catch(() => {});
  }
}
