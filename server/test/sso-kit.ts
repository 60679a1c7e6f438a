/** The real `oidc-provider` on this machine, and a browser that goes where it is sent. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** What the provider says of its accounts, by the name that one signs in with. */
export type Claims = Readonly<Record<string, { email?: string; email_verified?: boolean }>>;

export interface RunningProvider {
  issuer: string;
  close(): Promise<void>;
}

export const client = { id: 'affidavit', secret: 'a secret of this client and nobody else' };

export async function startProvider(claims: Claims, redirectUris: () => string[]): Promise<RunningProvider> {
  const http = createServer();
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  let handle: ReturnType<Provider['callback']> | null = null;
  // Made with the first request: only then is it known where the client is.
  http.on('request', (request, response) => {
    handle ??= new Provider(issuer, {
      clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: redirectUris() }],
      claims: { openid: ['sub'], email: ['email', 'email_verified'] },
      findAccount: (_context, id) => ({ accountId: id, claims: async () => ({ sub: id, ...claims[id] }) }),
      pkce: { required: () => true },
      cookies: { keys: ['only for tests'] },
    }).callback();
    handle(request, response);
  });
  return {
    issuer,
    close: () => new Promise((resolve) => http.close(() => resolve())),
  };
}

export interface Browser {
  /** Where it ended, and what stood there; redirects are followed as long as `follows` says. */
  go(url: string, init?: RequestInit): Promise<Visit>;
  cookies: Map<string, string>;
}

export interface Visit {
  url: string;
  status: number;
  location: string | null;
  text: string;
}

/** Keeps cookies by host and port, follows redirects until `stopAt` is where one leads. */
export function makeBrowser(stopAt: (url: string) => boolean): Browser {
  const jars = new Map<string, Map<string, string>>();
  const cookies = new Map<string, string>();
  async function go(url: string, init: RequestInit = {}): Promise<Visit> {
    for (let hops = 0; hops < 20; hops++) {
      const { origin } = new URL(url);
      const jar = jars.get(origin) ?? new Map<string, string>();
      jars.set(origin, jar);
      const headers = new Headers(init.headers);
      headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '));
      const answer = await fetch(url, { ...init, headers, redirect: 'manual' });
      for (const set of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
        jar.set(name, value);
        cookies.set(name, value);
      }
      const location = answer.headers.get('location');
      const next = location === null ? null : new URL(location, url).href;
      const visit = { url, status: answer.status, location: next, text: await answer.text() };
      if (next === null || stopAt(next)) return visit;
      url = next;
      init = {};
    }
    throw new Error('redirected for ever');
  }
  return { go, cookies };
}

/** Signs in with the provider's own forms, and agrees; answers the last step, that leads back. */
export async function signInThere(browser: Browser, start: string, login: string): Promise<Visit> {
  let visit = await browser.go(start);
  for (let forms = 0; forms < 5 && visit.location === null; forms++) {
    const prompt = /name="prompt" value="(\w+)"/.exec(visit.text)?.[1];
    const action = /action="([^"]+)"/.exec(visit.text)?.[1];
    if (prompt === undefined || action === undefined) return visit;
    const fields = { prompt, ...(prompt === 'login' && { login, password: 'any' }) };
    visit = await browser.go(new URL(action, visit.url).href, {
      method: 'POST',
      body: new URLSearchParams(fields),
    });
  }
  return visit;
}
