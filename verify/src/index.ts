export {
  type AffidavitCheck,
  type AffidavitOptions,
  type AffidavitReport,
  verifyAffidavit,
} from './affidavit.ts';
export { type AffidavitInput, buildAffidavit } from './affidavit-build.ts';
export type { PartsReport, RemovedRef } from './affidavit-checks.ts';
export type { RemovedBy } from './affidavit-erasures.ts';
export type {
  Affidavit,
  AffidavitActor,
  AffidavitDocument,
  AffidavitErasure,
  AffidavitRemoval,
  PartRef,
} from './affidavit-file.ts';
export {
  type AuditOptions,
  type AuditReport,
  type AuditState,
  auditLog,
  type ReadLogPath,
} from './audit.ts';
export type { EpochReport, SeenTree } from './audit-epochs.ts';
export type { AuditReason } from './audit-failed.ts';
export { canonicalJson, parseCanonicalJson } from './canonical.ts';
export {
  type CertificateCheck,
  type CertificateOptions,
  type CertificateReport,
  verifyCertificate,
} from './certificate.ts';
export { type CertificateInput, certificateHead, certificateLines } from './certificate-build.ts';
export {
  type CertificateFilter,
  type CertificateHead,
  type CertificatePeriod,
  scanStart,
} from './certificate-file.ts';
export type { Chunks, Gunzip } from './certificate-lines.ts';
export type { FailureReason } from './check-failed.ts';
export { type Checkpoint, formatCheckpoint, parseCheckpoint } from './checkpoint.ts';
export {
  type Cosignature,
  type Cosigner,
  cosigner,
  parseWitnessVkey,
  readCosignatures,
  type WitnessKey,
} from './cosignature.ts';
export { actorTag, digestOf, isDocumentKind, SALT_BYTES, snapshotSalt } from './digest.ts';
export type {
  BackgroundCheckDocument,
  ConnectionDocument,
  ConnectionView,
  Digest,
  DocumentKind,
  Entry,
  EventView,
  IdentityDocument,
  JsonObject,
  JsonValue,
  MetadataPart,
  OwnerDocument,
  PersonDocument,
  PersonView,
  Provenance,
  ProviderType,
  ShownEntry,
  TestPart,
  TextPart,
  UserDocument,
  WorkspaceDocument,
} from './documents.ts';
export {
  CONTROL_IDS_MAX,
  ENTRY_BYTES_MAX,
  entryJson,
  isCreatedAhead,
  isIsoTime,
  isUuid,
  parseEntry,
} from './entry.ts';
export {
  EPOCH_TYPE,
  type EpochLine,
  type EpochStatement,
  formatEpochs,
  type OpenedEpochLine,
  parseEpochs,
} from './epoch.ts';
export { VerifyError, type VerifyErrorCode } from './error.ts';
export {
  concatBytes,
  equalBytes,
  fromBase64,
  fromHex,
  HASH_BYTES,
  type Sha256,
  sha256,
  toBase64,
  toHex,
  utf8Bytes,
  utf8Text,
} from './hash.ts';
export { parseStrictJson } from './json.ts';
export { keyWords, parseKeyWords } from './key-words.ts';
export { companySecret, isLogOrigin, logKeySeed } from './keys.ts';
export { verifyLog } from './log.ts';
export { documentsPath, type OpeningLine, removalsPath } from './log-documents.ts';
export type { EventPlace, LogCheck, LogCounts, LogOptions, LogReport, ReadLogFile } from './log-report.ts';
export {
  type Consistency,
  EMPTY_ROOT,
  type Inclusion,
  leafHash,
  nodeHash,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts';
export {
  type Ed25519,
  ed25519Signer,
  formatVkey,
  type NoteSignature,
  type OpenedNote,
  openNote,
  parseVkey,
  readNote,
  SIGNATURES_MAX,
  type Signer,
  signatureLine,
  signNote,
  type Verifier,
} from './note.ts';
export { checkPolicy, formatPolicy, type Policy, type PolicyReport, parsePolicy } from './policy.ts';
export {
  type ConnectionV1,
  connectionV1,
  ERASED_TEXT,
  type EventV1,
  eventHeadV1,
  eventTailV1,
  eventV1,
  legacyTimes,
  type PersonV1,
  personV1,
  shallowUserV1,
  workspaceV1,
} from './projection-v1.ts';
export {
  compactConnectionV2,
  compactUserV2,
  type EventV2,
  type ExpandV2,
  eventV2,
} from './projection-v2.ts';
export { formatProof, type ParsedProof, type Proof, parseProof } from './proof.ts';
export { type DocumentRef, reach } from './reach.ts';
export {
  isRemovalType,
  parseRemoval,
  REMOVAL_TYPES,
  REMOVALS_MAX,
  type Removal,
  type RemovalCause,
  type RemovalCommitment,
  type RemovalTree,
  removalCommitment,
  removalJson,
  removalLeaf,
  removalTree,
} from './removal.ts';
export { keysThatSigned, keysWithWords } from './stated-keys.ts';
export type { TileMemory, TileTree } from './tile-tree.ts';
export {
  formatBundle,
  formatTile,
  numberPath,
  parseBundle,
  parseTile,
  parseTilePath,
  TILE_WIDTH,
  type Tile,
  tilePath,
  tilesOf,
  widthAt,
} from './tiles.ts';
export {
  consistencyPath,
  Frontier,
  frontierAt,
  inclusionPath,
  type ReadHashes,
  rootAt,
  type TileHash,
} from './tree.ts';
export { type EventParts, type Lookup, viewConnection, viewEvent, viewPerson } from './view.ts';
export { formatWitnessRequest, parseWitnessRequest, type WitnessRequest } from './witness-request.ts';
