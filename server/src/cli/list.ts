import { InvalidArgumentError } from 'commander';
import type { EventsQuery } from '../domain/events-query.ts';
import { limits } from '../domain/limits.ts';
import { parseTime } from '../domain/time.ts';
import { type Cli, chooseCompany, withDocuments } from './context.ts';
import { printJson, printTable } from './output.ts';

interface ListOptions {
  company?: string;
  page: number;
  limit: number;
  type?: string;
  category?: string;
  source?: string;
  status?: string;
  user?: number;
  from?: number;
  to?: number;
  json?: true;
}

interface ListedEvents {
  data: {
    id: string;
    type: string;
    status: string | null;
    createdAt: string;
    description: string;
    user: { email: string } | null;
  }[];
  page: number;
  total: number;
}

export function addListCommand(cli: Cli): void {
  cli.program
    .command('list')
    .description('list events, newest first')
    .option('--company <name>', 'company by name or UUID')
    .option('--page <number>', 'page', wholeUpTo(limits.pageMax), 1)
    .option('--limit <number>', 'events a page', wholeUpTo(limits.pageSizeMax), limits.pageSizeDefault)
    .option('--type <type>', 'only this type')
    .option('--category <category>', 'only this category')
    .option('--source <source>', 'only this source')
    .option('--status <status>', 'only this status')
    .option('--user <id>', 'only by this user', wholeUpTo(Number.MAX_SAFE_INTEGER))
    .option('--from <time>', 'createdAt from', time)
    .option('--to <time>', 'createdAt to', time)
    .option('--json', 'print JSON')
    .action((options: ListOptions) =>
      withDocuments(cli, async (system) => {
        const company = await chooseCompany(system, options.company);
        const list = JSON.parse(await system.listEvents(company, toQuery(options), 'iso')) as ListedEvents;
        if (options.json) return printJson(list);
        printTable(
          ['CREATED', 'STATUS', 'TYPE', 'USER', 'DESCRIPTION', 'ID'],
          list.data.map((event) => [
            event.createdAt,
            event.status ?? '-',
            event.type,
            event.user?.email ?? '-',
            shorten(event.description),
            event.id,
          ]),
        );
        process.stdout.write(`page ${list.page}, ${list.data.length} of ${list.total} events\n`);
      }),
    );
}

function toQuery(options: ListOptions): EventsQuery {
  const { page, limit, type, category, source, status, user, from, to } = options;
  return {
    page,
    limit,
    sort: 'CREATED',
    sortDir: 'DESC',
    ...(type !== undefined && { type }),
    ...(category !== undefined && { category }),
    ...(source !== undefined && { source }),
    ...(status !== undefined && { status }),
    ...(user !== undefined && { userId: user }),
    ...(from !== undefined && { createdAtStart: from }),
    ...(to !== undefined && { createdAtEnd: to }),
  };
}

function shorten(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

function wholeUpTo(max: number) {
  return (text: string): number => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < 1 || value > max)
      throw new InvalidArgumentError(`must be a whole number from 1 to ${max}`);
    return value;
  };
}

function time(text: string): number {
  const at = parseTime(text);
  if (at === null) throw new InvalidArgumentError('must be a time such as 2025-07-01T16:45:55.246Z');
  return at;
}
