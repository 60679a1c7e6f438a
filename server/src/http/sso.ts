/** /sign-in/sso: to a provider of single sign-on and back. Browsers come here; what goes wrong is told to the page. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { Type } from 'typebox';
import { HttpError } from './errors.ts';
import type { Services } from './services.ts';
import { giveToken, requireSecure } from './session-cookie.ts';

const NAME = '__Host-affidavit-sso';
// The provider sends the browser back from another site: a Strict cookie would stay at home.
const ATTRIBUTES = 'Path=/; Secure; HttpOnly; SameSite=Lax';
const COOKIE = new RegExp(`(?:^|; *)${NAME}=([\\w-]*)`);
const Params = Type.Object({ id: Type.String() });

export function ssoRoutes(
  app: FastifyInstance,
  { services, logger, seconds }: { services: Services; logger: Logger; seconds: number },
): void {
  const options = { config: { page: true }, schema: { params: Params } };
  app.get<{ Params: { id: string } }>('/sign-in/sso/:id/start', options, async (request, reply) => {
    requireSecure(request);
    const provider = providerOf(services, request.params.id);
    const { url, remember } = await provider.start(callbackUrl(request, provider.id));
    reply.header('set-cookie', `${NAME}=${remember}; ${ATTRIBUTES}; Max-Age=${seconds}`);
    return leadTo(reply, url);
  });
  app.get<{ Params: { id: string } }>('/sign-in/sso/:id/callback', options, async (request, reply) => {
    requireSecure(request);
    const provider = providerOf(services, request.params.id);
    const returned = new URL(callbackUrl(request, provider.id));
    returned.search = new URL(request.url, returned).search;
    const remember = COOKIE.exec(request.headers.cookie ?? '')?.[1] ?? '';
    reply.header('set-cookie', `${NAME}=; ${ATTRIBUTES}; Max-Age=0`);
    const found = await provider.finish(returned, remember);
    if (found.is === 'refused') {
      logger.warn({ provider: provider.id, why: found.why }, 'single sign-on was refused');
      return leadTo(reply, '/sign-in#error=sso');
    }
    const signedIn = await services.signingIn.withVerifiedEmail(found.email, provider.companies);
    if (signedIn.is === 'refused') return leadTo(reply, '/sign-in#error=unknown');
    if (signedIn.is === 'session') {
      giveToken(reply, signedIn);
      return leadTo(reply, '/');
    }
    const choose = signedIn.companies.map(({ uuid, name }) => ({ companyId: uuid, name }));
    const said = new URLSearchParams({ ticket: signedIn.ticket, choose: JSON.stringify(choose) });
    return leadTo(reply, `/sign-in#${said}`);
  });
}

function providerOf({ sso }: Services, id: string) {
  const provider = sso.find((one) => one.id === id);
  if (provider === undefined) throw new HttpError('notFound');
  return provider;
}

/** As it must be registered with the provider. */
function callbackUrl(request: FastifyRequest, id: string): string {
  return `${request.baseUrl()}/sign-in/sso/${id}/callback`;
}

function leadTo(reply: FastifyReply, url: string): FastifyReply {
  return reply.code(303).header('location', url).header('cache-control', 'no-store').send();
}
