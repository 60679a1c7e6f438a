/** The tables of schema.sql as TypeORM's entities; properties are named as the document names them. */
import { EntitySchema } from 'typeorm';

const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** `columns` maps a type to the names of its columns; `id` is the key. */
function entity(name, tableName, columns, relations = {}) {
  const all = Object.entries(columns).flatMap(([type, names]) =>
    names
      .split(' ')
      .map((column) => [column, { name: snake(column), type, nullable: true, primary: column === 'id' }]),
  );
  return new EntitySchema({ name, tableName, columns: Object.fromEntries(all), relations });
}

const one = (target, column, inverseSide) => ({
  type: 'many-to-one',
  target,
  joinColumn: { name: column },
  ...(inverseSide !== undefined && { inverseSide }),
});
const many = (target, inverseSide) => ({ type: 'one-to-many', target, inverseSide });
const through = (target, name, own, other) => ({
  type: 'many-to-many',
  target,
  joinTable: { name, joinColumn: { name: own }, inverseJoinColumn: { name: other } },
});

export const entities = [
  entity(
    'ApiKey',
    'api_keys',
    { integer: 'id', text: 'hash', timestamptz: 'expiresAt' },
    { user: one('User', 'user_id') },
  ),
  entity('Role', 'roles', { integer: 'id', text: 'name' }),
  entity('Workspace', 'workspaces', {
    integer: 'id',
    text: 'name description howItWorks url logo',
    boolean: 'primary',
  }),
  entity(
    'User',
    'users',
    {
      integer: 'id',
      uuid: 'tenantId entryId',
      text: 'email firstName lastName jobTitle avatarUrl',
      timestamptz: 'drataTermsAgreedAt createdAt updatedAt',
    },
    {
      roles: through('Role', 'user_roles', 'user_id', 'role_id'),
      backgroundChecks: many('BackgroundCheck', 'user'),
      identities: many('Identity', 'user'),
      documents: many('UserDocument', 'user'),
    },
  ),
  entity(
    'UserDocument',
    'user_documents',
    { integer: 'id', text: 'name type fileUrl' },
    { user: one('User', 'user_id', 'documents') },
  ),
  entity(
    'BackgroundCheck',
    'background_checks',
    {
      integer: 'id userId',
      text: 'status type source url caseId caseInvitationId manuallyCheckUrl reportData outOfScopeReason invitationEmail',
      timestamptz: 'manualCheckDate outOfScopeAt linkedAt createdAt updatedAt',
    },
    { user: one('User', 'user_id', 'backgroundChecks') },
  ),
  entity(
    'Connection',
    'connections',
    {
      integer: 'id companyId requestorId',
      text: 'clientType state assignmentId accountId clientId clientAlias product sourcePreference securityLabel jqlQuery code groupLabel',
      boolean: 'connected writeAccessEnabled authorized',
      timestamptz: 'connectedAt failedAt manuallyUpdatedAt aliasUpdatedAt deletedAt',
    },
    {
      user: one('User', 'owner_id'),
      workspaces: through('Workspace', 'connection_workspaces', 'connection_id', 'workspace_id'),
      providerTypes: many('ProviderType', 'connection'),
    },
  ),
  entity(
    'ProviderType',
    'provider_types',
    { integer: 'id', text: 'value' },
    { connection: one('Connection', 'connection_id', 'providerTypes') },
  ),
  entity(
    'Identity',
    'identities',
    {
      integer: 'id',
      text: 'identityId username secondaryEmail firstName lastName jobTitle managerId managerName',
      boolean: 'hasMfa hasIdp isContractor',
      timestamptz: 'connectedAt disconnectedAt startedAt separatedAt',
    },
    { user: one('User', 'user_id', 'identities'), connection: one('Connection', 'connection_id') },
  ),
  entity(
    'Event',
    'events',
    {
      uuid: 'id tenantId',
      text: 'type category source description status requestDescription',
      jsonb: 'metadata',
      timestamptz: 'createdAt',
    },
    {
      user: one('User', 'user_id'),
      connection: one('Connection', 'connection_id'),
      issues: many('EventIssue', 'event'),
    },
  ),
  entity(
    'EventIssue',
    'event_issues',
    { integer: 'id position', jsonb: 'issue' },
    { event: one('Event', 'event_id', 'issues') },
  ),
];
