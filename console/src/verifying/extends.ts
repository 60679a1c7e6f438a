/** Whether today's log begins with a tree that was signed before, checked in this browser. */
import { fromBase64, fromHex, verifyConsistency } from '@affidavit/verify';
import { address, getJson } from '../api/http.ts';

export interface Tree {
  size: number;
  /** Lower-case hex. */
  root: string;
}

/** Whether `newer` extends `older`, by a proof that the server of the company's log gives. Rejects when it gives none. */
export async function isExtended(
  company: string,
  older: Tree,
  newer: Tree,
  signal: AbortSignal,
): Promise<boolean> {
  const from = {
    size1: older.size,
    root1: fromHex(older.root),
    size2: newer.size,
    root2: fromHex(newer.root),
  };
  if (older.size === newer.size) return verifyConsistency({ ...from, path: [] });
  const url = address(`/log/${company}/consistency`, { from: older.size, to: newer.size });
  const { path } = await getJson<{ path: string[] }>(url, signal);
  return verifyConsistency({ ...from, path: path.map(fromBase64) });
}
