/** A document of a person as a request brings it: a form with a file, or JSON with the file in base64. */
import { Type } from 'typebox';
import { invalid, Refused } from '../domain/errors.ts';
import { fileEndings } from '../domain/file-kinds.ts';
import { limits } from '../domain/limits.ts';
import { compileSchema } from '../domain/validate.ts';
import type { Form } from './forms.ts';
import { words } from './schemas/common.ts';
import type { DocumentUpload } from './services/directory-changes.ts';

const TYPES = ['MFA_EVIDENCE', 'SEC_TRAINING', 'HIPAA_TRAINING_EVIDENCE', 'OFFBOARDING_EVIDENCE'] as const;

/** The schema of both forms of the body. */
export const documentBody = (title: string) =>
  Type.Object(
    {
      type: words(TYPES),
      file: Type.Optional(Type.String({ format: 'binary', description: `one of ${fileEndings.join(', ')}` })),
      base64File: Type.Optional(
        Type.String({ description: 'JSON text: {"base64String": a data URL, "filename": a name}' }),
      ),
      completionDate: Type.Optional(Type.String({ description: 'a date such as 2020-07-06' })),
    },
    { title },
  );

/** What such a route says of its body. */
export const documentConfig = (title: string) => ({
  takesForm: true,
  jsonBytes: limits.uploadJsonBytes,
  body: documentBody(title),
  consumes: ['multipart/form-data', 'application/json'],
});

const check = compileSchema(
  Type.Object({
    type: words(TYPES),
    base64File: Type.Optional(Type.String()),
    completionDate: Type.Optional(Type.String({ maxLength: 40 })),
  }),
);
const checkEncoded = compileSchema(Type.Object({ base64String: Type.String(), filename: Type.String() }));

interface Given {
  type: string;
  base64File?: string;
  completionDate?: string;
}

/** Throws Refused `invalid` naming the member at fault. */
export function readDocument(body: unknown): DocumentUpload {
  const form = isForm(body) ? body : null;
  const given: unknown = form === null ? body : Object.fromEntries(form.fields);
  const faults = check(given);
  if (faults.length > 0) throw new Refused({ is: 'invalid', faults });
  const { type, base64File, completionDate } = given as Given;
  const file = form?.file ?? null;
  if (file !== null && file.part !== 'file')
    throw invalid(file.part, 'is not a known file: send it as the part `file`');
  if ((file === null) === (base64File === undefined))
    throw invalid('file', file === null ? 'is required, or base64File' : 'or base64File, not both');
  return {
    type,
    ...(completionDate !== undefined && completionDate !== '' && { completionDate }),
    file:
      file === null ? decodeFile(base64File ?? '') : { member: 'file', name: file.name, bytes: file.bytes },
  };
}

export function isForm(body: unknown): body is Form {
  return typeof body === 'object' && body !== null && 'fields' in body && body.fields instanceof Map;
}

const DATA_URL = /^data:[^,]{0,200};base64,/;

function decodeFile(text: string): DocumentUpload['file'] {
  const member = 'base64File';
  const encoded = parsed(text);
  const [fault] = checkEncoded(encoded);
  if (fault !== undefined)
    throw invalid(member, `must be JSON text such as {"base64String":"data:…","filename":"a.pdf"}`);
  const { base64String, filename } = encoded as { base64String: string; filename: string };
  const prefix = DATA_URL.exec(base64String)?.[0];
  if (prefix === undefined) throw invalid(member, 'must hold a data URL: data:application/pdf;base64,…');
  const data = base64String.slice(prefix.length);
  const bytes = Buffer.from(data, 'base64');
  if (bytes.toString('base64').replace(/=+$/, '') !== data.replace(/=+$/, ''))
    throw invalid(member, 'must hold base64 without spaces after the comma of its data URL');
  if (bytes.length > limits.uploadBytes)
    throw new Refused({ is: 'tooLarge', message: `a file holds at most ${limits.uploadBytes} bytes` });
  return { member, name: filename, bytes };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
