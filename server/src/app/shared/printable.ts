/** What the PDF of an event shows, and the affidavit that it carries. */
import { entryJson, parseCheckpoint, parseProof, readNote, toHex } from '@affidavit/verify';
import type { PrintableEvent } from '../ports/event-pdf.ts';
import type { Company, SignedCheckpoint, StoredEvent } from '../ports.ts';
import type { MakeAffidavits } from './affidavits.ts';
import { logVkey } from './log-signer.ts';
import type { RemovalEpochs } from './removal-epochs.ts';
import type { Renderer } from './render.ts';

export interface PrintingPorts {
  affidavits: MakeAffidavits;
  renderer: Renderer;
  removals: Pick<RemovalEpochs, 'fresh'>;
}

/** `checkpoint` covers the event. When it is null, none does yet, and the event is printed without a proof. */
export type MakePrintable = (
  company: Company,
  event: StoredEvent,
  checkpoint: SignedCheckpoint | null,
) => Promise<PrintableEvent>;

export function printableMaker(at: PrintingPorts): MakePrintable {
  return async (company, event, checkpoint) => {
    // What is printed may be kept: memory must not be older than the removals of other instances.
    await at.removals.fresh(company.company);
    const [affidavit] = checkpoint === null ? [] : await at.affidavits(company, [event], checkpoint);
    return {
      companyName: company.name,
      view: await at.renderer.view(company.company, event),
      v1: await at.renderer.v1(company.company, event, 'iso'),
      seal: {
        origin: company.origin,
        vkey: affidavit?.vkey ?? logVkey(company),
        index: event.seq,
        entry: entryJson(event.entry),
        leafHash: toHex(event.leaf),
        checkpoint: affidavit === undefined ? null : sealedUnder(affidavit.proof),
      },
      affidavit: affidavit === undefined ? null : JSON.stringify(affidavit),
    };
  };
}

function sealedUnder(proof: string): { size: number; root: string; proof: string } {
  const { size, root } = parseCheckpoint(readNote(parseProof(proof).checkpoint).text);
  return { size, root: toHex(root), proof };
}
