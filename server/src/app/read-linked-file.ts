/** The file behind a signed link. */
import type { Files, StoredFile } from './ports/files.ts';
import type { Access } from './ports.ts';
import type { Links, SignedLink } from './shared/links.ts';

/** `gone`: the link is good, but its file has been removed. Nothing is looked up for a link that is not good. */
export type ReadLinkedFile = (link: SignedLink) => Promise<StoredFile | 'expired' | 'wrong' | 'gone'>;

export function readLinkedFile(at: { access: Access; files: Files; links: Links }): ReadLinkedFile {
  return async (link) => {
    const judged = at.links.judge(link);
    if (judged !== 'good') return judged;
    const company = (await at.access.companies()).find(({ uuid }) => uuid === link.company);
    if (company === undefined) return 'gone';
    return (await at.files.file(company.company, link.file)) ?? 'gone';
  };
}
