/** The key of a company's log on paper, so that an auditor gets it another way than the evidence it signs. */
import { keyWords } from '@affidavit/verify';
import { limits } from '../domain/limits.ts';
import type { KeySheetPdfs } from './ports/key-sheet.ts';
import type { Company, World } from './ports.ts';
import { makeGate } from './shared/gate.ts';
import { logVkey } from './shared/log-signer.ts';

/**
 * The sheet of the key that signs now, as a PDF, and a name for its file. Rejects with Refused `busy` when
 * limits.pdfsAtOnce are being made for the company, and with the signal's reason.
 */
export type PrintKeySheet = (
  company: Company,
  signal: AbortSignal,
) => Promise<{ name: string; pdf: Uint8Array }>;

export function printKeySheet(at: { world: Pick<World, 'now'>; pdfs: KeySheetPdfs }): PrintKeySheet {
  const printing = makeGate(limits.pdfsAtOnce, 'other key sheets are being made');
  return async (company, signal) => {
    const vkey = logVkey(company);
    const leave = printing.enter(company.company);
    try {
      const sheet = {
        companyName: company.name,
        company: company.uuid,
        origin: company.origin,
        vkey,
        words: keyWords(vkey),
        printedAt: at.world.now(),
      };
      const pdf = await at.pdfs.keySheet(sheet, signal);
      return { name: `key-sheet-${company.origin.split('/')[1]}.pdf`, pdf };
    } finally {
      leave();
    }
  };
}
