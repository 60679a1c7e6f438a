/** A witness for others' logs: its key, the logs it knows, and its server. */
import { once } from 'node:events';
import { openWitness, type Witness, witnessKey, witnessMemory, world } from '../compose.ts';
import { type Flags, readWitnessConfig, type WitnessConfig } from '../config.ts';
import { isoTime } from '../domain/time.ts';
import type { Cli } from './context.ts';
import { printJson, printTable } from './output.ts';
import { makeLogger } from './serve.ts';

interface Options {
  folder?: string;
  logs?: string;
  json?: true;
}

export function addWitnessCommand(cli: Cli): void {
  const witness = cli.program
    .command('witness')
    .description("cosign others' logs as long as they only grow (C2SP tlog-witness)");
  const folder = [
    '--folder <folder>',
    'key and memory of the witness (AFFIDAVIT_WITNESS, default ./witness)',
  ] as const;
  const configOf = (options: Options): WitnessConfig =>
    readWitnessConfig({ ...cli.program.opts<Flags>(), ...options });

  witness
    .command('key')
    .description('print the public key of the witness; with --name, make the key when there is none')
    .option(...folder)
    .option(
      '--name <name>',
      'name of a new witness: a URL without scheme that you hold, for example example.com/w1',
    )
    .action((options: Options & { name?: string }) => {
      process.stdout.write(`${witnessKey(configOf(options), options.name ?? null).vkey}\n`);
    });

  witness
    .command('serve')
    .description('answer POST /add-checkpoint until SIGINT or SIGTERM')
    .option(...folder)
    .option('--logs <file>', 'the known logs, a line each: log <vkey> (default: `logs` in the folder)')
    .action(async (options: Options) => {
      const config = configOf(options);
      await serveWitness(openWitness(config), config);
    });

  witness
    .command('logs')
    .description('list the logs that were cosigned, and what was refused')
    .option(...folder)
    .option('--json', 'print JSON, with the refused checkpoints as evidence')
    .action((options: Options) => listLogs(configOf(options), options.json === true));
}

async function serveWitness(witness: Witness, config: WitnessConfig): Promise<void> {
  const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  const logger = makeLogger(config);
  try {
    const server = witness.server(logger);
    const address = await server.listen(config);
    process.stdout.write(
      `Witness ${witness.cosigner.name} listens on ${address}\nKey ${witness.cosigner.vkey}\n` +
        `Logs ${witness.knownLogs}\n`,
    );
    await stopped;
    await server.close();
  } finally {
    await witness.close();
  }
}

async function listLogs(config: WitnessConfig, asJson: boolean): Promise<void> {
  const memory = witnessMemory(config);
  try {
    const refused = (await memory.refused()).map((one) => ({ ...one, at: isoTime(one.at) }));
    const logs = (await memory.logs()).map(({ origin, size, note }) => ({
      origin,
      size,
      refused: refused.filter((one) => one.origin === origin).length,
      checkpoint: note,
    }));
    if (asJson) return printJson({ logs, refused, at: isoTime(world.now()) });
    printTable(
      ['LOG', 'SIZE', 'REFUSED'],
      logs.map((log) => [log.origin, String(log.size), String(log.refused)]),
    );
  } finally {
    await memory.close();
  }
}
