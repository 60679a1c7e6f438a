/** The part of compose.ts that knows how people and programs come in. */

import { manageKeys } from '../app/manage-keys.ts';
import { manageSession } from '../app/manage-session.ts';
import { manageSignInLinks } from '../app/manage-sign-in-links.ts';
import type { Store, World } from '../app/ports.ts';
import { makeChoices } from '../app/shared/choices.ts';
import { makePasswords } from '../app/shared/passwords.ts';
import type { Secrets } from '../app/shared/secrets.ts';
import { makeSessions, sessionCredential } from '../app/shared/sessions.ts';
import { signIn } from '../app/sign-in.ts';
import type { SignInServices } from '../http/services/signing-in.ts';

export function signingIn(
  at: Pick<Store, 'access' | 'accounts' | 'directory' | 'ledger'> & { secrets: Secrets; world: World },
) {
  const ports = {
    ...at,
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
      const newcomers = await Promise.all((await at.access.companies()).map(links.newcomer));
      return newcomers.some((user) => user !== null);
    },
  };
  return { keys: manageKeys(at), signInLinks: links, signingIn: services };
}
