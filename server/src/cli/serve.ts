import { once } from 'node:events';
import pino, { type Logger } from 'pino';
import { openSystem, type RunningServer, type System, serve } from '../compose.ts';
import type { Config } from '../config.ts';
import { type Cli, configOf } from './context.ts';
import { logLines } from './log-lines.ts';
import { firstLinks } from './user.ts';

export function addServeCommand(cli: Cli): void {
  cli.program
    .command('serve')
    .description('serve the companies of this store until SIGINT or SIGTERM')
    .action(async () => {
      const config = configOf(cli);
      const system = await openSystem(config, cli.onFatal);
      await serveUntilStopped(system, config, async ({ address, operationsAddress }) => {
        process.stdout.write(
          `Affidavit listens on ${address}\nMetrics are at ${operationsAddress}/metrics\n`,
        );
        process.stdout.write(await firstLinks(system, config, address));
      });
    });
}

/** Serves, says so once it answers, and stops gracefully on the first signal. */
export async function serveUntilStopped(
  system: System,
  config: Config,
  ready: (server: RunningServer) => Promise<void>,
): Promise<void> {
  // From here on: a signal that comes with the first answer must stop gracefully too.
  const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  const logger = makeLogger(config);
  let server: RunningServer;
  try {
    server = await serve(system, config, logger);
  } catch (error) {
    await system.close();
    throw error;
  }
  await ready(server);
  await stopped;
  logger.info('stopping: finishing what was accepted');
  await server.close();
}

const REDACTED = ['authorization', 'cookie', 'password', 'token', 'ticket'].flatMap((name) => [
  name,
  `headers.${name}`,
  `req.headers.${name}`,
  `body.${name}`,
]);

/** JSON lines on stderr, so that stdout stays for people. */
export function makeLogger(config: Pick<Config, 'log'>): Logger {
  return pino({ level: config.log, redact: REDACTED }, logLines(2));
}
