/** What the clients of a crash run were told, kept outside of the server that is killed. */

/** One event as an answer stated it. */
export interface Answered {
  id: string;
  seq: number;
  recordedAt: string;
}

/** A promise was broken: what was lost, doubled, moved or rewritten. */
export class Broken extends Error {
  override name = 'Broken';
  readonly kind: 'lost' | 'doubled' | 'answer' | 'gap' | 'checkpoint' | 'fsck' | 'server';

  constructor(kind: Broken['kind'], message: string) {
    super(`${kind}: ${message}`);
    this.kind = kind;
  }
}

/** Everything that is known of one company's log from outside. Every sent event carries a mark of its own. */
export interface Notes {
  company: { uuid: string; key: string };
  /** By mark: what was answered, noted only after the answer had arrived in full. */
  acknowledged: Map<string, Answered>;
  /** Marks of events that were sent and are not (yet) answered. */
  unanswered: Set<string>;
  /** Every checkpoint ever seen: size to root (hex). */
  checkpoints: Map<number, string>;
}

export function newNotes(company: Notes['company']): Notes {
  return { company, acknowledged: new Map(), unanswered: new Set(), checkpoints: new Map() };
}

/** Throws Broken when the event was answered differently before. */
export function note(notes: Notes, mark: string, answer: Answered): void {
  const before = notes.acknowledged.get(mark);
  if (before !== undefined && !sameAnswer(before, answer))
    throw new Broken('answer', `event ${mark} was ${print(before)} and is now ${print(answer)}`);
  notes.acknowledged.set(mark, answer);
  notes.unanswered.delete(mark);
}

export function noteCheckpoint(notes: Notes, size: number, root: string): void {
  const before = notes.checkpoints.get(size);
  if (before !== undefined && before !== root)
    throw new Broken('checkpoint', `two checkpoints of size ${size}: root ${before} and root ${root}`);
  notes.checkpoints.set(size, root);
}

function sameAnswer(a: Answered, b: Answered): boolean {
  return a.id === b.id && a.seq === b.seq && a.recordedAt === b.recordedAt;
}

function print({ id, seq, recordedAt }: Answered): string {
  return `${id} at seq ${seq} (${recordedAt})`;
}
