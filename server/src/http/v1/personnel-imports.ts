/** The contract's v1 imports: a list of everybody as CSV or JSON, which makes or updates a connection. */
import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { type Fault, invalid } from '../../domain/errors.ts';
import { limits } from '../../domain/limits.ts';
import { permissions } from '../../domain/permissions.ts';
import { type PersonRecord, recordChars, requireRecords, startDay } from '../../domain/person-records.ts';
import { HttpError } from '../errors.ts';
import { readPersonnelCsv } from '../personnel-csv.ts';
import { Flag, Id, Int, named } from '../schemas/common.ts';
import type { Services } from '../services.ts';
import { isForm } from '../uploads.ts';
import { serveWrite } from '../writes.ts';

const Person = named('PersonnelDataPublicDto', {
  id: Type.String({ maxLength: recordChars.id }),
  firstName: Type.String({ maxLength: recordChars.firstName }),
  lastName: Type.String({ maxLength: recordChars.lastName }),
  email: Type.String({ maxLength: recordChars.email }),
  avatarUrl: Type.Optional(Type.String({ maxLength: recordChars.avatarUrl })),
  contractor: Flag,
  isMfaEnabled: Flag,
  jobTitle: Type.Optional(Type.String({ maxLength: recordChars.jobTitle })),
  customerId: Type.Optional(Type.String({ maxLength: recordChars.customerId })),
  date: Type.String({ maxLength: 191 }),
});
const people = (title: string) =>
  named(title, { personnelData: Type.Array(Person, { minItems: 1, maxItems: limits.importedPeople }) });

const Imported = named('PersonnelImportResult', {
  connectionId: Int,
  created: Int,
  updated: Int,
  unchanged: Int,
  disconnected: Int,
});

const CSV = {
  takesForm: true,
  takesCsv: true,
  body: Type.String({ description: 'CSV with a line of column names' }),
  consumes: ['text/csv', 'multipart/form-data'],
};

const common = {
  permission: permissions.importPersonnel,
  tag: 'Connections',
  answer: Imported,
} as const;
const created = { ...common, method: 'POST', status: 201 } as const;
const updated = {
  ...common,
  method: 'PUT',
  status: 200,
  params: Type.Object({ id: Id }),
  errors: ['conflict'],
} as const;

export function personnelImportsV1(app: FastifyInstance, services: Services): void {
  serveWrite(
    app,
    '/public/connections/upload/csv',
    {
      ...created,
      operationId: 'importPersonnelCsv',
      summary: 'Import people from CSV into a new connection',
      errors: ['malformed', 'tooLarge', 'mediaType'],
      config: CSV,
    },
    ({ caller, body }) => {
      const file = csvOf(body);
      return services.changes.importPersonnel(caller, null, readPersonnelCsv(file), noteOf(file));
    },
  );
  serveWrite(
    app,
    '/public/connections/:id/upload/csv',
    {
      ...updated,
      operationId: 'reimportPersonnelCsv',
      summary: 'Import people from CSV again: who is missing has left',
      config: CSV,
    },
    ({ caller, params, body }) => {
      const file = csvOf(body);
      return services.changes.importPersonnel(caller, params.id, readPersonnelCsv(file), noteOf(file));
    },
  );
  serveWrite(
    app,
    '/public/connections/upload/json',
    {
      ...created,
      operationId: 'importPersonnelJson',
      summary: 'Import people from JSON into a new connection',
      body: people('CreateConnectionJsonIdpRequestPublicDto'),
    },
    ({ caller, body }) => services.changes.importPersonnel(caller, null, recordsOf(body.personnelData), {}),
  );
  serveWrite(
    app,
    '/public/connections/:id/upload/json',
    {
      ...updated,
      operationId: 'reimportPersonnelJson',
      summary: 'Import people from JSON again: who is missing has left',
      body: people('UpdateConnectionJsonIdpRequestPublicDto'),
    },
    ({ caller, params, body }) =>
      services.changes.importPersonnel(caller, params.id, recordsOf(body.personnelData), {}),
  );
}

/** As it is, or as the one file of a form, whatever its part is called. */
function csvOf(body: unknown): Buffer {
  if (Buffer.isBuffer(body)) return body;
  if (!isForm(body)) throw new HttpError('mediaType', 'send text/csv, or multipart/form-data with one file');
  if (body.file === null) throw invalid('', 'the form must hold one file');
  return body.file.bytes;
}

function noteOf(bytes: Buffer) {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { file: { type: 'text/csv', size: bytes.length, sha256 } };
}

function recordsOf(given: readonly Static<typeof Person>[]): PersonRecord[] {
  const faults: Fault[] = [];
  const records = given.map((person, i): PersonRecord => {
    const startDate = startDay(person.date);
    if (startDate === null)
      faults.push({
        path: `personnelData[${i}].date`,
        message: 'must be a date such as 2024-10-18T01:28:40 or 10/18/2024',
      });
    return {
      id: person.id,
      firstName: person.firstName,
      lastName: person.lastName,
      email: person.email,
      avatarUrl: person.avatarUrl ?? null,
      isContractor: person.contractor,
      hasMfa: person.isMfaEnabled,
      jobTitle: person.jobTitle ?? null,
      customerId: person.customerId ?? null,
      startDate,
    };
  });
  requireRecords(records, (i, member) => `personnelData[${i}].${member}`, faults);
  return records;
}
