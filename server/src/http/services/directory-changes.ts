/**
 * Changes of the directory, each recorded with its effect in one item. Answers are documents of the contract, with
 * times in the caller's style. Every verb rejects with Refused: `notFound` for ids that the company does not have.
 */
import type { Caller } from '../../app/ports.ts';
import type { Fault } from '../../domain/errors.ts';
import type { PersonRecord } from '../../domain/person-records.ts';

export interface PersonnelWish {
  employmentStatus?: string;
  notHumanReason?: string;
  /** YYYY-MM-DD. */
  startDate?: string;
  separationDate?: string;
  customFields?: readonly { id?: number; name?: string; value: string | null }[];
}

export type ResetWish = { is: 'one'; id: number } | { is: 'some'; ids: readonly number[] } | { is: 'all' };

export interface PersonnelChanges {
  /** By id or e-mail. What contradicts itself is a `conflict`; what changes nothing is not recorded. */
  update(
    caller: Caller,
    key: number | string,
    wish: PersonnelWish,
    as: 'detailsV1' | 'personV2',
  ): Promise<object>;
  /** Members kept by hand are given back to synchronisation. `first`: the v1 document of the first person. */
  resetSync(caller: Caller, wish: ResetWish, dto?: object): Promise<{ count: number; first: object }>;
  addBackgroundCheck(
    caller: Caller,
    wish: { userId: number; url: string; filedAt: string },
    as: 'detailsV1' | 'compactV2',
  ): Promise<object>;
  /** The version of the policy that the user was given last. A `conflict` when it was accepted before. */
  acknowledgePolicy(
    caller: Caller,
    user: number | string,
    policyId: number,
    wish: { acceptedAt: string; details?: string },
  ): Promise<object>;
}

export interface DocumentUpload {
  type: string;
  completionDate?: string;
  /** `member` is where a fault of the file is reported. */
  file: { member: string; name: string; bytes: Uint8Array };
}

export interface UserDocumentChanges {
  /** `user` by id or e-mail. */
  upload(caller: Caller, user: number | string, upload: DocumentUpload, version: 1 | 2): Promise<object>;
  /** Where it is; that it was asked for is recorded. */
  download(caller: Caller, id: number): Promise<{ fileId: string } | { url: string }>;
  remove(caller: Caller, user: number | string, id: number): Promise<void>;
}

export type AccountWish =
  | { do: 'link'; userId: number | null }
  | {
      do: 'toggle';
      member: 'adminAccess' | 'dbAccess' | 'writeAccess' | 'pushProductionCodeAccess';
      on: boolean;
    }
  | { do: 'serviceAccount'; on: boolean; reason: string };

/** The v1 document of an account at a connection of this kind. */
export type ChangeAccount = (
  caller: Caller,
  kind: 'INFRASTRUCTURE' | 'VERSION_CONTROL',
  id: number,
  wish: AccountWish,
  dto: object,
) => Promise<object>;

/** All of it or nothing. `connectionId` null makes a connection. */
export type ImportPersonnel = (
  caller: Caller,
  connectionId: number | null,
  records: readonly PersonRecord[],
  note: { file?: { type: string; size: number; sha256: string } },
) => Promise<object>;

export interface HrisRecord {
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

export type HrisOutcome =
  | { is: 'created' | 'updated'; document: object }
  | { is: 'faulty'; faults: readonly Fault[] };

export interface CustomConnectionChanges {
  create(
    caller: Caller,
    wish: { name: string; providerTypes: readonly ('MDM' | 'HRIS')[]; description?: string | null },
  ): Promise<object>;
  update(
    caller: Caller,
    id: number,
    wish: { clientAlias?: string | null; description?: string | null },
  ): Promise<object>;
  remove(caller: Caller, id: number): Promise<void>;
  /** Each on its own, one outcome per record in order; a record that is given as its faults is answered with them. */
  putHris(
    caller: Caller,
    connectionId: number,
    records: readonly (HrisRecord | readonly Fault[])[],
  ): Promise<readonly HrisOutcome[]>;
  /** By id, or by the `identityId` of its system. */
  removeHris(caller: Caller, connectionId: number, key: number | string): Promise<void>;
}

export interface DirectoryChanges {
  personnel: PersonnelChanges;
  documents: UserDocumentChanges;
  account: ChangeAccount;
  importPersonnel: ImportPersonnel;
  connections: CustomConnectionChanges;
}
