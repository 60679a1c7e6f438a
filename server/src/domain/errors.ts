/** Why something was refused: a closed union of facts. http/errors.ts turns it into statuses and codes. */

/** One thing that is wrong: where (JSON path such as `metadata.dto` or `[3].type`; empty for the whole) and what would be right. */
export interface Fault {
  path: string;
  message: string;
}

export type Refusal =
  /** Malformed or invalid input; nothing was written. */
  | { is: 'invalid'; faults: readonly Fault[] }
  /** `message` names what was not found, where the path alone does not. */
  | { is: 'notFound'; message?: string }
  /** Nobody may do this who may not do something else: `message` says what. */
  | { is: 'forbidden'; message: string }
  /** The input is valid but collides with what is recorded (an id with other content, a taken e-mail). */
  | { is: 'conflict'; message: string }
  /** The idempotency key was used for another request. */
  | { is: 'keyReused' }
  | { is: 'tooLarge'; message: string }
  /** Nothing was written; try again after `retryAfterS` seconds. */
  | { is: 'busy'; message: string; retryAfterS: number }
  /** It is not known whether the write became durable: retry with the same key or id. */
  | { is: 'unknownOutcome' };

export class Refused extends Error {
  override name = 'Refused';
  readonly refusal: Refusal;

  constructor(refusal: Refusal, options?: { cause: unknown }) {
    super(describeRefusal(refusal), options);
    this.refusal = refusal;
  }
}

export function notFound(message?: string): Refused {
  return new Refused(message === undefined ? { is: 'notFound' } : { is: 'notFound', message });
}

export function conflict(message: string): Refused {
  return new Refused({ is: 'conflict', message });
}

export function forbidden(message: string): Refused {
  return new Refused({ is: 'forbidden', message });
}

export function invalid(path: string, message: string): Refused {
  return new Refused({ is: 'invalid', faults: [{ path, message }] });
}

/** One line for people: used by the command line and as the message of HTTP errors that name a cause. */
export function describeRefusal(refusal: Refusal): string {
  switch (refusal.is) {
    case 'invalid':
      return refusal.faults.map((f) => (f.path === '' ? f.message : `${f.path}: ${f.message}`)).join('; ');
    case 'notFound':
      return refusal.message ?? 'Record Not Found';
    case 'keyReused':
      return 'this Idempotency-Key was used with another request body';
    case 'unknownOutcome':
      return 'it is not known whether this was recorded: retry with the same key';
    case 'forbidden':
    case 'conflict':
    case 'tooLarge':
    case 'busy':
      return refusal.message;
  }
}

/** The first thing that fsck found wrong: where, and what. */
export class StoreDamaged extends Error {
  override name = 'StoreDamaged';
}

/** Going on would fork a log: the process must end without another answer. */
export class MustNotGoOn extends Error {
  override name = 'MustNotGoOn';
}

/** A key file that does not make the key that signs a log of this store. */
export class ForeignKeyFile extends MustNotGoOn {
  override name = 'ForeignKeyFile';
}

/** A store that cannot be the one that was signed: going on would fork the log. */
export class LogRewritten extends MustNotGoOn {
  override name = 'LogRewritten';
}
