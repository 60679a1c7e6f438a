import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { openSystem, type System } from '../compose.ts';
import { type Config, writePrivateFile } from '../config.ts';
import { allPermissions } from '../domain/permissions.ts';
import { type Cli, configOf } from './context.ts';
import { serveUntilStopped } from './serve.ts';
import { linkFor } from './user.ts';

const EXAMPLE_EVENT = 'aaaaaaaa-bbbb-0000-cccc-dddddddddddd';

export function addDemoCommand(cli: Cli): void {
  cli.program
    .command('demo')
    .description('serve, with two demo companies made at the first start')
    .action(async () => {
      // People watch a demo: one line a request would hide the address it prints.
      const flags = configOf(cli);
      const config: Config = { ...flags, log: flags.log === 'info' ? 'warn' : flags.log };
      const system = await openSystem(config, cli.onFatal);
      try {
        await seed(system, config);
      } catch (error) {
        await system.close();
        throw error;
      }
      await serveUntilStopped(system, config, async ({ address, operationsAddress }) => {
        const link = await signInLink(system, config, address);
        process.stdout.write(greeting(config, address, operationsAddress, link));
      });
    });
}

/** The key files are written last: while the first one is missing, the seeding is not finished. */
async function seed(system: System, config: Config): Promise<void> {
  const files = ['demo.key', 'demo-other.key'].map((name) => join(config.data, name));
  if (files.every((file) => existsSync(file))) return;
  const demo = await system.seedDemo();
  for (const [i, { company, ownerEmail }] of demo.entries()) {
    const file = files[i];
    if (file === undefined || existsSync(file)) continue;
    const { secret } = await system.keys.create(company, {
      userEmail: ownerEmail,
      name: 'demo',
      permissions: allPermissions,
      lifetimeMs: null,
    });
    writePrivateFile(file, `${secret}\n`);
  }
}

/** For the first administrator of the demo key's company. Null when somebody took the key away, or every administrator. */
async function signInLink(system: System, config: Config, address: string): Promise<string | null> {
  const key = readFileSync(join(config.data, 'demo.key'), 'utf8').trim();
  const credential = await system.keys.credential(key);
  if (credential === null) return null;
  const { company } = credential;
  const users = (await system.readLive(company.company)).all('user');
  const email = users.find(({ roles }) => roles.includes('ADMIN'))?.email;
  return email === undefined ? null : linkFor(system, config, company, email, 'signIn', address);
}

function greeting(config: Config, address: string, operationsAddress: string, link: string | null): string {
  const key = relative(process.cwd(), join(config.data, 'demo.key'));
  const path = /^[\w./-]+$/.test(key) ? key : `'${key.replaceAll("'", "'\\''")}'`;
  return [
    `Affidavit is ready: ${address}`,
    `Metrics are at ${operationsAddress}/metrics`,
    '',
    ...(link === null
      ? []
      : ['Sign in (this link works once; the next start prints another):', '', `  ${link}`, '']),
    'Get an event with everything around it:',
    '',
    `  curl -H "Authorization: Bearer $(cat ${path})" ${address}/public/events/${EXAMPLE_EVENT}`,
    '',
    'Ctrl-C stops it; what was recorded stays in the data folder.',
    '',
  ].join('\n');
}
