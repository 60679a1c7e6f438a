/** A typed client of the Affidavit API: every operation of its OpenAPI document, and what every request needs. */

export { AffidavitClient } from './generated/client.ts';
export type * from './generated/types.ts';
export type { List } from './lists.ts';
export { ApiError, type CallOptions, type ClientOptions, NetworkError } from './transport.ts';
