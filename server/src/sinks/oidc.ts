/**
 * OpenID Connect by the book: authorisation code with PKCE, state and nonce, signatures checked. What one attempt has to
 * remember is kept by the browser that began it, so that any instance can finish it, and no other browser.
 */
import type { Configuration, CustomFetch } from 'openid-client';
import type { SsoProvider } from '../app/ports/sso.ts';
import { Refused } from '../domain/errors.ts';
import { limits } from '../domain/limits.ts';
import type { GuardedFetch } from './guarded-fetch.ts';

/** At the first attempt: most servers have no provider. */
const openid = () => import('openid-client');

export interface OidcSettings {
  id: string;
  name: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
  companies: readonly string[] | null;
}

interface Remembered {
  provider: string;
  verifier: string;
  state: string;
  nonce: string;
}

export function oidcProvider(settings: OidcSettings, outbound: GuardedFetch): SsoProvider {
  const { id, name, companies } = settings;
  const discover = discovery(settings, outbound);
  return {
    id,
    name,
    companies,

    async start(redirectUri) {
      const oidc = await openid();
      const config = await discover();
      const verifier = oidc.randomPKCECodeVerifier();
      const remembered: Remembered = {
        provider: id,
        verifier,
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
      };
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: 'openid email',
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state: remembered.state,
        nonce: remembered.nonce,
      });
      return {
        url: url.href,
        remember: Buffer.from(JSON.stringify(remembered)).toString('base64url'),
      };
    },

    async finish(returned, remember) {
      const remembered = parsed(remember);
      if (remembered?.provider !== id) return { is: 'refused', why: 'this browser did not begin it' };
      const oidc = await openid();
      const config = await discover();
      try {
        const tokens = await oidc.authorizationCodeGrant(config, returned, {
          pkceCodeVerifier: remembered.verifier,
          expectedState: remembered.state,
          expectedNonce: remembered.nonce,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (claims === undefined) return { is: 'refused', why: 'it did not say who that is' };
        const said =
          claims.email === undefined
            ? await oidc.fetchUserInfo(config, tokens.access_token, claims.sub)
            : claims;
        if (typeof said.email !== 'string') return { is: 'refused', why: 'it did not give an address' };
        if (said.email_verified !== true) return { is: 'refused', why: 'it has not verified the address' };
        return { is: 'known', email: said.email };
      } catch (error) {
        // Of what went wrong, only the kind is told: the rest may hold tokens.
        return { is: 'refused', why: codeOf(error) };
      }
    },
  };
}

/** What the provider publishes of itself, asked once, and again after a failure. */
function discovery({ issuer, clientId, clientSecret, name }: OidcSettings, outbound: GuardedFetch) {
  let known: Promise<Configuration> | null = null;
  const isPlain = new URL(issuer).protocol === 'http:';
  async function discover(): Promise<Configuration> {
    const oidc = await openid();
    return oidc.discovery(new URL(issuer), clientId, clientSecret, undefined, {
      [oidc.customFetch]: asFetch(outbound),
      timeout: limits.ssoAnswerMs / 1000,
      // Configuration lets only this machine be asked without TLS.
      execute: [oidc.enableNonRepudiationChecks, ...(isPlain ? [oidc.allowInsecureRequests] : [])],
    });
  }
  return async (): Promise<Configuration> => {
    known ??= discover();
    try {
      return await known;
    } catch (error) {
      known = null;
      const message = `${name} cannot be asked (${codeOf(error)}): try again`;
      throw new Refused({ is: 'busy', message, retryAfterS: 5 }, { cause: error });
    }
  };
}

function asFetch(outbound: GuardedFetch): CustomFetch {
  return async (url, { method, headers, body, signal }) => {
    const answer = await outbound.fetch({
      url,
      method: method === 'POST' ? 'POST' : 'GET',
      headers,
      ...(body != null && { body: String(body) }),
      maxBytes: limits.ssoAnswerBytes,
      timeoutMs: limits.ssoAnswerMs,
      ...(signal != null && { signal }),
    });
    const { status, contentType } = answer;
    return new Response(Buffer.from(answer.body), { status, headers: { 'content-type': contentType } });
  };
}

function parsed(remember: string): Remembered | null {
  try {
    return JSON.parse(Buffer.from(remember, 'base64url').toString()) as Remembered | null;
  } catch {
    return null;
  }
}

function codeOf(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return typeof code === 'string' ? code : typeof message === 'string' ? message : 'unknown';
}
