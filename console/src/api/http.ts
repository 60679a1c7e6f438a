/** Requests to the server that sent the page; the browser adds what signs the reader in. */

/** The server refused. `message` is a sentence for people. */
export class ApiError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
  }
}

export type Query = URLSearchParams | Readonly<Record<string, string | number | undefined>>;

/** A path of the API with its query; what is undefined is left out. */
export function address(path: string, query: Query = {}): string {
  const given =
    query instanceof URLSearchParams
      ? query
      : new URLSearchParams(
          Object.entries(query).flatMap(([name, value]) =>
            value === undefined ? [] : [[name, String(value)]],
          ),
        );
  const text = given.toString();
  return text === '' ? path : `${path}?${text}`;
}

export async function getJson<T>(url: string, signal?: AbortSignal): Promise<T> {
  return (await (await request(url, signal === undefined ? {} : { signal })).json()) as T;
}

export async function getText(url: string, signal?: AbortSignal): Promise<string> {
  return (await request(url, signal === undefined ? {} : { signal })).text();
}

export async function getFile(url: string, signal?: AbortSignal): Promise<Blob> {
  return (await request(url, signal === undefined ? {} : { signal })).blob();
}

/** Sends JSON; the answer is JSON too, or undefined where there is none. */
export async function sendJson<T>(
  method: 'POST' | 'PUT' | 'DELETE',
  url: string,
  body?: unknown,
): Promise<T> {
  const response = await request(url, {
    method,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** Throws ApiError for everything but a good answer, and for none: then its status is 0. */
async function request(url: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ApiError(0, 'The server does not answer. Is it running, and is there a network?');
  }
  if (response.ok) return response;
  throw new ApiError(response.status, await sentenceOf(response));
}

async function sentenceOf(response: Response): Promise<string> {
  try {
    const { message } = (await response.json()) as { message?: unknown };
    if (Array.isArray(message)) return message.join('; ');
    if (typeof message === 'string') return message;
  } catch {
    // Not the server's own answer, but that of something before it.
  }
  return `The server answered ${response.status} ${response.statusText}.`.replace(' .', '.');
}
