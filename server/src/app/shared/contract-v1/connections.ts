/** Connections, workspaces, frameworks and accounts as v1 prints them (contract 3.6, 3.7 and 3.9). */
import { connectionV1, workspaceV1 } from '@affidavit/verify';
import type {
  Connection,
  Framework,
  Identity,
  IdentityAccess,
  Workspace,
} from '../../../domain/directory.ts';
import type { LiveDirectory } from '../live-directory.ts';
import { connectionOfIdentity, connectionView, type DirectoryView } from '../live-views.ts';
import { userReferenceV1 } from './users.ts';

/** In full, as in an event. */
export function liveConnectionV1(live: DirectoryView, connection: Connection) {
  return connectionV1(connectionView(live, connection), null);
}

export function connectionCompactV1(connection: Connection) {
  return {
    id: connection.id,
    clientType: connection.clientType,
    state: connection.state,
    connected: connection.connected,
    connectedAt: connection.connectedAt,
    failedAt: connection.failedAt,
    clientId: connection.clientId,
    clientAlias: connection.clientAlias,
    aliasUpdatedAt: connection.aliasUpdatedAt,
    deletedAt: connection.deletedAt,
    providerTypes: connection.providerTypes.map(({ value, isEnabled }) => ({ value, isEnabled })),
    code: connection.code,
    groupLabel: connection.groupLabel,
  };
}

export function workspaceWithFrameworksV1(live: Pick<LiveDirectory, 'all'>, workspace: Workspace) {
  const frameworks = frameworksOf(live, workspace.id).map((framework) => frameworkV1(framework, true));
  return { ...workspaceV1(workspace), frameworks };
}

/** The frameworks that are enabled in a workspace. */
export function frameworksOf(live: Pick<LiveDirectory, 'all'>, workspaceId: number): Framework[] {
  return live
    .all('framework')
    .filter(
      ({ enabledAt, workspaceIds }) =>
        enabledAt !== null && (workspaceIds.length === 0 || workspaceIds.includes(workspaceId)),
    );
}

/** `enabledHere`: in the workspace that it is shown in; null when it is shown for the whole company. */
export function frameworkV1(framework: Framework, enabledHere: boolean | null) {
  const { numInScopeRequirements, numReadyInScopeRequirements, enabledAt, customFrameworkId, type } =
    framework;
  return {
    id: framework.id,
    name: framework.name,
    hasLevel: framework.hasLevel,
    levelLabel: framework.levelLabel,
    selectedLevel: framework.selectedLevel,
    privacy: framework.privacy,
    description: framework.description,
    longDescription: framework.longDescription,
    slug: framework.slug,
    tag: framework.tag,
    label: framework.label,
    totalInScopeControls: framework.totalInScopeControls,
    numInScopeRequirements,
    numReadyInScopeRequirements,
    enabledAt,
    frameworkEnabled: enabledAt !== null,
    controlsEnabled: framework.controlsEnabled,
    color: framework.color,
    bgColor: framework.bgColor,
    activeLogo: framework.activeLogo,
    inactiveLogo: framework.inactiveLogo,
    createdAt: framework.createdAt,
    updatedAt: framework.updatedAt,
    isReady: numInScopeRequirements > 0 && numReadyInScopeRequirements >= numInScopeRequirements,
    ...(enabledHere !== null && { productFrameworkEnabled: enabledHere }),
    ...(customFrameworkId !== null && { customFrameworkId }),
    ...(type !== null && { type }),
  };
}

const noAccess: Omit<IdentityAccess, 'id'> = {
  serviceAccount: null,
  serviceAccountReason: null,
  serviceAccountDesignatorId: null,
  lastCheckedAt: null,
  adminAccess: null,
  dbAccess: null,
  writeAccess: null,
  pushProductionCodeAccess: null,
};

/** What an account may do; nothing is known of one without a document. */
export function accessOf(live: DirectoryView, identityId: number): IdentityAccess {
  return live.get('identityAccess', identityId) ?? { id: identityId, ...noAccess };
}

export function infrastructureIdentityV1(live: DirectoryView, identity: Identity) {
  const { adminAccess, dbAccess } = accessOf(live, identity.id);
  return { ...accountV1(live, identity), adminAccess, dbAccess };
}

export function versionControlIdentityV1(live: DirectoryView, identity: Identity) {
  const { writeAccess, pushProductionCodeAccess } = accessOf(live, identity.id);
  return { ...accountV1(live, identity), writeAccess, pushProductionCodeAccess };
}

function accountV1(live: DirectoryView, identity: Identity) {
  const access = accessOf(live, identity.id);
  const connection = connectionOfIdentity(live, identity);
  return {
    id: identity.id,
    identityId: identity.identityId,
    username: identity.username,
    email: identity.email,
    connectedAt: identity.connectedAt,
    disconnectedAt: identity.disconnectedAt,
    serviceAccount: access.serviceAccount,
    serviceAccountReason: access.serviceAccountReason,
    user: userReferenceV1(live, identity.userId),
    serviceAccountDesignator: userReferenceV1(live, access.serviceAccountDesignatorId),
    hasMfa: identity.hasMfa,
    connection: connection === null ? null : connectionV1(connection, null),
    lastCheckedAt: access.lastCheckedAt,
    createdAt: identity.createdAt,
    updatedAt: identity.updatedAt,
  };
}
