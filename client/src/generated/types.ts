// Written by `npm run client` from docs/openapi.json: change that, not this.

export interface AccessLink {
  id: string;
  kind: "auditor" | "invite" | "signIn";
  userId: number | null;
  name: string | null;
  email: string | null;
  createdBy: number | null;
  createdAt: string;
  endsAt: string;
}

export interface AccessLinkBody {
  kind: "auditor" | "invite";
  userId?: number;
  name?: string;
  email?: string | null;
  endsAt?: string;
}

export interface AccessLinks {
  data: Array<AccessLink>;
}

export interface Affidavit {
  affidavit: "v1";
  entry: string;
  documents: Array<AffidavitDocument>;
  actor?: AffidavitActor;
  erasures: Array<AffidavitErasure>;
  proof: string;
  vkey: string;
  event: Record<string, unknown>;
}

export interface AffidavitActor {
  userId: number;
  tagSalt: string;
}

export interface AffidavitDocument {
  kind: string;
  salt: string;
  bytes: string;
}

export interface AffidavitErasure {
  entry: string;
  index: number;
  path: Array<string>;
  metadata: {
    salt: string;
    bytes: string;
  };
  removed: Array<AffidavitRemoval>;
}

export interface AffidavitRemoval {
  index: number;
  digest: string;
  kind: string;
  replacement: string | null;
  path: Array<string>;
}

export interface ApiKey {
  id: string;
  name: string;
  userId: number;
  permissions: Array<string>;
  addresses: Array<string>;
  dateStyle: "iso" | "legacy";
  createdAt: string;
  expiresAt: string | null;
  revokedAt: string | null;
}

export interface ApiKeyBody {
  name: string;
  permissions: Array<"api-certify-events" | "api-erase-personal-data" | "api-find-events" | "api-keep-views" | "api-lift-legal-hold" | "api-manage-directory" | "api-manage-embed-tokens" | "api-manage-event-types" | "api-manage-keys" | "api-manage-links" | "api-manage-log" | "api-manage-retention" | "api-place-legal-hold" | "api-read-affidavits" | "api-read-directory" | "api-read-embed-tokens" | "api-read-keys" | "api-read-legal-holds" | "api-read-links" | "api-read-log" | "api-read-retention" | "api-record-events" | "api-share-views" | "background-check-post" | "company-settings-get-info" | "connections-get" | "custom-connections-delete" | "custom-connections-get" | "custom-connections-post" | "custom-connections-put" | "event-tracking-get" | "event-tracking-get-event" | "personnel-get" | "personnel-get-personnel-details" | "personnel-importing" | "personnel-put" | "personnel-put-contract-dates" | "personnel-put-employment-status" | "personnel-put-reset-resync" | "role-get" | "roles-get" | "user-get" | "user-identities-hris-get" | "user-identity-hris-delete" | "user-identity-hris-get" | "user-identity-hris-post" | "user-identity-infrastructure-get-accounts" | "user-identity-infrastructure-put-connect" | "user-identity-infrastructure-put-set-service-account" | "user-identity-infrastructure-put-toggle" | "user-identity-version-control-get-accounts" | "user-identity-version-control-put-connect" | "user-identity-version-control-put-set-service-account" | "user-identity-version-control-put-toggle" | "user-policies-acknowledge-policy-version" | "user-policies-get-user-policies" | "users-delete-document" | "users-get" | "users-get-documents" | "users-get-download-user-document" | "users-post-document" | "workspaces-get">;
  userId?: number;
  addresses?: Array<string>;
  dateStyle?: "iso" | "legacy";
  expiresAt?: string | null;
}

export interface ApiKeys {
  data: Array<ApiKey>;
}

export interface AssignedPolicyBody {
  id?: number;
  userId: number;
  policyId: number;
  policyVersionId: number;
  acceptedAt?: string | null;
  sourceType?: "UNKNOWN" | "BAMBOO_HR" | "CSV" | "MY_DRATA" | "PUBLIC_API";
  details?: string | null;
  createdAt?: string;
  updatedAt?: string;
}

export type BackReference = Record<string, never>;

export interface BackgroundCheckBody {
  id?: number;
  userId: number;
  status: "PENDING" | "OK" | "ISSUE" | "CANCELED" | "EXPIRED" | "OUT_OF_SCOPE";
  caseId?: string | null;
  caseInvitationId?: string | null;
  url?: string | null;
  manualCheckDate?: string | null;
  manuallyCheckUrl?: string | null;
  type: "KARMACHECK" | "MANUAL" | "CERTN" | "CHECKR" | "HRIS_RIPPLING" | "STERLING" | "HIRERIGHT" | "VETTY";
  source?: "DRATA" | "CHECKR" | "KARMACHECK" | "RIPPLING_CHECKR" | "CERTN" | "STERLING" | "HIRERIGHT" | "VETTY" | null;
  reportData?: string | null;
  outOfScopeReason?: string | null;
  outOfScopeAt?: string | null;
  invitationEmail?: string | null;
  linkedAt?: string | null;
  createdAt?: string;
  updatedAt?: string;
}

export interface BackgroundCheckCreateRequestPublicV2Dto {
  userId: number;
  url: string;
  filedAt: string;
}

export interface BackgroundCheckResponsePublicDto {
  id: number;
  userId: number;
  status: string;
  caseId: string | null;
  caseInvitationId: string | null;
  manualCheckDate: string | null;
  manuallyCheckUrl: string | null;
  type: string;
  source: string | null;
  reportData: string | null;
  user: BackReference;
  outOfScopeReason: string | null;
  outOfScopeAt: string | null;
  linkedAt: string | null;
  createdAt: string;
  updatedAt: string;
  url: string | null;
  invitationEmail: string | null;
}

export interface BackgroundCheckResponsePublicV2Dto {
  id: number;
  userId: number | null;
  status: "PENDING" | "OK" | "ISSUE" | "CANCELED" | "EXPIRED" | "OUT_OF_SCOPE";
  caseId: string | null;
  caseInvitationId: string;
  url: string;
  manualCheckDate: string | null;
  manuallyCheckUrl: string | null;
  type: "KARMACHECK" | "MANUAL" | "CERTN" | "CHECKR" | "HRIS_RIPPLING" | "STERLING" | "HIRERIGHT" | "VETTY";
  source: "DRATA" | "CHECKR" | "KARMACHECK" | "RIPPLING_CHECKR" | "CERTN" | "STERLING" | "HIRERIGHT" | "VETTY" | null;
  reportData: string;
  outOfScopeReason: string | null;
  outOfScopeAt: string | null;
  invitationEmail: string | null;
  linkedAt: string | null;
  createdAt: string;
  updatedAt: string;
}

export type ClientTypeEnum = "GOOGLE" | "OKTA" | "MICROSOFT_365" | "AWS" | "GCP" | "AZURE" | "HEROKU" | "GITHUB" | "GITLAB" | "BITBUCKET" | "SHORTCUT" | "JIRA" | "ASANA" | "GUSTO" | "KARMACHECK" | "GITHUB_ISSUES" | "RIPPLING" | "CERTN" | "MERGEDEV_ADP_WORKFORCE_NOW" | "MERGEDEV_BAMBOO_HR" | "MERGEDEV_HR_PARTNER" | "MERGEDEV_HI_BOB" | "MERGEDEV_HUMAANS" | "MERGEDEV_PERSONIO" | "MERGEDEV_SAGE" | "DIGITAL_OCEAN" | "MERGEDEV_KALLIDUS" | "MERGEDEV_TRINET" | "MERGEDEV_TRINET_HR" | "MERGEDEV_FRESHTEAM" | "MERGEDEV_SAP_SUCCESSFACTORS" | "TRELLO" | "GITLAB_ISSUES" | "MERGEDEV_JUSTWORKS" | "LINEAR" | "PIVOTAL_TRACKER" | "WORK_OS" | "MERGEDEV_PAYLOCITY" | "MONGO_DB_ATLAS" | "TARGET_PROCESS" | "CLICKUP" | "CHECKR" | "MERGEDEV_WORKDAY" | "ZOHO" | "CLOUDFLARE" | "JAMF" | "AZURE_BOARDS" | "AZURE_REPOS" | "MERGEDEV_HR_CLOUD" | "INTUNE" | "OKTA_IDENTITY" | "GOODHIRE" | "KANDJI" | "AWS_CODECOMMIT" | "FIBERY" | "CURRICULA" | "JUMPCLOUD" | "HEXNODE_UEM" | "RIPPLING_MDM" | "AWS_ORG_UNITS" | "KNOWBE4" | "MERGEDEV_UKG_PRO" | "MERGEDEV_UKG_READY" | "DATADOG" | "SLACK" | "DOCUSIGN" | "MICROSOFT_TEAMS" | "AWS_INSPECTOR" | "MERGEDEV_ONELOGIN" | "MERGEDEV_JUMPCLOUD" | "CONFLUENCE" | "WORKSPACE_ONE" | "NEW_RELIC" | "MERGEDEV_SERVICENOW" | "RAPID7" | "MERGEDEV_AHA" | "MERGEDEV_BASECAMP" | "MERGEDEV_BITBUCKET" | "MERGEDEV_FRESHDESK" | "MERGEDEV_FRESHSERVICE" | "MERGEDEV_HEIGHT" | "MERGEDEV_HIVE" | "MERGEDEV_TEAMWORK" | "MERGEDEV_WRIKE" | "MERGEDEV_ZENDESK" | "CSV_IDP" | "APIDECK" | "AWS_GOV_CLOUD" | "SENTINEL_ONE" | "MERGEDEV_NAMELY" | "MERGEDEV_INSPERITY_PREMIER" | "MERGEDEV_DAYFORCE" | "MERGEDEV_ALEXISHR" | "MERGEDEV_BREATHE" | "MERGEDEV_CHARLIE" | "MERGEDEV_CHARTHOP" | "MERGEDEV_DEEL" | "MERGEDEV_FACTORIAL" | "MERGEDEV_INTELLIHR" | "MERGEDEV_KEKA" | "MERGEDEV_LUCCA" | "MERGEDEV_OFFICIENT" | "MERGEDEV_PAYCHEX" | "MERGEDEV_PEOPLE_HR" | "MERGEDEV_OYSTERHR" | "MERGEDEV_PAYCOR" | "HUBSPOT" | "ZOOM" | "AUTH0" | "SENTRY" | "ZAPIER" | "SNOWFLAKE" | "MIRO" | "MERGEDEV_EMPLOYMENT_HERO" | "SEGMENT" | "WIZ" | "XERO" | "GITHUB_CODE" | "ATLASSIAN" | "PAGER_DUTY" | "STACKONE_SMARTRECRUITERS" | "STACKONE_TEAMTAILOR" | "CROWDSTRIKE" | "GITHUB_ENTERPRISE" | "NOTION" | "STACKONE_KLAVIYO" | "STACKONE_LASTPASS" | "STACKONE_LEAPSOME" | "STACKONE_LEVER" | "STACKONE_ORACLEHCM" | "STACKONE_PINPOINT" | "STACKONE_PIPEDRIVE" | "STACKONE_RECRUITEE" | "STACKONE_WEBEX" | "STACKONE_WORKABLE" | "STACKONE_ZELT" | "STACKONE_BITWARDEN" | "STACKONE_SALESLOFT" | "STACKONE_DIXA" | "STACKONE_FRESHSALES" | "STACKONE_CANVA" | "STACKONE_GREENHOUSE" | "STACKONE_ASHBY" | "STACKONE_ATTIO" | "STACKONE_CONTENTFUL" | "COVERDASH" | "MERGEDEV_FRONT" | "SALESFORCE" | "STACKONE_ELASTIC" | "STACKONE_RENDER" | "STACKONE_TERRAFORM" | "STACKONE_DOMO" | "STACKONE_ENVOY" | "STACKONE_SCALEWAY" | "STACKONE_JETBRAINS" | "STACKONE_FIVETRAN" | "STACKONE_INTERCOM" | "STACKONE_AUTODESK" | "GITHUB_ACTIONS" | "AZURE_ORG_UNITS" | "MICROSOFT_365_GCC_HIGH" | "STACKONE_AIRCALL" | "STACKONE_15FIVE" | "STACKONE_ROLLBAR" | "STACKONE_EGNYTE" | "STACKONE_QLIK" | "STACKONE_BULLHORN" | "STACKONE_OPENVPN" | "STACKONE_SOPHOS" | "STACKONE_MEISTERTASK" | "STACKONE_TALENTLMS" | "STACKONE_ONEFLOW" | "STACKONE_RING_CENTRAL" | "STACKONE_ARTICULATE" | "STACKONE_DIALPAD" | "STACKONE_TABLEAU" | "AZURE_DEVOPS" | "STACKONE_1PASSWORD" | "STACKONE_MIXPANEL" | "STACKONE_SONARCLOUD" | "STACKONE_TWILIO" | "STACKONE_ANSIBLE" | "STACKONE_LATTICE" | "STACKONE_WEBFLOW" | "STACKONE_LACEWORK" | "STACKONE_DATABRICKS" | "STACKONE_IFS" | "STACKONE_TRAVISCI" | "STACKONE_MATILLIONETL" | "STACKONE_OPTIMIZELY" | "UAR_CSV" | "STERLING" | "HIRERIGHT" | "VETTY" | "MERGEDEV_CYBERARK" | "SALESFORCE_UAR" | "GOOGLE_ADMIN_CONSOLE" | "VERCEL" | "STACKONE_DUO" | "STACKONE_GONG" | "STACKONE_IRONCLAD" | "STACKONE_SCORO" | "STACKONE_TEAMVIEWER_REMOTE" | "STACKONE_SPOTDRAFT" | "STACKONE_SPENDESK" | "STACKONE_SENDGRID" | "STACKONE_SMARTSHEET" | "STACKONE_CHECKMK" | "LEEN_TENABLE" | "LEEN_QUALYS" | "LEEN_SEMGREP" | "LEEN_SNYK" | "LEEN_CROWDSTRIKE_VMS" | "LEEN_MS_DEFENDER_VMS" | "LEEN_SENTINELONE_VMS" | "GITLAB_ON_PREM" | "CUSTOM" | "LEEN_RAPID7_VMS" | "BAMBOO_HR" | "GITLAB_ISSUES_ON_PREM" | "GITHUB_ISSUES_ENTERPRISE" | "BITBUCKET_CODE" | "LEEN_ARNICA" | "STACKONE_NETLIFY" | "STACKONE_OPENAI" | "KOLIDE" | "MERGEDEV_JIRA_DATA_CENTER" | "MERGEDEV_PINGONE" | "GOOGLE_ADMIN_CONSOLE_OAUTH" | "GOOGLE_OAUTH" | "STACKONE_ANTHROPIC" | "INTUNE_GCC_HIGH" | "STACKONE_DROPBOX" | "STACKONE_DROPBOX_SIGN" | "STACKONE_HARVEST" | "STACKONE_KAMELEOON" | "STACKONE_MAKE" | "STACKONE_RETOOL" | "STACKONE_TOGGL" | "STACKONE_BOX" | "MERGEDEV_ZOHO_PEOPLE" | "MERGEDEV_ZOHO_DESK" | "LEEN_WIZ_VMS" | "LEEN_WIZ_CODE" | "LEEN_AIKIDO" | "MERGEDEV_LATTICE_HRIS" | "MERGEDEV_DARWINBOX" | "MERGEDEV_PAYCOM" | "AZURE_GCC_HIGH" | "AZURE_MG_GCC_HIGH" | "STACKONE_EASY_LLAMA" | "MERGEDEV_LEAPSOME" | "CUSTOM_XFA" | "LEEN_MS_DEFENDER_VMS_GCC_HIGH" | "STACKONE_CORNERSTONE" | "STACKONE_DOCEBO" | "STACKONE_GO1" | "STACKONE_LINKEDIN_LEARNING" | "STACKONE_SAP_LEARNING" | "STACKONE_WORKDAY_LEARNING" | "STACKONE_360LEARNING" | "STACKONE_BRAINIER" | "STACKONE_COURSERA" | "STACKONE_XYLEME" | "STACKONE_INFOSEC" | "STACKONE_PEOPLE_FLUENT" | "STACKONE_UDEMY" | "AIKIDO" | "AZURE_ENTRA_ID" | "GOOGLE_CLOUD_IDENTITY" | "HYPERCOMPLY" | "INTRUDER" | "IRIS_AI" | "JIT" | "TINES" | "TORQ" | "TRAY" | "SWIF" | "LEEN_ORCA_SECURITY" | "ZIP" | "CUSTOM_MDM" | "LEEN_UPWIND" | "WORK_OS_SCIM" | "LEEN_GITLAB_VMS" | "NINJAONE_MDM" | "FIELDGUIDE" | "OKTA_OAUTH" | "IRONCLAD_VENDOR" | "CUSTOM_HRIS" | "RAMP" | "TROPIC_VENDOR" | "AZURE_BOARDS_ENTRA" | "AZURE_REPOS_ENTRA" | "AZURE_DEVOPS_ENTRA" | "CERTN_CENTRIC" | "DATAGRAIL" | "LEEN_SOCKET";

export interface CompanyBody {
  domain?: string | null;
  legalName?: string | null;
  year?: number | null;
  description?: string | null;
  phoneNumber?: string | null;
  address?: string | null;
  privacyUrl?: string | null;
  termsUrl?: string | null;
  supportUrl?: string | null;
  jobsUrl?: string | null;
  securityEmail?: string | null;
  logoUrl?: string | null;
  securityTraining?: "ESET" | "LINK_PROVIDED" | "DRATA_PROVIDED" | "MANUAL" | "CURRICULA" | "KNOWBE4" | "STACKONE_EASY_LLAMA" | "MANUAL_EVIDENCE_FIRST" | "STACKONE_CORNERSTONE" | "STACKONE_DOCEBO" | "STACKONE_GO1" | "STACKONE_LINKEDIN_LEARNING" | "STACKONE_SAP_LEARNING" | "STACKONE_WORKDAY_LEARNING" | "STACKONE_360LEARNING" | "STACKONE_BRAINIER" | "STACKONE_COURSERA" | "STACKONE_XYLEME" | "STACKONE_INFOSEC" | "STACKONE_UDEMY" | "STACKONE_PEOPLE_FLUENT" | null;
  hipaaTraining?: "DRATA_PROVIDED" | "LINK_PROVIDED" | "MANUAL" | "NOT_REQUIRED" | "KNOWBE4" | "MANUAL_EVIDENCE_FIRST" | null;
  backgroundCheck?: "KARMACHECK" | "MANUAL" | "CERTN" | "CHECKR" | "HRIS_RIPPLING" | "STERLING" | "HIRERIGHT" | "VETTY" | null;
  securityTrainingLink?: string | null;
  hipaaTrainingLink?: string | null;
  securityReport?: {
    visibility: "ALL" | "PASSING" | "MONITORING";
    sharing: boolean;
    shareToken: string | null;
  };
  adminOnboardedAt?: string | null;
  renewalPeriodStartDate?: string | null;
  agentEnabled?: boolean;
  manualUploadEnabled?: boolean;
  language?: "ENGLISH_US" | "SPANISH_LA" | "GERMAN_DE" | "FRENCH_FR" | "ITALIAN_IT" | "DUTCH_NL" | "PSEUDO" | "PSEUDOX";
  entitlements?: Array<{
    name: string;
    description: string;
    type: string;
    featureId: number | null;
    metadata: Record<string, unknown>;
  }>;
  createdAt?: string;
  updatedAt?: string;
}

export interface CompanyResponsePublicDto {
  accountId: string;
  domain: string | null;
  name: string;
  legalName: string | null;
  year: number | null;
  description: string | null;
  phoneNumber: string | null;
  address: string | null;
  privacyUrl: string | null;
  termsUrl: string | null;
  supportUrl: string | null;
  jobsUrl: string | null;
  securityEmail: string | null;
  logoUrl: string | null;
  securityTraining: string | null;
  hipaaTraining: string | null;
  backgroundCheck: string | null;
  securityReport: SecurityReportResponsePublicDto;
  workspaces: Array<WorkspaceResponsePublicDto>;
  adminOnboardedAt: string | null;
  renewalPeriodStartDate: string | null;
  securityTrainingLink?: string | null;
  hipaaTrainingLink?: string | null;
  connections: Array<ConnectionResponsePublicDto>;
  createdAt: string;
  updatedAt: string;
  frameworks: Array<FrameworkResponsePublicDto>;
  agentEnabled: boolean;
  manualUploadEnabled: boolean;
  drataSupportAccess: null;
  entitlements: Array<Entitlement>;
  language: string;
}

export interface CompanyResponsePublicV2Dto {
  accountId: string;
  domain: string;
  name: string;
  legalName: string | null;
  description: string | null;
  logoUrl: string | null;
  securityTraining: SecurityTrainingTypeEnum | null;
  hipaaTraining: "DRATA_PROVIDED" | "LINK_PROVIDED" | "MANUAL" | "NOT_REQUIRED" | "KNOWBE4" | "MANUAL_EVIDENCE_FIRST" | null;
  backgroundCheck: "KARMACHECK" | "MANUAL" | "CERTN" | "CHECKR" | "HRIS_RIPPLING" | "STERLING" | "HIRERIGHT" | "VETTY" | null;
  createdAt: string;
  updatedAt: string;
  agentEnabled: boolean;
  manualUploadEnabled: boolean;
  entitlements: Array<Entitlement>;
  language: "ENGLISH_US" | "SPANISH_LA" | "GERMAN_DE" | "FRENCH_FR" | "ITALIAN_IT" | "DUTCH_NL" | "PSEUDO" | "PSEUDOX";
}

export interface ComplianceCheckExclusionResponsePublicV2Dto {
  id: number;
  reason: string;
  createdById: number;
  createdByEmail: string;
  createdAt: string;
  startDate: string;
  endDate: string | null;
}

export interface ComplianceCheckResponsePublicDto {
  id: number;
  status: "MISCONFIGURED" | "PASS" | "FAIL" | "EXCLUDED";
  type: "FULL_COMPLIANCE" | "ACCEPTED_POLICIES" | "IDENTITY_MFA" | "BG_CHECK" | "AGENT_INSTALLED" | "PASSWORD_MANAGER" | "HDD_ENCRYPTION" | "ANTIVIRUS" | "AUTO_UPDATES" | "LOCK_SCREEN" | "SECURITY_TRAINING" | "LOCATION_SERVICES" | "HIPAA_TRAINING" | "OFFBOARDING" | "NIST_AI_TRAINING";
  completionDate: string | null;
  expiresAt: string | null;
  checkFrequency: "ONCE" | "HOURLY" | "QID" | "DAILY" | "WEEKLY" | "BIWEEKLY" | "MONTHLY" | "QUARTERLY" | "YEARLY";
  lastCheckedAt: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface ComplianceCheckWithExclusionResponsePublicV2Dto {
  id: number;
  type: "FULL_COMPLIANCE" | "ACCEPTED_POLICIES" | "IDENTITY_MFA" | "BG_CHECK" | "AGENT_INSTALLED" | "PASSWORD_MANAGER" | "HDD_ENCRYPTION" | "ANTIVIRUS" | "AUTO_UPDATES" | "LOCK_SCREEN" | "SECURITY_TRAINING" | "LOCATION_SERVICES" | "HIPAA_TRAINING" | "OFFBOARDING" | "NIST_AI_TRAINING";
  status: "MISCONFIGURED" | "PASS" | "FAIL" | "EXCLUDED";
  checkFrequency: "ONCE" | "HOURLY" | "QID" | "DAILY" | "WEEKLY" | "BIWEEKLY" | "MONTHLY" | "QUARTERLY" | "YEARLY";
  expiresAt?: string | null;
  lastCheckedAt?: string | null;
  completionDate?: string | null;
  createdAt: string;
  updatedAt: string;
  exclusion?: ComplianceCheckExclusionResponsePublicV2Dto | null;
}

export interface ConnectionBody {
  id?: number;
  clientType: "GOOGLE" | "OKTA" | "MICROSOFT_365" | "AWS" | "GCP" | "AZURE" | "HEROKU" | "GITHUB" | "GITLAB" | "BITBUCKET" | "SHORTCUT" | "JIRA" | "ASANA" | "GUSTO" | "KARMACHECK" | "GITHUB_ISSUES" | "RIPPLING" | "CERTN" | "MERGEDEV_ADP_WORKFORCE_NOW" | "MERGEDEV_BAMBOO_HR" | "MERGEDEV_HR_PARTNER" | "MERGEDEV_HI_BOB" | "MERGEDEV_HUMAANS" | "MERGEDEV_PERSONIO" | "MERGEDEV_SAGE" | "DIGITAL_OCEAN" | "MERGEDEV_KALLIDUS" | "MERGEDEV_TRINET" | "MERGEDEV_TRINET_HR" | "MERGEDEV_FRESHTEAM" | "MERGEDEV_SAP_SUCCESSFACTORS" | "TRELLO" | "GITLAB_ISSUES" | "MERGEDEV_JUSTWORKS" | "LINEAR" | "PIVOTAL_TRACKER" | "WORK_OS" | "MERGEDEV_PAYLOCITY" | "MONGO_DB_ATLAS" | "TARGET_PROCESS" | "CLICKUP" | "CHECKR" | "MERGEDEV_WORKDAY" | "ZOHO" | "CLOUDFLARE" | "JAMF" | "AZURE_BOARDS" | "AZURE_REPOS" | "MERGEDEV_HR_CLOUD" | "INTUNE" | "OKTA_IDENTITY" | "GOODHIRE" | "KANDJI" | "AWS_CODECOMMIT" | "FIBERY" | "CURRICULA" | "JUMPCLOUD" | "HEXNODE_UEM" | "RIPPLING_MDM" | "AWS_ORG_UNITS" | "KNOWBE4" | "MERGEDEV_UKG_PRO" | "MERGEDEV_UKG_READY" | "DATADOG" | "SLACK" | "DOCUSIGN" | "MICROSOFT_TEAMS" | "AWS_INSPECTOR" | "MERGEDEV_ONELOGIN" | "MERGEDEV_JUMPCLOUD" | "CONFLUENCE" | "WORKSPACE_ONE" | "NEW_RELIC" | "MERGEDEV_SERVICENOW" | "RAPID7" | "MERGEDEV_AHA" | "MERGEDEV_BASECAMP" | "MERGEDEV_BITBUCKET" | "MERGEDEV_FRESHDESK" | "MERGEDEV_FRESHSERVICE" | "MERGEDEV_HEIGHT" | "MERGEDEV_HIVE" | "MERGEDEV_TEAMWORK" | "MERGEDEV_WRIKE" | "MERGEDEV_ZENDESK" | "CSV_IDP" | "APIDECK" | "AWS_GOV_CLOUD" | "SENTINEL_ONE" | "MERGEDEV_NAMELY" | "MERGEDEV_INSPERITY_PREMIER" | "MERGEDEV_DAYFORCE" | "MERGEDEV_ALEXISHR" | "MERGEDEV_BREATHE" | "MERGEDEV_CHARLIE" | "MERGEDEV_CHARTHOP" | "MERGEDEV_DEEL" | "MERGEDEV_FACTORIAL" | "MERGEDEV_INTELLIHR" | "MERGEDEV_KEKA" | "MERGEDEV_LUCCA" | "MERGEDEV_OFFICIENT" | "MERGEDEV_PAYCHEX" | "MERGEDEV_PEOPLE_HR" | "MERGEDEV_OYSTERHR" | "MERGEDEV_PAYCOR" | "HUBSPOT" | "ZOOM" | "AUTH0" | "SENTRY" | "ZAPIER" | "SNOWFLAKE" | "MIRO" | "MERGEDEV_EMPLOYMENT_HERO" | "SEGMENT" | "WIZ" | "XERO" | "GITHUB_CODE" | "ATLASSIAN" | "PAGER_DUTY" | "STACKONE_SMARTRECRUITERS" | "STACKONE_TEAMTAILOR" | "CROWDSTRIKE" | "GITHUB_ENTERPRISE" | "NOTION" | "STACKONE_KLAVIYO" | "STACKONE_LASTPASS" | "STACKONE_LEAPSOME" | "STACKONE_LEVER" | "STACKONE_ORACLEHCM" | "STACKONE_PINPOINT" | "STACKONE_PIPEDRIVE" | "STACKONE_RECRUITEE" | "STACKONE_WEBEX" | "STACKONE_WORKABLE" | "STACKONE_ZELT" | "STACKONE_BITWARDEN" | "STACKONE_SALESLOFT" | "STACKONE_DIXA" | "STACKONE_FRESHSALES" | "STACKONE_CANVA" | "STACKONE_GREENHOUSE" | "STACKONE_ASHBY" | "STACKONE_ATTIO" | "STACKONE_CONTENTFUL" | "COVERDASH" | "MERGEDEV_FRONT" | "SALESFORCE" | "STACKONE_ELASTIC" | "STACKONE_RENDER" | "STACKONE_TERRAFORM" | "STACKONE_DOMO" | "STACKONE_ENVOY" | "STACKONE_SCALEWAY" | "STACKONE_JETBRAINS" | "STACKONE_FIVETRAN" | "STACKONE_INTERCOM" | "STACKONE_AUTODESK" | "GITHUB_ACTIONS" | "AZURE_ORG_UNITS" | "MICROSOFT_365_GCC_HIGH" | "STACKONE_AIRCALL" | "STACKONE_15FIVE" | "STACKONE_ROLLBAR" | "STACKONE_EGNYTE" | "STACKONE_QLIK" | "STACKONE_BULLHORN" | "STACKONE_OPENVPN" | "STACKONE_SOPHOS" | "STACKONE_MEISTERTASK" | "STACKONE_TALENTLMS" | "STACKONE_ONEFLOW" | "STACKONE_RING_CENTRAL" | "STACKONE_ARTICULATE" | "STACKONE_DIALPAD" | "STACKONE_TABLEAU" | "AZURE_DEVOPS" | "STACKONE_1PASSWORD" | "STACKONE_MIXPANEL" | "STACKONE_SONARCLOUD" | "STACKONE_TWILIO" | "STACKONE_ANSIBLE" | "STACKONE_LATTICE" | "STACKONE_WEBFLOW" | "STACKONE_LACEWORK" | "STACKONE_DATABRICKS" | "STACKONE_IFS" | "STACKONE_TRAVISCI" | "STACKONE_MATILLIONETL" | "STACKONE_OPTIMIZELY" | "UAR_CSV" | "STERLING" | "HIRERIGHT" | "VETTY" | "MERGEDEV_CYBERARK" | "SALESFORCE_UAR" | "GOOGLE_ADMIN_CONSOLE" | "VERCEL" | "STACKONE_DUO" | "STACKONE_GONG" | "STACKONE_IRONCLAD" | "STACKONE_SCORO" | "STACKONE_TEAMVIEWER_REMOTE" | "STACKONE_SPOTDRAFT" | "STACKONE_SPENDESK" | "STACKONE_SENDGRID" | "STACKONE_SMARTSHEET" | "STACKONE_CHECKMK" | "LEEN_TENABLE" | "LEEN_QUALYS" | "LEEN_SEMGREP" | "LEEN_SNYK" | "LEEN_CROWDSTRIKE_VMS" | "LEEN_MS_DEFENDER_VMS" | "LEEN_SENTINELONE_VMS" | "GITLAB_ON_PREM" | "CUSTOM" | "LEEN_RAPID7_VMS" | "BAMBOO_HR" | "GITLAB_ISSUES_ON_PREM" | "GITHUB_ISSUES_ENTERPRISE" | "BITBUCKET_CODE" | "LEEN_ARNICA" | "STACKONE_NETLIFY" | "STACKONE_OPENAI" | "KOLIDE" | "MERGEDEV_JIRA_DATA_CENTER" | "MERGEDEV_PINGONE" | "GOOGLE_ADMIN_CONSOLE_OAUTH" | "GOOGLE_OAUTH" | "STACKONE_ANTHROPIC" | "INTUNE_GCC_HIGH" | "STACKONE_DROPBOX" | "STACKONE_DROPBOX_SIGN" | "STACKONE_HARVEST" | "STACKONE_KAMELEOON" | "STACKONE_MAKE" | "STACKONE_RETOOL" | "STACKONE_TOGGL" | "STACKONE_BOX" | "MERGEDEV_ZOHO_PEOPLE" | "MERGEDEV_ZOHO_DESK" | "LEEN_WIZ_VMS" | "LEEN_WIZ_CODE" | "LEEN_AIKIDO" | "MERGEDEV_LATTICE_HRIS" | "MERGEDEV_DARWINBOX" | "MERGEDEV_PAYCOM" | "AZURE_GCC_HIGH" | "AZURE_MG_GCC_HIGH" | "STACKONE_EASY_LLAMA" | "MERGEDEV_LEAPSOME" | "CUSTOM_XFA" | "LEEN_MS_DEFENDER_VMS_GCC_HIGH" | "STACKONE_CORNERSTONE" | "STACKONE_DOCEBO" | "STACKONE_GO1" | "STACKONE_LINKEDIN_LEARNING" | "STACKONE_SAP_LEARNING" | "STACKONE_WORKDAY_LEARNING" | "STACKONE_360LEARNING" | "STACKONE_BRAINIER" | "STACKONE_COURSERA" | "STACKONE_XYLEME" | "STACKONE_INFOSEC" | "STACKONE_PEOPLE_FLUENT" | "STACKONE_UDEMY" | "AIKIDO" | "AZURE_ENTRA_ID" | "GOOGLE_CLOUD_IDENTITY" | "HYPERCOMPLY" | "INTRUDER" | "IRIS_AI" | "JIT" | "TINES" | "TORQ" | "TRAY" | "SWIF" | "LEEN_ORCA_SECURITY" | "ZIP" | "CUSTOM_MDM" | "LEEN_UPWIND" | "WORK_OS_SCIM" | "LEEN_GITLAB_VMS" | "NINJAONE_MDM" | "FIELDGUIDE" | "OKTA_OAUTH" | "IRONCLAD_VENDOR" | "CUSTOM_HRIS" | "RAMP" | "TROPIC_VENDOR" | "AZURE_BOARDS_ENTRA" | "AZURE_REPOS_ENTRA" | "AZURE_DEVOPS_ENTRA" | "CERTN_CENTRIC" | "DATAGRAIL" | "LEEN_SOCKET";
  state?: "ACTIVE" | "MISCONFIGURED" | "CONFIGURED_PENDING_CONFIRMATION" | "IN_PROGRESS";
  connected?: boolean;
  connectedAt?: string | null;
  failedAt?: string | null;
  companyId?: number | null;
  assignmentId?: string | null;
  ownerId?: number | null;
  accountId?: string | null;
  clientId?: string | null;
  clientAlias?: string | null;
  manuallyUpdatedAt?: string | null;
  aliasUpdatedAt?: string | null;
  deletedAt?: string | null;
  requestorId?: number | string | null;
  product?: Record<string, unknown> | null;
  writeAccessEnabled?: boolean | null;
  sourcePreference?: string | null;
  securityLabel?: string | null;
  jqlQuery?: string | null;
  authorized?: boolean | null;
  providerTypes?: Array<{
    value: "IDENTITY" | "INFRASTRUCTURE" | "VERSION_CONTROL" | "TICKETING" | "HRIS" | "BACKGROUND_CHECK" | "SINGLE_SIGN_ON" | "ENTERPRISE_SSO" | "MDM" | "SECURITY_TRAINING" | "OBSERVABILITY" | "COMMUNICATION" | "DIGITAL_SIGNATURE" | "EXTERNAL_POLICY" | "VULNERABILITY" | "EDR" | "USER_ACCESS_REVIEW" | "CSPM" | "CODEBASE" | "CYBER_INSURANCE" | "CRM" | "CUSTOM" | "AUTOMATION_TOOLS" | "SECURITY_REVIEWS" | "PROCUREMENT" | "AUDITS";
    isEnabled: boolean;
  }>;
  code?: 10000 | 10001 | 10010 | 10020 | 10030 | 10040 | 10050 | 10060 | 10070 | 10080 | 10090 | 10100 | 10110 | 10120 | 10125 | 10130 | 10140 | 10145 | 10150 | 10160 | 10170 | 10171 | 10180 | 10190 | 10200 | 10210 | 10220 | 10230 | 10240 | 10250 | 10260 | 10270 | 10271 | 10272 | 10273 | 10274 | 10275 | 10276 | 10277 | 10278 | 10279 | 10280 | 10281 | 10282 | 10283 | 10290 | 10300 | 10310 | 10311 | 10318 | 10319 | 10320 | 10321 | 10322 | 10323 | 10324 | 10325 | 10326 | 10327 | 10328 | 10329 | 10330 | 10331 | 10332 | 10333 | 10340 | 10350 | 10360 | 10361 | 10370 | 10380 | 10390 | 10391 | 10392 | 10400 | 10410 | 10420 | 10430 | 10440 | 10450 | 10460 | 10470 | 10480 | 10490 | 10500 | 10510 | 10520 | 10530 | 10540 | 10550 | 10555 | 10560 | 10561 | 10570 | 10571 | 10575 | 10576 | 10577 | 10580 | 10590 | 10600 | 10610 | 10620 | 10630 | 10635 | 10640 | 10645 | 10650 | 10651 | 10652 | 10660 | 10661 | 10700 | 10710 | 10720 | 10730 | 10740 | 10750 | 10760 | 10761 | 10770 | 10780 | 10790 | 10800 | 10810 | 10820 | 10830 | 10900 | 10910 | 10920 | 10921 | 10930 | 10940 | 10950 | 10960 | 10961 | 10970 | 10971 | 10972 | 10973 | 10974 | 10975 | 10976 | 10980 | 10990 | 11000 | 11010 | 11020 | 11030 | 11031 | 11032 | 11040 | 11041 | 11050 | 11060 | 11061 | 11070 | 11071 | 11072 | 11080 | 11082 | 11083 | 11084 | 11085 | 11086 | 11087 | 11092 | 12000 | 12010 | 12020 | 12021 | 12022 | 12023 | 12024 | 12030 | 12040 | 12050 | 12060 | 12070 | 12071 | 12080 | 12090 | 12100 | 12200 | 12210 | 12220 | 12230 | 12240 | 12250 | 12260 | 12270 | 12271 | 12272 | 12273 | 12274 | 12280 | 12290 | 12291 | 12300 | 12310 | 12320 | 12330 | 12340 | 12400 | 12410 | 12420 | 12430 | 12450 | 12500 | 12501 | 13000 | 13001 | 13010 | 13011 | 13020 | 13030 | 13040 | 13050 | 13051 | 13060 | 13061 | 13070 | 13080 | 13090 | 13091 | 13100 | 13110 | 13120 | 13130 | 13140 | 13150 | 13160 | 13170 | 13171 | 13180 | 13181 | 13190 | 13200 | 13210 | 13220 | 13230 | 13300 | 13301 | 13302 | 13303 | 14000 | 13240 | 14001 | 14010 | 14020 | 14030 | 14040 | 14050 | 14060 | 14070 | 14080 | 14090 | 14100 | 14110 | 14120 | 14130 | 14140 | 14150 | 14160 | 14161 | 14162 | 14170 | 14180 | 14190 | 14200 | 14210 | 14212 | 14213 | 14220 | 14230 | 14240 | 14250 | 14260 | 14270 | 14271 | 14280 | 15002 | 15003 | 15004 | 15005 | 15007 | 15008 | 1509 | 15010 | 15011 | 15012 | 15013 | 15014 | 15015 | 15040 | 15041 | 15042 | 15043 | 15044 | 15045 | 15046 | 15047 | 15048 | 15049 | 15050 | 15051 | 15052 | 15053 | 15054 | 15055 | 15056 | 15057 | 15058 | 15060 | 15061 | 16000 | 16010 | 16011 | 16020 | 16021 | 16030 | 17001 | 17002 | 17003 | 17004 | 17005 | 17006 | 17007 | 17008 | 17009 | 17010 | 17011 | 17012 | 17013 | 17014 | 17015 | 17100 | 17101 | 17102 | 17103 | 17104 | 17105 | 17106 | 17107 | 17108 | 17109 | 18000 | 18001 | 18002 | 18003 | 18004 | 19000 | 19001 | 20000 | 20001 | 20002 | 20010 | 20011 | 20012 | 21001 | 21002 | 21003 | 21004 | 21005 | 21006 | 21007 | 21008 | 21009 | 21010 | 21011 | 21012 | 21013 | 21014 | 21015 | 21016 | 21017 | 21018 | 21019 | 22000 | 22001 | 22002 | 22003 | 22004 | 22005 | 22006 | 22010 | 22015 | 22016 | 22017 | 22020 | 22030 | 22040 | 22041 | 22042 | 22990 | 22991 | 23000 | 23001 | 23002 | 23010 | 23020 | 23030 | 23040 | 23041 | 23042 | 23050 | 23060 | 23070 | 23080 | 25001 | 25050 | 25051 | 25002 | 25003 | 25004 | 25005 | 25006 | 25007 | 25008 | 25009 | 25010 | 25011 | 25012 | 25020 | 25021 | 25022 | 25023 | 25030 | 25060 | 25070 | 25080 | 25090 | 25100 | 25110 | 25120 | 25130 | 25140 | 25150 | 25160 | 25170 | 25180 | 25190 | 25200 | 25210 | 25220 | 25230 | 25240 | 25250 | 25260 | 25270 | 25280 | 25290 | 25300 | 25310 | 25311 | 25312 | 25320 | 25330 | 25340 | 25350 | 25360 | 25370 | 25380 | 25390 | 25400 | 26410 | 26420 | 26440 | 25420 | 25430 | 25440 | 25450 | 25460 | 27000 | 25500 | 26430 | 27001 | 27002 | 27010 | 27020 | 27021 | 27030 | 27040 | 27050 | 27060 | 27070 | 27071 | 27080 | 27081 | 27090 | 28000 | 28010 | 28020 | 28021 | 28022 | 28023 | 28024 | 28025 | 28026 | 28027 | 28028 | 28029 | 28032 | 28033 | 28034 | 28030 | 28031 | 28050 | 28100 | 28110 | 28200 | 28300 | 28310 | 28320 | 28330 | 28340 | 28350 | 28360 | 28370 | 28380 | 28390 | 28400 | 28460 | 28470 | 28480 | 28490 | 28500 | 28510 | 28520 | 28530 | 28540 | 28541 | 285422 | 28543 | 28544 | 28550 | 28560 | 28570 | 28580 | 28590 | 29000 | 29010 | 29040 | 29050 | 29060 | 29070 | 29080 | 29090 | 29100 | 30000 | 30001 | 30002 | 30003 | 30004 | 30010 | 30011 | 30012 | 30013 | 30014 | 30015 | 30020 | 30021 | 30022 | 30023 | null;
  groupLabel?: string | null;
  workspaceIds?: Array<number>;
  createdAt?: string;
  updatedAt?: string;
}

export type ConnectionCode = 10000 | 10001 | 10010 | 10020 | 10030 | 10040 | 10050 | 10060 | 10070 | 10080 | 10090 | 10100 | 10110 | 10120 | 10125 | 10130 | 10140 | 10145 | 10150 | 10160 | 10170 | 10171 | 10180 | 10190 | 10200 | 10210 | 10220 | 10230 | 10240 | 10250 | 10260 | 10270 | 10271 | 10272 | 10273 | 10274 | 10275 | 10276 | 10277 | 10278 | 10279 | 10280 | 10281 | 10282 | 10283 | 10290 | 10300 | 10310 | 10311 | 10318 | 10319 | 10320 | 10321 | 10322 | 10323 | 10324 | 10325 | 10326 | 10327 | 10328 | 10329 | 10330 | 10331 | 10332 | 10333 | 10340 | 10350 | 10360 | 10361 | 10370 | 10380 | 10390 | 10391 | 10392 | 10400 | 10410 | 10420 | 10430 | 10440 | 10450 | 10460 | 10470 | 10480 | 10490 | 10500 | 10510 | 10520 | 10530 | 10540 | 10550 | 10555 | 10560 | 10561 | 10570 | 10571 | 10575 | 10576 | 10577 | 10580 | 10590 | 10600 | 10610 | 10620 | 10630 | 10635 | 10640 | 10645 | 10650 | 10651 | 10652 | 10660 | 10661 | 10700 | 10710 | 10720 | 10730 | 10740 | 10750 | 10760 | 10761 | 10770 | 10780 | 10790 | 10800 | 10810 | 10820 | 10830 | 10900 | 10910 | 10920 | 10921 | 10930 | 10940 | 10950 | 10960 | 10961 | 10970 | 10971 | 10972 | 10973 | 10974 | 10975 | 10976 | 10980 | 10990 | 11000 | 11010 | 11020 | 11030 | 11031 | 11032 | 11040 | 11041 | 11050 | 11060 | 11061 | 11070 | 11071 | 11072 | 11080 | 11082 | 11083 | 11084 | 11085 | 11086 | 11087 | 11092 | 12000 | 12010 | 12020 | 12021 | 12022 | 12023 | 12024 | 12030 | 12040 | 12050 | 12060 | 12070 | 12071 | 12080 | 12090 | 12100 | 12200 | 12210 | 12220 | 12230 | 12240 | 12250 | 12260 | 12270 | 12271 | 12272 | 12273 | 12274 | 12280 | 12290 | 12291 | 12300 | 12310 | 12320 | 12330 | 12340 | 12400 | 12410 | 12420 | 12430 | 12450 | 12500 | 12501 | 13000 | 13001 | 13010 | 13011 | 13020 | 13030 | 13040 | 13050 | 13051 | 13060 | 13061 | 13070 | 13080 | 13090 | 13091 | 13100 | 13110 | 13120 | 13130 | 13140 | 13150 | 13160 | 13170 | 13171 | 13180 | 13181 | 13190 | 13200 | 13210 | 13220 | 13230 | 13300 | 13301 | 13302 | 13303 | 14000 | 13240 | 14001 | 14010 | 14020 | 14030 | 14040 | 14050 | 14060 | 14070 | 14080 | 14090 | 14100 | 14110 | 14120 | 14130 | 14140 | 14150 | 14160 | 14161 | 14162 | 14170 | 14180 | 14190 | 14200 | 14210 | 14212 | 14213 | 14220 | 14230 | 14240 | 14250 | 14260 | 14270 | 14271 | 14280 | 15002 | 15003 | 15004 | 15005 | 15007 | 15008 | 1509 | 15010 | 15011 | 15012 | 15013 | 15014 | 15015 | 15040 | 15041 | 15042 | 15043 | 15044 | 15045 | 15046 | 15047 | 15048 | 15049 | 15050 | 15051 | 15052 | 15053 | 15054 | 15055 | 15056 | 15057 | 15058 | 15060 | 15061 | 16000 | 16010 | 16011 | 16020 | 16021 | 16030 | 17001 | 17002 | 17003 | 17004 | 17005 | 17006 | 17007 | 17008 | 17009 | 17010 | 17011 | 17012 | 17013 | 17014 | 17015 | 17100 | 17101 | 17102 | 17103 | 17104 | 17105 | 17106 | 17107 | 17108 | 17109 | 18000 | 18001 | 18002 | 18003 | 18004 | 19000 | 19001 | 20000 | 20001 | 20002 | 20010 | 20011 | 20012 | 21001 | 21002 | 21003 | 21004 | 21005 | 21006 | 21007 | 21008 | 21009 | 21010 | 21011 | 21012 | 21013 | 21014 | 21015 | 21016 | 21017 | 21018 | 21019 | 22000 | 22001 | 22002 | 22003 | 22004 | 22005 | 22006 | 22010 | 22015 | 22016 | 22017 | 22020 | 22030 | 22040 | 22041 | 22042 | 22990 | 22991 | 23000 | 23001 | 23002 | 23010 | 23020 | 23030 | 23040 | 23041 | 23042 | 23050 | 23060 | 23070 | 23080 | 25001 | 25050 | 25051 | 25002 | 25003 | 25004 | 25005 | 25006 | 25007 | 25008 | 25009 | 25010 | 25011 | 25012 | 25020 | 25021 | 25022 | 25023 | 25030 | 25060 | 25070 | 25080 | 25090 | 25100 | 25110 | 25120 | 25130 | 25140 | 25150 | 25160 | 25170 | 25180 | 25190 | 25200 | 25210 | 25220 | 25230 | 25240 | 25250 | 25260 | 25270 | 25280 | 25290 | 25300 | 25310 | 25311 | 25312 | 25320 | 25330 | 25340 | 25350 | 25360 | 25370 | 25380 | 25390 | 25400 | 26410 | 26420 | 26440 | 25420 | 25430 | 25440 | 25450 | 25460 | 27000 | 25500 | 26430 | 27001 | 27002 | 27010 | 27020 | 27021 | 27030 | 27040 | 27050 | 27060 | 27070 | 27071 | 27080 | 27081 | 27090 | 28000 | 28010 | 28020 | 28021 | 28022 | 28023 | 28024 | 28025 | 28026 | 28027 | 28028 | 28029 | 28032 | 28033 | 28034 | 28030 | 28031 | 28050 | 28100 | 28110 | 28200 | 28300 | 28310 | 28320 | 28330 | 28340 | 28350 | 28360 | 28370 | 28380 | 28390 | 28400 | 28460 | 28470 | 28480 | 28490 | 28500 | 28510 | 28520 | 28530 | 28540 | 28541 | 285422 | 28543 | 28544 | 28550 | 28560 | 28570 | 28580 | 28590 | 29000 | 29010 | 29040 | 29050 | 29060 | 29070 | 29080 | 29090 | 29100 | 30000 | 30001 | 30002 | 30003 | 30004 | 30010 | 30011 | 30012 | 30013 | 30014 | 30015 | 30020 | 30021 | 30022 | 30023;

export interface ConnectionCompactResponsePublicDto {
  id: number;
  clientType: ClientTypeEnum;
  state: "ACTIVE" | "MISCONFIGURED" | "CONFIGURED_PENDING_CONFIRMATION" | "IN_PROGRESS";
  connected: boolean;
  connectedAt: string | null;
  failedAt: string | null;
  clientId: string | null;
  clientAlias: string | null;
  aliasUpdatedAt: string | null;
  deletedAt: string | null;
  providerTypes?: Array<ConnectionProviderTypeResponsePublicDto>;
  code: number | null;
  groupLabel?: string | null;
}

export interface ConnectionCompactResponsePublicV2Dto {
  id: number;
  clientType: ClientTypeEnum;
  clientId: string | null;
  clientAlias: string | null;
  state: "ACTIVE" | "MISCONFIGURED";
  createdAt: string | null;
  updatedAt: string | null;
  connectedAt: string | null;
  failedAt: string | null;
  deletedAt: string | null;
}

export interface ConnectionProviderTypeResponsePublicDto {
  value: string;
  isEnabled: boolean;
}

export interface ConnectionResponsePublicDto {
  id: number;
  clientType: string;
  state: string;
  connected: boolean;
  connectedAt: string | null;
  failedAt: string | null;
  companyId: number | null;
  assignmentId: string | null;
  user: UserReferencePublicDto | BackReference | null;
  accountId: string | null;
  clientId: string | null;
  clientAlias: string | null;
  manuallyUpdatedAt: string | null;
  aliasUpdatedAt: string | null;
  deletedAt: string | null;
  requestorId: number | string | null;
  product: Record<string, unknown> | null;
  writeAccessEnabled: boolean | null;
  sourcePreference: string | null;
  securityLabel: string | null;
  jqlQuery: string | null;
  authorized: boolean | null;
  workspaces: Array<WorkspaceResponsePublicDto>;
  providerTypes?: Array<ConnectionProviderTypeResponsePublicDto>;
  code: ConnectionCode | null;
  groupLabel: string | null;
}

export interface ConnectionsCompactResponsePublicDto {
  data: Array<ConnectionCompactResponsePublicDto>;
  page: number;
  limit: number;
  total: number;
}

export interface ConsistencyProof {
  origin: string;
  from: number;
  to: number;
  path: Array<string>;
}

export interface Coverage {
  from: string;
  to: string;
  tests: number;
  badTests: number;
  data: Array<TestCoverage>;
}

export interface CoverageDay {
  day: string;
  passed: number;
  failed: number;
  error: number;
}

export interface CreateConnectionJsonIdpRequestPublicDto {
  personnelData: Array<PersonnelDataPublicDto>;
}

export interface CustomConnectionCreateRequestPublicV2Dto {
  name: string;
  providerTypes: Array<"MDM" | "HRIS">;
  description?: string | null;
}

export interface CustomConnectionResourceResponsePublicV2Dto {
  id: number;
  name: string;
  description?: string | null;
  schema: Record<string, unknown>;
  createdAt: string;
  updatedAt: string;
  deletedAt?: string | null;
}

export interface CustomConnectionResponsePublicV2Dto {
  id: number;
  clientAlias: string | null;
  description: string | null;
  providerTypes?: Array<"IDENTITY" | "INFRASTRUCTURE" | "VERSION_CONTROL" | "TICKETING" | "HRIS" | "BACKGROUND_CHECK" | "SINGLE_SIGN_ON" | "ENTERPRISE_SSO" | "MDM" | "SECURITY_TRAINING" | "OBSERVABILITY" | "COMMUNICATION" | "DIGITAL_SIGNATURE" | "EXTERNAL_POLICY" | "VULNERABILITY" | "EDR" | "USER_ACCESS_REVIEW" | "CSPM" | "CODEBASE" | "CYBER_INSURANCE" | "CRM" | "CUSTOM" | "AUTOMATION_TOOLS" | "SECURITY_REVIEWS" | "PROCUREMENT" | "AUDITS">;
  createdAt: string;
  updatedAt: string;
  createdById?: number | null;
  customResources?: Array<CustomConnectionResourceResponsePublicV2Dto>;
  createdByUser?: UserCompactResponsePublicV2Dto;
}

export interface CustomConnectionUpdateRequestPublicV2Dto {
  clientAlias?: string | null;
  description?: string | null;
}

export interface CustomConnectionsResponsePublicV2Dto {
  data: Array<CustomConnectionResponsePublicV2Dto>;
  pagination: Pagination;
}

export interface CustomFieldResponsePublicV2Dto {
  customFieldId: number;
  name: string;
  value?: string | null;
}

export interface CustomFieldSubmitRequestPublicV2Dto {
  id?: number;
  name?: string;
  value: string | null;
}

export interface CustomResourceBody {
  id?: number;
  connectionId: number;
  name: string;
  description?: string | null;
  schema: Record<string, unknown>;
  deletedAt?: string | null;
  createdAt?: string;
  updatedAt?: string;
}

export interface CustomUserIdentitiesResponsePublicV2Dto {
  data: Array<CustomUserIdentityResponsePublicV2Dto>;
  pagination: Pagination;
}

export interface CustomUserIdentityBulkResponsePublicV2Dto {
  statusCode: number;
  data: CustomUserIdentityResponsePublicV2Dto | null;
  error?: {
    message: string;
  };
}

export interface CustomUserIdentityRecordPublicV2Dto {
  identityId: string;
  email?: string | null;
  secondaryEmail?: string | null;
  firstName?: string | null;
  lastName?: string | null;
  jobTitle?: string | null;
  managerId?: string | null;
  managerName?: string | null;
  startedAt?: string | null;
  separatedAt?: string | null;
  isContractor?: boolean | null;
}

export interface CustomUserIdentityResponsePublicV2Dto {
  id: number;
  identityId: string;
  email: string | null;
  secondaryEmail: string | null;
  firstName: string | null;
  lastName: string | null;
  jobTitle: string | null;
  managerId: string | null;
  managerName: string | null;
  startedAt: string | null;
  separatedAt: string | null;
  isContractor: boolean | null;
  createdAt: string;
  updatedAt: string;
}

export interface DeviceBody {
  id?: number;
  userId: number;
  sourceType: "AGENT" | "JAMF" | "INTUNE" | "KANDJI" | "JUMPCLOUD" | "HEXNODE_UEM" | "UNKNOWN" | "RIPPLING" | "WORKSPACE_ONE" | "KOLIDE" | "CUSTOM" | "INTUNE_GCC_HIGH" | "CUSTOM_XFA" | "NINJAONE";
  osVersion?: string | null;
  serialNumber?: string | null;
  model?: string | null;
  macAddress?: string | null;
  agentVersion?: string | null;
  appsCount?: number | null;
  screenLockTime?: number | null;
  lastCheckedAt?: string | null;
  encryptionEnabled?: boolean | null;
  encryptionExplanation?: string | null;
  firewallEnabled?: boolean | null;
  firewallExplanation?: string | null;
  antivirusEnabled?: boolean | null;
  antivirusExplanation?: string | null;
  autoUpdateEnabled?: boolean | null;
  autoUpdateExplanation?: string | null;
  screenLockEnabled?: boolean | null;
  screenLockExplanation?: string | null;
  passwordManagerEnabled?: boolean | null;
  passwordManagerExplanation?: string | null;
  locationServicesEnabled?: boolean | null;
  deletedAt?: string | null;
  createdAt?: string;
  updatedAt?: string;
}

export interface DeviceComplianceCheckResponsePublicDto {
  id: number;
  status: string;
  type: string;
  expiresAt: string | null;
  checkFrequency: string;
  lastCheckedAt: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface DeviceDocumentResponsePublicDto {
  id: number;
  type: string;
  name: string;
  fileUrl: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface DeviceIdentifierResponsePublicDto {
  id: number;
  type: string;
  identifier: string;
  createdAt: string;
  updatedAt: string;
}

export interface DeviceResponsePublicDto {
  id: number;
  osVersion: string | null;
  serialNumber: string | null;
  model: string | null;
  macAddress: string | null;
  encryptionEnabled: boolean | null;
  encryptionExplanation: string | null;
  firewallEnabled: boolean | null;
  firewallExplanation: string | null;
  lastCheckedAt: string | null;
  sourceType: string;
  createdAt: string;
  updatedAt: string;
  deletedAt: string | null;
  appsCount: number | null;
  complianceChecks?: Array<DeviceComplianceCheckResponsePublicDto>;
  identifiers?: Array<DeviceIdentifierResponsePublicDto>;
  documents?: Array<DeviceDocumentResponsePublicDto>;
  isDeviceCompliant: boolean;
  screenLockTime: number | null;
  screenLockExplanation: string | null;
  antivirusEnabled: boolean | null;
  antivirusExplanation: string | null;
  autoUpdateEnabled: boolean | null;
  autoUpdateExplanation: string | null;
  passwordManagerEnabled: boolean | null;
  passwordManagerExplanation: string | null;
  agentVersion: string | null;
}

export interface EmbedToken {
  id: number;
  name: string;
  filter: EventMembersFilter;
  origins: Array<string>;
  createdById: number | null;
  createdAt: string;
  endsAt: string;
}

export interface EmbedTokenBody {
  name: string;
  filter: EventMembersFilter;
  origins: Array<string>;
  endsAt: string;
}

export interface EmbedTokens {
  data: Array<EmbedToken>;
}

export interface EmbeddedEvent {
  id: string;
  type: string;
  category: "AUTOPILOT" | "AGENT" | "POLICY" | "PERSONNEL" | "REPORT" | "VENDOR" | "ASSET" | "COMPANY" | "ASSESSMENT" | "AUDIT" | "MONITOR" | "USER" | "CONNECTION" | "GRC" | "MDM" | "QUESTIONNAIRE" | "DEVICE" | "TRUST_PAGES" | "TRUST_CENTER_PRIVATE_ACCESS" | "RISK" | "COMPANY_NOTIFICATION" | "CUSTOM_FRAMEWORKS" | "MULTIPLE_PRODUCT_SUPPORT" | "PUBLIC_API_KEY" | "SERVICE_PROVIDER" | "TASK" | "AUTOPILOT_RECIPE_SCHEDULE" | "RESYNC" | "EVIDENCE" | "AUTOPILOT_RECIPE" | "ACCESS_REVIEW" | "DOCUMENT_SCANNED" | "CLOUD_STORAGE" | "VENDOR_PROFILE" | "CODEBASE" | "EXCEPTION_MANAGEMENT" | "WORKFLOWS" | "CUSTOM_CONNECTION" | "TRUST_CENTER_REPORTS" | "OUTBOUND_WEBHOOKS" | "SAFEBASE_MIGRATION" | "TRUST_ACCESS_REQUEST" | "SAFEBASE_ONBOARDING";
  source: "APP" | "AUTOPILOT" | "PUBLIC_API" | "VENDOR_QUESTIONNAIRE" | "SCHEDULED" | "WORKFLOW" | "DRATA_POLICY";
  status: "READY" | "PASSED" | "FAILED" | "ERROR" | "PREAUDIT" | null;
  description: string | null;
  actor: string | null;
  connection: string | null;
  testName: string | null;
  createdAt: string;
}

export interface EmbeddedEvents {
  data: Array<EmbeddedEvent>;
  pagination: Pagination;
}

export interface Entitlement {
  name: string;
  description: string;
  type: string;
  featureId?: number;
  metadata: Record<string, unknown>;
}

export interface Erasure {
  userId: number;
  dryRun: boolean;
  searched: {
    events: number;
    snapshots: number;
    directoryVersions: number;
    keys: number;
    views: number;
    files: number;
    identifiers: number;
  };
  removed: {
    parts: number;
    snapshots: number;
    directoryRows: number;
    directoryVersions: number;
    actorOpenings: number;
    views: number;
  };
  redacted: {
    parts: number;
    snapshots: number;
    directoryRows: number;
    keys: number;
    views: number;
    files: number;
  };
  events: number;
  eventIds: Array<string>;
  remains: Array<string>;
}

export interface ErasureRequest {
  reason: string;
  legalBasis: string;
  alsoSearch?: Array<string>;
  dryRun?: boolean;
}

export interface Event {
  seq: number;
  id: string;
  type: string;
  category: "AUTOPILOT" | "AGENT" | "POLICY" | "PERSONNEL" | "REPORT" | "VENDOR" | "ASSET" | "COMPANY" | "ASSESSMENT" | "AUDIT" | "MONITOR" | "USER" | "CONNECTION" | "GRC" | "MDM" | "QUESTIONNAIRE" | "DEVICE" | "TRUST_PAGES" | "TRUST_CENTER_PRIVATE_ACCESS" | "RISK" | "COMPANY_NOTIFICATION" | "CUSTOM_FRAMEWORKS" | "MULTIPLE_PRODUCT_SUPPORT" | "PUBLIC_API_KEY" | "SERVICE_PROVIDER" | "TASK" | "AUTOPILOT_RECIPE_SCHEDULE" | "RESYNC" | "EVIDENCE" | "AUTOPILOT_RECIPE" | "ACCESS_REVIEW" | "DOCUMENT_SCANNED" | "CLOUD_STORAGE" | "VENDOR_PROFILE" | "CODEBASE" | "EXCEPTION_MANAGEMENT" | "WORKFLOWS" | "CUSTOM_CONNECTION" | "TRUST_CENTER_REPORTS" | "OUTBOUND_WEBHOOKS" | "SAFEBASE_MIGRATION" | "TRUST_ACCESS_REQUEST" | "SAFEBASE_ONBOARDING";
  source: "APP" | "AUTOPILOT" | "PUBLIC_API" | "VENDOR_QUESTIONNAIRE" | "SCHEDULED" | "WORKFLOW" | "DRATA_POLICY";
  status: "READY" | "PASSED" | "FAILED" | "ERROR" | "PREAUDIT" | null;
  description: string | null;
  createdAt: string;
  recordedAt: string;
  userId: number | null;
  user: UserCompactResponsePublicV2Dto | null;
  connectionId: number | null;
  connection: ConnectionCompactResponsePublicV2Dto | null;
  workspaceId: number | null;
  testId: number | null;
  testName: string | null;
  controlIds: Array<number>;
  requestDescription: string | null;
  metadata: Record<string, unknown> | null;
  issues: Array<Record<string, unknown>>;
  provenance: Provenance | null;
  leaf: string;
}

export interface EventDownloadJobResponsePublicV2Dto {
  jobId: string;
  status: "Pending" | "Running" | "Completed" | "Failed";
  result: string | null;
  createdAt: string;
  completedAt: string | null;
  errorMessage?: string;
}

export interface EventDraft {
  id?: string;
  type: string;
  category?: "AUTOPILOT" | "AGENT" | "POLICY" | "PERSONNEL" | "REPORT" | "VENDOR" | "ASSET" | "COMPANY" | "ASSESSMENT" | "AUDIT" | "MONITOR" | "USER" | "CONNECTION" | "GRC" | "MDM" | "QUESTIONNAIRE" | "DEVICE" | "TRUST_PAGES" | "TRUST_CENTER_PRIVATE_ACCESS" | "RISK" | "COMPANY_NOTIFICATION" | "CUSTOM_FRAMEWORKS" | "MULTIPLE_PRODUCT_SUPPORT" | "PUBLIC_API_KEY" | "SERVICE_PROVIDER" | "TASK" | "AUTOPILOT_RECIPE_SCHEDULE" | "RESYNC" | "EVIDENCE" | "AUTOPILOT_RECIPE" | "ACCESS_REVIEW" | "DOCUMENT_SCANNED" | "CLOUD_STORAGE" | "VENDOR_PROFILE" | "CODEBASE" | "EXCEPTION_MANAGEMENT" | "WORKFLOWS" | "CUSTOM_CONNECTION" | "TRUST_CENTER_REPORTS" | "OUTBOUND_WEBHOOKS" | "SAFEBASE_MIGRATION" | "TRUST_ACCESS_REQUEST" | "SAFEBASE_ONBOARDING";
  source: "APP" | "AUTOPILOT" | "PUBLIC_API" | "VENDOR_QUESTIONNAIRE" | "SCHEDULED" | "WORKFLOW" | "DRATA_POLICY";
  description: string;
  status?: "READY" | "PASSED" | "FAILED" | "ERROR" | "PREAUDIT" | null;
  createdAt?: string;
  userId?: number | null;
  userEmail?: string | null;
  connectionId?: number | null;
  workspaceId?: number | null;
  metadata?: Record<string, unknown>;
  testId?: number | null;
  testName?: string | null;
  requestDescription?: string | null;
  issues?: Array<Record<string, unknown>>;
  controlIds?: Array<number>;
  provenance?: {
    system: string;
    fetchedAt: string;
    sourceDigest: string;
  } | null;
}

export interface EventFacets {
  type?: Array<{
    value: string | null;
    count: number;
  }>;
  category?: Array<{
    value: string | null;
    count: number;
  }>;
  source?: Array<{
    value: string | null;
    count: number;
  }>;
  status?: Array<{
    value: string | null;
    count: number;
  }>;
  userId?: Array<{
    value: number | null;
    count: number;
  }>;
  connectionId?: Array<{
    value: number | null;
    count: number;
  }>;
  workspaceId?: Array<{
    value: number | null;
    count: number;
  }>;
  testId?: Array<{
    value: number | null;
    count: number;
  }>;
}

export interface EventFeed {
  data: Array<Event>;
  next: number;
}

export interface EventHistogram {
  interval: string;
  bars: Array<{
    from: string;
    status: string | null;
    count: number;
  }>;
}

export interface EventMembersFilter {
  type?: Array<string>;
  source?: Array<"APP" | "AUTOPILOT" | "PUBLIC_API" | "VENDOR_QUESTIONNAIRE" | "SCHEDULED" | "WORKFLOW" | "DRATA_POLICY">;
  category?: Array<"AUTOPILOT" | "AGENT" | "POLICY" | "PERSONNEL" | "REPORT" | "VENDOR" | "ASSET" | "COMPANY" | "ASSESSMENT" | "AUDIT" | "MONITOR" | "USER" | "CONNECTION" | "GRC" | "MDM" | "QUESTIONNAIRE" | "DEVICE" | "TRUST_PAGES" | "TRUST_CENTER_PRIVATE_ACCESS" | "RISK" | "COMPANY_NOTIFICATION" | "CUSTOM_FRAMEWORKS" | "MULTIPLE_PRODUCT_SUPPORT" | "PUBLIC_API_KEY" | "SERVICE_PROVIDER" | "TASK" | "AUTOPILOT_RECIPE_SCHEDULE" | "RESYNC" | "EVIDENCE" | "AUTOPILOT_RECIPE" | "ACCESS_REVIEW" | "DOCUMENT_SCANNED" | "CLOUD_STORAGE" | "VENDOR_PROFILE" | "CODEBASE" | "EXCEPTION_MANAGEMENT" | "WORKFLOWS" | "CUSTOM_CONNECTION" | "TRUST_CENTER_REPORTS" | "OUTBOUND_WEBHOOKS" | "SAFEBASE_MIGRATION" | "TRUST_ACCESS_REQUEST" | "SAFEBASE_ONBOARDING">;
  status?: Array<"READY" | "PASSED" | "FAILED" | "ERROR" | "PREAUDIT" | null>;
  userId?: Array<number | null>;
  connectionId?: Array<number | null>;
  workspaceId?: Array<number | null>;
  testId?: Array<number | null>;
  controlId?: Array<number>;
}

export interface EventResponsePublicDto {
  id: string;
  type: string;
  category: string;
  source: string;
  description: string;
  metadata: Record<string, unknown>;
  status: string | null;
  createdAt: string;
  user: UserResponsePublicDto | null;
  connection: ConnectionResponsePublicDto | null;
  requestDescription: string | null;
  issues: Array<Record<string, unknown>>;
}

export interface EventResponsePublicV2Dto {
  id: string;
  type: string;
  category: "AUTOPILOT" | "AGENT" | "POLICY" | "PERSONNEL" | "REPORT" | "VENDOR" | "ASSET" | "COMPANY" | "ASSESSMENT" | "AUDIT" | "MONITOR" | "USER" | "CONNECTION" | "GRC" | "MDM" | "QUESTIONNAIRE" | "DEVICE" | "TRUST_PAGES" | "TRUST_CENTER_PRIVATE_ACCESS" | "RISK" | "COMPANY_NOTIFICATION" | "CUSTOM_FRAMEWORKS" | "MULTIPLE_PRODUCT_SUPPORT" | "PUBLIC_API_KEY" | "SERVICE_PROVIDER" | "TASK" | "AUTOPILOT_RECIPE_SCHEDULE" | "RESYNC" | "EVIDENCE" | "AUTOPILOT_RECIPE" | "ACCESS_REVIEW" | "DOCUMENT_SCANNED" | "CLOUD_STORAGE" | "VENDOR_PROFILE" | "CODEBASE" | "EXCEPTION_MANAGEMENT" | "WORKFLOWS" | "CUSTOM_CONNECTION" | "TRUST_CENTER_REPORTS" | "OUTBOUND_WEBHOOKS" | "SAFEBASE_MIGRATION" | "TRUST_ACCESS_REQUEST" | "SAFEBASE_ONBOARDING";
  source: "APP" | "AUTOPILOT" | "PUBLIC_API" | "VENDOR_QUESTIONNAIRE" | "SCHEDULED" | "WORKFLOW" | "DRATA_POLICY";
  description: string;
  metadata?: Record<string, unknown>;
  status: "READY" | "PASSED" | "FAILED" | "ERROR" | "PREAUDIT" | null;
  createdAt: string;
  userId: number | null;
  user?: UserCompactResponsePublicV2Dto | null;
  connectionId: number | null;
  connection?: ConnectionCompactResponsePublicV2Dto | null;
  requestDescription: string | null;
  testName?: string | null;
  testId?: string | null;
  issues?: Array<Record<string, unknown>>;
}

export interface EventType {
  name: string;
  version: number;
  category: string;
  schema: Record<string, unknown>;
  createdAt: string;
}

export interface EventTypeBody {
  name: string;
  category: "AUTOPILOT" | "AGENT" | "POLICY" | "PERSONNEL" | "REPORT" | "VENDOR" | "ASSET" | "COMPANY" | "ASSESSMENT" | "AUDIT" | "MONITOR" | "USER" | "CONNECTION" | "GRC" | "MDM" | "QUESTIONNAIRE" | "DEVICE" | "TRUST_PAGES" | "TRUST_CENTER_PRIVATE_ACCESS" | "RISK" | "COMPANY_NOTIFICATION" | "CUSTOM_FRAMEWORKS" | "MULTIPLE_PRODUCT_SUPPORT" | "PUBLIC_API_KEY" | "SERVICE_PROVIDER" | "TASK" | "AUTOPILOT_RECIPE_SCHEDULE" | "RESYNC" | "EVIDENCE" | "AUTOPILOT_RECIPE" | "ACCESS_REVIEW" | "DOCUMENT_SCANNED" | "CLOUD_STORAGE" | "VENDOR_PROFILE" | "CODEBASE" | "EXCEPTION_MANAGEMENT" | "WORKFLOWS" | "CUSTOM_CONNECTION" | "TRUST_CENTER_REPORTS" | "OUTBOUND_WEBHOOKS" | "SAFEBASE_MIGRATION" | "TRUST_ACCESS_REQUEST" | "SAFEBASE_ONBOARDING";
  schema: Record<string, unknown>;
}

export interface EventTypes {
  data: Array<ListedEventType>;
}

export interface Events {
  data: Array<Event>;
  pagination: Pagination;
}

export interface EventsResponsePublicDto {
  data: Array<EventResponsePublicDto>;
  page: number;
  limit: number;
  total: number;
}

export interface EventsResponsePublicV2Dto {
  data: Array<EventResponsePublicV2Dto>;
  pagination: Pagination;
}

export interface FrameworkBody {
  id?: number;
  name: string;
  slug: string;
  tag: string;
  customFrameworkId?: string | null;
  label: string;
  description: string;
  longDescription?: string;
  type?: "SOC_2_TYPE_1" | "SOC_2_TYPE_2" | "ISO_27001" | "HIPAA" | "PCI" | "GDPR" | "SCF" | "NIST80053" | "NISTCSF" | "CMMC" | "NIST800171" | "MSSSPA" | "FFIEC" | "CCPA" | "ISO_27701" | "COBIT" | "SOX_ITGC" | "ISO_27001_2022" | "CCM" | "CYBER_ESSENTIALS" | "ISO_27017_2015" | "ISO_27018_2019" | "NISTAI" | "PCI4" | "FEDRAMP" | "NISTCSF2" | "NIS2" | "DORA" | "ISO_42001_2023" | "DRATA_ESSENTIALS" | "NIST800171R3" | "CIS8" | "CYBER_ESSENTIALS_32" | "FEDRAMP20X" | "HITRUST" | "MSSSPA11" | "ESSENTIAL_EIGHT" | "NYDFS" | "TISAX" | "ISO_27018_2025" | "CCPA2026" | "ISO_27701_2025" | "CPS230" | "CUSTOM" | null;
  color?: string;
  bgColor?: string;
  activeLogo?: string | null;
  inactiveLogo?: string | null;
  hasLevel?: boolean;
  levelLabel?: string | null;
  selectedLevel?: string | null;
  privacy?: boolean | null;
  totalInScopeControls?: number;
  numInScopeRequirements?: number;
  numReadyInScopeRequirements?: number;
  controlsEnabled?: boolean;
  enabledAt?: string | null;
  workspaceIds?: Array<number>;
  createdAt?: string;
  updatedAt?: string;
}

export interface FrameworkCompactResponsePublicV2Dto {
  id: number;
  name: string;
  description: string;
  createdAt: string;
  updatedAt: string;
  enabledAt: string | null;
}

export interface FrameworkResponsePublicDto {
  id: number;
  name: string;
  hasLevel: boolean;
  levelLabel: string | null;
  selectedLevel: string | null;
  privacy: boolean | null;
  description: string;
  longDescription: string;
  slug: string;
  tag: string;
  label: string;
  totalInScopeControls: number;
  numInScopeRequirements: number;
  numReadyInScopeRequirements: number;
  enabledAt: string | null;
  frameworkEnabled: boolean;
  controlsEnabled: boolean;
  color: string;
  bgColor: string;
  activeLogo: string | null;
  inactiveLogo: string | null;
  createdAt: string;
  updatedAt: string;
  isReady: boolean;
  productFrameworkEnabled?: boolean;
  customFrameworkId?: string;
  type?: "SOC_2_TYPE_1" | "SOC_2_TYPE_2" | "ISO_27001" | "HIPAA" | "PCI" | "GDPR" | "SCF" | "NIST80053" | "NISTCSF" | "CMMC" | "NIST800171" | "MSSSPA" | "FFIEC" | "CCPA" | "ISO_27701" | "COBIT" | "SOX_ITGC" | "ISO_27001_2022" | "CCM" | "CYBER_ESSENTIALS" | "ISO_27017_2015" | "ISO_27018_2019" | "NISTAI" | "PCI4" | "FEDRAMP" | "NISTCSF2" | "NIS2" | "DORA" | "ISO_42001_2023" | "DRATA_ESSENTIALS" | "NIST800171R3" | "CIS8" | "CYBER_ESSENTIALS_32" | "FEDRAMP20X" | "HITRUST" | "MSSSPA11" | "ESSENTIAL_EIGHT" | "NYDFS" | "TISAX" | "ISO_27018_2025" | "CCPA2026" | "ISO_27701_2025" | "CPS230" | "CUSTOM";
}

export interface FullCheck {
  beganAt: string;
  endedAt: string;
  size: number;
  root: string | null;
  version: string;
  problem: string | null;
}

export interface FullChecks {
  data: Array<FullCheck>;
}

export interface Health {
  status: "ok";
}

export interface IdentityAccessBody {
  id: number;
  serviceAccount?: string | null;
  serviceAccountReason?: string | null;
  serviceAccountDesignatorId?: number | null;
  lastCheckedAt?: string | null;
  adminAccess?: string | null;
  dbAccess?: string | null;
  writeAccess?: string | null;
  pushProductionCodeAccess?: string | null;
}

export interface IdentityBody {
  id?: number;
  userId?: number | null;
  connectionId?: number | null;
  identityId: string;
  username?: string | null;
  email?: string | null;
  connectedAt?: string | null;
  disconnectedAt?: string | null;
  hasMfa?: boolean | null;
  hasIdp?: boolean | null;
  secondaryEmail?: string | null;
  firstName?: string | null;
  lastName?: string | null;
  startedAt?: string | null;
  separatedAt?: string | null;
  isContractor?: boolean | null;
  jobTitle?: string | null;
  managerId?: string | null;
  managerName?: string | null;
  createdAt?: string;
  updatedAt?: string;
}

export interface LegalHold {
  id: number;
  userId: number | null;
  from: string | null;
  to: string | null;
  reason: string;
  createdAt: string;
  updatedAt: string;
}

export interface LegalHoldBody {
  id?: number;
  userId?: number | null;
  from?: string | null;
  to?: string | null;
  reason: string;
}

export interface LegalHolds {
  data: Array<LegalHold>;
}

export interface ListedEventType {
  name: string;
  origin: "CONTRACT" | "SYSTEM" | "COMPANY";
  category: string | null;
  version: number | null;
  createdAt: string | null;
  count: number;
}

export interface Log {
  company: string;
  origin: string;
  public: boolean;
  size: number;
  vkeys: Array<string>;
  keys: Array<{
    vkey: string;
    words: string;
  }>;
}

export interface LogBody {
  public: boolean;
}

export interface LogWitnessStatus {
  name: string;
  url: string;
  vkey: string;
  cosignedSize: number | null;
  cosignedAt: string | null;
  problem: string | null;
  conflict: boolean;
}

export interface LogWitnesses {
  witnesses: Array<LogWitnessStatus>;
  needed: number;
  policy: string;
}

export interface LogWitnessesBody {
  witnesses: Array<{
    name: string;
    url: string;
    vkey: string;
  }>;
  needed: number;
}

export interface ManualBackgroundCheckRequestPublicDto {
  url: string;
  filedAt: string;
}

export interface NewAccessLink {
  url: string;
  id: string;
  kind: "auditor" | "invite" | "signIn";
  userId: number | null;
  name: string | null;
  email: string | null;
  createdBy: number | null;
  createdAt: string;
  endsAt: string;
}

export interface NewApiKey {
  key: string;
  id: string;
  name: string;
  userId: number;
  permissions: Array<string>;
  addresses: Array<string>;
  dateStyle: "iso" | "legacy";
  createdAt: string;
  expiresAt: string | null;
  revokedAt: string | null;
}

export interface NewEmbedToken {
  token: string;
  id: number;
  name: string;
  filter: EventMembersFilter;
  origins: Array<string>;
  createdById: number | null;
  createdAt: string;
  endsAt: string;
}

export interface NewestRun {
  seq: number;
  status: "PASSED" | "FAILED" | "ERROR";
  createdAt: string;
}

export interface Pagination {
  cursor: string | null;
  totalCount?: number | null;
}

export interface PasswordBody {
  current: string;
  next: string;
}

export interface PasswordNeeded {
  needs: "password";
  email: string;
}

export interface PastCheckpoint {
  size: number;
  root: string;
  signedAt: string;
  witnesses: Array<PastCosignature>;
  otherLines: number;
  note: string;
}

export interface PastCheckpoints {
  data: Array<PastCheckpoint>;
  next: number | null;
}

export interface PastCosignature {
  name: string;
  cosignedAt: string;
}

export interface PermissionResponsePublicV2Dto {
  id?: null;
  action: "READ" | "MANAGE" | "CREATE" | "UPDATE" | "DELETE";
  subject: SubjectEnum;
  createdAt?: null;
}

export interface PersonCompactResponsePublicV2Dto {
  id: number;
  employmentStatus: "CURRENT_EMPLOYEE" | "FORMER_EMPLOYEE" | "CURRENT_CONTRACTOR" | "FORMER_CONTRACTOR" | "OUT_OF_SCOPE" | "UNKNOWN" | "SPECIAL_FORMER_EMPLOYEE" | "SPECIAL_FORMER_CONTRACTOR" | "FUTURE_HIRE" | "SERVICE_ACCOUNT";
  userId: number;
  email: string;
  createdAt: string;
  updatedAt: string;
}

export interface PersonResponsePublicV2Dto {
  id: number;
  userId: number;
  user?: UserCompactResponsePublicV2Dto;
  employmentStatus: "CURRENT_EMPLOYEE" | "FORMER_EMPLOYEE" | "CURRENT_CONTRACTOR" | "FORMER_CONTRACTOR" | "OUT_OF_SCOPE" | "UNKNOWN" | "SPECIAL_FORMER_EMPLOYEE" | "SPECIAL_FORMER_CONTRACTOR" | "FUTURE_HIRE" | "SERVICE_ACCOUNT";
  notHumanReason?: string | null;
  reasonProvider?: UserCompactResponsePublicV2Dto | null;
  complianceChecks?: Array<ComplianceCheckWithExclusionResponsePublicV2Dto>;
  startedAt: string | null;
  separatedAt?: string | null;
  statusUpdatedAt: string | null;
  createdAt: string;
  updatedAt: string;
  customFields?: Array<CustomFieldResponsePublicV2Dto>;
}

export interface PersonnelActionsRequestPublicV2Dto {
  action: "reset-sync" | "reset-sync-all";
  personnelIds?: Array<number>;
}

export interface PersonnelActionsResponsePublicV2Dto {
  count: number;
}

export interface PersonnelBody {
  userId: number;
  employmentStatus: "CURRENT_EMPLOYEE" | "FORMER_EMPLOYEE" | "CURRENT_CONTRACTOR" | "FORMER_CONTRACTOR" | "OUT_OF_SCOPE" | "UNKNOWN" | "SPECIAL_FORMER_EMPLOYEE" | "SPECIAL_FORMER_CONTRACTOR" | "FUTURE_HIRE" | "SERVICE_ACCOUNT";
  notHumanReason?: string | null;
  reasonProviderId?: number | null;
  startDate?: string | null;
  separationDate?: string | null;
  statusUpdatedAt?: string | null;
  keptByHand?: Array<"employmentStatus" | "startDate" | "separationDate">;
  customFields?: Array<{
    customFieldId: number;
    name: string;
    value: string | null;
  }>;
  exclusions?: Array<{
    id: number;
    type: "FULL_COMPLIANCE" | "ACCEPTED_POLICIES" | "IDENTITY_MFA" | "BG_CHECK" | "AGENT_INSTALLED" | "PASSWORD_MANAGER" | "HDD_ENCRYPTION" | "ANTIVIRUS" | "AUTO_UPDATES" | "LOCK_SCREEN" | "SECURITY_TRAINING" | "LOCATION_SERVICES" | "HIPAA_TRAINING" | "OFFBOARDING" | "NIST_AI_TRAINING";
    reason: string;
    createdById: number;
    createdAt: string;
    startDate: string;
    endDate: string | null;
  }>;
  createdAt?: string;
  updatedAt?: string;
}

export interface PersonnelContractDateRequestPublicDto {
  startDate: string;
  separationDate?: string;
}

export interface PersonnelDataPublicDto {
  id: string;
  firstName: string;
  lastName: string;
  email: string;
  avatarUrl?: string;
  contractor: boolean;
  isMfaEnabled: boolean;
  jobTitle?: string;
  customerId?: string;
  date: string;
}

export interface PersonnelDataResponsePublicDto {
  osVersion?: string | null;
  serialNumber?: string | null;
  screenLockTime?: number | null;
  agentVersion?: string | null;
  macAddress?: string | null;
  lastcheckedAt?: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface PersonnelDetailsResponsePublicDto {
  id: number;
  employmentStatus: "CURRENT_EMPLOYEE" | "FORMER_EMPLOYEE" | "CURRENT_CONTRACTOR" | "FORMER_CONTRACTOR" | "OUT_OF_SCOPE" | "UNKNOWN" | "SPECIAL_FORMER_EMPLOYEE" | "SPECIAL_FORMER_CONTRACTOR" | "FUTURE_HIRE" | "SERVICE_ACCOUNT";
  notHumanReason?: string | null;
  osVersion: string | null;
  serialNumber: string | null;
  user: UserResponsePublicDto;
  reasonProvider?: UserReferencePublicDto | null;
  complianceChecks: Array<ComplianceCheckResponsePublicDto>;
  startDate: string | null;
  separationDate?: string | null;
  statusUpdatedAt: string | null;
  data: PersonnelDataResponsePublicDto;
  createdAt: string;
  updatedAt: string;
  devices: Array<DeviceResponsePublicDto>;
}

export interface PersonnelDetailsTableResponsePublicDto {
  id: number;
  employmentStatus: "CURRENT_EMPLOYEE" | "FORMER_EMPLOYEE" | "CURRENT_CONTRACTOR" | "FORMER_CONTRACTOR" | "OUT_OF_SCOPE" | "UNKNOWN" | "SPECIAL_FORMER_EMPLOYEE" | "SPECIAL_FORMER_CONTRACTOR" | "FUTURE_HIRE" | "SERVICE_ACCOUNT";
  notHumanReason?: string | null;
  osVersion: string | null;
  serialNumber: string | null;
  user: UserResponsePublicDto;
  reasonProvider?: UserReferencePublicDto | null;
  complianceChecks: Array<ComplianceCheckResponsePublicDto>;
  startDate: string | null;
  separationDate?: string | null;
  statusUpdatedAt: string | null;
  data: PersonnelDataResponsePublicDto;
  createdAt: string;
  updatedAt: string;
  devices: Array<DeviceResponsePublicDto>;
  agentEnabled: boolean;
  manualUploadEnabled: boolean;
  devicesCount?: number;
  devicesFailingComplianceCount?: number;
}

export interface PersonnelImportResult {
  connectionId: number;
  created: number;
  updated: number;
  unchanged: number;
  disconnected: number;
}

export interface PersonnelModifyRequestPublicV2Dto {
  startedAt?: string;
  separatedAt?: string;
  employmentStatus?: "CURRENT_EMPLOYEE" | "FORMER_EMPLOYEE" | "CURRENT_CONTRACTOR" | "FORMER_CONTRACTOR" | "OUT_OF_SCOPE" | "UNKNOWN" | "SPECIAL_FORMER_EMPLOYEE" | "SPECIAL_FORMER_CONTRACTOR" | "FUTURE_HIRE" | "SERVICE_ACCOUNT";
  notHumanReason?: string;
  customFields?: Array<CustomFieldSubmitRequestPublicV2Dto>;
}

export interface PersonnelResetStatusRequestPublicDto {
  personnelIds?: Array<number>;
}

export interface PersonnelResponsePublicV2Dto {
  data: Array<PersonResponsePublicV2Dto>;
  pagination: Pagination;
}

export interface PersonnelStatusRequestPublicDto {
  employmentStatus: "CURRENT_EMPLOYEE" | "FORMER_EMPLOYEE" | "CURRENT_CONTRACTOR" | "FORMER_CONTRACTOR" | "OUT_OF_SCOPE" | "UNKNOWN" | "SPECIAL_FORMER_EMPLOYEE" | "SPECIAL_FORMER_CONTRACTOR" | "FUTURE_HIRE" | "SERVICE_ACCOUNT";
  notHumanReason?: string;
  separationDate?: string;
}

export interface PersonnelTableResponsePublicDto {
  data: Array<PersonnelDetailsTableResponsePublicDto>;
  page: number;
  limit: number;
  total: number;
  dataAll: Record<string, unknown>;
}

export type PolicyApprovalsSourceTypeEnum = "UNKNOWN" | "BAMBOO_HR" | "CSV" | "MY_DRATA" | "PUBLIC_API";

export interface PolicyBody {
  id?: number;
  templateId?: number | null;
  name: string;
  description: string;
  ownerId?: number | null;
  assignedTo?: "ALL" | "GROUP" | "NONE";
  policyStatus?: "ACTIVE" | "ARCHIVED" | "REPLACED" | "UNACCEPTABLE" | "OUTDATED";
  createdAt?: string;
  updatedAt?: string;
}

export interface PolicyCompactResponsePublicV2Dto {
  id: number;
  name: string;
  description: string;
  createdAt: string;
  updatedAt: string;
  assignedTo?: "ALL" | "GROUP" | "NONE";
  policyStatus: "ACTIVE" | "ARCHIVED" | "REPLACED" | "UNACCEPTABLE" | "OUTDATED";
  renewalDate: string | null;
}

export interface PolicyResponsePublicDto {
  id: number;
  templateId: number | null;
  name: string;
  currentDescription: string;
  htmlLastUpdated: string | null;
  createdAt: string;
  updatedAt: string;
  currentOwner: UserReferencePublicDto | null;
  versions: Array<PolicyVersionResponsePublicDto>;
  groups: Array<unknown>;
  assignedTo: string;
  notifyGroups: boolean;
  reminders: Array<unknown>;
  policyStatus: string;
}

export interface PolicyVersionBody {
  id?: number;
  policyId: number;
  version: number;
  subVersion?: number;
  type?: "BUILDER" | "UPLOADED" | "EXTERNAL";
  status?: "NEEDS_APPROVAL" | "APPROVED" | "PUBLISHED" | "DRAFT" | "DISCARDED";
  description?: string | null;
  html?: string | null;
  htmlLastUpdated?: string | null;
  fileUrl?: string | null;
  originalFileName?: string | null;
  externalProvider?: "GOOGLE" | "OKTA" | "MICROSOFT_365" | "AWS" | "GCP" | "AZURE" | "HEROKU" | "GITHUB" | "GITLAB" | "BITBUCKET" | "SHORTCUT" | "JIRA" | "ASANA" | "GUSTO" | "KARMACHECK" | "GITHUB_ISSUES" | "RIPPLING" | "CERTN" | "MERGEDEV_ADP_WORKFORCE_NOW" | "MERGEDEV_BAMBOO_HR" | "MERGEDEV_HR_PARTNER" | "MERGEDEV_HI_BOB" | "MERGEDEV_HUMAANS" | "MERGEDEV_PERSONIO" | "MERGEDEV_SAGE" | "DIGITAL_OCEAN" | "MERGEDEV_KALLIDUS" | "MERGEDEV_TRINET" | "MERGEDEV_TRINET_HR" | "MERGEDEV_FRESHTEAM" | "MERGEDEV_SAP_SUCCESSFACTORS" | "TRELLO" | "GITLAB_ISSUES" | "MERGEDEV_JUSTWORKS" | "LINEAR" | "PIVOTAL_TRACKER" | "WORK_OS" | "MERGEDEV_PAYLOCITY" | "MONGO_DB_ATLAS" | "TARGET_PROCESS" | "CLICKUP" | "CHECKR" | "MERGEDEV_WORKDAY" | "ZOHO" | "CLOUDFLARE" | "JAMF" | "AZURE_BOARDS" | "AZURE_REPOS" | "MERGEDEV_HR_CLOUD" | "INTUNE" | "OKTA_IDENTITY" | "GOODHIRE" | "KANDJI" | "AWS_CODECOMMIT" | "FIBERY" | "CURRICULA" | "JUMPCLOUD" | "HEXNODE_UEM" | "RIPPLING_MDM" | "AWS_ORG_UNITS" | "KNOWBE4" | "MERGEDEV_UKG_PRO" | "MERGEDEV_UKG_READY" | "DATADOG" | "SLACK" | "DOCUSIGN" | "MICROSOFT_TEAMS" | "AWS_INSPECTOR" | "MERGEDEV_ONELOGIN" | "MERGEDEV_JUMPCLOUD" | "CONFLUENCE" | "WORKSPACE_ONE" | "NEW_RELIC" | "MERGEDEV_SERVICENOW" | "RAPID7" | "MERGEDEV_AHA" | "MERGEDEV_BASECAMP" | "MERGEDEV_BITBUCKET" | "MERGEDEV_FRESHDESK" | "MERGEDEV_FRESHSERVICE" | "MERGEDEV_HEIGHT" | "MERGEDEV_HIVE" | "MERGEDEV_TEAMWORK" | "MERGEDEV_WRIKE" | "MERGEDEV_ZENDESK" | "CSV_IDP" | "APIDECK" | "AWS_GOV_CLOUD" | "SENTINEL_ONE" | "MERGEDEV_NAMELY" | "MERGEDEV_INSPERITY_PREMIER" | "MERGEDEV_DAYFORCE" | "MERGEDEV_ALEXISHR" | "MERGEDEV_BREATHE" | "MERGEDEV_CHARLIE" | "MERGEDEV_CHARTHOP" | "MERGEDEV_DEEL" | "MERGEDEV_FACTORIAL" | "MERGEDEV_INTELLIHR" | "MERGEDEV_KEKA" | "MERGEDEV_LUCCA" | "MERGEDEV_OFFICIENT" | "MERGEDEV_PAYCHEX" | "MERGEDEV_PEOPLE_HR" | "MERGEDEV_OYSTERHR" | "MERGEDEV_PAYCOR" | "HUBSPOT" | "ZOOM" | "AUTH0" | "SENTRY" | "ZAPIER" | "SNOWFLAKE" | "MIRO" | "MERGEDEV_EMPLOYMENT_HERO" | "SEGMENT" | "WIZ" | "XERO" | "GITHUB_CODE" | "ATLASSIAN" | "PAGER_DUTY" | "STACKONE_SMARTRECRUITERS" | "STACKONE_TEAMTAILOR" | "CROWDSTRIKE" | "GITHUB_ENTERPRISE" | "NOTION" | "STACKONE_KLAVIYO" | "STACKONE_LASTPASS" | "STACKONE_LEAPSOME" | "STACKONE_LEVER" | "STACKONE_ORACLEHCM" | "STACKONE_PINPOINT" | "STACKONE_PIPEDRIVE" | "STACKONE_RECRUITEE" | "STACKONE_WEBEX" | "STACKONE_WORKABLE" | "STACKONE_ZELT" | "STACKONE_BITWARDEN" | "STACKONE_SALESLOFT" | "STACKONE_DIXA" | "STACKONE_FRESHSALES" | "STACKONE_CANVA" | "STACKONE_GREENHOUSE" | "STACKONE_ASHBY" | "STACKONE_ATTIO" | "STACKONE_CONTENTFUL" | "COVERDASH" | "MERGEDEV_FRONT" | "SALESFORCE" | "STACKONE_ELASTIC" | "STACKONE_RENDER" | "STACKONE_TERRAFORM" | "STACKONE_DOMO" | "STACKONE_ENVOY" | "STACKONE_SCALEWAY" | "STACKONE_JETBRAINS" | "STACKONE_FIVETRAN" | "STACKONE_INTERCOM" | "STACKONE_AUTODESK" | "GITHUB_ACTIONS" | "AZURE_ORG_UNITS" | "MICROSOFT_365_GCC_HIGH" | "STACKONE_AIRCALL" | "STACKONE_15FIVE" | "STACKONE_ROLLBAR" | "STACKONE_EGNYTE" | "STACKONE_QLIK" | "STACKONE_BULLHORN" | "STACKONE_OPENVPN" | "STACKONE_SOPHOS" | "STACKONE_MEISTERTASK" | "STACKONE_TALENTLMS" | "STACKONE_ONEFLOW" | "STACKONE_RING_CENTRAL" | "STACKONE_ARTICULATE" | "STACKONE_DIALPAD" | "STACKONE_TABLEAU" | "AZURE_DEVOPS" | "STACKONE_1PASSWORD" | "STACKONE_MIXPANEL" | "STACKONE_SONARCLOUD" | "STACKONE_TWILIO" | "STACKONE_ANSIBLE" | "STACKONE_LATTICE" | "STACKONE_WEBFLOW" | "STACKONE_LACEWORK" | "STACKONE_DATABRICKS" | "STACKONE_IFS" | "STACKONE_TRAVISCI" | "STACKONE_MATILLIONETL" | "STACKONE_OPTIMIZELY" | "UAR_CSV" | "STERLING" | "HIRERIGHT" | "VETTY" | "MERGEDEV_CYBERARK" | "SALESFORCE_UAR" | "GOOGLE_ADMIN_CONSOLE" | "VERCEL" | "STACKONE_DUO" | "STACKONE_GONG" | "STACKONE_IRONCLAD" | "STACKONE_SCORO" | "STACKONE_TEAMVIEWER_REMOTE" | "STACKONE_SPOTDRAFT" | "STACKONE_SPENDESK" | "STACKONE_SENDGRID" | "STACKONE_SMARTSHEET" | "STACKONE_CHECKMK" | "LEEN_TENABLE" | "LEEN_QUALYS" | "LEEN_SEMGREP" | "LEEN_SNYK" | "LEEN_CROWDSTRIKE_VMS" | "LEEN_MS_DEFENDER_VMS" | "LEEN_SENTINELONE_VMS" | "GITLAB_ON_PREM" | "CUSTOM" | "LEEN_RAPID7_VMS" | "BAMBOO_HR" | "GITLAB_ISSUES_ON_PREM" | "GITHUB_ISSUES_ENTERPRISE" | "BITBUCKET_CODE" | "LEEN_ARNICA" | "STACKONE_NETLIFY" | "STACKONE_OPENAI" | "KOLIDE" | "MERGEDEV_JIRA_DATA_CENTER" | "MERGEDEV_PINGONE" | "GOOGLE_ADMIN_CONSOLE_OAUTH" | "GOOGLE_OAUTH" | "STACKONE_ANTHROPIC" | "INTUNE_GCC_HIGH" | "STACKONE_DROPBOX" | "STACKONE_DROPBOX_SIGN" | "STACKONE_HARVEST" | "STACKONE_KAMELEOON" | "STACKONE_MAKE" | "STACKONE_RETOOL" | "STACKONE_TOGGL" | "STACKONE_BOX" | "MERGEDEV_ZOHO_PEOPLE" | "MERGEDEV_ZOHO_DESK" | "LEEN_WIZ_VMS" | "LEEN_WIZ_CODE" | "LEEN_AIKIDO" | "MERGEDEV_LATTICE_HRIS" | "MERGEDEV_DARWINBOX" | "MERGEDEV_PAYCOM" | "AZURE_GCC_HIGH" | "AZURE_MG_GCC_HIGH" | "STACKONE_EASY_LLAMA" | "MERGEDEV_LEAPSOME" | "CUSTOM_XFA" | "LEEN_MS_DEFENDER_VMS_GCC_HIGH" | "STACKONE_CORNERSTONE" | "STACKONE_DOCEBO" | "STACKONE_GO1" | "STACKONE_LINKEDIN_LEARNING" | "STACKONE_SAP_LEARNING" | "STACKONE_WORKDAY_LEARNING" | "STACKONE_360LEARNING" | "STACKONE_BRAINIER" | "STACKONE_COURSERA" | "STACKONE_XYLEME" | "STACKONE_INFOSEC" | "STACKONE_PEOPLE_FLUENT" | "STACKONE_UDEMY" | "AIKIDO" | "AZURE_ENTRA_ID" | "GOOGLE_CLOUD_IDENTITY" | "HYPERCOMPLY" | "INTRUDER" | "IRIS_AI" | "JIT" | "TINES" | "TORQ" | "TRAY" | "SWIF" | "LEEN_ORCA_SECURITY" | "ZIP" | "CUSTOM_MDM" | "LEEN_UPWIND" | "WORK_OS_SCIM" | "LEEN_GITLAB_VMS" | "NINJAONE_MDM" | "FIELDGUIDE" | "OKTA_OAUTH" | "IRONCLAD_VENDOR" | "CUSTOM_HRIS" | "RAMP" | "TROPIC_VENDOR" | "AZURE_BOARDS_ENTRA" | "AZURE_REPOS_ENTRA" | "AZURE_DEVOPS_ENTRA" | "CERTN_CENTRIC" | "DATAGRAIL" | "LEEN_SOCKET" | null;
  changesExplanation?: string | null;
  changeSummary?: string | null;
  requiresAcknowledgment?: boolean | null;
  ownerId?: number | null;
  approverId?: number | null;
  approvedAt?: string | null;
  publishedAt?: string | null;
  renewalDate?: string | null;
  createdAt?: string;
  updatedAt?: string;
}

export interface PolicyVersionCompactResponsePublicV2Dto {
  id: number;
  version: number;
  current: boolean;
  type: "BUILDER" | "UPLOADED" | "EXTERNAL";
  createdAt: string;
  updatedAt: string;
  renewalDate: string | null;
  subVersion: number;
  description: string | null;
  approvedAt: string | null;
  changesExplanation: string | null;
  publishedAt: string | null;
  requiresAcknowledgment: boolean | null;
}

export interface PolicyVersionResponsePublicDto {
  id: number;
  version: number;
  minorVersion: number;
  subVersion: number;
  current: boolean;
  type: string;
  fileUrl: string | null;
  docViewer: string;
  description: string | null;
  html: string | null;
  renewalDate: string | null;
  approvedAt: string | null;
  publishedAt: string | null;
  createdAt: string;
  updatedAt: string;
  htmlLastUpdated: string | null;
  owner: UserReferencePublicDto | null;
  changesExplanation: string | null;
  changeSummary: string | null;
  originalFileName: string | null;
  externalProvider: ClientTypeEnum | null;
  composedVersion: number;
  status: "NEEDS_APPROVAL" | "APPROVED" | "PUBLISHED" | "DRAFT" | "DISCARDED" | null;
  policyVersionStatus: "NEEDS_APPROVAL" | "APPROVED" | "PUBLISHED" | "DRAFT" | "DISCARDED" | null;
  approver: UserReferencePublicDto | null;
  hasExpiredRenewalDate: boolean;
}

export interface Problem {
  statusCode: number;
  message: string;
  code: number;
}

export interface ProblemV2 {
  name: string;
  statusCode: number;
  message: string;
  code: number;
}

export interface Provenance {
  system: string;
  fetchedAt: string;
  sourceDigest: string;
}

export interface Readiness {
  status: "ready";
  degraded: Array<"recording" | "servers">;
}

export interface Recorded {
  id: string;
  seq: number;
  recordedAt: string;
  proof?: string | null;
}

export interface RecordedLine {
  line: number;
  id: string;
  seq: number;
  recordedAt: string;
  proof?: string | null;
}

export interface RefusedLine {
  line: number;
  error: Problem;
}

export interface RetentionRules {
  rules: Array<{
    category: "AUTOPILOT" | "AGENT" | "POLICY" | "PERSONNEL" | "REPORT" | "VENDOR" | "ASSET" | "COMPANY" | "ASSESSMENT" | "AUDIT" | "MONITOR" | "USER" | "CONNECTION" | "GRC" | "MDM" | "QUESTIONNAIRE" | "DEVICE" | "TRUST_PAGES" | "TRUST_CENTER_PRIVATE_ACCESS" | "RISK" | "COMPANY_NOTIFICATION" | "CUSTOM_FRAMEWORKS" | "MULTIPLE_PRODUCT_SUPPORT" | "PUBLIC_API_KEY" | "SERVICE_PROVIDER" | "TASK" | "AUTOPILOT_RECIPE_SCHEDULE" | "RESYNC" | "EVIDENCE" | "AUTOPILOT_RECIPE" | "ACCESS_REVIEW" | "DOCUMENT_SCANNED" | "CLOUD_STORAGE" | "VENDOR_PROFILE" | "CODEBASE" | "EXCEPTION_MANAGEMENT" | "WORKFLOWS" | "CUSTOM_CONNECTION" | "TRUST_CENTER_REPORTS" | "OUTBOUND_WEBHOOKS" | "SAFEBASE_MIGRATION" | "TRUST_ACCESS_REQUEST" | "SAFEBASE_ONBOARDING";
    days: number;
  }>;
}

export type RoleEnum = "EMPLOYEE" | "TECHGOV" | "AUDITOR" | "ADMIN" | "ACT_AS_READ_ONLY" | "APP" | "RISK_MANAGER" | "WORKSPACE_ADMINISTRATOR" | "SERVICE_USER" | "REVIEWER" | "CONTROL_MANAGER" | "PEOPLE_OPS" | "POLICY_MANAGER" | "DEVOPS_ENGINEER" | "KNOWLEDGE_BASE" | "TRUST_CENTER_MANAGER" | "TRUST_CENTER_REVIEWER" | "RISK_REGISTER_OWNER" | "INTERNAL_AUDITOR" | "RESTRICTED_CONTROL_MANAGER" | "RESTRICTED_RISK_MANAGER" | "READONLY_ADMIN" | "READONLY_TECHGOV" | "READONLY_RISK_MANAGER" | "READONLY_CONTROL_MANAGER" | "READONLY_POLICY_MANAGER" | "READONLY_PEOPLE_OPS" | "READONLY_WORKSPACE_ADMINISTRATOR" | "READONLY_RESTRICTED_CONTROL_MANAGER" | "READONLY_RESTRICTED_RISK_MANAGER" | "READONLY_RISK_REGISTER_OWNER" | "READONLY_REVIEWER" | "READONLY_DEVOPS_ENGINEER" | "READONLY_TRUST_CENTER_MANAGER" | "TRUST_USER";

export interface RoleResponsePublicV2Dto {
  id: number;
  role: RoleEnum;
  createdAt: string;
  updatedAt: string;
  permissions?: Array<PermissionResponsePublicV2Dto>;
}

export interface RolesResponsePublicV2Dto {
  data: Array<RoleResponsePublicV2Dto>;
  pagination: Pagination;
}

export interface SecurityReportResponsePublicDto {
  visibility: string;
  sharing: boolean;
  shareToken: string | null;
}

export type SecurityTrainingTypeEnum = "ESET" | "LINK_PROVIDED" | "DRATA_PROVIDED" | "MANUAL" | "CURRICULA" | "KNOWBE4" | "STACKONE_EASY_LLAMA" | "MANUAL_EVIDENCE_FIRST" | "STACKONE_CORNERSTONE" | "STACKONE_DOCEBO" | "STACKONE_GO1" | "STACKONE_LINKEDIN_LEARNING" | "STACKONE_SAP_LEARNING" | "STACKONE_WORKDAY_LEARNING" | "STACKONE_360LEARNING" | "STACKONE_BRAINIER" | "STACKONE_COURSERA" | "STACKONE_XYLEME" | "STACKONE_INFOSEC" | "STACKONE_UDEMY" | "STACKONE_PEOPLE_FLUENT";

export interface Session {
  user: SessionUser;
  company: SessionCompanyOf;
  companies: Array<SessionCompany>;
  roles: Array<string>;
  permissions: Array<string>;
  readOnly: boolean;
  termsAccepted: boolean;
  signedInAt: string;
  endsAt: string;
}

export interface SessionChoice {
  choose: Array<SessionCompany>;
  ticket: string;
}

export interface SessionCompany {
  companyId: string;
  name: string;
}

export interface SessionCompanyOf {
  id: string;
  name: string;
}

export interface SessionUser {
  id: number | null;
  email: string | null;
  firstName: string | null;
  lastName: string | null;
  jobTitle: string | null;
  avatarUrl: string | null;
}

export interface SignInBody {
  email?: string;
  password?: string;
  ticket?: string;
  companyId?: string;
}

export interface SignInLinkBody {
  token: string;
  password?: string;
}

export interface SignInWays {
  password: boolean;
  setup: boolean;
  sso: Array<SsoWay>;
}

export interface SignedUrlResponsePublicDto {
  signedUrl: string;
  fileBuffer: Record<string, unknown> | null;
}

export interface SignedUrlResponsePublicV2Dto {
  signedUrl: string;
  fileBuffer: Record<string, unknown> | null;
  fileName: string | null;
}

export interface SsoWay {
  id: string;
  name: string;
  href: string;
}

export interface StoredAssignedPolicy {
  id: number;
  userId: number;
  policyId: number;
  policyVersionId: number;
  acceptedAt: string | null;
  sourceType: "UNKNOWN" | "BAMBOO_HR" | "CSV" | "MY_DRATA" | "PUBLIC_API";
  details: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface StoredBackgroundCheck {
  id: number;
  userId: number;
  status: "PENDING" | "OK" | "ISSUE" | "CANCELED" | "EXPIRED" | "OUT_OF_SCOPE";
  caseId: string | null;
  caseInvitationId: string | null;
  url: string | null;
  manualCheckDate: string | null;
  manuallyCheckUrl: string | null;
  type: "KARMACHECK" | "MANUAL" | "CERTN" | "CHECKR" | "HRIS_RIPPLING" | "STERLING" | "HIRERIGHT" | "VETTY";
  source: "DRATA" | "CHECKR" | "KARMACHECK" | "RIPPLING_CHECKR" | "CERTN" | "STERLING" | "HIRERIGHT" | "VETTY" | null;
  reportData: string | null;
  outOfScopeReason: string | null;
  outOfScopeAt: string | null;
  invitationEmail: string | null;
  linkedAt: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface StoredCompany {
  domain: string | null;
  legalName: string | null;
  year: number | null;
  description: string | null;
  phoneNumber: string | null;
  address: string | null;
  privacyUrl: string | null;
  termsUrl: string | null;
  supportUrl: string | null;
  jobsUrl: string | null;
  securityEmail: string | null;
  logoUrl: string | null;
  securityTraining: "ESET" | "LINK_PROVIDED" | "DRATA_PROVIDED" | "MANUAL" | "CURRICULA" | "KNOWBE4" | "STACKONE_EASY_LLAMA" | "MANUAL_EVIDENCE_FIRST" | "STACKONE_CORNERSTONE" | "STACKONE_DOCEBO" | "STACKONE_GO1" | "STACKONE_LINKEDIN_LEARNING" | "STACKONE_SAP_LEARNING" | "STACKONE_WORKDAY_LEARNING" | "STACKONE_360LEARNING" | "STACKONE_BRAINIER" | "STACKONE_COURSERA" | "STACKONE_XYLEME" | "STACKONE_INFOSEC" | "STACKONE_UDEMY" | "STACKONE_PEOPLE_FLUENT" | null;
  hipaaTraining: "DRATA_PROVIDED" | "LINK_PROVIDED" | "MANUAL" | "NOT_REQUIRED" | "KNOWBE4" | "MANUAL_EVIDENCE_FIRST" | null;
  backgroundCheck: "KARMACHECK" | "MANUAL" | "CERTN" | "CHECKR" | "HRIS_RIPPLING" | "STERLING" | "HIRERIGHT" | "VETTY" | null;
  securityTrainingLink: string | null;
  hipaaTrainingLink: string | null;
  securityReport: {
    visibility: "ALL" | "PASSING" | "MONITORING";
    sharing: boolean;
    shareToken: string | null;
  };
  adminOnboardedAt: string | null;
  renewalPeriodStartDate: string | null;
  agentEnabled: boolean;
  manualUploadEnabled: boolean;
  language: "ENGLISH_US" | "SPANISH_LA" | "GERMAN_DE" | "FRENCH_FR" | "ITALIAN_IT" | "DUTCH_NL" | "PSEUDO" | "PSEUDOX";
  entitlements: Array<{
    name: string;
    description: string;
    type: string;
    featureId: number | null;
    metadata: Record<string, unknown>;
  }>;
  createdAt: string;
  updatedAt: string;
  id: number;
}

export interface StoredConnection {
  id: number;
  clientType: "GOOGLE" | "OKTA" | "MICROSOFT_365" | "AWS" | "GCP" | "AZURE" | "HEROKU" | "GITHUB" | "GITLAB" | "BITBUCKET" | "SHORTCUT" | "JIRA" | "ASANA" | "GUSTO" | "KARMACHECK" | "GITHUB_ISSUES" | "RIPPLING" | "CERTN" | "MERGEDEV_ADP_WORKFORCE_NOW" | "MERGEDEV_BAMBOO_HR" | "MERGEDEV_HR_PARTNER" | "MERGEDEV_HI_BOB" | "MERGEDEV_HUMAANS" | "MERGEDEV_PERSONIO" | "MERGEDEV_SAGE" | "DIGITAL_OCEAN" | "MERGEDEV_KALLIDUS" | "MERGEDEV_TRINET" | "MERGEDEV_TRINET_HR" | "MERGEDEV_FRESHTEAM" | "MERGEDEV_SAP_SUCCESSFACTORS" | "TRELLO" | "GITLAB_ISSUES" | "MERGEDEV_JUSTWORKS" | "LINEAR" | "PIVOTAL_TRACKER" | "WORK_OS" | "MERGEDEV_PAYLOCITY" | "MONGO_DB_ATLAS" | "TARGET_PROCESS" | "CLICKUP" | "CHECKR" | "MERGEDEV_WORKDAY" | "ZOHO" | "CLOUDFLARE" | "JAMF" | "AZURE_BOARDS" | "AZURE_REPOS" | "MERGEDEV_HR_CLOUD" | "INTUNE" | "OKTA_IDENTITY" | "GOODHIRE" | "KANDJI" | "AWS_CODECOMMIT" | "FIBERY" | "CURRICULA" | "JUMPCLOUD" | "HEXNODE_UEM" | "RIPPLING_MDM" | "AWS_ORG_UNITS" | "KNOWBE4" | "MERGEDEV_UKG_PRO" | "MERGEDEV_UKG_READY" | "DATADOG" | "SLACK" | "DOCUSIGN" | "MICROSOFT_TEAMS" | "AWS_INSPECTOR" | "MERGEDEV_ONELOGIN" | "MERGEDEV_JUMPCLOUD" | "CONFLUENCE" | "WORKSPACE_ONE" | "NEW_RELIC" | "MERGEDEV_SERVICENOW" | "RAPID7" | "MERGEDEV_AHA" | "MERGEDEV_BASECAMP" | "MERGEDEV_BITBUCKET" | "MERGEDEV_FRESHDESK" | "MERGEDEV_FRESHSERVICE" | "MERGEDEV_HEIGHT" | "MERGEDEV_HIVE" | "MERGEDEV_TEAMWORK" | "MERGEDEV_WRIKE" | "MERGEDEV_ZENDESK" | "CSV_IDP" | "APIDECK" | "AWS_GOV_CLOUD" | "SENTINEL_ONE" | "MERGEDEV_NAMELY" | "MERGEDEV_INSPERITY_PREMIER" | "MERGEDEV_DAYFORCE" | "MERGEDEV_ALEXISHR" | "MERGEDEV_BREATHE" | "MERGEDEV_CHARLIE" | "MERGEDEV_CHARTHOP" | "MERGEDEV_DEEL" | "MERGEDEV_FACTORIAL" | "MERGEDEV_INTELLIHR" | "MERGEDEV_KEKA" | "MERGEDEV_LUCCA" | "MERGEDEV_OFFICIENT" | "MERGEDEV_PAYCHEX" | "MERGEDEV_PEOPLE_HR" | "MERGEDEV_OYSTERHR" | "MERGEDEV_PAYCOR" | "HUBSPOT" | "ZOOM" | "AUTH0" | "SENTRY" | "ZAPIER" | "SNOWFLAKE" | "MIRO" | "MERGEDEV_EMPLOYMENT_HERO" | "SEGMENT" | "WIZ" | "XERO" | "GITHUB_CODE" | "ATLASSIAN" | "PAGER_DUTY" | "STACKONE_SMARTRECRUITERS" | "STACKONE_TEAMTAILOR" | "CROWDSTRIKE" | "GITHUB_ENTERPRISE" | "NOTION" | "STACKONE_KLAVIYO" | "STACKONE_LASTPASS" | "STACKONE_LEAPSOME" | "STACKONE_LEVER" | "STACKONE_ORACLEHCM" | "STACKONE_PINPOINT" | "STACKONE_PIPEDRIVE" | "STACKONE_RECRUITEE" | "STACKONE_WEBEX" | "STACKONE_WORKABLE" | "STACKONE_ZELT" | "STACKONE_BITWARDEN" | "STACKONE_SALESLOFT" | "STACKONE_DIXA" | "STACKONE_FRESHSALES" | "STACKONE_CANVA" | "STACKONE_GREENHOUSE" | "STACKONE_ASHBY" | "STACKONE_ATTIO" | "STACKONE_CONTENTFUL" | "COVERDASH" | "MERGEDEV_FRONT" | "SALESFORCE" | "STACKONE_ELASTIC" | "STACKONE_RENDER" | "STACKONE_TERRAFORM" | "STACKONE_DOMO" | "STACKONE_ENVOY" | "STACKONE_SCALEWAY" | "STACKONE_JETBRAINS" | "STACKONE_FIVETRAN" | "STACKONE_INTERCOM" | "STACKONE_AUTODESK" | "GITHUB_ACTIONS" | "AZURE_ORG_UNITS" | "MICROSOFT_365_GCC_HIGH" | "STACKONE_AIRCALL" | "STACKONE_15FIVE" | "STACKONE_ROLLBAR" | "STACKONE_EGNYTE" | "STACKONE_QLIK" | "STACKONE_BULLHORN" | "STACKONE_OPENVPN" | "STACKONE_SOPHOS" | "STACKONE_MEISTERTASK" | "STACKONE_TALENTLMS" | "STACKONE_ONEFLOW" | "STACKONE_RING_CENTRAL" | "STACKONE_ARTICULATE" | "STACKONE_DIALPAD" | "STACKONE_TABLEAU" | "AZURE_DEVOPS" | "STACKONE_1PASSWORD" | "STACKONE_MIXPANEL" | "STACKONE_SONARCLOUD" | "STACKONE_TWILIO" | "STACKONE_ANSIBLE" | "STACKONE_LATTICE" | "STACKONE_WEBFLOW" | "STACKONE_LACEWORK" | "STACKONE_DATABRICKS" | "STACKONE_IFS" | "STACKONE_TRAVISCI" | "STACKONE_MATILLIONETL" | "STACKONE_OPTIMIZELY" | "UAR_CSV" | "STERLING" | "HIRERIGHT" | "VETTY" | "MERGEDEV_CYBERARK" | "SALESFORCE_UAR" | "GOOGLE_ADMIN_CONSOLE" | "VERCEL" | "STACKONE_DUO" | "STACKONE_GONG" | "STACKONE_IRONCLAD" | "STACKONE_SCORO" | "STACKONE_TEAMVIEWER_REMOTE" | "STACKONE_SPOTDRAFT" | "STACKONE_SPENDESK" | "STACKONE_SENDGRID" | "STACKONE_SMARTSHEET" | "STACKONE_CHECKMK" | "LEEN_TENABLE" | "LEEN_QUALYS" | "LEEN_SEMGREP" | "LEEN_SNYK" | "LEEN_CROWDSTRIKE_VMS" | "LEEN_MS_DEFENDER_VMS" | "LEEN_SENTINELONE_VMS" | "GITLAB_ON_PREM" | "CUSTOM" | "LEEN_RAPID7_VMS" | "BAMBOO_HR" | "GITLAB_ISSUES_ON_PREM" | "GITHUB_ISSUES_ENTERPRISE" | "BITBUCKET_CODE" | "LEEN_ARNICA" | "STACKONE_NETLIFY" | "STACKONE_OPENAI" | "KOLIDE" | "MERGEDEV_JIRA_DATA_CENTER" | "MERGEDEV_PINGONE" | "GOOGLE_ADMIN_CONSOLE_OAUTH" | "GOOGLE_OAUTH" | "STACKONE_ANTHROPIC" | "INTUNE_GCC_HIGH" | "STACKONE_DROPBOX" | "STACKONE_DROPBOX_SIGN" | "STACKONE_HARVEST" | "STACKONE_KAMELEOON" | "STACKONE_MAKE" | "STACKONE_RETOOL" | "STACKONE_TOGGL" | "STACKONE_BOX" | "MERGEDEV_ZOHO_PEOPLE" | "MERGEDEV_ZOHO_DESK" | "LEEN_WIZ_VMS" | "LEEN_WIZ_CODE" | "LEEN_AIKIDO" | "MERGEDEV_LATTICE_HRIS" | "MERGEDEV_DARWINBOX" | "MERGEDEV_PAYCOM" | "AZURE_GCC_HIGH" | "AZURE_MG_GCC_HIGH" | "STACKONE_EASY_LLAMA" | "MERGEDEV_LEAPSOME" | "CUSTOM_XFA" | "LEEN_MS_DEFENDER_VMS_GCC_HIGH" | "STACKONE_CORNERSTONE" | "STACKONE_DOCEBO" | "STACKONE_GO1" | "STACKONE_LINKEDIN_LEARNING" | "STACKONE_SAP_LEARNING" | "STACKONE_WORKDAY_LEARNING" | "STACKONE_360LEARNING" | "STACKONE_BRAINIER" | "STACKONE_COURSERA" | "STACKONE_XYLEME" | "STACKONE_INFOSEC" | "STACKONE_PEOPLE_FLUENT" | "STACKONE_UDEMY" | "AIKIDO" | "AZURE_ENTRA_ID" | "GOOGLE_CLOUD_IDENTITY" | "HYPERCOMPLY" | "INTRUDER" | "IRIS_AI" | "JIT" | "TINES" | "TORQ" | "TRAY" | "SWIF" | "LEEN_ORCA_SECURITY" | "ZIP" | "CUSTOM_MDM" | "LEEN_UPWIND" | "WORK_OS_SCIM" | "LEEN_GITLAB_VMS" | "NINJAONE_MDM" | "FIELDGUIDE" | "OKTA_OAUTH" | "IRONCLAD_VENDOR" | "CUSTOM_HRIS" | "RAMP" | "TROPIC_VENDOR" | "AZURE_BOARDS_ENTRA" | "AZURE_REPOS_ENTRA" | "AZURE_DEVOPS_ENTRA" | "CERTN_CENTRIC" | "DATAGRAIL" | "LEEN_SOCKET";
  state: "ACTIVE" | "MISCONFIGURED" | "CONFIGURED_PENDING_CONFIRMATION" | "IN_PROGRESS";
  connected: boolean;
  connectedAt: string | null;
  failedAt: string | null;
  companyId: number | null;
  assignmentId: string | null;
  ownerId: number | null;
  accountId: string | null;
  clientId: string | null;
  clientAlias: string | null;
  manuallyUpdatedAt: string | null;
  aliasUpdatedAt: string | null;
  deletedAt: string | null;
  requestorId: number | string | null;
  product: Record<string, unknown> | null;
  writeAccessEnabled: boolean | null;
  sourcePreference: string | null;
  securityLabel: string | null;
  jqlQuery: string | null;
  authorized: boolean | null;
  providerTypes: Array<{
    value: "IDENTITY" | "INFRASTRUCTURE" | "VERSION_CONTROL" | "TICKETING" | "HRIS" | "BACKGROUND_CHECK" | "SINGLE_SIGN_ON" | "ENTERPRISE_SSO" | "MDM" | "SECURITY_TRAINING" | "OBSERVABILITY" | "COMMUNICATION" | "DIGITAL_SIGNATURE" | "EXTERNAL_POLICY" | "VULNERABILITY" | "EDR" | "USER_ACCESS_REVIEW" | "CSPM" | "CODEBASE" | "CYBER_INSURANCE" | "CRM" | "CUSTOM" | "AUTOMATION_TOOLS" | "SECURITY_REVIEWS" | "PROCUREMENT" | "AUDITS";
    isEnabled: boolean;
  }>;
  code: 10000 | 10001 | 10010 | 10020 | 10030 | 10040 | 10050 | 10060 | 10070 | 10080 | 10090 | 10100 | 10110 | 10120 | 10125 | 10130 | 10140 | 10145 | 10150 | 10160 | 10170 | 10171 | 10180 | 10190 | 10200 | 10210 | 10220 | 10230 | 10240 | 10250 | 10260 | 10270 | 10271 | 10272 | 10273 | 10274 | 10275 | 10276 | 10277 | 10278 | 10279 | 10280 | 10281 | 10282 | 10283 | 10290 | 10300 | 10310 | 10311 | 10318 | 10319 | 10320 | 10321 | 10322 | 10323 | 10324 | 10325 | 10326 | 10327 | 10328 | 10329 | 10330 | 10331 | 10332 | 10333 | 10340 | 10350 | 10360 | 10361 | 10370 | 10380 | 10390 | 10391 | 10392 | 10400 | 10410 | 10420 | 10430 | 10440 | 10450 | 10460 | 10470 | 10480 | 10490 | 10500 | 10510 | 10520 | 10530 | 10540 | 10550 | 10555 | 10560 | 10561 | 10570 | 10571 | 10575 | 10576 | 10577 | 10580 | 10590 | 10600 | 10610 | 10620 | 10630 | 10635 | 10640 | 10645 | 10650 | 10651 | 10652 | 10660 | 10661 | 10700 | 10710 | 10720 | 10730 | 10740 | 10750 | 10760 | 10761 | 10770 | 10780 | 10790 | 10800 | 10810 | 10820 | 10830 | 10900 | 10910 | 10920 | 10921 | 10930 | 10940 | 10950 | 10960 | 10961 | 10970 | 10971 | 10972 | 10973 | 10974 | 10975 | 10976 | 10980 | 10990 | 11000 | 11010 | 11020 | 11030 | 11031 | 11032 | 11040 | 11041 | 11050 | 11060 | 11061 | 11070 | 11071 | 11072 | 11080 | 11082 | 11083 | 11084 | 11085 | 11086 | 11087 | 11092 | 12000 | 12010 | 12020 | 12021 | 12022 | 12023 | 12024 | 12030 | 12040 | 12050 | 12060 | 12070 | 12071 | 12080 | 12090 | 12100 | 12200 | 12210 | 12220 | 12230 | 12240 | 12250 | 12260 | 12270 | 12271 | 12272 | 12273 | 12274 | 12280 | 12290 | 12291 | 12300 | 12310 | 12320 | 12330 | 12340 | 12400 | 12410 | 12420 | 12430 | 12450 | 12500 | 12501 | 13000 | 13001 | 13010 | 13011 | 13020 | 13030 | 13040 | 13050 | 13051 | 13060 | 13061 | 13070 | 13080 | 13090 | 13091 | 13100 | 13110 | 13120 | 13130 | 13140 | 13150 | 13160 | 13170 | 13171 | 13180 | 13181 | 13190 | 13200 | 13210 | 13220 | 13230 | 13300 | 13301 | 13302 | 13303 | 14000 | 13240 | 14001 | 14010 | 14020 | 14030 | 14040 | 14050 | 14060 | 14070 | 14080 | 14090 | 14100 | 14110 | 14120 | 14130 | 14140 | 14150 | 14160 | 14161 | 14162 | 14170 | 14180 | 14190 | 14200 | 14210 | 14212 | 14213 | 14220 | 14230 | 14240 | 14250 | 14260 | 14270 | 14271 | 14280 | 15002 | 15003 | 15004 | 15005 | 15007 | 15008 | 1509 | 15010 | 15011 | 15012 | 15013 | 15014 | 15015 | 15040 | 15041 | 15042 | 15043 | 15044 | 15045 | 15046 | 15047 | 15048 | 15049 | 15050 | 15051 | 15052 | 15053 | 15054 | 15055 | 15056 | 15057 | 15058 | 15060 | 15061 | 16000 | 16010 | 16011 | 16020 | 16021 | 16030 | 17001 | 17002 | 17003 | 17004 | 17005 | 17006 | 17007 | 17008 | 17009 | 17010 | 17011 | 17012 | 17013 | 17014 | 17015 | 17100 | 17101 | 17102 | 17103 | 17104 | 17105 | 17106 | 17107 | 17108 | 17109 | 18000 | 18001 | 18002 | 18003 | 18004 | 19000 | 19001 | 20000 | 20001 | 20002 | 20010 | 20011 | 20012 | 21001 | 21002 | 21003 | 21004 | 21005 | 21006 | 21007 | 21008 | 21009 | 21010 | 21011 | 21012 | 21013 | 21014 | 21015 | 21016 | 21017 | 21018 | 21019 | 22000 | 22001 | 22002 | 22003 | 22004 | 22005 | 22006 | 22010 | 22015 | 22016 | 22017 | 22020 | 22030 | 22040 | 22041 | 22042 | 22990 | 22991 | 23000 | 23001 | 23002 | 23010 | 23020 | 23030 | 23040 | 23041 | 23042 | 23050 | 23060 | 23070 | 23080 | 25001 | 25050 | 25051 | 25002 | 25003 | 25004 | 25005 | 25006 | 25007 | 25008 | 25009 | 25010 | 25011 | 25012 | 25020 | 25021 | 25022 | 25023 | 25030 | 25060 | 25070 | 25080 | 25090 | 25100 | 25110 | 25120 | 25130 | 25140 | 25150 | 25160 | 25170 | 25180 | 25190 | 25200 | 25210 | 25220 | 25230 | 25240 | 25250 | 25260 | 25270 | 25280 | 25290 | 25300 | 25310 | 25311 | 25312 | 25320 | 25330 | 25340 | 25350 | 25360 | 25370 | 25380 | 25390 | 25400 | 26410 | 26420 | 26440 | 25420 | 25430 | 25440 | 25450 | 25460 | 27000 | 25500 | 26430 | 27001 | 27002 | 27010 | 27020 | 27021 | 27030 | 27040 | 27050 | 27060 | 27070 | 27071 | 27080 | 27081 | 27090 | 28000 | 28010 | 28020 | 28021 | 28022 | 28023 | 28024 | 28025 | 28026 | 28027 | 28028 | 28029 | 28032 | 28033 | 28034 | 28030 | 28031 | 28050 | 28100 | 28110 | 28200 | 28300 | 28310 | 28320 | 28330 | 28340 | 28350 | 28360 | 28370 | 28380 | 28390 | 28400 | 28460 | 28470 | 28480 | 28490 | 28500 | 28510 | 28520 | 28530 | 28540 | 28541 | 285422 | 28543 | 28544 | 28550 | 28560 | 28570 | 28580 | 28590 | 29000 | 29010 | 29040 | 29050 | 29060 | 29070 | 29080 | 29090 | 29100 | 30000 | 30001 | 30002 | 30003 | 30004 | 30010 | 30011 | 30012 | 30013 | 30014 | 30015 | 30020 | 30021 | 30022 | 30023 | null;
  groupLabel: string | null;
  workspaceIds: Array<number>;
  createdAt: string;
  updatedAt: string;
}

export interface StoredCustomResource {
  id: number;
  connectionId: number;
  name: string;
  description: string | null;
  schema: Record<string, unknown>;
  deletedAt: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface StoredDevice {
  id: number;
  userId: number;
  sourceType: "AGENT" | "JAMF" | "INTUNE" | "KANDJI" | "JUMPCLOUD" | "HEXNODE_UEM" | "UNKNOWN" | "RIPPLING" | "WORKSPACE_ONE" | "KOLIDE" | "CUSTOM" | "INTUNE_GCC_HIGH" | "CUSTOM_XFA" | "NINJAONE";
  osVersion: string | null;
  serialNumber: string | null;
  model: string | null;
  macAddress: string | null;
  agentVersion: string | null;
  appsCount: number | null;
  screenLockTime: number | null;
  lastCheckedAt: string | null;
  encryptionEnabled: boolean | null;
  encryptionExplanation: string | null;
  firewallEnabled: boolean | null;
  firewallExplanation: string | null;
  antivirusEnabled: boolean | null;
  antivirusExplanation: string | null;
  autoUpdateEnabled: boolean | null;
  autoUpdateExplanation: string | null;
  screenLockEnabled: boolean | null;
  screenLockExplanation: string | null;
  passwordManagerEnabled: boolean | null;
  passwordManagerExplanation: string | null;
  locationServicesEnabled: boolean | null;
  deletedAt: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface StoredFramework {
  id: number;
  name: string;
  slug: string;
  tag: string;
  customFrameworkId: string | null;
  label: string;
  description: string;
  longDescription: string;
  type: "SOC_2_TYPE_1" | "SOC_2_TYPE_2" | "ISO_27001" | "HIPAA" | "PCI" | "GDPR" | "SCF" | "NIST80053" | "NISTCSF" | "CMMC" | "NIST800171" | "MSSSPA" | "FFIEC" | "CCPA" | "ISO_27701" | "COBIT" | "SOX_ITGC" | "ISO_27001_2022" | "CCM" | "CYBER_ESSENTIALS" | "ISO_27017_2015" | "ISO_27018_2019" | "NISTAI" | "PCI4" | "FEDRAMP" | "NISTCSF2" | "NIS2" | "DORA" | "ISO_42001_2023" | "DRATA_ESSENTIALS" | "NIST800171R3" | "CIS8" | "CYBER_ESSENTIALS_32" | "FEDRAMP20X" | "HITRUST" | "MSSSPA11" | "ESSENTIAL_EIGHT" | "NYDFS" | "TISAX" | "ISO_27018_2025" | "CCPA2026" | "ISO_27701_2025" | "CPS230" | "CUSTOM" | null;
  color: string;
  bgColor: string;
  activeLogo: string | null;
  inactiveLogo: string | null;
  hasLevel: boolean;
  levelLabel: string | null;
  selectedLevel: string | null;
  privacy: boolean | null;
  totalInScopeControls: number;
  numInScopeRequirements: number;
  numReadyInScopeRequirements: number;
  controlsEnabled: boolean;
  enabledAt: string | null;
  workspaceIds: Array<number>;
  createdAt: string;
  updatedAt: string;
}

export interface StoredIdentity {
  id: number;
  userId: number | null;
  connectionId: number | null;
  identityId: string;
  username: string | null;
  email: string | null;
  connectedAt: string | null;
  disconnectedAt: string | null;
  hasMfa: boolean | null;
  hasIdp: boolean | null;
  secondaryEmail: string | null;
  firstName: string | null;
  lastName: string | null;
  startedAt: string | null;
  separatedAt: string | null;
  isContractor: boolean | null;
  jobTitle: string | null;
  managerId: string | null;
  managerName: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface StoredIdentityAccess {
  id: number;
  serviceAccount: string | null;
  serviceAccountReason: string | null;
  serviceAccountDesignatorId: number | null;
  lastCheckedAt: string | null;
  adminAccess: string | null;
  dbAccess: string | null;
  writeAccess: string | null;
  pushProductionCodeAccess: string | null;
}

export interface StoredPersonnel {
  userId: number;
  employmentStatus: "CURRENT_EMPLOYEE" | "FORMER_EMPLOYEE" | "CURRENT_CONTRACTOR" | "FORMER_CONTRACTOR" | "OUT_OF_SCOPE" | "UNKNOWN" | "SPECIAL_FORMER_EMPLOYEE" | "SPECIAL_FORMER_CONTRACTOR" | "FUTURE_HIRE" | "SERVICE_ACCOUNT";
  notHumanReason: string | null;
  reasonProviderId: number | null;
  startDate: string | null;
  separationDate: string | null;
  statusUpdatedAt: string | null;
  keptByHand: Array<"employmentStatus" | "startDate" | "separationDate">;
  customFields: Array<{
    customFieldId: number;
    name: string;
    value: string | null;
  }>;
  exclusions: Array<{
    id: number;
    type: "FULL_COMPLIANCE" | "ACCEPTED_POLICIES" | "IDENTITY_MFA" | "BG_CHECK" | "AGENT_INSTALLED" | "PASSWORD_MANAGER" | "HDD_ENCRYPTION" | "ANTIVIRUS" | "AUTO_UPDATES" | "LOCK_SCREEN" | "SECURITY_TRAINING" | "LOCATION_SERVICES" | "HIPAA_TRAINING" | "OFFBOARDING" | "NIST_AI_TRAINING";
    reason: string;
    createdById: number;
    createdAt: string;
    startDate: string;
    endDate: string | null;
  }>;
  createdAt: string;
  updatedAt: string;
  id: number;
}

export interface StoredPolicy {
  id: number;
  templateId: number | null;
  name: string;
  description: string;
  ownerId: number | null;
  assignedTo: "ALL" | "GROUP" | "NONE";
  policyStatus: "ACTIVE" | "ARCHIVED" | "REPLACED" | "UNACCEPTABLE" | "OUTDATED";
  createdAt: string;
  updatedAt: string;
}

export interface StoredPolicyVersion {
  id: number;
  policyId: number;
  version: number;
  subVersion: number;
  type: "BUILDER" | "UPLOADED" | "EXTERNAL";
  status: "NEEDS_APPROVAL" | "APPROVED" | "PUBLISHED" | "DRAFT" | "DISCARDED";
  description: string | null;
  html: string | null;
  htmlLastUpdated: string | null;
  fileUrl: string | null;
  originalFileName: string | null;
  externalProvider: "GOOGLE" | "OKTA" | "MICROSOFT_365" | "AWS" | "GCP" | "AZURE" | "HEROKU" | "GITHUB" | "GITLAB" | "BITBUCKET" | "SHORTCUT" | "JIRA" | "ASANA" | "GUSTO" | "KARMACHECK" | "GITHUB_ISSUES" | "RIPPLING" | "CERTN" | "MERGEDEV_ADP_WORKFORCE_NOW" | "MERGEDEV_BAMBOO_HR" | "MERGEDEV_HR_PARTNER" | "MERGEDEV_HI_BOB" | "MERGEDEV_HUMAANS" | "MERGEDEV_PERSONIO" | "MERGEDEV_SAGE" | "DIGITAL_OCEAN" | "MERGEDEV_KALLIDUS" | "MERGEDEV_TRINET" | "MERGEDEV_TRINET_HR" | "MERGEDEV_FRESHTEAM" | "MERGEDEV_SAP_SUCCESSFACTORS" | "TRELLO" | "GITLAB_ISSUES" | "MERGEDEV_JUSTWORKS" | "LINEAR" | "PIVOTAL_TRACKER" | "WORK_OS" | "MERGEDEV_PAYLOCITY" | "MONGO_DB_ATLAS" | "TARGET_PROCESS" | "CLICKUP" | "CHECKR" | "MERGEDEV_WORKDAY" | "ZOHO" | "CLOUDFLARE" | "JAMF" | "AZURE_BOARDS" | "AZURE_REPOS" | "MERGEDEV_HR_CLOUD" | "INTUNE" | "OKTA_IDENTITY" | "GOODHIRE" | "KANDJI" | "AWS_CODECOMMIT" | "FIBERY" | "CURRICULA" | "JUMPCLOUD" | "HEXNODE_UEM" | "RIPPLING_MDM" | "AWS_ORG_UNITS" | "KNOWBE4" | "MERGEDEV_UKG_PRO" | "MERGEDEV_UKG_READY" | "DATADOG" | "SLACK" | "DOCUSIGN" | "MICROSOFT_TEAMS" | "AWS_INSPECTOR" | "MERGEDEV_ONELOGIN" | "MERGEDEV_JUMPCLOUD" | "CONFLUENCE" | "WORKSPACE_ONE" | "NEW_RELIC" | "MERGEDEV_SERVICENOW" | "RAPID7" | "MERGEDEV_AHA" | "MERGEDEV_BASECAMP" | "MERGEDEV_BITBUCKET" | "MERGEDEV_FRESHDESK" | "MERGEDEV_FRESHSERVICE" | "MERGEDEV_HEIGHT" | "MERGEDEV_HIVE" | "MERGEDEV_TEAMWORK" | "MERGEDEV_WRIKE" | "MERGEDEV_ZENDESK" | "CSV_IDP" | "APIDECK" | "AWS_GOV_CLOUD" | "SENTINEL_ONE" | "MERGEDEV_NAMELY" | "MERGEDEV_INSPERITY_PREMIER" | "MERGEDEV_DAYFORCE" | "MERGEDEV_ALEXISHR" | "MERGEDEV_BREATHE" | "MERGEDEV_CHARLIE" | "MERGEDEV_CHARTHOP" | "MERGEDEV_DEEL" | "MERGEDEV_FACTORIAL" | "MERGEDEV_INTELLIHR" | "MERGEDEV_KEKA" | "MERGEDEV_LUCCA" | "MERGEDEV_OFFICIENT" | "MERGEDEV_PAYCHEX" | "MERGEDEV_PEOPLE_HR" | "MERGEDEV_OYSTERHR" | "MERGEDEV_PAYCOR" | "HUBSPOT" | "ZOOM" | "AUTH0" | "SENTRY" | "ZAPIER" | "SNOWFLAKE" | "MIRO" | "MERGEDEV_EMPLOYMENT_HERO" | "SEGMENT" | "WIZ" | "XERO" | "GITHUB_CODE" | "ATLASSIAN" | "PAGER_DUTY" | "STACKONE_SMARTRECRUITERS" | "STACKONE_TEAMTAILOR" | "CROWDSTRIKE" | "GITHUB_ENTERPRISE" | "NOTION" | "STACKONE_KLAVIYO" | "STACKONE_LASTPASS" | "STACKONE_LEAPSOME" | "STACKONE_LEVER" | "STACKONE_ORACLEHCM" | "STACKONE_PINPOINT" | "STACKONE_PIPEDRIVE" | "STACKONE_RECRUITEE" | "STACKONE_WEBEX" | "STACKONE_WORKABLE" | "STACKONE_ZELT" | "STACKONE_BITWARDEN" | "STACKONE_SALESLOFT" | "STACKONE_DIXA" | "STACKONE_FRESHSALES" | "STACKONE_CANVA" | "STACKONE_GREENHOUSE" | "STACKONE_ASHBY" | "STACKONE_ATTIO" | "STACKONE_CONTENTFUL" | "COVERDASH" | "MERGEDEV_FRONT" | "SALESFORCE" | "STACKONE_ELASTIC" | "STACKONE_RENDER" | "STACKONE_TERRAFORM" | "STACKONE_DOMO" | "STACKONE_ENVOY" | "STACKONE_SCALEWAY" | "STACKONE_JETBRAINS" | "STACKONE_FIVETRAN" | "STACKONE_INTERCOM" | "STACKONE_AUTODESK" | "GITHUB_ACTIONS" | "AZURE_ORG_UNITS" | "MICROSOFT_365_GCC_HIGH" | "STACKONE_AIRCALL" | "STACKONE_15FIVE" | "STACKONE_ROLLBAR" | "STACKONE_EGNYTE" | "STACKONE_QLIK" | "STACKONE_BULLHORN" | "STACKONE_OPENVPN" | "STACKONE_SOPHOS" | "STACKONE_MEISTERTASK" | "STACKONE_TALENTLMS" | "STACKONE_ONEFLOW" | "STACKONE_RING_CENTRAL" | "STACKONE_ARTICULATE" | "STACKONE_DIALPAD" | "STACKONE_TABLEAU" | "AZURE_DEVOPS" | "STACKONE_1PASSWORD" | "STACKONE_MIXPANEL" | "STACKONE_SONARCLOUD" | "STACKONE_TWILIO" | "STACKONE_ANSIBLE" | "STACKONE_LATTICE" | "STACKONE_WEBFLOW" | "STACKONE_LACEWORK" | "STACKONE_DATABRICKS" | "STACKONE_IFS" | "STACKONE_TRAVISCI" | "STACKONE_MATILLIONETL" | "STACKONE_OPTIMIZELY" | "UAR_CSV" | "STERLING" | "HIRERIGHT" | "VETTY" | "MERGEDEV_CYBERARK" | "SALESFORCE_UAR" | "GOOGLE_ADMIN_CONSOLE" | "VERCEL" | "STACKONE_DUO" | "STACKONE_GONG" | "STACKONE_IRONCLAD" | "STACKONE_SCORO" | "STACKONE_TEAMVIEWER_REMOTE" | "STACKONE_SPOTDRAFT" | "STACKONE_SPENDESK" | "STACKONE_SENDGRID" | "STACKONE_SMARTSHEET" | "STACKONE_CHECKMK" | "LEEN_TENABLE" | "LEEN_QUALYS" | "LEEN_SEMGREP" | "LEEN_SNYK" | "LEEN_CROWDSTRIKE_VMS" | "LEEN_MS_DEFENDER_VMS" | "LEEN_SENTINELONE_VMS" | "GITLAB_ON_PREM" | "CUSTOM" | "LEEN_RAPID7_VMS" | "BAMBOO_HR" | "GITLAB_ISSUES_ON_PREM" | "GITHUB_ISSUES_ENTERPRISE" | "BITBUCKET_CODE" | "LEEN_ARNICA" | "STACKONE_NETLIFY" | "STACKONE_OPENAI" | "KOLIDE" | "MERGEDEV_JIRA_DATA_CENTER" | "MERGEDEV_PINGONE" | "GOOGLE_ADMIN_CONSOLE_OAUTH" | "GOOGLE_OAUTH" | "STACKONE_ANTHROPIC" | "INTUNE_GCC_HIGH" | "STACKONE_DROPBOX" | "STACKONE_DROPBOX_SIGN" | "STACKONE_HARVEST" | "STACKONE_KAMELEOON" | "STACKONE_MAKE" | "STACKONE_RETOOL" | "STACKONE_TOGGL" | "STACKONE_BOX" | "MERGEDEV_ZOHO_PEOPLE" | "MERGEDEV_ZOHO_DESK" | "LEEN_WIZ_VMS" | "LEEN_WIZ_CODE" | "LEEN_AIKIDO" | "MERGEDEV_LATTICE_HRIS" | "MERGEDEV_DARWINBOX" | "MERGEDEV_PAYCOM" | "AZURE_GCC_HIGH" | "AZURE_MG_GCC_HIGH" | "STACKONE_EASY_LLAMA" | "MERGEDEV_LEAPSOME" | "CUSTOM_XFA" | "LEEN_MS_DEFENDER_VMS_GCC_HIGH" | "STACKONE_CORNERSTONE" | "STACKONE_DOCEBO" | "STACKONE_GO1" | "STACKONE_LINKEDIN_LEARNING" | "STACKONE_SAP_LEARNING" | "STACKONE_WORKDAY_LEARNING" | "STACKONE_360LEARNING" | "STACKONE_BRAINIER" | "STACKONE_COURSERA" | "STACKONE_XYLEME" | "STACKONE_INFOSEC" | "STACKONE_PEOPLE_FLUENT" | "STACKONE_UDEMY" | "AIKIDO" | "AZURE_ENTRA_ID" | "GOOGLE_CLOUD_IDENTITY" | "HYPERCOMPLY" | "INTRUDER" | "IRIS_AI" | "JIT" | "TINES" | "TORQ" | "TRAY" | "SWIF" | "LEEN_ORCA_SECURITY" | "ZIP" | "CUSTOM_MDM" | "LEEN_UPWIND" | "WORK_OS_SCIM" | "LEEN_GITLAB_VMS" | "NINJAONE_MDM" | "FIELDGUIDE" | "OKTA_OAUTH" | "IRONCLAD_VENDOR" | "CUSTOM_HRIS" | "RAMP" | "TROPIC_VENDOR" | "AZURE_BOARDS_ENTRA" | "AZURE_REPOS_ENTRA" | "AZURE_DEVOPS_ENTRA" | "CERTN_CENTRIC" | "DATAGRAIL" | "LEEN_SOCKET" | null;
  changesExplanation: string | null;
  changeSummary: string | null;
  requiresAcknowledgment: boolean | null;
  ownerId: number | null;
  approverId: number | null;
  approvedAt: string | null;
  publishedAt: string | null;
  renewalDate: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface StoredUser {
  id: number;
  entryId: string;
  email: string;
  firstName: string | null;
  lastName: string | null;
  jobTitle: string | null;
  avatarUrl: string | null;
  roles: Array<string>;
  createdAt: string;
  updatedAt: string;
  termsAgreedAt: string | null;
}

export interface StoredUserDocument {
  id: number;
  userId: number;
  name: string;
  type: "SEC_TRAINING" | "PASSWORD_MANAGER_EVIDENCE" | "AUTO_UPDATES_EVIDENCE" | "HARD_DRIVE_ENCRYPTION_EVIDENCE" | "ANTIVIRUS_EVIDENCE" | "LOCK_SCREEN_EVIDENCE" | "MFA_EVIDENCE" | "HIPAA_TRAINING_EVIDENCE" | "OFFBOARDING_EVIDENCE" | "NIST_AI_TRAINING_EVIDENCE";
  fileUrl: string | null;
  renewalDate: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface StoredWorkspace {
  id: number;
  name: string;
  description: string | null;
  howItWorks: string | null;
  url: string | null;
  logo: string | null;
  primary: boolean;
  createdAt: string;
  updatedAt: string;
}

export type SubjectEnum = "AdminOnboarding" | "Asset" | "AuditHub" | "Company" | "CompanyDocument" | "Connection" | "Control" | "ControlTestInstance" | "CustomerRequest" | "CustomTask" | "Event" | "Framework" | "Personnel" | "Policy" | "PublicApiKey" | "QuestionnairesVendors" | "Report" | "Risk" | "RiskAssessment" | "ServiceUser" | "Ticket" | "TrustCenter" | "ListAllUsers" | "UserIdentity" | "UserIdentityInfrastructure" | "UserIdentityVersionControl" | "UsersRoles" | "Vendor" | "Vulnerability" | "Note" | "UserFeature" | "Monitors" | "Dashboard" | "UserDocument" | "Autopilot" | "MonitorInstanceExclusion" | "Workspace" | "InternalSecurity" | "ComplianceCheckExclusion" | "UserLanguage" | "SecurityReport" | "Resync" | "UserIdentityObservability" | "SignIn" | "FeatureAnnouncement" | "Wysiwyg" | "RemoteAccess" | "EmployeeOnboarding" | "UserIdentitiesAccess" | "TicketManagement" | "HumanResources" | "UserControls" | "TasksDetails" | "ControlList" | "ControlTicket" | "RiskManagementTicket" | "MonitorTicket" | "CreateTicket" | "DeleteTask" | "UpdateTask" | "CreateTask" | "AssociateRequirements" | "GetGroups" | "WorkspaceConnections" | "TrustCenterInfo" | "GlobalConnection" | "RiskTask" | "GeneralTask" | "ControlTask" | "EvidenceTask" | "PolicyTask" | "VendorTask" | "AccessReview" | "RiskSettings" | "Scan" | "RiskDocument" | "ViewAllControls" | "ViewAllRisks" | "ControlTemplate" | "FrameworkMappingReset" | "ActivateFramework" | "CustomFields" | "CaCConfiguration" | "CaCMonitoring" | "AccessReviewTicket" | "SecurityQuestionnaire" | "Findings" | "ExceptionManagement" | "CustomWorkflows" | "VulnerabilityReport" | "CustomConnections" | "UserSettings" | "KnowledgeBase" | "TrustCenterRequest" | "BulkImportRisk" | "TestLibrary" | "RiskRegisters" | "BulkImportControl" | "BulkImportTraining" | "BulkImportBackgroundCheck" | "BulkImportVendor" | "RiskCategory" | "Audit" | "GroupRoleManagement" | "BulkImportCustomTask" | "UserIdentityHris" | "Requirements" | "BulkImportPolicyAcknowledgment" | "BulkImportAsset" | "Groups" | "Task" | "ALL" | "DenyControl";

export interface SwitchCompanyBody {
  companyId: string;
}

export interface Terms {
  version: string;
  text: string;
}

export interface TermsBody {
  version: string;
}

export interface TestCoverage {
  testId: number;
  testName: string | null;
  newest: NewestRun;
  passed: number;
  failed: number;
  error: number;
  days: Array<CoverageDay>;
}

export interface UpdateConnectionJsonIdpRequestPublicDto {
  personnelData: Array<PersonnelDataPublicDto>;
}

export interface UserAllDocumentsResponsePublicDto {
  documents: Array<UserDocumentResponsePublicDto>;
}

export interface UserBody {
  id?: number;
  entryId?: string;
  email: string;
  firstName?: string | null;
  lastName?: string | null;
  jobTitle?: string | null;
  avatarUrl?: string | null;
  roles?: Array<string>;
  createdAt?: string;
  updatedAt?: string;
}

export interface UserCompactResponsePublicV2Dto {
  id: number;
  email: string;
  firstName: string | null;
  lastName: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface UserDocumentBody {
  id?: number;
  userId: number;
  name: string;
  type: "SEC_TRAINING" | "PASSWORD_MANAGER_EVIDENCE" | "AUTO_UPDATES_EVIDENCE" | "HARD_DRIVE_ENCRYPTION_EVIDENCE" | "ANTIVIRUS_EVIDENCE" | "LOCK_SCREEN_EVIDENCE" | "MFA_EVIDENCE" | "HIPAA_TRAINING_EVIDENCE" | "OFFBOARDING_EVIDENCE" | "NIST_AI_TRAINING_EVIDENCE";
  fileUrl?: string | null;
  renewalDate?: string | null;
  createdAt?: string;
  updatedAt?: string;
}

export interface UserDocumentCreateRequestPublicV2Dto {
  type: "MFA_EVIDENCE" | "SEC_TRAINING" | "HIPAA_TRAINING_EVIDENCE" | "OFFBOARDING_EVIDENCE";
  file?: Blob;
  base64File?: string;
  completionDate?: string;
}

export interface UserDocumentRequestPublicDto {
  type: "MFA_EVIDENCE" | "SEC_TRAINING" | "HIPAA_TRAINING_EVIDENCE" | "OFFBOARDING_EVIDENCE";
  file?: Blob;
  base64File?: string;
  completionDate?: string;
}

export interface UserDocumentResponsePublicDto {
  id: number;
  name: string;
  type: "SEC_TRAINING" | "PASSWORD_MANAGER_EVIDENCE" | "AUTO_UPDATES_EVIDENCE" | "HARD_DRIVE_ENCRYPTION_EVIDENCE" | "ANTIVIRUS_EVIDENCE" | "LOCK_SCREEN_EVIDENCE" | "MFA_EVIDENCE" | "HIPAA_TRAINING_EVIDENCE" | "OFFBOARDING_EVIDENCE" | "NIST_AI_TRAINING_EVIDENCE";
  fileUrl: string | null;
  renewalDate: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface UserDocumentResponsePublicV2Dto {
  id: number;
  userId: number;
  downloadUrl?: SignedUrlResponsePublicV2Dto;
  name: string;
  type: "SEC_TRAINING" | "PASSWORD_MANAGER_EVIDENCE" | "AUTO_UPDATES_EVIDENCE" | "HARD_DRIVE_ENCRYPTION_EVIDENCE" | "ANTIVIRUS_EVIDENCE" | "LOCK_SCREEN_EVIDENCE" | "MFA_EVIDENCE" | "HIPAA_TRAINING_EVIDENCE" | "OFFBOARDING_EVIDENCE" | "NIST_AI_TRAINING_EVIDENCE";
  fileUrl: string | null;
  renewalDate: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface UserDocumentsResponsePublicDto {
  data: Array<UserDocumentResponsePublicDto>;
  page: number;
  limit: number;
  total: number;
}

export interface UserDocumentsResponsePublicV2Dto {
  data: Array<UserDocumentResponsePublicV2Dto>;
  pagination: Pagination;
}

export interface UserIdentitiesInfrastructureResponsePublicDto {
  data: Array<UserIdentityInfrastructureResponsePublicDto>;
  page: number;
  limit: number;
  total: number;
}

export interface UserIdentitiesVersionControlResponsePublicDto {
  data: Array<UserIdentityVersionControlResponsePublicDto>;
  page: number;
  limit: number;
  total: number;
}

export interface UserIdentityInfrastructureConnectRequestPublicDto {
  userId: number | null;
}

export interface UserIdentityInfrastructureResponsePublicDto {
  id: number;
  identityId: string;
  username: string | null;
  email: string | null;
  connectedAt: string | null;
  disconnectedAt: string | null;
  serviceAccount: string | null;
  serviceAccountReason: string | null;
  user: UserReferencePublicDto | null;
  serviceAccountDesignator: UserReferencePublicDto | null;
  hasMfa: boolean | null;
  connection: ConnectionResponsePublicDto | null;
  lastCheckedAt: string | null;
  createdAt: string;
  updatedAt: string;
  adminAccess: string | null;
  dbAccess: string | null;
}

export interface UserIdentityInfrastructureServiceStatusRequestPublicDto {
  serviceAccount: boolean;
  serviceAccountReason: string;
}

export interface UserIdentityInfrastructureToggleRequestPublicDto {
  toggle: boolean;
  toggleField?: "INFRASTRUCTURE_ADMIN_ACCESS" | "INFRASTRUCTURE_DB_ACCESS";
}

export interface UserIdentityResponsePublicDto {
  id: number;
  identityId: string;
  username: string | null;
  connectedAt: string | null;
  disconnectedAt: string | null;
  hasMfa: boolean | null;
  user: BackReference;
  connection: ConnectionResponsePublicDto | null;
  hasIdp: boolean | null;
  secondaryEmail: string | null;
  firstName: string | null;
  lastName: string | null;
  startedAt: string | null;
  separatedAt: string | null;
  isContractor: boolean | null;
  jobTitle: string | null;
  managerId: string | null;
  managerName: string | null;
}

export interface UserIdentityResponsePublicV2Dto {
  id: number;
  identityId: string;
  username: string | null;
  connectedAt: string | null;
  disconnectedAt: string | null;
  hasMfa: boolean | null;
  userId: number | null;
  connectionId: number | null;
  connection: ConnectionCompactResponsePublicV2Dto | null;
  email: string | null;
  secondaryEmail: string | null;
  firstName: string | null;
  lastName: string | null;
  startedAt: string | null;
  separatedAt: string | null;
  isContractor?: boolean | null;
  jobTitle: string | null;
  managerId: string | null;
  managerName: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface UserIdentityVersionControlConnectRequestPublicDto {
  userId: number | null;
}

export interface UserIdentityVersionControlResponsePublicDto {
  id: number;
  identityId: string;
  username: string | null;
  email: string | null;
  connectedAt: string | null;
  disconnectedAt: string | null;
  serviceAccount: string | null;
  serviceAccountReason: string | null;
  user: UserReferencePublicDto | null;
  serviceAccountDesignator: UserReferencePublicDto | null;
  hasMfa: boolean | null;
  connection: ConnectionResponsePublicDto | null;
  lastCheckedAt: string | null;
  createdAt: string;
  updatedAt: string;
  writeAccess: string | null;
  pushProductionCodeAccess: string | null;
}

export interface UserIdentityVersionControlServiceStatusRequestPublicDto {
  serviceAccount: boolean;
  serviceAccountReason: string;
}

export interface UserIdentityVersionControlToggleRequestPublicDto {
  toggle: boolean;
  toggleField?: "VERSION_CONTROL_WRITE_ACCESS" | "VERSION_CONTROL_PUSH_PROD_CODE_ACCESS";
}

export interface UserPolicyAcceptRequestPublicV2Dto {
  acceptedAt: string;
  details?: string;
}

export interface UserPolicyVersionResponsePublicDto {
  id: number;
  acceptedAt?: string | null;
  policyVersion: PolicyVersionResponsePublicDto;
  policy: PolicyResponsePublicDto;
}

export interface UserPolicyVersionResponsePublicV2Dto {
  id: number;
  acceptedAt: string | null;
  createdAt: string | null;
  updatedAt: string | null;
  sourceType: PolicyApprovalsSourceTypeEnum;
  details: string | null;
  policyId: number;
  policyVersionId: number;
  policy?: PolicyCompactResponsePublicV2Dto;
  policyVersion?: PolicyVersionCompactResponsePublicV2Dto;
}

export interface UserPolicyVersionsResponsePublicDto {
  userPolicyVersions: Array<UserPolicyVersionResponsePublicDto>;
}

export interface UserPolicyVersionsResponsePublicV2Dto {
  data: Array<UserPolicyVersionResponsePublicV2Dto>;
  pagination: Pagination;
}

export interface UserReferencePublicDto {
  id: number;
  firstName: string | null;
  lastName: string | null;
  jobTitle: string | null;
  drataTermsAgreedAt: string | null;
  createdAt: string;
  updatedAt: string;
  entryId: string;
  email: string;
  avatarUrl: string | null;
  roles: Array<unknown>;
  backgroundChecks: Array<unknown>;
  identities: Array<unknown>;
  documents: Array<unknown>;
}

export interface UserResponsePublicDto {
  id: number;
  firstName: string | null;
  lastName: string | null;
  jobTitle: string | null;
  drataTermsAgreedAt: string | null;
  createdAt: string;
  updatedAt: string;
  entryId: string;
  email: string;
  avatarUrl: string | null;
  roles: Array<string>;
  backgroundChecks: Array<BackgroundCheckResponsePublicDto>;
  identities: Array<UserIdentityResponsePublicDto>;
  documents: Array<UserDocumentsResponsePublicDto>;
}

export interface UserResponsePublicV2Dto {
  id: number;
  email: string;
  firstName?: string | null;
  lastName?: string | null;
  createdAt: string;
  updatedAt: string;
  jobTitle?: string | null;
  avatarUrl?: string | null;
  drataTermsAgreedAt?: string | null;
  roles?: Array<string>;
  backgroundChecks?: Array<BackgroundCheckResponsePublicV2Dto> | null;
  documents?: Array<UserDocumentResponsePublicV2Dto>;
  identities?: Array<UserIdentityResponsePublicV2Dto>;
}

export interface UsersResponsePublicDto {
  data: Array<UserResponsePublicDto>;
  page: number;
  limit: number;
  total: number;
}

export interface UsersResponsePublicV2Dto {
  data: Array<UserResponsePublicV2Dto>;
  pagination: Pagination;
}

export interface View {
  id: string;
  name: string;
  query: string;
  shared: boolean;
  owner: ViewOwner | null;
  createdAt: string;
  updatedAt: string;
}

export interface ViewBody {
  name: string;
  query: string;
  shared?: boolean;
}

export interface ViewOwner {
  id: number;
  name: string;
}

export interface Views {
  data: Array<View>;
}

export interface WholeConnection {
  id: number;
  clientType: "GOOGLE" | "OKTA" | "MICROSOFT_365" | "AWS" | "GCP" | "AZURE" | "HEROKU" | "GITHUB" | "GITLAB" | "BITBUCKET" | "SHORTCUT" | "JIRA" | "ASANA" | "GUSTO" | "KARMACHECK" | "GITHUB_ISSUES" | "RIPPLING" | "CERTN" | "MERGEDEV_ADP_WORKFORCE_NOW" | "MERGEDEV_BAMBOO_HR" | "MERGEDEV_HR_PARTNER" | "MERGEDEV_HI_BOB" | "MERGEDEV_HUMAANS" | "MERGEDEV_PERSONIO" | "MERGEDEV_SAGE" | "DIGITAL_OCEAN" | "MERGEDEV_KALLIDUS" | "MERGEDEV_TRINET" | "MERGEDEV_TRINET_HR" | "MERGEDEV_FRESHTEAM" | "MERGEDEV_SAP_SUCCESSFACTORS" | "TRELLO" | "GITLAB_ISSUES" | "MERGEDEV_JUSTWORKS" | "LINEAR" | "PIVOTAL_TRACKER" | "WORK_OS" | "MERGEDEV_PAYLOCITY" | "MONGO_DB_ATLAS" | "TARGET_PROCESS" | "CLICKUP" | "CHECKR" | "MERGEDEV_WORKDAY" | "ZOHO" | "CLOUDFLARE" | "JAMF" | "AZURE_BOARDS" | "AZURE_REPOS" | "MERGEDEV_HR_CLOUD" | "INTUNE" | "OKTA_IDENTITY" | "GOODHIRE" | "KANDJI" | "AWS_CODECOMMIT" | "FIBERY" | "CURRICULA" | "JUMPCLOUD" | "HEXNODE_UEM" | "RIPPLING_MDM" | "AWS_ORG_UNITS" | "KNOWBE4" | "MERGEDEV_UKG_PRO" | "MERGEDEV_UKG_READY" | "DATADOG" | "SLACK" | "DOCUSIGN" | "MICROSOFT_TEAMS" | "AWS_INSPECTOR" | "MERGEDEV_ONELOGIN" | "MERGEDEV_JUMPCLOUD" | "CONFLUENCE" | "WORKSPACE_ONE" | "NEW_RELIC" | "MERGEDEV_SERVICENOW" | "RAPID7" | "MERGEDEV_AHA" | "MERGEDEV_BASECAMP" | "MERGEDEV_BITBUCKET" | "MERGEDEV_FRESHDESK" | "MERGEDEV_FRESHSERVICE" | "MERGEDEV_HEIGHT" | "MERGEDEV_HIVE" | "MERGEDEV_TEAMWORK" | "MERGEDEV_WRIKE" | "MERGEDEV_ZENDESK" | "CSV_IDP" | "APIDECK" | "AWS_GOV_CLOUD" | "SENTINEL_ONE" | "MERGEDEV_NAMELY" | "MERGEDEV_INSPERITY_PREMIER" | "MERGEDEV_DAYFORCE" | "MERGEDEV_ALEXISHR" | "MERGEDEV_BREATHE" | "MERGEDEV_CHARLIE" | "MERGEDEV_CHARTHOP" | "MERGEDEV_DEEL" | "MERGEDEV_FACTORIAL" | "MERGEDEV_INTELLIHR" | "MERGEDEV_KEKA" | "MERGEDEV_LUCCA" | "MERGEDEV_OFFICIENT" | "MERGEDEV_PAYCHEX" | "MERGEDEV_PEOPLE_HR" | "MERGEDEV_OYSTERHR" | "MERGEDEV_PAYCOR" | "HUBSPOT" | "ZOOM" | "AUTH0" | "SENTRY" | "ZAPIER" | "SNOWFLAKE" | "MIRO" | "MERGEDEV_EMPLOYMENT_HERO" | "SEGMENT" | "WIZ" | "XERO" | "GITHUB_CODE" | "ATLASSIAN" | "PAGER_DUTY" | "STACKONE_SMARTRECRUITERS" | "STACKONE_TEAMTAILOR" | "CROWDSTRIKE" | "GITHUB_ENTERPRISE" | "NOTION" | "STACKONE_KLAVIYO" | "STACKONE_LASTPASS" | "STACKONE_LEAPSOME" | "STACKONE_LEVER" | "STACKONE_ORACLEHCM" | "STACKONE_PINPOINT" | "STACKONE_PIPEDRIVE" | "STACKONE_RECRUITEE" | "STACKONE_WEBEX" | "STACKONE_WORKABLE" | "STACKONE_ZELT" | "STACKONE_BITWARDEN" | "STACKONE_SALESLOFT" | "STACKONE_DIXA" | "STACKONE_FRESHSALES" | "STACKONE_CANVA" | "STACKONE_GREENHOUSE" | "STACKONE_ASHBY" | "STACKONE_ATTIO" | "STACKONE_CONTENTFUL" | "COVERDASH" | "MERGEDEV_FRONT" | "SALESFORCE" | "STACKONE_ELASTIC" | "STACKONE_RENDER" | "STACKONE_TERRAFORM" | "STACKONE_DOMO" | "STACKONE_ENVOY" | "STACKONE_SCALEWAY" | "STACKONE_JETBRAINS" | "STACKONE_FIVETRAN" | "STACKONE_INTERCOM" | "STACKONE_AUTODESK" | "GITHUB_ACTIONS" | "AZURE_ORG_UNITS" | "MICROSOFT_365_GCC_HIGH" | "STACKONE_AIRCALL" | "STACKONE_15FIVE" | "STACKONE_ROLLBAR" | "STACKONE_EGNYTE" | "STACKONE_QLIK" | "STACKONE_BULLHORN" | "STACKONE_OPENVPN" | "STACKONE_SOPHOS" | "STACKONE_MEISTERTASK" | "STACKONE_TALENTLMS" | "STACKONE_ONEFLOW" | "STACKONE_RING_CENTRAL" | "STACKONE_ARTICULATE" | "STACKONE_DIALPAD" | "STACKONE_TABLEAU" | "AZURE_DEVOPS" | "STACKONE_1PASSWORD" | "STACKONE_MIXPANEL" | "STACKONE_SONARCLOUD" | "STACKONE_TWILIO" | "STACKONE_ANSIBLE" | "STACKONE_LATTICE" | "STACKONE_WEBFLOW" | "STACKONE_LACEWORK" | "STACKONE_DATABRICKS" | "STACKONE_IFS" | "STACKONE_TRAVISCI" | "STACKONE_MATILLIONETL" | "STACKONE_OPTIMIZELY" | "UAR_CSV" | "STERLING" | "HIRERIGHT" | "VETTY" | "MERGEDEV_CYBERARK" | "SALESFORCE_UAR" | "GOOGLE_ADMIN_CONSOLE" | "VERCEL" | "STACKONE_DUO" | "STACKONE_GONG" | "STACKONE_IRONCLAD" | "STACKONE_SCORO" | "STACKONE_TEAMVIEWER_REMOTE" | "STACKONE_SPOTDRAFT" | "STACKONE_SPENDESK" | "STACKONE_SENDGRID" | "STACKONE_SMARTSHEET" | "STACKONE_CHECKMK" | "LEEN_TENABLE" | "LEEN_QUALYS" | "LEEN_SEMGREP" | "LEEN_SNYK" | "LEEN_CROWDSTRIKE_VMS" | "LEEN_MS_DEFENDER_VMS" | "LEEN_SENTINELONE_VMS" | "GITLAB_ON_PREM" | "CUSTOM" | "LEEN_RAPID7_VMS" | "BAMBOO_HR" | "GITLAB_ISSUES_ON_PREM" | "GITHUB_ISSUES_ENTERPRISE" | "BITBUCKET_CODE" | "LEEN_ARNICA" | "STACKONE_NETLIFY" | "STACKONE_OPENAI" | "KOLIDE" | "MERGEDEV_JIRA_DATA_CENTER" | "MERGEDEV_PINGONE" | "GOOGLE_ADMIN_CONSOLE_OAUTH" | "GOOGLE_OAUTH" | "STACKONE_ANTHROPIC" | "INTUNE_GCC_HIGH" | "STACKONE_DROPBOX" | "STACKONE_DROPBOX_SIGN" | "STACKONE_HARVEST" | "STACKONE_KAMELEOON" | "STACKONE_MAKE" | "STACKONE_RETOOL" | "STACKONE_TOGGL" | "STACKONE_BOX" | "MERGEDEV_ZOHO_PEOPLE" | "MERGEDEV_ZOHO_DESK" | "LEEN_WIZ_VMS" | "LEEN_WIZ_CODE" | "LEEN_AIKIDO" | "MERGEDEV_LATTICE_HRIS" | "MERGEDEV_DARWINBOX" | "MERGEDEV_PAYCOM" | "AZURE_GCC_HIGH" | "AZURE_MG_GCC_HIGH" | "STACKONE_EASY_LLAMA" | "MERGEDEV_LEAPSOME" | "CUSTOM_XFA" | "LEEN_MS_DEFENDER_VMS_GCC_HIGH" | "STACKONE_CORNERSTONE" | "STACKONE_DOCEBO" | "STACKONE_GO1" | "STACKONE_LINKEDIN_LEARNING" | "STACKONE_SAP_LEARNING" | "STACKONE_WORKDAY_LEARNING" | "STACKONE_360LEARNING" | "STACKONE_BRAINIER" | "STACKONE_COURSERA" | "STACKONE_XYLEME" | "STACKONE_INFOSEC" | "STACKONE_PEOPLE_FLUENT" | "STACKONE_UDEMY" | "AIKIDO" | "AZURE_ENTRA_ID" | "GOOGLE_CLOUD_IDENTITY" | "HYPERCOMPLY" | "INTRUDER" | "IRIS_AI" | "JIT" | "TINES" | "TORQ" | "TRAY" | "SWIF" | "LEEN_ORCA_SECURITY" | "ZIP" | "CUSTOM_MDM" | "LEEN_UPWIND" | "WORK_OS_SCIM" | "LEEN_GITLAB_VMS" | "NINJAONE_MDM" | "FIELDGUIDE" | "OKTA_OAUTH" | "IRONCLAD_VENDOR" | "CUSTOM_HRIS" | "RAMP" | "TROPIC_VENDOR" | "AZURE_BOARDS_ENTRA" | "AZURE_REPOS_ENTRA" | "AZURE_DEVOPS_ENTRA" | "CERTN_CENTRIC" | "DATAGRAIL" | "LEEN_SOCKET";
  state: "ACTIVE" | "MISCONFIGURED" | "CONFIGURED_PENDING_CONFIRMATION" | "IN_PROGRESS";
  connected: boolean;
  connectedAt: string | null;
  failedAt: string | null;
  companyId: number | null;
  assignmentId: string | null;
  ownerId: number | null;
  accountId: string | null;
  clientId: string | null;
  clientAlias: string | null;
  manuallyUpdatedAt: string | null;
  aliasUpdatedAt: string | null;
  deletedAt: string | null;
  requestorId: number | string | null;
  product: Record<string, unknown> | null;
  writeAccessEnabled: boolean | null;
  sourcePreference: string | null;
  securityLabel: string | null;
  jqlQuery: string | null;
  authorized: boolean | null;
  providerTypes: Array<{
    value: "IDENTITY" | "INFRASTRUCTURE" | "VERSION_CONTROL" | "TICKETING" | "HRIS" | "BACKGROUND_CHECK" | "SINGLE_SIGN_ON" | "ENTERPRISE_SSO" | "MDM" | "SECURITY_TRAINING" | "OBSERVABILITY" | "COMMUNICATION" | "DIGITAL_SIGNATURE" | "EXTERNAL_POLICY" | "VULNERABILITY" | "EDR" | "USER_ACCESS_REVIEW" | "CSPM" | "CODEBASE" | "CYBER_INSURANCE" | "CRM" | "CUSTOM" | "AUTOMATION_TOOLS" | "SECURITY_REVIEWS" | "PROCUREMENT" | "AUDITS";
    isEnabled: boolean;
  }>;
  code: 10000 | 10001 | 10010 | 10020 | 10030 | 10040 | 10050 | 10060 | 10070 | 10080 | 10090 | 10100 | 10110 | 10120 | 10125 | 10130 | 10140 | 10145 | 10150 | 10160 | 10170 | 10171 | 10180 | 10190 | 10200 | 10210 | 10220 | 10230 | 10240 | 10250 | 10260 | 10270 | 10271 | 10272 | 10273 | 10274 | 10275 | 10276 | 10277 | 10278 | 10279 | 10280 | 10281 | 10282 | 10283 | 10290 | 10300 | 10310 | 10311 | 10318 | 10319 | 10320 | 10321 | 10322 | 10323 | 10324 | 10325 | 10326 | 10327 | 10328 | 10329 | 10330 | 10331 | 10332 | 10333 | 10340 | 10350 | 10360 | 10361 | 10370 | 10380 | 10390 | 10391 | 10392 | 10400 | 10410 | 10420 | 10430 | 10440 | 10450 | 10460 | 10470 | 10480 | 10490 | 10500 | 10510 | 10520 | 10530 | 10540 | 10550 | 10555 | 10560 | 10561 | 10570 | 10571 | 10575 | 10576 | 10577 | 10580 | 10590 | 10600 | 10610 | 10620 | 10630 | 10635 | 10640 | 10645 | 10650 | 10651 | 10652 | 10660 | 10661 | 10700 | 10710 | 10720 | 10730 | 10740 | 10750 | 10760 | 10761 | 10770 | 10780 | 10790 | 10800 | 10810 | 10820 | 10830 | 10900 | 10910 | 10920 | 10921 | 10930 | 10940 | 10950 | 10960 | 10961 | 10970 | 10971 | 10972 | 10973 | 10974 | 10975 | 10976 | 10980 | 10990 | 11000 | 11010 | 11020 | 11030 | 11031 | 11032 | 11040 | 11041 | 11050 | 11060 | 11061 | 11070 | 11071 | 11072 | 11080 | 11082 | 11083 | 11084 | 11085 | 11086 | 11087 | 11092 | 12000 | 12010 | 12020 | 12021 | 12022 | 12023 | 12024 | 12030 | 12040 | 12050 | 12060 | 12070 | 12071 | 12080 | 12090 | 12100 | 12200 | 12210 | 12220 | 12230 | 12240 | 12250 | 12260 | 12270 | 12271 | 12272 | 12273 | 12274 | 12280 | 12290 | 12291 | 12300 | 12310 | 12320 | 12330 | 12340 | 12400 | 12410 | 12420 | 12430 | 12450 | 12500 | 12501 | 13000 | 13001 | 13010 | 13011 | 13020 | 13030 | 13040 | 13050 | 13051 | 13060 | 13061 | 13070 | 13080 | 13090 | 13091 | 13100 | 13110 | 13120 | 13130 | 13140 | 13150 | 13160 | 13170 | 13171 | 13180 | 13181 | 13190 | 13200 | 13210 | 13220 | 13230 | 13300 | 13301 | 13302 | 13303 | 14000 | 13240 | 14001 | 14010 | 14020 | 14030 | 14040 | 14050 | 14060 | 14070 | 14080 | 14090 | 14100 | 14110 | 14120 | 14130 | 14140 | 14150 | 14160 | 14161 | 14162 | 14170 | 14180 | 14190 | 14200 | 14210 | 14212 | 14213 | 14220 | 14230 | 14240 | 14250 | 14260 | 14270 | 14271 | 14280 | 15002 | 15003 | 15004 | 15005 | 15007 | 15008 | 1509 | 15010 | 15011 | 15012 | 15013 | 15014 | 15015 | 15040 | 15041 | 15042 | 15043 | 15044 | 15045 | 15046 | 15047 | 15048 | 15049 | 15050 | 15051 | 15052 | 15053 | 15054 | 15055 | 15056 | 15057 | 15058 | 15060 | 15061 | 16000 | 16010 | 16011 | 16020 | 16021 | 16030 | 17001 | 17002 | 17003 | 17004 | 17005 | 17006 | 17007 | 17008 | 17009 | 17010 | 17011 | 17012 | 17013 | 17014 | 17015 | 17100 | 17101 | 17102 | 17103 | 17104 | 17105 | 17106 | 17107 | 17108 | 17109 | 18000 | 18001 | 18002 | 18003 | 18004 | 19000 | 19001 | 20000 | 20001 | 20002 | 20010 | 20011 | 20012 | 21001 | 21002 | 21003 | 21004 | 21005 | 21006 | 21007 | 21008 | 21009 | 21010 | 21011 | 21012 | 21013 | 21014 | 21015 | 21016 | 21017 | 21018 | 21019 | 22000 | 22001 | 22002 | 22003 | 22004 | 22005 | 22006 | 22010 | 22015 | 22016 | 22017 | 22020 | 22030 | 22040 | 22041 | 22042 | 22990 | 22991 | 23000 | 23001 | 23002 | 23010 | 23020 | 23030 | 23040 | 23041 | 23042 | 23050 | 23060 | 23070 | 23080 | 25001 | 25050 | 25051 | 25002 | 25003 | 25004 | 25005 | 25006 | 25007 | 25008 | 25009 | 25010 | 25011 | 25012 | 25020 | 25021 | 25022 | 25023 | 25030 | 25060 | 25070 | 25080 | 25090 | 25100 | 25110 | 25120 | 25130 | 25140 | 25150 | 25160 | 25170 | 25180 | 25190 | 25200 | 25210 | 25220 | 25230 | 25240 | 25250 | 25260 | 25270 | 25280 | 25290 | 25300 | 25310 | 25311 | 25312 | 25320 | 25330 | 25340 | 25350 | 25360 | 25370 | 25380 | 25390 | 25400 | 26410 | 26420 | 26440 | 25420 | 25430 | 25440 | 25450 | 25460 | 27000 | 25500 | 26430 | 27001 | 27002 | 27010 | 27020 | 27021 | 27030 | 27040 | 27050 | 27060 | 27070 | 27071 | 27080 | 27081 | 27090 | 28000 | 28010 | 28020 | 28021 | 28022 | 28023 | 28024 | 28025 | 28026 | 28027 | 28028 | 28029 | 28032 | 28033 | 28034 | 28030 | 28031 | 28050 | 28100 | 28110 | 28200 | 28300 | 28310 | 28320 | 28330 | 28340 | 28350 | 28360 | 28370 | 28380 | 28390 | 28400 | 28460 | 28470 | 28480 | 28490 | 28500 | 28510 | 28520 | 28530 | 28540 | 28541 | 285422 | 28543 | 28544 | 28550 | 28560 | 28570 | 28580 | 28590 | 29000 | 29010 | 29040 | 29050 | 29060 | 29070 | 29080 | 29090 | 29100 | 30000 | 30001 | 30002 | 30003 | 30004 | 30010 | 30011 | 30012 | 30013 | 30014 | 30015 | 30020 | 30021 | 30022 | 30023 | null;
  groupLabel: string | null;
  workspaceIds: Array<number>;
  createdAt: string;
  updatedAt: string;
  owner: StoredUser | null;
  workspaces: Array<StoredWorkspace>;
}

export interface WholeUser {
  id: number;
  entryId: string;
  email: string;
  firstName: string | null;
  lastName: string | null;
  jobTitle: string | null;
  avatarUrl: string | null;
  roles: Array<string>;
  createdAt: string;
  updatedAt: string;
  termsAgreedAt: string | null;
  personnel: StoredPersonnel;
  identities: Array<StoredIdentity>;
  backgroundChecks: Array<StoredBackgroundCheck>;
  documents: Array<StoredUserDocument>;
  devices: Array<StoredDevice>;
  assignedPolicies: Array<StoredAssignedPolicy>;
}

export interface WorkspaceBody {
  id?: number;
  name: string;
  description?: string | null;
  howItWorks?: string | null;
  url?: string | null;
  logo?: string | null;
  primary?: boolean;
  createdAt?: string;
  updatedAt?: string;
}

export interface WorkspaceResponsePublicDto {
  id: number;
  name: string;
  description: string | null;
  howItWorks: string | null;
  primary: boolean;
  url: string | null;
  logo: string | null;
  frameworks?: Array<FrameworkResponsePublicDto>;
}

export interface WorkspaceResponsePublicV2Dto {
  id: number;
  primary: boolean;
  name: string;
  description: string | null;
  createdAt: string;
  updatedAt: string;
  howItWorks: string | null;
  url: string | null;
  logo: string | null;
  frameworks?: Array<FrameworkCompactResponsePublicV2Dto>;
}

export interface WorkspacesResponsePublicDto {
  data: Array<WorkspaceResponsePublicDto>;
  page: number;
  limit: number;
  total: number;
}

export interface WorkspacesResponsePublicV2Dto {
  data: Array<WorkspaceResponsePublicV2Dto>;
  pagination: Pagination;
}
