/** Reading multipart/form-data: a few fields, and one file that is never larger than it may be. */
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import { HttpError } from './errors.ts';

export interface UploadedFile {
  /** The name of its part. */
  part: string;
  /** As the client calls it, without folders; may be empty. */
  name: string;
  bytes: Buffer;
}

export interface Form {
  /** The last value of each field. */
  fields: ReadonlyMap<string, string>;
  file: UploadedFile | null;
}

export interface FormLimits {
  fileBytes: number;
  /** From the end of the headers to the end of the body. */
  withinMs: number;
}

const FIELDS_MAX = 20;
const FIELD_BYTES = 64 * 1024;
/** What surrounds the file: fields, boundaries and the headers of parts. */
export const FRAME_BYTES = FIELDS_MAX * FIELD_BYTES;

/** Rejects with HttpError; what the client has not sent by then is left unread. A file part left empty is no file. */
export function readForm(request: IncomingMessage, limits: FormLimits): Promise<Form> {
  const { promise, resolve, reject } = Promise.withResolvers<Form>();
  const tooLarge = () => new HttpError('tooLarge', `a file holds at most ${limits.fileBytes} bytes`);
  if (Number(request.headers['content-length'] ?? 0) > limits.fileBytes + FRAME_BYTES)
    return Promise.reject(tooLarge());
  const parser = makeParser(request, limits.fileBytes, { resolve, reject, tooLarge });
  if (parser === null)
    return Promise.reject(new HttpError('malformed', 'multipart/form-data must name its boundary'));
  let bytes = 0;
  const onData = (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > limits.fileBytes + FRAME_BYTES) reject(tooLarge());
    else parser.write(chunk);
  };
  const onEnd = () => parser.end();
  const onCut = () => {
    if (!request.complete) reject(new HttpError('malformed', 'the body ended too early'));
  };
  const timer = setTimeout(() => reject(new HttpError('requestTimeout')), limits.withinMs);
  request.on('data', onData).on('end', onEnd).on('error', onCut).on('close', onCut);
  return promise.finally(() => {
    clearTimeout(timer);
    request.off('data', onData).off('end', onEnd).off('error', onCut).off('close', onCut).pause();
  });
}

interface Outcome {
  resolve(form: Form): void;
  reject(error: Error): void;
  tooLarge(): Error;
}

/** Null when the type names no boundary. */
function makeParser(request: IncomingMessage, fileBytes: number, { resolve, reject, tooLarge }: Outcome) {
  const fields = new Map<string, string>();
  const files: UploadedFile[] = [];
  let parser: BusboyInstance;
  try {
    parser = new Busboy({
      headers: request.headers as BusboyHeaders,
      limits: {
        fields: FIELDS_MAX,
        fieldSize: FIELD_BYTES,
        fileSize: fileBytes,
        files: 2,
        parts: FIELDS_MAX + 2,
      },
    });
  } catch {
    return null;
  }
  const refuse = (message: string) => reject(new HttpError('malformed', message));
  parser.on('field', (name, value, _nameCut, cut) => {
    if (cut) refuse(`the field ${name} holds more than ${FIELD_BYTES} bytes`);
    fields.set(name, value);
  });
  parser.on('file', (part: string | undefined, stream: Readable, name: string | undefined) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('limit', () => reject(tooLarge()));
    stream.on('error', () => refuse('the body is no complete multipart/form-data'));
    stream.on('end', () => {
      const bytes = Buffer.concat(chunks);
      if (bytes.length > 0 || (name ?? '') !== '') files.push({ part: part ?? '', name: name ?? '', bytes });
    });
  });
  parser.on('filesLimit', () => refuse('send one file, not several'));
  parser.on('fieldsLimit', () => refuse(`a form holds at most ${FIELDS_MAX} fields`));
  parser.on('partsLimit', () => refuse(`a form holds at most ${FIELDS_MAX} fields and one file`));
  parser.on('error', () => refuse('the body is no complete multipart/form-data'));
  parser.on('finish', () => {
    if (files.length > 1) refuse('send one file, not several');
    else resolve({ fields, file: files[0] ?? null });
  });
  return parser;
}
