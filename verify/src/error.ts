/** What kind of input was malformed. */
export type VerifyErrorCode =
  | 'encoding'
  | 'json'
  | 'entry'
  | 'document'
  | 'tree'
  | 'vkey'
  | 'note'
  | 'signature'
  | 'checkpoint'
  | 'proof'
  | 'policy'
  | 'witness'
  | 'affidavit'
  | 'certificate'
  | 'removal'
  | 'words'
  | 'epoch'
  /** Of a later version than this package knows. */
  | 'version';

/** Thrown for every malformed input: nothing in this package lets a stray SyntaxError or RangeError out of a parser. */
export class VerifyError extends Error {
  override name = 'VerifyError';
  readonly code: VerifyErrorCode;

  constructor(code: VerifyErrorCode, message: string, options?: { cause: unknown }) {
    super(message, options);
    this.code = code;
  }
}
