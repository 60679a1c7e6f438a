/** The part of compose.ts that knows how people and programs come in. */

import { acceptTerms } from '../app/accept-terms.ts';
import { administerKeys } from '../app/administer-keys.ts';
import { administerLinks } from '../app/administer-links.ts';
import { manageKeys } from '../app/manage-keys.ts';
import { manageSession } from '../app/manage-session.ts';
import { manageSignInLinks } from '../app/manage-sign-in-links.ts';
import type { SsoProvider } from '../app/ports/sso.ts';
import type { Store, World } from '../app/ports.ts';
import type { ChangeDirectory } from '../app/shared/change-directory.ts';
import { makeChoices } from '../app/shared/choices.ts';
import { makePasswords } from '../app/shared/passwords.ts';
import type { Secrets } from '../app/shared/secrets.ts';
import { makeSessions, sessionCredential } from '../app/shared/sessions.ts';
import { signIn } from '../app/sign-in.ts';
import type { Config } from '../config.ts';
import { limits } from '../domain/limits.ts';
import type { SignInServices } from '../http/services/signing-in.ts';
import { guardedFetch } from '../sinks/guarded-fetch.ts';
import { oidcProvider } from '../sinks/oidc.ts';

export function signingIn(
  at: Pick<Store, 'access' | 'accounts' | 'directory' | 'ledger'> & {
    secrets: Secrets;
    world: World;
    change: ChangeDirectory;
    record: Parameters<typeof acceptTerms>[0]['record'];
  },
) {
  const agree = acceptTerms(at);
  const ports = {
    ...at,
    acceptTerms: agree,
    passwords: makePasswords(at.world.randomBytes),
    sessions: makeSessions(at),
    choices: makeChoices(at),
  };
  const links = manageSignInLinks(ports);
  const services: SignInServices = {
    ...signIn(ports),
    ...manageSession(ports),
    current: ports.sessions.current,
    credential: sessionCredential,
    async companies({ company, session }) {
      const others = new Set(session.also.map((member) => member.company));
      const known = others.size === 0 ? [] : await at.access.companies();
      const also = known.filter(({ uuid }) => others.has(uuid) && uuid !== company.uuid);
      return [company, ...also].map(({ uuid, name }) => ({ companyId: uuid, name }));
    },
    async isNew() {
      const companies = await at.access.companies();
      const newcomers = await Promise.all(companies.slice(0, limits.firstLinks).map(links.newcomer));
      return newcomers.some((user) => user !== null);
    },
  };
  return {
    keys: manageKeys(at),
    acceptTerms: agree,
    signInLinks: links,
    signingIn: services,
    administerKeys: administerKeys(at),
    administerLinks: administerLinks(at),
  };
}

export function ssoProviders({ sso, outboundAllow }: Config): readonly SsoProvider[] {
  const outbound = guardedFetch(outboundAllow);
  return sso.map((settings) => oidcProvider(settings, outbound));
}
