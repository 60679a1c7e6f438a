/** /api/session: signing in and out, and who is signed in. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { type TSchema, Type } from 'typebox';
import type { Current, Opened, SignedIn } from '../../app/ports/accounts.ts';
import type { User } from '../../domain/directory.ts';
import { limits } from '../../domain/limits.ts';
import { onlyRead } from '../../domain/role-permissions.ts';
import { terms } from '../../domain/terms.ts';
import { isoTime } from '../../domain/time.ts';
import { sendJson, sendProblem } from '../answers.ts';
import { sessionOf } from '../auth.ts';
import type { ErrorName } from '../errors.ts';
import { Flag, Int, named, nullable, Text, Time } from '../schemas/common.ts';
import type { Services } from '../services.ts';
import { giveToken, requireSecure, takeToken } from '../session-cookie.ts';
import type { SignInLimit } from '../sign-in-limit.ts';

const tag = 'Signing In';

const CompanyRef = named('SessionCompany', { companyId: Text, name: Text });

const SessionUser = named('SessionUser', {
  /** Null: an auditor, whom the directory does not know. */
  id: nullable(Int),
  email: nullable(Text),
  firstName: nullable(Text),
  lastName: nullable(Text),
  jobTitle: nullable(Text),
  avatarUrl: nullable(Text),
});

const SessionDocument = named('Session', {
  user: SessionUser,
  company: named('SessionCompanyOf', { id: Text, name: Text }),
  companies: Type.Array(CompanyRef),
  roles: Type.Array(Text),
  permissions: Type.Array(Text),
  readOnly: Flag,
  termsAccepted: Flag,
  signedInAt: Time,
  endsAt: Time,
});

const Choice = named('SessionChoice', { choose: Type.Array(CompanyRef), ticket: Text });
const NeedsPassword = named('PasswordNeeded', { needs: Type.Literal('password'), email: Text });

const Password = Type.String({ minLength: 1, maxLength: limits.passwordMaxChars });
const Token = Type.String({ maxLength: 4_096 });

const Credentials = named('SignInBody', {
  email: Type.Optional(Type.String({ minLength: 1, maxLength: 320 })),
  password: Type.Optional(Password),
  ticket: Type.Optional(Token),
  companyId: Type.Optional(Text),
});

interface At {
  services: Services;
  limit: SignInLimit;
}

export function sessionApi(app: FastifyInstance, at: At): void {
  signInRoutes(app, at);
  linkRoute(app, at);
  sessionRoutes(app, at.services);
  termsRoutes(app, at.services);
}

/** A route that opens a session. */
const signsIn = (operationId: string, summary: string, description: string, answer: TSchema) => ({
  config: {
    access: 'signIn' as const,
    errors: ['signInRefused', 'notSecure', 'tooManyRequests', 'unavailable'] as ErrorName[],
  },
  schema: { operationId, summary, description, tags: [tag] as const, response: { 200: answer } },
});

function signInRoutes(app: FastifyInstance, { services, limit }: At): void {
  app.get(
    '/api/sign-in',
    {
      schema: {
        operationId: 'getSignIn',
        summary: 'How one can sign in here',
        tags: [tag],
        response: {
          200: named('SignInWays', {
            password: Flag,
            setup: Flag,
            sso: Type.Array(named('SsoWay', { id: Text, name: Text, href: Text })),
          }),
        },
      },
    },
    async (_request, reply) => {
      const setup = await services.signingIn.isNew();
      const sso = services.sso.map(({ id, name }) => ({ id, name, href: `/sign-in/sso/${id}/start` }));
      return sendJson(reply, 200, JSON.stringify({ password: true, setup, sso }));
    },
  );
  const byPassword = signsIn(
    'signIn',
    'Open a session with a password',
    'With `email` and `password`. Somebody who belongs to several companies is answered with these and a ticket, and ' +
      'sends `ticket` and `companyId`. The session is in the cookie of the answer.',
    Type.Union([SessionDocument, Choice]),
  );
  app.post<{ Body: { email?: string; password?: string; ticket?: string; companyId?: string } }>(
    '/api/session',
    { ...byPassword, schema: { ...byPassword.schema, body: Credentials } },
    async (request, reply) => {
      requireSecure(request);
      const { email = '', password = '', ticket, companyId = '' } = request.body;
      const retryAfterS = limit.hit(request.address, ticket ?? email);
      if (retryAfterS > 0) return sendProblem(reply, { name: 'tooManyRequests', retryAfterS });
      const signedIn =
        ticket === undefined
          ? await services.signingIn.withPassword(email, password)
          : await services.signingIn.choose(ticket, companyId);
      if (signedIn.is !== 'refused') limit.forgive(request.address, ticket ?? email);
      return answerSignedIn(reply, services, signedIn);
    },
  );
}

function linkRoute(app: FastifyInstance, { services, limit }: At): void {
  const byLink = signsIn(
    'signInWithLink',
    'Open a session with a link',
    'A link that sets a password is answered with `needs` until the password comes along.',
    Type.Union([SessionDocument, NeedsPassword]),
  );
  app.post<{ Body: { token: string; password?: string } }>(
    '/api/session/link',
    {
      ...byLink,
      config: { ...byLink.config, errors: [...byLink.config.errors, 'linkRefused'] },
      schema: {
        ...byLink.schema,
        body: named('SignInLinkBody', { token: Token, password: Type.Optional(Password) }),
      },
    },
    async (request, reply) => {
      requireSecure(request);
      const { token, password = null } = request.body;
      const retryAfterS = limit.hit(request.address, token);
      if (retryAfterS > 0) return sendProblem(reply, { name: 'tooManyRequests', retryAfterS });
      const signedIn = await services.signingIn.withLink(token, password);
      if (signedIn.is === 'needsPassword')
        return sendJson(reply, 200, JSON.stringify({ needs: 'password', email: signedIn.email }));
      if (signedIn.is === 'refused') return sendProblem(reply, { name: 'linkRefused' });
      limit.forgive(request.address, token);
      return answerSignedIn(reply, services, signedIn);
    },
  );
}

/** A route about the session that asks. */
const about = (operationId: string, summary: string, answer: TSchema | null, status = 200) => ({
  config: { access: 'session' as const, takesNoBody: answer === null },
  schema: {
    operationId,
    summary,
    tags: [tag] as const,
    response: { [status]: answer ?? Type.Null({ description: 'nothing' }) },
  },
});

function sessionRoutes(app: FastifyInstance, services: Services): void {
  app.get(
    '/api/session',
    about('getSession', 'Who is signed in, and what they may do', SessionDocument),
    async (request, reply) => sendJson(reply, 200, await sessionJson(services, sessionOf(request))),
  );
  app.delete('/api/session', about('signOut', 'End this session', null, 204), async (request, reply) => {
    await services.signingIn.signOut(sessionOf(request));
    takeToken(reply);
    return reply.code(204).send();
  });
  app.delete(
    '/api/sessions',
    about('signOutEverywhere', 'End every session of this person, here and on other machines', null, 204),
    async (request, reply) => {
      await services.signingIn.signOutEverywhere(sessionOf(request));
      takeToken(reply);
      return reply.code(204).send();
    },
  );
  const switching = about('switchCompany', 'Go on in another company of the same sign-in', SessionDocument);
  app.put<{ Body: { companyId: string } }>(
    '/api/session/company',
    {
      config: { ...switching.config, errors: ['notFound'] },
      schema: { ...switching.schema, body: named('SwitchCompanyBody', { companyId: Text }) },
    },
    async (request, reply) =>
      answerOpened(
        reply,
        services,
        await services.signingIn.switchTo(sessionOf(request), request.body.companyId),
      ),
  );
  const changing = about(
    'changePassword',
    'Change the password, and end every other session',
    SessionDocument,
  );
  app.put<{ Body: { current: string; next: string } }>(
    '/api/session/password',
    {
      ...changing,
      schema: { ...changing.schema, body: named('PasswordBody', { current: Password, next: Password }) },
    },
    async (request, reply) => {
      const { current, next } = request.body;
      return answerOpened(
        reply,
        services,
        await services.signingIn.changePassword(sessionOf(request), current, next),
      );
    },
  );
}

function termsRoutes(app: FastifyInstance, services: Services): void {
  app.get(
    '/api/terms',
    about(
      'getTerms',
      'What users agree to before anything else is answered',
      named('Terms', { version: Text, text: Text }),
    ),
    async (_request, reply) => sendJson(reply, 200, JSON.stringify(terms)),
  );
  const accepting = about('acceptTerms', 'Agree to the terms; it is recorded', SessionDocument);
  app.post<{ Body: { version: string } }>(
    '/api/session/terms',
    {
      config: { ...accepting.config, errors: ['conflict'] },
      schema: { ...accepting.schema, body: named('TermsBody', { version: Text }) },
    },
    async (request, reply) => {
      const agreed = await services.signingIn.acceptTerms(sessionOf(request), request.body.version);
      return sendJson(reply, 200, await sessionJson(services, agreed));
    },
  );
}

async function answerSignedIn(
  reply: FastifyReply,
  services: Services,
  signedIn: SignedIn,
): Promise<FastifyReply> {
  if (signedIn.is === 'refused') return sendProblem(reply, { name: 'signInRefused' });
  if (signedIn.is === 'session') return answerOpened(reply, services, signedIn);
  const choose = signedIn.companies.map(({ uuid, name }) => ({ companyId: uuid, name }));
  return sendJson(reply, 200, JSON.stringify({ choose, ticket: signedIn.ticket }));
}

async function answerOpened(reply: FastifyReply, services: Services, opened: Opened): Promise<FastifyReply> {
  const current = await services.signingIn.current(opened.token);
  if (current === null) return sendProblem(reply, { name: 'signInRefused' });
  giveToken(reply, opened);
  return sendJson(reply, 200, await sessionJson(services, current));
}

async function sessionJson({ signingIn }: Services, current: Current): Promise<string> {
  const { company, session, account, guest, permissions } = current;
  const user = account === null ? null : (JSON.parse(account.user) as User);
  return JSON.stringify({
    user: {
      id: user?.id ?? null,
      email: user?.email ?? guest?.email ?? null,
      firstName: user === null ? (guest?.name ?? null) : user.firstName,
      lastName: user?.lastName ?? null,
      jobTitle: user?.jobTitle ?? null,
      avatarUrl: user?.avatarUrl ?? null,
    },
    company: { id: company.uuid, name: company.name },
    companies: await signingIn.companies(current),
    roles: user?.roles ?? [],
    permissions,
    readOnly: onlyRead(permissions),
    termsAccepted: signingIn.credential(current).termsAgreedAt !== null,
    signedInAt: isoTime(session.signedInAt),
    endsAt: isoTime(session.endsAt),
  });
}
