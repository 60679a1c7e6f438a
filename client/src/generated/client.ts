// Written by `npm run client` from docs/openapi.json: change that, not this.

import { type List, lines, list, stream } from '../lists.ts';
import { type CallOptions, type ClientOptions, Transport } from '../transport.ts';
import type {
  AccessLinkBody,
  AccessLinks,
  Affidavit,
  ApiKeyBody,
  ApiKeys,
  AssignedPolicyBody,
  BackgroundCheckBody,
  BackgroundCheckCreateRequestPublicV2Dto,
  CompanyBody,
  CompanyResponsePublicDto,
  CompanyResponsePublicV2Dto,
  ConnectionBody,
  ConnectionCompactResponsePublicDto,
  ConnectionsCompactResponsePublicDto,
  ConsistencyProof,
  Coverage,
  CreateConnectionJsonIdpRequestPublicDto,
  CustomConnectionCreateRequestPublicV2Dto,
  CustomConnectionResponsePublicV2Dto,
  CustomConnectionUpdateRequestPublicV2Dto,
  CustomConnectionsResponsePublicV2Dto,
  CustomResourceBody,
  CustomUserIdentitiesResponsePublicV2Dto,
  CustomUserIdentityBulkResponsePublicV2Dto,
  CustomUserIdentityRecordPublicV2Dto,
  CustomUserIdentityResponsePublicV2Dto,
  DeviceBody,
  EmbedTokenBody,
  EmbedTokens,
  EmbeddedEvent,
  EmbeddedEvents,
  Erasure,
  ErasureRequest,
  Event,
  EventDownloadJobResponsePublicV2Dto,
  EventDraft,
  EventFacets,
  EventFeed,
  EventHistogram,
  EventResponsePublicDto,
  EventResponsePublicV2Dto,
  EventType,
  EventTypeBody,
  EventTypes,
  Events,
  EventsResponsePublicDto,
  EventsResponsePublicV2Dto,
  FrameworkBody,
  FullChecks,
  Health,
  IdentityAccessBody,
  IdentityBody,
  LegalHold,
  LegalHoldBody,
  LegalHolds,
  Log,
  LogBody,
  LogWitnesses,
  LogWitnessesBody,
  ManualBackgroundCheckRequestPublicDto,
  NewAccessLink,
  NewApiKey,
  NewEmbedToken,
  PasswordBody,
  PasswordNeeded,
  PastCheckpoints,
  PersonCompactResponsePublicV2Dto,
  PersonResponsePublicV2Dto,
  PersonnelActionsRequestPublicV2Dto,
  PersonnelActionsResponsePublicV2Dto,
  PersonnelBody,
  PersonnelContractDateRequestPublicDto,
  PersonnelDetailsResponsePublicDto,
  PersonnelDetailsTableResponsePublicDto,
  PersonnelImportResult,
  PersonnelModifyRequestPublicV2Dto,
  PersonnelResetStatusRequestPublicDto,
  PersonnelResponsePublicV2Dto,
  PersonnelStatusRequestPublicDto,
  PersonnelTableResponsePublicDto,
  PolicyBody,
  PolicyVersionBody,
  Readiness,
  Recorded,
  RecordedLine,
  RefusedLine,
  RetentionRules,
  RoleResponsePublicV2Dto,
  RolesResponsePublicV2Dto,
  Session,
  SessionChoice,
  SignInBody,
  SignInLinkBody,
  SignInWays,
  SignedUrlResponsePublicDto,
  StoredAssignedPolicy,
  StoredBackgroundCheck,
  StoredCompany,
  StoredConnection,
  StoredCustomResource,
  StoredDevice,
  StoredFramework,
  StoredIdentity,
  StoredIdentityAccess,
  StoredPersonnel,
  StoredPolicy,
  StoredPolicyVersion,
  StoredUser,
  StoredUserDocument,
  StoredWorkspace,
  SwitchCompanyBody,
  Terms,
  TermsBody,
  UpdateConnectionJsonIdpRequestPublicDto,
  UserAllDocumentsResponsePublicDto,
  UserBody,
  UserDocumentBody,
  UserDocumentCreateRequestPublicV2Dto,
  UserDocumentRequestPublicDto,
  UserDocumentResponsePublicDto,
  UserDocumentResponsePublicV2Dto,
  UserDocumentsResponsePublicV2Dto,
  UserIdentitiesInfrastructureResponsePublicDto,
  UserIdentitiesVersionControlResponsePublicDto,
  UserIdentityInfrastructureConnectRequestPublicDto,
  UserIdentityInfrastructureResponsePublicDto,
  UserIdentityInfrastructureServiceStatusRequestPublicDto,
  UserIdentityInfrastructureToggleRequestPublicDto,
  UserIdentityVersionControlConnectRequestPublicDto,
  UserIdentityVersionControlResponsePublicDto,
  UserIdentityVersionControlServiceStatusRequestPublicDto,
  UserIdentityVersionControlToggleRequestPublicDto,
  UserPolicyAcceptRequestPublicV2Dto,
  UserPolicyVersionResponsePublicV2Dto,
  UserPolicyVersionsResponsePublicDto,
  UserPolicyVersionsResponsePublicV2Dto,
  UserResponsePublicDto,
  UserResponsePublicV2Dto,
  UsersResponsePublicDto,
  UsersResponsePublicV2Dto,
  View,
  ViewBody,
  Views,
  WholeConnection,
  WholeUser,
  WorkspaceBody,
  WorkspaceResponsePublicDto,
  WorkspaceResponsePublicV2Dto,
  WorkspacesResponsePublicDto,
  WorkspacesResponsePublicV2Dto,
} from './types.ts';

/** One method for each operation. Each rejects with ApiError when the server refuses, NetworkError when none answers. */
export class AffidavitClient {
  readonly #transport: Transport;

  constructor(options: ClientOptions) {
    this.#transport = new Transport(options);
  }

  /** The types of events that there are, those with the most events first */
  listEventTypes(options?: CallOptions): Promise<EventTypes> {
    return this.#transport.call<EventTypes>({"method":"GET","path":"/api/event-types","answer":"json"}, undefined, undefined, options);
  }

  /** Register one of the company's own event types, or its next version */
  putEventType(body: EventTypeBody, options?: CallOptions): Promise<EventType> {
    return this.#transport.call<EventType>({"method":"POST","path":"/api/event-types","answer":"json"}, undefined, body, options);
  }

  /** Record events: one, an array (all or nothing), or a stream of lines (each on its own) */
  recordEvents(body: EventDraft, params?: { wait?: "checkpoint" | undefined }, options?: CallOptions): Promise<Recorded>;
  recordEvents(body: Array<EventDraft>, params?: { wait?: "checkpoint" | undefined }, options?: CallOptions): Promise<Array<Recorded>>;
  recordEvents(body: EventDraft | Array<EventDraft>, params?: { wait?: "checkpoint" | undefined }, options?: CallOptions): Promise<Recorded | Array<Recorded>> {
    return this.#transport.call<Recorded | Array<Recorded>>({"method":"POST","path":"/api/events","query":{"wait":"wait"},"takesIdempotencyKey":true,"answer":"json"}, params, body, options);
  }

  /** Record events: one, an array (all or nothing), or a stream of lines (each on its own): a stream of lines, answered line by line as they are sent. */
  recordEventsLines(input: Iterable<EventDraft> | AsyncIterable<EventDraft>, params?: { wait?: "checkpoint" | undefined }, options?: CallOptions): AsyncGenerator<RecordedLine | RefusedLine> {
    return lines<RecordedLine | RefusedLine>(this.#transport, {"method":"POST","path":"/api/events","query":{"wait":"wait"},"body":"application/x-ndjson","answer":"text"}, params, input, options);
  }

  /** Find events by what they say and by words in them, page by page */
  findEvents(params?: { cursor?: string | undefined; size?: number | undefined; sort?: "createdAt" | undefined; sortDir?: "ASC" | "DESC" | undefined; includeTotalCount?: boolean | undefined; type?: Array<string> | undefined; source?: Array<"APP" | "AUTOPILOT" | "PUBLIC_API" | "VENDOR_QUESTIONNAIRE" | "SCHEDULED" | "WORKFLOW" | "DRATA_POLICY"> | undefined; category?: Array<"AUTOPILOT" | "AGENT" | "POLICY" | "PERSONNEL" | "REPORT" | "VENDOR" | "ASSET" | "COMPANY" | "ASSESSMENT" | "AUDIT" | "MONITOR" | "USER" | "CONNECTION" | "GRC" | "MDM" | "QUESTIONNAIRE" | "DEVICE" | "TRUST_PAGES" | "TRUST_CENTER_PRIVATE_ACCESS" | "RISK" | "COMPANY_NOTIFICATION" | "CUSTOM_FRAMEWORKS" | "MULTIPLE_PRODUCT_SUPPORT" | "PUBLIC_API_KEY" | "SERVICE_PROVIDER" | "TASK" | "AUTOPILOT_RECIPE_SCHEDULE" | "RESYNC" | "EVIDENCE" | "AUTOPILOT_RECIPE" | "ACCESS_REVIEW" | "DOCUMENT_SCANNED" | "CLOUD_STORAGE" | "VENDOR_PROFILE" | "CODEBASE" | "EXCEPTION_MANAGEMENT" | "WORKFLOWS" | "CUSTOM_CONNECTION" | "TRUST_CENTER_REPORTS" | "OUTBOUND_WEBHOOKS" | "SAFEBASE_MIGRATION" | "TRUST_ACCESS_REQUEST" | "SAFEBASE_ONBOARDING"> | undefined; status?: Array<"READY" | "PASSED" | "FAILED" | "ERROR" | "PREAUDIT" | null> | undefined; userId?: Array<number | null> | undefined; connectionId?: Array<number | null> | undefined; workspaceId?: Array<number | null> | undefined; testId?: Array<number | null> | undefined; controlId?: Array<number> | undefined; "not.type"?: Array<string> | undefined; "not.source"?: Array<"APP" | "AUTOPILOT" | "PUBLIC_API" | "VENDOR_QUESTIONNAIRE" | "SCHEDULED" | "WORKFLOW" | "DRATA_POLICY"> | undefined; "not.category"?: Array<"AUTOPILOT" | "AGENT" | "POLICY" | "PERSONNEL" | "REPORT" | "VENDOR" | "ASSET" | "COMPANY" | "ASSESSMENT" | "AUDIT" | "MONITOR" | "USER" | "CONNECTION" | "GRC" | "MDM" | "QUESTIONNAIRE" | "DEVICE" | "TRUST_PAGES" | "TRUST_CENTER_PRIVATE_ACCESS" | "RISK" | "COMPANY_NOTIFICATION" | "CUSTOM_FRAMEWORKS" | "MULTIPLE_PRODUCT_SUPPORT" | "PUBLIC_API_KEY" | "SERVICE_PROVIDER" | "TASK" | "AUTOPILOT_RECIPE_SCHEDULE" | "RESYNC" | "EVIDENCE" | "AUTOPILOT_RECIPE" | "ACCESS_REVIEW" | "DOCUMENT_SCANNED" | "CLOUD_STORAGE" | "VENDOR_PROFILE" | "CODEBASE" | "EXCEPTION_MANAGEMENT" | "WORKFLOWS" | "CUSTOM_CONNECTION" | "TRUST_CENTER_REPORTS" | "OUTBOUND_WEBHOOKS" | "SAFEBASE_MIGRATION" | "TRUST_ACCESS_REQUEST" | "SAFEBASE_ONBOARDING"> | undefined; "not.status"?: Array<"READY" | "PASSED" | "FAILED" | "ERROR" | "PREAUDIT" | null> | undefined; "not.userId"?: Array<number | null> | undefined; "not.connectionId"?: Array<number | null> | undefined; "not.workspaceId"?: Array<number | null> | undefined; "not.testId"?: Array<number | null> | undefined; "not.controlId"?: Array<number> | undefined; createdFrom?: string | undefined; createdTo?: string | undefined; recordedFrom?: string | undefined; recordedTo?: string | undefined; q?: string | undefined }, options?: CallOptions): List<Events, Event> {
    return list<Events, Event>(this.#transport, {"method":"GET","path":"/api/events","query":{"cursor":"cursor","size":"size","sort":"sort","sortDir":"sortDir","includeTotalCount":"includeTotalCount","type":"type","source":"source","category":"category","status":"status","userId":"userId","connectionId":"connectionId","workspaceId":"workspaceId","testId":"testId","controlId":"controlId","not.type":"not.type","not.source":"not.source","not.category":"not.category","not.status":"not.status","not.userId":"not.userId","not.connectionId":"not.connectionId","not.workspaceId":"not.workspaceId","not.testId":"not.testId","not.controlId":"not.controlId","createdFrom":"createdFrom","createdTo":"createdTo","recordedFrom":"recordedFrom","recordedTo":"recordedTo","q":"q"},"answer":"json"}, params, options);
  }

  /** List events, filtered, sorted and in numbered pages */
  listEvents(params?: { page?: number | undefined; limit?: number | undefined; q?: string | undefined; sort?: "CREATED" | "DESCRIPTION" | "TYPE" | "CATEGORY" | "USER" | "CHECK_RESULTS_STATUS" | undefined; sortDir?: "ASC" | "DESC" | undefined; type?: string | undefined; source?: "APP" | "AUTOPILOT" | "PUBLIC_API" | "VENDOR_QUESTIONNAIRE" | "SCHEDULED" | "WORKFLOW" | "DRATA_POLICY" | undefined; category?: "AUTOPILOT" | "AGENT" | "POLICY" | "PERSONNEL" | "REPORT" | "VENDOR" | "ASSET" | "COMPANY" | "ASSESSMENT" | "AUDIT" | "MONITOR" | "USER" | "CONNECTION" | "GRC" | "MDM" | "QUESTIONNAIRE" | "DEVICE" | "TRUST_PAGES" | "TRUST_CENTER_PRIVATE_ACCESS" | "RISK" | "COMPANY_NOTIFICATION" | "CUSTOM_FRAMEWORKS" | "MULTIPLE_PRODUCT_SUPPORT" | "PUBLIC_API_KEY" | "SERVICE_PROVIDER" | "TASK" | "AUTOPILOT_RECIPE_SCHEDULE" | "RESYNC" | "EVIDENCE" | "AUTOPILOT_RECIPE" | "ACCESS_REVIEW" | "DOCUMENT_SCANNED" | "CLOUD_STORAGE" | "VENDOR_PROFILE" | "CODEBASE" | "EXCEPTION_MANAGEMENT" | "WORKFLOWS" | "CUSTOM_CONNECTION" | "TRUST_CENTER_REPORTS" | "OUTBOUND_WEBHOOKS" | "SAFEBASE_MIGRATION" | "TRUST_ACCESS_REQUEST" | "SAFEBASE_ONBOARDING" | undefined; status?: "READY" | "PASSED" | "FAILED" | "ERROR" | "PREAUDIT" | undefined; userId?: number | undefined; controlId?: number | undefined; testId?: number | undefined; workspaceId?: number | undefined; mostRecent?: boolean | undefined; eventErrorStatus?: boolean | undefined; createdAtStartDate?: string | undefined; createdAtEndDate?: string | undefined }, options?: CallOptions): List<EventsResponsePublicDto, EventResponsePublicDto> {
    return list<EventsResponsePublicDto, EventResponsePublicDto>(this.#transport, {"method":"GET","path":"/public/events","query":{"page":"page","limit":"limit","q":"q","sort":"sort","sortDir":"sortDir","type":"type","source":"source","category":"category","status":"status","userId":"userId","controlId":"controlId","testId":"testId","workspaceId":"workspaceId","mostRecent":"mostRecent","eventErrorStatus":"eventErrorStatus","createdAtStartDate":"createdAtStartDate","createdAtEndDate":"createdAtEndDate"},"answer":"json"}, params, options);
  }

  /** Read one event with everything around it */
  getEvent(params: { id: string }, options?: CallOptions): Promise<EventResponsePublicDto> {
    return this.#transport.call<EventResponsePublicDto>({"method":"GET","path":"/public/events/{id}","answer":"json"}, params, undefined, options);
  }

  /** List events by the time they were created, page by page */
  listEventsV2(params?: { cursor?: string | undefined; size?: number | undefined; sort?: "createdAt" | undefined; sortDir?: "ASC" | "DESC" | undefined; includeTotalCount?: boolean | undefined; expand?: Array<"connection" | "issues" | "metadata" | "testId" | "testName" | "user"> | undefined; type?: string | undefined; source?: "APP" | "AUTOPILOT" | "PUBLIC_API" | "VENDOR_QUESTIONNAIRE" | "SCHEDULED" | "WORKFLOW" | "DRATA_POLICY" | undefined; category?: "AUTOPILOT" | "AGENT" | "POLICY" | "PERSONNEL" | "REPORT" | "VENDOR" | "ASSET" | "COMPANY" | "ASSESSMENT" | "AUDIT" | "MONITOR" | "USER" | "CONNECTION" | "GRC" | "MDM" | "QUESTIONNAIRE" | "DEVICE" | "TRUST_PAGES" | "TRUST_CENTER_PRIVATE_ACCESS" | "RISK" | "COMPANY_NOTIFICATION" | "CUSTOM_FRAMEWORKS" | "MULTIPLE_PRODUCT_SUPPORT" | "PUBLIC_API_KEY" | "SERVICE_PROVIDER" | "TASK" | "AUTOPILOT_RECIPE_SCHEDULE" | "RESYNC" | "EVIDENCE" | "AUTOPILOT_RECIPE" | "ACCESS_REVIEW" | "DOCUMENT_SCANNED" | "CLOUD_STORAGE" | "VENDOR_PROFILE" | "CODEBASE" | "EXCEPTION_MANAGEMENT" | "WORKFLOWS" | "CUSTOM_CONNECTION" | "TRUST_CENTER_REPORTS" | "OUTBOUND_WEBHOOKS" | "SAFEBASE_MIGRATION" | "TRUST_ACCESS_REQUEST" | "SAFEBASE_ONBOARDING" | undefined; connectionId?: number | null | undefined; userId?: number | null | undefined; workspaceId?: number | undefined; createdAtStartDate?: string | undefined; createdAtEndDate?: string | undefined }, options?: CallOptions): List<EventsResponsePublicV2Dto, EventResponsePublicV2Dto> {
    return list<EventsResponsePublicV2Dto, EventResponsePublicV2Dto>(this.#transport, {"method":"GET","path":"/public/v2/events","query":{"cursor":"cursor","size":"size","sort":"sort","sortDir":"sortDir","includeTotalCount":"includeTotalCount","expand":"expand[]","type":"type","source":"source","category":"category","connectionId":"connectionId","userId":"userId","workspaceId":"workspaceId","createdAtStartDate":"createdAtStartDate","createdAtEndDate":"createdAtEndDate"},"answer":"json"}, params, options);
  }

  /** Read one event */
  getEventV2(params: { eventId: string; cursor?: string | undefined; size?: number | undefined; sort?: "createdAt" | "updatedAt" | undefined; sortDir?: "ASC" | "DESC" | undefined; expand?: Array<"connection" | "issues" | "metadata" | "testId" | "testName" | "user"> | undefined }, options?: CallOptions): Promise<EventResponsePublicV2Dto> {
    return this.#transport.call<EventResponsePublicV2Dto>({"method":"GET","path":"/public/v2/events/{eventId}","query":{"cursor":"cursor","size":"size","sort":"sort","sortDir":"sortDir","expand":"expand[]"},"answer":"json"}, params, undefined, options);
  }

  /** Have the PDF of an event made in the background */
  createEventDownloadJob(params: { eventId: string }, options?: CallOptions): Promise<EventDownloadJobResponsePublicV2Dto> {
    return this.#transport.call<EventDownloadJobResponsePublicV2Dto>({"method":"POST","path":"/public/v2/events/{eventId}/download-jobs","answer":"json"}, params, undefined, options);
  }

  /** How far the PDF of an event is, and the link to it */
  getEventDownloadJob(params: { eventId: string; jobId: string }, options?: CallOptions): Promise<EventDownloadJobResponsePublicV2Dto> {
    return this.#transport.call<EventDownloadJobResponsePublicV2Dto>({"method":"GET","path":"/public/v2/events/{eventId}/download-jobs/{jobId}","answer":"json"}, params, undefined, options);
  }

  /** What each automated test came to, day by day */
  getCoverage(params?: { from?: string | undefined; to?: string | undefined; bad?: boolean | undefined; limit?: number | undefined }, options?: CallOptions): Promise<Coverage> {
    return this.#transport.call<Coverage>({"method":"GET","path":"/api/coverage","query":{"from":"from","to":"to","bad":"bad","limit":"limit"},"answer":"json"}, params, undefined, options);
  }

  /** Take the events that a filter finds away as a file: a table (CSV, Parquet), lines of JSON, or a printed list (PDF) */
  exportEvents(params: { format: "csv" | "ndjson" | "parquet" | "pdf"; timeZone?: string | undefined; type?: Array<string> | undefined; source?: Array<"APP" | "AUTOPILOT" | "PUBLIC_API" | "VENDOR_QUESTIONNAIRE" | "SCHEDULED" | "WORKFLOW" | "DRATA_POLICY"> | undefined; category?: Array<"AUTOPILOT" | "AGENT" | "POLICY" | "PERSONNEL" | "REPORT" | "VENDOR" | "ASSET" | "COMPANY" | "ASSESSMENT" | "AUDIT" | "MONITOR" | "USER" | "CONNECTION" | "GRC" | "MDM" | "QUESTIONNAIRE" | "DEVICE" | "TRUST_PAGES" | "TRUST_CENTER_PRIVATE_ACCESS" | "RISK" | "COMPANY_NOTIFICATION" | "CUSTOM_FRAMEWORKS" | "MULTIPLE_PRODUCT_SUPPORT" | "PUBLIC_API_KEY" | "SERVICE_PROVIDER" | "TASK" | "AUTOPILOT_RECIPE_SCHEDULE" | "RESYNC" | "EVIDENCE" | "AUTOPILOT_RECIPE" | "ACCESS_REVIEW" | "DOCUMENT_SCANNED" | "CLOUD_STORAGE" | "VENDOR_PROFILE" | "CODEBASE" | "EXCEPTION_MANAGEMENT" | "WORKFLOWS" | "CUSTOM_CONNECTION" | "TRUST_CENTER_REPORTS" | "OUTBOUND_WEBHOOKS" | "SAFEBASE_MIGRATION" | "TRUST_ACCESS_REQUEST" | "SAFEBASE_ONBOARDING"> | undefined; status?: Array<"READY" | "PASSED" | "FAILED" | "ERROR" | "PREAUDIT" | null> | undefined; userId?: Array<number | null> | undefined; connectionId?: Array<number | null> | undefined; workspaceId?: Array<number | null> | undefined; testId?: Array<number | null> | undefined; controlId?: Array<number> | undefined; "not.type"?: Array<string> | undefined; "not.source"?: Array<"APP" | "AUTOPILOT" | "PUBLIC_API" | "VENDOR_QUESTIONNAIRE" | "SCHEDULED" | "WORKFLOW" | "DRATA_POLICY"> | undefined; "not.category"?: Array<"AUTOPILOT" | "AGENT" | "POLICY" | "PERSONNEL" | "REPORT" | "VENDOR" | "ASSET" | "COMPANY" | "ASSESSMENT" | "AUDIT" | "MONITOR" | "USER" | "CONNECTION" | "GRC" | "MDM" | "QUESTIONNAIRE" | "DEVICE" | "TRUST_PAGES" | "TRUST_CENTER_PRIVATE_ACCESS" | "RISK" | "COMPANY_NOTIFICATION" | "CUSTOM_FRAMEWORKS" | "MULTIPLE_PRODUCT_SUPPORT" | "PUBLIC_API_KEY" | "SERVICE_PROVIDER" | "TASK" | "AUTOPILOT_RECIPE_SCHEDULE" | "RESYNC" | "EVIDENCE" | "AUTOPILOT_RECIPE" | "ACCESS_REVIEW" | "DOCUMENT_SCANNED" | "CLOUD_STORAGE" | "VENDOR_PROFILE" | "CODEBASE" | "EXCEPTION_MANAGEMENT" | "WORKFLOWS" | "CUSTOM_CONNECTION" | "TRUST_CENTER_REPORTS" | "OUTBOUND_WEBHOOKS" | "SAFEBASE_MIGRATION" | "TRUST_ACCESS_REQUEST" | "SAFEBASE_ONBOARDING"> | undefined; "not.status"?: Array<"READY" | "PASSED" | "FAILED" | "ERROR" | "PREAUDIT" | null> | undefined; "not.userId"?: Array<number | null> | undefined; "not.connectionId"?: Array<number | null> | undefined; "not.workspaceId"?: Array<number | null> | undefined; "not.testId"?: Array<number | null> | undefined; "not.controlId"?: Array<number> | undefined; createdFrom?: string | undefined; createdTo?: string | undefined; recordedFrom?: string | undefined; recordedTo?: string | undefined; q?: string | undefined }, options?: CallOptions): Promise<Blob> {
    return this.#transport.call<Blob>({"method":"GET","path":"/api/events/export","query":{"format":"format","timeZone":"timeZone","type":"type","source":"source","category":"category","status":"status","userId":"userId","connectionId":"connectionId","workspaceId":"workspaceId","testId":"testId","controlId":"controlId","not.type":"not.type","not.source":"not.source","not.category":"not.category","not.status":"not.status","not.userId":"not.userId","not.connectionId":"not.connectionId","not.workspaceId":"not.workspaceId","not.testId":"not.testId","not.controlId":"not.controlId","createdFrom":"createdFrom","createdTo":"createdTo","recordedFrom":"recordedFrom","recordedTo":"recordedTo","q":"q"},"answer":"blob"}, params, undefined, options);
  }

  /** Take the events that a filter finds away as a file: a table (CSV, Parquet), lines of JSON, or a printed list (PDF): a stream of lines, answered line by line as they are sent. */
  exportEventsLines(input: Iterable<unknown> | AsyncIterable<unknown>, params: { format: "csv" | "ndjson" | "parquet" | "pdf"; timeZone?: string | undefined; type?: Array<string> | undefined; source?: Array<"APP" | "AUTOPILOT" | "PUBLIC_API" | "VENDOR_QUESTIONNAIRE" | "SCHEDULED" | "WORKFLOW" | "DRATA_POLICY"> | undefined; category?: Array<"AUTOPILOT" | "AGENT" | "POLICY" | "PERSONNEL" | "REPORT" | "VENDOR" | "ASSET" | "COMPANY" | "ASSESSMENT" | "AUDIT" | "MONITOR" | "USER" | "CONNECTION" | "GRC" | "MDM" | "QUESTIONNAIRE" | "DEVICE" | "TRUST_PAGES" | "TRUST_CENTER_PRIVATE_ACCESS" | "RISK" | "COMPANY_NOTIFICATION" | "CUSTOM_FRAMEWORKS" | "MULTIPLE_PRODUCT_SUPPORT" | "PUBLIC_API_KEY" | "SERVICE_PROVIDER" | "TASK" | "AUTOPILOT_RECIPE_SCHEDULE" | "RESYNC" | "EVIDENCE" | "AUTOPILOT_RECIPE" | "ACCESS_REVIEW" | "DOCUMENT_SCANNED" | "CLOUD_STORAGE" | "VENDOR_PROFILE" | "CODEBASE" | "EXCEPTION_MANAGEMENT" | "WORKFLOWS" | "CUSTOM_CONNECTION" | "TRUST_CENTER_REPORTS" | "OUTBOUND_WEBHOOKS" | "SAFEBASE_MIGRATION" | "TRUST_ACCESS_REQUEST" | "SAFEBASE_ONBOARDING"> | undefined; status?: Array<"READY" | "PASSED" | "FAILED" | "ERROR" | "PREAUDIT" | null> | undefined; userId?: Array<number | null> | undefined; connectionId?: Array<number | null> | undefined; workspaceId?: Array<number | null> | undefined; testId?: Array<number | null> | undefined; controlId?: Array<number> | undefined; "not.type"?: Array<string> | undefined; "not.source"?: Array<"APP" | "AUTOPILOT" | "PUBLIC_API" | "VENDOR_QUESTIONNAIRE" | "SCHEDULED" | "WORKFLOW" | "DRATA_POLICY"> | undefined; "not.category"?: Array<"AUTOPILOT" | "AGENT" | "POLICY" | "PERSONNEL" | "REPORT" | "VENDOR" | "ASSET" | "COMPANY" | "ASSESSMENT" | "AUDIT" | "MONITOR" | "USER" | "CONNECTION" | "GRC" | "MDM" | "QUESTIONNAIRE" | "DEVICE" | "TRUST_PAGES" | "TRUST_CENTER_PRIVATE_ACCESS" | "RISK" | "COMPANY_NOTIFICATION" | "CUSTOM_FRAMEWORKS" | "MULTIPLE_PRODUCT_SUPPORT" | "PUBLIC_API_KEY" | "SERVICE_PROVIDER" | "TASK" | "AUTOPILOT_RECIPE_SCHEDULE" | "RESYNC" | "EVIDENCE" | "AUTOPILOT_RECIPE" | "ACCESS_REVIEW" | "DOCUMENT_SCANNED" | "CLOUD_STORAGE" | "VENDOR_PROFILE" | "CODEBASE" | "EXCEPTION_MANAGEMENT" | "WORKFLOWS" | "CUSTOM_CONNECTION" | "TRUST_CENTER_REPORTS" | "OUTBOUND_WEBHOOKS" | "SAFEBASE_MIGRATION" | "TRUST_ACCESS_REQUEST" | "SAFEBASE_ONBOARDING"> | undefined; "not.status"?: Array<"READY" | "PASSED" | "FAILED" | "ERROR" | "PREAUDIT" | null> | undefined; "not.userId"?: Array<number | null> | undefined; "not.connectionId"?: Array<number | null> | undefined; "not.workspaceId"?: Array<number | null> | undefined; "not.testId"?: Array<number | null> | undefined; "not.controlId"?: Array<number> | undefined; createdFrom?: string | undefined; createdTo?: string | undefined; recordedFrom?: string | undefined; recordedTo?: string | undefined; q?: string | undefined }, options?: CallOptions): AsyncGenerator<Event> {
    return lines<Event>(this.#transport, {"method":"GET","path":"/api/events/export","query":{"format":"format","timeZone":"timeZone","type":"type","source":"source","category":"category","status":"status","userId":"userId","connectionId":"connectionId","workspaceId":"workspaceId","testId":"testId","controlId":"controlId","not.type":"not.type","not.source":"not.source","not.category":"not.category","not.status":"not.status","not.userId":"not.userId","not.connectionId":"not.connectionId","not.workspaceId":"not.workspaceId","not.testId":"not.testId","not.controlId":"not.controlId","createdFrom":"createdFrom","createdTo":"createdTo","recordedFrom":"recordedFrom","recordedTo":"recordedTo","q":"q"},"body":"application/x-ndjson","answer":"text"}, params, input, options);
  }

  /** Count how often each value occurs among the events that a filter finds */
  countEventValues(params?: { type?: Array<string> | undefined; source?: Array<"APP" | "AUTOPILOT" | "PUBLIC_API" | "VENDOR_QUESTIONNAIRE" | "SCHEDULED" | "WORKFLOW" | "DRATA_POLICY"> | undefined; category?: Array<"AUTOPILOT" | "AGENT" | "POLICY" | "PERSONNEL" | "REPORT" | "VENDOR" | "ASSET" | "COMPANY" | "ASSESSMENT" | "AUDIT" | "MONITOR" | "USER" | "CONNECTION" | "GRC" | "MDM" | "QUESTIONNAIRE" | "DEVICE" | "TRUST_PAGES" | "TRUST_CENTER_PRIVATE_ACCESS" | "RISK" | "COMPANY_NOTIFICATION" | "CUSTOM_FRAMEWORKS" | "MULTIPLE_PRODUCT_SUPPORT" | "PUBLIC_API_KEY" | "SERVICE_PROVIDER" | "TASK" | "AUTOPILOT_RECIPE_SCHEDULE" | "RESYNC" | "EVIDENCE" | "AUTOPILOT_RECIPE" | "ACCESS_REVIEW" | "DOCUMENT_SCANNED" | "CLOUD_STORAGE" | "VENDOR_PROFILE" | "CODEBASE" | "EXCEPTION_MANAGEMENT" | "WORKFLOWS" | "CUSTOM_CONNECTION" | "TRUST_CENTER_REPORTS" | "OUTBOUND_WEBHOOKS" | "SAFEBASE_MIGRATION" | "TRUST_ACCESS_REQUEST" | "SAFEBASE_ONBOARDING"> | undefined; status?: Array<"READY" | "PASSED" | "FAILED" | "ERROR" | "PREAUDIT" | null> | undefined; userId?: Array<number | null> | undefined; connectionId?: Array<number | null> | undefined; workspaceId?: Array<number | null> | undefined; testId?: Array<number | null> | undefined; controlId?: Array<number> | undefined; "not.type"?: Array<string> | undefined; "not.source"?: Array<"APP" | "AUTOPILOT" | "PUBLIC_API" | "VENDOR_QUESTIONNAIRE" | "SCHEDULED" | "WORKFLOW" | "DRATA_POLICY"> | undefined; "not.category"?: Array<"AUTOPILOT" | "AGENT" | "POLICY" | "PERSONNEL" | "REPORT" | "VENDOR" | "ASSET" | "COMPANY" | "ASSESSMENT" | "AUDIT" | "MONITOR" | "USER" | "CONNECTION" | "GRC" | "MDM" | "QUESTIONNAIRE" | "DEVICE" | "TRUST_PAGES" | "TRUST_CENTER_PRIVATE_ACCESS" | "RISK" | "COMPANY_NOTIFICATION" | "CUSTOM_FRAMEWORKS" | "MULTIPLE_PRODUCT_SUPPORT" | "PUBLIC_API_KEY" | "SERVICE_PROVIDER" | "TASK" | "AUTOPILOT_RECIPE_SCHEDULE" | "RESYNC" | "EVIDENCE" | "AUTOPILOT_RECIPE" | "ACCESS_REVIEW" | "DOCUMENT_SCANNED" | "CLOUD_STORAGE" | "VENDOR_PROFILE" | "CODEBASE" | "EXCEPTION_MANAGEMENT" | "WORKFLOWS" | "CUSTOM_CONNECTION" | "TRUST_CENTER_REPORTS" | "OUTBOUND_WEBHOOKS" | "SAFEBASE_MIGRATION" | "TRUST_ACCESS_REQUEST" | "SAFEBASE_ONBOARDING"> | undefined; "not.status"?: Array<"READY" | "PASSED" | "FAILED" | "ERROR" | "PREAUDIT" | null> | undefined; "not.userId"?: Array<number | null> | undefined; "not.connectionId"?: Array<number | null> | undefined; "not.workspaceId"?: Array<number | null> | undefined; "not.testId"?: Array<number | null> | undefined; "not.controlId"?: Array<number> | undefined; createdFrom?: string | undefined; createdTo?: string | undefined; recordedFrom?: string | undefined; recordedTo?: string | undefined; q?: string | undefined; members?: Array<"type" | "category" | "source" | "status" | "userId" | "connectionId" | "workspaceId" | "testId"> | undefined; limit?: number | undefined }, options?: CallOptions): Promise<EventFacets> {
    return this.#transport.call<EventFacets>({"method":"GET","path":"/api/events/facets","query":{"type":"type","source":"source","category":"category","status":"status","userId":"userId","connectionId":"connectionId","workspaceId":"workspaceId","testId":"testId","controlId":"controlId","not.type":"not.type","not.source":"not.source","not.category":"not.category","not.status":"not.status","not.userId":"not.userId","not.connectionId":"not.connectionId","not.workspaceId":"not.workspaceId","not.testId":"not.testId","not.controlId":"not.controlId","createdFrom":"createdFrom","createdTo":"createdTo","recordedFrom":"recordedFrom","recordedTo":"recordedTo","q":"q","members":"members","limit":"limit"},"answer":"json"}, params, undefined, options);
  }

  /** Read events in the order of the log, waiting for new ones */
  readFeed(params?: { after?: number | undefined; limit?: number | undefined; wait?: number | undefined; type?: Array<string> | undefined; source?: Array<"APP" | "AUTOPILOT" | "PUBLIC_API" | "VENDOR_QUESTIONNAIRE" | "SCHEDULED" | "WORKFLOW" | "DRATA_POLICY"> | undefined; category?: Array<"AUTOPILOT" | "AGENT" | "POLICY" | "PERSONNEL" | "REPORT" | "VENDOR" | "ASSET" | "COMPANY" | "ASSESSMENT" | "AUDIT" | "MONITOR" | "USER" | "CONNECTION" | "GRC" | "MDM" | "QUESTIONNAIRE" | "DEVICE" | "TRUST_PAGES" | "TRUST_CENTER_PRIVATE_ACCESS" | "RISK" | "COMPANY_NOTIFICATION" | "CUSTOM_FRAMEWORKS" | "MULTIPLE_PRODUCT_SUPPORT" | "PUBLIC_API_KEY" | "SERVICE_PROVIDER" | "TASK" | "AUTOPILOT_RECIPE_SCHEDULE" | "RESYNC" | "EVIDENCE" | "AUTOPILOT_RECIPE" | "ACCESS_REVIEW" | "DOCUMENT_SCANNED" | "CLOUD_STORAGE" | "VENDOR_PROFILE" | "CODEBASE" | "EXCEPTION_MANAGEMENT" | "WORKFLOWS" | "CUSTOM_CONNECTION" | "TRUST_CENTER_REPORTS" | "OUTBOUND_WEBHOOKS" | "SAFEBASE_MIGRATION" | "TRUST_ACCESS_REQUEST" | "SAFEBASE_ONBOARDING"> | undefined; status?: Array<"READY" | "PASSED" | "FAILED" | "ERROR" | "PREAUDIT" | null> | undefined; userId?: Array<number | null> | undefined; connectionId?: Array<number | null> | undefined; workspaceId?: Array<number | null> | undefined; testId?: Array<number | null> | undefined; controlId?: Array<number> | undefined; "not.type"?: Array<string> | undefined; "not.source"?: Array<"APP" | "AUTOPILOT" | "PUBLIC_API" | "VENDOR_QUESTIONNAIRE" | "SCHEDULED" | "WORKFLOW" | "DRATA_POLICY"> | undefined; "not.category"?: Array<"AUTOPILOT" | "AGENT" | "POLICY" | "PERSONNEL" | "REPORT" | "VENDOR" | "ASSET" | "COMPANY" | "ASSESSMENT" | "AUDIT" | "MONITOR" | "USER" | "CONNECTION" | "GRC" | "MDM" | "QUESTIONNAIRE" | "DEVICE" | "TRUST_PAGES" | "TRUST_CENTER_PRIVATE_ACCESS" | "RISK" | "COMPANY_NOTIFICATION" | "CUSTOM_FRAMEWORKS" | "MULTIPLE_PRODUCT_SUPPORT" | "PUBLIC_API_KEY" | "SERVICE_PROVIDER" | "TASK" | "AUTOPILOT_RECIPE_SCHEDULE" | "RESYNC" | "EVIDENCE" | "AUTOPILOT_RECIPE" | "ACCESS_REVIEW" | "DOCUMENT_SCANNED" | "CLOUD_STORAGE" | "VENDOR_PROFILE" | "CODEBASE" | "EXCEPTION_MANAGEMENT" | "WORKFLOWS" | "CUSTOM_CONNECTION" | "TRUST_CENTER_REPORTS" | "OUTBOUND_WEBHOOKS" | "SAFEBASE_MIGRATION" | "TRUST_ACCESS_REQUEST" | "SAFEBASE_ONBOARDING"> | undefined; "not.status"?: Array<"READY" | "PASSED" | "FAILED" | "ERROR" | "PREAUDIT" | null> | undefined; "not.userId"?: Array<number | null> | undefined; "not.connectionId"?: Array<number | null> | undefined; "not.workspaceId"?: Array<number | null> | undefined; "not.testId"?: Array<number | null> | undefined; "not.controlId"?: Array<number> | undefined; createdFrom?: string | undefined; createdTo?: string | undefined; recordedFrom?: string | undefined; recordedTo?: string | undefined }, options?: CallOptions): Promise<EventFeed> {
    return this.#transport.call<EventFeed>({"method":"GET","path":"/api/events/feed","query":{"after":"after","limit":"limit","wait":"wait","type":"type","source":"source","category":"category","status":"status","userId":"userId","connectionId":"connectionId","workspaceId":"workspaceId","testId":"testId","controlId":"controlId","not.type":"not.type","not.source":"not.source","not.category":"not.category","not.status":"not.status","not.userId":"not.userId","not.connectionId":"not.connectionId","not.workspaceId":"not.workspaceId","not.testId":"not.testId","not.controlId":"not.controlId","createdFrom":"createdFrom","createdTo":"createdTo","recordedFrom":"recordedFrom","recordedTo":"recordedTo"},"answer":"json"}, params, undefined, options);
  }

  /** Count the events that a filter finds by interval of their creation and by status */
  countEventsOverTime(params?: { type?: Array<string> | undefined; source?: Array<"APP" | "AUTOPILOT" | "PUBLIC_API" | "VENDOR_QUESTIONNAIRE" | "SCHEDULED" | "WORKFLOW" | "DRATA_POLICY"> | undefined; category?: Array<"AUTOPILOT" | "AGENT" | "POLICY" | "PERSONNEL" | "REPORT" | "VENDOR" | "ASSET" | "COMPANY" | "ASSESSMENT" | "AUDIT" | "MONITOR" | "USER" | "CONNECTION" | "GRC" | "MDM" | "QUESTIONNAIRE" | "DEVICE" | "TRUST_PAGES" | "TRUST_CENTER_PRIVATE_ACCESS" | "RISK" | "COMPANY_NOTIFICATION" | "CUSTOM_FRAMEWORKS" | "MULTIPLE_PRODUCT_SUPPORT" | "PUBLIC_API_KEY" | "SERVICE_PROVIDER" | "TASK" | "AUTOPILOT_RECIPE_SCHEDULE" | "RESYNC" | "EVIDENCE" | "AUTOPILOT_RECIPE" | "ACCESS_REVIEW" | "DOCUMENT_SCANNED" | "CLOUD_STORAGE" | "VENDOR_PROFILE" | "CODEBASE" | "EXCEPTION_MANAGEMENT" | "WORKFLOWS" | "CUSTOM_CONNECTION" | "TRUST_CENTER_REPORTS" | "OUTBOUND_WEBHOOKS" | "SAFEBASE_MIGRATION" | "TRUST_ACCESS_REQUEST" | "SAFEBASE_ONBOARDING"> | undefined; status?: Array<"READY" | "PASSED" | "FAILED" | "ERROR" | "PREAUDIT" | null> | undefined; userId?: Array<number | null> | undefined; connectionId?: Array<number | null> | undefined; workspaceId?: Array<number | null> | undefined; testId?: Array<number | null> | undefined; controlId?: Array<number> | undefined; "not.type"?: Array<string> | undefined; "not.source"?: Array<"APP" | "AUTOPILOT" | "PUBLIC_API" | "VENDOR_QUESTIONNAIRE" | "SCHEDULED" | "WORKFLOW" | "DRATA_POLICY"> | undefined; "not.category"?: Array<"AUTOPILOT" | "AGENT" | "POLICY" | "PERSONNEL" | "REPORT" | "VENDOR" | "ASSET" | "COMPANY" | "ASSESSMENT" | "AUDIT" | "MONITOR" | "USER" | "CONNECTION" | "GRC" | "MDM" | "QUESTIONNAIRE" | "DEVICE" | "TRUST_PAGES" | "TRUST_CENTER_PRIVATE_ACCESS" | "RISK" | "COMPANY_NOTIFICATION" | "CUSTOM_FRAMEWORKS" | "MULTIPLE_PRODUCT_SUPPORT" | "PUBLIC_API_KEY" | "SERVICE_PROVIDER" | "TASK" | "AUTOPILOT_RECIPE_SCHEDULE" | "RESYNC" | "EVIDENCE" | "AUTOPILOT_RECIPE" | "ACCESS_REVIEW" | "DOCUMENT_SCANNED" | "CLOUD_STORAGE" | "VENDOR_PROFILE" | "CODEBASE" | "EXCEPTION_MANAGEMENT" | "WORKFLOWS" | "CUSTOM_CONNECTION" | "TRUST_CENTER_REPORTS" | "OUTBOUND_WEBHOOKS" | "SAFEBASE_MIGRATION" | "TRUST_ACCESS_REQUEST" | "SAFEBASE_ONBOARDING"> | undefined; "not.status"?: Array<"READY" | "PASSED" | "FAILED" | "ERROR" | "PREAUDIT" | null> | undefined; "not.userId"?: Array<number | null> | undefined; "not.connectionId"?: Array<number | null> | undefined; "not.workspaceId"?: Array<number | null> | undefined; "not.testId"?: Array<number | null> | undefined; "not.controlId"?: Array<number> | undefined; createdFrom?: string | undefined; createdTo?: string | undefined; recordedFrom?: string | undefined; recordedTo?: string | undefined; q?: string | undefined; interval?: string | undefined }, options?: CallOptions): Promise<EventHistogram> {
    return this.#transport.call<EventHistogram>({"method":"GET","path":"/api/events/histogram","query":{"type":"type","source":"source","category":"category","status":"status","userId":"userId","connectionId":"connectionId","workspaceId":"workspaceId","testId":"testId","controlId":"controlId","not.type":"not.type","not.source":"not.source","not.category":"not.category","not.status":"not.status","not.userId":"not.userId","not.connectionId":"not.connectionId","not.workspaceId":"not.workspaceId","not.testId":"not.testId","not.controlId":"not.controlId","createdFrom":"createdFrom","createdTo":"createdTo","recordedFrom":"recordedFrom","recordedTo":"recordedTo","q":"q","interval":"interval"},"answer":"json"}, params, undefined, options);
  }

  /** Receive events as they are recorded (server-sent events; resumes after Last-Event-ID) */
  streamEvents(params?: { after?: number | undefined; type?: Array<string> | undefined; source?: Array<"APP" | "AUTOPILOT" | "PUBLIC_API" | "VENDOR_QUESTIONNAIRE" | "SCHEDULED" | "WORKFLOW" | "DRATA_POLICY"> | undefined; category?: Array<"AUTOPILOT" | "AGENT" | "POLICY" | "PERSONNEL" | "REPORT" | "VENDOR" | "ASSET" | "COMPANY" | "ASSESSMENT" | "AUDIT" | "MONITOR" | "USER" | "CONNECTION" | "GRC" | "MDM" | "QUESTIONNAIRE" | "DEVICE" | "TRUST_PAGES" | "TRUST_CENTER_PRIVATE_ACCESS" | "RISK" | "COMPANY_NOTIFICATION" | "CUSTOM_FRAMEWORKS" | "MULTIPLE_PRODUCT_SUPPORT" | "PUBLIC_API_KEY" | "SERVICE_PROVIDER" | "TASK" | "AUTOPILOT_RECIPE_SCHEDULE" | "RESYNC" | "EVIDENCE" | "AUTOPILOT_RECIPE" | "ACCESS_REVIEW" | "DOCUMENT_SCANNED" | "CLOUD_STORAGE" | "VENDOR_PROFILE" | "CODEBASE" | "EXCEPTION_MANAGEMENT" | "WORKFLOWS" | "CUSTOM_CONNECTION" | "TRUST_CENTER_REPORTS" | "OUTBOUND_WEBHOOKS" | "SAFEBASE_MIGRATION" | "TRUST_ACCESS_REQUEST" | "SAFEBASE_ONBOARDING"> | undefined; status?: Array<"READY" | "PASSED" | "FAILED" | "ERROR" | "PREAUDIT" | null> | undefined; userId?: Array<number | null> | undefined; connectionId?: Array<number | null> | undefined; workspaceId?: Array<number | null> | undefined; testId?: Array<number | null> | undefined; controlId?: Array<number> | undefined; "not.type"?: Array<string> | undefined; "not.source"?: Array<"APP" | "AUTOPILOT" | "PUBLIC_API" | "VENDOR_QUESTIONNAIRE" | "SCHEDULED" | "WORKFLOW" | "DRATA_POLICY"> | undefined; "not.category"?: Array<"AUTOPILOT" | "AGENT" | "POLICY" | "PERSONNEL" | "REPORT" | "VENDOR" | "ASSET" | "COMPANY" | "ASSESSMENT" | "AUDIT" | "MONITOR" | "USER" | "CONNECTION" | "GRC" | "MDM" | "QUESTIONNAIRE" | "DEVICE" | "TRUST_PAGES" | "TRUST_CENTER_PRIVATE_ACCESS" | "RISK" | "COMPANY_NOTIFICATION" | "CUSTOM_FRAMEWORKS" | "MULTIPLE_PRODUCT_SUPPORT" | "PUBLIC_API_KEY" | "SERVICE_PROVIDER" | "TASK" | "AUTOPILOT_RECIPE_SCHEDULE" | "RESYNC" | "EVIDENCE" | "AUTOPILOT_RECIPE" | "ACCESS_REVIEW" | "DOCUMENT_SCANNED" | "CLOUD_STORAGE" | "VENDOR_PROFILE" | "CODEBASE" | "EXCEPTION_MANAGEMENT" | "WORKFLOWS" | "CUSTOM_CONNECTION" | "TRUST_CENTER_REPORTS" | "OUTBOUND_WEBHOOKS" | "SAFEBASE_MIGRATION" | "TRUST_ACCESS_REQUEST" | "SAFEBASE_ONBOARDING"> | undefined; "not.status"?: Array<"READY" | "PASSED" | "FAILED" | "ERROR" | "PREAUDIT" | null> | undefined; "not.userId"?: Array<number | null> | undefined; "not.connectionId"?: Array<number | null> | undefined; "not.workspaceId"?: Array<number | null> | undefined; "not.testId"?: Array<number | null> | undefined; "not.controlId"?: Array<number> | undefined; createdFrom?: string | undefined; createdTo?: string | undefined; recordedFrom?: string | undefined; recordedTo?: string | undefined }, options?: CallOptions): AsyncGenerator<Event> {
    return stream<Event>(this.#transport, {"method":"GET","path":"/api/events/stream","query":{"after":"after","type":"type","source":"source","category":"category","status":"status","userId":"userId","connectionId":"connectionId","workspaceId":"workspaceId","testId":"testId","controlId":"controlId","not.type":"not.type","not.source":"not.source","not.category":"not.category","not.status":"not.status","not.userId":"not.userId","not.connectionId":"not.connectionId","not.workspaceId":"not.workspaceId","not.testId":"not.testId","not.controlId":"not.controlId","createdFrom":"createdFrom","createdTo":"createdTo","recordedFrom":"recordedFrom","recordedTo":"recordedTo"},"answer":"json"}, params, options);
  }

  /** Read one event with its place in the log */
  findEvent(params: { id: string }, options?: CallOptions): Promise<Event> {
    return this.#transport.call<Event>({"method":"GET","path":"/api/events/{id}","answer":"json"}, params, undefined, options);
  }

  /** Views of the events page: those of the caller, and those that the company shares */
  listViews(options?: CallOptions): Promise<Views> {
    return this.#transport.call<Views>({"method":"GET","path":"/api/views","answer":"json"}, undefined, undefined, options);
  }

  /** Keep a view of the events page */
  createView(body: ViewBody, options?: CallOptions): Promise<View> {
    return this.#transport.call<View>({"method":"POST","path":"/api/views","answer":"json"}, undefined, body, options);
  }

  /** Give a view another name or query, share it or take it back */
  replaceView(params: { id: string }, body: ViewBody, options?: CallOptions): Promise<View> {
    return this.#transport.call<View>({"method":"PUT","path":"/api/views/{id}","answer":"json"}, params, body, options);
  }

  /** Delete a view */
  deleteView(params: { id: string }, options?: CallOptions): Promise<undefined> {
    return this.#transport.call<undefined>({"method":"DELETE","path":"/api/views/{id}","answer":"nothing"}, params, undefined, options);
  }

  /** List users by id, page by page */
  listUsers(params?: { page?: number | undefined; limit?: number | undefined; q?: string | undefined; roles?: Array<"EMPLOYEE" | "TECHGOV" | "AUDITOR" | "ADMIN" | "ACT_AS_READ_ONLY" | "APP" | "RISK_MANAGER" | "WORKSPACE_ADMINISTRATOR" | "SERVICE_USER" | "REVIEWER" | "CONTROL_MANAGER" | "PEOPLE_OPS" | "POLICY_MANAGER" | "DEVOPS_ENGINEER" | "KNOWLEDGE_BASE" | "TRUST_CENTER_MANAGER" | "TRUST_CENTER_REVIEWER" | "RISK_REGISTER_OWNER" | "INTERNAL_AUDITOR" | "RESTRICTED_CONTROL_MANAGER" | "RESTRICTED_RISK_MANAGER" | "READONLY_ADMIN" | "READONLY_TECHGOV" | "READONLY_RISK_MANAGER" | "READONLY_CONTROL_MANAGER" | "READONLY_POLICY_MANAGER" | "READONLY_PEOPLE_OPS" | "READONLY_WORKSPACE_ADMINISTRATOR" | "READONLY_RESTRICTED_CONTROL_MANAGER" | "READONLY_RESTRICTED_RISK_MANAGER" | "READONLY_RISK_REGISTER_OWNER" | "READONLY_REVIEWER" | "READONLY_DEVOPS_ENGINEER" | "READONLY_TRUST_CENTER_MANAGER"> | undefined; excludeRoles?: Array<"EMPLOYEE" | "TECHGOV" | "AUDITOR" | "ADMIN" | "ACT_AS_READ_ONLY" | "APP" | "RISK_MANAGER" | "WORKSPACE_ADMINISTRATOR" | "SERVICE_USER" | "REVIEWER" | "CONTROL_MANAGER" | "PEOPLE_OPS" | "POLICY_MANAGER" | "DEVOPS_ENGINEER" | "KNOWLEDGE_BASE" | "TRUST_CENTER_MANAGER" | "TRUST_CENTER_REVIEWER" | "RISK_REGISTER_OWNER" | "INTERNAL_AUDITOR" | "RESTRICTED_CONTROL_MANAGER" | "RESTRICTED_RISK_MANAGER" | "READONLY_ADMIN" | "READONLY_TECHGOV" | "READONLY_RISK_MANAGER" | "READONLY_CONTROL_MANAGER" | "READONLY_POLICY_MANAGER" | "READONLY_PEOPLE_OPS" | "READONLY_WORKSPACE_ADMINISTRATOR" | "READONLY_RESTRICTED_CONTROL_MANAGER" | "READONLY_RESTRICTED_RISK_MANAGER" | "READONLY_RISK_REGISTER_OWNER" | "READONLY_REVIEWER" | "READONLY_DEVOPS_ENGINEER" | "READONLY_TRUST_CENTER_MANAGER" | null> | undefined; includeUserIds?: Array<number | null> | undefined; excludeUserIds?: Array<number | null> | undefined }, options?: CallOptions): List<UsersResponsePublicDto, UserResponsePublicDto> {
    return list<UsersResponsePublicDto, UserResponsePublicDto>(this.#transport, {"method":"GET","path":"/public/users","query":{"page":"page","limit":"limit","q":"q","roles":"roles[]","excludeRoles":"excludeRoles[]","includeUserIds":"includeUserIds[]","excludeUserIds":"excludeUserIds[]"},"answer":"json"}, params, options);
  }

  /** Delete a document of a person, with its file */
  deleteUserDocument(params: { docId: number; userId: number }, options?: CallOptions): Promise<undefined> {
    return this.#transport.call<undefined>({"method":"DELETE","path":"/public/users/documents/{docId}/{userId}","answer":"nothing"}, params, undefined, options);
  }

  /** Get a link to a document of a person; asking is recorded */
  downloadUserDocument(params: { id: number }, options?: CallOptions): Promise<SignedUrlResponsePublicDto> {
    return this.#transport.call<SignedUrlResponsePublicDto>({"method":"GET","path":"/public/users/documents/{id}/download","answer":"json"}, params, undefined, options);
  }

  /** Read the user of an e-mail address */
  getUserByEmail(params: { email: string }, options?: CallOptions): Promise<UserResponsePublicDto> {
    return this.#transport.call<UserResponsePublicDto>({"method":"GET","path":"/public/users/{email}/email","answer":"json"}, params, undefined, options);
  }

  /** Read one user */
  getUser(params: { id: number }, options?: CallOptions): Promise<UserResponsePublicDto> {
    return this.#transport.call<UserResponsePublicDto>({"method":"GET","path":"/public/users/{id}","answer":"json"}, params, undefined, options);
  }

  /** List the documents of a user */
  listUserDocuments(params: { id: number; page?: number | undefined; limit?: number | undefined; q?: string | undefined; type?: "SEC_TRAINING" | "PASSWORD_MANAGER_EVIDENCE" | "AUTO_UPDATES_EVIDENCE" | "HARD_DRIVE_ENCRYPTION_EVIDENCE" | "ANTIVIRUS_EVIDENCE" | "LOCK_SCREEN_EVIDENCE" | "MFA_EVIDENCE" | "HIPAA_TRAINING_EVIDENCE" | "OFFBOARDING_EVIDENCE" | "NIST_AI_TRAINING_EVIDENCE" | undefined }, options?: CallOptions): Promise<UserAllDocumentsResponsePublicDto> {
    return this.#transport.call<UserAllDocumentsResponsePublicDto>({"method":"GET","path":"/public/users/{id}/documents","query":{"page":"page","limit":"limit","q":"q","type":"type"},"answer":"json"}, params, undefined, options);
  }

  /** Upload a document of a person */
  uploadUserDocument(params: { id: number }, body: UserDocumentRequestPublicDto, options?: CallOptions): Promise<UserDocumentResponsePublicDto> {
    return this.#transport.call<UserDocumentResponsePublicDto>({"method":"POST","path":"/public/users/{id}/documents","answer":"json"}, params, body, options);
  }

  /** List roles, page by page */
  listRolesV2(params?: { cursor?: string | undefined; size?: number | undefined; sort?: "createdAt" | "updatedAt" | undefined; sortDir?: "ASC" | "DESC" | undefined; includeTotalCount?: boolean | undefined; expand?: Array<"permissions"> | undefined }, options?: CallOptions): List<RolesResponsePublicV2Dto, RoleResponsePublicV2Dto> {
    return list<RolesResponsePublicV2Dto, RoleResponsePublicV2Dto>(this.#transport, {"method":"GET","path":"/public/v2/roles","query":{"cursor":"cursor","size":"size","sort":"sort","sortDir":"sortDir","includeTotalCount":"includeTotalCount","expand":"expand[]"},"answer":"json"}, params, options);
  }

  /** Read one role */
  getRoleV2(params: { roleId: string; expand?: Array<"permissions"> | undefined }, options?: CallOptions): Promise<RoleResponsePublicV2Dto> {
    return this.#transport.call<RoleResponsePublicV2Dto>({"method":"GET","path":"/public/v2/roles/{roleId}","query":{"expand":"expand[]"},"answer":"json"}, params, undefined, options);
  }

  /** List the users who have a role, page by page */
  listUsersOfRoleV2(params: { roleId: string; cursor?: string | undefined; size?: number | undefined; sort?: "createdAt" | "updatedAt" | undefined; sortDir?: "ASC" | "DESC" | undefined; includeTotalCount?: boolean | undefined; expand?: Array<"backgroundChecks" | "documents" | "personnel" | "identities" | "roles"> | undefined; firstName?: string | undefined; lastName?: string | undefined }, options?: CallOptions): List<UsersResponsePublicV2Dto, UserResponsePublicV2Dto> {
    return list<UsersResponsePublicV2Dto, UserResponsePublicV2Dto>(this.#transport, {"method":"GET","path":"/public/v2/roles/{roleId}/users","query":{"cursor":"cursor","size":"size","sort":"sort","sortDir":"sortDir","includeTotalCount":"includeTotalCount","expand":"expand[]","firstName":"firstName","lastName":"lastName"},"answer":"json"}, params, options);
  }

  /** List users, page by page */
  listUsersV2(params?: { cursor?: string | undefined; size?: number | undefined; sort?: "createdAt" | "updatedAt" | undefined; sortDir?: "ASC" | "DESC" | undefined; includeTotalCount?: boolean | undefined; expand?: Array<"backgroundChecks" | "documents" | "personnel" | "identities" | "roles"> | undefined; firstName?: string | undefined; lastName?: string | undefined }, options?: CallOptions): List<UsersResponsePublicV2Dto, UserResponsePublicV2Dto> {
    return list<UsersResponsePublicV2Dto, UserResponsePublicV2Dto>(this.#transport, {"method":"GET","path":"/public/v2/users","query":{"cursor":"cursor","size":"size","sort":"sort","sortDir":"sortDir","includeTotalCount":"includeTotalCount","expand":"expand[]","firstName":"firstName","lastName":"lastName"},"answer":"json"}, params, options);
  }

  /** Read one user */
  getUserV2(params: { userId: string; expand?: Array<"backgroundChecks" | "documents" | "personnel" | "identities" | "roles"> | undefined }, options?: CallOptions): Promise<UserResponsePublicV2Dto> {
    return this.#transport.call<UserResponsePublicV2Dto>({"method":"GET","path":"/public/v2/users/{userId}","query":{"expand":"expand[]"},"answer":"json"}, params, undefined, options);
  }

  /** List the documents of a user, page by page */
  listUserDocumentsV2(params: { userId: string; cursor?: string | undefined; size?: number | undefined; sort?: "createdAt" | "updatedAt" | undefined; sortDir?: "ASC" | "DESC" | undefined; includeTotalCount?: boolean | undefined; expand?: Array<"downloadUrl"> | undefined; name?: string | undefined; type?: "SEC_TRAINING" | "PASSWORD_MANAGER_EVIDENCE" | "AUTO_UPDATES_EVIDENCE" | "HARD_DRIVE_ENCRYPTION_EVIDENCE" | "ANTIVIRUS_EVIDENCE" | "LOCK_SCREEN_EVIDENCE" | "MFA_EVIDENCE" | "HIPAA_TRAINING_EVIDENCE" | "OFFBOARDING_EVIDENCE" | "NIST_AI_TRAINING_EVIDENCE" | undefined }, options?: CallOptions): List<UserDocumentsResponsePublicV2Dto, UserDocumentResponsePublicV2Dto> {
    return list<UserDocumentsResponsePublicV2Dto, UserDocumentResponsePublicV2Dto>(this.#transport, {"method":"GET","path":"/public/v2/users/{userId}/documents","query":{"cursor":"cursor","size":"size","sort":"sort","sortDir":"sortDir","includeTotalCount":"includeTotalCount","expand":"expand[]","name":"name","type":"type"},"answer":"json"}, params, options);
  }

  /** Upload a document of a person */
  uploadUserDocumentV2(params: { userId: string }, body: UserDocumentCreateRequestPublicV2Dto, options?: CallOptions): Promise<UserDocumentResponsePublicV2Dto> {
    return this.#transport.call<UserDocumentResponsePublicV2Dto>({"method":"POST","path":"/public/v2/users/{userId}/documents","answer":"json"}, params, body, options);
  }

  /** Read one document of a user */
  getUserDocumentV2(params: { userId: string; documentId: number; expand?: Array<"downloadUrl"> | undefined }, options?: CallOptions): Promise<UserDocumentResponsePublicV2Dto> {
    return this.#transport.call<UserDocumentResponsePublicV2Dto>({"method":"GET","path":"/public/v2/users/{userId}/documents/{documentId}","query":{"expand":"expand[]"},"answer":"json"}, params, undefined, options);
  }

  /** Delete a document of a person, with its file */
  deleteUserDocumentV2(params: { userId: string; documentId: number }, options?: CallOptions): Promise<undefined> {
    return this.#transport.call<undefined>({"method":"DELETE","path":"/public/v2/users/{userId}/documents/{documentId}","answer":"nothing"}, params, undefined, options);
  }

  /** List the policies that a user has to accept */
  listUserPolicies(params: { id: number }, options?: CallOptions): Promise<UserPolicyVersionsResponsePublicDto> {
    return this.#transport.call<UserPolicyVersionsResponsePublicDto>({"method":"GET","path":"/public/users/{id}/policies","answer":"json"}, params, undefined, options);
  }

  /** List the policies that a user has to accept, page by page */
  listAssignedPoliciesV2(params: { userId: string; cursor?: string | undefined; size?: number | undefined; sort?: "createdAt" | "updatedAt" | undefined; sortDir?: "ASC" | "DESC" | undefined; includeTotalCount?: boolean | undefined; expand?: Array<"policy" | "policyVersion"> | undefined }, options?: CallOptions): List<UserPolicyVersionsResponsePublicV2Dto, UserPolicyVersionResponsePublicV2Dto> {
    return list<UserPolicyVersionsResponsePublicV2Dto, UserPolicyVersionResponsePublicV2Dto>(this.#transport, {"method":"GET","path":"/public/v2/users/{userId}/assigned-policies","query":{"cursor":"cursor","size":"size","sort":"sort","sortDir":"sortDir","includeTotalCount":"includeTotalCount","expand":"expand[]"},"answer":"json"}, params, options);
  }

  /** Enter that somebody accepted a policy */
  acknowledgePolicyV2(params: { userId: string; policyId: number }, body: UserPolicyAcceptRequestPublicV2Dto, options?: CallOptions): Promise<UserPolicyVersionResponsePublicV2Dto> {
    return this.#transport.call<UserPolicyVersionResponsePublicV2Dto>({"method":"POST","path":"/public/v2/users/{userId}/assigned-policies/{policyId}/action-acknowledge","answer":"json"}, params, body, options);
  }

  /** List personnel with devices and compliance, page by page */
  listPersonnel(params?: { page?: number | undefined; limit?: number | undefined; q?: string | undefined; employmentStatus?: "CURRENT_EMPLOYEE" | "FORMER_EMPLOYEE" | "CURRENT_CONTRACTOR" | "FORMER_CONTRACTOR" | "OUT_OF_SCOPE" | "UNKNOWN" | "SPECIAL_FORMER_EMPLOYEE" | "SPECIAL_FORMER_CONTRACTOR" | "FUTURE_HIRE" | "SERVICE_ACCOUNT" | undefined; employmentStatuses?: Array<"CURRENT_EMPLOYEE" | "FORMER_EMPLOYEE" | "CURRENT_CONTRACTOR" | "FORMER_CONTRACTOR" | "OUT_OF_SCOPE" | "UNKNOWN" | "FUTURE_HIRE" | "SERVICE_ACCOUNT" | "ALL_CURRENT_PERSONNEL" | "ALL_FORMER_PERSONNEL" | "ALL_PERSONNEL"> | undefined; fullCompliance?: boolean | undefined; acceptedPoliciesCompliance?: boolean | undefined; identityMfaCompliance?: boolean | undefined; bgCheckCompliance?: boolean | undefined; agentInstalledCompliance?: boolean | undefined; passwordManagerCompliance?: boolean | undefined; autoUpdatesCompliance?: boolean | undefined; locationServicesCompliance?: boolean | undefined; hdEncryptionCompliance?: boolean | undefined; antivirusCompliance?: boolean | undefined; lockScreenCompliance?: boolean | undefined; securityTrainingCompliance?: boolean | undefined; hipaaTrainingCompliance?: boolean | undefined; nistaiTrainingCompliance?: boolean | undefined; offboardingEvidence?: boolean | undefined; deviceCompliance?: boolean | undefined; multiSecurityTrainingCompliance?: boolean | undefined; multiTrainingComplianceType?: "SECURITY_TRAINING" | "HIPAA_TRAINING" | "NIST_AI_TRAINING" | undefined; groupIds?: Array<number> | undefined; sort?: "NAME" | "EMPLOYMENT_STATUS" | "ACCEPTED_POLICIES" | "FULL_COMPLIANCE" | "IDENTITY_MFA" | "BG_CHECK" | "AGENT_INSTALLED" | "OS_VERSION" | "SERIAL_NUM" | "PASSWORD_MANAGER" | "AUTO_UPDATES" | "HDD_ENCRYPTION" | "ANTIVIRUS" | "APPS_COUNT" | "START_DATE" | "SEPARATION_DATE" | "LOCK_SCREEN" | "SECURITY_TRAINING" | "HIPAA_TRAINING" | "NIST_AI_TRAINING" | "OFFBOARDING" | undefined; sortDir?: "ASC" | "DESC" | undefined; mdmSourceType?: "AGENT" | "JAMF" | "INTUNE" | "KANDJI" | "JUMPCLOUD" | "HEXNODE_UEM" | "UNKNOWN" | "RIPPLING" | "WORKSPACE_ONE" | "KOLIDE" | "CUSTOM" | "INTUNE_GCC_HIGH" | "CUSTOM_XFA" | "NINJAONE" | undefined; inverseMdmSourceTypes?: Array<"AGENT" | "JAMF" | "INTUNE" | "KANDJI" | "JUMPCLOUD" | "HEXNODE_UEM" | "UNKNOWN" | "RIPPLING" | "WORKSPACE_ONE" | "KOLIDE" | "CUSTOM" | "INTUNE_GCC_HIGH" | "CUSTOM_XFA" | "NINJAONE"> | undefined }, options?: CallOptions): List<PersonnelTableResponsePublicDto, PersonnelDetailsTableResponsePublicDto> {
    return list<PersonnelTableResponsePublicDto, PersonnelDetailsTableResponsePublicDto>(this.#transport, {"method":"GET","path":"/public/personnel","query":{"page":"page","limit":"limit","q":"q","employmentStatus":"employmentStatus","employmentStatuses":"employmentStatuses[]","fullCompliance":"fullCompliance","acceptedPoliciesCompliance":"acceptedPoliciesCompliance","identityMfaCompliance":"identityMfaCompliance","bgCheckCompliance":"bgCheckCompliance","agentInstalledCompliance":"agentInstalledCompliance","passwordManagerCompliance":"passwordManagerCompliance","autoUpdatesCompliance":"autoUpdatesCompliance","locationServicesCompliance":"locationServicesCompliance","hdEncryptionCompliance":"hdEncryptionCompliance","antivirusCompliance":"antivirusCompliance","lockScreenCompliance":"lockScreenCompliance","securityTrainingCompliance":"securityTrainingCompliance","hipaaTrainingCompliance":"hipaaTrainingCompliance","nistaiTrainingCompliance":"nistaiTrainingCompliance","offboardingEvidence":"offboardingEvidence","deviceCompliance":"deviceCompliance","multiSecurityTrainingCompliance":"multiSecurityTrainingCompliance","multiTrainingComplianceType":"multiTrainingComplianceType","groupIds":"groupIds","sort":"sort","sortDir":"sortDir","mdmSourceType":"mdmSourceType","inverseMdmSourceTypes":"inverseMdmSourceTypes[]"},"answer":"json"}, params, options);
  }

  /** Give what was set by hand for everybody back to synchronisation */
  resetSyncOfAll(options?: CallOptions): Promise<PersonnelDetailsResponsePublicDto> {
    return this.#transport.call<PersonnelDetailsResponsePublicDto>({"method":"PUT","path":"/public/personnel/all/reset-sync","answer":"json"}, undefined, undefined, options);
  }

  /** Give what was set by hand for somebody back to synchronisation */
  resetSyncOfOne(params: { personnelId: number }, options?: CallOptions): Promise<PersonnelDetailsResponsePublicDto> {
    return this.#transport.call<PersonnelDetailsResponsePublicDto>({"method":"PUT","path":"/public/personnel/reset-sync/{personnelId}","answer":"json"}, params, undefined, options);
  }

  /** Give what was set by hand for several people back to synchronisation */
  resetSyncOfSome(body: PersonnelResetStatusRequestPublicDto, options?: CallOptions): Promise<PersonnelDetailsResponsePublicDto> {
    return this.#transport.call<PersonnelDetailsResponsePublicDto>({"method":"PUT","path":"/public/personnel/some/reset-sync","answer":"json"}, undefined, body, options);
  }

  /** Read the employment, devices and compliance of the person of an e-mail address */
  getPersonnelByEmail(params: { email: string }, options?: CallOptions): Promise<PersonnelDetailsResponsePublicDto> {
    return this.#transport.call<PersonnelDetailsResponsePublicDto>({"method":"GET","path":"/public/personnel/{email}/email","answer":"json"}, params, undefined, options);
  }

  /** Read the employment, devices and compliance of one person */
  getPersonnel(params: { id: number }, options?: CallOptions): Promise<PersonnelDetailsResponsePublicDto> {
    return this.#transport.call<PersonnelDetailsResponsePublicDto>({"method":"GET","path":"/public/personnel/{id}","answer":"json"}, params, undefined, options);
  }

  /** Set when somebody started, and when they left */
  setContractDates(params: { id: number }, body: PersonnelContractDateRequestPublicDto, options?: CallOptions): Promise<PersonnelDetailsResponsePublicDto> {
    return this.#transport.call<PersonnelDetailsResponsePublicDto>({"method":"PUT","path":"/public/personnel/{id}/contract-dates","answer":"json"}, params, body, options);
  }

  /** Set the employment status of somebody */
  setEmploymentStatus(params: { id: number }, body: PersonnelStatusRequestPublicDto, options?: CallOptions): Promise<PersonnelDetailsResponsePublicDto> {
    return this.#transport.call<PersonnelDetailsResponsePublicDto>({"method":"PUT","path":"/public/personnel/{id}/status","answer":"json"}, params, body, options);
  }

  /** List personnel, page by page */
  listPersonnelV2(params?: { cursor?: string | undefined; size?: number | undefined; sort?: "createdAt" | "updatedAt" | undefined; sortDir?: "ASC" | "DESC" | undefined; includeTotalCount?: boolean | undefined; expand?: Array<"customFields" | "complianceChecks" | "reasonProvider" | "user"> | undefined; employmentStatus?: Array<"CURRENT_EMPLOYEE" | "FORMER_EMPLOYEE" | "CURRENT_CONTRACTOR" | "FORMER_CONTRACTOR" | "OUT_OF_SCOPE" | "UNKNOWN" | "SPECIAL_FORMER_EMPLOYEE" | "SPECIAL_FORMER_CONTRACTOR" | "FUTURE_HIRE" | "SERVICE_ACCOUNT"> | undefined; complianceStatus?: Array<"MISCONFIGURED" | "PASS" | "FAIL" | "EXCLUDED"> | undefined }, options?: CallOptions): List<PersonnelResponsePublicV2Dto, PersonResponsePublicV2Dto> {
    return list<PersonnelResponsePublicV2Dto, PersonResponsePublicV2Dto>(this.#transport, {"method":"GET","path":"/public/v2/personnel","query":{"cursor":"cursor","size":"size","sort":"sort","sortDir":"sortDir","includeTotalCount":"includeTotalCount","expand":"expand[]","employmentStatus":"employmentStatus[]","complianceStatus":"complianceStatus[]"},"answer":"json"}, params, options);
  }

  /** Give what was set by hand back to synchronisation */
  actOnPersonnelV2(body: PersonnelActionsRequestPublicV2Dto, options?: CallOptions): Promise<PersonnelActionsResponsePublicV2Dto> {
    return this.#transport.call<PersonnelActionsResponsePublicV2Dto>({"method":"POST","path":"/public/v2/personnel/actions","answer":"json"}, undefined, body, options);
  }

  /** Read the employment of one person */
  getPersonnelV2(params: { personnelId: string; expand?: Array<"customFields" | "complianceChecks" | "reasonProvider" | "user"> | undefined }, options?: CallOptions): Promise<PersonResponsePublicV2Dto> {
    return this.#transport.call<PersonResponsePublicV2Dto>({"method":"GET","path":"/public/v2/personnel/{personnelId}","query":{"expand":"expand[]"},"answer":"json"}, params, undefined, options);
  }

  /** Change the employment and the custom fields of somebody */
  updatePersonnelV2(params: { personnelId: string }, body: PersonnelModifyRequestPublicV2Dto, options?: CallOptions): Promise<PersonResponsePublicV2Dto> {
    return this.#transport.call<PersonResponsePublicV2Dto>({"method":"PUT","path":"/public/v2/personnel/{personnelId}","answer":"json"}, params, body, options);
  }

  /** Enter a background check that was made outside */
  addManualBackgroundCheck(params: { userId: number }, body: ManualBackgroundCheckRequestPublicDto, options?: CallOptions): Promise<PersonnelDetailsResponsePublicDto> {
    return this.#transport.call<PersonnelDetailsResponsePublicDto>({"method":"POST","path":"/public/background-check/{userId}/manual","answer":"json"}, params, body, options);
  }

  /** Enter a background check that was made outside */
  addBackgroundCheckV2(body: BackgroundCheckCreateRequestPublicV2Dto, options?: CallOptions): Promise<PersonCompactResponsePublicV2Dto> {
    return this.#transport.call<PersonCompactResponsePublicV2Dto>({"method":"POST","path":"/public/v2/background-checks","answer":"json"}, undefined, body, options);
  }

  /** List accounts in infrastructure, page by page */
  listInfrastructureIdentities(params?: { page?: number | undefined; limit?: number | undefined; q?: string | undefined; clientType?: "AWS" | "AWS_GOV_CLOUD" | "DIGITAL_OCEAN" | "GCP" | "HEROKU" | "AZURE" | "AZURE_ORG_UNITS" | "MONGO_DB_ATLAS" | "CLOUDFLARE" | "AWS_ORG_UNITS" | undefined; connectionId?: number | undefined; sort?: "IDENTITY_ID" | "USERNAME" | "EMAIL" | "CONNECTED_AT" | "DISCONNECTED_AT" | "SERVICE_ACCOUNT" | "HAS_MFA" | "USER" | "CLIENT_ID" | "CONNECTION_STATUS" | "CONNECTION_STATUS_MULTIVERSE" | "ADMIN_ACCESS" | "DB_ACCESS" | "CLIENT_ALIAS" | undefined; sortDir?: "ASC" | "DESC" | undefined }, options?: CallOptions): List<UserIdentitiesInfrastructureResponsePublicDto, UserIdentityInfrastructureResponsePublicDto> {
    return list<UserIdentitiesInfrastructureResponsePublicDto, UserIdentityInfrastructureResponsePublicDto>(this.#transport, {"method":"GET","path":"/public/user-identities/infrastructure","query":{"page":"page","limit":"limit","q":"q","clientType":"clientType","connectionId":"connectionId","sort":"sort","sortDir":"sortDir"},"answer":"json"}, params, options);
  }

  /** Say whose an account of infrastructure is; null: nobody's */
  linkInfrastructureAccount(params: { id: number }, body: UserIdentityInfrastructureConnectRequestPublicDto, options?: CallOptions): Promise<UserIdentityInfrastructureResponsePublicDto> {
    return this.#transport.call<UserIdentityInfrastructureResponsePublicDto>({"method":"PUT","path":"/public/user-identities/infrastructure/{id}/connect","answer":"json"}, params, body, options);
  }

  /** Say whether an account of infrastructure serves no person */
  setInfrastructureServiceAccount(params: { id: number }, body: UserIdentityInfrastructureServiceStatusRequestPublicDto, options?: CallOptions): Promise<UserIdentityInfrastructureResponsePublicDto> {
    return this.#transport.call<UserIdentityInfrastructureResponsePublicDto>({"method":"PUT","path":"/public/user-identities/infrastructure/{id}/service-account","answer":"json"}, params, body, options);
  }

  /** Note what an account of infrastructure may do */
  toggleInfrastructureAccess(params: { id: number }, body: UserIdentityInfrastructureToggleRequestPublicDto, options?: CallOptions): Promise<UserIdentityInfrastructureResponsePublicDto> {
    return this.#transport.call<UserIdentityInfrastructureResponsePublicDto>({"method":"PUT","path":"/public/user-identities/infrastructure/{id}/toggle","answer":"json"}, params, body, options);
  }

  /** List accounts in version control, page by page */
  listVersionControlIdentities(params?: { page?: number | undefined; limit?: number | undefined; q?: string | undefined; clientType?: "BITBUCKET" | "GITHUB" | "GITHUB_ENTERPRISE" | "GITLAB" | "GITLAB_ON_PREM" | "AZURE_REPOS" | "AWS_CODECOMMIT" | undefined; connectionId?: number | undefined; sort?: "IDENTITY_ID" | "USERNAME" | "EMAIL" | "CONNECTED_AT" | "DISCONNECTED_AT" | "SERVICE_ACCOUNT" | "HAS_MFA" | "USER" | "CLIENT_ID" | "CONNECTION_STATUS" | "CONNECTION_STATUS_MULTIVERSE" | "WRITE_ACCESS" | "PUSH_PROD_CODE_ACCESS" | undefined; sortDir?: "ASC" | "DESC" | undefined }, options?: CallOptions): List<UserIdentitiesVersionControlResponsePublicDto, UserIdentityVersionControlResponsePublicDto> {
    return list<UserIdentitiesVersionControlResponsePublicDto, UserIdentityVersionControlResponsePublicDto>(this.#transport, {"method":"GET","path":"/public/user-identities/version-control","query":{"page":"page","limit":"limit","q":"q","clientType":"clientType","connectionId":"connectionId","sort":"sort","sortDir":"sortDir"},"answer":"json"}, params, options);
  }

  /** Say whose an account of version control is; null: nobody's */
  linkVersionControlAccount(params: { id: number }, body: UserIdentityVersionControlConnectRequestPublicDto, options?: CallOptions): Promise<UserIdentityVersionControlResponsePublicDto> {
    return this.#transport.call<UserIdentityVersionControlResponsePublicDto>({"method":"PUT","path":"/public/user-identities/version-control/{id}/connect","answer":"json"}, params, body, options);
  }

  /** Say whether an account of version control serves no person */
  setVersionControlServiceAccount(params: { id: number }, body: UserIdentityVersionControlServiceStatusRequestPublicDto, options?: CallOptions): Promise<UserIdentityVersionControlResponsePublicDto> {
    return this.#transport.call<UserIdentityVersionControlResponsePublicDto>({"method":"PUT","path":"/public/user-identities/version-control/{id}/service-account","answer":"json"}, params, body, options);
  }

  /** Note what an account of version control may do */
  toggleVersionControlAccess(params: { id: number }, body: UserIdentityVersionControlToggleRequestPublicDto, options?: CallOptions): Promise<UserIdentityVersionControlResponsePublicDto> {
    return this.#transport.call<UserIdentityVersionControlResponsePublicDto>({"method":"PUT","path":"/public/user-identities/version-control/{id}/toggle","answer":"json"}, params, body, options);
  }

  /** List the accounts of a custom connection, page by page */
  listHrisIdentitiesV2(params: { connectionId: number; cursor?: string | undefined; size?: number | undefined; sort?: "createdAt" | "updatedAt" | undefined; sortDir?: "ASC" | "DESC" | undefined; includeTotalCount?: boolean | undefined }, options?: CallOptions): List<CustomUserIdentitiesResponsePublicV2Dto, CustomUserIdentityResponsePublicV2Dto> {
    return list<CustomUserIdentitiesResponsePublicV2Dto, CustomUserIdentityResponsePublicV2Dto>(this.#transport, {"method":"GET","path":"/public/v2/custom-connections/{connectionId}/hris-user-identities","query":{"cursor":"cursor","size":"size","sort":"sort","sortDir":"sortDir","includeTotalCount":"includeTotalCount"},"answer":"json"}, params, options);
  }

  /** Create or update HRIS records, each on its own */
  putHrisIdentitiesV2(params: { connectionId: number }, body: Array<CustomUserIdentityRecordPublicV2Dto>, options?: CallOptions): Promise<Array<CustomUserIdentityBulkResponsePublicV2Dto>> {
    return this.#transport.call<Array<CustomUserIdentityBulkResponsePublicV2Dto>>({"method":"POST","path":"/public/v2/custom-connections/{connectionId}/hris-user-identities","answer":"json"}, params, body, options);
  }

  /** Read one account of a custom connection */
  getHrisIdentityV2(params: { connectionId: number; userIdentityId: string }, options?: CallOptions): Promise<CustomUserIdentityResponsePublicV2Dto> {
    return this.#transport.call<CustomUserIdentityResponsePublicV2Dto>({"method":"GET","path":"/public/v2/custom-connections/{connectionId}/hris-user-identities/{userIdentityId}","answer":"json"}, params, undefined, options);
  }

  /** Delete an HRIS record; sending it again brings it back */
  deleteHrisIdentityV2(params: { connectionId: number; userIdentityId: string }, options?: CallOptions): Promise<undefined> {
    return this.#transport.call<undefined>({"method":"DELETE","path":"/public/v2/custom-connections/{connectionId}/hris-user-identities/{userIdentityId}","answer":"nothing"}, params, undefined, options);
  }

  /** List connections, page by page */
  listConnections(params?: { page?: number | undefined; limit?: number | undefined; sort?: "CREATED_AT" | "CONNECTED_AT" | "CONNECTION_PROVIDER_TYPE" | "CONNECTION_CLIENT_TYPE" | "CONNECTION_STATE" | undefined; sortDir?: "ASC" | "DESC" | undefined; providerTypes?: Array<"IDENTITY" | "INFRASTRUCTURE" | "VERSION_CONTROL" | "TICKETING" | "HRIS" | "BACKGROUND_CHECK" | "SINGLE_SIGN_ON" | "ENTERPRISE_SSO" | "MDM" | "SECURITY_TRAINING" | "OBSERVABILITY" | "COMMUNICATION" | "DIGITAL_SIGNATURE" | "EXTERNAL_POLICY" | "VULNERABILITY" | "EDR" | "USER_ACCESS_REVIEW" | "CSPM" | "CODEBASE" | "CYBER_INSURANCE" | "CRM" | "CUSTOM" | "AUTOMATION_TOOLS" | "SECURITY_REVIEWS" | "PROCUREMENT" | "AUDITS"> | undefined; state?: "ACTIVE" | "MISCONFIGURED" | "CONFIGURED_PENDING_CONFIRMATION" | "IN_PROGRESS" | undefined }, options?: CallOptions): List<ConnectionsCompactResponsePublicDto, ConnectionCompactResponsePublicDto> {
    return list<ConnectionsCompactResponsePublicDto, ConnectionCompactResponsePublicDto>(this.#transport, {"method":"GET","path":"/public/connections","query":{"page":"page","limit":"limit","sort":"sort","sortDir":"sortDir","providerTypes":"providerTypes","state":"state"},"answer":"json"}, params, options);
  }

  /** Import people from CSV into a new connection */
  importPersonnelCsv(body: string | Blob, options?: CallOptions): Promise<PersonnelImportResult> {
    return this.#transport.call<PersonnelImportResult>({"method":"POST","path":"/public/connections/upload/csv","body":"text/csv","answer":"json"}, undefined, body, options);
  }

  /** Import people from JSON into a new connection */
  importPersonnelJson(body: CreateConnectionJsonIdpRequestPublicDto, options?: CallOptions): Promise<PersonnelImportResult> {
    return this.#transport.call<PersonnelImportResult>({"method":"POST","path":"/public/connections/upload/json","answer":"json"}, undefined, body, options);
  }

  /** Import people from CSV again: who is missing has left */
  reimportPersonnelCsv(params: { id: number }, body: string | Blob, options?: CallOptions): Promise<PersonnelImportResult> {
    return this.#transport.call<PersonnelImportResult>({"method":"PUT","path":"/public/connections/{id}/upload/csv","body":"text/csv","answer":"json"}, params, body, options);
  }

  /** Import people from JSON again: who is missing has left */
  reimportPersonnelJson(params: { id: number }, body: UpdateConnectionJsonIdpRequestPublicDto, options?: CallOptions): Promise<PersonnelImportResult> {
    return this.#transport.call<PersonnelImportResult>({"method":"PUT","path":"/public/connections/{id}/upload/json","answer":"json"}, params, body, options);
  }

  /** List custom connections, page by page */
  listCustomConnectionsV2(params?: { cursor?: string | undefined; size?: number | undefined; sort?: "createdAt" | "updatedAt" | undefined; sortDir?: "ASC" | "DESC" | undefined; includeTotalCount?: boolean | undefined; expand?: Array<"createdByUser" | "customResources"> | undefined }, options?: CallOptions): List<CustomConnectionsResponsePublicV2Dto, CustomConnectionResponsePublicV2Dto> {
    return list<CustomConnectionsResponsePublicV2Dto, CustomConnectionResponsePublicV2Dto>(this.#transport, {"method":"GET","path":"/public/v2/custom-connections","query":{"cursor":"cursor","size":"size","sort":"sort","sortDir":"sortDir","includeTotalCount":"includeTotalCount","expand":"expand[]"},"answer":"json"}, params, options);
  }

  /** Create a custom connection */
  createCustomConnectionV2(body: CustomConnectionCreateRequestPublicV2Dto, options?: CallOptions): Promise<CustomConnectionResponsePublicV2Dto> {
    return this.#transport.call<CustomConnectionResponsePublicV2Dto>({"method":"POST","path":"/public/v2/custom-connections","answer":"json"}, undefined, body, options);
  }

  /** Read one custom connection */
  getCustomConnectionV2(params: { connectionId: number; expand?: Array<"createdByUser" | "customResources"> | undefined }, options?: CallOptions): Promise<CustomConnectionResponsePublicV2Dto> {
    return this.#transport.call<CustomConnectionResponsePublicV2Dto>({"method":"GET","path":"/public/v2/custom-connections/{connectionId}","query":{"expand":"expand[]"},"answer":"json"}, params, undefined, options);
  }

  /** Rename or describe a custom connection */
  updateCustomConnectionV2(params: { connectionId: number }, body: CustomConnectionUpdateRequestPublicV2Dto, options?: CallOptions): Promise<CustomConnectionResponsePublicV2Dto> {
    return this.#transport.call<CustomConnectionResponsePublicV2Dto>({"method":"PUT","path":"/public/v2/custom-connections/{connectionId}","answer":"json"}, params, body, options);
  }

  /** Delete a custom connection */
  deleteCustomConnectionV2(params: { connectionId: number }, options?: CallOptions): Promise<undefined> {
    return this.#transport.call<undefined>({"method":"DELETE","path":"/public/v2/custom-connections/{connectionId}","answer":"nothing"}, params, undefined, options);
  }

  /** List workspaces with their frameworks, page by page */
  listWorkspaces(params?: { page?: number | undefined; limit?: number | undefined; q?: string | undefined }, options?: CallOptions): List<WorkspacesResponsePublicDto, WorkspaceResponsePublicDto> {
    return list<WorkspacesResponsePublicDto, WorkspaceResponsePublicDto>(this.#transport, {"method":"GET","path":"/public/workspaces","query":{"page":"page","limit":"limit","q":"q"},"answer":"json"}, params, options);
  }

  /** List workspaces, page by page */
  listWorkspacesV2(params?: { cursor?: string | undefined; size?: number | undefined; sort?: "createdAt" | "updatedAt" | undefined; sortDir?: "ASC" | "DESC" | undefined; includeTotalCount?: boolean | undefined; expand?: Array<"frameworks"> | undefined }, options?: CallOptions): List<WorkspacesResponsePublicV2Dto, WorkspaceResponsePublicV2Dto> {
    return list<WorkspacesResponsePublicV2Dto, WorkspaceResponsePublicV2Dto>(this.#transport, {"method":"GET","path":"/public/v2/workspaces","query":{"cursor":"cursor","size":"size","sort":"sort","sortDir":"sortDir","includeTotalCount":"includeTotalCount","expand":"expand[]"},"answer":"json"}, params, options);
  }

  /** Read what the company says of itself, with its workspaces, connections and frameworks */
  getCompany(options?: CallOptions): Promise<CompanyResponsePublicDto> {
    return this.#transport.call<CompanyResponsePublicDto>({"method":"GET","path":"/public/company/info","answer":"json"}, undefined, undefined, options);
  }

  /** Read what the company says of itself */
  getCompanyV2(options?: CallOptions): Promise<CompanyResponsePublicV2Dto> {
    return this.#transport.call<CompanyResponsePublicV2Dto>({"method":"GET","path":"/public/v2/company","answer":"json"}, undefined, undefined, options);
  }

  /** Create or replace assigned policies: one, or an array (all or nothing) */
  putAssignedPolicies(body: AssignedPolicyBody, options?: CallOptions): Promise<StoredAssignedPolicy>;
  putAssignedPolicies(body: Array<AssignedPolicyBody>, options?: CallOptions): Promise<Array<StoredAssignedPolicy>>;
  putAssignedPolicies(body: AssignedPolicyBody | Array<AssignedPolicyBody>, options?: CallOptions): Promise<StoredAssignedPolicy | Array<StoredAssignedPolicy>> {
    return this.#transport.call<StoredAssignedPolicy | Array<StoredAssignedPolicy>>({"method":"PUT","path":"/api/assigned-policies","answer":"json"}, undefined, body, options);
  }

  /** Create or replace background checks: one, or an array (all or nothing) */
  putBackgroundChecks(body: BackgroundCheckBody, options?: CallOptions): Promise<StoredBackgroundCheck>;
  putBackgroundChecks(body: Array<BackgroundCheckBody>, options?: CallOptions): Promise<Array<StoredBackgroundCheck>>;
  putBackgroundChecks(body: BackgroundCheckBody | Array<BackgroundCheckBody>, options?: CallOptions): Promise<StoredBackgroundCheck | Array<StoredBackgroundCheck>> {
    return this.#transport.call<StoredBackgroundCheck | Array<StoredBackgroundCheck>>({"method":"PUT","path":"/api/background-checks","answer":"json"}, undefined, body, options);
  }

  /** Replace what the company says of itself */
  putCompany(body: CompanyBody, options?: CallOptions): Promise<StoredCompany> {
    return this.#transport.call<StoredCompany>({"method":"PUT","path":"/api/company","answer":"json"}, undefined, body, options);
  }

  /** Create or replace connections: one, or an array (all or nothing) */
  putConnections(body: ConnectionBody, options?: CallOptions): Promise<StoredConnection>;
  putConnections(body: Array<ConnectionBody>, options?: CallOptions): Promise<Array<StoredConnection>>;
  putConnections(body: ConnectionBody | Array<ConnectionBody>, options?: CallOptions): Promise<StoredConnection | Array<StoredConnection>> {
    return this.#transport.call<StoredConnection | Array<StoredConnection>>({"method":"PUT","path":"/api/connections","answer":"json"}, undefined, body, options);
  }

  /** Read a connection with owner and workspaces, as it is or as it was */
  getConnectionAsOf(params: { id: number; asOf?: string | undefined }, options?: CallOptions): Promise<WholeConnection> {
    return this.#transport.call<WholeConnection>({"method":"GET","path":"/api/connections/{id}","query":{"asOf":"asOf"},"answer":"json"}, params, undefined, options);
  }

  /** Create or replace custom resources: one, or an array (all or nothing) */
  putCustomResources(body: CustomResourceBody, options?: CallOptions): Promise<StoredCustomResource>;
  putCustomResources(body: Array<CustomResourceBody>, options?: CallOptions): Promise<Array<StoredCustomResource>>;
  putCustomResources(body: CustomResourceBody | Array<CustomResourceBody>, options?: CallOptions): Promise<StoredCustomResource | Array<StoredCustomResource>> {
    return this.#transport.call<StoredCustomResource | Array<StoredCustomResource>>({"method":"PUT","path":"/api/custom-resources","answer":"json"}, undefined, body, options);
  }

  /** Create or replace devices: one, or an array (all or nothing) */
  putDevices(body: DeviceBody, options?: CallOptions): Promise<StoredDevice>;
  putDevices(body: Array<DeviceBody>, options?: CallOptions): Promise<Array<StoredDevice>>;
  putDevices(body: DeviceBody | Array<DeviceBody>, options?: CallOptions): Promise<StoredDevice | Array<StoredDevice>> {
    return this.#transport.call<StoredDevice | Array<StoredDevice>>({"method":"PUT","path":"/api/devices","answer":"json"}, undefined, body, options);
  }

  /** Create or replace frameworks: one, or an array (all or nothing) */
  putFrameworks(body: FrameworkBody, options?: CallOptions): Promise<StoredFramework>;
  putFrameworks(body: Array<FrameworkBody>, options?: CallOptions): Promise<Array<StoredFramework>>;
  putFrameworks(body: FrameworkBody | Array<FrameworkBody>, options?: CallOptions): Promise<StoredFramework | Array<StoredFramework>> {
    return this.#transport.call<StoredFramework | Array<StoredFramework>>({"method":"PUT","path":"/api/frameworks","answer":"json"}, undefined, body, options);
  }

  /** Create or replace identities: one, or an array (all or nothing) */
  putIdentities(body: IdentityBody, options?: CallOptions): Promise<StoredIdentity>;
  putIdentities(body: Array<IdentityBody>, options?: CallOptions): Promise<Array<StoredIdentity>>;
  putIdentities(body: IdentityBody | Array<IdentityBody>, options?: CallOptions): Promise<StoredIdentity | Array<StoredIdentity>> {
    return this.#transport.call<StoredIdentity | Array<StoredIdentity>>({"method":"PUT","path":"/api/identities","answer":"json"}, undefined, body, options);
  }

  /** Create or replace identity access: one, or an array (all or nothing) */
  putIdentityAccess(body: IdentityAccessBody, options?: CallOptions): Promise<StoredIdentityAccess>;
  putIdentityAccess(body: Array<IdentityAccessBody>, options?: CallOptions): Promise<Array<StoredIdentityAccess>>;
  putIdentityAccess(body: IdentityAccessBody | Array<IdentityAccessBody>, options?: CallOptions): Promise<StoredIdentityAccess | Array<StoredIdentityAccess>> {
    return this.#transport.call<StoredIdentityAccess | Array<StoredIdentityAccess>>({"method":"PUT","path":"/api/identity-access","answer":"json"}, undefined, body, options);
  }

  /** The legal holds that are in force */
  listLegalHolds(options?: CallOptions): Promise<LegalHolds> {
    return this.#transport.call<LegalHolds>({"method":"GET","path":"/api/legal-holds","answer":"json"}, undefined, undefined, options);
  }

  /** Place a legal hold, or replace the one that has this id */
  putLegalHold(body: LegalHoldBody, options?: CallOptions): Promise<LegalHold> {
    return this.#transport.call<LegalHold>({"method":"PUT","path":"/api/legal-holds","answer":"json"}, undefined, body, options);
  }

  /** Lift a legal hold */
  liftLegalHold(params: { id: number }, options?: CallOptions): Promise<undefined> {
    return this.#transport.call<undefined>({"method":"DELETE","path":"/api/legal-holds/{id}","answer":"nothing"}, params, undefined, options);
  }

  /** Create or replace personnel: one, or an array (all or nothing) */
  putPersonnel(body: PersonnelBody, options?: CallOptions): Promise<StoredPersonnel>;
  putPersonnel(body: Array<PersonnelBody>, options?: CallOptions): Promise<Array<StoredPersonnel>>;
  putPersonnel(body: PersonnelBody | Array<PersonnelBody>, options?: CallOptions): Promise<StoredPersonnel | Array<StoredPersonnel>> {
    return this.#transport.call<StoredPersonnel | Array<StoredPersonnel>>({"method":"PUT","path":"/api/personnel","answer":"json"}, undefined, body, options);
  }

  /** Create or replace policies: one, or an array (all or nothing) */
  putPolicies(body: PolicyBody, options?: CallOptions): Promise<StoredPolicy>;
  putPolicies(body: Array<PolicyBody>, options?: CallOptions): Promise<Array<StoredPolicy>>;
  putPolicies(body: PolicyBody | Array<PolicyBody>, options?: CallOptions): Promise<StoredPolicy | Array<StoredPolicy>> {
    return this.#transport.call<StoredPolicy | Array<StoredPolicy>>({"method":"PUT","path":"/api/policies","answer":"json"}, undefined, body, options);
  }

  /** Create or replace policy versions: one, or an array (all or nothing) */
  putPolicyVersions(body: PolicyVersionBody, options?: CallOptions): Promise<StoredPolicyVersion>;
  putPolicyVersions(body: Array<PolicyVersionBody>, options?: CallOptions): Promise<Array<StoredPolicyVersion>>;
  putPolicyVersions(body: PolicyVersionBody | Array<PolicyVersionBody>, options?: CallOptions): Promise<StoredPolicyVersion | Array<StoredPolicyVersion>> {
    return this.#transport.call<StoredPolicyVersion | Array<StoredPolicyVersion>>({"method":"PUT","path":"/api/policy-versions","answer":"json"}, undefined, body, options);
  }

  /** For how many days the parts of events are kept */
  getRetention(options?: CallOptions): Promise<RetentionRules> {
    return this.#transport.call<RetentionRules>({"method":"GET","path":"/api/retention","answer":"json"}, undefined, undefined, options);
  }

  /** Replace the rules by which parts of events go with age */
  putRetention(body: RetentionRules, options?: CallOptions): Promise<RetentionRules> {
    return this.#transport.call<RetentionRules>({"method":"PUT","path":"/api/retention","answer":"json"}, undefined, body, options);
  }

  /** Create or replace user documents: one, or an array (all or nothing) */
  putUserDocuments(body: UserDocumentBody, options?: CallOptions): Promise<StoredUserDocument>;
  putUserDocuments(body: Array<UserDocumentBody>, options?: CallOptions): Promise<Array<StoredUserDocument>>;
  putUserDocuments(body: UserDocumentBody | Array<UserDocumentBody>, options?: CallOptions): Promise<StoredUserDocument | Array<StoredUserDocument>> {
    return this.#transport.call<StoredUserDocument | Array<StoredUserDocument>>({"method":"PUT","path":"/api/user-documents","answer":"json"}, undefined, body, options);
  }

  /** Create or replace users: one, or an array (all or nothing) */
  putUsers(body: UserBody, options?: CallOptions): Promise<StoredUser>;
  putUsers(body: Array<UserBody>, options?: CallOptions): Promise<Array<StoredUser>>;
  putUsers(body: UserBody | Array<UserBody>, options?: CallOptions): Promise<StoredUser | Array<StoredUser>> {
    return this.#transport.call<StoredUser | Array<StoredUser>>({"method":"PUT","path":"/api/users","answer":"json"}, undefined, body, options);
  }

  /** Read a user with all that belongs to it, as it is or as it was */
  getUserAsOf(params: { id: number; asOf?: string | undefined }, options?: CallOptions): Promise<WholeUser> {
    return this.#transport.call<WholeUser>({"method":"GET","path":"/api/users/{id}","query":{"asOf":"asOf"},"answer":"json"}, params, undefined, options);
  }

  /** Erase the personal data of a user */
  eraseUser(params: { id: number }, body: ErasureRequest, options?: CallOptions): Promise<Erasure> {
    return this.#transport.call<Erasure>({"method":"POST","path":"/api/users/{id}/erasure","answer":"json"}, params, body, options);
  }

  /** Create or replace workspaces: one, or an array (all or nothing) */
  putWorkspaces(body: WorkspaceBody, options?: CallOptions): Promise<StoredWorkspace>;
  putWorkspaces(body: Array<WorkspaceBody>, options?: CallOptions): Promise<Array<StoredWorkspace>>;
  putWorkspaces(body: WorkspaceBody | Array<WorkspaceBody>, options?: CallOptions): Promise<StoredWorkspace | Array<StoredWorkspace>> {
    return this.#transport.call<StoredWorkspace | Array<StoredWorkspace>>({"method":"PUT","path":"/api/workspaces","answer":"json"}, undefined, body, options);
  }

  /** The tokens with which other pages show events */
  listEmbedTokens(options?: CallOptions): Promise<EmbedTokens> {
    return this.#transport.call<EmbedTokens>({"method":"GET","path":"/api/embed-tokens","answer":"json"}, undefined, undefined, options);
  }

  /** Make a token with which pages of others show some events; it is shown this once */
  createEmbedToken(body: EmbedTokenBody, options?: CallOptions): Promise<NewEmbedToken> {
    return this.#transport.call<NewEmbedToken>({"method":"POST","path":"/api/embed-tokens","answer":"json"}, undefined, body, options);
  }

  /** Take a token back: pages that use it show nothing any more */
  revokeEmbedToken(params: { id: number }, options?: CallOptions): Promise<undefined> {
    return this.#transport.call<undefined>({"method":"DELETE","path":"/api/embed-tokens/{id}","answer":"nothing"}, params, undefined, options);
  }

  /** The events that a token shows, newest first */
  listEmbeddedEvents(params?: { cursor?: string | undefined; size?: number | undefined }, options?: CallOptions): List<EmbeddedEvents, EmbeddedEvent> {
    return list<EmbeddedEvents, EmbeddedEvent>(this.#transport, {"method":"GET","path":"/api/embed/events","query":{"cursor":"cursor","size":"size"},"answer":"json"}, params, options);
  }

  /** The API keys of the company, revoked ones too */
  listKeys(options?: CallOptions): Promise<ApiKeys> {
    return this.#transport.call<ApiKeys>({"method":"GET","path":"/api/keys","answer":"json"}, undefined, undefined, options);
  }

  /** Make an API key, which is shown this once */
  createKey(body: ApiKeyBody, options?: CallOptions): Promise<NewApiKey> {
    return this.#transport.call<NewApiKey>({"method":"POST","path":"/api/keys","answer":"json"}, undefined, body, options);
  }

  /** Revoke an API key for good */
  revokeKey(params: { id: string }, options?: CallOptions): Promise<undefined> {
    return this.#transport.call<undefined>({"method":"DELETE","path":"/api/keys/{id}","answer":"nothing"}, params, undefined, options);
  }

  /** The links that let people in, or did */
  listLinks(options?: CallOptions): Promise<AccessLinks> {
    return this.#transport.call<AccessLinks>({"method":"GET","path":"/api/links","answer":"json"}, undefined, undefined, options);
  }

  /** Make a link that lets somebody in; it is shown this once */
  createLink(body: AccessLinkBody, options?: CallOptions): Promise<NewAccessLink> {
    return this.#transport.call<NewAccessLink>({"method":"POST","path":"/api/links","answer":"json"}, undefined, body, options);
  }

  /** Take a link back, with the sessions that it opened */
  removeLink(params: { id: string }, options?: CallOptions): Promise<undefined> {
    return this.#transport.call<undefined>({"method":"DELETE","path":"/api/links/{id}","answer":"nothing"}, params, undefined, options);
  }

  /** Open a session with a password */
  signIn(body: SignInBody, options?: CallOptions): Promise<Session | SessionChoice> {
    return this.#transport.call<Session | SessionChoice>({"method":"POST","path":"/api/session","answer":"json"}, undefined, body, options);
  }

  /** Who is signed in, and what they may do */
  getSession(options?: CallOptions): Promise<Session> {
    return this.#transport.call<Session>({"method":"GET","path":"/api/session","answer":"json"}, undefined, undefined, options);
  }

  /** End this session */
  signOut(options?: CallOptions): Promise<undefined> {
    return this.#transport.call<undefined>({"method":"DELETE","path":"/api/session","answer":"nothing"}, undefined, undefined, options);
  }

  /** Go on in another company of the same sign-in */
  switchCompany(body: SwitchCompanyBody, options?: CallOptions): Promise<Session> {
    return this.#transport.call<Session>({"method":"PUT","path":"/api/session/company","answer":"json"}, undefined, body, options);
  }

  /** Open a session with a link */
  signInWithLink(body: SignInLinkBody, options?: CallOptions): Promise<Session | PasswordNeeded> {
    return this.#transport.call<Session | PasswordNeeded>({"method":"POST","path":"/api/session/link","answer":"json"}, undefined, body, options);
  }

  /** Change the password, and end every other session */
  changePassword(body: PasswordBody, options?: CallOptions): Promise<Session> {
    return this.#transport.call<Session>({"method":"PUT","path":"/api/session/password","answer":"json"}, undefined, body, options);
  }

  /** Agree to the terms; it is recorded */
  acceptTerms(body: TermsBody, options?: CallOptions): Promise<Session> {
    return this.#transport.call<Session>({"method":"POST","path":"/api/session/terms","answer":"json"}, undefined, body, options);
  }

  /** End every session of this person, here and on other machines */
  signOutEverywhere(options?: CallOptions): Promise<undefined> {
    return this.#transport.call<undefined>({"method":"DELETE","path":"/api/sessions","answer":"nothing"}, undefined, undefined, options);
  }

  /** How one can sign in here */
  getSignIn(options?: CallOptions): Promise<SignInWays> {
    return this.#transport.call<SignInWays>({"method":"GET","path":"/api/sign-in","answer":"json"}, undefined, undefined, options);
  }

  /** What users agree to before anything else is answered */
  getTerms(options?: CallOptions): Promise<Terms> {
    return this.#transport.call<Terms>({"method":"GET","path":"/api/terms","answer":"json"}, undefined, undefined, options);
  }

  /** Get the affidavits of the events that a filter finds, one a line, in the order of the log */
  getAffidavits(params?: { type?: Array<string> | undefined; source?: Array<"APP" | "AUTOPILOT" | "PUBLIC_API" | "VENDOR_QUESTIONNAIRE" | "SCHEDULED" | "WORKFLOW" | "DRATA_POLICY"> | undefined; category?: Array<"AUTOPILOT" | "AGENT" | "POLICY" | "PERSONNEL" | "REPORT" | "VENDOR" | "ASSET" | "COMPANY" | "ASSESSMENT" | "AUDIT" | "MONITOR" | "USER" | "CONNECTION" | "GRC" | "MDM" | "QUESTIONNAIRE" | "DEVICE" | "TRUST_PAGES" | "TRUST_CENTER_PRIVATE_ACCESS" | "RISK" | "COMPANY_NOTIFICATION" | "CUSTOM_FRAMEWORKS" | "MULTIPLE_PRODUCT_SUPPORT" | "PUBLIC_API_KEY" | "SERVICE_PROVIDER" | "TASK" | "AUTOPILOT_RECIPE_SCHEDULE" | "RESYNC" | "EVIDENCE" | "AUTOPILOT_RECIPE" | "ACCESS_REVIEW" | "DOCUMENT_SCANNED" | "CLOUD_STORAGE" | "VENDOR_PROFILE" | "CODEBASE" | "EXCEPTION_MANAGEMENT" | "WORKFLOWS" | "CUSTOM_CONNECTION" | "TRUST_CENTER_REPORTS" | "OUTBOUND_WEBHOOKS" | "SAFEBASE_MIGRATION" | "TRUST_ACCESS_REQUEST" | "SAFEBASE_ONBOARDING"> | undefined; status?: Array<"READY" | "PASSED" | "FAILED" | "ERROR" | "PREAUDIT" | null> | undefined; userId?: Array<number | null> | undefined; connectionId?: Array<number | null> | undefined; workspaceId?: Array<number | null> | undefined; testId?: Array<number | null> | undefined; controlId?: Array<number> | undefined; "not.type"?: Array<string> | undefined; "not.source"?: Array<"APP" | "AUTOPILOT" | "PUBLIC_API" | "VENDOR_QUESTIONNAIRE" | "SCHEDULED" | "WORKFLOW" | "DRATA_POLICY"> | undefined; "not.category"?: Array<"AUTOPILOT" | "AGENT" | "POLICY" | "PERSONNEL" | "REPORT" | "VENDOR" | "ASSET" | "COMPANY" | "ASSESSMENT" | "AUDIT" | "MONITOR" | "USER" | "CONNECTION" | "GRC" | "MDM" | "QUESTIONNAIRE" | "DEVICE" | "TRUST_PAGES" | "TRUST_CENTER_PRIVATE_ACCESS" | "RISK" | "COMPANY_NOTIFICATION" | "CUSTOM_FRAMEWORKS" | "MULTIPLE_PRODUCT_SUPPORT" | "PUBLIC_API_KEY" | "SERVICE_PROVIDER" | "TASK" | "AUTOPILOT_RECIPE_SCHEDULE" | "RESYNC" | "EVIDENCE" | "AUTOPILOT_RECIPE" | "ACCESS_REVIEW" | "DOCUMENT_SCANNED" | "CLOUD_STORAGE" | "VENDOR_PROFILE" | "CODEBASE" | "EXCEPTION_MANAGEMENT" | "WORKFLOWS" | "CUSTOM_CONNECTION" | "TRUST_CENTER_REPORTS" | "OUTBOUND_WEBHOOKS" | "SAFEBASE_MIGRATION" | "TRUST_ACCESS_REQUEST" | "SAFEBASE_ONBOARDING"> | undefined; "not.status"?: Array<"READY" | "PASSED" | "FAILED" | "ERROR" | "PREAUDIT" | null> | undefined; "not.userId"?: Array<number | null> | undefined; "not.connectionId"?: Array<number | null> | undefined; "not.workspaceId"?: Array<number | null> | undefined; "not.testId"?: Array<number | null> | undefined; "not.controlId"?: Array<number> | undefined; createdFrom?: string | undefined; createdTo?: string | undefined; recordedFrom?: string | undefined; recordedTo?: string | undefined; q?: string | undefined }, options?: CallOptions): Promise<undefined> {
    return this.#transport.call<undefined>({"method":"GET","path":"/api/events/affidavits.ndjson","query":{"type":"type","source":"source","category":"category","status":"status","userId":"userId","connectionId":"connectionId","workspaceId":"workspaceId","testId":"testId","controlId":"controlId","not.type":"not.type","not.source":"not.source","not.category":"not.category","not.status":"not.status","not.userId":"not.userId","not.connectionId":"not.connectionId","not.workspaceId":"not.workspaceId","not.testId":"not.testId","not.controlId":"not.controlId","createdFrom":"createdFrom","createdTo":"createdTo","recordedFrom":"recordedFrom","recordedTo":"recordedTo","q":"q"},"answer":"nothing"}, params, undefined, options);
  }

  /** Get the affidavits of the events that a filter finds, one a line, in the order of the log: a stream of lines, answered line by line as they are sent. */
  getAffidavitsLines(input: Iterable<unknown> | AsyncIterable<unknown>, params?: { type?: Array<string> | undefined; source?: Array<"APP" | "AUTOPILOT" | "PUBLIC_API" | "VENDOR_QUESTIONNAIRE" | "SCHEDULED" | "WORKFLOW" | "DRATA_POLICY"> | undefined; category?: Array<"AUTOPILOT" | "AGENT" | "POLICY" | "PERSONNEL" | "REPORT" | "VENDOR" | "ASSET" | "COMPANY" | "ASSESSMENT" | "AUDIT" | "MONITOR" | "USER" | "CONNECTION" | "GRC" | "MDM" | "QUESTIONNAIRE" | "DEVICE" | "TRUST_PAGES" | "TRUST_CENTER_PRIVATE_ACCESS" | "RISK" | "COMPANY_NOTIFICATION" | "CUSTOM_FRAMEWORKS" | "MULTIPLE_PRODUCT_SUPPORT" | "PUBLIC_API_KEY" | "SERVICE_PROVIDER" | "TASK" | "AUTOPILOT_RECIPE_SCHEDULE" | "RESYNC" | "EVIDENCE" | "AUTOPILOT_RECIPE" | "ACCESS_REVIEW" | "DOCUMENT_SCANNED" | "CLOUD_STORAGE" | "VENDOR_PROFILE" | "CODEBASE" | "EXCEPTION_MANAGEMENT" | "WORKFLOWS" | "CUSTOM_CONNECTION" | "TRUST_CENTER_REPORTS" | "OUTBOUND_WEBHOOKS" | "SAFEBASE_MIGRATION" | "TRUST_ACCESS_REQUEST" | "SAFEBASE_ONBOARDING"> | undefined; status?: Array<"READY" | "PASSED" | "FAILED" | "ERROR" | "PREAUDIT" | null> | undefined; userId?: Array<number | null> | undefined; connectionId?: Array<number | null> | undefined; workspaceId?: Array<number | null> | undefined; testId?: Array<number | null> | undefined; controlId?: Array<number> | undefined; "not.type"?: Array<string> | undefined; "not.source"?: Array<"APP" | "AUTOPILOT" | "PUBLIC_API" | "VENDOR_QUESTIONNAIRE" | "SCHEDULED" | "WORKFLOW" | "DRATA_POLICY"> | undefined; "not.category"?: Array<"AUTOPILOT" | "AGENT" | "POLICY" | "PERSONNEL" | "REPORT" | "VENDOR" | "ASSET" | "COMPANY" | "ASSESSMENT" | "AUDIT" | "MONITOR" | "USER" | "CONNECTION" | "GRC" | "MDM" | "QUESTIONNAIRE" | "DEVICE" | "TRUST_PAGES" | "TRUST_CENTER_PRIVATE_ACCESS" | "RISK" | "COMPANY_NOTIFICATION" | "CUSTOM_FRAMEWORKS" | "MULTIPLE_PRODUCT_SUPPORT" | "PUBLIC_API_KEY" | "SERVICE_PROVIDER" | "TASK" | "AUTOPILOT_RECIPE_SCHEDULE" | "RESYNC" | "EVIDENCE" | "AUTOPILOT_RECIPE" | "ACCESS_REVIEW" | "DOCUMENT_SCANNED" | "CLOUD_STORAGE" | "VENDOR_PROFILE" | "CODEBASE" | "EXCEPTION_MANAGEMENT" | "WORKFLOWS" | "CUSTOM_CONNECTION" | "TRUST_CENTER_REPORTS" | "OUTBOUND_WEBHOOKS" | "SAFEBASE_MIGRATION" | "TRUST_ACCESS_REQUEST" | "SAFEBASE_ONBOARDING"> | undefined; "not.status"?: Array<"READY" | "PASSED" | "FAILED" | "ERROR" | "PREAUDIT" | null> | undefined; "not.userId"?: Array<number | null> | undefined; "not.connectionId"?: Array<number | null> | undefined; "not.workspaceId"?: Array<number | null> | undefined; "not.testId"?: Array<number | null> | undefined; "not.controlId"?: Array<number> | undefined; createdFrom?: string | undefined; createdTo?: string | undefined; recordedFrom?: string | undefined; recordedTo?: string | undefined; q?: string | undefined }, options?: CallOptions): AsyncGenerator<Affidavit> {
    return lines<Affidavit>(this.#transport, {"method":"GET","path":"/api/events/affidavits.ndjson","query":{"type":"type","source":"source","category":"category","status":"status","userId":"userId","connectionId":"connectionId","workspaceId":"workspaceId","testId":"testId","controlId":"controlId","not.type":"not.type","not.source":"not.source","not.category":"not.category","not.status":"not.status","not.userId":"not.userId","not.connectionId":"not.connectionId","not.workspaceId":"not.workspaceId","not.testId":"not.testId","not.controlId":"not.controlId","createdFrom":"createdFrom","createdTo":"createdTo","recordedFrom":"recordedFrom","recordedTo":"recordedTo","q":"q"},"body":"application/x-ndjson","answer":"text"}, params, input, options);
  }

  /** Prove which events of a period match a filter: all of them, and how many */
  certifyEvents(params: { from: string; to: string; type?: Array<string> | undefined; category?: Array<"AUTOPILOT" | "AGENT" | "POLICY" | "PERSONNEL" | "REPORT" | "VENDOR" | "ASSET" | "COMPANY" | "ASSESSMENT" | "AUDIT" | "MONITOR" | "USER" | "CONNECTION" | "GRC" | "MDM" | "QUESTIONNAIRE" | "DEVICE" | "TRUST_PAGES" | "TRUST_CENTER_PRIVATE_ACCESS" | "RISK" | "COMPANY_NOTIFICATION" | "CUSTOM_FRAMEWORKS" | "MULTIPLE_PRODUCT_SUPPORT" | "PUBLIC_API_KEY" | "SERVICE_PROVIDER" | "TASK" | "AUTOPILOT_RECIPE_SCHEDULE" | "RESYNC" | "EVIDENCE" | "AUTOPILOT_RECIPE" | "ACCESS_REVIEW" | "DOCUMENT_SCANNED" | "CLOUD_STORAGE" | "VENDOR_PROFILE" | "CODEBASE" | "EXCEPTION_MANAGEMENT" | "WORKFLOWS" | "CUSTOM_CONNECTION" | "TRUST_CENTER_REPORTS" | "OUTBOUND_WEBHOOKS" | "SAFEBASE_MIGRATION" | "TRUST_ACCESS_REQUEST" | "SAFEBASE_ONBOARDING"> | undefined; source?: Array<"APP" | "AUTOPILOT" | "PUBLIC_API" | "VENDOR_QUESTIONNAIRE" | "SCHEDULED" | "WORKFLOW" | "DRATA_POLICY"> | undefined; status?: Array<"READY" | "PASSED" | "FAILED" | "ERROR" | "PREAUDIT" | null> | undefined; workspaceId?: Array<number | null> | undefined; testId?: Array<number | null> | undefined; connectionId?: Array<number | null> | undefined; userId?: number | undefined }, options?: CallOptions): Promise<Blob> {
    return this.#transport.call<Blob>({"method":"GET","path":"/api/events/certificate","query":{"from":"from","to":"to","type":"type","category":"category","source":"source","status":"status","workspaceId":"workspaceId","testId":"testId","connectionId":"connectionId","userId":"userId"},"answer":"blob"}, params, undefined, options);
  }

  /** Get the affidavit of an event: everything that is needed to check it offline */
  getAffidavit(params: { id: string }, options?: CallOptions): Promise<Affidavit> {
    return this.#transport.call<Affidavit>({"method":"GET","path":"/api/events/{id}/affidavit","answer":"json"}, params, undefined, options);
  }

  /** Get the affidavit of an event in a page that checks it, without a network */
  getAffidavitPage(params: { id: string }, options?: CallOptions): Promise<string> {
    return this.#transport.call<string>({"method":"GET","path":"/api/events/{id}/affidavit.html","answer":"text"}, params, undefined, options);
  }

  /** Get an event as a PDF that carries its affidavit as an attachment */
  getAffidavitPdf(params: { id: string }, options?: CallOptions): Promise<Blob> {
    return this.#transport.call<Blob>({"method":"GET","path":"/api/events/{id}/affidavit.pdf","answer":"blob"}, params, undefined, options);
  }

  /** Get the proof that an event is in the signed log, as a text of c2sp.org/tlog-proof */
  getEventProof(params: { id: string }, options?: CallOptions): Promise<string> {
    return this.#transport.call<string>({"method":"GET","path":"/api/events/{id}/affidavit.tlog-proof","answer":"text"}, params, undefined, options);
  }

  /** The company's log: its name, its keys, how much of it is signed, and who may read it */
  getLog(options?: CallOptions): Promise<Log> {
    return this.#transport.call<Log>({"method":"GET","path":"/api/log","answer":"json"}, undefined, undefined, options);
  }

  /** Open the log to the public, or close it */
  putLog(body: LogBody, options?: CallOptions): Promise<Log> {
    return this.#transport.call<Log>({"method":"PUT","path":"/api/log","answer":"json"}, undefined, body, options);
  }

  /** What was signed of the log, the newest first, and which witnesses cosigned it */
  listCheckpoints(params?: { below?: number | undefined; limit?: number | undefined }, options?: CallOptions): Promise<PastCheckpoints> {
    return this.#transport.call<PastCheckpoints>({"method":"GET","path":"/api/log/checkpoints","query":{"below":"below","limit":"limit"},"answer":"json"}, params, undefined, options);
  }

  /** When the whole log was read again and recomputed in this store, and what was found */
  listFullChecks(options?: CallOptions): Promise<FullChecks> {
    return this.#transport.call<FullChecks>({"method":"GET","path":"/api/log/full-checks","answer":"json"}, undefined, undefined, options);
  }

  /** Get the key of the log on a page to print, for an auditor */
  getKeySheet(options?: CallOptions): Promise<Blob> {
    return this.#transport.call<Blob>({"method":"GET","path":"/api/log/key-sheet.pdf","answer":"blob"}, undefined, undefined, options);
  }

  /** Who is asked to cosign the log, and how they answered */
  getLogWitnesses(options?: CallOptions): Promise<LogWitnesses> {
    return this.#transport.call<LogWitnesses>({"method":"GET","path":"/api/log/witnesses","answer":"json"}, undefined, undefined, options);
  }

  /** Say who is asked to cosign the log, and how many of them must */
  putLogWitnesses(body: LogWitnessesBody, options?: CallOptions): Promise<LogWitnesses> {
    return this.#transport.call<LogWitnesses>({"method":"PUT","path":"/api/log/witnesses","answer":"json"}, undefined, body, options);
  }

  /** The newest signed checkpoint of the log */
  getCheckpoint(params: { company: string }, options?: CallOptions): Promise<string> {
    return this.#transport.call<string>({"method":"GET","path":"/log/{company}/checkpoint","answer":"text"}, params, undefined, options);
  }

  /** The proof that the log of one size begins with the log of another */
  getConsistencyProof(params: { company: string; from: number; to?: number | undefined }, options?: CallOptions): Promise<ConsistencyProof> {
    return this.#transport.call<ConsistencyProof>({"method":"GET","path":"/log/{company}/consistency","query":{"from":"from","to":"to"},"answer":"json"}, params, undefined, options);
  }

  /** Why the log has not the name that it had */
  getLogEpochs(params: { company: string }, options?: CallOptions): Promise<undefined> {
    return this.#transport.call<undefined>({"method":"GET","path":"/log/{company}/epochs","answer":"nothing"}, params, undefined, options);
  }

  /** Why the log has not the name that it had: a stream of lines, answered line by line as they are sent. */
  getLogEpochsLines(input: Iterable<unknown> | AsyncIterable<unknown>, params: { company: string }, options?: CallOptions): AsyncGenerator<string> {
    return lines<string>(this.#transport, {"method":"GET","path":"/log/{company}/epochs","body":"application/x-ndjson","answer":"text"}, params, input, options);
  }

  /** A tile of hashes, or a bundle of entries */
  getTile(params: { company: string; tile: string }, options?: CallOptions): Promise<Blob> {
    return this.#transport.call<Blob>({"method":"GET","path":"/log/{company}/tile/{tile}","answer":"blob"}, params, undefined, options);
  }

  /** The public keys that have signed the log */
  getLogKeys(params: { company: string }, options?: CallOptions): Promise<string> {
    return this.#transport.call<string>({"method":"GET","path":"/log/{company}/vkeys","answer":"text"}, params, undefined, options);
  }

  /** Fetch a file by its signed link, without a key */
  getLinkedFile(params: { company: string; file: string; expires: string; signature: string }, options?: CallOptions): Promise<Blob> {
    return this.#transport.call<Blob>({"method":"GET","path":"/files/{company}/{file}","query":{"expires":"expires","signature":"signature"},"answer":"blob"}, params, undefined, options);
  }

  /** Whether the process is up */
  getHealth(options?: CallOptions): Promise<Health> {
    return this.#transport.call<Health>({"method":"GET","path":"/healthz","answer":"json"}, undefined, undefined, options);
  }

  /** This document */
  getOpenApi(options?: CallOptions): Promise<Record<string, unknown>> {
    return this.#transport.call<Record<string, unknown>>({"method":"GET","path":"/openapi.json","answer":"json"}, undefined, undefined, options);
  }

  /** Whether requests can be served: the store answers */
  getReadiness(options?: CallOptions): Promise<Readiness> {
    return this.#transport.call<Readiness>({"method":"GET","path":"/readyz","answer":"json"}, undefined, undefined, options);
  }
}
