/** For how long a company keeps the parts of its events, by category. */
import type { RetentionRules } from '../domain/directory.ts';
import { invalid } from '../domain/errors.ts';
import { isoTime } from '../domain/time.ts';
import type { Caller, Company, World } from './ports.ts';
import type { ChangeDirectory } from './shared/change-directory.ts';
import { putOf } from './shared/directory-rows.ts';
import type { ReadLiveDirectory } from './shared/live-directory.ts';
import { tellOfDocument } from './shared/stories.ts';

export type Rules = RetentionRules['rules'];

export interface ManageRetention {
  show(company: Company): Promise<{ rules: Rules }>;
  /** Replaces all rules. `caller` null: somebody at the server itself. */
  set(company: Company, caller: Caller | null, rules: Rules): Promise<{ rules: Rules }>;
}

export function manageRetention(at: {
  change: ChangeDirectory;
  readLive: ReadLiveDirectory;
  world: World;
}): ManageRetention {
  return {
    async show(company) {
      return { rules: (await at.readLive(company.company)).get('retentionRules', 1)?.rules ?? [] };
    },
    async set(company, caller, rules) {
      const categories = rules.map(({ category }) => category);
      const twice = categories.find((one, i) => categories.indexOf(one) !== i);
      if (twice !== undefined) throw invalid('rules', `must name ${twice} once`);
      await at.change(company, (live) => {
        const before = live.get('retentionRules', 1);
        const now = isoTime(at.world.now());
        const after: RetentionRules = { id: 1, rules, createdAt: before?.createdAt ?? now, updatedAt: now };
        return {
          changes: [putOf('retentionRules', after)],
          events:
            caller === null
              ? [bySystem(before, after)]
              : tellOfDocument(live, caller, 'retentionRules', before, after),
          answer: null,
        };
      });
      return { rules };
    },
  };
}

function bySystem(before: RetentionRules | null, after: RetentionRules): object {
  return {
    type: 'RETENTION_RULES_CHANGED',
    category: 'COMPANY',
    source: 'APP',
    description: 'It was changed on the server for how long the parts of events are kept.',
    metadata: { dto: { ...after }, targetEntity: before === null ? null : { ...before } },
  };
}
