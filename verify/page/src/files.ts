/** The affidavit in a file: the file itself, or a page like this one. */

/** Above this a file is not read: an affidavit has some kilobytes. */
const FILE_BYTES_MAX = 64 * 1024 * 1024;

/** The text of the affidavit; throws Error with a reason for people. */
export async function readFile(file: File): Promise<string> {
  if (file.size > FILE_BYTES_MAX) throw new Error('it is larger than 64 MiB');
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer());
  if (!/^\s*<!doctype html/i.test(text)) return text;
  const carried = new DOMParser().parseFromString(text, 'text/html').querySelector('#affidavit');
  if (carried === null) throw new Error('the page carries no affidavit');
  return (carried.textContent ?? '').trim();
}
