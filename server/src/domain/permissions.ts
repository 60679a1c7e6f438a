/**
 * What a key may do. The contract's operations each need exactly one slug (contract sections 2 and 6); our own
 * operations have slugs that begin with `api-`.
 */

/** Every slug, by what it allows. */
export const permissions = {
  listEvents: 'event-tracking-get',
  getEvent: 'event-tracking-get-event',
  createBackgroundCheck: 'background-check-post',
  getCompany: 'company-settings-get-info',
  listConnections: 'connections-get',
  listCustomConnections: 'custom-connections-get',
  createCustomConnection: 'custom-connections-post',
  updateCustomConnection: 'custom-connections-put',
  deleteCustomConnection: 'custom-connections-delete',
  listPersonnel: 'personnel-get',
  getPersonnel: 'personnel-get-personnel-details',
  importPersonnel: 'personnel-importing',
  updatePersonnel: 'personnel-put',
  updateContractDates: 'personnel-put-contract-dates',
  updateEmploymentStatus: 'personnel-put-employment-status',
  resetSync: 'personnel-put-reset-resync',
  getRole: 'role-get',
  listRoles: 'roles-get',
  getUser: 'user-get',
  listUsers: 'users-get',
  listUserDocuments: 'users-get-documents',
  downloadUserDocument: 'users-get-download-user-document',
  createUserDocument: 'users-post-document',
  deleteUserDocument: 'users-delete-document',
  listHrisIdentities: 'user-identities-hris-get',
  getHrisIdentity: 'user-identity-hris-get',
  putHrisIdentities: 'user-identity-hris-post',
  deleteHrisIdentity: 'user-identity-hris-delete',
  listInfrastructureIdentities: 'user-identity-infrastructure-get-accounts',
  connectInfrastructureIdentity: 'user-identity-infrastructure-put-toggle',
  toggleInfrastructureIdentity: 'user-identity-infrastructure-put-connect',
  setInfrastructureServiceAccount: 'user-identity-infrastructure-put-set-service-account',
  listVersionControlIdentities: 'user-identity-version-control-get-accounts',
  connectVersionControlIdentity: 'user-identity-version-control-put-connect',
  toggleVersionControlIdentity: 'user-identity-version-control-put-toggle',
  setVersionControlServiceAccount: 'user-identity-version-control-put-set-service-account',
  listUserPolicies: 'user-policies-get-user-policies',
  acknowledgePolicy: 'user-policies-acknowledge-policy-version',
  listWorkspaces: 'workspaces-get',
  recordEvents: 'api-record-events',
  findEvents: 'api-find-events',
  keepViews: 'api-keep-views',
  shareViews: 'api-share-views',
  readDirectory: 'api-read-directory',
  manageDirectory: 'api-manage-directory',
  manageEventTypes: 'api-manage-event-types',
  erasePersonalData: 'api-erase-personal-data',
  readLegalHolds: 'api-read-legal-holds',
  placeLegalHold: 'api-place-legal-hold',
  liftLegalHold: 'api-lift-legal-hold',
  readRetention: 'api-read-retention',
  manageRetention: 'api-manage-retention',
  readLog: 'api-read-log',
  readAffidavits: 'api-read-affidavits',
  manageLog: 'api-manage-log',
  certifyEvents: 'api-certify-events',
  readKeys: 'api-read-keys',
  manageKeys: 'api-manage-keys',
  readLinks: 'api-read-links',
  manageLinks: 'api-manage-links',
  readEmbedTokens: 'api-read-embed-tokens',
  manageEmbedTokens: 'api-manage-embed-tokens',
} as const;

export type Permission = (typeof permissions)[keyof typeof permissions];

/** Every permission that a key may hold, sorted. */
export const allPermissions: readonly string[] = Object.values(permissions).toSorted();

const known = new Set(allPermissions);

export function isPermission(text: string): boolean {
  return known.has(text);
}
