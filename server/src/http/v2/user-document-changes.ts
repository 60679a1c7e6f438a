/** The contract's v2 documents of people: uploaded and deleted. */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { permissions } from '../../domain/permissions.ts';
import { keyOf, keySchema } from '../reads.ts';
import { Id } from '../schemas/common.ts';
import { UserDocumentV2 } from '../schemas/v2-users.ts';
import type { Services } from '../services.ts';
import { documentConfig, readDocument } from '../uploads.ts';
import { serveWrite } from '../writes.ts';

const tag = 'User Documents';

export function userDocumentChangesV2(app: FastifyInstance, services: Services): void {
  serveWrite(
    app,
    '/public/v2/users/:userId/documents',
    {
      method: 'POST',
      permission: permissions.createUserDocument,
      operationId: 'uploadUserDocumentV2',
      summary: 'Upload a document of a person',
      tag,
      params: Type.Object({ userId: keySchema('email', 'an address') }),
      status: 201,
      answer: UserDocumentV2,
      config: documentConfig('UserDocumentCreateRequestPublicV2Dto'),
    },
    ({ caller, params, body }) =>
      services.changes.documents.upload(caller, keyOf(params.userId), readDocument(body), 2),
  );
  serveWrite(
    app,
    '/public/v2/users/:userId/documents/:documentId',
    {
      method: 'DELETE',
      permission: permissions.deleteUserDocument,
      operationId: 'deleteUserDocumentV2',
      summary: 'Delete a document of a person, with its file',
      tag,
      params: Type.Object({ userId: keySchema('email', 'an address'), documentId: Id }),
      status: 200,
    },
    async ({ caller, params }) => {
      await services.changes.documents.remove(caller, keyOf(params.userId), params.documentId);
      return null;
    },
  );
}
