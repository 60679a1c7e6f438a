/** One machine of the cluster: etcd, Patroni and the PostgreSQL that Patroni runs. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { addressOf, NODES, type NodeNumber, onNode } from './network.ts';
import { patroniSettings } from './patroni.ts';

export interface ClusterNode {
  number: NodeNumber;
  start(): void;
  startPatroni(): void;
  /** SIGKILL for PostgreSQL alone. */
  killPostgres(): void;
  /** SIGKILL for Patroni alone: PostgreSQL goes on without it. */
  killPatroni(): void;
  /** SIGKILL for everything. */
  killAll(): void;
  /** SIGSTOP, SIGCONT for everything. */
  freeze(): void;
  thaw(): void;
  /** Ends everything, whatever state it is in. */
  stop(): Promise<void>;
}

export function makeNode(
  number: NodeNumber,
  folder: string,
  etcdFolder: string,
  options: { synchronous: boolean; password: string },
): ClusterNode {
  const data = join(folder, 'data');
  mkdirSync(folder, { recursive: true });
  const settings = join(folder, 'patroni.json');
  writeFileSync(settings, JSON.stringify(patroniSettings(number, folder, options)));
  let etcd: ChildProcess | null = null;
  let patroni: ChildProcess | null = null;

  function launch(program: string, ...args: string[]): ChildProcess {
    const log = openSync(join(folder, `${program}.log`), 'a');
    const [first = '', ...rest] = [
      ...onNode(number),
      ...['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups', program],
      ...args,
    ];
    const child = spawn(first, rest, {
      cwd: folder,
      stdio: ['ignore', log, log],
      env: { PATH: process.env.PATH, HOME: folder },
    });
    closeSync(log);
    return child;
  }
  const startEtcd = (): void => {
    etcd = launch('etcd', ...etcdFlags(number, etcdFolder));
  };
  const startPatroni = (): void => {
    patroni = launch('patroni', settings);
  };
  const postgres = (): number[] => {
    const file = join(data, 'postmaster.pid');
    if (!existsSync(file)) return [];
    const postmaster = Number(readFileSync(file, 'utf8').split('\n')[0]);
    return [...childrenOf(postmaster), postmaster].filter((pid) => nameOf(pid).startsWith('postgres'));
  };
  const everything = (): number[] => [
    ...[patroni, etcd].flatMap((child) => (child?.pid === undefined || hasEnded(child) ? [] : [child.pid])),
    ...postgres(),
  ];
  return {
    number,
    start() {
      startEtcd();
      startPatroni();
    },
    startPatroni,
    killPostgres: () => signal(postgres(), 'SIGKILL'),
    killPatroni: () => signal(patroni?.pid === undefined ? [] : [patroni.pid], 'SIGKILL'),
    killAll: () => signal(everything(), 'SIGKILL'),
    freeze: () => signal(everything(), 'SIGSTOP'),
    thaw: () => signal(everything(), 'SIGCONT'),
    async stop() {
      const children = [patroni, etcd].filter((child) => child !== null);
      signal(everything(), 'SIGKILL');
      await Promise.all(children.map((child) => hasEnded(child) || once(child, 'exit')));
    },
  };
}

function etcdFlags(number: NodeNumber, folder: string): string[] {
  const client = `http://${addressOf(number)}:2379`;
  const peer = (node: NodeNumber) => `http://${addressOf(node)}:2380`;
  return [
    `--name=node${number}`,
    `--data-dir=${join(folder, `node${number}`)}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer(number)}`,
    `--initial-advertise-peer-urls=${peer(number)}`,
    `--initial-cluster=${NODES.map((node) => `node${node}=${peer(node)}`).join(',')}`,
    '--initial-cluster-state=new',
    '--enable-v2=true',
    '--logger=zap',
  ];
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Name and parent, from /proc/PID/stat; the name stands in brackets. */
function statOf(pid: number): { name: string; parent: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const end = text.lastIndexOf(')');
    return {
      name: text.slice(text.indexOf('(') + 1, end),
      parent: Number(text.slice(end + 2).split(' ')[1]),
    };
  } catch {
    return null;
  }
}

const nameOf = (pid: number): string => statOf(pid)?.name ?? '';

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => statOf(pid)?.parent === parent);
}
