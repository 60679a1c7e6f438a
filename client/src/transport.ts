/** Requests as they go out and answers as they come in: encoding, errors, time limits, and sending again. */

export interface ClientOptions {
  /** Where the server is, for example http://127.0.0.1:3210. */
  baseUrl: string;
  /** The API key; absent for what is open to everybody. */
  key?: string;
  /** For one attempt, from sending it to its whole answer. Default 30,000. */
  timeoutMs?: number;
  /** How often a request is sent again at most. Default 4. */
  retries?: number;
  /** Default: the global one. */
  fetch?: typeof fetch;
  /** Waits between attempts; rejects when the signal is aborted. */
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** From 0 to 1: spreads the attempts of many clients. */
  random?: () => number;
}

export interface CallOptions {
  signal?: AbortSignal;
  timeoutMs?: number;
  /** Makes a POST safe to send again where the operation knows it. Default: a new one for each call. */
  idempotencyKey?: string;
}

/** What the generated methods say of an operation. */
export interface OperationFacts {
  method: string;
  /** With `{name}` for what is in `params`. */
  path: string;
  /** Query parameters: their names in `params`, where they differ with those on the wire. */
  query?: Readonly<Record<string, string>>;
  /** The media type of the body where it is not JSON; a body that holds a Blob is always a form. */
  body?: string;
  takesIdempotencyKey?: true;
  answer: 'json' | 'text' | 'blob' | 'nothing';
}

export type Params = object | undefined;

/** The server refused: its status, its code and what it says is wrong. */
export class ApiError extends Error {
  readonly status: number;
  /** The number that the contract gives the error; null when the answer is not the server's own. */
  readonly code: number | null;
  /** The contract's word for the code, in version 2. */
  readonly codeName: string | null;
  /** Seconds to wait, where the server says so. */
  readonly retryAfter: number | null;

  constructor(response: Response, text: string) {
    const body = parsed(text);
    super(typeof body.message === 'string' ? body.message : `${response.status} ${response.statusText}`);
    this.name = 'ApiError';
    this.status = response.status;
    this.code = typeof body.code === 'number' ? body.code : null;
    this.codeName = typeof body.name === 'string' ? body.name : null;
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    this.retryAfter = Number.isFinite(seconds) ? seconds : null;
  }
}

/** No answer came, or not in time: `cause` says why. Whether the server acted is not known. */
export class NetworkError extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'NetworkError';
  }
}

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 8_000;
const LONGEST_RETRY_AFTER_S = 120;

export class Transport {
  readonly #options: Required<Omit<ClientOptions, 'key'>> & { key: string | null };

  constructor({ baseUrl, key, ...options }: ClientOptions) {
    this.#options = {
      timeoutMs: 30_000,
      retries: 4,
      fetch: (...request) => fetch(...request),
      sleep,
      random: Math.random,
      ...options,
      key: key ?? null,
      baseUrl: baseUrl.replace(/\/+$/, ''),
    };
  }

  /**
   * Sends a request until it is answered. 429 is always sent again, 503 and silence only where that cannot do a thing
   * twice: GET, PUT, and what carries an idempotency key. Rejects with ApiError, NetworkError, or the signal's reason.
   */
  async call<T>(facts: OperationFacts, params: Params, body: unknown, options: CallOptions = {}): Promise<T> {
    const headers: Record<string, string> = {};
    if (facts.takesIdempotencyKey) headers['idempotency-key'] = options.idempotencyKey ?? crypto.randomUUID();
    const isSafe = facts.method === 'GET' || facts.method === 'PUT' || facts.takesIdempotencyKey === true;
    return this.retried(isSafe, options.signal, async () => {
      const limit = AbortSignal.timeout(options.timeoutMs ?? this.#options.timeoutMs);
      const signal = options.signal === undefined ? limit : AbortSignal.any([options.signal, limit]);
      const response = await this.send(facts, params, { body, headers, signal });
      return (await (facts.answer === 'blob' ? response.blob() : readText(response, facts.answer))) as T;
    });
  }

  /** Sends once. The answer is a good one: anything else rejects with ApiError. */
  async send(
    facts: OperationFacts,
    params: Params,
    { body, headers, signal }: { body?: unknown; headers?: Record<string, string>; signal?: AbortSignal },
  ): Promise<Response> {
    const { key, baseUrl } = this.#options;
    const encoded = encodeBody(body, facts.body);
    const response = await this.#options.fetch(`${baseUrl}${urlOf(facts, params)}`, {
      method: facts.method,
      headers: {
        ...(key !== null && { authorization: `Bearer ${key}` }),
        ...(encoded.type !== null && { 'content-type': encoded.type }),
        ...headers,
      },
      ...(encoded.body !== null && { body: encoded.body }),
      ...(encoded.body instanceof ReadableStream && { duplex: 'half' }),
      ...(signal !== undefined && { signal }),
    } as RequestInit);
    if (response.ok) return response;
    throw new ApiError(response, await response.text());
  }

  /** Runs an attempt again where its failure allows it. */
  async retried<T>(isSafe: boolean, signal: AbortSignal | undefined, attempt: () => Promise<T>): Promise<T> {
    for (let tries = 0; ; tries++) {
      try {
        return await attempt();
      } catch (error) {
        signal?.throwIfAborted();
        const failure = error instanceof ApiError ? error : new NetworkError('no answer', error);
        const waitMs = tries < this.#options.retries ? this.#waitMs(failure, tries, isSafe) : null;
        if (waitMs === null) throw failure;
        await this.#options.sleep(waitMs, signal);
      }
    }
  }

  /** Waits as before a second attempt. */
  pause(signal?: AbortSignal): Promise<void> {
    return this.#options.sleep(FIRST_WAIT_MS, signal);
  }

  /** Null when it must not be sent again. */
  #waitMs(failure: ApiError | NetworkError, tries: number, isSafe: boolean): number | null {
    const backoff =
      Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries) * (0.5 + this.#options.random() / 2);
    if (failure instanceof NetworkError) return isSafe ? backoff : null;
    if (failure.status !== 429 && !(failure.status === 503 && isSafe)) return null;
    const { retryAfter } = failure;
    if (retryAfter === null) return backoff;
    return retryAfter > LONGEST_RETRY_AFTER_S ? null : Math.max(backoff, retryAfter * 1000);
  }
}

async function readText(response: Response, answer: OperationFacts['answer']): Promise<unknown> {
  const text = await response.text();
  if (answer === 'nothing') return undefined;
  return answer === 'json' ? (JSON.parse(text) as unknown) : text;
}

function urlOf({ path, query = {} }: OperationFacts, params: Params): string {
  const values = new Map<string, unknown>(Object.entries(params ?? {}));
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(values.get(name))),
  );
  const search = new URLSearchParams();
  for (const [name, wire] of Object.entries(query)) {
    const value = values.get(name);
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) search.append(wire, String(one));
  }
  return search.size === 0 ? filled : `${filled}?${search}`;
}

interface Encoded {
  body: string | Blob | FormData | ReadableStream<Uint8Array> | null;
  type: string | null;
}

function encodeBody(body: unknown, type: string | undefined): Encoded {
  if (body === undefined) return { body: null, type: null };
  if (body instanceof ReadableStream) return { body, type: type ?? 'application/octet-stream' };
  if (typeof body === 'string' || body instanceof Blob)
    return { body, type: type ?? 'application/octet-stream' };
  const members =
    typeof body === 'object' && body !== null && !Array.isArray(body) ? Object.entries(body) : [];
  if (!members.some(([, value]) => value instanceof Blob))
    return { body: JSON.stringify(body), type: 'application/json' };
  const form = new FormData();
  for (const [name, value] of members)
    if (value instanceof Blob) form.append(name, value, value instanceof File ? value.name : name);
    else if (value !== undefined) form.append(name, String(value));
  return { body: form, type: null };
}

function parsed(text: string): { message?: unknown; code?: unknown; name?: unknown } {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
