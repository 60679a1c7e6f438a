/** What a person is and has, as `PUT /api/…` takes it. */
import { Type } from 'typebox';
import {
  body,
  Count,
  closed,
  Day,
  dated,
  Email,
  FileUrl,
  Flag,
  Id,
  many,
  Name,
  OwnId,
  orNull,
  Text,
  Time,
  Uuid,
  words,
} from '../schema-pieces.ts';
import { complianceCheckTypes, deviceSourceTypes, employmentStatuses } from '../vocabulary/directory.ts';
import {
  backgroundCheckSources,
  backgroundCheckStatuses,
  backgroundCheckTypes,
  userDocumentTypes,
} from '../vocabulary.ts';

export const UserBody = Type.Object(
  {
    id: Type.Optional(OwnId),
    entryId: Type.Optional(Uuid),
    email: Email,
    firstName: orNull(Text),
    lastName: orNull(Text),
    jobTitle: orNull(Text),
    avatarUrl: orNull(Text),
    roles: Type.Optional(Type.Array(Name, { maxItems: 100 })),
    createdAt: Type.Optional(Time),
    updatedAt: Type.Optional(Time),
  },
  body('UserBody'),
);

export const IdentityBody = Type.Object(
  {
    id: Type.Optional(OwnId),
    userId: orNull(Id),
    connectionId: orNull(Id),
    identityId: Name,
    username: orNull(Text),
    email: orNull(Email),
    connectedAt: orNull(Time),
    disconnectedAt: orNull(Time),
    hasMfa: orNull(Type.Boolean()),
    hasIdp: orNull(Type.Boolean()),
    secondaryEmail: orNull(Email),
    firstName: orNull(Text),
    lastName: orNull(Text),
    startedAt: orNull(Time),
    separatedAt: orNull(Time),
    isContractor: orNull(Type.Boolean()),
    jobTitle: orNull(Text),
    managerId: orNull(Text),
    managerName: orNull(Text),
    createdAt: Type.Optional(Time),
    updatedAt: Type.Optional(Time),
  },
  body('IdentityBody'),
);

export const BackgroundCheckBody = Type.Object(
  {
    id: Type.Optional(OwnId),
    userId: Id,
    status: words(backgroundCheckStatuses),
    caseId: orNull(Text),
    caseInvitationId: orNull(Text),
    url: orNull(Text),
    manualCheckDate: orNull(Day),
    manuallyCheckUrl: orNull(Text),
    type: words(backgroundCheckTypes),
    source: orNull(words(backgroundCheckSources)),
    reportData: orNull(Text),
    outOfScopeReason: orNull(Text),
    outOfScopeAt: orNull(Time),
    invitationEmail: orNull(Email),
    linkedAt: orNull(Time),
    createdAt: Type.Optional(Time),
    updatedAt: Type.Optional(Time),
  },
  body('BackgroundCheckBody'),
);

export const UserDocumentBody = Type.Object(
  {
    id: Type.Optional(OwnId),
    userId: Id,
    name: Name,
    type: words(userDocumentTypes),
    fileUrl: orNull(FileUrl),
    renewalDate: orNull(Day),
    createdAt: Type.Optional(Time),
    updatedAt: Type.Optional(Time),
  },
  body('UserDocumentBody'),
);

/** Its id is the user's. */
export const PersonnelBody = Type.Object(
  {
    userId: Id,
    employmentStatus: words(employmentStatuses),
    notHumanReason: orNull(Type.String({ maxLength: 30_000 })),
    reasonProviderId: orNull(Id),
    startDate: orNull(Day),
    separationDate: orNull(Day),
    statusUpdatedAt: orNull(Time),
    keptByHand: Type.Optional(
      Type.Array(words(['employmentStatus', 'startDate', 'separationDate']), { uniqueItems: true }),
    ),
    customFields: Type.Optional(
      Type.Array(
        Type.Object({ customFieldId: OwnId, name: Name, value: Type.Union([Text, Type.Null()]) }, closed),
        many,
      ),
    ),
    exclusions: Type.Optional(
      Type.Array(
        Type.Object(
          {
            id: Id,
            type: words(complianceCheckTypes),
            reason: Text,
            createdById: Id,
            createdAt: Time,
            startDate: Time,
            endDate: Type.Union([Time, Type.Null()]),
          },
          closed,
        ),
        many,
      ),
    ),
    ...dated,
  },
  body('PersonnelBody'),
);

/** Its id is the identity's. */
export const IdentityAccessBody = Type.Object(
  {
    id: Id,
    serviceAccount: orNull(Time),
    serviceAccountReason: orNull(Type.String({ maxLength: 30_000 })),
    serviceAccountDesignatorId: orNull(Id),
    lastCheckedAt: orNull(Time),
    adminAccess: orNull(Time),
    dbAccess: orNull(Time),
    writeAccess: orNull(Time),
    pushProductionCodeAccess: orNull(Time),
  },
  body('IdentityAccessBody'),
);

export const DeviceBody = Type.Object(
  {
    id: Type.Optional(OwnId),
    userId: Id,
    sourceType: words(deviceSourceTypes),
    osVersion: orNull(Text),
    serialNumber: orNull(Text),
    model: orNull(Text),
    macAddress: orNull(Text),
    agentVersion: orNull(Text),
    appsCount: orNull(Count),
    screenLockTime: orNull(Count),
    lastCheckedAt: orNull(Time),
    encryptionEnabled: orNull(Flag),
    encryptionExplanation: orNull(Text),
    firewallEnabled: orNull(Flag),
    firewallExplanation: orNull(Text),
    antivirusEnabled: orNull(Flag),
    antivirusExplanation: orNull(Text),
    autoUpdateEnabled: orNull(Flag),
    autoUpdateExplanation: orNull(Text),
    screenLockEnabled: orNull(Flag),
    screenLockExplanation: orNull(Text),
    passwordManagerEnabled: orNull(Flag),
    passwordManagerExplanation: orNull(Text),
    locationServicesEnabled: orNull(Flag),
    deletedAt: orNull(Time),
    ...dated,
  },
  body('DeviceBody'),
);
