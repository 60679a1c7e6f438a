/** Clients that record through whichever instance answers, and remember what they were told. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

export interface Load {
  /** What was acknowledged: the key of the request, and the place it was told. */
  acknowledged: ReadonlyMap<string, { id: string; seq: number }>;
  /** Every key that was sent, answered or not. */
  sent: ReadonlySet<string>;
  /** The longest time without an acknowledgement since `from` (of performance.now()), in milliseconds. */
  longestSilence(from: number): number;
  /** Milliseconds since the last acknowledgement. */
  silence(): number;
  stop(): Promise<void>;
}

const CLIENTS = 6;
const PATIENCE_MS = 5_000;
/** Between two events of a client: the cluster is to be under load, not at its limit. */
const PACE_MS = 10;

export function startLoad(addresses: readonly string[], key: string): Load {
  const acknowledged = new Map<string, { id: string; seq: number }>();
  const sent = new Set<string>();
  const times: number[] = [performance.now()];
  let isOn = true;

  async function record(mark: string, first: number): Promise<void> {
    for (let attempt = first; isOn; attempt++) {
      const answer = await send(addresses[attempt % addresses.length] ?? '', key, mark);
      if (answer?.status === 201) {
        acknowledged.set(mark, (await answer.json()) as { id: string; seq: number });
        times.push(performance.now());
        return;
      }
      if (answer !== null && answer.status !== 503 && answer.status !== 409)
        throw new Error(`recording was answered ${answer.status}: ${await answer.text()}`);
      await pause(100);
    }
  }
  async function client(number: number): Promise<void> {
    while (isOn) {
      const mark = randomUUID();
      sent.add(mark);
      await record(mark, number);
      await pause(PACE_MS);
    }
  }
  const clients = Promise.all(Array.from({ length: CLIENTS }, (_, number) => client(number)));
  clients.catch(() => {
    isOn = false;
  });
  return {
    acknowledged,
    sent,
    longestSilence(from) {
      const later = [from, ...times.filter((time) => time >= from), performance.now()];
      return Math.max(...later.slice(1).map((time, i) => time - (later[i] ?? time)));
    },
    silence: () => performance.now() - (times.at(-1) ?? 0),
    async stop() {
      isOn = false;
      await clients;
    },
  };
}

/** Null when there is no answer: whether it was recorded is not known. */
async function send(address: string, key: string, mark: string): Promise<Response | null> {
  const draft = {
    type: 'COMPANY_DATA_UPDATED',
    category: 'COMPANY',
    source: 'APP',
    description: mark,
    userId: 1,
  };
  try {
    return await fetch(`${address}/api/events`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        'idempotency-key': mark,
      },
      body: JSON.stringify(draft),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch {
    return null;
  }
}
