/** Permissions of a key as people choose them: in the contract's groups, under its names; then our own. */
export const PERMISSION_GROUPS: readonly (readonly [group: string, Readonly<Record<string, string>>])[] = [
  ['Events', { 'event-tracking-get': 'List events', 'event-tracking-get-event': 'Get event' }],
  [
    'Personnel',
    {
      'personnel-get': 'List personnel',
      'personnel-get-personnel-details': 'Get personnel',
      'personnel-importing': 'Import personnel',
      'personnel-put': 'Update personnel (v2)',
      'personnel-put-contract-dates': 'Update hire and separation dates (v1)',
      'personnel-put-employment-status': 'Update employment status (v1)',
      'personnel-put-reset-resync': 'Reset sync status',
      'background-check-post': 'Create background check',
    },
  ],
  [
    'Users',
    {
      'users-get': 'List users',
      'user-get': 'Get user',
      'users-get-documents': 'List user documents',
      'users-get-download-user-document': 'Download user document',
      'users-post-document': 'Create user document',
      'users-delete-document': 'Delete user document',
    },
  ],
  ['Roles', { 'roles-get': 'List roles', 'role-get': 'Get role' }],
  [
    'User policies',
    {
      'user-policies-get-user-policies': 'List assigned policies',
      'user-policies-acknowledge-policy-version': 'Acknowledge assigned policy',
    },
  ],
  [
    'Connections',
    {
      'connections-get': 'List connections',
      'user-identity-infrastructure-get-accounts': 'List infrastructure accounts',
      'user-identity-infrastructure-put-connect': 'Connect infrastructure accounts',
      'user-identity-infrastructure-put-toggle': 'Toggle infrastructure accounts',
      'user-identity-infrastructure-put-set-service-account': 'Mark infrastructure service accounts',
      'user-identity-version-control-get-accounts': 'List version control accounts',
      'user-identity-version-control-put-connect': 'Connect version control accounts',
      'user-identity-version-control-put-toggle': 'Toggle version control accounts',
      'user-identity-version-control-put-set-service-account': 'Mark version control service accounts',
    },
  ],
  [
    'Custom connections',
    {
      'custom-connections-get': 'List custom connections',
      'custom-connections-post': 'Create custom connection',
      'custom-connections-put': 'Update custom connection',
      'custom-connections-delete': 'Delete custom connection',
    },
  ],
  [
    'HRIS identities',
    {
      'user-identities-hris-get': 'List HRIS identities',
      'user-identity-hris-get': 'Get HRIS identity',
      'user-identity-hris-post': 'Create or update HRIS identities',
      'user-identity-hris-delete': 'Delete HRIS identity',
    },
  ],
  ['Company', { 'company-settings-get-info': 'Get company settings', 'workspaces-get': 'List workspaces' }],
  [
    'Affidavit: events and log',
    {
      'api-record-events': 'Record events',
      'api-find-events': 'Find events',
      'api-manage-event-types': 'Manage event types',
      'api-read-log': 'Read the log',
      'api-read-affidavits': 'Take affidavits',
      'api-certify-events': 'Take certificates',
      'api-manage-log': 'Manage the log',
    },
  ],
  [
    'Affidavit: administration',
    {
      'api-read-directory': 'Read the directory',
      'api-manage-directory': 'Manage the directory',
      'api-read-retention': 'Read retention',
      'api-manage-retention': 'Manage retention',
      'api-read-legal-holds': 'Read legal holds',
      'api-place-legal-hold': 'Place legal holds',
      'api-lift-legal-hold': 'Lift legal holds',
      'api-erase-personal-data': 'Erase personal data',
      'api-read-keys': 'Read keys',
      'api-manage-keys': 'Manage keys',
      'api-read-links': 'Read links',
      'api-manage-links': 'Manage links',
    },
  ],
];
