/** Affidavits of recorded events (docs/formats.md, "Affidavit"). */
import { type Affidavit, type AffidavitErasure, buildAffidavit, formatProof } from '@affidavit/verify';
import { limits } from '../../domain/limits.ts';
import type { Erasing, KeptRemoval } from '../ports/erasing.ts';
import type { Company, Directory, EventReader, SignedCheckpoint, StoredEvent } from '../ports.ts';
import { turn } from './breath.ts';
import { makeCache } from './cache.ts';
import { erasureProofs, type PathOf } from './erasure-proofs.ts';
import type { Inclusion } from './inclusion.ts';
import { signingVkey } from './log-signer.ts';
import { type OpenedEvent, openEvents } from './opened-documents.ts';
import { nativeSha256 } from './secrets.ts';

export interface AffidavitPorts {
  events: EventReader;
  directory: Directory;
  erasing: Pick<Erasing, 'removalsOf' | 'removalsBy'>;
  inclusion: Inclusion;
}

/**
 * Affidavits of events, in order, under `checkpoint`, which covers them; of an event from which something was removed
 * later than that, under a newer one. Rejects with Refused `busy` when no checkpoint covers the removal yet.
 */
export type MakeAffidavits = (
  company: Company,
  events: readonly StoredEvent[],
  checkpoint: SignedCheckpoint,
) => Promise<readonly Affidavit[]>;

export function affidavitMaker(at: AffidavitPorts): MakeAffidavits {
  const erasureOf = erasureProofs(at);

  // Deriving keys and checking a signature costs more than all the rest of an affidavit.
  const signers = makeCache<string>(limits.noteSignersCached);

  function vkeyOf(company: Company, note: string): string {
    const known = signers.get(`${company.company} ${note}`);
    if (known !== undefined) return known;
    const vkey = signingVkey(company, note);
    signers.set(`${company.company} ${note}`, vkey, 1);
    return vkey;
  }

  async function affidavitOf(
    company: Company,
    { seq, entry }: StoredEvent,
    { documents, actor, removals }: OpenedEvent,
    { note, vkey, pathOf }: Ground,
  ): Promise<Affidavit> {
    const erasures: AffidavitErasure[] = [];
    for (const [by, removed] of [...bySeq(removals)].sort(([a], [b]) => a - b))
      erasures.push(await erasureOf(company.company, by, removed, pathOf));
    const proof = formatProof({ index: seq, path: await pathOf(seq), checkpoint: note });
    return buildAffidavit({ entry, documents, actor, erasures, proof, vkey }, nativeSha256);
  }

  return async (company, events, checkpoint) => {
    const opened = await openEvents(at, company.company, events);
    const last = Math.max(-1, ...opened.flatMap(({ removals }) => removals.map(({ seq }) => seq)));
    const under = last < checkpoint.size ? checkpoint : await at.inclusion.require(company.company, last);
    const ground: Ground = {
      note: under.note,
      vkey: vkeyOf(company, under.note),
      pathOf: (seq) => at.inclusion.path(company.company, seq, under.size),
    };
    const made: Affidavit[] = [];
    for (const [i, event] of events.entries()) {
      // Each takes a millisecond or two: other requests are served in between.
      if (i > 0) await turn();
      made.push(await affidavitOf(company, event, opened[i]!, ground));
    }
    return made;
  };
}

/** A checkpoint, who signed it, and the paths under it. */
interface Ground {
  note: string;
  vkey: string;
  pathOf: PathOf;
}

function bySeq(removals: readonly KeptRemoval[]): Map<number, KeptRemoval[]> {
  return Map.groupBy(removals, ({ seq }) => seq);
}
