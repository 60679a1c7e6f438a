/** pgbouncer (Debian's package) before a test's PostgreSQL, giving out single transactions. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort, unprivileged } from './postgres.ts';

const PROGRAM = '/usr/sbin/pgbouncer';
export const noPgbouncer = existsSync(PROGRAM) ? false : `${PROGRAM} is not installed`;

export interface Pgbouncer {
  /** The same database, through the pooler. */
  through(url: string): string;
  stop(): Promise<void>;
}

/** Few server connections, so that transactions of one client soon meet several sessions. */
export async function startPgbouncer(serverUrl: string): Promise<Pgbouncer> {
  const { hostname, port: serverPort, username, password } = new URL(serverUrl);
  const scratch = await mkdtemp(join(tmpdir(), 'affidavit-pgbouncer-'));
  const port = await freePort();
  const settings = join(scratch, 'pgbouncer.ini');
  await writeFile(
    settings,
    `[databases]
* = host=${hostname} port=${serverPort} user=${username} password=${password}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 4
server_idle_timeout = 2
`,
    { mode: 0o600 },
  );
  const as = await unprivileged();
  if (as.uid !== undefined)
    for (const path of [scratch, settings]) await chown(path, as.uid, as.gid ?? as.uid);
  const child = spawn(PROGRAM, [settings], { ...as, cwd: scratch, stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(child, 'exit');
  const up = new Promise<void>((resolve) => {
    createInterface({ input: child.stderr }).on('line', (line) => line.includes('process up') && resolve());
  });
  await Promise.race([up, ended]);
  if (child.exitCode !== null) throw new Error(`pgbouncer ended with ${child.exitCode}`);
  return {
    through(url) {
      const through = new URL(url);
      through.host = `127.0.0.1:${port}`;
      return through.href;
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
      await rm(scratch, { recursive: true, force: true });
    },
  };
}
