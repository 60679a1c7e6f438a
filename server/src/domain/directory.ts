/**
 * The live directory: the documents that are edited, as opposed to the snapshots that events name. A live
 * document is the snapshot document without digests: it names its neighbours by id. Times are ISO 8601 UTC with
 * milliseconds, days are YYYY-MM-DD. Every member is always present; null stands for "nothing known".
 */
import type {
  BackgroundCheckDocument,
  ConnectionDocument,
  IdentityDocument,
  JsonObject,
  PersonDocument,
  UserDocument,
  WorkspaceDocument,
} from '@affidavit/verify';

export type User = Omit<PersonDocument, 'backgroundChecks' | 'identities' | 'documents'>;
export type BackgroundCheck = BackgroundCheckDocument;
/** An account in a connected system. Without a user it is not linked to anybody yet. */
export type Identity = Omit<IdentityDocument, 'connection' | 'userId'> & { userId: number | null };
export type Connection = Omit<ConnectionDocument, 'owner' | 'workspaces'> & { workspaceIds: number[] };
export type Workspace = WorkspaceDocument;
export type { UserDocument };

// What follows is in no snapshot: it answers the directory's own operations only.

/** Employment of a user. Its id is the user's; a user without one has `defaultPersonnel`. */
export interface Personnel {
  id: number;
  userId: number;
  employmentStatus: string;
  notHumanReason: string | null;
  /** Who said that this is no human, or why the status was changed by hand. */
  reasonProviderId: number | null;
  startDate: string | null;
  separationDate: string | null;
  statusUpdatedAt: string | null;
  /** Members that were set by hand, and that a synchronisation leaves alone until reset. */
  keptByHand: string[];
  /** `customFieldId` names the field: the same for everybody in the company who has a field of that name. */
  customFields: { customFieldId: number; name: string; value: string | null }[];
  exclusions: ComplianceExclusion[];
  createdAt: string;
  updatedAt: string;
}

/** That a check does not count for somebody, from `startDate` until `endDate` (for ever when null). */
export interface ComplianceExclusion {
  id: number;
  /** A type of compliance check. */
  type: string;
  reason: string;
  createdById: number;
  createdAt: string;
  startDate: string;
  endDate: string | null;
}

/** What an account may do in its system. Its id is the identity's. */
export interface IdentityAccess {
  id: number;
  /** Since when it is a service account; null when it belongs to a person. */
  serviceAccount: string | null;
  serviceAccountReason: string | null;
  serviceAccountDesignatorId: number | null;
  lastCheckedAt: string | null;
  adminAccess: string | null;
  dbAccess: string | null;
  writeAccess: string | null;
  pushProductionCodeAccess: string | null;
}

/** What a custom connection has beyond a connection. Its id is the connection's. */
export interface CustomConnection {
  id: number;
  description: string | null;
  createdById: number | null;
}

/** A kind of records that a custom connection receives. */
export interface CustomResource {
  id: number;
  connectionId: number;
  name: string;
  description: string | null;
  schema: JsonObject;
  createdAt: string;
  updatedAt: string;
  deletedAt: string | null;
}

/** A computer or telephone of a user, as an agent or an MDM reports it. */
export interface Device {
  id: number;
  userId: number;
  /** Who reports it: AGENT, JAMF, INTUNE … */
  sourceType: string;
  osVersion: string | null;
  serialNumber: string | null;
  model: string | null;
  /** Several are separated by commas. */
  macAddress: string | null;
  agentVersion: string | null;
  appsCount: number | null;
  /** After how many seconds the screen locks. */
  screenLockTime: number | null;
  lastCheckedAt: string | null;
  /** What was found when it was last checked, and in words why; null when that was not looked at. */
  encryptionEnabled: boolean | null;
  encryptionExplanation: string | null;
  firewallEnabled: boolean | null;
  firewallExplanation: string | null;
  antivirusEnabled: boolean | null;
  antivirusExplanation: string | null;
  autoUpdateEnabled: boolean | null;
  autoUpdateExplanation: string | null;
  screenLockEnabled: boolean | null;
  screenLockExplanation: string | null;
  passwordManagerEnabled: boolean | null;
  passwordManagerExplanation: string | null;
  locationServicesEnabled: boolean | null;
  /** Since when it is no longer this user's. */
  deletedAt: string | null;
  createdAt: string;
  updatedAt: string;
}

/** A policy of the company. Its text is in its versions. */
export interface Policy {
  id: number;
  /** The template it was made from; null when it is the company's own. */
  templateId: number | null;
  name: string;
  description: string;
  ownerId: number | null;
  /** Who has to accept it: ALL, GROUP or NONE. */
  assignedTo: string;
  /** ACTIVE, ARCHIVED, REPLACED, UNACCEPTABLE or OUTDATED. */
  policyStatus: string;
  createdAt: string;
  updatedAt: string;
}

export interface PolicyVersion {
  id: number;
  policyId: number;
  version: number;
  subVersion: number;
  /** BUILDER, UPLOADED or EXTERNAL. */
  type: string;
  /** NEEDS_APPROVAL, APPROVED, PUBLISHED, DRAFT or DISCARDED. */
  status: string;
  description: string | null;
  html: string | null;
  htmlLastUpdated: string | null;
  /** Where its text can be read. */
  fileUrl: string | null;
  originalFileName: string | null;
  /** A client type, when its text is kept elsewhere. */
  externalProvider: string | null;
  changesExplanation: string | null;
  changeSummary: string | null;
  requiresAcknowledgment: boolean | null;
  ownerId: number | null;
  approverId: number | null;
  approvedAt: string | null;
  publishedAt: string | null;
  /** When it has to be looked at again: a time. */
  renewalDate: string | null;
  createdAt: string;
  updatedAt: string;
}

/** That a user has to accept a version of a policy, and when that happened. */
export interface AssignedPolicy {
  id: number;
  userId: number;
  policyId: number;
  policyVersionId: number;
  /** Null as long as the user has not accepted it. */
  acceptedAt: string | null;
  /** Where the acceptance came from: UNKNOWN, BAMBOO_HR, CSV, MY_DRATA or PUBLIC_API. */
  sourceType: string;
  details: string | null;
  createdAt: string;
  updatedAt: string;
}

/** A standard that the company is working towards. */
export interface Framework {
  id: number;
  name: string;
  slug: string;
  tag: string;
  /** Names a framework of the company's own; null for a standard. */
  customFrameworkId: string | null;
  label: string;
  description: string;
  longDescription: string;
  type: string | null;
  color: string;
  bgColor: string;
  activeLogo: string | null;
  inactiveLogo: string | null;
  hasLevel: boolean;
  levelLabel: string | null;
  selectedLevel: string | null;
  privacy: boolean | null;
  totalInScopeControls: number;
  numInScopeRequirements: number;
  numReadyInScopeRequirements: number;
  controlsEnabled: boolean;
  enabledAt: string | null;
  /** Workspaces in which it is enabled; empty means all. */
  workspaceIds: number[];
  createdAt: string;
  updatedAt: string;
}

/** What a company says of itself. Its id is 1; a company without one has `defaultCompanyProfile`. */
export interface CompanyProfile {
  id: 1;
  domain: string | null;
  legalName: string | null;
  year: number | null;
  description: string | null;
  phoneNumber: string | null;
  address: string | null;
  privacyUrl: string | null;
  termsUrl: string | null;
  supportUrl: string | null;
  jobsUrl: string | null;
  securityEmail: string | null;
  logoUrl: string | null;
  securityTraining: string | null;
  hipaaTraining: string | null;
  backgroundCheck: string | null;
  securityTrainingLink: string | null;
  hipaaTrainingLink: string | null;
  securityReport: { visibility: string; sharing: boolean; shareToken: string | null };
  adminOnboardedAt: string | null;
  renewalPeriodStartDate: string | null;
  agentEnabled: boolean;
  manualUploadEnabled: boolean;
  language: string;
  entitlements: {
    name: string;
    description: string;
    type: string;
    featureId: number | null;
    metadata: JsonObject;
  }[];
  createdAt: string;
  updatedAt: string;
}

/** How a company's log is shown. Its id is 1; a company without one shows it to its own keys only. */
export interface LogSettings {
  id: 1;
  /** Whether strangers may read checkpoint, tiles and entries. */
  public: boolean;
  updatedAt: string;
}

/** Who is asked to cosign a company's log. Its id is 1; a company without one asks nobody. */
export interface LogWitnesses {
  id: 1;
  witnesses: LogWitness[];
  /** How many of them must have cosigned a checkpoint. 0 only when there is none. */
  needed: number;
  updatedAt: string;
}

export interface LogWitness {
  /** What policies call it. */
  name: string;
  /** Where `add-checkpoint` is asked (c2sp.org/tlog-witness, submission prefix). */
  url: string;
  vkey: string;
}

/** Forbids erasure and retention: of a user, or of the events created in a period. */
export interface LegalHold {
  id: number;
  userId: number | null;
  /** The period: from (inclusive) to (exclusive); null when a user is held. */
  from: string | null;
  to: string | null;
  reason: string;
  createdAt: string;
  updatedAt: string;
}

/** For how many whole days the parts of events are kept, by category. Its id is 1. */
export interface RetentionRules {
  id: 1;
  rules: { category: string; days: number }[];
  createdAt: string;
  updatedAt: string;
}

/** Lets whoever has the token read some events, on pages of the origins that it names (decision 0031). */
export interface EmbedToken {
  id: number;
  name: string;
  /** SHA-256 of the token, in hex; the token itself is stored nowhere. */
  hash: string;
  /** What an event has to be: one of the values of each member. At least one member. */
  filter: { readonly [member: string]: readonly (string | number | null)[] };
  /** As browsers say them: `https://trust.example`. */
  origins: string[];
  createdById: number | null;
  createdAt: string;
  endsAt: string;
}

/** The live document of each kind. */
export interface LiveDocuments {
  user: User;
  backgroundCheck: BackgroundCheck;
  identity: Identity;
  userDocument: UserDocument;
  connection: Connection;
  workspace: Workspace;
  personnel: Personnel;
  identityAccess: IdentityAccess;
  customConnection: CustomConnection;
  customResource: CustomResource;
  device: Device;
  policy: Policy;
  policyVersion: PolicyVersion;
  assignedPolicy: AssignedPolicy;
  framework: Framework;
  companyProfile: CompanyProfile;
  logSettings: LogSettings;
  logWitnesses: LogWitnesses;
  legalHold: LegalHold;
  retentionRules: RetentionRules;
  embedToken: EmbedToken;
}

export type LiveDocument = LiveDocuments[keyof LiveDocuments];

/** Employment of a user of whom nobody has said anything. */
export function defaultPersonnel(user: User): Personnel {
  return {
    id: user.id,
    userId: user.id,
    employmentStatus: 'UNKNOWN',
    notHumanReason: null,
    reasonProviderId: null,
    startDate: null,
    separationDate: null,
    statusUpdatedAt: null,
    keptByHand: [],
    customFields: [],
    exclusions: [],
    createdAt: user.createdAt,
    updatedAt: user.updatedAt,
  };
}

/** `createdAt` in ISO 8601: when the company was created. */
export function defaultCompanyProfile(createdAt: string): CompanyProfile {
  return {
    id: 1,
    domain: null,
    legalName: null,
    year: null,
    description: null,
    phoneNumber: null,
    address: null,
    privacyUrl: null,
    termsUrl: null,
    supportUrl: null,
    jobsUrl: null,
    securityEmail: null,
    logoUrl: null,
    securityTraining: null,
    hipaaTraining: null,
    backgroundCheck: null,
    securityTrainingLink: null,
    hipaaTrainingLink: null,
    securityReport: { visibility: 'PASSING', sharing: false, shareToken: null },
    adminOnboardedAt: null,
    renewalPeriodStartDate: null,
    agentEnabled: false,
    manualUploadEnabled: false,
    language: 'ENGLISH_US',
    entitlements: [],
    createdAt,
    updatedAt: createdAt,
  };
}
