/**
 * Whether a request comes from a page of this server. Browsers send the cookie of a session along whoever made them
 * ask; so what changes something counts only when the browser says that our own page asked (Fetch Metadata), or, where
 * it does not say that, when the page's origin is ours. A neighbouring port of the same host is not ours.
 */
import type { FastifyRequest } from 'fastify';

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD']);

export function isFromOwnPages(request: FastifyRequest): boolean {
  if (SAFE.has(request.method)) return true;
  const { 'sec-fetch-site': site, origin } = request.headers;
  if (site !== undefined) return site === 'same-origin';
  return origin !== undefined && origin === new URL(request.baseUrl()).origin;
}
