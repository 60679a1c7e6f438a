/**
 * Types of events that only the system itself records, each with its category. They are not of the contract's
 * vocabulary; the recording door refuses them, so that nobody can make such an event up.
 */
export const ownTypes: ReadonlyMap<string, string> = new Map([
  ['PERSONAL_DATA_ERASED', 'COMPANY'],
  ['RETENTION_APPLIED', 'COMPANY'],
  ['LEGAL_HOLD_PLACED', 'COMPANY'],
  ['LEGAL_HOLD_LIFTED', 'COMPANY'],
  ['RETENTION_RULES_CHANGED', 'COMPANY'],
  ['LOG_KEY_ROTATED', 'COMPANY'],
  ['LOG_EPOCH_OPENED', 'COMPANY'],
  ['USER_INVITED', 'USER'],
  ['EMBED_TOKEN_CREATED', 'PUBLIC_API_KEY'],
  ['EMBED_TOKEN_REVOKED', 'PUBLIC_API_KEY'],
]);
