/**
 * The cookie of a session: its name makes browsers refuse it unless it is Secure, of this very host and of every path.
 * Secure cookies need HTTPS; on the machine itself browsers take them without (Safari does not).
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Opened } from '../app/ports/accounts.ts';
import { HttpError } from './errors.ts';

const NAME = '__Host-affidavit';
const ATTRIBUTES = 'Path=/; Secure; HttpOnly; SameSite=Lax';
const COOKIE = new RegExp(`(?:^|; *)${NAME}=([\\w-]*)`);
const LOOPBACK = /^(localhost|(.*\.)?localhost|127(\.\d+){3}|\[::1\])$/;

/** What the cookie of a request holds; null without one. */
export function tokenOf({ headers }: FastifyRequest): string | null {
  return COOKIE.exec(headers.cookie ?? '')?.[1] ?? null;
}

export function giveToken(reply: FastifyReply, { token, endsAt }: Opened): void {
  reply.header('set-cookie', `${NAME}=${token}; ${ATTRIBUTES}; Expires=${new Date(endsAt).toUTCString()}`);
}

export function takeToken(reply: FastifyReply): void {
  reply.header('set-cookie', `${NAME}=; ${ATTRIBUTES}; Max-Age=0`);
}

/** Throws `notSecure` where browsers would not keep the cookie. */
export function requireSecure(request: FastifyRequest): void {
  const { protocol, hostname } = new URL(request.baseUrl());
  if (protocol === 'https:' || LOOPBACK.test(hostname)) return;
  throw new HttpError(
    'notSecure',
    `${hostname} was reached without it; set --public-url to an https address, or name the proxy with --trusted-proxies`,
  );
}
