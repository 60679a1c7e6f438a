/** The operations of v1 in the covered tags, in the notation of notation.ts. `key` is a number or a prefixed key. */
import { type Operation, parseOperations } from './notation.ts';

const page = 'page: number 1.. = 1; limit: number 1..50 = 20';

export const operationsV1: readonly Operation[] = parseOperations(
  1,
  `
# Events
GET /public/events event-tracking-get
  page: number 1..1000 = 1; limit: number 1..50 = 20; q: string; sort: EventSort = CREATED
  sortDir: Direction = DESC; type: EventType740; source: EventSource; category: EventCategory
  status: EventStatus; userId: number; controlId: number; testId: number; workspaceId: number
  mostRecent: boolean; eventErrorStatus: boolean; createdAtStartDate: time; createdAtEndDate: time
  > 200 EventsResponsePublicDto ! 400 401 403 412 500
GET /public/events/{id} event-tracking-get-event
  id: string
  > 200 EventResponsePublicDto ! 400 401 403 404 412 500
# Users
GET /public/users users-get
  ${page}; q: string; roles[]: RoleV1[]
  excludeUserIds[]: number[] | null; excludeRoles[]: RoleV1[] | null; includeUserIds[]: number[] | null
  > 200 UsersResponsePublicDto ! 400 401 403 412 500
GET /public/users/{id} user-get
  id: number
  > 200 UserResponsePublicDto ! 400 401 403 412 500
GET /public/users/{email}/email user-get
  email: string
  > 200 UserResponsePublicDto ! 401 403 412 500
GET /public/users/{id}/documents users-get-documents
  id: number; ${page}; q: string; type: DocumentType
  > 200 UserAllDocumentsResponsePublicDto ! 400 401 403 412 500
POST /public/users/{id}/documents users-post-document
  id: number
  < form UserDocumentRequestPublicDto
  < json UserDocumentRequestPublicDto
  > 201 UserDocumentResponsePublicDto ! 400 401 403 404 412 413 500 503
GET /public/users/documents/{id}/download users-get-download-user-document
  id: number
  > 200 SignedUrlResponsePublicDto ! 400 401 403 404 412 500
DELETE /public/users/documents/{docId}/{userId} users-delete-document
  docId: number; userId: number
  > 200 ! 400 401 403 404 412 500
# User Policies
GET /public/users/{id}/policies user-policies-get-user-policies
  id: number
  > 200 UserPolicyVersionsResponsePublicDto ! 401 403 412 500
# Personnel
GET /public/personnel personnel-get
  ${page}; q: string; employmentStatus: EmploymentStatus
  employmentStatuses[]: EmploymentFilter[]; fullCompliance: boolean; acceptedPoliciesCompliance: boolean
  identityMfaCompliance: boolean; bgCheckCompliance: boolean; agentInstalledCompliance: boolean
  passwordManagerCompliance: boolean; autoUpdatesCompliance: boolean; locationServicesCompliance: boolean
  hdEncryptionCompliance: boolean; antivirusCompliance: boolean; lockScreenCompliance: boolean
  securityTrainingCompliance: boolean; hipaaTrainingCompliance: boolean; nistaiTrainingCompliance: boolean
  deviceCompliance: boolean; multiSecurityTrainingCompliance: boolean
  multiTrainingComplianceType: TrainingType = SECURITY_TRAINING; offboardingEvidence: boolean; groupIds: number[]
  sort: PersonnelSort = NAME; sortDir: Direction = ASC; mdmSourceType: MdmSource; inverseMdmSourceTypes[]: MdmSource[]
  > 200 PersonnelTableResponsePublicDto ! 400 401 403 404 412 500
GET /public/personnel/{id} personnel-get-personnel-details
  id: number
  > 200 PersonnelDetailsResponsePublicDto ! 400 401 403 404 412 500
GET /public/personnel/{email}/email personnel-get-personnel-details
  email: string
  > 200 PersonnelDetailsResponsePublicDto ! 400 401 403 404 412 500
PUT /public/personnel/{id}/contract-dates personnel-put-contract-dates
  id: number
  < json PersonnelContractDateRequestPublicDto
  > 200 PersonnelDetailsResponsePublicDto ! 400 401 403 409 412 500
PUT /public/personnel/{id}/status personnel-put-employment-status
  id: number
  < json PersonnelStatusRequestPublicDto
  > 200 PersonnelDetailsResponsePublicDto ! 400 401 403 404 409 412 500
PUT /public/personnel/reset-sync/{personnelId} personnel-put-reset-resync
  personnelId: number
  > 200 PersonnelDetailsResponsePublicDto ! 400 401 403 409 412 500
PUT /public/personnel/all/reset-sync personnel-put-reset-resync
  > 200 PersonnelDetailsResponsePublicDto ! 400 401 403 409 412 500
PUT /public/personnel/some/reset-sync personnel-put-reset-resync
  < json PersonnelResetStatusRequestPublicDto
  > 200 PersonnelDetailsResponsePublicDto ! 400 401 403 409 412 500
# Background Check
POST /public/background-check/{userId}/manual background-check-post
  userId: number
  < json ManualBackgroundCheckRequestPublicDto
  > 201 PersonnelDetailsResponsePublicDto ! 400 401 403 404 409 412 500
# User Identities
GET /public/user-identities/infrastructure user-identity-infrastructure-get-accounts
  ${page}; q: string; clientType: InfrastructureType
  connectionId: number; sort: InfrastructureSort = USERNAME; sortDir: Direction = ASC
  > 200 UserIdentitiesInfrastructureResponsePublicDto ! 400 401 403 412 500
PUT /public/user-identities/infrastructure/{id}/connect user-identity-infrastructure-put-toggle
  id: number
  < json UserIdentityInfrastructureConnectRequestPublicDto
  > 200 UserIdentityInfrastructureResponsePublicDto ! 400 401 403 404 412 500
PUT /public/user-identities/infrastructure/{id}/toggle user-identity-infrastructure-put-connect
  id: number
  < json UserIdentityInfrastructureToggleRequestPublicDto
  > 200 UserIdentityInfrastructureResponsePublicDto ! 400 401 403 404 412 500
PUT /public/user-identities/infrastructure/{id}/service-account user-identity-infrastructure-put-set-service-account
  id: number
  < json UserIdentityInfrastructureServiceStatusRequestPublicDto
  > 200 UserIdentityInfrastructureResponsePublicDto ! 400 401 403 404 412 500
GET /public/user-identities/version-control user-identity-version-control-get-accounts
  ${page}; q: string; clientType: VersionControlType
  connectionId: number; sort: VersionControlSort = USERNAME; sortDir: Direction = ASC
  > 200 UserIdentitiesVersionControlResponsePublicDto ! 400 401 403 412 500
PUT /public/user-identities/version-control/{id}/connect user-identity-version-control-put-connect
  id: number
  < json UserIdentityVersionControlConnectRequestPublicDto
  > 200 UserIdentityVersionControlResponsePublicDto ! 400 401 403 404 412 500
PUT /public/user-identities/version-control/{id}/toggle user-identity-version-control-put-toggle
  id: number
  < json UserIdentityVersionControlToggleRequestPublicDto
  > 200 UserIdentityVersionControlResponsePublicDto ! 400 401 403 404 412 500
PUT /public/user-identities/version-control/{id}/service-account user-identity-version-control-put-set-service-account
  id: number
  < json UserIdentityVersionControlServiceStatusRequestPublicDto
  > 200 UserIdentityVersionControlResponsePublicDto ! 400 401 403 404 412 500
# Connections
GET /public/connections connections-get
  ${page}; sort: ConnectionSort = CREATED_AT; sortDir: Direction = ASC
  providerTypes: ProviderType[]; state: ConnectionState
  > 200 ConnectionsCompactResponsePublicDto ! 401 403 412 500
POST /public/connections/upload/csv personnel-importing
  > 201 object ! 401 403 412 500
PUT /public/connections/{id}/upload/csv personnel-importing
  id: number
  > 200 object ! 401 403 412 500
POST /public/connections/upload/json personnel-importing
  < json CreateConnectionJsonIdpRequestPublicDto
  > 201 object ! 401 403 412 500
PUT /public/connections/{id}/upload/json personnel-importing
  id: number
  < json UpdateConnectionJsonIdpRequestPublicDto
  > 200 object ! 401 403 412 500
# Multiple Workspace Support
GET /public/workspaces workspaces-get
  ${page}; q: string
  > 200 WorkspacesResponsePublicDto ! 400 401 403 404 412 500
# Companies
GET /public/company/info company-settings-get-info
  > 200 CompanyResponsePublicDto ! 400 401 403 404 412 500
`,
);
