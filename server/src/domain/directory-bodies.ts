/** The directory's documents as `PUT /api/…` takes them. What is left out is null, empty, or made up by the server. */

import {
  AssignedPolicyBody,
  CompanyBody,
  ConnectionBody,
  CustomResourceBody,
  FrameworkBody,
  PolicyBody,
  PolicyVersionBody,
  WorkspaceBody,
} from './bodies/company.ts';
import {
  BackgroundCheckBody,
  DeviceBody,
  IdentityAccessBody,
  IdentityBody,
  PersonnelBody,
  UserBody,
  UserDocumentBody,
} from './bodies/people.ts';

export const directoryBodies = {
  users: UserBody,
  workspaces: WorkspaceBody,
  connections: ConnectionBody,
  identities: IdentityBody,
  backgroundChecks: BackgroundCheckBody,
  userDocuments: UserDocumentBody,
  personnel: PersonnelBody,
  identityAccess: IdentityAccessBody,
  customResources: CustomResourceBody,
  devices: DeviceBody,
  policies: PolicyBody,
  policyVersions: PolicyVersionBody,
  assignedPolicies: AssignedPolicyBody,
  frameworks: FrameworkBody,
  company: CompanyBody,
} as const;

/** The directory collections of `/api`. */
export type PutKind = keyof typeof directoryBodies;
