/** A company's own event types, beside the vocabulary of the contract. */
import { invalid } from '../domain/errors.ts';
import { limits } from '../domain/limits.ts';
import { ownTypes } from '../domain/own-types.ts';
import { EventTypeBody } from '../domain/schemas.ts';
import { isoTime } from '../domain/time.ts';
import { type Check, compileSchema } from '../domain/validate.ts';
import { isEventType } from '../domain/vocabulary.ts';
import type { EventType } from './ports/event-types.ts';
import type { Company, Directory, Ledger, World } from './ports.ts';
import { commitOrRefuse, directoryMoves, recordedBy } from './shared/commit.ts';
import { compileOwnSchema } from './shared/own-schemas.ts';

/** Registers a type, or the next version of one; the same again is answered with the version that stands. */
export type RegisterEventType = (company: Company, body: unknown) => Promise<object>;

const check = compileSchema(EventTypeBody);

export function registerEventType(at: {
  ledger: Ledger;
  directory: Directory;
  world: World;
}): RegisterEventType {
  return async (company, body) => {
    const [fault] = check(body);
    if (fault !== undefined) throw invalid(fault.path, fault.message);
    const input = body as EventTypeBody;
    if (isEventType(input.name))
      throw invalid('name', `${input.name} belongs to the vocabulary: choose another`);
    if (ownTypes.has(input.name))
      throw invalid('name', `${input.name} belongs to the system: choose another`);
    checkSchema(input.schema);
    for (let attempt = 0; attempt < limits.staleRetries; attempt++) {
      const directoryVersion = await at.directory.version(company.company);
      const before = await at.directory.eventType(company.company, input.name);
      const schema = JSON.stringify(input.schema);
      if (before?.schema === schema && before.category === input.category) return shown(before);
      const now = at.world.now();
      const eventType: EventType = {
        name: input.name,
        version: (before?.version ?? 0) + 1,
        category: input.category,
        schema,
        createdAt: now,
      };
      const [outcome] = await commitOrRefuse(at.ledger, [
        {
          company: company.company,
          now,
          directoryVersion,
          changes: [{ do: 'putEventType', eventType }],
          snapshots: [],
          events: [],
          idempotency: null,
        },
      ]);
      if (outcome === undefined || outcome.is === 'stale') continue;
      recordedBy(outcome);
      return shown(eventType);
    }
    throw directoryMoves();
  };
}

/** Any JSON Schema that compiles, and soon; one that refers to the outside cannot. */
function checkSchema(schema: object): void {
  if (JSON.stringify(schema).length > limits.eventTypeChars)
    throw invalid('schema', `must have at most ${limits.eventTypeChars} characters as JSON`);
  let compiled: Check | null;
  try {
    compiled = compileOwnSchema(schema);
  } catch (error) {
    throw invalid(
      'schema',
      `is not a usable JSON Schema: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  if (compiled === null) throw invalid('schema', 'must be simpler: it takes too long to prepare');
}

function shown(eventType: EventType): object {
  const { name, version, category, schema, createdAt } = eventType;
  return { name, version, category, schema: JSON.parse(schema) as unknown, createdAt: isoTime(createdAt) };
}
