/** Which of their companies somebody wants: what a sign-in proved, sealed, until that is said. */
import { timingSafeEqual } from 'node:crypto';
import { isUuid } from '@affidavit/verify';
import { limits } from '../../domain/limits.ts';
import type { Member } from '../ports/accounts.ts';
import type { World } from '../ports.ts';
import type { Secrets } from './secrets.ts';

export interface Proven {
  /** At least one. */
  members: readonly Member[];
  at: number;
}

export interface Choices {
  /** A ticket: it is good for limits.signInChoiceMs, on every instance. */
  make(members: readonly Member[]): string;
  /** Null when it is not ours, or too old. */
  read(ticket: string): Proven | null;
}

/** Sealed by the secret of the first of the companies. */
export function makeChoices({ secrets, world }: { secrets: Secrets; world: World }): Choices {
  const seal = (company: string, text: string) =>
    Buffer.from(Buffer.from(secrets.mac(company, 'choice', text)).toString('base64url'));
  return {
    make(members) {
      const proven: Proven = { members, at: world.now() };
      const text = Buffer.from(JSON.stringify(proven)).toString('base64url');
      return `${text}.${seal(members[0]?.company ?? '', text)}`;
    },
    read(ticket) {
      const [text = '', mac = ''] = ticket.split('.');
      const proven = parsed(text);
      const company = proven?.members?.[0]?.company;
      if (proven === null || company === undefined || !isUuid(company)) return null;
      const expected = seal(company, text);
      const given = Buffer.from(mac);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
      const age = world.now() - proven.at;
      return age >= 0 && age < limits.signInChoiceMs ? proven : null;
    },
  };
}

/** Nothing of it is believed before its seal is checked. */
function parsed(text: string): Proven | null {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString()) as Proven | null;
  } catch {
    return null;
  }
}
