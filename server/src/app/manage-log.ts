/** What a company says of its log, and whether strangers may read it. */
import { keyWords } from '@affidavit/verify';
import type { LogSettings } from '../domain/directory.ts';
import { isoTime } from '../domain/time.ts';
import type { Caller, Checkpoints, Company, Directory, World } from './ports.ts';
import type { ChangeDirectory, Decision } from './shared/change-directory.ts';
import { rowOf } from './shared/directory-rows.ts';
import { isPublicLog } from './shared/log-settings.ts';
import { logVkeys } from './shared/log-signer.ts';
import { tellOfDocument } from './shared/stories.ts';

export interface LogView {
  company: string;
  origin: string;
  /** Whether strangers may read it. */
  public: boolean;
  /** Events under the newest signed checkpoint. */
  size: number;
  /** The keys that have signed it, the one that signs now first. */
  vkeys: readonly string[];
  /** The same keys, each with the twelve words by which people compare it. */
  keys: readonly { vkey: string; words: string }[];
}

export interface ManageLog {
  show(company: Company): Promise<LogView>;
  /** Opens the log to strangers or closes it; recorded as an event of the caller, or of the system when there is none. */
  setPublic(company: Company, isPublic: boolean, caller: Caller | null): Promise<LogView>;
}

export function manageLog(at: {
  change: ChangeDirectory;
  directory: Directory;
  checkpoints: Checkpoints;
  world: World;
}): ManageLog {
  async function show(company: Company): Promise<LogView> {
    const vkeys = logVkeys(company);
    return {
      company: company.uuid,
      origin: company.origin,
      public: await isPublicLog(at.directory, company.company),
      size: (await at.checkpoints.latest(company.company))?.size ?? 0,
      vkeys,
      keys: vkeys.map((vkey) => ({ vkey, words: keyWords(vkey) })),
    };
  }
  return {
    show,
    async setPublic(company, isPublic, caller) {
      await at.change(company, (live): Decision<null> => {
        const before = live.get('logSettings', 1);
        if ((before?.public ?? false) === isPublic) return { changes: [], events: [], answer: null };
        const after: LogSettings = { id: 1, public: isPublic, updatedAt: isoTime(at.world.now()) };
        return {
          changes: [{ do: 'put', row: rowOf('logSettings', after) }],
          events:
            caller === null
              ? [bySystem(before, after)]
              : tellOfDocument(live, caller, 'logSettings', before, after),
          answer: null,
        };
      });
      return show(company);
    },
  };
}

/** Nobody is known by name who works on the server itself. */
function bySystem(before: LogSettings | null, after: LogSettings): object {
  return {
    type: 'COMPANY_DATA_UPDATED',
    category: 'COMPANY',
    source: 'APP',
    description: `The log was ${after.public ? 'opened' : 'closed'} to the public on the server.`,
    metadata: { dto: { ...after }, targetEntity: before === null ? null : { ...before } },
  };
}
