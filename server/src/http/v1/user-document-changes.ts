/** The contract's v1 documents of people: uploaded, fetched and deleted. */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { permissions } from '../../domain/permissions.ts';
import { Id } from '../schemas/common.ts';
import { SignedUrlV1, UserDocumentV1 } from '../schemas/v1-users.ts';
import type { Services } from '../services.ts';
import { documentConfig, readDocument } from '../uploads.ts';
import { serveWrite } from '../writes.ts';

const tag = 'Users';

export function userDocumentChangesV1(app: FastifyInstance, services: Services): void {
  serveWrite(
    app,
    '/public/users/:id/documents',
    {
      method: 'POST',
      permission: permissions.createUserDocument,
      operationId: 'uploadUserDocument',
      summary: 'Upload a document of a person',
      tag,
      params: Type.Object({ id: Id }),
      status: 201,
      answer: UserDocumentV1,
      config: documentConfig('UserDocumentRequestPublicDto'),
    },
    ({ caller, params, body }) => services.changes.documents.upload(caller, params.id, readDocument(body), 1),
  );
  serveWrite(
    app,
    '/public/users/documents/:id/download',
    {
      method: 'GET',
      permission: permissions.downloadUserDocument,
      operationId: 'downloadUserDocument',
      summary: 'Get a link to a document of a person; asking is recorded',
      tag,
      params: Type.Object({ id: Id }),
      status: 200,
      answer: SignedUrlV1,
    },
    async ({ caller, params, baseUrl }) => {
      const place = await services.changes.documents.download(caller, params.id);
      const signedUrl =
        'url' in place ? place.url : services.files.sign(caller.company, place.fileId, baseUrl());
      return { signedUrl, fileBuffer: null };
    },
  );
  serveWrite(
    app,
    '/public/users/documents/:docId/:userId',
    {
      method: 'DELETE',
      permission: permissions.deleteUserDocument,
      operationId: 'deleteUserDocument',
      summary: 'Delete a document of a person, with its file',
      tag,
      params: Type.Object({ docId: Id, userId: Id }),
      status: 200,
    },
    async ({ caller, params }) => {
      await services.changes.documents.remove(caller, params.userId, params.docId);
      return null;
    },
  );
}
