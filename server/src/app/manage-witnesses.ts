/** Whom a company asks to cosign its log, and how they answered. */
import { formatPolicy } from '@affidavit/verify';
import type { LogWitness, LogWitnesses } from '../domain/directory.ts';
import { isoTime } from '../domain/time.ts';
import type { WitnessClient } from './ports/witnesses.ts';
import type { Caller, Company, Directory, World } from './ports.ts';
import type { ChangeDirectory, Decision } from './shared/change-directory.ts';
import { rowOf } from './shared/directory-rows.ts';
import { logVkeys } from './shared/log-signer.ts';
import { checkWitnesses, readLogWitnesses } from './shared/log-witnesses.ts';
import { tellOfDocument, witnessStory } from './shared/stories.ts';
import { differs } from './shared/telling.ts';
import type { WitnessStates, WitnessStatus } from './shared/witness-states.ts';

export interface WitnessesView {
  witnesses: readonly (LogWitness & WitnessStatus)[];
  /** How many of them must have cosigned a checkpoint. */
  needed: number;
  /** The same as a policy file (c2sp.org/tlog-policy): for auditors, who decide themselves whom they trust. */
  policy: string;
}

export interface ManageWitnesses {
  show(company: Company): Promise<WitnessesView>;
  /** Replaces the list; recorded as an event of the caller, or of the system when there is none. */
  put(
    company: Company,
    wish: { witnesses: readonly LogWitness[]; needed: number },
    caller: Caller | null,
  ): Promise<WitnessesView>;
}

export interface ManagingPorts {
  change: ChangeDirectory;
  directory: Directory;
  client: WitnessClient;
  states: WitnessStates;
  world: World;
}

export function manageWitnesses(at: ManagingPorts): ManageWitnesses {
  async function show(company: Company): Promise<WitnessesView> {
    const { witnesses, needed } = await readLogWitnesses(at.directory, company.company);
    return {
      witnesses: witnesses.map((witness) => ({
        ...witness,
        ...at.states.status(company.company, witness.vkey),
      })),
      needed,
      policy: formatPolicy({ logs: logVkeys(company), witnesses, needed }),
    };
  }
  return {
    show,
    async put(company, { witnesses, needed }, caller) {
      checkWitnesses(witnesses, needed, at.client.objection);
      await at.change(company, (live): Decision<null> => {
        const before = live.get('logWitnesses', 1);
        const after: LogWitnesses = {
          id: 1,
          witnesses: witnesses.map(({ name, url, vkey }) => ({ name, url, vkey })),
          needed,
          updatedAt: isoTime(at.world.now()),
        };
        const was = before ?? { ...after, witnesses: [], needed: 0 };
        if (!differs(was, after)) return { changes: [], events: [], answer: null };
        return {
          changes: [{ do: 'put', row: rowOf('logWitnesses', after) }],
          events:
            caller === null
              ? [bySystem(before, after)]
              : tellOfDocument(live, caller, 'logWitnesses', before, after),
          answer: null,
        };
      });
      at.states.forget(company.company);
      return show(company);
    },
  };
}

/** Nobody is known by name who works on the server itself. */
function bySystem(before: LogWitnesses | null, after: LogWitnesses): object {
  return {
    type: 'COMPANY_DATA_UPDATED',
    category: 'COMPANY',
    source: 'APP',
    description: `Somebody on the server ${witnessStory(after)}.`,
    metadata: { dto: { ...after }, targetEntity: before === null ? null : { ...before } },
  };
}
