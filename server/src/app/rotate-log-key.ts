/** Rotation: the log goes on under the next key, announced in the log itself. */
import { limits } from '../domain/limits.ts';
import { isoTime } from '../domain/time.ts';
import type { LogKey } from './ports/log-keys.ts';
import type { Access, Company, EventReader, World } from './ports.ts';
import type { ChangeDirectory, Decision } from './shared/change-directory.ts';
import { companyNow } from './shared/company-now.ts';
import { logSigner, nextLogKey } from './shared/log-signer.ts';
import type { Secrets } from './shared/secrets.ts';

export interface RotatedKey {
  key: LogKey;
  /** Until when the key before it signs too, in milliseconds. */
  overlapUntil: number;
}

/**
 * Answers the key that signs from now on. The one before signs beside it for `overlapMs` more (limits.logKeyOverlapMinMs
 * at least), so that who pinned it goes on verifying and reads of the new one in the log. Rejects with ForeignKeyFile when the key file does not make the key
 * of now: what it cannot sign it must not replace.
 */
export type RotateLogKey = (company: Company, overlapMs: number) => Promise<RotatedKey>;

export function rotateLogKey(at: {
  access: Access;
  events: EventReader;
  change: ChangeDirectory;
  secrets: Secrets;
  world: World;
}): RotateLogKey {
  return async (company, overlapMs) => {
    const { answer } = await at.change(company, async () => {
      const log = await companyNow(at.access, company.company);
      const before = logSigner(at.secrets, log);
      const { size } = await at.events.head(company.company);
      const key = nextLogKey(at.secrets, log.origin, log.generation + 1, size);
      const until = at.world.now() + Math.max(overlapMs, limits.logKeyOverlapMinMs);
      const event = {
        type: 'LOG_KEY_ROTATED',
        category: 'COMPANY',
        source: 'APP',
        description: 'The log goes on under another key.',
        metadata: {
          dto: { vkey: key.vkey, generation: key.generation, fromSize: size },
          targetEntity: { vkey: before.vkey, generation: log.generation, signsUntil: isoTime(until) },
        },
      };
      return {
        changes: [{ do: 'turnLogKey', key, replacing: log, until }],
        events: [event],
        answer: { key, overlapUntil: until },
        logSize: size,
      } satisfies Decision<RotatedKey>;
    });
    return answer;
  };
}
