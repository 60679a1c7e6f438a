/** Rotation: the log goes on under the next key, announced in the log itself. */
import { isoTime } from '../domain/time.ts';
import type { LogKey } from './ports/log-keys.ts';
import type { Access, Company, EventReader, World } from './ports.ts';
import type { ChangeDirectory, Decision } from './shared/change-directory.ts';
import { logSigner, nextLogKey } from './shared/log-signer.ts';
import type { Secrets } from './shared/secrets.ts';

/**
 * Answers the key that signs from now on. The one before signs beside it for `overlapMs` more, so that who pinned it goes
 * on verifying and reads of the new one in the log. Rejects with ForeignKeyFile when the key file does not make the key
 * of now: what it cannot sign it must not replace.
 */
export type RotateLogKey = (company: Company, overlapMs: number) => Promise<LogKey>;

export function rotateLogKey(at: {
  access: Access;
  events: EventReader;
  change: ChangeDirectory;
  secrets: Secrets;
  world: World;
}): RotateLogKey {
  return async ({ company }, overlapMs) => {
    const { answer } = await at.change(await companyNow(at.access, company), async () => {
      const log = await companyNow(at.access, company);
      const before = logSigner(at.secrets, log);
      const { size } = await at.events.head(company);
      const key = nextLogKey(at.secrets, log.origin, log.generation + 1, size);
      const until = at.world.now() + overlapMs;
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
        answer: key,
        logSize: size,
      } satisfies Decision<LogKey>;
    });
    return answer;
  };
}

async function companyNow(access: Access, company: number): Promise<Company> {
  const found = (await access.companies()).find((one) => one.company === company);
  if (found === undefined) throw new Error(`there is no company ${company}`);
  return found;
}
