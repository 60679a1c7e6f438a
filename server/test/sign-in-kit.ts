/** People who sign in, for whole-system tests: the cookie that a browser would keep. */
import assert from 'node:assert/strict';
import { type Answer, post } from './client.ts';

/** What a browser of a page of ours sends along. */
export const ownPages = { 'sec-fetch-site': 'same-origin' };

/** The cookie that an answer sets, as a request sends it. */
export function cookieOf(answer: Answer): string {
  const [set] = answer.headers.getSetCookie();
  assert.ok(set, answer.text);
  return set.slice(0, set.indexOf(';'));
}

export async function signedIn(
  address: string,
  email: string,
  password: string,
): Promise<{ cookie: string; answer: Answer }> {
  const answer = await post(address, '/api/session', null, { email, password }, ownPages);
  assert.equal(answer.status, 200, answer.text);
  return { cookie: cookieOf(answer), answer };
}

/** The token of a link that was printed. */
export function tokenIn(text: string): string {
  const token = /\/sign-in#token=([\w-]{64})\s/.exec(text)?.[1];
  assert.ok(token, text);
  return token;
}

/** Uses the token of a link. */
export const signInWith = (address: string, token: string, password?: string): Promise<Answer> =>
  post(address, '/api/session/link', null, { token, password }, ownPages);
