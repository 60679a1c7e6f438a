/** What links begin with, and what the file route makes of them: HTTP alone. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { get } from './client.ts';
import { exchange, type HttpKit, startHttp } from './http-kit.ts';

let plain: HttpKit;
let proxied: HttpKit;
let fixed: HttpKit;
const keys = new Map<HttpKit, string>();

before(async () => {
  plain = await startHttp();
  proxied = await startHttp({ config: { trustedProxies: ['127.0.0.1'] } });
  fixed = await startHttp({ config: { publicUrl: 'https://log.example.com/a' } });
  for (const kit of [plain, proxied, fixed]) {
    keys.set(kit, kit.services.addKey(kit.services.company('one')));
    // Answers what its links would begin with.
    kit.services.downloads = {
      add: async () => null,
      read: async (_caller, _eventId, _jobId, baseUrl) => JSON.stringify({ baseUrl }),
    };
  }
});
after(() => Promise.all([plain, proxied, fixed].map((kit) => kit.close())));

const JOB = `/public/v2/events/${'11111111-2222-4333-8444-555555555555'}/download-jobs/${'aaaaaaaa-2222-4333-8444-555555555555'}`;

async function ask(kit: HttpKit, version: string, ...headers: string[]): Promise<string> {
  const lines = [
    `GET ${JOB} HTTP/${version}`,
    `Authorization: Bearer ${keys.get(kit)}`,
    'Connection: close',
    ...headers,
  ];
  const answer = await exchange(kit.address, `${lines.join('\r\n')}\r\n\r\n`);
  return answer.slice(answer.indexOf('\r\n\r\n') + 4);
}

const baseOf = async (kit: HttpKit, version: string, ...headers: string[]): Promise<string> =>
  JSON.parse(await ask(kit, version, ...headers)).baseUrl;

test('links begin with what the request was sent to', async () => {
  assert.equal(await baseOf(plain, '1.1', 'Host: log.example.com:8443'), 'http://log.example.com:8443');
  assert.equal(await baseOf(plain, '1.1', 'Host: [2001:db8::1]:80'), 'http://[2001:db8::1]:80');
  assert.equal(await baseOf(plain, '1.0'), plain.address);
});

test('a proxy is believed its scheme when it is trusted, nobody else is', async () => {
  const https = ['Host: log.example.com', 'X-Forwarded-Proto: https'];
  assert.equal(await baseOf(proxied, '1.1', ...https), 'https://log.example.com');
  assert.equal(await baseOf(plain, '1.1', ...https), 'http://log.example.com');
  const odd = ['Host: log.example.com', 'X-Forwarded-Proto: javascript'];
  assert.equal(await baseOf(proxied, '1.1', ...odd), 'http://log.example.com');
});

test('the configured public URL wins over everything', async () => {
  const headers = ['Host: elsewhere.example.com', 'X-Forwarded-Proto: http'];
  assert.equal(await baseOf(fixed, '1.1', ...headers), 'https://log.example.com/a');
});

test('a Host that cannot stand in a URL is refused', async () => {
  for (const host of ['a b', 'user@example.com', 'example.com/path', 'example.com:99999999', '"', '-x'])
    assert.match(await ask(plain, '1.1', `Host: ${host}`), /"statusCode":400.*Host must be/, host);
});

test('what a link leads to is served whole, and kept out of caches and pages', async () => {
  const [company, file] = ['11111111-2222-4333-8444-555555555555', 'aaaaaaaa-2222-4333-8444-555555555555'];
  const asked: object[] = [];
  const bytes = Buffer.from('<script>alert(1)</script>');
  plain.services.files.open = async (link) => {
    asked.push(link);
    if (link.expires === '1') return 'expired';
    if (link.signature === 'wrong') return 'wrong';
    if (link.signature === 'gone') return 'gone';
    const name = 'Zeugnis für "Ada".html';
    return { id: file, subject: null, name, mediaType: 'text/html', bytes, createdAt: 0 };
  };
  const path = (expires: string, signature: string) =>
    `/files/${company}/${file}?expires=${expires}&signature=${signature}`;
  const served = await get(plain.address, path('2000000000', 'good'), null);
  assert.equal(served.status, 200);
  assert.equal(served.text, bytes.toString());
  assert.equal(served.headers.get('content-type'), 'text/html');
  assert.equal(served.headers.get('x-content-type-options'), 'nosniff');
  assert.equal(served.headers.get('content-security-policy'), "default-src 'none'; sandbox");
  assert.equal(served.headers.get('cache-control'), 'private, no-store');
  assert.match(
    served.headers.get('content-disposition') ?? '',
    /^attachment; .*filename\*=UTF-8''Zeugnis%20f%C3%BCr%20%22Ada%22\.html$/,
  );
  assert.deepEqual(asked, [{ company, file, expires: '2000000000', signature: 'good' }]);

  for (const [link, status, message] of [
    [path('1', 'good'), 403, /This link cannot be used: it has expired: ask for a new one/],
    [path('2000000000', 'wrong'), 403, /This link cannot be used: its signature does not fit/],
    [path('2000000000', 'gone'), 404, /Record Not Found/],
    [path('', 'good'), 400, /expires must be/],
    [path('1e9', 'good'), 400, /expires must be/],
    [path('2000000000', 'a%00b'), 400, /signature must be/],
  ] as const) {
    const answer = await get(plain.address, link, null);
    assert.equal(answer.status, status, answer.text);
    assert.match(answer.json.message, message);
  }
});
