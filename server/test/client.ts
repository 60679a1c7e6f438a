/** A plain HTTP client for whole-system tests: it hides nothing of the answer, which must be as the OpenAPI document says. */
import { checkAnswer } from './openapi-check.ts';

export interface Answer {
  status: number;
  text: string;
  headers: Headers;
  /** The answer as JSON: tests look into it member by member. */
  json: ReturnType<typeof JSON.parse>;
}

export async function get(
  address: string,
  path: string,
  key: string | null,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return send(address, path, key, { headers });
}

export async function post(
  address: string,
  path: string,
  key: string | null,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return send(address, path, key, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
}

export async function put(address: string, path: string, key: string | null, body: unknown): Promise<Answer> {
  return send(address, path, key, {
    method: 'PUT',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
}

/** A request as it is, with a key. */
export async function send(
  address: string,
  path: string,
  key: string | null,
  init: RequestInit,
): Promise<Answer> {
  const headers = new Headers(init.headers);
  if (key !== null) headers.set('authorization', `Bearer ${key}`);
  const response = await fetch(`${address}${path}`, { ...init, headers });
  const text = await response.text();
  checkAnswer(address, {
    method: init.method ?? 'GET',
    path,
    status: response.status,
    contentType: response.headers.get('content-type'),
    text,
  });
  return { status: response.status, text, headers: response.headers, json: parsed(text) };
}

function parsed(text: string): ReturnType<typeof JSON.parse> {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
