/**
 * `npm run contract`: writes docs/contract.md from docs/openapi.json and the facts in scripts/contract. Writes nothing
 * and fails when a difference has no reason, or a reason no difference.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compareAll } from './contract/compare.ts';
import { reasons, remarks } from './contract/differences.ts';
import type { Document } from './contract/openapi.ts';
import { page } from './contract/page.ts';
import { makeReport, type Report } from './contract/report.ts';

const fileOf = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

export const documentFile = fileOf('docs/openapi.json');
export const pageFile = fileOf('docs/contract.md');

export function compareReport(document: Document): Report {
  return makeReport(compareAll(document), reasons, remarks);
}

if (import.meta.main) {
  const report = compareReport(JSON.parse(readFileSync(documentFile, 'utf8')) as Document);
  for (const fault of report.faults) console.error(fault);
  if (report.faults.length > 0) process.exitCode = 1;
  else writeFileSync(pageFile, page(report));
}
