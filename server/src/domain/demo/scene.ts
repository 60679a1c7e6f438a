/** A scene is one kind of thing that happens in the office, told anew each time. */
import type { JsonObject } from '@affidavit/verify';
import type { User } from '../directory.ts';
import type { Dice } from './dice.ts';

export interface Cue {
  /** The company's short name, as file keys begin with it. */
  company: string;
  dice: Dice;
  /** Milliseconds. */
  at: number;
  /** Who does it; for scenes of the system, whom it concerns. */
  who: User;
  /** `who` as descriptions print it. */
  name: string;
  /** Everybody who works here at that time. */
  people: readonly User[];
}

export interface Told {
  description: string;
  metadata?: JsonObject;
  connectionId?: number;
  workspaceId?: number;
  controlIds?: number[];
  testId?: number;
  testName?: string;
}

export interface Scene {
  type: string;
  category: string;
  /** How often, in relation to the others. */
  weight: number;
  /** Roles whose holders do this; everybody when absent; the system itself when empty. */
  by?: readonly string[];
  /** APP when absent. */
  source?: string;
  tell(cue: Cue): Told;
}

/** What a change did to one member, as the programme records it. */
export function change(before: JsonObject, after: JsonObject): JsonObject {
  return { before, after };
}

/** A person as metadata names one. */
export function mention(user: User): JsonObject {
  return { id: user.id, email: user.email, firstName: user.firstName, lastName: user.lastName };
}
