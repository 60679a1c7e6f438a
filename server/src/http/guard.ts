/** What Node's HTTP parser lets through and no client of ours sends: refused before routing. */
import type { IncomingMessage } from 'node:http';
import { HttpError } from './errors.ts';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

export function refuseHostile(request: IncomingMessage): void {
  if (request.httpVersionMajor < 1)
    throw new HttpError('malformed', 'the request line must name HTTP/1.0 or 1.1');
  if (!METHODS.has(request.method ?? '')) throw new HttpError('methodNotAllowed');
  if (request.url?.[0] !== '/') throw new HttpError('malformed', 'the request target must be a path');
  let hosts = 0;
  const { rawHeaders } = request;
  for (let i = 0; i < rawHeaders.length; i += 2) if (rawHeaders[i]?.toLowerCase() === 'host') hosts += 1;
  if (hosts > 1) throw new HttpError('malformed', 'a request must have one Host header');
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity')
    throw new HttpError('mediaType', 'send the body as it is, without Content-Encoding');
}
