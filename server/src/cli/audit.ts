/** Following somebody's log from the outside: run daily, it notices when the log was rewritten or cut. */
import { existsSync } from 'node:fs';
import { type Policy, parseKeyWords, parsePolicy, parseVkey, VerifyError } from '@affidavit/verify';
import { openAudit, world } from '../compose.ts';
import { BadConfig, readPrivateFile, readSettingFile } from '../config.ts';
import type { Cli } from './context.ts';
import { progressBar } from './output.ts';

interface Options {
  log?: string;
  key: string[];
  words?: string[];
  policy?: string;
  access?: string;
  acceptEpoch?: string;
  json?: true;
}

type Outcome = Awaited<ReturnType<ReturnType<typeof openAudit>['run']>>;

/** As those of `affidavit verify`. */
const EXIT = { verified: 0, failed: 1, consistent: 3 } as const;

export function addAuditCommand(cli: Cli): void {
  cli.program
    .command('audit')
    .description(
      "follow somebody's log: check all that is new, and that nothing that was seen is gone or changed",
    )
    .argument('<folder>', 'what is kept between two audits; evidence of a fork is kept there too')
    .option('--log <url>', 'address of the log (…/log/<company>), or a folder that holds an export of it')
    .option(
      '--key <vkey>',
      "the log's key, known from elsewhere: itself, or a file of keys (repeatable)",
      (value: string, before: string[]) => [...before, value],
      [],
    )
    .option(
      '--words <words>',
      'the twelve words of its key, as on paper: the key that the log states counts when it has them (repeatable)',
      (value: string, before: string[]) => [...before, value],
      [],
    )
    .option('--policy <file>', 'which witnesses must have cosigned (C2SP tlog-policy)')
    .option('--access <file>', 'file with an API key of the company, for a log that is not public')
    .option('--accept-epoch <origin>', 'accept that the log goes on under this name; its key must be given')
    .option('--json', 'print JSON')
    .action(async (folder: string, own: Options) => {
      // The program has an option of this name too, which takes it.
      const { log = own.log } = cli.program.opts<{ log?: string }>();
      if (log === undefined) throw new BadConfig('--log is missing: the address or the folder of the log');
      cli.exitCode = await runAudit(folder, { ...own, log }, (text) => process.stdout.write(text));
    });
}

/** Runs an audit and says in words, or in JSON, what came of it. Answers the exit code. Throws BadConfig and Refused. */
export async function runAudit(
  folder: string,
  options: Options & { log: string },
  write: (text: string) => void,
): Promise<number> {
  const vkeys = options.key.flatMap(keysOf);
  const words = (options.words ?? []).map((typed) => asSetting('words', () => parseKeyWords(typed)));
  const policy = options.policy === undefined ? null : policyOf(options.policy);
  const accessKey = options.access === undefined ? null : accessOf(options.access);
  const audit = openAudit({ folder, log: options.log, accessKey });
  const bar = progressBar('checking', world.now);
  try {
    const { acceptEpoch = null } = options;
    const outcome = await audit.run({ vkeys, words, policy, acceptEpoch, onProgress: bar.update });
    bar.end();
    if (options.json)
      write(`${JSON.stringify({ ...outcome, at: new Date(world.now()).toISOString() }, null, 2)}\n`);
    else write(inWords(outcome));
    return EXIT[outcome.outcome];
  } finally {
    audit.close();
  }
}

function inWords({
  outcome,
  failure,
  log,
  sizeBefore,
  entries,
  witnesses,
  epoch,
  evidence,
  words,
}: Outcome): string {
  const cosigned = (witnesses ?? []).filter(({ time }) => time !== null);
  const seen = cosigned.map(({ name, time }) => `Witness   ${name} saw this tree at ${time}\n`).join('');
  if (failure !== null)
    return (
      `FAILED: ${failure.message}\n` +
      (evidence === null ? '' : `Both signed checkpoints are kept in ${evidence}\n`) +
      'What was kept of earlier audits is unchanged.\n'
    );
  const crossed =
    epoch === null
      ? ''
      : `Epoch     goes on from ${epoch.previous}: ${epoch.proven} entries are proven to be those that were seen, ${epoch.lost} that were seen are gone\n`;
  const since =
    epoch !== null
      ? `${entries} entries were checked`
      : sizeBefore === null
        ? `first audit: all ${entries} entries were checked`
        : `${entries} entries are new and were checked; the first ${sizeBefore} are those that were seen before`;
  const authority =
    outcome === 'verified'
      ? 'A pinned key signed it.'
      : 'Consistent, not authenticated: no key was pinned (--key, --words), so anybody could have signed it.';
  const compare = words
    .map((one) => `Compare these words with those that the company gave you on paper:\n  ${one}\n`)
    .join('');
  return `Log       ${log?.origin}\nEntries   ${log?.size}: ${since}\n${crossed}${seen}${authority}\n${compare}`;
}

/** A key, or the keys in a file, one a line. */
function keysOf(given: string): string[] {
  const lines = existsSync(given)
    ? readSettingFile('key', given)
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '' && !line.startsWith('#'))
    : [given];
  if (lines.length === 0) throw new BadConfig(`key: ${given} holds no key`);
  for (const line of lines) asSetting(`key: ${given}`, () => parseVkey(line));
  return lines;
}

function policyOf(file: string): Policy {
  return asSetting(`policy: ${file}`, () => parsePolicy(readSettingFile('policy', file)));
}

function accessOf(file: string): string {
  const text = readPrivateFile(file)?.trim();
  if (text === undefined || text === '') throw new BadConfig(`access: ${file} holds no key`);
  return text;
}

function asSetting<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof VerifyError)) throw error;
    throw new BadConfig(`${what}: ${error.message}`);
  }
}
