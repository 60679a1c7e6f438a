/** What is refused before any route is asked: HTTP that means different things to different readers. */
import type { IncomingMessage } from 'node:http';
import type { onRequestHookHandler } from 'fastify';
import { type AddressSet, sourceAddress } from './addresses.ts';
import { announcesBody, sendProblem } from './answers.ts';
import type { Problem } from './errors.ts';
import type { Stopping } from './settings.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The source address, as the rate limit, address lists and the access log see it. */
    address: string;
  }
}

/** Methods that some route may know. TRACE and the rest are refused everywhere. */
export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
const knownMethods: ReadonlySet<string> = new Set(METHODS);
const BODYLESS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** The first hook of every request. Also notes the source address. */
export function guard(options: { trusted: AddressSet | null; stopping: Stopping }): onRequestHookHandler {
  return (request, reply, done) => {
    const { raw } = request;
    request.address = addressOf(raw, options.trusted);
    const problem = findProblem(raw) ?? (options.stopping.signal.aborted ? whileStopping(request.url) : null);
    if (problem !== null) {
      reply.header('connection', 'close');
      if (problem.name === 'methodNotAllowed') reply.header('allow', METHODS.join(', '));
      sendProblem(reply, problem);
      return;
    }
    // Nobody reads such a body: what follows it on the connection is not waited for.
    if (BODYLESS.has(request.method) && announcesBody(raw)) reply.header('connection', 'close');
    done();
  };
}

/** The source address of a request. */
export function addressOf({ socket, headers }: IncomingMessage, trusted: AddressSet | null): string {
  const forwardedFor = headers['x-forwarded-for'];
  return sourceAddress(
    socket.remoteAddress ?? '',
    typeof forwardedFor === 'string' ? forwardedFor : undefined,
    trusted,
  );
}

/** What is wrong with how a request was written; null when nothing is. */
export function findProblem(raw: IncomingMessage): Problem | null {
  if (raw.httpVersion !== '1.1' && raw.httpVersion !== '1.0')
    return { name: 'malformed', detail: 'the request line must end with HTTP/1.1' };
  if (!knownMethods.has(raw.method ?? '')) return { name: 'methodNotAllowed' };
  if (!raw.url?.startsWith('/'))
    return { name: 'malformed', detail: 'the request target must be a path that begins with /' };
  return countHeaders(raw);
}

/** Two values of these are never meant; Node keeps the first, a proxy before us may have acted on the second. */
function countHeaders({ rawHeaders, httpVersion }: IncomingMessage): Problem | null {
  let hosts = 0;
  let authorizations = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? '';
    if (name.length === 4 && name.toLowerCase() === 'host') hosts++;
    else if (name.length === 13 && name.toLowerCase() === 'authorization') authorizations++;
  }
  if (hosts > 1 || (hosts === 0 && httpVersion === '1.1'))
    return { name: 'malformed', detail: 'Host must be given once' };
  return authorizations > 1 ? { name: 'malformed', detail: 'Authorization must be given once' } : null;
}

function whileStopping(url: string): Problem | null {
  if (url === '/healthz') return null;
  return { name: 'unavailable', detail: 'the server is shutting down', retryAfterS: 1 };
}
