/** How answers leave: prebuilt text, and errors in the one shape of the contract. */
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { limits } from '../domain/limits.ts';
import { errorBody, errorBodyV2, errorKinds, type Problem } from './errors.ts';

export const JSON_TYPE = 'application/json; charset=utf-8';

/** Sends JSON text that belongs to one key: no cache may keep it. */
export function sendJson(reply: FastifyReply, status: number, json: string): FastifyReply {
  return reply.code(status).header('content-type', JSON_TYPE).header('cache-control', 'no-store').send(json);
}

/** Aborts when the client has gone, or has its answer. */
export function gone(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => controller.abort(new Error('the client has gone')));
  return controller.signal;
}

/**
 * Sends an error. When the request's body has not arrived in full, the connection is closed after the answer,
 * since what follows on it is of no use to anybody.
 */
export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  const { status } = errorKinds[problem.name];
  reply.code(status).header('content-type', JSON_TYPE).header('cache-control', 'no-store');
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  if (problem.retryAfterS !== undefined) reply.header('retry-after', String(problem.retryAfterS));
  const body = isV2(reply) ? errorBodyV2(problem) : errorBody(problem);
  const json = JSON.stringify(body);
  const request = reply.request.raw;
  if (request.complete || !announcesBody(request)) return reply.send(json);
  reply.header('connection', 'close').header('content-length', String(Buffer.byteLength(json)));
  return reply.send(Readable.from(answerThenDrain(json, request), { objectMode: false }));
}

function isV2({ request }: FastifyReply): boolean {
  return (request.routeOptions?.url ?? request.url).startsWith('/public/v2/');
}

/** Whether a request's headers say that a body follows. */
export function announcesBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}

async function* answerThenDrain(json: string, request: IncomingMessage): AsyncGenerator<Buffer> {
  yield Buffer.from(json);
  await drain(request);
}

/**
 * Reads and drops what is left of a body, until it ends or for limits.lingerMs. Closing a socket with unread input
 * makes the kernel reset it, and the client may lose an answer that was sent in full (RFC 9112 section 9.6).
 */
export async function drain(request: Readable): Promise<void> {
  if (request.readableEnded || request.destroyed) return;
  const { promise: drained, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, limits.lingerMs);
  for (const event of ['end', 'error', 'close']) request.once(event, () => resolve());
  request.resume();
  await drained;
  clearTimeout(timer);
}
