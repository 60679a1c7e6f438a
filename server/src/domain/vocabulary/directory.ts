/** The closed word lists of the directory's documents and operations (contract sections 3.9, 4.10 and 6). */

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

export const employmentStatuses = words(`
  CURRENT_EMPLOYEE FORMER_EMPLOYEE CURRENT_CONTRACTOR FORMER_CONTRACTOR OUT_OF_SCOPE UNKNOWN
  SPECIAL_FORMER_EMPLOYEE SPECIAL_FORMER_CONTRACTOR FUTURE_HIRE SERVICE_ACCOUNT
`);

/** What `employmentStatuses[]` of v1 takes: some statuses, and names of groups of them. */
export const employmentStatusFilters = words(`
  CURRENT_EMPLOYEE FORMER_EMPLOYEE CURRENT_CONTRACTOR FORMER_CONTRACTOR OUT_OF_SCOPE UNKNOWN FUTURE_HIRE
  SERVICE_ACCOUNT ALL_CURRENT_PERSONNEL ALL_FORMER_PERSONNEL ALL_PERSONNEL
`);

/** In declaration order: the place of a type gives its checks their ids. */
export const complianceCheckTypes = [
  'FULL_COMPLIANCE',
  'ACCEPTED_POLICIES',
  'IDENTITY_MFA',
  'BG_CHECK',
  'AGENT_INSTALLED',
  'PASSWORD_MANAGER',
  'HDD_ENCRYPTION',
  'ANTIVIRUS',
  'AUTO_UPDATES',
  'LOCK_SCREEN',
  'SECURITY_TRAINING',
  'LOCATION_SERVICES',
  'HIPAA_TRAINING',
  'OFFBOARDING',
  'NIST_AI_TRAINING',
] as const;
export type ComplianceCheckType = (typeof complianceCheckTypes)[number];

export const complianceStatuses = ['MISCONFIGURED', 'PASS', 'FAIL', 'EXCLUDED'] as const;
export type ComplianceStatus = (typeof complianceStatuses)[number];

export const checkFrequencies = words('ONCE HOURLY QID DAILY WEEKLY BIWEEKLY MONTHLY QUARTERLY YEARLY');

export const deviceSourceTypes = words(`
  AGENT JAMF INTUNE KANDJI JUMPCLOUD HEXNODE_UEM UNKNOWN RIPPLING WORKSPACE_ONE KOLIDE CUSTOM
  INTUNE_GCC_HIGH CUSTOM_XFA NINJAONE
`);

export const policyAssignments = words('ALL GROUP NONE');
export const policyStatuses = words('ACTIVE ARCHIVED REPLACED UNACCEPTABLE OUTDATED');
export const policyVersionTypes = words('BUILDER UPLOADED EXTERNAL');
export const policyVersionStatuses = words('NEEDS_APPROVAL APPROVED PUBLISHED DRAFT DISCARDED');
export const policyAcceptanceSources = words('UNKNOWN BAMBOO_HR CSV MY_DRATA PUBLIC_API');

export const securityTrainings = words(`
  ESET LINK_PROVIDED DRATA_PROVIDED MANUAL CURRICULA KNOWBE4 STACKONE_EASY_LLAMA MANUAL_EVIDENCE_FIRST
  STACKONE_CORNERSTONE STACKONE_DOCEBO STACKONE_GO1 STACKONE_LINKEDIN_LEARNING STACKONE_SAP_LEARNING
  STACKONE_WORKDAY_LEARNING STACKONE_360LEARNING STACKONE_BRAINIER STACKONE_COURSERA STACKONE_XYLEME
  STACKONE_INFOSEC STACKONE_UDEMY STACKONE_PEOPLE_FLUENT
`);
export const hipaaTrainings = words(
  'DRATA_PROVIDED LINK_PROVIDED MANUAL NOT_REQUIRED KNOWBE4 MANUAL_EVIDENCE_FIRST',
);
export const languages = words(
  'ENGLISH_US SPANISH_LA GERMAN_DE FRENCH_FR ITALIAN_IT DUTCH_NL PSEUDO PSEUDOX',
);
export const reportVisibilities = words('ALL PASSING MONITORING');

export const frameworkTypes = words(`
  SOC_2_TYPE_1 SOC_2_TYPE_2 ISO_27001 HIPAA PCI GDPR SCF NIST80053 NISTCSF CMMC NIST800171 MSSSPA FFIEC CCPA
  ISO_27701 COBIT SOX_ITGC ISO_27001_2022 CCM CYBER_ESSENTIALS ISO_27017_2015 ISO_27018_2019 NISTAI PCI4 FEDRAMP
  NISTCSF2 NIS2 DORA ISO_42001_2023 DRATA_ESSENTIALS NIST800171R3 CIS8 CYBER_ESSENTIALS_32 FEDRAMP20X HITRUST
  MSSSPA11 ESSENTIAL_EIGHT NYDFS TISAX ISO_27018_2025 CCPA2026 ISO_27701_2025 CPS230 CUSTOM
`);

export const permissionActions = words('READ MANAGE CREATE UPDATE DELETE');

/** What a permission of a role can speak of: 113. */
export const permissionSubjects = words(`
  AdminOnboarding Asset AuditHub Company CompanyDocument Connection Control ControlTestInstance CustomerRequest
  CustomTask Event Framework Personnel Policy PublicApiKey QuestionnairesVendors Report Risk RiskAssessment
  ServiceUser Ticket TrustCenter ListAllUsers UserIdentity UserIdentityInfrastructure
  UserIdentityVersionControl UsersRoles Vendor Vulnerability Note UserFeature Monitors Dashboard UserDocument
  Autopilot MonitorInstanceExclusion Workspace InternalSecurity ComplianceCheckExclusion UserLanguage
  SecurityReport Resync UserIdentityObservability SignIn FeatureAnnouncement Wysiwyg RemoteAccess
  EmployeeOnboarding UserIdentitiesAccess TicketManagement HumanResources UserControls TasksDetails ControlList
  ControlTicket RiskManagementTicket MonitorTicket CreateTicket DeleteTask UpdateTask CreateTask
  AssociateRequirements GetGroups WorkspaceConnections TrustCenterInfo GlobalConnection RiskTask GeneralTask
  ControlTask EvidenceTask PolicyTask VendorTask AccessReview RiskSettings Scan RiskDocument ViewAllControls
  ViewAllRisks ControlTemplate FrameworkMappingReset ActivateFramework CustomFields CaCConfiguration
  CaCMonitoring AccessReviewTicket SecurityQuestionnaire Findings ExceptionManagement CustomWorkflows
  VulnerabilityReport CustomConnections UserSettings KnowledgeBase TrustCenterRequest BulkImportRisk TestLibrary
  RiskRegisters BulkImportControl BulkImportTraining BulkImportBackgroundCheck BulkImportVendor RiskCategory
  Audit GroupRoleManagement BulkImportCustomTask UserIdentityHris Requirements BulkImportPolicyAcknowledgment
  BulkImportAsset Groups Task ALL DenyControl
`);

/** Client types by which `clientType` filters accounts of infrastructure. */
export const infrastructureClientTypes = words(
  'AWS AWS_GOV_CLOUD DIGITAL_OCEAN GCP HEROKU AZURE AZURE_ORG_UNITS MONGO_DB_ATLAS CLOUDFLARE AWS_ORG_UNITS',
);

/** Client types by which `clientType` filters accounts of version control. */
export const versionControlClientTypes = words(
  'BITBUCKET GITHUB GITHUB_ENTERPRISE GITLAB GITLAB_ON_PREM AZURE_REPOS AWS_CODECOMMIT',
);
