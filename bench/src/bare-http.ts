/**
 * The bare peer: `node:http` and nothing else. `read FILE` answers every GET with the bytes of the file; `parse FILE`
 * parses the JSON of every POST and answers 201 with the bytes of the file. Both send the headers that FILE.headers holds
 * as JSON. Prints its port.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const [, , mode, file = ''] = process.argv;
const bytes = readFileSync(file);
const headers = {
  ...(JSON.parse(readFileSync(`${file}.headers`, 'utf8')) as Record<string, string>),
  'content-length': bytes.length,
};

const server = createServer((request, response) => {
  if (mode === 'read') {
    response.writeHead(200, headers).end(bytes);
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    JSON.parse(Buffer.concat(chunks).toString());
    response.writeHead(201, headers).end(bytes);
  });
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
