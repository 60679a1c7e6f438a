/** What is there, compared with what was acknowledged. */
import type { Load } from './load.ts';

export interface Verdict {
  stored: number;
  acknowledged: number;
  /** Acknowledged, and not there, or at another place than was told. */
  lost: number;
  /** Keys that stand for more than one event. */
  doubled: number;
  /** Places that are missing or come twice. */
  gaps: number;
}

/** Reads the whole log through an instance. */
export async function compare(address: string, key: string, load: Load): Promise<Verdict> {
  const seen = new Map<string, { id: string; seq: number }[]>();
  let next = 0;
  let gaps = 0;
  for (let more = true; more; ) {
    const answer = await fetch(`${address}/api/events/feed?after=${next - 1}&limit=500`, {
      headers: { authorization: `Bearer ${key}` },
    });
    if (answer.status !== 200)
      throw new Error(`the feed was answered ${answer.status}: ${await answer.text()}`);
    const { data } = (await answer.json()) as { data: { id: string; seq: number; description: string }[] };
    for (const { id, seq, description } of data) {
      if (seq !== next) gaps += 1;
      next = seq + 1;
      if (load.sent.has(description)) seen.set(description, [...(seen.get(description) ?? []), { id, seq }]);
    }
    more = data.length > 0;
  }
  let lost = 0;
  for (const [mark, { id, seq }] of load.acknowledged)
    if (!seen.get(mark)?.some((event) => event.id === id && event.seq === seq)) lost += 1;
  const doubled = [...seen.values()].filter((events) => events.length > 1).length;
  return { stored: next, acknowledged: load.acknowledged.size, lost, doubled, gaps };
}
