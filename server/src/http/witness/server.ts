/** The server of a witness: `add-checkpoint` as c2sp.org/tlog-witness says, and the last checkpoint of each log. */
import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import type { WitnessAnswer } from '../../app/ports/witnessing.ts';
import { limits } from '../../domain/limits.ts';
import type { WitnessServices } from '../services/witness.ts';

export interface WitnessServer {
  /** Answers the address, for example http://127.0.0.1:3230. */
  listen(at: { host: string; port: number }): Promise<string>;
  /** Accepts nothing new and finishes what was accepted. */
  close(): Promise<void>;
}

const TEXT = 'text/plain; charset=utf-8';

/** What of an answer the operator of a witness wants to hear of: a log that may have been forked. */
const alarming: ReadonlySet<WitnessAnswer['is']> = new Set(['otherRoot', 'unproven']);

export function buildWitnessServer(services: WitnessServices, logger: Logger): WitnessServer {
  const app = Fastify({
    bodyLimit: limits.witnessRequestBytes,
    forceCloseConnections: 'idle',
    connectionTimeout: limits.connectionIdleMs,
    keepAliveTimeout: limits.keepAliveMs,
    requestTimeout: limits.headersMs,
    http: { headersTimeout: limits.headersMs, connectionsCheckingInterval: limits.connectionsCheckMs },
  });
  // The protocol names no type of its own: whatever a log calls its request, it is this text.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.setErrorHandler((error: { statusCode?: number; message: string }, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) logger.error({ err: error }, 'request failed');
    return say(reply, status, status >= 500 ? 'internal error' : error.message);
  });
  app.setNotFoundHandler((_request, reply) => say(reply, 404, 'not found'));
  routes(app, services, logger);
  return {
    async listen({ host, port }) {
      await app.listen({ host, port });
      const { address, port: bound, family } = app.server.address() as AddressInfo;
      return `http://${family === 'IPv6' ? `[${address}]` : address}:${bound}`;
    },
    close: () => app.close(),
  };
}

function routes(app: FastifyInstance, services: WitnessServices, logger: Logger): void {
  app.post<{ Body: Buffer | undefined }>('/add-checkpoint', async ({ body }, reply) => {
    const text = decode(body ?? Buffer.alloc(0));
    const answer: WitnessAnswer =
      text === null ? { is: 'malformed', message: 'not UTF-8' } : await services.add(text);
    if (alarming.has(answer.is))
      logger.warn({ answer: answer.is, request: text }, 'a log may have been forked');
    return sendAnswer(reply, answer);
  });

  app.get<{ Params: { hash: string } }>('/:hash/checkpoint', async ({ params }, reply) => {
    const note = /^[0-9a-f]{64}$/.test(params.hash) ? await services.checkpoint(params.hash) : null;
    if (note === null) return say(reply, 404, 'no checkpoint of such a log');
    return reply.header('content-type', TEXT).header('cache-control', 'no-cache').send(note);
  });

  app.get('/healthz', async (_request, reply) => say(reply, 200, 'ok'));
}

function sendAnswer(reply: FastifyReply, answer: WitnessAnswer): FastifyReply {
  switch (answer.is) {
    case 'cosigned':
      return reply.code(200).header('content-type', TEXT).send(answer.lines);
    case 'malformed':
      return say(reply, 400, answer.message);
    case 'untrusted':
      return say(reply, 403, answer.message);
    case 'unknownLog':
      return say(reply, 404, 'this log is not known here');
    case 'otherSize':
      return reply.code(409).header('content-type', 'text/x.tlog.size').send(`${answer.size}\n`);
    case 'otherRoot':
      return say(reply, 409, 'another root of this size was cosigned: the log has been forked');
    case 'unproven':
      return say(reply, 422, answer.message);
  }
}

function say(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply.code(status).header('content-type', TEXT).send(`${message}\n`);
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
