/** Reads of events that are in memory: answered before a route is looked for, which would cost more than the answer. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { World } from '../app/ports.ts';
import { permissions } from '../domain/permissions.ts';
import type { AddressSet } from './addresses.ts';
import { announcesBody, JSON_TYPE } from './answers.ts';
import { bearerOf, makeJudge } from './auth.ts';
import { addressOf, findProblem } from './guard.ts';
import type { Observe } from './observe.ts';
import type { RateLimit } from './rate-limit.ts';
import type { Services } from './services.ts';
import type { Stopping } from './settings.ts';

/** Whether the request was answered. */
export type AnswerAtHand = (request: IncomingMessage, response: ServerResponse) => boolean;

const EVENT = /^\/public\/events\/([0-9a-f-]{36})$/i;
const ROUTE = '/public/events/:id';

/**
 * Answers GET /public/events/{id} where the route (v1/events.ts) would answer 200 and the store need not be asked: the same
 * checks, headers, bytes, counts and line in the log. Everything else, every refusal above all, is left to the routes as it came.
 */
export function answerAtHand(at: {
  services: Pick<Services, 'atHand'>;
  world: World;
  trusted: AddressSet | null;
  limit: RateLimit | null;
  stopping: Stopping;
  observe: Observe;
  monotonicMs: () => number;
}): AnswerAtHand {
  const judge = makeJudge(at.world);
  return (request, response) => {
    const { method, url = '' } = request;
    if (method !== 'GET') return false;
    const id = EVENT.exec(url)?.[1];
    if (id === undefined) return false;
    const startedMs = at.monotonicMs();
    if (at.stopping.signal.aborted || announcesBody(request) || findProblem(request) !== null) return false;
    const { atHand } = at.services;
    const token = bearerOf(request);
    const credential = token === null ? undefined : atHand.credential(token);
    if (credential === undefined || credential === null) return false;
    const address = addressOf(request, at.trusted);
    if (judge(credential, address) !== null) return false;
    const { company, key } = credential;
    if (!key.permissions.includes(permissions.getEvent)) return false;
    const json = atHand.event(company, id, key.dateStyle);
    if (json === undefined) return false;
    // Last, and only for what is answered: what goes on to the routes is counted there.
    if (at.limit !== null && at.limit.hit(address) !== 0) return false;
    response.once('close', () =>
      at.observe({
        method,
        route: ROUTE,
        status: 200,
        ms: at.monotonicMs() - startedMs,
        address,
        credential,
      }),
    );
    response.writeHead(200, {
      'content-type': JSON_TYPE,
      'cache-control': 'no-store',
      'content-length': Buffer.byteLength(json),
    });
    response.end(json);
    return true;
  };
}
