/** Employment of the demo's people, and what their accounts may do. */
import type { Connection, Identity, IdentityAccess, Personnel, User } from '../directory.ts';
import { ago, DAY_MS, dateOf } from './calendar.ts';
import { diceOf } from './dice.ts';

/** Who is employed otherwise than as a current employee; `leftAt` in milliseconds. */
export interface Employment {
  contractors: ReadonlySet<number>;
  leftAt: ReadonlyMap<number, number>;
  /** Who said so, for those that are no personnel at all. */
  decidedBy: number;
}

const OUTSIDERS: Readonly<Record<string, string>> = {
  SERVICE_USER: 'Signs in for the build pipeline; nobody works with it.',
  AUDITOR: 'Works for the audit firm, under its own programme.',
};

export function personnelOf(users: readonly User[], employment: Employment, today: number): Personnel[] {
  return users.map((user) => {
    const leftAt = employment.leftAt.get(user.id);
    const outsider = user.roles.find((role) => role in OUTSIDERS);
    const noHuman = outsider === undefined ? null : (OUTSIDERS[outsider] ?? null);
    const updatedAt = ago(today, 3);
    return {
      id: user.id,
      userId: user.id,
      employmentStatus: statusOf(user, outsider, employment),
      notHumanReason: noHuman,
      reasonProviderId: noHuman === null ? null : employment.decidedBy,
      startDate: dateOf(Date.parse(user.createdAt)),
      separationDate: leftAt === undefined ? null : dateOf(leftAt),
      statusUpdatedAt: leftAt === undefined ? user.createdAt : ago(leftAt, 0),
      keptByHand: noHuman === null ? [] : ['employmentStatus'],
      customFields: customFieldsOf(user),
      exclusions: employment.contractors.has(user.id)
        ? [ownLaptop(user.id, employment.decidedBy, today)]
        : [],
      createdAt: user.createdAt,
      updatedAt: updatedAt > user.createdAt ? updatedAt : user.createdAt,
    };
  });
}

function statusOf(user: User, outsider: string | undefined, { contractors, leftAt }: Employment): string {
  if (outsider === 'SERVICE_USER') return 'SERVICE_ACCOUNT';
  if (outsider !== undefined) return 'OUT_OF_SCOPE';
  const kind = contractors.has(user.id) ? 'CONTRACTOR' : 'EMPLOYEE';
  return `${leftAt.has(user.id) ? 'FORMER' : 'CURRENT'}_${kind}`;
}

function customFieldsOf({ jobTitle }: User): Personnel['customFields'] {
  if (jobTitle === null) return [];
  const engineering = /Engineer|Designer|IT /.test(jobTitle);
  return [{ customFieldId: 1, name: 'Cost centre', value: engineering ? 'R&D 200' : 'G&A 100' }];
}

function ownLaptop(userId: number, createdById: number, today: number): Personnel['exclusions'][number] {
  return {
    id: userId,
    type: 'AGENT_INSTALLED',
    reason: 'Works on a laptop of their own, without access to customer data.',
    createdById,
    createdAt: ago(today, 85),
    startDate: ago(today, 85),
    endDate: null,
  };
}

const INFRASTRUCTURE = new Set(['AWS', 'AZURE', 'GCP']);
const VERSION_CONTROL = new Set(['GITHUB', 'GITLAB']);

/** Of every account at a cloud or a version control. */
export function accessOf(
  company: string,
  identities: readonly Identity[],
  connections: readonly Connection[],
  users: readonly User[],
  today: number,
): IdentityAccess[] {
  const dice = diceOf(`${company}/access`);
  return identities.flatMap((identity) => {
    const { clientType = '' } = connections.find(({ id }) => id === identity.connectionId) ?? {};
    const cloud = INFRASTRUCTURE.has(clientType);
    if (!cloud && !VERSION_CONTROL.has(clientType)) return [];
    const roles = users.find(({ id }) => id === identity.userId)?.roles ?? [];
    const machine = roles.includes('SERVICE_USER');
    const operator = machine || roles.includes('DEVOPS_ENGINEER') || roles.includes('TECHGOV');
    const since = identity.connectedAt;
    const may = (allowed: boolean) => (allowed ? since : null);
    return {
      id: identity.id,
      serviceAccount: may(machine),
      serviceAccountReason: machine ? 'Deploys what was reviewed.' : null,
      serviceAccountDesignatorId: machine ? 2 : null,
      lastCheckedAt: ago(today, dice.roll()),
      adminAccess: may(cloud && operator && dice.chance(0.5)),
      dbAccess: may(cloud && operator),
      writeAccess: may(!cloud),
      pushProductionCodeAccess: may(!cloud && operator),
    };
  });
}

/** When people left, in milliseconds, from days before `today`. */
export function leftOf(days: ReadonlyMap<number, number>, today: number): Map<number, number> {
  return new Map([...days].map(([id, count]) => [id, today - count * DAY_MS]));
}
