import { InvalidArgumentError } from 'commander';
import type { System } from '../compose.ts';
import { categories } from '../domain/vocabulary.ts';
import { type Cli, chooseCompany, withDocuments } from './context.ts';
import { printJson, printTable } from './output.ts';

type Rules = Parameters<System['retention']['set']>[2];

interface RetentionOptions {
  company?: string;
  keep: Rules;
  forever?: true;
  apply?: true;
  json?: true;
}

export function addRetentionCommand(cli: Cli): void {
  cli.program
    .command('retention')
    .description('show for how long the parts of events are kept; or say so, which replaces all rules')
    .option('--company <name>', 'company by name or UUID')
    .option(
      '--keep <category=days>',
      'keep the parts of a category for so many whole days (repeatable: all rules)',
      (text: string, before: Rules) => [...before, parseRule(text)],
      [],
    )
    .option('--forever', 'remove all rules')
    .option('--apply', 'apply the rules of all companies now, as a server does every hour')
    .option('--json', 'print JSON')
    .action((options: RetentionOptions) =>
      withDocuments(cli, async (system) => {
        const company = await chooseCompany(system, options.company);
        const isNew = options.keep.length > 0 || options.forever === true;
        const { rules }: { rules: Rules } = isNew
          ? await system.retention.set(company, null, options.keep)
          : await system.retention.show(company);
        const applied = options.apply ? await system.applyRetention(new AbortController().signal) : null;
        if (options.json) return printJson({ rules, ...(applied !== null && { applied }) });
        printTable(
          ['CATEGORY', 'DAYS'],
          rules.map(({ category, days }) => [category, String(days)]),
        );
        if (applied !== null) process.stdout.write(`The parts of ${applied} events were removed\n`);
      }),
    );
}

function parseRule(text: string): Rules[number] {
  const [, category = '', days = ''] = /^(\w+)=(\d{1,5})$/.exec(text) ?? [];
  if (!(categories as readonly string[]).includes(category) || Number(days) < 1 || Number(days) > 36_500)
    throw new InvalidArgumentError('must be a category and 1 to 36500 days, for example POLICY=365');
  return { category, days: Number(days) };
}
