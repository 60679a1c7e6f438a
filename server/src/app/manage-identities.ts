/** Accounts in connected systems: whose they are, what they may do, and which of them serve no person. */
import type { Identity, IdentityAccess } from '../domain/directory.ts';
import { notFound } from '../domain/errors.ts';
import { isoTime } from '../domain/time.ts';
import type { Caller, World } from './ports.ts';
import { type AccountKind, providesAccounts } from './shared/accounts.ts';
import type { ChangeDirectory } from './shared/change-directory.ts';
import {
  accessOf,
  infrastructureIdentityV1,
  versionControlIdentityV1,
} from './shared/contract-v1/connections.ts';
import { inDateStyle } from './shared/date-style.ts';
import { Edit } from './shared/edit.ts';
import { namedUser } from './shared/employed.ts';
import type { LiveDirectory } from './shared/live-directory.ts';
import { callerName, difference, differs, mention, nameOf, tell } from './shared/telling.ts';

export type AccessMember = 'adminAccess' | 'dbAccess' | 'writeAccess' | 'pushProductionCodeAccess';

/** What is to become of an account. */
export type AccountWish =
  | { do: 'link'; userId: number | null }
  | { do: 'toggle'; member: AccessMember; on: boolean }
  | { do: 'serviceAccount'; on: boolean; reason: string };

interface Account {
  identity: Identity;
  access: IdentityAccess;
}

const EVENTS = { link: 'LINK', toggle: 'TOGGLE', serviceAccount: 'SERVICE_ACCOUNT' } as const;

export type ManageIdentities = ReturnType<typeof manageIdentities>;

export function manageIdentities(at: { change: ChangeDirectory; world: World }) {
  /** `notFound` also for an account in a system of another kind. What changes nothing is recorded nowhere. */
  return async (
    caller: Caller,
    kind: AccountKind,
    id: number,
    wish: AccountWish,
    dto: object,
  ): Promise<object> => {
    const { answer } = await at.change(caller.company, (live) => {
      const now = isoTime(at.world.now());
      const edit = new Edit(live, at.world);
      const before = accountOf(live, kind, id);
      const after = revise(live, caller, before, wish, now);
      const linked = differs(before.identity, after.identity);
      if (!linked && !differs(before.access, after.access))
        return { changes: [], events: [], answer: shown(live, caller, kind, id) };
      if (linked) edit.put('identity', { ...after.identity, updatedAt: now });
      else edit.put('identityAccess', after.access);
      const user = before.identity.userId === null ? null : live.get('user', before.identity.userId);
      const event = tell(caller, {
        type: `USER_IDENTITY_${kind}_${EVENTS[wish.do]}_UPDATED`,
        category: 'CONNECTION',
        description: sentence(live, caller, before.identity, wish),
        dto,
        targetEntity: {
          ...before.identity,
          access: before.access,
          user: user === null ? null : mention(user),
        },
        sourceData: linked
          ? difference(before.identity, after.identity)
          : difference(before.access, after.access),
        ...(before.identity.connectionId !== null && { connectionId: before.identity.connectionId }),
      });
      return { changes: edit.changes(), events: [event], answer: shown(edit, caller, kind, id) };
    });
    return answer;
  };
}

function accountOf(live: LiveDirectory, kind: AccountKind, id: number): Account {
  const identity = live.get('identity', id);
  const connection = identity?.connectionId == null ? null : live.get('connection', identity.connectionId);
  if (identity === null || connection === null || !providesAccounts(connection, kind)) throw notFound();
  return { identity, access: accessOf(live, id) };
}

function shown(live: LiveDirectory, caller: Caller, kind: AccountKind, id: number): object {
  const { identity } = accountOf(live, kind, id);
  const project = kind === 'INFRASTRUCTURE' ? infrastructureIdentityV1 : versionControlIdentityV1;
  return inDateStyle(caller, project(live, identity));
}

function revise(
  live: LiveDirectory,
  caller: Caller,
  { identity, access }: Account,
  wish: AccountWish,
  now: string,
): Account {
  switch (wish.do) {
    case 'link':
      if (wish.userId !== null) namedUser(live, wish.userId);
      return { identity: { ...identity, userId: wish.userId }, access };
    case 'toggle': {
      const since = wish.on ? (access[wish.member] ?? now) : null;
      return { identity, access: { ...access, [wish.member]: since } };
    }
    case 'serviceAccount': {
      const same = wish.on && access.serviceAccount !== null && access.serviceAccountReason === wish.reason;
      if (same) return { identity, access };
      const service = {
        serviceAccount: wish.on ? (access.serviceAccount ?? now) : null,
        serviceAccountReason: wish.on ? wish.reason : null,
        serviceAccountDesignatorId: wish.on ? caller.userId : null,
      };
      return { identity, access: { ...access, ...service } };
    }
  }
}

const ACCESS_WORDS: Readonly<Record<AccessMember, string>> = {
  adminAccess: 'administrator access',
  dbAccess: 'database access',
  writeAccess: 'write access',
  pushProductionCodeAccess: 'access to push production code',
};

function sentence(live: LiveDirectory, caller: Caller, identity: Identity, wish: AccountWish): string {
  const by = callerName(live, caller);
  const account = `the account ${identity.username ?? identity.email ?? identity.identityId}`;
  switch (wish.do) {
    case 'link':
      return wish.userId === null
        ? `${by} unlinked ${account} from ${nameOf(live.get('user', identity.userId ?? 0))}.`
        : `${by} linked ${account} to ${nameOf(live.get('user', wish.userId))}.`;
    case 'toggle':
      return `${by} noted that ${account} has ${wish.on ? '' : 'no '}${ACCESS_WORDS[wish.member]}.`;
    case 'serviceAccount':
      return wish.on
        ? `${by} declared ${account} a service account.`
        : `${by} declared that ${account} is no service account.`;
  }
}
