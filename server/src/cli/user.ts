import type { Company } from '../app/ports.ts';
import type { System } from '../compose.ts';
import type { Config } from '../config.ts';
import { limits } from '../domain/limits.ts';
import { type Cli, chooseCompany, withSystem } from './context.ts';
import { printJson } from './output.ts';

interface LinkOptions {
  company?: string;
  once?: true;
  json?: true;
}

export function addUserCommand(cli: Cli): void {
  const user = cli.program.command('user').description('people who sign in');
  user
    .command('link')
    .description('print a link with which a user sets their password; it works once')
    .argument('<email>', 'e-mail of the user')
    .option('--company <name>', 'company by name or UUID')
    .option('--once', 'a link that signs in, without a password')
    .option('--json', 'print JSON')
    .action((email: string, options: LinkOptions) =>
      withSystem(cli, async (system, config) => {
        const company = await chooseCompany(system, options.company);
        const kind = options.once ? 'signIn' : 'password';
        const url = await linkFor(system, config, company, email, kind);
        if (options.json) return printJson({ url });
        process.stdout.write(`${url}\n`);
      }),
    );
}

/** Where the server that this configuration describes is reached from this machine. */
function baseUrl({ publicUrl, host, port }: Config): string {
  const isAny = host === '0.0.0.0' || host === '::';
  return publicUrl ?? `http://${isAny ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** What a link leads to is in the fragment: no server, proxy or log sees it. `base` is where the server listens. */
export async function linkFor(
  system: System,
  config: Config,
  company: Company,
  email: string,
  kind: 'password' | 'signIn',
  base: string = baseUrl(config),
): Promise<string> {
  const { token } = await system.signInLinks.forUser(company, email, kind);
  return `${config.publicUrl ?? base}/sign-in#token=${token}`;
}

/** For each company in which nobody has a password yet: a link for its first administrator. Of many companies, a hint. */
export async function firstLinks(system: System, config: Config, address: string): Promise<string> {
  const companies = await system.companies.list();
  const lines: string[] = [];
  for (const company of companies.slice(0, limits.firstLinks)) {
    const user = await system.signInLinks.newcomer(company);
    if (user?.email == null) continue;
    const url = await linkFor(system, config, company, user.email, 'password', address);
    const whose = `${user.email} of ${company.name}`;
    lines.push(
      `Nobody has a password there yet. ${whose} sets one here, once, within 24 hours:\n\n  ${url}\n`,
    );
  }
  return lines.map((line) => `\n${line}`).join('');
}
