/** The report as a page: docs/contract.md. */
import { conventions } from './conventions.ts';
import { totals, uncovered } from './operations.ts';
import type { Explained, Report, Row } from './report.ts';

export function page({ rows }: Report): string {
  const counts = countBy(rows, () => 'all').get('all') ?? {
    implemented: 0,
    differing: 0,
    'not implemented': 0,
  };
  const served = counts.implemented + counts.differing;
  return [
    '# What of the contract is served',
    `The contract is the vendor's Public API, versions 1 and 2. Of the ${rows.length} operations of the tags that have to do with events, **${served} are served**: ${counts.implemented} as the contract says, ${counts.differing} with a difference that a program could notice, told below with its reason; ${counts['not implemented']} are missing.`,
    'This page is made by `npm run contract`, which compares the facts of the contract (`scripts/contract/`) with our own OpenAPI document (`docs/openapi.json`). It fails on any difference that has no reason in `scripts/contract/differences.ts`, and a test keeps the page as it is made. A difference is what a program written for the contract could notice: an answer beyond what the contract allows, or a request within it that is refused.',
    summary(rows),
    '## Conventions',
    ...conventions,
    ...allOver(rows),
    ...sections(rows),
    ...schemaSection(rows),
    ...notCovered(),
  ]
    .join('\n\n')
    .concat('\n');
}

type Counts = Record<Row['state'], number>;

function countBy(rows: readonly Row[], key: (row: Row) => string): Map<string, Counts> {
  const counts = new Map<string, Counts>();
  for (const row of rows) {
    const name = key(row);
    const count = counts.get(name) ?? { implemented: 0, differing: 0, 'not implemented': 0 };
    count[row.state] += 1;
    counts.set(name, count);
  }
  return counts;
}

const sectionOf = ({ operation }: Row): string => `v${operation.version} ${operation.tag}`;

function summary(rows: readonly Row[]): string {
  const lines = [...countBy(rows, sectionOf)].map(([name, counts]) => {
    const { implemented, differing } = counts;
    const all = implemented + differing + counts['not implemented'];
    return [`[${name}](#${anchor(name)})`, all, implemented, differing, counts['not implemented']];
  });
  const sum = (column: number): number => lines.reduce((total, line) => total + Number(line[column]), 0);
  return table(
    ['tag', 'operations', 'implemented', 'differing', 'not implemented'],
    [...lines, ['all', sum(1), sum(2), sum(3), sum(4)]],
  );
}

const isConvention = ({ reason }: Explained): boolean => reason.isConvention === true;

/** What holds for the whole contract, each reason once. */
function allOver(rows: readonly Row[]): string[] {
  const found = new Map<string, Set<string>>();
  for (const { at, reason } of rows.flatMap(({ explained }) => explained).filter(isConvention))
    found.set(reason.why, (found.get(reason.why) ?? new Set()).add(at));
  const lines = [...found].map(([why, { size }]) => `- ${why} (${size} ${size === 1 ? 'place' : 'places'})`);
  return lines.length === 0 ? [] : ['Differences that hold for the whole contract:', lines.join('\n')];
}

function sections(rows: readonly Row[]): string[] {
  return [...Map.groupBy(rows, sectionOf)].flatMap(([name, own]) => {
    const details = own.flatMap(detailsOf);
    return [
      `## ${name}`,
      table(
        ['operation', 'permission', 'state', 'differs in'],
        own.map((row) => [
          `\`${row.name}\``,
          `\`${row.operation.permission}\``,
          row.state,
          differsIn(row).join(', '),
        ]),
      ),
      ...(details.length > 0 ? [details.join('\n')] : []),
    ];
  });
}

function differsIn(row: Row): string[] {
  const particular = row.explained.filter((one) => !isConvention(one));
  const names = particular.map((one) => (isOwn(row, one) ? placeIn(row, one) : schemaOf(one)));
  return [...new Set([...names, ...row.remarks.map(() => 'behaviour')])];
}

function detailsOf(row: Row): string[] {
  const own = row.explained.filter((one) => !isConvention(one) && isOwn(row, one));
  return [
    ...own.map((one) => `- \`${row.name}\`, ${placeIn(row, one)}: ${one.what}. ${one.reason.why}`),
    ...row.remarks.map((remark) => `- \`${row.name}\`: ${remark}`),
  ];
}

const isOwn = (row: Row, { at }: Explained): boolean => at === row.name || at.startsWith(`${row.name} `);

function placeIn(row: Row, { at, kind }: Explained): string {
  const place = at.slice(row.name.length + 1);
  return place === '' ? kind : kind.endsWith('status') ? `status ${place}` : `\`${place}\``;
}

const schemaOf = ({ at }: Explained): string => `[${at.replace(/\..*/, '')}](#schemas)`;

function schemaSection(rows: readonly Row[]): string[] {
  const found = new Map<string, Explained>();
  for (const row of rows)
    for (const one of row.explained)
      if (!isConvention(one) && !isOwn(row, one)) found.set(`${one.at} ${one.kind} ${one.what}`, one);
  const lines = [...found.values()]
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ at, what, reason }) => [`\`${at}\``, what, reason.why]);
  return lines.length === 0 ? [] : ['## Schemas', table(['member', 'difference', 'why'], lines)];
}

function notCovered(): string[] {
  const lines = uncovered.map(({ version, tag, operations }) => [`v${version} ${tag}`, operations]);
  const count = uncovered.reduce((sum, { operations }) => sum + operations, 0);
  return [
    '## Not covered',
    `These tags have nothing to do with events: none of their ${count} operations is served (of ${totals[1]} of v1 and ${totals[2]} of v2). A path of theirs answers 404, code 10000, as an unknown path does.`,
    table(['tag', 'operations'], lines),
  ];
}

function anchor(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');
}

function table(head: readonly string[], lines: readonly (readonly (string | number)[])[]): string {
  const row = (cells: readonly (string | number)[]): string =>
    `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...lines.map(row)].join('\n');
}
