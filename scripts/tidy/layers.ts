/** Who may import whom (docs/design.md, part 4). A new folder under `server/src` needs its line here. */
import type { Finding, Import, Source, Tree } from './tree.ts';

interface Room {
  name: string;
  holds: RegExp;
  /** Rooms whose values and types it may import, besides itself. */
  values: readonly string[];
  /** Rooms it may import with `import type` only. */
  types?: readonly string[];
  /** Its files may import each other (the default), or stand alone. */
  alone?: boolean;
}

/** The first room that holds a path is the path's room. */
const rooms: readonly Room[] = [
  { name: 'tests', holds: /\.test\.ts$|(^|\/)test\//, values: [] },
  {
    name: 'verify/command',
    holds: /^verify\/src\/command\/|^@affidavit\/verify\/command$/,
    values: ['verify'],
  },
  { name: 'verify', holds: /^verify\/src\/|^@affidavit\/verify$/, values: [] },
  { name: 'the page', holds: /^verify\/page\/src\//, values: ['verify'] },
  { name: 'client', holds: /^client\/src\/|^@affidavit\/client$/, values: [] },
  { name: 'console', holds: /^console\/src\//, values: ['verify', 'the page'], types: ['client'] },
  { name: 'console/embed', holds: /^console\/embed\//, values: ['console'], types: ['client'] },
  { name: 'domain', holds: /^server\/src\/domain\//, values: [], types: ['verify'] },
  { name: 'app/ports', holds: /^server\/src\/app\/ports(\.ts$|\/)/, values: ['domain'], types: ['verify'] },
  { name: 'app/shared', holds: /^server\/src\/app\/shared\//, values: ['domain', 'verify', 'app/ports'] },
  {
    name: 'a use-case',
    holds: /^server\/src\/app\//,
    values: ['domain', 'verify', 'app/ports', 'app/shared'],
    alone: true,
  },
  {
    name: 'store/sqlite',
    holds: /^server\/src\/store\/sqlite\//,
    values: ['domain', 'verify', 'app/ports', 'store'],
  },
  {
    name: 'store/postgres',
    holds: /^server\/src\/store\/postgres\//,
    values: ['domain', 'verify', 'app/ports', 'store'],
  },
  { name: 'store', holds: /^server\/src\/store\//, values: ['domain', 'verify', 'app/ports'] },
  {
    name: 'documents',
    holds: /^server\/src\/documents\//,
    values: ['domain', 'app/ports'],
    types: ['verify'],
  },
  { name: 'sinks', holds: /^server\/src\/sinks\//, values: ['domain', 'verify', 'app/ports'] },
  {
    name: 'workers',
    holds: /^server\/src\/workers\//,
    values: ['domain', 'a use-case', 'app/shared', 'app/ports'],
  },
  {
    name: 'http/services',
    holds: /^server\/src\/http\/services(\.ts$|\/)/,
    values: ['domain'],
    types: ['app/ports', 'verify'],
  },
  {
    name: 'http',
    holds: /^server\/src\/http\//,
    values: ['domain'],
    types: ['app/ports', 'http/services', 'verify'],
  },
  {
    name: 'cli',
    holds: /^server\/src\/cli\//,
    values: ['compose', 'config', 'verify', 'verify/command', 'domain'],
    types: ['app/ports', 'http/services'],
  },
  { name: 'config', holds: /^server\/src\/config\.ts$/, values: ['domain'] },
  {
    name: 'compose',
    holds: /^server\/src\/compose(\.ts$|\/)/,
    values: [
      'config',
      'domain',
      'verify',
      'app/ports',
      'app/shared',
      'a use-case',
      'store/sqlite',
      'store/postgres',
      'store',
      'sinks',
      'documents',
      'workers',
      'http/services',
      'http',
    ],
  },
  { name: 'main', holds: /^server\/src\/main\.ts$/, values: ['cli'] },
];

/** These may import anything, because nothing imports them. */
const free =
  /^(bench|scripts|(verify|client)\/scripts)\/|^(server|verify|client|console)\/test\/|^console\/vite(\.embed)?\.config\.ts$|\.test\.ts$/;

/** Packages that only one room may know. */
const packages: readonly { specifier: RegExp; rooms: readonly string[] }[] = [
  { specifier: /^node:sqlite$/, rooms: ['store/sqlite'] },
  { specifier: /^pg($|\/)/, rooms: ['store/postgres'] },
  { specifier: /^(fastify|@fastify\/.*)$/, rooms: ['http'] },
  { specifier: /^(pdfkit|qr|hyparquet-writer)$/, rooms: ['documents'] },
  { specifier: /^commander$/, rooms: ['cli', 'main'] },
];

/** Rooms that compute and never touch the machine. */
const pure: readonly string[] = ['verify', 'client', 'console', 'domain'];

function roomOf(path: string): Room | undefined {
  return rooms.find((room) => room.holds.test(path));
}

export function layers(tree: Tree): Finding[] {
  return tree.sources.filter((source) => !free.test(source.path)).flatMap((source) => inSource(source));
}

function inSource(source: Source): Finding[] {
  const from = roomOf(source.path);
  const finding = (line: number, message: string): Finding => ({
    path: source.path,
    line,
    rule: 'layers',
    message,
  });
  if (from === undefined) return [finding(0, 'is in no room that scripts/tidy/layers.ts knows')];
  return source.imports.flatMap((imported) => {
    const message = isBare(imported) ? complainBare(from, imported) : complain(from, source, imported);
    return message === null ? [] : [finding(imported.line, message)];
  });
}

/** A package or a built-in module, not a file of ours. */
function isBare(imported: Import): boolean {
  return !/^(verify|server|client|bench|scripts|console)\/|^\.\.|^@affidavit\//.test(imported.target);
}

function complainBare(from: Room, { target }: Import): string | null {
  if (pure.includes(from.name) && target.startsWith('node:')) return `${from.name} is pure: no ${target}`;
  const known = packages.find(({ specifier }) => specifier.test(target));
  if (known === undefined || known.rooms.includes(from.name)) return null;
  return `${target} is known to ${known.rooms.join(' and ')} only`;
}

function complain(from: Room, source: Source, { target, typeOnly }: Import): string | null {
  const to = roomOf(target);
  if (to === from) {
    if (from.name === 'verify' && target.startsWith('@')) return 'verify imports its own files by path';
    return from.alone && target !== source.path ? 'a use-case never imports a use-case' : null;
  }
  if (to !== undefined && from.values.includes(to.name)) return null;
  if (to !== undefined && from.types?.includes(to.name)) {
    return typeOnly ? null : `${from.name} may import ${to.name} with \`import type\` only`;
  }
  return `${from.name} may not import ${to?.name ?? target}`;
}
