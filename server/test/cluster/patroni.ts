/** How Patroni is set up, and what it says of its cluster. docs/operations.md recommends the same. */
import { join } from 'node:path';
import { addressOf, NODES, type NodeNumber } from './network.ts';

const BINARIES = '/usr/lib/postgresql/15/bin';
/** Seconds; Patroni wants loop_wait + 2 retry_timeout ≤ ttl. */
const TIMES = { ttl: 20, loop_wait: 5, retry_timeout: 5 };

export function patroniSettings(
  number: NodeNumber,
  folder: string,
  { synchronous, password }: { synchronous: boolean; password: string },
): object {
  const address = addressOf(number);
  return {
    scope: 'affidavit',
    name: `node${number}`,
    restapi: { listen: `${address}:8008`, connect_address: `${address}:8008` },
    // Not etcd3: with Patroni 3.0.2 its cache was seen to miss that an etcd came back, and no standby was made synchronous.
    etcd: { hosts: NODES.map((node) => `${addressOf(node)}:2379`) },
    bootstrap: {
      dcs: {
        ...TIMES,
        synchronous_mode: synchronous,
        synchronous_mode_strict: synchronous,
        postgresql: {
          use_pg_rewind: true,
          parameters: {
            max_connections: 100,
            shared_buffers: '64MB',
            wal_log_hints: 'on',
            wal_keep_size: '512MB',
            // Nobody else's dead connection holds a lock for long, nor a standby that went away a commit.
            tcp_keepalives_idle: 5,
            tcp_keepalives_interval: 2,
            tcp_keepalives_count: 3,
            tcp_user_timeout: '10s',
            // A standby finds the new leader soon: in strict mode nothing is acknowledged before one has.
            wal_retrieve_retry_interval: '1s',
            wal_sender_timeout: '10s',
            wal_receiver_timeout: '10s',
          },
        },
      },
      initdb: ['data-checksums', { encoding: 'UTF8' }, { locale: 'C' }],
    },
    postgresql: {
      listen: `${address}:5432`,
      connect_address: `${address}:5432`,
      data_dir: join(folder, 'data'),
      bin_dir: BINARIES,
      pgpass: join(folder, 'pgpass'),
      pg_hba: [
        'local all all trust',
        'host all all 10.77.0.0/24 scram-sha-256',
        'host replication all 10.77.0.0/24 scram-sha-256',
      ],
      remove_data_directory_on_rewind_failure: true,
      remove_data_directory_on_diverged_timelines: true,
      authentication: {
        superuser: { username: 'postgres', password },
        replication: { username: 'replicator', password },
      },
      parameters: { unix_socket_directories: folder },
    },
  };
}

interface Member {
  name: string;
  role: string;
  state: string;
  timeline?: number;
  lag?: number | string;
}

/** Null when it does not answer, or stops in the middle of its answer. */
async function ask(node: NodeNumber, path: string): Promise<{ status: number; body: unknown } | null> {
  try {
    const answer = await fetch(`http://${addressOf(node)}:8008${path}`, {
      signal: AbortSignal.timeout(1_500),
    });
    return { status: answer.status, body: await answer.json() };
  } catch {
    return null;
  }
}

/**
 * The leader, when all nodes work together: each follows it, on its timeline, and one synchronously where asked for. Only
 * a leader itself is believed: a node that was cut off until now still tells of how things were before.
 */
export async function leaderOfWhole(synchronous: boolean): Promise<NodeNumber | null> {
  const claims = await Promise.all(NODES.map((node) => ask(node, '/leader')));
  const leaders = NODES.filter((_, i) => claims[i]?.status === 200);
  const [leader] = leaders;
  if (leader === undefined || leaders.length > 1) return null;
  const answer = await ask(leader, '/cluster');
  if (answer === null) return null;
  const { members } = answer.body as { members: Member[] };
  const itself = members.find(({ name }) => name === `node${leader}`);
  if (itself?.role !== 'leader' || members.length !== NODES.length) return null;
  const followers = members.filter((one) => one !== itself);
  const follow = followers.every(
    ({ state, timeline, lag }) =>
      ['running', 'streaming'].includes(state) && timeline === itself.timeline && Number(lag) < 1_000_000,
  );
  const safe = !synchronous || followers.some(({ role }) => role === 'sync_standby');
  return follow && safe && itself.state === 'running' ? leader : null;
}
