/** The only reader of the environment and of configuration files: parsed, checked, frozen. */
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { isIP } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { limits } from './domain/limits.ts';

export interface Config {
  /** AFFIDAVIT_HOST, --host: the address to listen on. Default 127.0.0.1; 0.0.0.0 serves the network. */
  host: string;
  /** AFFIDAVIT_PORT, --port: default 3210. 0 lets the system choose. */
  port: number;
  /** AFFIDAVIT_OPERATIONS_PORT, --operations-port: metrics. Default: port + 1 (0 with port 0). */
  operationsPort: number;
  /** AFFIDAVIT_DATA, --data: the folder of the embedded store, and of the key file by default. Default ./data. */
  data: string;
  /** DATABASE_URL, --database: a libpq URI, which may name several servers (`a,b:6432,c`); null (the default) is the
   * embedded store. Errors never show its password. */
  database: string | null;
  /** AFFIDAVIT_KEY_FILE, --key-file: the master seed, mode 0600. Default: affidavit.key in the data folder. */
  keyFile: string;
  /** AFFIDAVIT_RATE_LIMIT, --rate-limit: requests a minute per source address on /public; 0 switches it off. */
  rateLimit: number;
  /** AFFIDAVIT_TRUSTED_PROXIES, --trusted-proxies: addresses or CIDR ranges whose X-Forwarded-For and -Proto count. */
  trustedProxies: readonly string[];
  /** AFFIDAVIT_OUTBOUND_ALLOW, --outbound-allow: addresses or CIDR ranges that may be asked although they are private. */
  outboundAllow: readonly string[];
  /** AFFIDAVIT_PUBLIC_URL, --public-url: what links begin with. Default (null): scheme and host of each request. */
  publicUrl: string | null;
  /**
   * AFFIDAVIT_SSO_FILE, --sso-file: providers of single sign-on (OpenID Connect), in a private file (mode 0600) of JSON: a
   * list of `{"id": "okta", "name": "Okta", "issuer": "https://…", "clientId": "…", "clientSecret": "…"}`. `id` names it in
   * its redirect URI, which is <public URL>/sign-in/sso/<id>/callback. `companies` (UUIDs, absent: every company of this
   * store) are those whose users it may let in: it is believed for every address there. Default: none.
   */
  sso: readonly SsoSettings[];
  /** AFFIDAVIT_LOG, --log: `info` (one line a request), `warn` or `silent`. */
  log: 'info' | 'warn' | 'silent';
}

/** Of this release, as its package says. */
export function packageVersion(): string {
  const text = readFileSync(new URL(import.meta.resolve('#package')), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

export interface SsoSettings {
  id: string;
  name: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
  companies: readonly string[] | null;
}

/** A setting that cannot be used: one line that names it, what it was and what would be right. */
export class BadConfig extends Error {
  override name = 'BadConfig';
}

export type Flags = Readonly<Partial<Record<keyof Config | 'ssoFile', string | undefined>>>;

/** Settings of `affidavit witness`. */
export interface WitnessConfig {
  host: string;
  /** Default 3230. */
  port: number;
  /** AFFIDAVIT_WITNESS, --folder: key, known logs and memory of the witness. Default ./witness. */
  folder: string;
  /** --logs: the known logs. Default: `logs` in the folder. */
  logsFile: string;
  log: Config['log'];
}

/** A flag wins over its environment variable, which wins over the default. */
export function readConfig(flags: Flags, env: NodeJS.ProcessEnv = process.env): Config {
  const setting = (name: keyof Flags, variable: string, fallback: string) =>
    flags[name] ?? (env[variable] || undefined) ?? fallback;
  const port = whole('port', setting('port', 'AFFIDAVIT_PORT', '3210'), 65_535);
  const data = resolve(setting('data', 'AFFIDAVIT_DATA', 'data'));
  const nextPort = String(port === 0 ? 0 : port + 1);
  return Object.freeze({
    host: setting('host', 'AFFIDAVIT_HOST', '127.0.0.1'),
    port,
    operationsPort: whole(
      'operations-port',
      setting('operationsPort', 'AFFIDAVIT_OPERATIONS_PORT', nextPort),
      65_535,
    ),
    data,
    database: databaseUrl('database', setting('database', 'DATABASE_URL', ''), 'DATABASE_URL'),
    keyFile: resolve(setting('keyFile', 'AFFIDAVIT_KEY_FILE', join(data, 'affidavit.key'))),
    rateLimit: whole(
      'rate-limit',
      setting('rateLimit', 'AFFIDAVIT_RATE_LIMIT', String(limits.ratePerWindow)),
      1_000_000_000,
    ),
    trustedProxies: ranges('trusted-proxies', setting('trustedProxies', 'AFFIDAVIT_TRUSTED_PROXIES', '')),
    outboundAllow: ranges('outbound-allow', setting('outboundAllow', 'AFFIDAVIT_OUTBOUND_ALLOW', '')),
    publicUrl: baseUrl('public-url', setting('publicUrl', 'AFFIDAVIT_PUBLIC_URL', '')),
    sso: ssoSettings(setting('ssoFile', 'AFFIDAVIT_SSO_FILE', '')),
    log: oneOf('log', setting('log', 'AFFIDAVIT_LOG', 'info'), ['info', 'warn', 'silent'] as const),
  });
}

export function readWitnessConfig(
  flags: Flags & { folder?: string; logs?: string },
  env: NodeJS.ProcessEnv = process.env,
): WitnessConfig {
  const folder = resolve(flags.folder ?? (env.AFFIDAVIT_WITNESS || 'witness'));
  const { host, log, port } = readConfig(
    { ...flags, port: flags.port ?? (env.AFFIDAVIT_PORT || '3230') },
    env,
  );
  return Object.freeze({ host, port, folder, logsFile: resolve(flags.logs ?? join(folder, 'logs')), log });
}

function whole(name: string, text: string, max: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > max)
    throw new BadConfig(`${name} must be a whole number from 0 to ${max}, not "${text}"`);
  return value;
}

function oneOf<T extends string>(name: string, text: string, values: readonly T[]): T {
  const value = values.find((one) => one === text);
  if (value === undefined) throw new BadConfig(`${name} must be one of ${values.join(', ')}, not "${text}"`);
  return value;
}

/** Null when it is empty. What is wrong is said without repeating it: it may hold a password. */
function databaseUrl(name: string, text: string, variable: string): string | null {
  if (text === '') return null;
  if (!isDatabaseUrl(text))
    throw new BadConfig(
      `${name} must be a URL such as postgres://user@host/name or postgres://user@a,b,c/name (${variable})`,
    );
  return text;
}

function isDatabaseUrl(text: string): boolean {
  const [, before = '', hosts = '', after = ''] =
    /^(postgres(?:ql)?:\/\/(?:[^/?#]*@)?)([^/?#]*)(.*)$/s.exec(text) ?? [];
  return before !== '' && hosts.split(',').every((host) => URL.canParse(`${before}${host}${after}`));
}

/**
 * AFFIDAVIT_OWNER_URL, --owner of `affidavit database prepare`: the database as the owner of its tables, and DATABASE_URL
 * as the role that servers run as, whose name is the answer's `role`.
 */
export function readOwner(
  config: Pick<Config, 'database'>,
  flag: string | undefined,
  env: NodeJS.ProcessEnv = process.env,
): { owner: string; role: string } {
  const owner = databaseUrl('owner', flag ?? env.AFFIDAVIT_OWNER_URL ?? '', 'AFFIDAVIT_OWNER_URL');
  if (owner === null) throw new BadConfig('owner must name the owner of the database (AFFIDAVIT_OWNER_URL)');
  const [, user] = /^postgres(?:ql)?:\/\/([^:@/]+)[^@/]*@/.exec(config.database ?? '') ?? [];
  if (user === undefined)
    throw new BadConfig('database must name the role that servers run as: postgres://role@… (DATABASE_URL)');
  return { owner, role: decodeURIComponent(user) };
}

/** Where a store is, as `affidavit migrate` is told. */
export type StoreAddress = { folder: string } | { url: string };

/** `sqlite:FOLDER` or a libpq URI. What is wrong is said without repeating it: it may hold a password. */
export function storeAddress(name: string, text: string): StoreAddress {
  if (text.startsWith('sqlite:') && text !== 'sqlite:') return { folder: resolve(text.slice(7)) };
  if (!isDatabaseUrl(text))
    throw new BadConfig(`${name} must be sqlite:FOLDER or a URL such as postgres://user@host/name`);
  return { url: text };
}

/** What is wrong is said without repeating it: the file holds secrets. */
function ssoSettings(path: string): SsoSettings[] {
  if (path === '') return [];
  const text = readPrivateFile(resolve(path));
  if (text === null) throw new BadConfig(`sso-file: there is no file ${path}`);
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    throw new BadConfig(`sso-file: ${path} must hold JSON`);
  }
  if (!Array.isArray(list)) throw new BadConfig(`sso-file: ${path} must hold a list of providers`);
  const providers = list.map((one, i) => ssoProvider(`sso-file: provider ${i + 1}`, one));
  if (new Set(providers.map(({ id }) => id)).size < providers.length)
    throw new BadConfig(`sso-file: ${path} holds two providers of one id`);
  return providers;
}

function ssoProvider(where: string, given: unknown): SsoSettings {
  const members = (typeof given === 'object' && given !== null ? given : {}) as Record<string, unknown>;
  const text = (name: string) => {
    const value = members[name];
    if (typeof value !== 'string' || value === '') throw new BadConfig(`${where}: ${name} must be a text`);
    return value;
  };
  const id = text('id');
  if (!/^[a-z0-9-]{1,40}$/.test(id))
    throw new BadConfig(`${where}: id must be lower-case letters, digits and hyphens`);
  const issuer = URL.parse(text('issuer'));
  const isNear = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(issuer?.hostname ?? '');
  if (issuer?.protocol !== 'https:' && !(issuer?.protocol === 'http:' && isNear))
    throw new BadConfig(`${where}: issuer must be an https URL`);
  const { companies = null } = members;
  const isList = Array.isArray(companies) && companies.every((one) => typeof one === 'string');
  if (companies !== null && !isList) throw new BadConfig(`${where}: companies must be a list of UUIDs`);
  return {
    ...{ id, name: text('name'), issuer: text('issuer') },
    ...{ clientId: text('clientId'), clientSecret: text('clientSecret') },
    companies: companies as string[] | null,
  };
}

/** Without a slash at its end; null when it is empty. */
function baseUrl(name: string, text: string): string | null {
  if (text === '') return null;
  const url = URL.parse(text);
  const fits = url !== null && /^https?:$/.test(url.protocol) && !/[?#@]/.test(text);
  if (!fits)
    throw new BadConfig(`${name} must be a URL such as https://affidavit.example.com, not "${text}"`);
  return url.href.replace(/\/+$/, '');
}

function ranges(name: string, text: string): string[] {
  const list = text.split(/[\s,]+/).filter((one) => one !== '');
  for (const one of list) requireRange(name, one);
  return list;
}

/** Throws BadConfig unless the text is an IP address or a CIDR range. */
export function requireRange(name: string, text: string): void {
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  const widest = family === 6 ? 128 : 32;
  const fits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= widest);
  if (family === 0 || !fits || more.length > 0)
    throw new BadConfig(`${name} takes IP addresses and CIDR ranges, not "${text}"`);
}

/** The seeds of a key file, oldest first. */
export type MasterSeeds = readonly [Uint8Array, ...Uint8Array[]];

/**
 * The master seeds: 64 hex digits a line in a file that nobody else may read; all but the last were given up. Every log
 * key and company secret follows from them. When the file is missing, `create` gives the 32 random bytes of a new one, or
 * is null when there must be one already. A file that others can read is refused.
 */
export function readMasterSeeds(path: string, create: (() => Uint8Array) | null): MasterSeeds {
  const text = readPrivateFile(path)?.trim();
  if (text === undefined) {
    if (create === null) throw new BadConfig(`key file ${path} cannot be read: there is no such file`);
    const seed = create();
    keepMasterSeeds(path, [seed]);
    return [seed];
  }
  const [first, ...later] = text.split('\n').map((line, i) => seedOf(path, line, i + 1));
  return first === undefined ? [seedOf(path, '', 1)] : [first, ...later];
}

function seedOf(path: string, line: string, number: number): Uint8Array {
  if (!/^[0-9a-f]{64}$/.test(line))
    throw new BadConfig(
      `key file ${path} must hold 64 lower-case hex digits a line: line ${number} does not`,
    );
  return Buffer.from(line, 'hex');
}

/** Adds a seed, from now on the newest. Durable once it returns; a crash leaves the file as it was or as it becomes. */
export function addMasterSeed(path: string, seed: Uint8Array): void {
  const before = readMasterSeeds(path, null);
  const next = `${path}.next`;
  rmSync(next, { force: true });
  keepMasterSeeds(next, [...before, seed]);
  renameSync(next, path);
  flushFolder(dirname(path));
}

/** A new key file. Durable before it is used: a seed lost after its first signature would orphan the log. */
export function keepMasterSeeds(path: string, seeds: MasterSeeds): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writePrivateFile(path, seeds.map((seed) => `${Buffer.from(seed).toString('hex')}\n`).join(''));
  flushFolder(dirname(path));
}

/** The name of a file is durable when its folder is. */
function flushFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** Writes a file that only its owner can read, flushed; an existing file is not replaced. */
export function writePrivateFile(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** A private key file of a witness (docs/formats.md): its text, or null when there is none. Others must not be able to read it. */
export function readPrivateFile(path: string): string | null {
  try {
    if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0)
      throw new BadConfig(`key file ${path} can be read by others: chmod 600 it`);
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof BadConfig) throw error;
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new BadConfig(`key file ${path} cannot be read: ${(error as Error).message}`);
  }
}

/** The text of a file that a setting names. */
export function readSettingFile(name: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new BadConfig(`${name}: ${path} cannot be read: ${(error as Error).message}`);
  }
}
