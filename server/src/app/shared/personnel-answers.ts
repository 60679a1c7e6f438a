/** How a change of somebody's employment is answered: the person as the change leaves them. */
import type { User } from '../../domain/directory.ts';
import type { Caller } from '../ports.ts';
import { personnelDetailsV1 } from './contract-v1/personnel.ts';
import { personCompactV2, personV2 } from './contract-v2/personnel.ts';
import { inDateStyle } from './date-style.ts';
import type { LiveDirectory } from './live-directory.ts';
import { complianceOf } from './personnel.ts';

export type PersonnelAnswer = 'detailsV1' | 'personV2' | 'compactV2';

/** `now` in milliseconds. A person of v2 shows the custom fields, since they can be what was changed. */
export function personnelAnswer(
  live: LiveDirectory,
  caller: Caller,
  user: User,
  now: number,
  as: PersonnelAnswer,
): object {
  const checks = complianceOf(live, caller.company, now);
  switch (as) {
    case 'detailsV1':
      return inDateStyle(caller, personnelDetailsV1(live, user, checks(user)));
    case 'personV2':
      return inDateStyle(caller, personV2(live, user, new Set(['customFields']), checks));
    case 'compactV2':
      return inDateStyle(caller, personCompactV2(live, user));
  }
}
