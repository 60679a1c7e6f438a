/** Where clients reach this server: what absolute links begin with. */
import { isIPv6 } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type AddressSet, plainAddress } from './addresses.ts';
import { HttpError } from './errors.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /**
     * The configured public URL; otherwise scheme and host of this request, the scheme from X-Forwarded-Proto where a
     * trusted proxy says so. Without a slash at its end. Throws `malformed` when Host cannot stand in a URL.
     */
    baseUrl(): string;
  }
}

/** A name, an IPv4 address or a bracketed IPv6 address, and perhaps a port. */
const HOST = /^(?:[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

export function knowBaseUrl(
  app: FastifyInstance,
  { publicUrl, trusted }: { publicUrl: string | null; trusted: AddressSet | null },
): void {
  app.decorateRequest('baseUrl', function (this: FastifyRequest) {
    if (publicUrl !== null) return publicUrl;
    const { headers, socket } = this.raw;
    const isFromProxy = trusted?.has(plainAddress(socket.remoteAddress ?? '')) ?? false;
    const scheme = isFromProxy && headers['x-forwarded-proto'] === 'https' ? 'https' : 'http';
    const host = headers.host ?? hostOf(socket.localAddress ?? '127.0.0.1', socket.localPort ?? 0);
    if (!HOST.test(host)) throw new HttpError('malformed', 'Host must be a name or an address');
    return `${scheme}://${host}`;
  });
}

/** HTTP/1.0 may leave Host out. */
function hostOf(address: string, port: number): string {
  const plain = plainAddress(address);
  return `${isIPv6(plain) ? `[${plain}]` : plain}:${port}`;
}
