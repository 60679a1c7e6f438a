/** Why a check of an affidavit did not hold. */
export type FailureReason =
  | 'malformed'
  /** Something of a later version. */
  | 'unsupported'
  /** A commitment that nothing opens and no erasure covers. */
  | 'withheld'
  | 'mismatch'
  | 'notIncluded'
  | 'badSignature'
  | 'notPinned';

export class CheckFailed extends Error {
  override name = 'CheckFailed';
  readonly reason: FailureReason;

  constructor(reason: FailureReason, message: string, options?: { cause: unknown }) {
    super(message, options);
    this.reason = reason;
  }
}
