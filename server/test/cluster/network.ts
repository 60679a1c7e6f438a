/** A bridge with one network namespace per node: nodes can be cut off from each other, or from everybody. */
import { execFileSync } from 'node:child_process';

export const NODES = [1, 2, 3] as const;
export type NodeNumber = (typeof NODES)[number];

const BRIDGE = 'afdbr';
export const addressOf = (node: NodeNumber): string => `10.77.0.${node}`;
/** Where instances and load stand. */
const HOST = '10.77.0.254';
const namespace = (node: NodeNumber): string => `afdns${node}`;
const cable = (node: NodeNumber): string => `afdv${node}`;

/** What starts a program on a node. */
export const onNode = (node: NodeNumber): readonly string[] => ['ip', 'netns', 'exec', namespace(node)];

/** Throws when this machine does not allow it: root and iproute2 are needed. */
export function makeNetwork(): void {
  removeNetwork();
  ip(`link add ${BRIDGE} type bridge`);
  ip(`address add ${HOST}/24 dev ${BRIDGE}`);
  ip(`link set ${BRIDGE} up`);
  for (const node of NODES) {
    ip(`netns add ${namespace(node)}`);
    ip(`link add ${cable(node)} type veth peer name eth0 netns ${namespace(node)}`);
    ip(`link set ${cable(node)} master ${BRIDGE} up`);
    ip(`-n ${namespace(node)} address add ${addressOf(node)}/24 dev eth0`);
    for (const device of ['eth0', 'lo']) ip(`-n ${namespace(node)} link set ${device} up`);
  }
}

export function removeNetwork(): void {
  for (const node of NODES) {
    // A namespace lives on for a while after it is deleted, and its cable with it.
    ip(`link delete ${cable(node)}`, 'may fail');
    ip(`netns delete ${namespace(node)}`, 'may fail');
  }
  ip(`link delete ${BRIDGE}`, 'may fail');
}

/** The node hears and reaches nobody, and nobody is told: packets are lost. */
export function cutOff(node: NodeNumber): void {
  ip(`link set ${cable(node)} down`);
}

/** The node hears nothing of the other nodes; instances reach it as before. */
export function cutFromNodes(node: NodeNumber): void {
  const others = NODES.filter((one) => one !== node).map(addressOf);
  nft(
    node,
    `add table inet cut;
     add chain inet cut in { type filter hook input priority 0; };
     add rule inet cut in ip saddr { ${others.join(', ')} } drop`,
  );
}

export function join(node: NodeNumber): void {
  ip(`link set ${cable(node)} up`);
  nft(node, 'add table inet cut; delete table inet cut');
}

function ip(args: string, failing: 'fails' | 'may fail' = 'fails'): void {
  try {
    execFileSync('ip', args.split(' '), { stdio: 'pipe' });
  } catch (error) {
    if (failing === 'fails') throw error;
  }
}

function nft(node: NodeNumber, rules: string): void {
  const [program = '', ...args] = onNode(node);
  execFileSync(program, [...args, 'nft', rules], { stdio: 'pipe' });
}
