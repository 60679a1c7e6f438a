/** Answers that are long and made as they are sent: compressed for whoever takes it. */
import { pipeline, type Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A failure of the text breaks the answer off; a client that has gone ends the making of it. */
export function sendText(request: FastifyRequest, reply: FastifyReply, text: Readable): FastifyReply {
  reply.header('vary', 'accept-encoding');
  if (!takesGzip(request)) return reply.send(text);
  const compressed = pipeline(text, createGzip(), () => undefined);
  return reply.header('content-encoding', 'gzip').send(compressed);
}

function takesGzip({ headers }: FastifyRequest): boolean {
  const codings = String(headers['accept-encoding'] ?? '')
    .toLowerCase()
    .split(',');
  return codings.some((coding) => /^\s*(gzip|\*)\s*(;\s*q=(?!0(\.0*)?\s*$).*)?$/.test(coding));
}
