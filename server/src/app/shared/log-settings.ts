/** Who may read a company's log: kept in the directory, so that every change of it is told in the log itself. */
import type { LogSettings } from '../../domain/directory.ts';
import type { Directory } from '../ports.ts';

/** Whether strangers may read the log; not unless somebody has said so. */
export async function isPublicLog(directory: Directory, company: number): Promise<boolean> {
  const row = await directory.row(company, 'logSettings', 1);
  return row !== null && (JSON.parse(row.json) as LogSettings).public;
}
