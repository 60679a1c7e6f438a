/** The contract's v1 documents of connections and workspaces (sections 3.6 and 3.7), and how they refer to people. */
import { Type } from 'typebox';
import { clientTypes, connectionCodes, connectionStates } from '../../domain/vocabulary.ts';
import { Flag, FreeObject, Int, listV1, named, nullable, Text, Time, words } from './common.ts';
import { FrameworkV1 } from './v1-frameworks.ts';

/** Scalars of a user, in every form in which v1 shows one. */
export const userScalarsV1 = {
  id: Int,
  firstName: nullable(Text),
  lastName: nullable(Text),
  jobTitle: nullable(Text),
  drataTermsAgreedAt: nullable(Time),
  createdAt: Time,
  updatedAt: Time,
  entryId: Text,
  email: Text,
  avatarUrl: nullable(Text),
};

const Nothing = Type.Array(Type.Unknown(), { maxItems: 0 });

/** Somebody else: the scalars, and nothing of what hangs on that person. */
export const UserReferenceV1 = named('UserReferencePublicDto', {
  ...userScalarsV1,
  roles: Nothing,
  backgroundChecks: Nothing,
  identities: Nothing,
  documents: Nothing,
});

/** The very user that the document hangs on. */
export const BackReference = Type.Object({}, { additionalProperties: false, title: 'BackReference' });

export const workspaceScalarsV1 = {
  id: Int,
  name: Text,
  description: nullable(Text),
  howItWorks: nullable(Text),
  primary: Flag,
  url: nullable(Text),
  logo: nullable(Text),
};

export const WorkspaceV1 = named('WorkspaceResponsePublicDto', {
  ...workspaceScalarsV1,
  frameworks: Type.Optional(Type.Array(FrameworkV1)),
});
export const WorkspacesV1 = listV1('WorkspacesResponsePublicDto', WorkspaceV1);

export const ProviderTypeV1 = named('ConnectionProviderTypeResponsePublicDto', {
  value: Text,
  isEnabled: Flag,
});

export const ConnectionV1 = named('ConnectionResponsePublicDto', {
  id: Int,
  clientType: Text,
  state: Text,
  connected: Flag,
  connectedAt: nullable(Time),
  failedAt: nullable(Time),
  companyId: nullable(Int),
  assignmentId: nullable(Text),
  user: Type.Union([UserReferenceV1, BackReference, Type.Null()]),
  accountId: nullable(Text),
  clientId: nullable(Text),
  clientAlias: nullable(Text),
  manuallyUpdatedAt: nullable(Time),
  aliasUpdatedAt: nullable(Time),
  deletedAt: nullable(Time),
  requestorId: Type.Union([Int, Text, Type.Null()]),
  product: nullable(FreeObject),
  writeAccessEnabled: nullable(Flag),
  sourcePreference: nullable(Text),
  securityLabel: nullable(Text),
  jqlQuery: nullable(Text),
  authorized: nullable(Flag),
  workspaces: Type.Array(WorkspaceV1),
  providerTypes: Type.Optional(Type.Array(ProviderTypeV1)),
  code: nullable(Type.Enum([...connectionCodes.keys()], { title: 'ConnectionCode' })),
  groupLabel: nullable(Text),
});

export const ConnectionCompactV1 = named('ConnectionCompactResponsePublicDto', {
  id: Int,
  clientType: words(clientTypes, { title: 'ClientTypeEnum' }),
  state: words(connectionStates),
  connected: Flag,
  connectedAt: nullable(Time),
  failedAt: nullable(Time),
  clientId: nullable(Text),
  clientAlias: nullable(Text),
  aliasUpdatedAt: nullable(Time),
  deletedAt: nullable(Time),
  providerTypes: Type.Optional(Type.Array(ProviderTypeV1)),
  code: nullable(Int),
  groupLabel: Type.Optional(nullable(Text)),
});
export const ConnectionsCompactV1 = listV1('ConnectionsCompactResponsePublicDto', ConnectionCompactV1);
