/** Rounds of: start, retry, write, kill -9. One data folder lives through all of them. */
import { setTimeout as after } from 'node:timers/promises';
import { type Random, seededRandom } from '../contract/random.ts';
import { makeCompany, type RunningServer, startServer, tempFolder } from '../system.ts';
import { checkLog, fsck } from './check.ts';
import { runControls } from './control.ts';
import { type Clients, type Life, makeClients, retry, writeUntilKilled } from './load.ts';
import { Broken, newNotes } from './notes.ts';
import { type Connection, connect } from './wire.ts';

export interface Campaign {
  rounds: number;
  /** Decides what is sent and when the server is killed; the interleaving is the machine's. */
  seed: number;
  /** Rounds between two checks of the whole store; the last round is always checked. */
  checkEvery: number;
  /** Also proves, on damaged copies of the store, that the checks can fail. */
  controls: boolean;
  progress?: (round: number, acknowledged: number) => void;
}

export interface Result {
  acknowledged: number;
  /** Events that were sent again because a kill had cut off their answer. */
  retried: number;
  checkpoints: number;
  /** What the checks said about the damaged copies. */
  controls: readonly string[];
}

/** Rejects with Broken, naming the round, as soon as a promise does not hold. */
export async function runCampaign(campaign: Campaign): Promise<Result> {
  const folder = tempFolder();
  const random = seededRandom(campaign.seed);
  try {
    const all = [
      await newClients(folder.path, 'Acme', random),
      await newClients(folder.path, 'Globex', random),
    ];
    let retried = 0;
    for (let round = 1; round <= campaign.rounds; round++) {
      await inRound(round, () => oneRound(folder.path, all, random));
      retried += openEventsOf(all);
      if (round % campaign.checkEvery === 0 || round === campaign.rounds)
        await inRound(round, () => checkAll(folder.path, all, random));
      campaign.progress?.(round, acknowledgedBy(all));
    }
    return {
      acknowledged: acknowledgedBy(all),
      retried,
      checkpoints: all.reduce((sum, { notes }) => sum + notes.checkpoints.size, 0),
      controls: campaign.controls
        ? await runControls(
            folder.path,
            all.map(({ notes }) => notes),
          )
        : [],
    };
  } finally {
    folder.remove();
  }
}

async function newClients(folder: string, name: string, random: Random): Promise<Clients> {
  return makeClients(newNotes(await makeCompany(folder, name)), random);
}

const KILL_FROM_MS = 20;
const KILL_TO_MS = 400;

async function oneRound(folder: string, all: readonly Clients[], random: Random): Promise<void> {
  const killAfterMs = KILL_FROM_MS + random.int(KILL_TO_MS - KILL_FROM_MS);
  // Now and then the retries themselves are part of the load that is killed.
  const retryFirst = random.int(4) > 0;
  await whileServing(folder, all, async (server, life, connections) => {
    const retries = withEach(all, connections, (clients, to) => retry(clients, life, to));
    if (retryFirst) await retries;
    const writes = withEach(all, connections, (clients, to) => writeUntilKilled(clients, life, to));
    const work = Promise.all([retries, writes]);
    await Promise.race([after(killAfterMs), work]);
    life.killed = true;
    await server.kill();
    await work;
  });
}

/** Answers everything that is still open, ends the server one way or the other, and checks the whole store. */
async function checkAll(folder: string, all: readonly Clients[], random: Random): Promise<void> {
  await whileServing(folder, all, async (server, life, connections) => {
    await withEach(all, connections, (clients, to) => retry(clients, life, to));
    life.killed = true;
    if (random.int(2) === 0) return server.kill();
    const code = await server.stop();
    if (code !== 0) throw new Broken('server', `a graceful stop ended with code ${code}`);
  });
  const open = openEventsOf(all);
  if (open > 0) throw new Broken('answer', `${open} events were never answered`);
  await fsck(folder);
  for (const { notes } of all) checkLog(folder, notes);
}

async function whileServing(
  folder: string,
  all: readonly Clients[],
  run: (server: RunningServer, life: Life, connections: readonly Connection[]) => Promise<void>,
): Promise<void> {
  const server = await startServer({ data: folder });
  const life: Life = { address: server.address, killed: false };
  const connections = all.map(({ notes }) => connect(server.address, notes.company.key));
  try {
    await run(server, life, connections);
  } catch (error) {
    const log = server.log();
    if (error instanceof Broken && log !== '') error.message += `\nthe server's log:\n${log}`;
    throw error;
  } finally {
    life.killed = true;
    await server.kill();
    for (const { agent } of connections) agent.destroy();
  }
}

function withEach(
  all: readonly Clients[],
  connections: readonly Connection[],
  run: (clients: Clients, to: Connection) => Promise<void>,
): Promise<unknown> {
  return Promise.all(
    all.map((clients, i) => {
      const to = connections[i];
      return to === undefined ? null : run(clients, to);
    }),
  );
}

async function inRound(round: number, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (error instanceof Error) error.message = `round ${round}: ${error.message}`;
    throw error;
  }
}

function openEventsOf(all: readonly Clients[]): number {
  let events = 0;
  for (const { open } of all) for (const { marks } of open) events += marks.length;
  return events;
}

function acknowledgedBy(all: readonly Clients[]): number {
  return all.reduce((sum, { notes }) => sum + notes.acknowledged.size, 0);
}
