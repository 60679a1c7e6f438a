/** Joins what differs with why, and says which operation is how. */
import { type Comparison, nameOf } from './compare.ts';
import type { Difference } from './compare-schemas.ts';
import type { Reason, Remark } from './differences.ts';

/** A difference with its reason. */
export interface Explained extends Difference {
  reason: Reason;
}

export interface Row extends Comparison {
  name: string;
  state: 'implemented' | 'differing' | 'not implemented';
  explained: readonly Explained[];
  remarks: readonly string[];
}

export interface Report {
  rows: readonly Row[];
  /** What makes the report fail: differences without a reason, reasons and remarks without a difference or operation. */
  faults: readonly string[];
}

export function makeReport(
  comparisons: readonly Comparison[],
  reasons: readonly Reason[],
  remarks: readonly Remark[],
): Report {
  const faults = new Set<string>();
  const used = new Set<Reason>();
  const explain = (difference: Difference): Explained[] => {
    const reason = reasonFor(difference, reasons);
    if (reason === undefined) {
      faults.add(`no reason: ${difference.at} (${difference.kind}): ${difference.what}`);
      return [];
    }
    used.add(reason);
    return [{ ...difference, reason }];
  };
  const rows = comparisons.map((comparison): Row => {
    const name = nameOf(comparison.operation);
    const explained = comparison.differences.flatMap(explain);
    const own = remarks.filter(({ operation }) => operation === name).map(({ remark }) => remark);
    const differs = own.length > 0 || explained.some(({ reason }) => reason.isConvention !== true);
    const state = comparison.isServed ? (differs ? 'differing' : 'implemented') : 'not implemented';
    return { ...comparison, name, explained, remarks: own, state };
  });
  const names = new Set(rows.map(({ name }) => name));
  for (const reason of reasons)
    if (!used.has(reason)) faults.add(`no difference any more: ${reason.at} (${reason.kind})`);
  for (const { operation } of remarks)
    if (!names.has(operation)) faults.add(`no such operation: ${operation}`);
  return { rows, faults: [...faults] };
}

/** The first reason that is given for a difference. */
export function reasonFor({ at, kind }: Difference, reasons: readonly Reason[]): Reason | undefined {
  return reasons.find((one) => one.kind === kind && matches(one.at, at));
}

function matches(pattern: string, at: string): boolean {
  const escaped = pattern.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`).test(at);
}
