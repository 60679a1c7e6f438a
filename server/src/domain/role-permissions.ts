/** What the roles of a signed-in user allow: for each permission of a key, what a role has to read or manage. */
import { type Permission, permissions } from './permissions.ts';
import { contractRoles } from './roles.ts';

type Action = 'READ' | 'MANAGE';

/** Subjects are those of the contract's roles (roles.ts); `PublicApiKey` stands for the administration of the company. */
const needed: Readonly<Record<keyof typeof permissions, readonly [Action, string]>> = {
  listEvents: ['READ', 'Event'],
  getEvent: ['READ', 'Event'],
  createBackgroundCheck: ['MANAGE', 'BulkImportBackgroundCheck'],
  getCompany: ['READ', 'Company'],
  listConnections: ['READ', 'Connection'],
  listCustomConnections: ['READ', 'CustomConnections'],
  createCustomConnection: ['MANAGE', 'CustomConnections'],
  updateCustomConnection: ['MANAGE', 'CustomConnections'],
  deleteCustomConnection: ['MANAGE', 'CustomConnections'],
  listPersonnel: ['READ', 'Personnel'],
  getPersonnel: ['READ', 'Personnel'],
  importPersonnel: ['MANAGE', 'Personnel'],
  updatePersonnel: ['MANAGE', 'Personnel'],
  updateContractDates: ['MANAGE', 'Personnel'],
  updateEmploymentStatus: ['MANAGE', 'Personnel'],
  resetSync: ['MANAGE', 'Resync'],
  getRole: ['READ', 'UsersRoles'],
  listRoles: ['READ', 'UsersRoles'],
  getUser: ['READ', 'ListAllUsers'],
  listUsers: ['READ', 'ListAllUsers'],
  listUserDocuments: ['READ', 'Personnel'],
  downloadUserDocument: ['READ', 'Personnel'],
  createUserDocument: ['MANAGE', 'UserDocument'],
  deleteUserDocument: ['MANAGE', 'UserDocument'],
  listHrisIdentities: ['READ', 'UserIdentityHris'],
  getHrisIdentity: ['READ', 'UserIdentityHris'],
  putHrisIdentities: ['MANAGE', 'UserIdentityHris'],
  deleteHrisIdentity: ['MANAGE', 'UserIdentityHris'],
  listInfrastructureIdentities: ['READ', 'UserIdentityInfrastructure'],
  connectInfrastructureIdentity: ['MANAGE', 'UserIdentityInfrastructure'],
  toggleInfrastructureIdentity: ['MANAGE', 'UserIdentityInfrastructure'],
  setInfrastructureServiceAccount: ['MANAGE', 'UserIdentityInfrastructure'],
  listVersionControlIdentities: ['READ', 'UserIdentityVersionControl'],
  connectVersionControlIdentity: ['MANAGE', 'UserIdentityVersionControl'],
  toggleVersionControlIdentity: ['MANAGE', 'UserIdentityVersionControl'],
  setVersionControlServiceAccount: ['MANAGE', 'UserIdentityVersionControl'],
  listUserPolicies: ['READ', 'Personnel'],
  acknowledgePolicy: ['MANAGE', 'Personnel'],
  listWorkspaces: ['READ', 'Workspace'],
  recordEvents: ['MANAGE', 'Event'],
  findEvents: ['READ', 'Event'],
  keepViews: ['READ', 'Event'],
  shareViews: ['MANAGE', 'Event'],
  readDirectory: ['READ', 'Personnel'],
  manageDirectory: ['MANAGE', 'PublicApiKey'],
  manageEventTypes: ['MANAGE', 'Event'],
  erasePersonalData: ['MANAGE', 'PublicApiKey'],
  readLegalHolds: ['READ', 'PublicApiKey'],
  placeLegalHold: ['MANAGE', 'PublicApiKey'],
  liftLegalHold: ['MANAGE', 'PublicApiKey'],
  readRetention: ['READ', 'PublicApiKey'],
  manageRetention: ['MANAGE', 'PublicApiKey'],
  readLog: ['READ', 'Event'],
  readAffidavits: ['READ', 'Event'],
  manageLog: ['MANAGE', 'PublicApiKey'],
  certifyEvents: ['READ', 'Event'],
  readKeys: ['READ', 'PublicApiKey'],
  manageKeys: ['MANAGE', 'PublicApiKey'],
  readLinks: ['READ', 'PublicApiKey'],
  manageLinks: ['MANAGE', 'PublicApiKey'],
  readEmbedTokens: ['READ', 'PublicApiKey'],
  manageEmbedTokens: ['MANAGE', 'PublicApiKey'],
};

/** What one role or several together allow, sorted. A role that nobody knows allows nothing. */
export function permissionsOfRoles(roles: readonly string[]): readonly Permission[] {
  const granted = contractRoles.filter(({ role }) => roles.includes(role)).flatMap((one) => one.permissions);
  const allows = ([action, subject]: readonly [Action, string]) =>
    granted.some((one) => one.subject === subject && (one.action === 'MANAGE' || one.action === action));
  const allowed = Object.entries(needed).filter(([, need]) => allows(need));
  return allowed.map(([name]) => permissions[name as keyof typeof permissions]).toSorted();
}

/**
 * What an auditor with a link may do: read, and take evidence, which is recorded. They keep no views: nobody of the directory
 * would have them.
 */
export const auditorPermissions = permissionsOfRoles(['AUDITOR']).filter(
  (permission) => permission !== permissions.keepViews,
);

const reading = new Set<string>(
  Object.entries(needed)
    .filter(([, [action]]) => action === 'READ')
    .map(([name]) => permissions[name as keyof typeof permissions]),
);

/** Whether these permissions change nothing. */
export function onlyRead(held: readonly string[]): boolean {
  return held.every((permission) => reading.has(permission));
}
