/** The schemas of v2, in the notation of notation.ts. What the contract leaves unnamed has a name of ours. */
export const schemasV2 = `
EventResponsePublicV2Dto
  id: string; type: EventType793; category: EventCategory; source: EventSource; description: string
  metadata?: EventMetadata; status: EventStatus | null; createdAt: time; userId: number | null
  user?: UserCompactResponsePublicV2Dto | null; connectionId: number | null
  connection?: ConnectionCompactResponsePublicV2Dto | null; requestDescription: string | null
  testName?: string | null; testId?: string | null; issues?: object[]
EventsResponsePublicV2Dto
  data: EventResponsePublicV2Dto[]; pagination: PaginationTotalCountResponsePublicV2Dto
PaginationTotalCountResponsePublicV2Dto
  cursor: string | null; totalCount?: number | null
EventDownloadJobResponsePublicV2Dto
  jobId: string; status: JobStatus; result: string | null; createdAt: time; completedAt: time | null
  errorMessage?: string
UserResponsePublicV2Dto
  id: number; email: string; firstName?: string | null; lastName?: string | null; createdAt: time
  updatedAt: time; jobTitle?: string | null; avatarUrl?: string | null; drataTermsAgreedAt?: time | null
  roles?: string[]; backgroundChecks?: BackgroundCheckResponsePublicV2Dto[] | null
  documents?: UserDocumentResponsePublicV2Dto[]; identities?: UserIdentityResponsePublicV2Dto[]
UserCompactResponsePublicV2Dto
  id: number; email: string; firstName: string | null; lastName: string | null; createdAt: time
  updatedAt: time
BackgroundCheckResponsePublicV2Dto
  id: number; userId: number | null; status: CheckStatus; caseId: string | null; caseInvitationId: string
  url: string; manualCheckDate: day | null; manuallyCheckUrl: string | null; type: CheckType
  source: CheckSource | null; reportData: string; outOfScopeReason: string | null
  outOfScopeAt: time | null; invitationEmail: string | null; linkedAt: time | null; createdAt: time
  updatedAt: time
UserIdentityResponsePublicV2Dto
  id: number; identityId: string; username: string | null; connectedAt: time | null
  disconnectedAt: time | null; hasMfa: boolean | null; userId: number | null; connectionId: number | null
  connection: ConnectionCompactResponsePublicV2Dto; email: string | null; secondaryEmail: string | null
  firstName: string | null; lastName: string | null; startedAt: time | null; separatedAt: time | null
  isContractor?: boolean | null; jobTitle: string | null; managerId: string | null
  managerName: string | null; createdAt: time; updatedAt: time
ConnectionCompactResponsePublicV2Dto
  id: number; clientType: ClientType294; clientId: string | null; clientAlias: string | null
  state: CompactState; createdAt: time | null; updatedAt: time | null; connectedAt: time | null
  failedAt: time | null; deletedAt: time | null
WorkspaceResponsePublicV2Dto
  id: number; primary: boolean; name: string; description: string | null; createdAt: time; updatedAt: time
  howItWorks: string | null; url: string | null; logo: string | null
  frameworks?: FrameworkCompactResponsePublicV2Dto[]
ExceptionResponsePublicV2Dto
  name: string; statusCode: number; message: string; code: number; debugInfo?: DebugInfo
PersonResponsePublicV2Dto
  id: number; userId: number; user?: UserCompactResponsePublicV2Dto; employmentStatus: EmploymentStatus
  notHumanReason?: string | null; reasonProvider?: UserCompactResponsePublicV2Dto | null
  complianceChecks?: ComplianceCheckWithExclusionResponsePublicV2Dto[]; startedAt: time | null
  separatedAt?: time | null; statusUpdatedAt: time | null; createdAt: time; updatedAt: time
  customFields?: CustomFieldResponsePublicV2Dto[]
PersonCompactResponsePublicV2Dto
  id: number; employmentStatus: EmploymentStatus; userId: number; email: string; createdAt: time
  updatedAt: time
ComplianceCheckWithExclusionResponsePublicV2Dto
  id: number; type: ComplianceType; status: ComplianceStatus; checkFrequency: CheckFrequency
  expiresAt?: time | null; lastCheckedAt?: time | null; completionDate?: time | null; createdAt: time
  updatedAt: time; exclusion?: ComplianceCheckExclusionResponsePublicV2Dto | null
BackgroundCheckCreateRequestPublicV2Dto
  userId: number; url: string ..768; filedAt: day
CompanyResponsePublicV2Dto
  accountId: string; domain: string; name: string; legalName: string | null; description: string | null
  logoUrl: string | null; securityTraining: SecurityTraining | null; hipaaTraining: HipaaTraining | null
  backgroundCheck: CheckType | null; createdAt: time; updatedAt: time; agentEnabled: boolean
  manualUploadEnabled: boolean; entitlements: Entitlement[]; language: Language
RoleResponsePublicV2Dto
  id: number; role: Role; createdAt: time; updatedAt: time; permissions?: PermissionResponsePublicV2Dto[]
PermissionResponsePublicV2Dto
  id?: number | null; action: Action; subject: Subject; createdAt?: time | null
CustomConnectionResponsePublicV2Dto
  id: number; clientAlias: string | null; description: string | null; providerTypes?: ProviderType[]
  createdAt: time; updatedAt: time; createdById?: number | null
  customResources?: CustomConnectionResourceResponsePublicV2Dto[]
  createdByUser?: UserCompactResponsePublicV2Dto
CustomConnectionResourceResponsePublicV2Dto
  id: number; name: string; description?: string | null; schema: object; createdAt: time; updatedAt: time
  deletedAt?: time | null
CustomUserIdentityResponsePublicV2Dto
  id: number; identityId: string; email: string | null; secondaryEmail: string | null
  firstName: string | null; lastName: string | null; jobTitle: string | null; managerId: string | null
  managerName: string | null; startedAt: time | null; separatedAt: time | null
  isContractor: boolean | null; createdAt: time; updatedAt: time
UserDocumentResponsePublicV2Dto
  id: number; userId: number; downloadUrl?: SignedUrlResponsePublicV2Dto; name: string; type: DocumentType
  fileUrl: string | null; renewalDate: day; createdAt: time; updatedAt: time
FrameworkCompactResponsePublicV2Dto
  id: number; name: string; description: string; createdAt: time; updatedAt: time; enabledAt: time | null
RolesResponsePublicV2Dto
  data: RoleResponsePublicV2Dto[]; pagination: PaginationTotalCountResponsePublicV2Dto
UsersResponsePublicV2Dto
  data: UserResponsePublicV2Dto[]; pagination: PaginationTotalCountResponsePublicV2Dto
UserDocumentsResponsePublicV2Dto
  data: UserDocumentResponsePublicV2Dto[]; pagination: PaginationTotalCountResponsePublicV2Dto
UserPolicyVersionsResponsePublicV2Dto
  data: UserPolicyVersionResponsePublicV2Dto[]; pagination: PaginationTotalCountResponsePublicV2Dto
PersonnelResponsePublicV2Dto
  data: PersonResponsePublicV2Dto[]; pagination: PaginationTotalCountResponsePublicV2Dto
CustomUserIdentitiesResponsePublicV2Dto
  data: CustomUserIdentityResponsePublicV2Dto[]; pagination: PaginationTotalCountResponsePublicV2Dto
CustomConnectionsResponsePublicV2Dto
  data: CustomConnectionResponsePublicV2Dto[]; pagination: PaginationTotalCountResponsePublicV2Dto
WorkspacesResponsePublicV2Dto
  data: WorkspaceResponsePublicV2Dto[]; pagination: PaginationTotalCountResponsePublicV2Dto
SignedUrlResponsePublicV2Dto
  signedUrl: string; fileBuffer: object | null; fileName: string | null
CustomFieldResponsePublicV2Dto
  customFieldId: number; name: string; value?: string | null
CustomFieldSubmitRequestPublicV2Dto
  id?: number; name?: string; value: string | null
UserDocumentCreateRequestPublicV2Dto
  type: UploadType; file?: string; base64File?: string; completionDate?: time
UserPolicyAcceptRequestPublicV2Dto
  acceptedAt: time; details?: string
UserPolicyVersionResponsePublicV2Dto
  id: number; acceptedAt: time | null; createdAt: time | null; updatedAt: time | null
  sourceType: AcceptanceSource; details: string | null; policyId: number; policyVersionId: number
  policy?: PolicyCompactResponsePublicV2Dto; policyVersion?: PolicyVersionCompactResponsePublicV2Dto
PolicyCompactResponsePublicV2Dto
  id: number; name: string; description: string; createdAt: time; updatedAt: time
  assignedTo?: PolicyAssignment; policyStatus: PolicyStatus; renewalDate: string | null
PolicyVersionCompactResponsePublicV2Dto
  id: number; version: number; current: boolean; type: PolicyVersionType; createdAt: time; updatedAt: time
  renewalDate: string; subVersion: number; description: string | null; approvedAt: time | null
  changesExplanation: string | null; publishedAt: time | null; requiresAcknowledgment: boolean | null
PersonnelModifyRequestPublicV2Dto
  startedAt?: string; separatedAt?: string; employmentStatus?: EmploymentStatus; notHumanReason?: string ..30000
  customFields?: CustomFieldSubmitRequestPublicV2Dto[]
PersonnelActionsRequestPublicV2Dto
  action: PersonnelAction; personnelIds?: number[]
PersonnelActionsResponsePublicV2Dto
  count: number
ComplianceCheckExclusionResponsePublicV2Dto
  id: number; reason: string; createdById: number; createdByEmail: string; createdAt: time; startDate: time
  endDate: time | null
CustomUserIdentityRecordPublicV2Dto
  identityId: string; email?: string | null ..191; secondaryEmail?: string | null ..191
  firstName?: string | null ..191; lastName?: string | null ..191; jobTitle?: string | null ..191
  managerId?: string | null ..191; managerName?: string | null ..191; startedAt?: time | null
  separatedAt?: time | null; isContractor?: boolean | null
CustomUserIdentityBulkResponsePublicV2Dto
  statusCode: number; data: CustomUserIdentityResponsePublicV2Dto | null; error?: BulkError
BulkError
  message: string
CustomConnectionCreateRequestPublicV2Dto
  name: string; providerTypes: CustomProvider[]; description?: string | null
CustomConnectionUpdateRequestPublicV2Dto
  clientAlias?: string | null; description?: string
`;
