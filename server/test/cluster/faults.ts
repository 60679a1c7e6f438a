/** What befalls a leader, and what ends it. */

import { cutFromNodes, cutOff, join } from './network.ts';
import type { ClusterNode } from './node.ts';

export interface Fault {
  name: string;
  strike(leader: ClusterNode): void;
  heal(leader: ClusterNode): void;
}

export const faults: readonly Fault[] = [
  {
    name: 'PostgreSQL is killed',
    strike: (leader) => leader.killPostgres(),
    heal() {},
  },
  {
    name: 'the machine is killed (etcd, Patroni, PostgreSQL)',
    strike: (leader) => leader.killAll(),
    heal: (leader) => leader.start(),
  },
  {
    name: 'Patroni is killed, PostgreSQL goes on',
    strike: (leader) => leader.killPatroni(),
    heal: (leader) => leader.startPatroni(),
  },
  {
    name: 'cut off from everybody',
    strike: ({ number }) => cutOff(number),
    heal: ({ number }) => join(number),
  },
  {
    name: 'cut off from the other nodes, not from the instances',
    strike: ({ number }) => cutFromNodes(number),
    heal: ({ number }) => join(number),
  },
  {
    name: 'the machine stands still (SIGSTOP)',
    strike: (leader) => leader.freeze(),
    heal: (leader) => leader.thaw(),
  },
];

/** The one that costs an asynchronous cluster what it has acknowledged. */
export const controlFault = faults[4] as Fault;

/** Every fault as often as any other, in an order that the seed gives. */
export function planOf(rounds: number, seed: number): readonly Fault[] {
  let state = seed;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const plan = Array.from({ length: rounds }, (_, i) => faults[i % faults.length] as Fault);
  for (let i = plan.length - 1; i > 0; i--) {
    const j = random(i + 1);
    [plan[i], plan[j]] = [plan[j] as Fault, plan[i] as Fault];
  }
  return plan;
}
