/** Documents of people: forms and base64, what is refused, links, deletion. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { limits } from '../src/domain/limits.ts';
import { type ChangeKit, startChanges } from './change-kit.ts';
import { exchange } from './http-kit.ts';

let kit: ChangeKit;
before(async () => {
  kit = await startChanges();
});
after(() => kit.close());

const PDF = Buffer.from('%PDF-1.7\nevidence\n%%EOF');
const V1 = '/public/users/2/documents';
const V2 = '/public/v2/users/2/documents';

/** `files`: part, name, bytes. */
function form(fields: Record<string, string>, ...files: [string, string, Uint8Array][]): FormData {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) made.append(name, value);
  for (const [part, name, bytes] of files) made.append(part, new Blob([new Uint8Array(bytes)]), name);
  return made;
}
const training = (...files: [string, string, Uint8Array][]) =>
  form({ type: 'SEC_TRAINING', completionDate: '2024-02-29' }, ...files);
const encoded = (bytes: Uint8Array, filename: string) =>
  JSON.stringify({
    base64String: `data:application/pdf;base64,${Buffer.from(bytes).toString('base64')}`,
    filename,
  });
const fileOf = (fileUrl: string) => fileUrl.split('/').at(-1) ?? '';

test('a form: the document, its file, its event, and a link that serves the bytes', async () => {
  const { answer, events } = await kit.act('POST', V1, training(['file', 'Zoë’s training.pdf', PDF]));
  assert.equal(answer.status, 201);
  const { id, name, type, renewalDate, fileUrl } = answer.json;
  assert.deepEqual([name, type, renewalDate], ['Zoë’s training.pdf', 'SEC_TRAINING', '2025-02-28']);
  const listed = await kit.send('GET', V1);
  assert.deepEqual(listed.json.documents, [answer.json]);
  assert.equal(events.length, 1);
  const [event] = events;
  assert.deepEqual([event.type, event.source, event.user.id], ['USER_DOCUMENT_UPLOADED', 'PUBLIC_API', 1]);
  assert.equal(event.description, 'Sally Smith uploaded Zoë’s training.pdf for Ann Lee.');
  assert.deepEqual(event.metadata.dto, {
    type: 'SEC_TRAINING',
    completionDate: '2024-02-29',
    file: {
      name: 'Zoë’s training.pdf',
      type: 'application/pdf',
      size: PDF.length,
      sha256: createHash('sha256').update(PDF).digest('hex'),
    },
  });

  const download = await kit.act('GET', `/public/users/documents/${id}/download`);
  assert.deepEqual(
    download.events.map((one) => [one.type, one.metadata.targetEntity.id]),
    [['USER_DOCUMENT_DOWNLOADED', id]],
  );
  assert.equal(download.answer.json.fileBuffer, null);
  const served = await fetch(download.answer.json.signedUrl);
  assert.equal(served.headers.get('content-type'), 'application/pdf');
  assert.deepEqual(Buffer.from(await served.arrayBuffer()), PDF);

  const deleted = await kit.act('DELETE', `/public/users/documents/${id}/2`);
  assert.deepEqual([deleted.answer.status, deleted.answer.text], [200, '']);
  assert.deepEqual(
    deleted.events.map((one) => [one.type, one.metadata.targetEntity.name]),
    [['USER_DOCUMENT_DELETED', name]],
  );
  assert.equal(await kit.system.store.files.file(kit.acme.company, fileOf(fileUrl)), null);
  const gone = await fetch(download.answer.json.signedUrl);
  assert.equal(gone.status, 404);
  await gone.body?.cancel();
  assert.deepEqual((await kit.send('GET', V1)).json.documents, []);
  await kit.refuse(404, /^Record Not Found$/, 'DELETE', `/public/users/documents/${id}/2`);
  await kit.refuse(404, /^Record Not Found$/, 'GET', `/public/users/documents/${id}/download`);
});

test('base64 in JSON; a name without an ending is given one', async () => {
  const sent = { type: 'MFA_EVIDENCE', base64File: encoded(PDF, 'Key registration') };
  const { answer } = await kit.act('POST', '/public/v2/users/email:ann@example.com/documents', sent);
  assert.deepEqual([answer.status, answer.json.name, answer.json.userId], [201, 'Key registration.pdf', 2]);
  const stored = await kit.system.store.files.file(kit.acme.company, fileOf(answer.json.fileUrl));
  assert.deepEqual(Buffer.from(stored?.bytes ?? []), PDF);
  assert.deepEqual(stored?.subject, { kind: 'person', id: 2 });
  const path = `/public/v2/users/3/documents/${answer.json.id}`;
  await kit.refuse(404, /^Record Not Found$/, 'DELETE', path);
  const { answer: deleted } = await kit.act('DELETE', path.replace('/3/', '/2/'));
  assert.deepEqual([deleted.status, deleted.text], [200, '']);
});

test('forms that are refused say why, and leave nothing behind', async () => {
  const cases: [number, RegExp, unknown][] = [
    [400, /type is required/, form({}, ['file', 'a.pdf', PDF])],
    [400, /type must be one of MFA_EVIDENCE/, form({ type: 'ANTIVIRUS_EVIDENCE' }, ['file', 'a.pdf', PDF])],
    [400, /file is required, or base64File/, training()],
    [400, /send one file, not several/, training(['file', 'a.pdf', PDF], ['file', 'b.pdf', PDF])],
    [400, /upload is not a known file/, training(['upload', 'a.pdf', PDF])],
    [400, /file must be one of pdf, .*not exe/, training(['file', 'a.exe', PDF])],
    [400, /these bytes are no png/, training(['file', 'a.png', PDF])],
    [400, /file must not be empty/, training(['file', 'a.pdf', Buffer.alloc(0)])],
    [
      400,
      /completionDate must be a date/,
      form({ type: 'SEC_TRAINING', completionDate: 'soon' }, ['file', 'a.pdf', PDF]),
    ],
    [
      400,
      /completionDate must not lie ahead/,
      form({ type: 'SEC_TRAINING', completionDate: '9999-12-31' }, ['file', 'a.pdf', PDF]),
    ],
    [
      413,
      /a file holds at most 26214400 bytes/,
      training(['file', 'a.pdf', Buffer.alloc(limits.uploadBytes + 1, PDF)]),
    ],
  ];
  for (const [status, message, body] of cases) {
    await kit.refuse(status, message, 'POST', V1, body);
    await kit.refuse(status, message, 'POST', V2, body);
  }
});

test('JSON that is refused', async () => {
  const type = 'SEC_TRAINING';
  const refused = (status: number, message: RegExp, body: unknown, given = {}) =>
    kit.refuse(status, message, 'POST', V2, body, given);
  await refused(400, /file is required, or base64File/, { type });
  await refused(400, /base64File must be JSON text/, { type, base64File: 'JVBERi0=' });
  await refused(400, /base64File must hold a data URL/, {
    type,
    base64File: '{"base64String":"JVBERi0=","filename":"a.pdf"}',
  });
  await refused(400, /must hold base64/, {
    type,
    base64File: encoded(PDF, 'a.pdf').replace('base64,', 'base64,!'),
  });
  await refused(400, /base64File must be what its name says/, { type, base64File: encoded(PDF, 'a.docx') });
  await refused(415, /Unsupported Media Type/, 'type=SEC_TRAINING', {
    type: 'application/x-www-form-urlencoded',
  });
  await refused(400, /must name its boundary/, 'x', { type: 'multipart/form-data' });
  await refused(
    400,
    /no complete multipart/,
    '--x\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-',
    { type: 'multipart/form-data; boundary=x' },
  );
});

test('a form where none is taken is refused by its type', async () => {
  await kit.refuse(415, /Unsupported Media Type/, 'PUT', '/public/personnel/2/status', training());
});

test('a form that is cut off is refused, and the server goes on', async () => {
  const size = await kit.size();
  const head = `POST ${V1} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${kit.key}\r\nconnection: close\r\n`;
  const part = '--b\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7';
  const body = 'content-type: multipart/form-data; boundary=b\r\ntransfer-encoding: chunked\r\n\r\n';
  const chunk = `${part.length.toString(16)}\r\n${part}\r\n0\r\n\r\n`;
  assert.match(await exchange(kit.address, head + body + chunk), /^HTTP\/1\.1 400 .*no complete multipart/s);
  assert.equal(await kit.size(), size);
});

test('other companies, unknown people and keys without the permission', async () => {
  const upload = () => training(['file', 'a.pdf', PDF]);
  const { answer } = await kit.act('POST', V1, upload());
  const download = `/public/users/documents/${answer.json.id}/download`;
  await kit.refuse(404, /^Record Not Found$/, 'POST', '/public/users/99/documents', upload());
  await kit.refuse(404, /^Record Not Found$/, 'POST', V1, upload(), { key: kit.otherKey });
  await kit.refuse(404, /^Record Not Found$/, 'GET', download, undefined, { key: kit.otherKey });
  await kit.refuse(
    404,
    /^Record Not Found$/,
    'DELETE',
    `/public/users/documents/${answer.json.id}/2`,
    undefined,
    {
      key: kit.otherKey,
    },
  );
  const key = await kit.keyWithout(
    'users-post-document',
    'users-get-download-user-document',
    'users-delete-document',
  );
  await kit.refuse(403, /not allowed/, 'POST', V1, upload(), { key });
  await kit.refuse(403, /not allowed/, 'POST', V2, upload(), { key });
  await kit.refuse(403, /not allowed/, 'GET', download, undefined, { key });
  await kit.refuse(403, /not allowed/, 'DELETE', `${V2}/${answer.json.id}`, undefined, { key });
});

test('a put names no file that is kept here, and leaves none behind', async () => {
  const { answer } = await kit.act('POST', V1, training(['file', 'a.pdf', PDF]));
  const { id, fileUrl } = answer.json;
  const document = { userId: 3, name: 'b.pdf', type: 'SEC_TRAINING' };
  const put = '/api/user-documents';
  await kit.refuse(400, /fileUrl names a file that is kept here/, 'PUT', put, { ...document, fileUrl });
  await kit.refuse(400, /fileUrl must stay \/files\//, 'PUT', put, { ...document, id });
  const renamed = await kit.act('PUT', put, { ...document, id, userId: 2, fileUrl });
  assert.equal(renamed.answer.json.name, 'b.pdf');
  const away = 'https://drive.example/b.pdf';
  assert.equal((await kit.act('PUT', put, { ...document, fileUrl: away })).answer.json.fileUrl, away);
  const download = await kit.send('GET', `/public/users/documents/${id}/download`);
  assert.equal(download.status, 200, download.text);
});
