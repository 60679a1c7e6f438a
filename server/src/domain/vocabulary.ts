/**
 * The closed word lists of the contract (section 4). They only ever grow: a name that was once accepted is in
 * sealed events and stays. A client must tolerate values that it does not know.
 */
import { clientTypeNames } from './vocabulary/client-types.ts';
import { connectionCodeNames } from './vocabulary/connection-codes.ts';
import { eventTypeRuns, type Since } from './vocabulary/event-types.ts';

export type { Since };

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** All event types, in declaration order (section 4.4). */
export const eventTypes: readonly string[] = eventTypeRuns.flatMap((run) => words(run.names));

/** When an event type first appeared; everything of 2026-04 is in v1 too, what came later only in v2. */
export const eventTypeSince: ReadonlyMap<string, Since> = new Map(
  eventTypeRuns.flatMap((run) => words(run.names).map((name) => [name, run.since] as const)),
);

/** Section 4.1. An event that is not about a test has null instead. */
export const statuses = ['READY', 'PASSED', 'FAILED', 'ERROR', 'PREAUDIT'] as const;

/** Section 4.2. */
export const sources = words('APP AUTOPILOT PUBLIC_API VENDOR_QUESTIONNAIRE SCHEDULED WORKFLOW DRATA_POLICY');

/** Section 4.3. */
export const categories = words(`
  AUTOPILOT AGENT POLICY PERSONNEL REPORT VENDOR ASSET COMPANY ASSESSMENT AUDIT MONITOR USER CONNECTION GRC
  MDM QUESTIONNAIRE DEVICE TRUST_PAGES TRUST_CENTER_PRIVATE_ACCESS RISK COMPANY_NOTIFICATION
  CUSTOM_FRAMEWORKS MULTIPLE_PRODUCT_SUPPORT PUBLIC_API_KEY SERVICE_PROVIDER TASK AUTOPILOT_RECIPE_SCHEDULE
  RESYNC EVIDENCE AUTOPILOT_RECIPE ACCESS_REVIEW DOCUMENT_SCANNED CLOUD_STORAGE VENDOR_PROFILE CODEBASE
  EXCEPTION_MANAGEMENT WORKFLOWS CUSTOM_CONNECTION TRUST_CENTER_REPORTS OUTBOUND_WEBHOOKS SAFEBASE_MIGRATION
  TRUST_ACCESS_REQUEST SAFEBASE_ONBOARDING
`);

/** Section 4.5; v1 knows all of them but the last. The directory also keeps other role names. */
export const roles = words(`
  EMPLOYEE TECHGOV AUDITOR ADMIN ACT_AS_READ_ONLY APP RISK_MANAGER WORKSPACE_ADMINISTRATOR SERVICE_USER
  REVIEWER CONTROL_MANAGER PEOPLE_OPS POLICY_MANAGER DEVOPS_ENGINEER KNOWLEDGE_BASE TRUST_CENTER_MANAGER
  TRUST_CENTER_REVIEWER RISK_REGISTER_OWNER INTERNAL_AUDITOR RESTRICTED_CONTROL_MANAGER
  RESTRICTED_RISK_MANAGER READONLY_ADMIN READONLY_TECHGOV READONLY_RISK_MANAGER READONLY_CONTROL_MANAGER
  READONLY_POLICY_MANAGER READONLY_PEOPLE_OPS READONLY_WORKSPACE_ADMINISTRATOR
  READONLY_RESTRICTED_CONTROL_MANAGER READONLY_RESTRICTED_RISK_MANAGER READONLY_RISK_REGISTER_OWNER
  READONLY_REVIEWER READONLY_DEVOPS_ENGINEER READONLY_TRUST_CENTER_MANAGER TRUST_USER
`);

/** Section 4.6. */
export const clientTypes = words(clientTypeNames);

/** Section 4.7; the compact connection of v2 knows only the first two. */
export const connectionStates = [
  'ACTIVE',
  'MISCONFIGURED',
  'CONFIGURED_PENDING_CONFIRMATION',
  'IN_PROGRESS',
] as const;

/** Section 4.8. */
export const providerTypes = words(`
  IDENTITY INFRASTRUCTURE VERSION_CONTROL TICKETING HRIS BACKGROUND_CHECK SINGLE_SIGN_ON ENTERPRISE_SSO MDM
  SECURITY_TRAINING OBSERVABILITY COMMUNICATION DIGITAL_SIGNATURE EXTERNAL_POLICY VULNERABILITY EDR
  USER_ACCESS_REVIEW CSPM CODEBASE CYBER_INSURANCE CRM CUSTOM AUTOMATION_TOOLS SECURITY_REVIEWS PROCUREMENT
  AUDITS
`);

/** Section 4.9. */
export const backgroundCheckStatuses = words('PENDING OK ISSUE CANCELED EXPIRED OUT_OF_SCOPE');
export const backgroundCheckTypes = words(
  'KARMACHECK MANUAL CERTN CHECKR HRIS_RIPPLING STERLING HIRERIGHT VETTY',
);
export const backgroundCheckSources = words(
  'DRATA CHECKR KARMACHECK RIPPLING_CHECKR CERTN STERLING HIRERIGHT VETTY',
);

/** Section 4.10. */
export const userDocumentTypes = words(`
  SEC_TRAINING PASSWORD_MANAGER_EVIDENCE AUTO_UPDATES_EVIDENCE HARD_DRIVE_ENCRYPTION_EVIDENCE
  ANTIVIRUS_EVIDENCE LOCK_SCREEN_EVIDENCE MFA_EVIDENCE HIPAA_TRAINING_EVIDENCE OFFBOARDING_EVIDENCE
  NIST_AI_TRAINING_EVIDENCE
`);

/** Error codes of failed connections, with their names where known (section 5.1), in declaration order. */
export const connectionCodes: ReadonlyMap<number, string | null> = new Map(
  words(connectionCodeNames).map((word) => {
    const [code, name] = word.split(':');
    return [Number(code), name ?? null] as const;
  }),
);

const member = (list: readonly string[]) => {
  const set: ReadonlySet<string> = new Set(list);
  return (name: string): boolean => set.has(name);
};

export const isEventType = member(eventTypes);
export const isCategory = member(categories);
export const isSource = member(sources);
export const isStatus = member(statuses);
export const isRole = member(roles);
export const isClientType = member(clientTypes);
export const isConnectionState = member(connectionStates);
export const isProviderType = member(providerTypes);
export const isBackgroundCheckStatus = member(backgroundCheckStatuses);
export const isBackgroundCheckType = member(backgroundCheckTypes);
export const isBackgroundCheckSource = member(backgroundCheckSources);
export const isUserDocumentType = member(userDocumentTypes);
export const isConnectionCode = (code: number): boolean => connectionCodes.has(code);
