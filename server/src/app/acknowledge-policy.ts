/** That somebody accepted a policy, entered on their behalf. */
import type { AssignedPolicy } from '../domain/directory.ts';
import { conflict, invalid, notFound } from '../domain/errors.ts';
import { isoTime, parseTime } from '../domain/time.ts';
import type { Caller, World } from './ports.ts';
import type { ChangeDirectory } from './shared/change-directory.ts';
import { userPolicyVersionV2 } from './shared/contract-v2/policies.ts';
import { inDateStyle } from './shared/date-style.ts';
import { Edit } from './shared/edit.ts';
import { type UserKey, userByKey } from './shared/employed.ts';
import type { LiveDirectory } from './shared/live-directory.ts';
import { callerName, difference, mention, nameOf, tell } from './shared/telling.ts';

export interface Acknowledgement {
  /** A time within the last year. */
  acceptedAt: string;
  details?: string;
}

const YEAR_MS = 366 * 24 * 60 * 60 * 1000;
const CLOCKS_MS = 5 * 60 * 1000;

export type AcknowledgePolicy = ReturnType<typeof acknowledgePolicy>;

/**
 * Speaks of the newest version of the policy that the user was given. `notFound` when there is none, a conflict when
 * it was accepted before.
 */
export function acknowledgePolicy(at: { change: ChangeDirectory; world: World }) {
  return async (caller: Caller, key: UserKey, policyId: number, wish: Acknowledgement): Promise<object> => {
    const { answer } = await at.change(caller.company, (live) => {
      const edit = new Edit(live, at.world);
      const now = at.world.now();
      const user = userByKey(live, key);
      const before = assigned(live, user.id, policyId);
      const policy = live.get('policy', policyId);
      if (before.acceptedAt !== null)
        throw conflict(`${user.email} accepted this version of the policy at ${before.acceptedAt}`);
      const after = {
        ...before,
        acceptedAt: acceptedAt(wish.acceptedAt, now),
        sourceType: 'PUBLIC_API',
        details: wish.details ?? null,
        updatedAt: isoTime(now),
      };
      edit.put('assignedPolicy', after);
      const event = tell(caller, {
        type: 'USER_POLICY_ACCEPTED',
        category: 'POLICY',
        description: `${callerName(live, caller)} recorded that ${nameOf(user)} accepted the policy ${policy?.name ?? policyId}.`,
        dto: wish,
        targetEntity: { ...before, user: mention(user) },
        sourceData: difference(before, after),
      });
      return {
        changes: edit.changes(),
        events: [event],
        answer: inDateStyle(caller, userPolicyVersionV2(edit, after, new Set())),
      };
    });
    return answer;
  };
}

function assigned(live: LiveDirectory, userId: number, policyId: number): AssignedPolicy {
  const number = ({ policyVersionId }: AssignedPolicy) =>
    live.get('policyVersion', policyVersionId)?.version ?? 0;
  const [newest] = live
    .ofUser('assignedPolicy', userId)
    .filter((one) => one.policyId === policyId)
    .sort((a, b) => number(b) - number(a) || b.id - a.id);
  if (newest === undefined) throw notFound();
  return newest;
}

function acceptedAt(text: string, now: number): string {
  const at = parseTime(text);
  if (at === null) throw invalid('acceptedAt', 'must be a time such as 2025-07-01T16:45:55.246Z');
  if (at > now + CLOCKS_MS) throw invalid('acceptedAt', 'must not lie ahead');
  if (at < now - YEAR_MS) throw invalid('acceptedAt', 'must lie within the last year');
  return isoTime(at);
}
