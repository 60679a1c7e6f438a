/** Links that let people in, made and taken back by people of the company: each is told by an event. */
import type { User } from '../domain/directory.ts';
import { conflict, invalid, notFound } from '../domain/errors.ts';
import { limits } from '../domain/limits.ts';
import { auditorPermissions, permissionsOfRoles } from '../domain/role-permissions.ts';
import type { EventDraft } from '../domain/schemas.ts';
import { isoTime } from '../domain/time.ts';
import type { Accounts, SignInLink } from './ports/accounts.ts';
import type { Caller, World } from './ports.ts';
import type { ChangeDirectory, Decision } from './shared/change-directory.ts';
import { type NewLink, newLink } from './shared/new-link.ts';
import { callerName, nameOf, tell } from './shared/telling.ts';

export interface AdministerLinks {
  /**
   * A link with which an auditor reads until `endsAt`. `held`: what the caller may do; nobody lets others in further than
   * themselves. Rejects with Refused `invalid`.
   */
  auditor(
    caller: Caller,
    held: readonly string[],
    wish: { name: string; email: string | null; endsAt: number },
  ): Promise<NewLink>;
  /** A link with which a user sets their first password. Rejects with Refused `conflict` when they have one. */
  invite(caller: Caller, held: readonly string[], userId: number): Promise<NewLink>;
  /** Of auditors, and of users who have not used theirs. */
  list(caller: Caller): Promise<readonly SignInLink[]>;
  /** Ends the sessions that it opened. Rejects with Refused `notFound`. */
  remove(caller: Caller, id: string): Promise<void>;
}

export function administerLinks(at: {
  accounts: Accounts;
  change: ChangeDirectory;
  world: World;
}): AdministerLinks {
  const { accounts, change, world } = at;
  return {
    async auditor(caller, held, { name, email, endsAt }) {
      const ahead = endsAt - world.now();
      if (ahead <= 0 || ahead > limits.auditorLinkMs)
        throw invalid('endsAt', 'must be in the future, and at most a year ahead');
      requireHeld(held, auditorPermissions);
      const made = newLink(world, caller.company, {
        kind: 'auditor',
        userId: null,
        name,
        email,
        createdBy: caller.userId,
        endsAt,
      });
      const dto = { linkId: made.link.id, endsAt: isoTime(endsAt) };
      await change(caller.company, (live) => {
        // Who it is stands in the list of links alone, where it can be removed.
        const description = `${callerName(live, caller)} let an auditor read with a link.`;
        return added(made, tell(caller, { type: 'AUDITOR_ADDED', category: 'AUDIT', description, dto }));
      });
      return made;
    },

    async invite(caller, held, userId) {
      const made = newLink(world, caller.company, {
        kind: 'password',
        userId,
        name: null,
        email: null,
        createdBy: caller.userId,
        endsAt: world.now() + limits.signInLinkMs,
      });
      await change(caller.company, async (live) => {
        const user = live.get('user', userId);
        if (user === null) throw invalid('userId', `user ${userId} is not in the directory`);
        await requireNewcomer(accounts, caller.company.uuid, user, held);
        const description = `${callerName(live, caller)} invited ${nameOf(user)} to set a password.`;
        const dto = { linkId: made.link.id, userId };
        return added(made, tell(caller, { type: 'USER_INVITED', category: 'USER', description, dto }));
      });
      return made;
    },

    async list({ company }) {
      const links = await accounts.links(company.company);
      return links.filter(({ usedAt }) => usedAt === null);
    },

    async remove(caller, id) {
      await change(caller.company, async (live) => {
        const link = (await accounts.links(caller.company.company)).find((one) => one.id === id);
        if (link === undefined) throw notFound('there is no such link');
        const description = `${callerName(live, caller)} took back the link of an auditor.`;
        const event = { type: 'AUDITOR_REMOVED', category: 'AUDIT', description, dto: { linkId: id } };
        return {
          changes: [{ do: 'removeLink', id }],
          events: link.kind === 'auditor' ? [tell(caller, event)] : [],
          answer: null,
        };
      });
    },
  };
}

function added({ link }: NewLink, event: EventDraft): Decision<null> {
  return { changes: [{ do: 'addLink', link }], events: [event], answer: null };
}

async function requireNewcomer(
  accounts: Accounts,
  company: string,
  { id: userId, email, roles }: User,
  held: readonly string[],
): Promise<void> {
  if (email === null) throw invalid('userId', 'names a user without an e-mail address');
  requireHeld(held, permissionsOfRoles(roles));
  const account = await accounts.account({ company, userId });
  if (account?.password != null)
    throw conflict('this user has a password: whoever runs the server can make a link for a new one');
}

/** Whoever has the link could come in with it. */
function requireHeld(held: readonly string[], allowed: readonly string[]): void {
  const beyond = allowed.find((permission) => !held.includes(permission));
  if (beyond !== undefined)
    throw invalid('', `the link would allow more than you may: ${beyond} is not among your permissions`);
}
