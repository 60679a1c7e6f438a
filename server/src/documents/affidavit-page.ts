/** The page that checks the affidavit it carries. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AffidavitPage } from '../app/ports/affidavit-page.ts';

const EMPTY = 'id="affidavit"></script>';

/** Reads the page of `@affidavit/verify` once. */
export function affidavitPage(): AffidavitPage {
  const page = readFileSync(fileURLToPath(import.meta.resolve('@affidavit/verify/page')), 'utf8');
  const at = page.indexOf(EMPTY);
  if (at < 0) throw new Error('the page of @affidavit/verify has no place for an affidavit');
  const [before, after] = [page.slice(0, at), page.slice(at + EMPTY.length)];
  // In JSON this sign stands in strings only, where the escape means the same; in a page it could end the element.
  return (json) => `${before}id="affidavit">${json.replaceAll('<', '\\u003c')}</script>${after}`;
}
