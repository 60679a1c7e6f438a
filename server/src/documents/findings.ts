/** Through what the event came, how the data was fetched, and what was found. */
import type { ConnectionView, EventView, JsonObject, JsonValue } from '@affidavit/verify';
import { type Paper, type Piece, styles } from './paper.ts';
import { type Column, type Field, fields, heading, type TableRow, table } from './tables.ts';
import { phrase, plain, remainder } from './words.ts';

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
    { label: 'Connection id', value: String(it.id) },
    { label: 'Connected', value: it.connectedAt },
    { label: 'Failed', value: it.failedAt },
    { label: 'Owner', value: ownerOf(view) },
    { label: 'Job title of the owner', value: owner?.jobTitle ?? null },
    { label: 'Kinds', value: kinds.join(', ') },
    ...rest,
  ]);
  if (workspaces.length === 0) return;
  paper.gap(4);
  const columns = [
    { title: 'Workspace', share: 30 },
    { title: 'Description', share: 45 },
    { title: 'URL', share: 25 },
  ];
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
const COLUMNS_MAX = 5;
const VALUE_CHARS = 120;

export function issues(paper: Paper, found: readonly JsonObject[]): void {
  heading(paper, found.length === 1 ? '1 issue' : `${found.length} issues`);
  const names = [...new Set(found.slice(0, 100).flatMap((issue) => Object.keys(issue)))];
  const isTable =
    names.length > 0 &&
    names.length <= COLUMNS_MAX &&
    found.every((issue) =>
      Object.entries(issue).every(([name, value]) => names.includes(name) && isShort(value)),
    );
  const number: Column = { title: '#', share: 6 };
  if (isTable) {
    const columns = names.map((name): Column => ({ title: phrase(name), share: 94 / names.length }));
    table(
      paper,
      [number, ...columns],
      rows(found, (issue) => names.map((name) => [cell(issue[name])])),
    );
  } else {
    const members = (issue: JsonObject) => [
      Object.entries(issue).flatMap(([name, value]) => member(name, value)),
    ];
    table(paper, [number, { title: 'Issue', share: 94 }], rows(found, members));
  }
}

function* rows(
  found: readonly JsonObject[],
  cells: (issue: JsonObject) => readonly (readonly Piece[])[],
): Generator<TableRow> {
  let number = 0;
  for (const issue of found) {
    number += 1;
    yield {
      cells: [
        [{ text: String(number), style: { ...styles.body, color: styles.small.color } }],
        ...cells(issue),
      ],
    };
  }
}

const isShort = (value: JsonValue) =>
  value === null || (typeof value !== 'object' && String(value).length <= VALUE_CHARS);

const cell = (value: JsonValue | undefined): Piece => ({ text: plain(value) ?? '–', style: styles.body });

function member(name: string, value: JsonValue): Piece[] {
  const isLarge = value !== null && typeof value === 'object';
  return isLarge
    ? [
        { text: `${name}:`, style: styles.body },
        { text: JSON.stringify(value, null, 1), style: styles.smallMono },
      ]
    : [{ text: `${name}: ${plain(value) ?? 'null'}`, style: styles.body }];
}
