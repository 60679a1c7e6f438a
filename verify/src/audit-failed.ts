/** Why an audit fails. */
export type AuditReason =
  /** A file of the log is missing or cannot be read. */
  | 'missing'
  | 'malformed'
  | 'badSignature'
  | 'otherLog'
  /** Fewer entries than were seen before. */
  | 'cut'
  /** Another tree of the same size as the one that was seen. */
  | 'forked'
  /** Entries that were seen before are not there any more, or others are in their place. */
  | 'rewritten'
  /** The log goes on as a new epoch, which the auditor has not accepted. */
  | 'epoch'
  /** The files do not make the tree that was signed. */
  | 'tree'
  | 'entry'
  | 'policy';

export class AuditFailed extends Error {
  override name = 'AuditFailed';
  readonly reason: AuditReason;

  constructor(reason: AuditReason, message: string) {
    super(message);
    this.reason = reason;
  }
}
