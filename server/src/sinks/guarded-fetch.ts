/**
 * The only way out: HTTP requests to addresses that people have typed in. Private and local addresses are refused
 * unless the configuration allows them; the address that is checked is the one that is connected to, so that a name
 * cannot point elsewhere a moment later. No redirects, no cookies, no proxies; answers and times are bounded.
 */
import { lookup as resolveName } from 'node:dns';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

const { Agent: HttpAgent, request: requestHttp } = process.getBuiltinModule('node:http');

export interface OutboundRequest {
  url: string;
  method?: 'GET' | 'POST';
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
  /** A longer answer is an error. */
  maxBytes: number;
  /** From the call to the last byte of the answer. */
  timeoutMs: number;
  signal?: AbortSignal;
}

export interface OutboundAnswer {
  status: number;
  /** Without parameters, in lower case; empty when there is none. */
  contentType: string;
  /** What Retry-After says in seconds; null when it says nothing. */
  retryAfterS: number | null;
  body: Uint8Array;
}

export interface GuardedFetch {
  /** Rejects with OutboundFailed. A redirect is an answer like any other: it is not followed. */
  fetch(request: OutboundRequest): Promise<OutboundAnswer>;
  /** Why a URL can never be asked, as far as its text tells; null when nothing stands against it. */
  objection(url: string): string | null;
  /** Ends connections that are kept open. */
  close(): void;
}

/** Connections: one for each request, because one that was kept may have ended meanwhile; or kept, for many in a row. */
export type Connections = 'single' | 'kept';

/** No answer: one line that says why. */
export class OutboundFailed extends Error {
  override name = 'OutboundFailed';
}

/** `allowed`: addresses and CIDR ranges that may be asked although they are private; `all` allows every address. */
export function guardedFetch(
  allowed: readonly string[] | 'all',
  connections: Connections = 'single',
): GuardedFetch {
  const isAllowed = allowed === 'all' ? () => true : reachable(allowed);
  const agents = connections === 'single' ? null : makeAgents();
  return {
    objection: (url) => objectionTo(url, isAllowed),
    fetch(request) {
      const objection = objectionTo(request.url, isAllowed);
      if (objection !== null) return Promise.reject(new OutboundFailed(objection));
      return send(request, isAllowed, agents);
    },
    close() {
      agents?.http.destroy();
      agents?.https.destroy();
    },
  };
}

type IsAllowed = (address: string) => boolean;
type Agents = ReturnType<typeof makeAgents>;

function makeAgents() {
  const options = { keepAlive: true, maxSockets: 8 };
  return { http: new HttpAgent(options), https: new HttpsAgent(options) };
}

function objectionTo(text: string, isAllowed: IsAllowed): string | null {
  const url = URL.parse(text);
  if (url === null) return 'is not a URL';
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must begin with https:// or http://';
  if (url.username !== '' || url.password !== '') return 'must not hold a user name or password';
  // The URL parser has made every spelling of an IPv4 address (octal, one number) the usual one.
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !isAllowed(host)) return notAllowed(host);
  return null;
}

function notAllowed(address: string): string {
  return `${address} is not a public address: AFFIDAVIT_OUTBOUND_ALLOW can allow it`;
}

function send(
  request: OutboundRequest,
  isAllowed: IsAllowed,
  agents: Agents | null,
): Promise<OutboundAnswer> {
  const { url, method = 'GET', headers = {}, body, maxBytes, timeoutMs, signal } = request;
  const isSecure = URL.parse(url)?.protocol === 'https:';
  const start = isSecure ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const outgoing: ClientRequest = start(url, {
      method,
      headers: { ...headers, ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }) },
      lookup: checkedLookup(isAllowed),
      agent: agents === null ? false : isSecure ? agents.https : agents.http,
    });
    const fail = (message: string, cause?: unknown) => {
      clearTimeout(late);
      reject(new OutboundFailed(message, { cause }));
      outgoing.destroy();
    };
    const late = setTimeout(() => fail(`no answer within ${timeoutMs} ms`), timeoutMs);
    const onAbort = () => fail('stopping');
    signal?.addEventListener('abort', onAbort, { once: true });
    outgoing.on('error', (error) =>
      fail(error.message === '' ? 'the connection failed' : error.message, error),
    );
    outgoing.on('socket', (socket) => {
      // Behind the lookup, as a second look at what was really connected to.
      socket.on('connect', () => {
        const address = socket.remoteAddress ?? '';
        if (!isAllowed(address)) fail(notAllowed(address));
      });
    });
    outgoing.on('response', (incoming) => {
      readBounded(incoming, maxBytes).then(
        (bytes) => {
          clearTimeout(late);
          signal?.removeEventListener('abort', onAbort);
          resolve({
            status: incoming.statusCode ?? 0,
            contentType: typeOf(incoming),
            retryAfterS: retryAfterOf(incoming),
            body: bytes,
          });
        },
        (error: Error) => fail(error.message, error),
      );
    });
    if (signal?.aborted === true) onAbort();
    else outgoing.end(body);
  });
}

async function readBounded(incoming: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new Error(`the answer is longer than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function typeOf(incoming: IncomingMessage): string {
  return (incoming.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

function retryAfterOf(incoming: IncomingMessage): number | null {
  const text = incoming.headers['retry-after'] ?? '';
  return /^\d{1,6}$/.test(text) ? Number(text) : null;
}

/** Resolves a name and hands over only addresses that may be asked. */
function checkedLookup(isAllowed: IsAllowed): LookupFunction {
  return (hostname, options, done) => {
    resolveName(hostname, { all: true, family: options.family }, (error, addresses) => {
      if (error !== null) return done(error, []);
      const fitting = addresses.filter(({ address }) => isAllowed(address));
      const [first] = fitting;
      if (first === undefined)
        return done(
          new Error(`${hostname}: ${notAllowed(addresses.map(({ address }) => address).join(', '))}`),
          [],
        );
      if (options.all === true) done(null, fitting);
      else done(null, first.address, first.family);
    });
  };
}

/** What is not the public internet (IANA special-purpose registries), and what smuggles such an address in. */
const NOT_PUBLIC = [
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24',
  '192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15',
  '198.51.100.0/24 203.0.113.0/24 224.0.0.0/3',
  // Of IPv6 only 2000::/3 is public; in it are Teredo and other protocols, documentation, and 6to4.
  '::/3 4000::/2 8000::/1 2001::/23 2001:db8::/32 2002::/16 3fff::/20',
]
  .join(' ')
  .split(' ');

function reachable(allowed: readonly string[]): IsAllowed {
  const closed = ranges(NOT_PUBLIC);
  const open = ranges(allowed);
  return (given) => {
    const address = given.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '').replace(/%.*$/, '');
    return isIP(address) !== 0 && (open(address) || !closed(address));
  };
}

/** A list for each family: in one list, an IPv4 address is also looked for as the IPv6 address that stands for it. */
function ranges(texts: readonly string[]): (address: string) => boolean {
  const [v4, v6] = [new BlockList(), new BlockList()];
  for (const text of texts) {
    const [address = '', bits] = text.split('/');
    if (isIP(address) === 6) v6.addSubnet(address, Number(bits ?? 128), 'ipv6');
    else v4.addSubnet(address, Number(bits ?? 32), 'ipv4');
  }
  return (address) => (isIP(address) === 6 ? v6.check(address, 'ipv6') : v4.check(address, 'ipv4'));
}
