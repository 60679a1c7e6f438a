import type { Digest } from '@affidavit/verify';

/** Members of snapshot documents whose values are digests of further snapshots (docs/formats.md, "Snapshots"). */
const naming = ['backgroundChecks', 'identities', 'documents', 'connection', 'owner', 'workspaces'];
const DIGEST = /^[0-9a-f]{64}$/;

/** The digests of further snapshots that a snapshot document names. */
export function namedDigests(document: object): Digest[] {
  const record = document as Record<string, unknown>;
  return naming
    .flatMap((member) => record[member] ?? [])
    .filter((value): value is Digest => typeof value === 'string' && DIGEST.test(value));
}
