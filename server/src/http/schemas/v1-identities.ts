/** The contract's v1 documents of accounts in infrastructure and version control (section 3.9). */
import { Flag, Int, listV1, named, nullable, Text, Time } from './common.ts';
import { ConnectionV1, UserReferenceV1 } from './v1-connections.ts';

const account = {
  id: Int,
  identityId: Text,
  username: nullable(Text),
  email: nullable(Text),
  connectedAt: nullable(Time),
  disconnectedAt: nullable(Time),
  serviceAccount: nullable(Time),
  serviceAccountReason: nullable(Text),
  user: nullable(UserReferenceV1),
  serviceAccountDesignator: nullable(UserReferenceV1),
  hasMfa: nullable(Flag),
  connection: nullable(ConnectionV1),
  lastCheckedAt: nullable(Time),
  createdAt: Time,
  updatedAt: Time,
};

export const InfrastructureIdentityV1 = named('UserIdentityInfrastructureResponsePublicDto', {
  ...account,
  adminAccess: nullable(Time),
  dbAccess: nullable(Time),
});
export const InfrastructureIdentitiesV1 = listV1(
  'UserIdentitiesInfrastructureResponsePublicDto',
  InfrastructureIdentityV1,
);

export const VersionControlIdentityV1 = named('UserIdentityVersionControlResponsePublicDto', {
  ...account,
  writeAccess: nullable(Time),
  pushProductionCodeAccess: nullable(Time),
});
export const VersionControlIdentitiesV1 = listV1(
  'UserIdentitiesVersionControlResponsePublicDto',
  VersionControlIdentityV1,
);
