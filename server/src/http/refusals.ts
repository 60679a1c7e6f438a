/** Every way a request can fail, answered in the contract's shape. */
import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refused } from '../domain/errors.ts';
import { JSON_TYPE, sendProblem } from './answers.ts';
import { wantedBy } from './bodies.ts';
import { errorBody, errorKinds, HttpError, type Problem, problemOf } from './errors.ts';
import type { ServerOptions } from './settings.ts';
import { STATUS_CODES } from './status-codes.ts';

/** To be set up before routes are added: it learns of them as they come. */
export function answerErrors(
  app: FastifyInstance,
  { logger, world }: Pick<ServerOptions, 'logger' | 'world'>,
): void {
  const routes = listRoutes(app);
  app.setErrorHandler((error: unknown, request, reply) => {
    const problem = toProblem(error, request);
    if (problem.name === 'internal') {
      const errorId = world.uuid();
      logger.error(
        { err: error, errorId, method: request.method, route: request.routeOptions.url },
        'request failed',
      );
    }
    return sendProblem(reply, problem);
  });
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const allowed = routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
    if (allowed.length > 0)
      return sendProblem(reply.header('allow', allowed.join(', ')), { name: 'methodNotAllowed' });
    return sendProblem(reply, { name: 'routeUnknown', detail: `Cannot ${request.method} ${path}` });
  });
}

interface Route {
  method: string;
  pattern: RegExp;
}

/** What is served, as it is added: tells a path with another method from one that does not exist. */
function listRoutes(app: FastifyInstance): readonly Route[] {
  const routes: Route[] = [];
  app.addHook('onRoute', ({ method, url }) => {
    const pattern = new RegExp(`^${url.replaceAll(/:[^/]+/g, '[^/]+')}$`);
    for (const one of [method].flat()) routes.push({ method: one, pattern });
  });
  return routes;
}

/** What no router can read, such as `%zz` in a path, comes before every hook. */
export function answerUnroutable(_error: unknown, _request: FastifyRequest, reply: FastifyReply): void {
  sendProblem(reply, { name: 'malformed', detail: 'the path must be valid percent-encoded UTF-8' });
}

/** What Node's parser refuses never becomes a request: answered in the contract's shape all the same. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const name =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? 'headersTooLarge'
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? 'requestTimeout'
        : 'malformed';
  const { status } = errorKinds[name];
  const body = JSON.stringify(errorBody({ name }));
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: ${JSON_TYPE}\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}

function toProblem(error: unknown, request: FastifyRequest): Problem {
  if (error instanceof HttpError) return error.problem;
  if (error instanceof Refused) return problemOf(error.refusal);
  const { code } = error as FastifyError;
  switch (code) {
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return { name: 'mediaType', detail: wantedBy(request) };
    default:
      return { name: 'internal' };
  }
}
