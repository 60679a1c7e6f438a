/** The pages at `/`: the files that `console/` is built to, under a policy that lets nothing else run. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { HttpError } from './errors.ts';

/** Beside the compiled server, or in the source checkout. */
const FOLDERS = ['dist/console/', '../console/dist/'].map(
  (path) => new URL(path, import.meta.resolve('#package')),
);

/** Addresses that the pages read themselves (console/src/pages.tsx): each is answered with the one document. */
export const PAGES: readonly string[] = [
  '/',
  '/events',
  '/events/:id',
  '/log',
  '/verify',
  '/people',
  '/people/:id',
  '/connections',
  '/connections/:id',
  '/coverage',
  '/admin',
  '/admin/:subject',
  '/sign-in',
  '/setup',
];

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

interface BuiltFile {
  type: string;
  plain: Buffer;
  gzipped: Buffer;
}

/** Read at the first request, and once: a server that nobody looks at keeps none of it. */
export function consolePages(app: FastifyInstance): void {
  let built: ReadonlyMap<string, BuiltFile> | null = null;
  const fileOf = (path: string): BuiltFile | undefined => {
    built ??= readBuilt();
    return built.get(path);
  };
  for (const page of PAGES)
    app.get(page, { config: { page: true } }, async (request, reply) => {
      const file = fileOf('index.html');
      if (file === undefined)
        throw new HttpError('routeUnknown', 'The pages have not been built: node scripts/build-console.mjs');
      return send(request, reply.header('cache-control', 'no-cache'), file);
    });
  app.get<{ Params: { file: string } }>(
    '/assets/:file',
    { config: { page: true } },
    async (request, reply) => {
      const file = fileOf(`assets/${request.params.file}`);
      if (file === undefined) throw new HttpError('notFound');
      // Their names change with what is in them.
      return send(request, reply.header('cache-control', 'public, max-age=31536000, immutable'), file);
    },
  );
  embeddedElement(app, fileOf);
}

/** The element with which pages of others show events (console/embed): any page may load it, and it runs under theirs. */
function embeddedElement(app: FastifyInstance, fileOf: (path: string) => BuiltFile | undefined): void {
  app.get<{ Params: { file: string } }>(
    '/embed/:file',
    { config: { page: true } },
    async (request, reply) => {
      const file = fileOf(`embed/${request.params.file}`);
      if (file === undefined) throw new HttpError('notFound');
      const etag = `"${createHash('sha256').update(file.plain).digest('base64url')}"`;
      // Its name stays: whoever has it asks whether it is still the same.
      reply
        .header('cache-control', 'no-cache')
        .header('etag', etag)
        .header('access-control-allow-origin', '*')
        .header('cross-origin-resource-policy', 'cross-origin');
      if (request.headers['if-none-match'] === etag) return reply.code(304).send();
      return sendFile(request, reply, file);
    },
  );
}

function readBuilt(): ReadonlyMap<string, BuiltFile> {
  for (const folder of FOLDERS) {
    const paths = readdir(folder).filter((path) => extname(path) in TYPES);
    if (!paths.includes('index.html')) continue;
    return new Map(
      paths.map((path) => {
        const plain = readFileSync(new URL(path, folder));
        return [path, { type: TYPES[extname(path)] ?? '', plain, gzipped: gzipSync(plain, { level: 9 }) }];
      }),
    );
  }
  return new Map();
}

function readdir(folder: URL): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) =>
      path.replaceAll('\\', '/'),
    );
  } catch {
    return [];
  }
}

/** To pages of this server alone, under the policy. */
function send(request: FastifyRequest, reply: FastifyReply, file: BuiltFile): FastifyReply {
  return sendFile(
    request,
    reply
      .header('content-security-policy', POLICY)
      .header('x-frame-options', 'DENY')
      .header('referrer-policy', 'no-referrer')
      .header('cross-origin-opener-policy', 'same-origin')
      .header('cross-origin-resource-policy', 'same-origin'),
    file,
  );
}

function sendFile(request: FastifyRequest, reply: FastifyReply, file: BuiltFile): FastifyReply {
  const takesGzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  if (takesGzip) reply.header('content-encoding', 'gzip');
  return reply
    .header('content-type', file.type)
    .header('vary', 'accept-encoding')
    .header('x-content-type-options', 'nosniff')
    .send(takesGzip ? file.gzipped : file.plain);
}
