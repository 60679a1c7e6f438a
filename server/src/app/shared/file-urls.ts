/** Where a file that we keep has its place: the path that a signed link adds its signature to. */
import type { Company } from '../ports.ts';

const OURS = /^\/files\/[0-9a-f-]{36}\/([0-9a-f-]{36})$/;

/** What a document of the directory names a file of ours by. It never changes, and opens nothing by itself. */
export function fileUrlOf(company: Pick<Company, 'uuid'>, fileId: string): string {
  return `/files/${company.uuid}/${fileId}`;
}

/** The file behind such a path; null when a document is kept elsewhere, or nowhere. */
export function fileIdOf(fileUrl: string | null): string | null {
  return OURS.exec(fileUrl ?? '')?.[1] ?? null;
}
