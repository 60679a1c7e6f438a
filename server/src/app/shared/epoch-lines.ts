/** The file `epochs` of a log (docs/formats.md, "Epochs"): the openings of the events that began its epochs. */
import { EPOCH_TYPE, type EpochLine, formatEpochs, toHex } from '@affidavit/verify';
import { StoreDamaged } from '../../domain/errors.ts';
import { limits } from '../../domain/limits.ts';
import type { CreatedPlace, EventFinder } from '../ports/finding.ts';
import type { Company, StoredEvent } from '../ports.ts';

/** Empty for a log of one epoch. Speaks of the first `size` events. */
export async function epochsFile(
  finder: EventFinder,
  { company, name }: Company,
  size: number,
): Promise<string> {
  const lines: EpochLine[] = [];
  let after: CreatedPlace | null = null;
  for (;;) {
    const events: readonly StoredEvent[] = await finder.after(
      company,
      { type: [EPOCH_TYPE] },
      { before: size, descending: false, after, limit: limits.pageMax },
    );
    for (const { seq, parts } of events) {
      const { metadata } = parts;
      if (metadata === null) throw new StoreDamaged(`company "${name}": event ${seq} does not say its epoch`);
      lines.push({ seq, salt: toHex(metadata.salt), metadata: metadata.json });
    }
    const last = events.at(-1);
    if (last === undefined) return formatEpochs(lines.sort((a, b) => a.seq - b.seq));
    after = { createdAt: Date.parse(last.entry.createdAt), seq: last.seq };
  }
}
