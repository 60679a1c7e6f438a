/** What the lists of the directory are asked for, after the door has checked it (contract section 6). */

export interface PageQueryV1 {
  page: number;
  limit: number;
}

export interface PageQueryV2 {
  cursor?: string;
  size: number;
  sort?: 'createdAt' | 'updatedAt';
  sortDir?: 'ASC' | 'DESC';
  includeTotalCount: boolean;
}

/** An id, or the value of a prefixed key such as `email:`, `role:` or `identity-id:`. */
export type Key = number | string;

export interface UsersQueryV1 extends PageQueryV1 {
  q?: string;
  roles?: readonly string[];
  excludeRoles?: readonly string[];
  includeUserIds?: readonly number[];
  excludeUserIds?: readonly number[];
}

export interface UserDocumentsQueryV1 extends PageQueryV1 {
  q?: string;
  type?: string;
}

export interface PersonnelQueryV1 extends PageQueryV1 {
  q?: string;
  employmentStatus?: string;
  employmentStatuses?: readonly string[];
  /** Types of checks, and whether they have to be passed or failed. */
  compliance: readonly (readonly [type: string, passed: boolean])[];
  /** Whether all devices are compliant, or one is not. */
  deviceCompliance?: boolean;
  groupIds?: readonly number[];
  mdmSourceType?: string;
  inverseMdmSourceTypes?: readonly string[];
  sort: string;
  sortDir: 'ASC' | 'DESC';
}

export interface IdentitiesQueryV1 extends PageQueryV1 {
  q?: string;
  clientType?: string;
  connectionId?: number;
  sort: string;
  sortDir: 'ASC' | 'DESC';
}

export interface ConnectionsQueryV1 extends PageQueryV1 {
  providerTypes?: readonly string[];
  state?: string;
  sort: string;
  sortDir: 'ASC' | 'DESC';
}

export interface WorkspacesQueryV1 extends PageQueryV1 {
  q?: string;
}

export interface ExpandedQueryV2 extends PageQueryV2 {
  expand: ReadonlySet<string>;
}

export interface UsersQueryV2 extends ExpandedQueryV2 {
  firstName?: string;
  lastName?: string;
}

export interface UserDocumentsQueryV2 extends ExpandedQueryV2 {
  name?: string;
  type?: string;
}

export interface PersonnelQueryV2 extends ExpandedQueryV2 {
  employmentStatus?: readonly string[];
  /** Of FULL_COMPLIANCE. */
  complianceStatus?: readonly string[];
}
