/**
 * What a key may do. The contract's operations each need exactly one slug (contract sections 2 and 6); our own
 * operations have slugs that begin with `api-`.
 */

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** The slugs that routes name today. */
export const permissions = {
  listEvents: 'event-tracking-get',
  getEvent: 'event-tracking-get-event',
  recordEvents: 'api-record-events',
  manageDirectory: 'api-manage-directory',
  manageEventTypes: 'api-manage-event-types',
  readLog: 'api-read-log',
} as const;

export type Permission = (typeof permissions)[keyof typeof permissions];

/** The contract's slugs for the resources that an event embeds: known, so that keys can hold them already. */
const siblings = words(`
  background-check-post
  company-settings-get-info
  connections-get
  custom-connections-delete custom-connections-get custom-connections-post custom-connections-put
  personnel-get personnel-get-personnel-details personnel-importing personnel-put
  personnel-put-contract-dates personnel-put-employment-status personnel-put-reset-resync
  role-get roles-get
  user-get users-get users-get-documents users-get-download-user-document users-post-document
  users-delete-document
  user-identities-hris-get user-identity-hris-get user-identity-hris-post user-identity-hris-delete
  user-identity-infrastructure-get-accounts user-identity-infrastructure-put-connect
  user-identity-infrastructure-put-set-service-account user-identity-infrastructure-put-toggle
  user-identity-version-control-get-accounts user-identity-version-control-put-connect
  user-identity-version-control-put-set-service-account user-identity-version-control-put-toggle
  user-policies-acknowledge-policy-version user-policies-get-user-policies
  workspaces-get
`);

/** Every permission that a key may hold, sorted. */
export const allPermissions: readonly string[] = [...Object.values(permissions), ...siblings].toSorted();

const known = new Set(allPermissions);

export function isPermission(text: string): boolean {
  return known.has(text);
}
