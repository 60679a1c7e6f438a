/** The operations of v2 in the covered tags, in the notation of notation.ts. `key` is a number or a prefixed key. */
import { type Operation, parseOperations } from './notation.ts';

const page =
  'cursor: string; size: number 1..500 = 50; sort: TimeSort; sortDir: Direction; includeTotalCount: boolean = false';

export const operationsV2: readonly Operation[] = parseOperations(
  2,
  `
# Events
GET /public/v2/events event-tracking-get
  cursor: string; size: number 1..500 = 50; sort: CreatedSort; sortDir: Direction
  includeTotalCount: boolean = false; expand[]: EventExpand[]; type: EventType793; source: EventSource
  category: EventCategory; connectionId: number | null; userId: number | null; workspaceId: number
  createdAtStartDate: time; createdAtEndDate: time
  > 200 EventsResponsePublicV2Dto ! 400 401 403 412 500
GET /public/v2/events/{eventId} event-tracking-get-event
  eventId: string; cursor: string; size: number 1..500 = 50; sort: TimeSort; sortDir: Direction
  expand[]: EventExpand[]
  > 200 EventResponsePublicV2Dto ! 400 401 403 404 412 500
POST /public/v2/events/{eventId}/download-jobs event-tracking-get-event
  eventId: string
  > 201 EventDownloadJobResponsePublicV2Dto ! 400 401 403 404 412 500
GET /public/v2/events/{eventId}/download-jobs/{jobId} event-tracking-get-event
  eventId: string; jobId: string
  > 200 EventDownloadJobResponsePublicV2Dto ! 400 401 403 404 412 500
# Users and Roles
GET /public/v2/roles roles-get
  ${page}; expand[]: RoleExpand[]
  > 200 RolesResponsePublicV2Dto ! 400 401 403 412 500
GET /public/v2/roles/{roleId} role-get
  expand[]: RoleExpand[]; roleId: key
  > 200 RoleResponsePublicV2Dto ! 400 401 403 404 412 500
GET /public/v2/roles/{roleId}/users users-get
  ${page}; expand[]: UserExpand[]; firstName: string; lastName: string
  roleId: key
  > 200 UsersResponsePublicV2Dto ! 400 401 403 404 412 500
GET /public/v2/users users-get
  ${page}; expand[]: UserExpand[]; firstName: string; lastName: string
  > 200 UsersResponsePublicV2Dto ! 400 401 403 412 500
GET /public/v2/users/{userId} user-get
  expand[]: UserExpand[]; userId: key
  > 200 UserResponsePublicV2Dto ! 400 401 403 412 500
# User Documents
GET /public/v2/users/{userId}/documents users-get-documents
  ${page}; expand[]: DocumentExpand[]; name: string; type: DocumentType
  userId: number
  > 200 UserDocumentsResponsePublicV2Dto ! 400 401 403 412 500
POST /public/v2/users/{userId}/documents users-post-document
  userId: number
  < form UserDocumentCreateRequestPublicV2Dto
  < json UserDocumentCreateRequestPublicV2Dto
  > 201 UserDocumentResponsePublicV2Dto ! 400 401 403 404 412 413 500 503
GET /public/v2/users/{userId}/documents/{documentId} users-get-documents
  expand[]: DocumentExpand[]; documentId: number; userId: number
  > 200 UserDocumentResponsePublicV2Dto ! 400 401 403 412 500
DELETE /public/v2/users/{userId}/documents/{documentId} users-delete-document
  documentId: number; userId: number
  > 200 ! 400 401 403 404 412 500
# User's Assigned Policies
GET /public/v2/users/{userId}/assigned-policies user-policies-get-user-policies
  ${page}; expand[]: PolicyExpand[]; userId: key
  > 200 UserPolicyVersionsResponsePublicV2Dto ! 400 401 403 404 412 500
POST /public/v2/users/{userId}/assigned-policies/{policyId}/action-acknowledge user-policies-acknowledge-policy-version
  policyId: number; userId: key
  < json UserPolicyAcceptRequestPublicV2Dto
  > 201 UserPolicyVersionResponsePublicV2Dto ! 400 401 403 404 409 412 500
# Personnel
GET /public/v2/personnel personnel-get
  ${page}; expand[]: PersonnelExpand[]; employmentStatus[]: EmploymentStatus[]
  complianceStatus[]: ComplianceStatus[]
  > 200 PersonnelResponsePublicV2Dto ! 400 401 403 412 500
GET /public/v2/personnel/{personnelId} personnel-get-personnel-details
  expand[]: PersonnelExpand[]; personnelId: key
  > 200 PersonResponsePublicV2Dto ! 400 401 403 404 412 500
PUT /public/v2/personnel/{personnelId} personnel-put
  personnelId: key
  < json PersonnelModifyRequestPublicV2Dto
  > 200 PersonResponsePublicV2Dto ! 400 401 403 404 412 500
POST /public/v2/personnel/actions personnel-put-reset-resync
  < json PersonnelActionsRequestPublicV2Dto
  > 201 PersonnelActionsResponsePublicV2Dto ! 400 401 403 409 412 500
# Background Checks
POST /public/v2/background-checks background-check-post
  < json BackgroundCheckCreateRequestPublicV2Dto
  > 201 PersonCompactResponsePublicV2Dto ! 400 401 403 404 409 412 500
# HRIS User Identities
GET /public/v2/custom-connections/{connectionId}/hris-user-identities user-identities-hris-get
  ${page}; connectionId: number
  > 200 CustomUserIdentitiesResponsePublicV2Dto ! 401 402 403 404 412 500
POST /public/v2/custom-connections/{connectionId}/hris-user-identities user-identity-hris-post
  connectionId: number
  < json CustomUserIdentityRecordPublicV2Dto[]
  > 200 CustomUserIdentityBulkResponsePublicV2Dto[], 201 CustomUserIdentityBulkResponsePublicV2Dto[], 207 CustomUserIdentityBulkResponsePublicV2Dto[] ! 400 401 402 403 404 412 500
GET /public/v2/custom-connections/{connectionId}/hris-user-identities/{userIdentityId} user-identity-hris-get
  connectionId: number; userIdentityId: key
  > 200 CustomUserIdentityResponsePublicV2Dto ! 400 401 402 403 404 412 500
DELETE /public/v2/custom-connections/{connectionId}/hris-user-identities/{userIdentityId} user-identity-hris-delete
  connectionId: number; userIdentityId: key
  > 204 ! 400 401 402 403 404 412 500
# Custom Connections
GET /public/v2/custom-connections custom-connections-get
  ${page}; expand[]: CustomExpand[]
  > 200 CustomConnectionsResponsePublicV2Dto ! 400 401 402 403 412 500
POST /public/v2/custom-connections custom-connections-post
  < json CustomConnectionCreateRequestPublicV2Dto
  > 201 CustomConnectionResponsePublicV2Dto ! 400 401 402 403 412 500
GET /public/v2/custom-connections/{connectionId} custom-connections-get
  connectionId: number; expand[]: CustomExpand[]
  > 200 CustomConnectionResponsePublicV2Dto ! 401 402 403 404 412 500
PUT /public/v2/custom-connections/{connectionId} custom-connections-put
  connectionId: number
  < json CustomConnectionUpdateRequestPublicV2Dto
  > 200 CustomConnectionResponsePublicV2Dto ! 400 401 402 403 404 412 500
DELETE /public/v2/custom-connections/{connectionId} custom-connections-delete
  connectionId: number
  > 204 ! 401 402 403 412 500
# Workspaces
GET /public/v2/workspaces workspaces-get
  ${page}; expand[]: FrameworkExpand[]
  > 200 WorkspacesResponsePublicV2Dto ! 400 401 403 412 500
# Company
GET /public/v2/company company-settings-get-info
  > 200 CompanyResponsePublicV2Dto ! 400 401 403 404 412 500
`,
);
