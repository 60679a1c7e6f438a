/** Reads of one event, answered before a route is looked for: the way through the router costs more than what is read. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Credential, World } from '../app/ports.ts';
import { permissions } from '../domain/permissions.ts';
import type { AddressSet } from './addresses.ts';
import { announcesBody, JSON_TYPE } from './answers.ts';
import { bearerOf, makeJudge } from './auth.ts';
import { addressOf, findProblem } from './guard.ts';
import type { Observe } from './observe.ts';
import type { RateLimit } from './rate-limit.ts';
import type { Services } from './services.ts';
import type { Stopping } from './settings.ts';

const EVENT = /^\/public\/events\/([0-9a-f-]{36})$/i;
const ROUTE = '/public/events/:id';

/**
 * Answers GET /public/events/{id} where the route (v1/events.ts) would answer 200 and the key is known: the same checks, headers,
 * bytes, counts and line in the log. Everything else, every refusal above all, goes to `routes` as it came.
 */
export function readEventsFirst(at: {
  services: Pick<Services, 'credentialAtHand' | 'readEvent'>;
  world: World;
  trusted: AddressSet | null;
  limit: RateLimit | null;
  stopping: Stopping;
  observe: Observe;
  monotonicMs: () => number;
  routes: RequestListener;
}): RequestListener {
  const judge = makeJudge(at.world);

  /** Who may have the event that the request asks for; null when the routes are to judge. */
  function admitted(request: IncomingMessage): { credential: Credential; address: string } | null {
    if (at.stopping.signal.aborted || announcesBody(request) || findProblem(request) !== null) return null;
    const token = bearerOf(request);
    const credential = token === null ? undefined : at.services.credentialAtHand(token);
    if (credential === undefined || credential === null) return null;
    const address = addressOf(request, at.trusted);
    if (judge(credential, address) !== null) return null;
    return credential.key.permissions.includes(permissions.getEvent) ? { credential, address } : null;
  }

  return (request, response) => {
    const id = request.method === 'GET' ? EVENT.exec(request.url ?? '')?.[1] : undefined;
    const reader = id === undefined ? null : admitted(request);
    if (id === undefined || reader === null) return at.routes(request, response);
    const startedMs = at.monotonicMs();
    const { credential, address } = reader;
    const { company, key } = credential;
    if (at.limit !== null && at.limit.hit(address) !== 0) return at.routes(request, response);
    const leave = () => {
      // The routes count it themselves.
      at.limit?.forgive(address);
      at.routes(request, response);
    };
    const answer = (json: string | null) => {
      if (json === null) return leave();
      response.once('close', () => {
        const ms = at.monotonicMs() - startedMs;
        at.observe({ method: 'GET', route: ROUTE, status: 200, ms, address, credential });
      });
      // What was accepted is finished, and its connection is not kept for more.
      if (at.stopping.signal.aborted) response.setHeader('connection', 'close');
      send(response, json);
    };
    const json = at.services.readEvent(company, id, key.dateStyle);
    if (typeof json === 'string') answer(json);
    else json.then(answer, leave);
  };
}

function send(response: ServerResponse, json: string): void {
  response.writeHead(200, {
    'content-type': JSON_TYPE,
    'cache-control': 'no-store',
    'content-length': Buffer.byteLength(json),
  });
  response.end(json);
}
