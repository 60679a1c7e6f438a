/** Which accounts are accounts of infrastructure, and which of version control. */
import type { Connection } from '../../domain/directory.ts';
import { infrastructureClientTypes, versionControlClientTypes } from '../../domain/vocabulary/directory.ts';

export type AccountKind = 'INFRASTRUCTURE' | 'VERSION_CONTROL';

const clientTypes: Readonly<Record<AccountKind, readonly string[]>> = {
  INFRASTRUCTURE: infrastructureClientTypes,
  VERSION_CONTROL: versionControlClientTypes,
};

/** By the type of the connection, or by what it is enabled to provide. */
export function providesAccounts({ clientType, providerTypes }: Connection, kind: AccountKind): boolean {
  return (
    clientTypes[kind].includes(clientType) ||
    providerTypes.some(({ value, isEnabled }) => isEnabled && value === kind)
  );
}
