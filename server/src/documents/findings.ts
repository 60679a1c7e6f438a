/** Through what the event came, how the data was fetched, and what was found. */
import type { ConnectionView, EventView, JsonObject, JsonValue } from '@affidavit/verify';
import { type Paper, type Piece, styles } from './paper.ts';
import { type Field, fields, heading, type TableRow, table } from './tables.ts';
import { phrase, plain, readable, remainder } from './words.ts';

/** Members of a connection that stand under a name of their own. */
const CONNECTION_SHOWN = new Set(
  'id clientType clientAlias state connected connectedAt failedAt ownerId owner providerTypes workspaces'.split(
    ' ',
  ),
);

export function connection(paper: Paper, view: ConnectionView | null, id: number | null): void {
  if (id === null) return;
  heading(paper, 'Connection');
  if (view === null) {
    paper.text(`Connection ${id}: what was known of it is erased.`, styles.body);
    return;
  }
  const { connection: it, owner, workspaces } = view;
  const kinds = it.providerTypes.map(({ value, isEnabled }) => (isEnabled ? value : `${value} (off)`));
  const rest = Object.entries(it)
    .filter(([name]) => !CONNECTION_SHOWN.has(name))
    .map(([name, value]): Field => {
      const text = plain(value);
      return { label: phrase(name), value: text, wide: (text?.length ?? 0) > 44 };
    });
  fields(paper, [
    { label: 'Name', value: it.clientAlias ?? it.clientType, style: styles.strong },
    { label: 'Provider', value: it.clientType },
    { label: 'State', value: `${it.state}, ${it.connected ? 'connected' : 'not connected'}` },
    { label: 'Connection ID', value: String(it.id) },
    { label: 'Connected', value: it.connectedAt },
    { label: 'Failed', value: it.failedAt },
    { label: 'Owner', value: ownerOf(view) },
    { label: 'Job title of the owner', value: owner?.jobTitle ?? null },
    { label: 'Kinds', value: kinds.join(', ') },
    ...rest,
  ]);
  if (workspaces.length === 0) return;
  paper.gap(4);
  const columns = ['Workspace', 'Description', 'URL'];
  table(
    paper,
    columns,
    workspaces.map(
      (workspace): TableRow => ({
        cells: [
          [{ text: `${workspace.name} (${workspace.id})`, style: styles.body }],
          [{ text: workspace.description ?? '–', style: styles.body }],
          [{ text: workspace.url ?? '–', style: styles.body }],
        ],
        details: remainder(workspace, new Set(['id', 'name', 'description', 'url'])),
      }),
    ),
  );
}

function ownerOf({ connection: { ownerId }, owner }: ConnectionView): string | null {
  if (ownerId === null) return null;
  if (owner === null) return `user ${ownerId}, erased`;
  const name = [owner.firstName, owner.lastName].filter((part) => part !== null).join(' ');
  return `${name} <${owner.email}> (${ownerId})`.trimStart();
}

export function fetching(paper: Paper, { test }: EventView): void {
  if (test === null) return;
  heading(paper, 'How the data was fetched');
  fields(paper, [
    { label: 'Test', value: test.testName, wide: true },
    { label: 'Request', value: test.requestDescription ?? 'not told', wide: true },
  ]);
}

/** So many columns, and so long a value, still make a table that can be read. */
const COLUMNS_MAX = 6;
const VALUE_CHARS = 80;

export function issues(paper: Paper, found: readonly JsonObject[]): void {
  heading(paper, found.length === 1 ? '1 issue' : `${found.length} issues`);
  const names = [...new Set(found.flatMap((issue) => Object.keys(issue)))];
  const isTable = names.length <= COLUMNS_MAX && found.every((issue) => Object.values(issue).every(isShort));
  if (isTable) {
    const rows = found.map((issue, i): TableRow => {
      const cells = names.map((name) => [{ text: plain(issue[name]) ?? '–', style: styles.body }]);
      return { cells: [[numberOf(i)], ...cells] };
    });
    table(paper, ['#', ...names.map(phrase)], rows);
  } else for (const [i, issue] of found.entries()) list(paper, issue, i);
}

const isShort = (value: JsonValue) =>
  value === null || (typeof value !== 'object' && String(value).length <= VALUE_CHARS);

const numberOf = (i: number): Piece => ({ text: String(i + 1), style: muted });
const muted = { ...styles.body, color: styles.small.color };

/** One issue, a member a line. */
function list(paper: Paper, issue: JsonObject, i: number): void {
  const entries = Object.entries(issue);
  const left = paper.left + Math.max(16, paper.widthOf(String(i + 1), muted) + 8);
  const names = entries.map(([name]) => paper.widthOf(name, muted));
  const nameWidth = Math.min(150, Math.max(40, ...names) + 1);
  const valueX = left + nameWidth + 12;
  const rows =
    entries.length === 0
      ? [['', '{}'] as const]
      : entries.map(([name, value]) => [name, readable(value)] as const);
  rows.forEach(([name, value], row) => {
    const number = { x: paper.left, width: left - paper.left, pieces: row === 0 ? [numberOf(i)] : [] };
    const label = { x: left, width: nameWidth, pieces: [{ text: name, style: muted }] };
    const text = {
      x: valueX,
      width: paper.left + paper.width - valueX,
      pieces: [{ text: value, style: styles.body }],
    };
    paper.row([number, label, text], { isSeparated: row === 0 && i > 0 });
  });
}
