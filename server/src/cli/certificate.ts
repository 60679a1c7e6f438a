import { once } from 'node:events';
import { createWriteStream, openSync, rmSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { CertificateFilter } from '@affidavit/verify';
import { InvalidArgumentError, Option } from 'commander';
import { invalid } from '../domain/errors.ts';
import { parseTime } from '../domain/time.ts';
import { categories, sources, statuses } from '../domain/vocabulary.ts';
import { type Cli, chooseCompany, withDocuments } from './context.ts';

interface CertificateOptions {
  company?: string;
  from: number;
  to: number;
  type?: string[];
  category?: string[];
  source?: string[];
  status?: string[];
  workspace?: (number | null)[];
  test?: (number | null)[];
  connection?: (number | null)[];
  user?: number;
  out: string;
}

export function addCertificateCommand(cli: Cli): void {
  cli.program
    .command('certificate')
    .description('write a file that proves which events of a period match a filter, for `affidavit verify`')
    .requiredOption('--from <time>', 'earliest createdAt', time)
    .requiredOption('--to <time>', 'latest createdAt', time)
    .option('--company <name>', 'company by name or UUID')
    .option('--type <types...>', 'any of these types')
    .addOption(new Option('--category <categories...>', 'any of these').choices(categories))
    .addOption(new Option('--source <sources...>', 'any of these').choices(sources))
    .addOption(new Option('--status <statuses...>', 'any of these').choices([...statuses, 'null']))
    .option('--workspace <ids...>', 'any of these, null = without', idOrNone)
    .option('--test <ids...>', 'any of these, null = without', idOrNone)
    .option('--connection <ids...>', 'any of these, null = without', idOrNone)
    .option('--user <id>', 'who acted', id)
    .option('--out <file>', 'where to write it, - is stdout', '-')
    .action((options: CertificateOptions) => {
      const out = options.out === '-' ? null : newFile(options.out);
      return withDocuments(cli, async (system) => {
        const company = await chooseCompany(system, options.company);
        // No server need be running that signs what was recorded last.
        await system.signCheckpoints();
        const { from, to } = options;
        const { size, bytes } = await system.certify(company, { from, to, filter: filterOf(options) }, null);
        if (out === null) {
          bytes.pipe(process.stdout, { end: false });
          await once(bytes, 'end');
        } else {
          await pipeline(bytes, out.stream);
          process.stderr.write(`${options.out}: complete as of ${size} events of ${company.name}\n`);
        }
        // The event that tells of it.
        await system.signCheckpoints();
      }).catch((error: unknown) => {
        out?.remove();
        throw error;
      });
    });
}

/** Nothing is ever overwritten. Throws Refused when there is a file of this name, or none can be made. */
function newFile(path: string) {
  try {
    const stream = createWriteStream(path, { fd: openSync(path, 'wx') });
    return { stream, remove: () => rmSync(path, { force: true }) };
  } catch (error) {
    throw invalid('out', (error as Error).message);
  }
}

function filterOf(options: CertificateOptions): CertificateFilter {
  const { type, category, source, status, workspace, test, connection, user } = options;
  const distinct = <T>(values: readonly T[]) => [...new Set(values)];
  return {
    ...(type && { type: distinct(type) }),
    ...(category && { category: distinct(category) }),
    ...(source && { source: distinct(source) }),
    ...(status && { status: distinct(status.map((value) => (value === 'null' ? null : value))) }),
    ...(workspace && { workspaceId: distinct(workspace) }),
    ...(test && { testId: distinct(test) }),
    ...(connection && { connectionId: distinct(connection) }),
    ...(user !== undefined && { userId: user }),
  };
}

function idOrNone(text: string, before: (number | null)[] = []): (number | null)[] {
  return [...before, text === 'null' ? null : id(text)];
}

function id(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value))
    throw new InvalidArgumentError('must be a whole number');
  return value;
}

function time(text: string): number {
  const at = parseTime(text);
  if (at === null) throw new InvalidArgumentError('must be a time such as 2025-07-01T16:45:55.246Z');
  return at;
}
