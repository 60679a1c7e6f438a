/** What the page says about checks and outcomes. */
import type { AffidavitCheck, AffidavitReport } from '../../src/index.ts';

/** In the order in which they are made. */
export const checks: Readonly<Record<AffidavitCheck, string>> = {
  format: 'The file has the form of an affidavit',
  entry: 'The entry of the log is well-formed',
  erasures: 'Whatever was removed, the log names the event that removed it',
  documents: 'Every part that the entry commits to is here unchanged, or was erased by a recorded event',
  actor: 'The person and the connection shown are those of the entry',
  event: 'The event shown says what the sealed parts say',
  signature: 'The key stated in this file signed the state of the log',
  inclusion: 'The entry is in the log at that state',
  key: 'A key that you brought signed the state of the log',
};

export function verdictOf({ outcome, failure, parts }: AffidavitReport): { title: string; detail: string } {
  if (outcome === 'verified')
    return {
      title: 'It holds, and the key you brought signed it.',
      detail:
        'The event is in that log, unchanged since it was recorded. What you see below is what was sealed.',
    };
  if (outcome === 'consistent')
    return {
      title: 'It fits together. Whose log it is, nobody has vouched for.',
      detail:
        'Everything in this file agrees with the log key stated in it. Whoever makes a file can state any key: ' +
        'bring the key that you were given another way, below.',
    };
  const missing = parts.withheld.map(({ kind, path }) => `${kinds[kind] ?? kind} (${path})`).join(', ');
  return {
    title: 'It does not hold.',
    detail:
      missing !== ''
        ? `Changed since it was sealed, or left out: ${missing}.`
        : failure === null
          ? ''
          : `Not so: ${checks[failure.check].toLowerCase()}. Reason: ${failure.message}.`,
  };
}

export const kinds: Readonly<Record<string, string>> = {
  text: 'description and request',
  metadata: 'metadata',
  test: 'test and issues',
  person: 'the person, as at that time',
  user: 'a user',
  backgroundCheck: 'a background check',
  identity: 'an identity',
  userDocument: 'a document of the person',
  connection: 'a connection',
  owner: 'the owner of a connection',
  workspace: 'a workspace',
  actor: 'who acted',
};
