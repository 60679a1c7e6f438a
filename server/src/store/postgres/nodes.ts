/** The servers of one database: which of them leads, followed from one to the next. */
import { setTimeout as pause } from 'node:timers/promises';
import { Refused } from '../../domain/errors.ts';
import { hostsOf } from './hosts.ts';
import { type Node, openNode } from './node.ts';
import { waits } from './waits.ts';

export interface Nodes {
  /** The one that takes writes. Rejects with Refused `busy` when there is none at the moment. */
  leader(): Promise<Node>;
  /** Where to read: the leader, so that what was written is read; a standby while there is none. Rejects as above. */
  readable(): Promise<Node>;
  /** The same where it is known already; else null. */
  readonly known: { leader: Node | null; readable: Node | null };
  /** Names what is read: another name where another server answers, or the same one after a failover. */
  history(): string;
  /** Asks all servers anew; resolves once a leader has answered, or everybody has, or been given up. */
  look(): Promise<void>;
  /** The same, without waiting for servers that are silent: one that is there answers at once. */
  glance(): Promise<void>;
  /** Whether every server of the URI can be reached. */
  complete(): boolean;
  /** Changes when another server begins to answer reads. */
  epoch(): number;
  /** One line of who is what, without passwords. */
  describe(): string;
  close(): Promise<void>;
}

/**
 * `uri` is a libpq connection URI that may name several servers. The leader is whoever is not in recovery; of several
 * (a leader that was cut off and does not know yet that it was replaced), the one on the highest timeline. When another
 * one leads, or the leader stops answering, its connections are broken: who waits on them would wait in vain.
 */
export function openNodes(uri: string): Nodes {
  const nodes = hostsOf(uri).map(openNode);
  let leader: Node | null = null;
  /** Where reads go. */
  let reading: Node | null = null;
  let epoch = 0;

  function elect(): void {
    let best = timelineOf(leader) > 0 ? leader : null;
    for (const node of nodes) if (timelineOf(node) > timelineOf(best)) best = node;
    if (leader !== null && leader !== best) leader.drop();
    leader = best;
    const readable = leader ?? standbyOf(nodes, reading);
    if (readable !== null && readable !== reading) epoch += 1;
    reading = readable;
  }

  async function lookAt(node: Node): Promise<void> {
    const before = node.state.is;
    const { is } = await node.look();
    if (is === 'away' && before !== 'away') node.drop();
    elect();
  }

  async function look(): Promise<void> {
    const all = nodes.map(lookAt);
    const found = Promise.withResolvers<void>();
    for (const one of all) void one.then(() => leader !== null && found.resolve());
    await Promise.race([found.promise, Promise.all(all)]);
  }

  const glance = () => Promise.race([look(), pause(waits.glance, undefined, { ref: false })]);

  const timer = setInterval(() => void look(), waits.look).unref();
  return {
    async leader() {
      if (leader === null) await glance();
      return required(
        nodes,
        leader,
        'no database server takes writes at the moment: retry with the same key',
      );
    },
    async readable() {
      if (reading === null) await glance();
      return required(nodes, reading, 'no database server answers at the moment');
    },
    known: {
      get leader() {
        return leader;
      },
      get readable() {
        return reading;
      },
    },
    history: () => `${epoch} ${timelineOf(leader)}`,
    look,
    glance,
    epoch: () => epoch,
    complete: () => nodes.every(({ state }) => state.is !== 'away'),
    describe: () => describe(nodes),
    async close() {
      clearInterval(timer);
      await Promise.all(nodes.map((node) => node.close()));
    },
  };
}

/** The leader of a database that was not asked before. Rejects with one line that names the servers, and not the password. */
export async function reach(nodes: Nodes): Promise<Node> {
  await nodes.look();
  const { leader } = nodes.known;
  if (leader === null) throw new Error(`PostgreSQL at ${nodes.describe()}`);
  return leader;
}

function required(nodes: readonly Node[], node: Node | null, message: string): Node {
  if (node !== null) return node;
  throw new Refused({ is: 'busy', message, retryAfterS: 1 }, { cause: new Error(describe(nodes)) });
}

function timelineOf(node: Node | null): number {
  return node?.state.is === 'leader' ? node.state.timeline : 0;
}

/** The one that is read from already, as long as it is there; else the one that has repeated most. */
function standbyOf(nodes: readonly Node[], reading: Node | null): Node | null {
  if (reading?.state.is === 'standby') return reading;
  let best: Node | null = null;
  for (const node of nodes) if (replayedBy(node) > replayedBy(best)) best = node;
  return best;
}

function replayedBy(node: Node | null): number {
  return node?.state.is === 'standby' ? node.state.replayed : -1;
}

function describe(nodes: readonly Node[]): string {
  return nodes.map(({ host, state }) => `${host.name} ${said(state)}`).join(', ');
}

function said(state: Node['state']): string {
  if (state.is === 'leader') return 'leads';
  if (state.is === 'standby') return 'is a standby and takes no writes';
  const errors = state.why instanceof AggregateError ? state.why.errors : [state.why];
  return `cannot be reached: ${errors.map((error) => (error instanceof Error ? error.message : error)).join('; ')}`;
}
