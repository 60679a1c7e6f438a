/** Which types may be recorded: the vocabulary, and those that the company registered, whose metadata must match their schema. */
import type { Draft } from '../../domain/draft.ts';
import { invalid, Refused } from '../../domain/errors.ts';
import { ownTypes } from '../../domain/own-types.ts';
import type { Check } from '../../domain/validate.ts';
import { isEventType } from '../../domain/vocabulary.ts';
import type { EventType } from '../ports/event-types.ts';
import type { Directory } from '../ports.ts';
import { ownCheck } from './own-schemas.ts';

/** Looks a company's types up, compiling each schema once per version. */
export interface TypeChecks {
  find(name: string): Promise<{ eventType: EventType; check: Check } | null>;
}

export function makeTypeChecks(directory: Directory, company: number): TypeChecks {
  const found = new Map<string, Promise<{ eventType: EventType; check: Check } | null>>();
  return {
    find(name) {
      let result = found.get(name);
      if (result === undefined) {
        result = directory.eventType(company, name).then((eventType) =>
          eventType === null
            ? null
            : {
                eventType,
                check: ownCheck(eventType.schema),
              },
        );
        found.set(name, result);
      }
      return result;
    },
  };
}

/**
 * The category that the entry names. Rejects with Refused `invalid` when the type, its category or its metadata do not
 * fit. Types of the system itself fit only what the system records (`bySystem`).
 */
export async function checkType(types: TypeChecks, draft: Draft, bySystem: boolean): Promise<string> {
  const reserved = ownTypes.get(draft.type);
  if (reserved !== undefined) {
    if (!bySystem) throw invalid('type', `${draft.type} is recorded by the system alone`);
    return reserved;
  }
  if (isEventType(draft.type)) {
    if (draft.category === null) throw invalid('category', 'is required');
    return draft.category;
  }
  const own = await types.find(draft.type);
  if (own === null)
    throw invalid('type', `${draft.type} is not in the vocabulary: register it with POST /api/event-types`);
  const { category } = own.eventType;
  if (draft.category !== null && draft.category !== category)
    throw invalid('category', `must be ${category}, the category of ${draft.type}, or absent`);
  const faults = own.check(draft.metadata ?? {});
  if (faults.length > 0)
    throw new Refused({
      is: 'invalid',
      faults: faults.map(({ path, message }) => ({
        path: path === '' ? 'metadata' : `metadata.${path}`,
        message: `${message} (${draft.type} version ${own.eventType.version})`,
      })),
    });
  return category;
}

/**
 * Throws Refused `invalid`, naming the parameter, unless every type that a filter names is of the vocabulary or one that
 * the company registered.
 */
export async function requireTypes(
  directory: Directory,
  company: number,
  { type = [], not }: TypeFilter,
): Promise<void> {
  await requireNames(directory, company, 'type', type);
  await requireNames(directory, company, 'not.type', not?.type ?? []);
}

interface TypeFilter {
  type?: readonly string[];
  not?: { type?: readonly string[] };
}

async function requireNames(
  directory: Directory,
  company: number,
  parameter: string,
  names: readonly string[],
): Promise<void> {
  for (const name of names)
    if (!isEventType(name) && !ownTypes.has(name) && (await directory.eventType(company, name)) === null)
      throw invalid(
        parameter,
        `must be an event type of the vocabulary, or one that was registered: not ${name}`,
      );
}
