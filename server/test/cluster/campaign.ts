/** Rounds of faults under load, and the verdict. */
import { chownSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { unprivileged } from '../postgres.ts';
import { affidavit, makeCompany, type RunningServer, startServer } from '../system.ts';
import { compare, type Verdict } from './check.ts';
import { controlFault, type Fault, planOf } from './faults.ts';
import { type Load, startLoad } from './load.ts';
import { addressOf, makeNetwork, NODES, removeNetwork } from './network.ts';
import { type ClusterNode, makeNode } from './node.ts';
import { leaderOfWhole } from './patroni.ts';

export interface Campaign {
  rounds: number;
  seed: number;
  synchronous: boolean;
  /** Leaves files behind. */
  keep: boolean;
  say(line: string): void;
  /** Rejects when it is to end early: what was started is stopped all the same. */
  interrupted: Promise<never>;
}

/**
 * Where each etcd keeps its files: it outlives the processes that are killed here. On one disk with everything else its
 * flushes took up to 9 s, and a cluster without etcd does nothing; machines of their own do not share a disk.
 */
const MEMORY = '/dev/shm/affidavit-etcd-';
const PASSWORD = 'of-a-throw-away-cluster';
const WHOLE_MS = 180_000;
const RESUME_MS = 90_000;
/** Recording must go on by itself within this time. */
const GOAL_MS = 30_000;

/** True when all is as it must be; for the control, when events were lost. */
export async function runCampaign(campaign: Campaign): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'affidavit-cluster-'));
  const { uid = userInfo().uid, gid = uid } = await unprivileged();
  const memory = mkdtempSync(MEMORY);
  for (const path of [folder, memory]) chownSync(path, uid, gid);
  const nodes = NODES.map((number) => {
    const home = join(folder, `node${number}`);
    const node = makeNode(number, home, memory, { synchronous: campaign.synchronous, password: PASSWORD });
    chownSync(home, uid, gid);
    return node;
  });
  const servers: RunningServer[] = [];
  let isDone = false;
  try {
    makeNetwork();
    for (const node of nodes) node.start();
    const run = whole(campaign).then(() => {
      campaign.say('three nodes work together');
      return underLoad(campaign, folder, nodes, servers);
    });
    const isRight = await Promise.race([run, campaign.interrupted]);
    isDone = true;
    return isRight;
  } finally {
    await Promise.all(servers.map((server) => server.kill()));
    await Promise.all(nodes.map((node) => node.stop()));
    removeNetwork();
    rmSync(memory, { recursive: true, force: true });
    // What did not come to its end is to be looked into.
    if (campaign.keep || !isDone) campaign.say(`logs are in ${folder}`);
    else rmSync(folder, { recursive: true, force: true });
  }
}

async function underLoad(
  campaign: Campaign,
  folder: string,
  nodes: readonly ClusterNode[],
  servers: RunningServer[],
): Promise<boolean> {
  const env = { DATABASE_URL: `postgres://postgres:${PASSWORD}@${NODES.map(addressOf).join(',')}/postgres` };
  const homes = ['instance1', 'instance2'].map((name) => join(folder, name)) as [string, string];
  for (const home of homes) mkdirSync(home);
  const { key } = await makeCompany(homes[0], 'Failover', 'owner@example.com', env);
  cpSync(join(homes[0], 'affidavit.key'), join(homes[1], 'affidavit.key'));
  for (const data of homes) servers.push(await startServer({ data, env }));
  const load = startLoad(
    servers.map((server) => server.address),
    key,
  );
  const silences: number[] = [];
  const plan = campaign.synchronous
    ? planOf(campaign.rounds, campaign.seed)
    : Array.from({ length: campaign.rounds }, () => controlFault);
  for (const [i, fault] of plan.entries()) {
    const { silence, from, to } = await round(campaign, nodes, load, fault);
    silences.push(silence);
    campaign.say(
      `| ${i + 1} | ${fault.name} | ${from} → ${to} | ${(silence / 1000).toFixed(1)} | ${load.acknowledged.size} |`,
    );
  }
  await load.stop();
  const verdict = await compare(servers[0]?.address ?? '', key, load);
  // Beside each key file lie copies of the checkpoints that its own instance signed.
  const checks = [];
  for (const home of homes) checks.push(await affidavit(['fsck', '--data', home], { env }));
  const damage = checks
    .filter(({ code }) => code !== 0)
    .map(({ stdout, stderr }) => `${stdout}${stderr}`.trim());
  return judge(campaign, verdict, silences, damage);
}

async function round(campaign: Campaign, nodes: readonly ClusterNode[], load: Load, fault: Fault) {
  const from = await whole(campaign);
  const leader = nodes.find(({ number }) => number === from);
  if (leader === undefined) throw new Error(`there is no node ${from}`);
  // Some load before, so that the fault hits commits on their way.
  await pause(2_000 + Math.random() * 1_000);
  const struck = performance.now();
  fault.strike(leader);
  // A fault may bite late: an old leader goes on until its lock has run out.
  const calm = struck + 25_000;
  while (performance.now() < calm || load.silence() > 2_000) {
    if (performance.now() > struck + RESUME_MS)
      throw new Error(`recording did not go on after: ${fault.name}`);
    await pause(100);
  }
  const silence = load.longestSilence(struck);
  fault.heal(leader);
  return { silence, from, to: await whole(campaign) };
}

async function whole({ synchronous }: Campaign): Promise<number> {
  const until = performance.now() + WHOLE_MS;
  for (;;) {
    const leader = await leaderOfWhole(synchronous);
    if (leader !== null) return leader;
    if (performance.now() > until)
      throw new Error('the three nodes do not work together: see their logs with --keep');
    await pause(500);
  }
}

function judge(
  { synchronous, say }: Campaign,
  { stored, acknowledged, lost, doubled, gaps }: Verdict,
  silences: readonly number[],
  damage: readonly string[],
): boolean {
  const sorted = [...silences].sort((a, b) => a - b);
  const seconds = (ms: number | undefined) => ((ms ?? 0) / 1000).toFixed(1);
  say(
    `${acknowledged} acknowledged, ${stored} stored, ${lost} lost, ${doubled} doubled, ${gaps} gaps, ` +
      `fsck ${damage.length === 0 ? 'clean' : `says: ${damage.join('; ')}`}`,
  );
  say(
    `nothing was acknowledged for: median ${seconds(sorted[sorted.length >> 1])} s, worst ${seconds(sorted.at(-1))} s`,
  );
  if (synchronous)
    return lost + doubled + gaps === 0 && damage.length === 0 && (sorted.at(-1) ?? 0) <= GOAL_MS;
  if (lost === 0) say('the control shows no loss: this run proves nothing');
  return lost > 0;
}
