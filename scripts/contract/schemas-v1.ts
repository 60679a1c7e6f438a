/** The schemas of v1, in the notation of notation.ts. What the contract leaves unnamed has a name of ours. */
export const schemasV1 = `
EventResponsePublicDto
  id: string; type: string; category: string; source: string; description: string; metadata: EventMetadata
  status: string | null; createdAt: time; user: UserResponsePublicDto | null; connection: object | null
  requestDescription: string | null; issues: object[]
EventsResponsePublicDto
  data: EventResponsePublicDto[]; page: number; limit: number; total: number
UserResponsePublicDto
  id: number; entryId: string; email: string; firstName?: string | null; lastName?: string | null
  jobTitle?: string | null; avatarUrl?: string | null; drataTermsAgreedAt?: time | null; createdAt: time
  updatedAt: time; roles: string[]; backgroundChecks?: BackgroundCheckResponsePublicDto[] | null
  identities: UserIdentityResponsePublicDto[]; documents?: UserDocumentsResponsePublicDto[]
BackgroundCheckResponsePublicDto
  id: number; userId: number; status: string; caseId: string; caseInvitationId: string; url: string
  manualCheckDate: string; manuallyCheckUrl: string; type: string; source: string; reportData: string
  user: UserResponsePublicDto; outOfScopeReason: string; outOfScopeAt: time; invitationEmail: string
  linkedAt: time; createdAt: time; updatedAt: time
UserIdentityResponsePublicDto
  id: number; identityId: string; username: string; connectedAt: time; disconnectedAt: time
  hasMfa: boolean; user: UserResponsePublicDto; connection: ConnectionResponsePublicDto; hasIdp: boolean
  secondaryEmail: string; firstName: string; lastName: string; startedAt: time; separatedAt: time
  isContractor?: boolean; jobTitle: string; managerId: string; managerName: string
ConnectionResponsePublicDto
  id: number; clientType: string; state: string; connected: boolean; connectedAt: time | null
  failedAt: time | null; companyId: number; assignmentId: string; user: UserResponsePublicDto
  accountId: string; clientId: string; clientAlias: string; manuallyUpdatedAt: time; aliasUpdatedAt: time
  deletedAt: time; requestorId: number; product: object; writeAccessEnabled: boolean
  sourcePreference: string; securityLabel: string; jqlQuery: string; authorized: boolean
  workspaces: WorkspaceResponsePublicDto[]; providerTypes?: ConnectionProviderTypeResponsePublicDto[]
  code: ConnectionCode | null; groupLabel: string | null
ConnectionProviderTypeResponsePublicDto
  value: string; isEnabled: boolean
ConnectionCompactResponsePublicDto
  id: number; clientType: ClientType289; state: ConnectionState; connected: boolean
  connectedAt: time | null; failedAt: time | null; clientId: string | null; clientAlias: string | null
  aliasUpdatedAt: time | null; deletedAt: time | null
  providerTypes?: ConnectionProviderTypeResponsePublicDto[]; code: number | null
  groupLabel?: string | null
WorkspaceResponsePublicDto
  id: number; name: string; description: string; howItWorks: string; url: string; logo: string
  primary: boolean; frameworks?: FrameworkResponsePublicDto[]
UsersResponsePublicDto
  data: UserResponsePublicDto[]; page: number; limit: number; total: number
ConnectionsCompactResponsePublicDto
  data: ConnectionCompactResponsePublicDto[]; page: number; limit: number; total: number
WorkspacesResponsePublicDto
  data: WorkspaceResponsePublicDto[]; page: number; limit: number; total: number
ExceptionResponsePublicDto
  statusCode: number; message: string; code: number; debugInfo?: DebugInfo
ExceptionResponseDto
  statusCode: number; message: string; code: number; debugInfo?: DebugInfo
PersonnelTableResponsePublicDto
  data: PersonnelDetailsTableResponsePublicDto[]; page: number; limit: number; total: number
  dataAll: object
PersonnelDetailsTableResponsePublicDto
  id: number; employmentStatus: EmploymentStatus; notHumanReason?: string | null; osVersion: string | null
  serialNumber: string | null; user: UserResponsePublicDto; reasonProvider?: UserResponsePublicDto | null
  complianceChecks: ComplianceCheckResponsePublicDto[]
  complianceTests?: ComplianceTestResponsePublicDto[]; startDate: string; separationDate?: string | null
  statusUpdatedAt: time | null; data: PersonnelDataResponsePublicDto; createdAt: time; updatedAt: time
  devices: DeviceResponsePublicDto[]; agentEnabled: boolean; manualUploadEnabled: boolean
  devicesCount?: number; devicesFailingComplianceCount?: number
PersonnelDetailsResponsePublicDto
  id: number; employmentStatus: EmploymentStatus; notHumanReason?: string | null; osVersion: string | null
  serialNumber: string | null; user: UserResponsePublicDto; reasonProvider?: UserResponsePublicDto | null
  complianceChecks: ComplianceCheckResponsePublicDto[]
  complianceTests?: ComplianceTestResponsePublicDto[]; startDate: string; separationDate?: string | null
  statusUpdatedAt: time | null; data: PersonnelDataResponsePublicDto; createdAt: time; updatedAt: time
  devices: DeviceResponsePublicDto[]
ComplianceCheckResponsePublicDto
  id: number; status: ComplianceStatus; type: ComplianceType; completionDate: time | null
  expiresAt: time | null; checkFrequency: CheckFrequency; lastCheckedAt: time | null; createdAt: time
  updatedAt: time
PersonnelDataResponsePublicDto
  osVersion?: string | null; serialNumber?: string | null; screenLockTime?: number | null
  agentVersion?: string | null; macAddress?: string | null; lastcheckedAt?: time | null; createdAt: time
  updatedAt: time
CompanyResponsePublicDto
  accountId: string; domain: string; name: string; legalName: string; year: number; description: string
  phoneNumber: string; address: string; privacyUrl: string; termsUrl: string; supportUrl: string
  jobsUrl: string; securityEmail: string; logoUrl: string; securityTraining: string | null
  hipaaTraining: string | null; backgroundCheck: string | null
  securityReport: SecurityReportResponsePublicDto; workspaces: WorkspaceResponsePublicDto[]
  adminOnboardedAt: time | null; renewalPeriodStartDate: time | null; securityTrainingLink?: string
  hipaaTrainingLink?: string; connections: ConnectionResponsePublicDto[]; createdAt: time; updatedAt: time
  frameworks: FrameworkResponsePublicDto[]; agentEnabled: boolean; manualUploadEnabled: boolean
  drataSupportAccess: DrataSupportAccessResponsePublicDto | null; entitlements: Entitlement[]
  language: string
SecurityReportResponsePublicDto
  visibility: string; sharing: boolean; shareToken: string | null
UserIdentityInfrastructureResponsePublicDto
  id: number; identityId: string; username: string; email: string; connectedAt: time; disconnectedAt: time
  serviceAccount: time; serviceAccountReason: string; user: UserResponsePublicDto
  serviceAccountDesignator: UserResponsePublicDto; hasMfa: boolean
  connection: ConnectionResponsePublicDto; lastCheckedAt: time; createdAt: time; updatedAt: time
  adminAccess: time; dbAccess: time
UserIdentityVersionControlResponsePublicDto
  id: number; identityId: string; username: string; email: string; connectedAt: time; disconnectedAt: time
  serviceAccount: time; serviceAccountReason: string; user: UserResponsePublicDto
  serviceAccountDesignator: UserResponsePublicDto; hasMfa: boolean
  connection: ConnectionResponsePublicDto; lastCheckedAt: time; createdAt: time; updatedAt: time
  writeAccess: time; pushProductionCodeAccess: time
ManualBackgroundCheckRequestPublicDto
  url: string ..768; filedAt: string
UserDocumentsResponsePublicDto
  data: UserDocumentResponsePublicDto[]; page: number; limit: number; total: number
UserDocumentResponsePublicDto
  id: number; name: string; type: DocumentType; fileUrl: string | null; renewalDate: day; createdAt: time
  updatedAt: time
UserPolicyVersionsResponsePublicDto
  userPolicyVersions: UserPolicyVersionResponsePublicDto[]
UserPolicyVersionResponsePublicDto
  id: number; acceptedAt?: time | null; policyVersion: PolicyVersionResponsePublicDto
  policy: PolicyResponsePublicDto
FrameworkResponsePublicDto
  id: number; name: string; hasLevel: boolean; levelLabel: string | null; selectedLevel: string | null
  privacy: boolean | null; description: string; longDescription: string; slug: string; tag: string
  label: string; totalInScopeControls: number; numInScopeRequirements: number
  numReadyInScopeRequirements: number; enabledAt: time | null; frameworkEnabled: boolean
  controlsEnabled: boolean; color: string; bgColor: string; activeLogo: string | null
  inactiveLogo: string | null; createdAt: time; updatedAt: time; isReady: boolean
  productFrameworkEnabled?: boolean; customFrameworkId?: string; type?: FrameworkType
EventMetadata
  dto?: object | null; targetEntity?: object | null; targetEntities?: object[]; fileKey?: string | null
  sourceData?: object | null; taskType?: number | null; request?: object | null; response?: object | null
DebugInfo
  name: string; message: string; stack?: string
Entitlement
  name: string; description: string; type: string; featureId?: number | null; metadata: object
DrataSupportAccessResponsePublicDto
  enabledAt: time; expiresAt: time | null; type: string
UserAllDocumentsResponsePublicDto
  documents: UserDocumentResponsePublicDto[]
SignedUrlResponsePublicDto
  signedUrl: string; fileBuffer: object | null
UserIdentitiesInfrastructureResponsePublicDto
  data: UserIdentityInfrastructureResponsePublicDto[]; page: number; limit: number; total: number
UserIdentitiesVersionControlResponsePublicDto
  data: UserIdentityVersionControlResponsePublicDto[]; page: number; limit: number; total: number
ComplianceTestResponsePublicDto
  monitorId: number; autopilotTaskType: string; controlTestInstanceId: number; testId: number; name: string
  checkStatus: TestState; checkResultStatus: EventStatus; lastCheck: time | null
DeviceResponsePublicDto
  id: number; osVersion: string | null; serialNumber: string | null; model: string | null
  macAddress: string | null; encryptionEnabled: boolean | null; encryptionExplanation: any | null
  firewallEnabled: boolean | null; firewallExplanation: any | null; lastCheckedAt: time | null
  sourceType: string; createdAt: time; updatedAt: time; deletedAt: time | null; appsCount: number | null
  complianceChecks?: DeviceComplianceCheckResponsePublicDto[]
  identifiers?: DeviceIdentifierResponsePublicDto[]; documents?: DeviceDocumentResponsePublicDto[]
  isDeviceCompliant: boolean; screenLockTime: number | null; screenLockExplanation: any | null
  antivirusEnabled: boolean | null; antivirusExplanation: any | null; autoUpdateEnabled: boolean | null
  autoUpdateExplanation: any | null; passwordManagerEnabled: boolean | null
  passwordManagerExplanation: any | null; agentVersion: string | null
DeviceIdentifierResponsePublicDto
  id: number; type: string; identifier: string; createdAt: time; updatedAt: time
DeviceComplianceCheckResponsePublicDto
  id: number; status: string; type: string; expiresAt: time; checkFrequency: string; lastCheckedAt: time
  createdAt: time; updatedAt: time
DeviceDocumentResponsePublicDto
  id: number; type: string; name: string; fileUrl: string | null; createdAt: time; updatedAt: time
PolicyResponsePublicDto
  id: number; templateId: number | null; name: string; currentDescription: string; htmlLastUpdated: time
  createdAt: time; updatedAt: time; currentOwner: UserResponsePublicDto
  versions: PolicyVersionResponsePublicDto[]
  policyWeekTimeFrameSLAs?: PolicyWeekTimeFrameSLAResponsePublicDto[]
  policyGracePeriodSLAs?: PolicyGracePeriodSLAResponsePublicDto[]
  policyP3MatrixSLAs?: PolicyP3MatrixSLAResponsePublicDto[]; groups: GroupResponsePublicDto[]
  assignedTo: string; notifyGroups: boolean; reminders: ReminderResponsePublicDto[]; policyStatus: string
PolicyWeekTimeFrameSLAResponsePublicDto
  id: number; label: string; createdAt: time; updatedAt: time
PolicyGracePeriodSLAResponsePublicDto
  id: number; label: string; createdAt: time; updatedAt: time
PolicyP3MatrixSLAResponsePublicDto
  id: number; label: string; createdAt: time; updatedAt: time
ReminderResponsePublicDto
  id: number; completedAt: time; createdAt: time; updatedAt: time; deletedAt: time
GroupResponsePublicDto
  id: number; name: string; description: string; email: string; externalId: string; source: string
  domain: string; type: string; orgUnitPath: string; membersCount: number
PolicyVersionResponsePublicDto
  id: number; version: number; minorVersion: number; subVersion: number; current: boolean; type: string
  fileUrl: string | null; docViewer: string; description: string | null; html: string | null
  weekTimeFrameSLAs?: WeekTimeFrameSLAResponsePublicDto[]; p3MatrixSLAs?: P3MatrixSLAResponsePublicDto[]
  gracePeriodSLAs?: GracePeriodSLAResponsePublicDto[]; renewalDate: string; approvedAt?: time | null
  publishedAt?: time | null; createdAt: time; updatedAt: time; htmlLastUpdated?: time | null
  owner: UserResponsePublicDto | null; changesExplanation: string | null; changeSummary: string | null
  originalFileName: string | null; externalProvider: ClientType289 | null; composedVersion: number
  status: PolicyVersionStatus | null; policyVersionStatus: PolicyVersionStatus | null
  approver: UserResponsePublicDto | null; hasExpiredRenewalDate: boolean
WeekTimeFrameSLAResponsePublicDto
  id: number; policyWeekTimeFrameSLAId: number; timeFrame: string; createdAt: time; updatedAt: time
GracePeriodSLAResponsePublicDto
  id: number; policyGracePeriodSLAId: number; gracePeriod: string; createdAt: time; updatedAt: time
P3MatrixSLAResponsePublicDto
  id: number; policyP3MatrixSLAId: number; definition: string; severity: string; timeFrame: string
  examples: string; createdAt: time; updatedAt: time
CreateConnectionJsonIdpRequestPublicDto
  personnelData: PersonnelDataPublicDto[]
UpdateConnectionJsonIdpRequestPublicDto
  personnelData: PersonnelDataPublicDto[]
PersonnelDataPublicDto
  id: string ..191; firstName: string ..191; lastName: string ..191; email: string ..191
  avatarUrl?: string ..768; contractor: boolean; isMfaEnabled: boolean; jobTitle?: string ..191
  customerId?: string ..191; date: time ..191
PersonnelContractDateRequestPublicDto
  startDate: string; separationDate?: string
PersonnelStatusRequestPublicDto
  employmentStatus: EmploymentStatus; notHumanReason?: string ..30000; separationDate?: string
PersonnelResetStatusRequestPublicDto
  personnelIds?: number[]
UserDocumentRequestPublicDto
  type: UploadType; file?: string; base64File?: string; completionDate?: time
UserIdentityInfrastructureConnectRequestPublicDto
  userId: number | null
UserIdentityVersionControlConnectRequestPublicDto
  userId: number | null
UserIdentityInfrastructureToggleRequestPublicDto
  toggle: boolean; toggleField?: InfrastructureToggle
UserIdentityVersionControlToggleRequestPublicDto
  toggle: boolean; toggleField?: VersionControlToggle
UserIdentityInfrastructureServiceStatusRequestPublicDto
  serviceAccount: boolean; serviceAccountReason: string ..30000
UserIdentityVersionControlServiceStatusRequestPublicDto
  serviceAccount: boolean; serviceAccountReason: string ..30000
`;
