import type { System } from '../compose.ts';
import { notFound } from '../domain/errors.ts';
import { type Cli, chooseCompany, withDocuments } from './context.ts';
import { printJson } from './output.ts';

type Report = Awaited<ReturnType<System['erasure']['erase']>>;

interface EraseOptions {
  company?: string;
  reason: string;
  legalBasis: string;
  alsoSearch: string[];
  dryRun?: true;
  json?: true;
}

export function addEraseCommand(cli: Cli): void {
  cli.program
    .command('erase')
    .description('erase the personal data of a user for good; --dry-run first tells what would go')
    .argument('<user>', 'id or e-mail of the user')
    .option('--company <name>', 'company by name or UUID')
    .requiredOption('--reason <text>', 'why; it is sealed, so it must name nobody')
    .requiredOption('--legal-basis <text>', 'on what basis, for example "GDPR Art. 17 (1) (a)"')
    .option(
      '--also-search <word>',
      'a former name or another word that names them (repeatable)',
      (word: string, before: string[]) => [...before, word],
      [],
    )
    .option('--dry-run', 'erase nothing')
    .option('--json', 'print JSON')
    .action((named: string, options: EraseOptions) =>
      withDocuments(cli, async (system) => {
        const company = await chooseCompany(system, options.company);
        const userId = await idOf(system, company.company, named);
        const { reason, legalBasis, alsoSearch, dryRun = false } = options;
        const request = { reason, legalBasis, alsoSearch, dryRun };
        const report = await system.erasure.erase(company, null, userId, request);
        if (options.json) return printJson(report);
        process.stdout.write(sentences(report).join('\n').concat('\n'));
      }),
    );
}

async function idOf(system: System, company: number, named: string): Promise<number> {
  const live = await system.readLive(company);
  const user = /^\d+$/.test(named) ? live.get('user', Number(named)) : live.userByEmail(named.toLowerCase());
  if (user === null) throw notFound(`there is no user ${named} in the directory`);
  return user.id;
}

function sentences({ dryRun, userId, searched, removed, redacted, events, ...report }: Report): string[] {
  const of = (counts: object) =>
    Object.entries(counts)
      .map(([what, count]) => `${count} ${what.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}`)
      .join(', ');
  return [
    dryRun ? `Nothing was erased. Of user ${userId} would go:` : `User ${userId} is erased.`,
    `Searched  ${of(searched)}`,
    `Removed   ${of(removed)}`,
    `Redacted  ${of(redacted)}`,
    `Events    ${events} lost something`,
    ...report.eventIds.map((id) => `Told by   event ${id}`),
    ...report.remains.map((line) => `Remains   ${line}`),
  ];
}
