/** The auditor: the real commands, with the key and the checkpoint that they kept. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { runVerify } from '@affidavit/verify/command';
import { runAudit } from '../../src/cli/audit.ts';
import type { HandedOut } from './handed-out.ts';
import { copyFolder } from './place.ts';
import type { Prepared } from './prepare.ts';

export interface Said {
  code: number | null;
  text: string;
}

/** `affidavit verify`, in this process: it is the same function, and starting a program takes longer than what it does. */
export async function verify(...args: string[]): Promise<Said> {
  let text = '';
  const out = { write: (more: string) => (text += more) };
  const code = await runVerify(args, out, out);
  return { code, text };
}

export const withKey = ({ vkey }: Prepared) => ['--key', vkey];
export const withAll = ({ vkey, last }: Prepared) => ['--key', vkey, '--last', last];

/** `affidavit audit` of what a log shows, from what the auditor kept of the second day. */
export async function audit(ground: Prepared, log: string, key: string[] = [ground.vkey]): Promise<Said> {
  const kept = copyFolder(ground.audit, ground.fresh('audit'));
  let text = '';
  const code = await runAudit(kept, { log, key }, (more) => {
    text += more;
  });
  return { code, text };
}

/** That it was found, and with which sentence. */
export function found({ code, text }: Said, sentence: RegExp): void {
  assert.match(text, sentence);
  assert.match(text, /^FAILED/m);
  assert.equal(code, 1);
  assert.doesNotMatch(text, /\.[jt]s:\d/, 'no stack trace');
}

/** That it holds, as far as the reader can see. */
export function holds({ code, text }: Said, expected = 0): void {
  assert.equal(code, expected, text);
}

/** One file of each kind that is handed out: affidavit, bundle, certificate, whole export, and the log as it is served. */
export async function everyFile(ground: Prepared, system: HandedOut): Promise<string[]> {
  const { company, fresh, full, period } = ground;
  const put = (name: string, bytes: string | Uint8Array) => {
    const file = fresh(name);
    writeFileSync(file, bytes);
    return file;
  };
  const [folder, published] = [fresh('export'), fresh('published')];
  await system.exported(company, folder);
  await system.published(company, published);
  const affidavit = put('full.affidavit.json', await system.affidavit(company, full.id));
  const bundle = put('some.affidavits.ndjson', await system.bundle(company));
  const certificate = put('period.certificate', await system.certificate(company, period.from, period.to));
  return [affidavit, bundle, certificate, folder, published];
}
