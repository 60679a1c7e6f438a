/** What the demo generator produces: plain data for the very paths that any client uses. */
import type {
  AssignedPolicy,
  BackgroundCheck,
  CompanyProfile,
  Connection,
  CustomConnection,
  CustomResource,
  Device,
  Framework,
  Identity,
  IdentityAccess,
  Personnel,
  Policy,
  PolicyVersion,
  User,
  UserDocument,
  Workspace,
} from '../directory.ts';
import type { EventDraft } from '../schemas.ts';

/** The body of one recording (POST /api/events). */
export type DraftInput = EventDraft;

/** The documents of a directory. */
export interface DemoDirectory {
  workspaces: Workspace[];
  connections: Connection[];
  users: User[];
  identities: Identity[];
  backgroundChecks: BackgroundCheck[];
  userDocuments: UserDocument[];
}

/** Documents that no event embeds: as they are today. */
export interface DemoProgramme {
  companyProfile: CompanyProfile[];
  framework: Framework[];
  personnel: Personnel[];
  identityAccess: IdentityAccess[];
  customConnection: CustomConnection[];
  customResource: CustomResource[];
  device: Device[];
  policy: Policy[];
  policyVersion: PolicyVersion[];
  assignedPolicy: AssignedPolicy[];
}

/** The directory before the first event, the events in order, and how the directory moved between them. */
export interface DemoCompany extends DemoDirectory {
  programme: DemoProgramme;
  name: string;
  uuid: string;
  createdAt: string;
  /** The user that the demo's key belongs to: has every permission and agreed to the terms. */
  ownerId: number;
  /** Every event refers only to documents of the directory above; `createdAt` never decreases. */
  events: DraftInput[];
  /** In order. Leaving them out still loads; events then show everybody as at the beginning. */
  phases: DemoPhase[];
}

/** Newer versions of documents that exist already, to be put before `events[before]` is recorded. */
export interface DemoPhase {
  before: number;
  /** What happened, for people. */
  why: string;
  put: Partial<DemoDirectory>;
}
