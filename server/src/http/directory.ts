/** The directory as the contract knows it: every read and every change. */
import type { FastifyInstance } from 'fastify';
import type { Services } from './services.ts';
import { identityChangesV1 } from './v1/identity-changes.ts';
import { personnelV1 } from './v1/personnel.ts';
import { personnelChangesV1 } from './v1/personnel-changes.ts';
import { personnelImportsV1 } from './v1/personnel-imports.ts';
import { systemsV1 } from './v1/systems.ts';
import { userDocumentChangesV1 } from './v1/user-document-changes.ts';
import { usersV1 } from './v1/users.ts';
import { customConnectionChangesV2 } from './v2/custom-connection-changes.ts';
import { personnelV2 } from './v2/personnel.ts';
import { personnelChangesV2 } from './v2/personnel-changes.ts';
import { systemsV2 } from './v2/systems.ts';
import { userDocumentChangesV2 } from './v2/user-document-changes.ts';
import { usersV2 } from './v2/users.ts';

export function contractDirectory(app: FastifyInstance, services: Services): void {
  usersV1(app, services);
  personnelV1(app, services);
  systemsV1(app, services);
  usersV2(app, services);
  personnelV2(app, services);
  systemsV2(app, services);
  personnelChangesV1(app, services);
  identityChangesV1(app, services);
  userDocumentChangesV1(app, services);
  personnelImportsV1(app, services);
  personnelChangesV2(app, services);
  userDocumentChangesV2(app, services);
  customConnectionChangesV2(app, services);
}
