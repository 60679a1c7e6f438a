/** Reading bodies: JSON that is read whole and checked, forms with a file, CSV, and NDJSON that is never held whole. */
import type { IncomingMessage } from 'node:http';
import type { FastifyContextConfig, FastifyInstance, FastifyRequest, preParsingHookHandler } from 'fastify';
import { limits } from '../domain/limits.ts';
import { decodeUtf8, parseStrictJson } from '../domain/strict-json.ts';
import { HttpError } from './errors.ts';
import { FRAME_BYTES, readForm } from './forms.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route also takes NDJSON, and finds the request's stream in `body`. */
    takesLines?: boolean;
    /** Whatever is sent is not looked at: clients send an empty body of some type, or `{}`. */
    takesNoBody?: boolean;
    /** The route also takes multipart/form-data, and finds a Form in `body`. */
    takesForm?: boolean;
    /** The route also takes text/csv, and finds its bytes in `body`. */
    takesCsv?: boolean;
    /** The most that its JSON may hold, where that is not limits.requestBytes. */
    jsonBytes?: number;
  }
}

const CHARSET = /;\s*charset\s*=\s*"?([^\s;"]+)/i;
const JSON_TYPE = 'application/json';
const NDJSON_TYPES = ['application/x-ndjson', 'application/jsonl'];

/** To be set up before routes are added. `bodyMs` bounds the time that a body read whole may take to arrive. */
export function readBodies(app: FastifyInstance, bodyMs: number): void {
  app.removeAllContentTypeParsers();
  const read = (types: string | string[], parse: Parse, isTaken: (config: FastifyContextConfig) => boolean) =>
    app.addContentTypeParser(types, async (request: FastifyRequest) => {
      const { config } = request.routeOptions;
      if (config.takesNoBody === true) return drop(request, bodyMs);
      if (!isTaken(config)) throw new HttpError('mediaType', wantedBy(request));
      requirePlain(request);
      return parse(request);
    });
  read(
    JSON_TYPE,
    async (request) => parseStrictJson(decodeUtf8(await readWhole(request.raw, jsonBytes(request), bodyMs))),
    ({ consumes }) => consumes === undefined || consumes.includes(JSON_TYPE),
  );
  read(
    NDJSON_TYPES,
    async (request) => request.raw,
    ({ takesLines }) => takesLines === true,
  );
  read(
    'multipart/form-data',
    (request) => readForm(request.raw, { fileBytes: limits.uploadBytes, withinMs: bodyMs }),
    ({ takesForm }) => takesForm === true,
  );
  read(
    'text/csv',
    (request) => readWhole(request.raw, limits.uploadBytes, bodyMs),
    ({ takesCsv }) => takesCsv === true,
  );
  read(
    '*',
    (request) => drop(request, bodyMs),
    () => false,
  );
  // Node would invite every body at once: here only those that passed every check that needs no body are.
  app.server.on('checkContinue', (request, response) => app.server.emit('request', request, response));
  app.addHook('onRoute', (route) => {
    if (route.config?.permission !== undefined && route.method !== 'GET' && route.method !== 'HEAD')
      route.preParsing = inviteBody;
  });
}

type Parse = (request: FastifyRequest) => Promise<unknown>;

async function drop(request: FastifyRequest, bodyMs: number): Promise<undefined> {
  await readWhole(request.raw, jsonBytes(request), bodyMs);
}

/** What to send instead of a body of another type. */
export function wantedBy({ routeOptions }: FastifyRequest): string {
  const types = routeOptions.config.consumes ?? [JSON_TYPE];
  return `send ${types.join(' or ')}`;
}

/** Answers `Expect: 100-continue` (RFC 9110 section 10.1.1). */
const inviteBody: preParsingHookHandler = (request, reply, payload, done) => {
  if (request.headers.expect !== undefined && !isTooLong(request.raw, mostBytes(request)))
    reply.raw.writeContinue();
  done(null, payload);
};

function jsonBytes({ routeOptions }: FastifyRequest): number {
  return routeOptions.config.jsonBytes ?? limits.requestBytes;
}

/** Of whichever form the route takes. */
function mostBytes(request: FastifyRequest): number {
  const { takesForm, takesCsv } = request.routeOptions.config;
  const others = takesForm ? limits.uploadBytes + FRAME_BYTES : takesCsv ? limits.uploadBytes : 0;
  return Math.max(jsonBytes(request), others);
}

function requirePlain(request: FastifyRequest): void {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity')
    throw new HttpError('mediaType', 'send the body as it is, without Content-Encoding');
  const charset = CHARSET.exec(request.headers['content-type'] ?? '')?.[1]?.toLowerCase();
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8')
    throw new HttpError('mediaType', 'the body must be UTF-8');
}

function isTooLong({ headers }: IncomingMessage, limitBytes: number): boolean {
  return Number(headers['content-length'] ?? 0) > limitBytes;
}

/** A body of at most `limitBytes` that arrives within `withinMs`; otherwise rejects, with the rest left unread. */
export function readWhole(request: IncomingMessage, limitBytes: number, withinMs: number): Promise<Buffer> {
  const tooLarge = () => new HttpError('tooLarge', `a body holds at most ${limitBytes} bytes`);
  if (isTooLong(request, limitBytes)) return Promise.reject(tooLarge());
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  let length = 0;
  const onData = (chunk: Buffer) => {
    length += chunk.length;
    if (length > limitBytes) reject(tooLarge());
    else chunks.push(chunk);
  };
  const onEnd = () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, length));
  const onCut = () => {
    if (!request.complete) reject(new HttpError('malformed', 'the body ended too early'));
  };
  const timer = setTimeout(() => reject(new HttpError('requestTimeout')), withinMs);
  request.on('data', onData).on('end', onEnd).on('error', onCut).on('close', onCut);
  return promise.finally(() => {
    clearTimeout(timer);
    request.off('data', onData).off('end', onEnd).off('error', onCut).off('close', onCut).pause();
  });
}
