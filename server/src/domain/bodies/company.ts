/** What a company is and has, as `PUT /api/…` takes it. */
import { Type } from 'typebox';
import {
  body,
  Count,
  closed,
  dated,
  FileUrl,
  Flag,
  FreeObject,
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
import {
  frameworkTypes,
  hipaaTrainings,
  languages,
  policyAcceptanceSources,
  policyAssignments,
  policyStatuses,
  policyVersionStatuses,
  policyVersionTypes,
  reportVisibilities,
  securityTrainings,
} from '../vocabulary/directory.ts';
import {
  backgroundCheckTypes,
  clientTypes,
  connectionCodes,
  connectionStates,
  providerTypes,
} from '../vocabulary.ts';

export const WorkspaceBody = Type.Object(
  {
    id: Type.Optional(OwnId),
    name: Name,
    description: orNull(Text),
    howItWorks: orNull(Text),
    url: orNull(Text),
    logo: orNull(Text),
    primary: Type.Optional(Type.Boolean()),
    createdAt: Type.Optional(Time),
    updatedAt: Type.Optional(Time),
  },
  body('WorkspaceBody'),
);

export const ConnectionBody = Type.Object(
  {
    id: Type.Optional(OwnId),
    clientType: words(clientTypes),
    state: Type.Optional(words(connectionStates)),
    connected: Type.Optional(Type.Boolean()),
    connectedAt: orNull(Time),
    failedAt: orNull(Time),
    companyId: orNull(Id),
    assignmentId: orNull(Text),
    ownerId: orNull(Id),
    accountId: orNull(Text),
    clientId: orNull(Text),
    clientAlias: orNull(Text),
    manuallyUpdatedAt: orNull(Time),
    aliasUpdatedAt: orNull(Time),
    deletedAt: orNull(Time),
    requestorId: Type.Optional(Type.Union([Id, Text, Type.Null()])),
    product: orNull(FreeObject),
    writeAccessEnabled: orNull(Type.Boolean()),
    sourcePreference: orNull(Text),
    securityLabel: orNull(Text),
    jqlQuery: orNull(Text),
    authorized: orNull(Type.Boolean()),
    providerTypes: Type.Optional(
      Type.Array(Type.Object({ value: words(providerTypes), isEnabled: Type.Boolean() }, closed), {
        maxItems: 100,
      }),
    ),
    code: orNull(Type.Enum([...connectionCodes.keys()])),
    groupLabel: orNull(Text),
    workspaceIds: Type.Optional(Type.Array(Id, { maxItems: 1_000, uniqueItems: true })),
    createdAt: Type.Optional(Time),
    updatedAt: Type.Optional(Time),
  },
  body('ConnectionBody'),
);

export const CustomResourceBody = Type.Object(
  {
    id: Type.Optional(OwnId),
    connectionId: Id,
    name: Name,
    description: orNull(Text),
    schema: FreeObject,
    deletedAt: orNull(Time),
    ...dated,
  },
  body('CustomResourceBody'),
);

export const PolicyBody = Type.Object(
  {
    id: Type.Optional(OwnId),
    templateId: orNull(Id),
    name: Name,
    description: Text,
    ownerId: orNull(Id),
    assignedTo: Type.Optional(words(policyAssignments)),
    policyStatus: Type.Optional(words(policyStatuses)),
    ...dated,
  },
  body('PolicyBody'),
);

export const PolicyVersionBody = Type.Object(
  {
    id: Type.Optional(OwnId),
    policyId: Id,
    version: Id,
    subVersion: Type.Optional(Count),
    type: Type.Optional(words(policyVersionTypes)),
    status: Type.Optional(words(policyVersionStatuses)),
    description: orNull(Text),
    html: orNull(Type.String({ maxLength: 100_000 })),
    htmlLastUpdated: orNull(Time),
    fileUrl: orNull(FileUrl),
    originalFileName: orNull(Text),
    externalProvider: orNull(words(clientTypes)),
    changesExplanation: orNull(Text),
    changeSummary: orNull(Text),
    requiresAcknowledgment: orNull(Flag),
    ownerId: orNull(Id),
    approverId: orNull(Id),
    approvedAt: orNull(Time),
    publishedAt: orNull(Time),
    renewalDate: orNull(Time),
    ...dated,
  },
  body('PolicyVersionBody'),
);

export const AssignedPolicyBody = Type.Object(
  {
    id: Type.Optional(OwnId),
    userId: Id,
    policyId: Id,
    policyVersionId: Id,
    acceptedAt: orNull(Time),
    sourceType: Type.Optional(words(policyAcceptanceSources)),
    details: orNull(Text),
    ...dated,
  },
  body('AssignedPolicyBody'),
);

export const FrameworkBody = Type.Object(
  {
    id: Type.Optional(OwnId),
    name: Name,
    slug: Name,
    tag: Name,
    customFrameworkId: orNull(Uuid),
    label: Name,
    description: Text,
    longDescription: Type.Optional(Text),
    type: orNull(words(frameworkTypes)),
    color: Type.Optional(Text),
    bgColor: Type.Optional(Text),
    activeLogo: orNull(Text),
    inactiveLogo: orNull(Text),
    hasLevel: Type.Optional(Flag),
    levelLabel: orNull(Text),
    selectedLevel: orNull(Text),
    privacy: orNull(Flag),
    totalInScopeControls: Type.Optional(Count),
    numInScopeRequirements: Type.Optional(Count),
    numReadyInScopeRequirements: Type.Optional(Count),
    controlsEnabled: Type.Optional(Flag),
    enabledAt: orNull(Time),
    workspaceIds: Type.Optional(Type.Array(Id, { ...many, uniqueItems: true })),
    ...dated,
  },
  body('FrameworkBody'),
);

/** There is one; what is left out is forgotten. */
export const CompanyBody = Type.Object(
  {
    domain: orNull(Text),
    legalName: orNull(Text),
    year: orNull(Count),
    description: orNull(Text),
    phoneNumber: orNull(Text),
    address: orNull(Text),
    privacyUrl: orNull(Text),
    termsUrl: orNull(Text),
    supportUrl: orNull(Text),
    jobsUrl: orNull(Text),
    securityEmail: orNull(Text),
    logoUrl: orNull(Text),
    securityTraining: orNull(words(securityTrainings)),
    hipaaTraining: orNull(words(hipaaTrainings)),
    backgroundCheck: orNull(words(backgroundCheckTypes)),
    securityTrainingLink: orNull(Text),
    hipaaTrainingLink: orNull(Text),
    securityReport: Type.Optional(
      Type.Object(
        {
          visibility: words(reportVisibilities),
          sharing: Flag,
          shareToken: Type.Union([Text, Type.Null()]),
        },
        closed,
      ),
    ),
    adminOnboardedAt: orNull(Time),
    renewalPeriodStartDate: orNull(Time),
    agentEnabled: Type.Optional(Flag),
    manualUploadEnabled: Type.Optional(Flag),
    language: Type.Optional(words(languages)),
    entitlements: Type.Optional(
      Type.Array(
        Type.Object(
          {
            name: Name,
            description: Text,
            type: Name,
            featureId: Type.Union([Count, Type.Null()]),
            metadata: FreeObject,
          },
          closed,
        ),
        many,
      ),
    ),
    ...dated,
  },
  body('CompanyBody'),
);
