/**
 * `npm run test:cluster`: a cluster of three, its leader killed or cut off again and again while two instances record,
 * and what was acknowledged compared with what is there (docs/failover.md).
 *
 *   --rounds N        how often (default 20)
 *   --seed N          the order of what happens
 *   --asynchronous    the control: acknowledged events must be lost, or the test proves nothing
 *   --keep            leave the logs of the nodes where they are
 *
 * Linux, as root. Debian's packages: apt-get install patroni python3-etcd etcd-server postgresql-15 iproute2 nftables
 * util-linux, and stop what they start (etcd, postgresql).
 */
import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Campaign, runCampaign } from './campaign.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(randomInt(1, 2 ** 31)) },
    asynchronous: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
});

const PROGRAMS = [
  '/usr/bin/patroni',
  '/usr/bin/etcd',
  '/usr/lib/postgresql/15/bin/postgres',
  '/usr/sbin/nft',
  '/usr/bin/setpriv',
];

function whole(name: string, text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value > 0) return value;
  throw new Error(`--${name} must be a positive whole number, not "${text}"`);
}

function requirements(): void {
  if (process.getuid?.() !== 0) throw new Error('network namespaces need root');
  const missing = PROGRAMS.filter((path) => !existsSync(path));
  if (missing.length > 0)
    throw new Error(
      `${missing.join(', ')} missing: apt-get install patroni python3-etcd etcd-server postgresql-15 nftables`,
    );
}

try {
  requirements();
  const campaign: Campaign = {
    rounds: whole('rounds', values.rounds),
    seed: whole('seed', values.seed),
    synchronous: !values.asynchronous,
    keep: values.keep,
    say: (line) => console.log(line),
    interrupted: new Promise((_, reject) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const)
        process.once(signal, () => reject(new Error(`ended by ${signal}`)));
    }),
  };
  console.log(
    `${campaign.synchronous ? 'synchronous' : 'asynchronous'} cluster, ${campaign.rounds} rounds, seed ${campaign.seed}`,
  );
  process.exit((await runCampaign(campaign)) ? 0 : 1);
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
