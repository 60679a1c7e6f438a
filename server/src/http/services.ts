/**
 * What HTTP asks of the application: the consumer owns the interface, compose.ts provides it.
 * Every verb rejects with `Refused` (domain/errors.ts) when the input is at fault or the store cannot take it.
 */
import type { Degraded } from '../app/ports/health.ts';
import type { SsoProvider } from '../app/ports/sso.ts';
import type { Caller, Company, Credential, KeyRecord, Recorded } from '../app/ports.ts';
import type { PutKind } from '../domain/directory-bodies.ts';
import type { Refusal } from '../domain/errors.ts';
import type { EventsQuery } from '../domain/events-query.ts';
import type { KeyServices, LinkServices } from './services/access.ts';
import type { AffidavitServices } from './services/affidavits.ts';
import type { CertifyEvents } from './services/certificates.ts';
import type { DirectoryChanges } from './services/directory-changes.ts';
import type { DirectoryAsOf, DirectoryReadsV1, DirectoryReadsV2 } from './services/directory-reads.ts';
import type { DownloadServices } from './services/downloads.ts';
import type { EmbeddingServices, EmbedTokenServices } from './services/embedding.ts';
import type { ErasureRequest, LegalHoldServices, RetentionServices } from './services/erasing.ts';
import type { EventsV2 } from './services/events-v2.ts';
import type { ExportEvents, PrintEvents } from './services/exporting.ts';
import type { FileServices } from './services/files.ts';
import type { Finding, ReadCoverage } from './services/finding.ts';
import type { LogServices } from './services/log.ts';
import type { SignInServices } from './services/signing-in.ts';
import type { ViewServices } from './services/views.ts';
import type { WitnessesServices } from './services/witnesses.ts';

export type DateStyle = KeyRecord['dateStyle'];

export interface Services {
  /** The credential of a key in plain text, or null when it is unknown. Expiry and revocation are the caller's to check. */
  credential(key: string): Promise<Credential | null>;
  /** The same when it is in memory, at once; undefined when the store has to be asked. */
  credentialAtHand(key: string): Credential | null | undefined;

  signingIn: SignInServices;
  sso: readonly SsoProvider[];
  keys: KeyServices;
  links: LinkServices;
  embedTokens: EmbedTokenServices;
  embedding: EmbeddingServices;

  /** The v1 document as JSON text, at once when it is in memory; null when the company has no such event. */
  readEvent(company: Company, id: string, dateStyle: DateStyle): string | Promise<string | null>;
  /** The v1 list envelope {data, page, limit, total} as JSON text. */
  listEvents(company: Company, query: EventsQuery, dateStyle: DateStyle): Promise<string>;

  eventsV2: EventsV2;
  finding: Finding;
  coverage: ReadCoverage;
  views: ViewServices;

  readsV1: DirectoryReadsV1;
  readsV2: DirectoryReadsV2;
  asOf: DirectoryAsOf;

  /** All or nothing, in order. `drafts` are parsed JSON, not yet validated. */
  recordEvents(
    company: Company,
    drafts: readonly unknown[],
    options: { idempotencyKey: string | null },
  ): Promise<readonly Recorded[]>;
  /** Each on its own: one answer per draft, in order. */
  recordEach(company: Company, drafts: readonly unknown[]): Promise<readonly (Recorded | Refusal)[]>;

  /** Creates or replaces directory documents (upsert by id, or for users by e-mail); answers what is stored now. Changes are recorded as events of the caller. */
  putDirectory(caller: Caller, kind: PutKind, documents: readonly unknown[]): Promise<readonly object[]>;
  /** Registers a type or a new version of it. */
  putEventType(company: Company, body: unknown): Promise<object>;
  /** Those that there are, each with how many events were recorded. */
  eventTypes(company: Company): Promise<readonly object[]>;

  /** The tlog-proof text of an event under the newest checkpoint, waiting for one that covers it (at most limits.checkpointWaitMs). */
  proveEvent(company: Company, seq: number): Promise<string>;
  affidavits: AffidavitServices;
  exportEvents: ExportEvents;
  printEvents: PrintEvents;
  log: LogServices;

  witnesses: WitnessesServices;

  certify: CertifyEvents;

  downloads: DownloadServices;
  files: FileServices;

  changes: DirectoryChanges;

  /** Takes away everything that names a user of the company, or tells what would go. */
  erase(company: Company, callerId: number, userId: number, request: ErasureRequest): Promise<object>;
  legalHolds: LegalHoldServices;
  retention: RetentionServices;

  /** What cannot be done at the moment; throws the reason when the store cannot serve at all. */
  health(): Promise<readonly Degraded[]>;
}
