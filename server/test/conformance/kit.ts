/** The demo as a running server, with everything beside it that the contract's operations need to have an answer. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Operation } from '../../../scripts/contract/notation.ts';
import { operations } from '../../../scripts/contract/operations.ts';
import { type Answer, get, post } from '../client.ts';
import { affidavit, type RunningServer, startServer, tempFolder } from '../system.ts';

const OWNER = 'sally.smith@example.com';
const EXAMPLE = 'aaaaaaaa-bbbb-0000-cccc-dddddddddddd';

export interface Demo {
  get(path: string): Promise<Answer>;
  address: string;
  key: string;
  /** A key of the same user that holds one permission, of no use for what the contract has. */
  bareKey: string;
  /** A key whose answers have times in the older style. */
  legacyKey: string;
  /** The path of an operation, with ids that exist in place of its parameters. */
  pathOf(operation: Operation): string;
  stop(): Promise<void>;
}

export const reading: readonly Operation[] = operations.filter(({ method }) => method === 'GET');

export async function startDemo(): Promise<Demo> {
  const data = tempFolder();
  const server = await startServer({ command: 'demo', data: data.path });
  const key = readFileSync(join(data.path, 'demo.key'), 'utf8').trim();
  const ids = await makeWhatIsRead(server, key);
  const bareKey = await makeKey(data.path, '--permission', 'api-record-events');
  const legacyKey = await makeKey(data.path, '--all-permissions', '--legacy-times');
  return {
    get: (path) => get(server.address, path, key),
    address: server.address,
    key,
    bareKey,
    legacyKey,
    pathOf: ({ path }) => {
      const [, known = {}] = ids.find(([prefix]) => path.startsWith(prefix)) ?? [];
      return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
        const id = known[name];
        assert.ok(id !== undefined, `no ${name} for ${path}`);
        return encodeURIComponent(id);
      });
    },
    async stop() {
      await server.stop();
      data.remove();
    },
  };
}

type Ids = readonly (readonly [prefix: string, Readonly<Record<string, string>>])[];

async function makeWhatIsRead(server: RunningServer, key: string): Promise<Ids> {
  const create = async (path: string, body: unknown): Promise<Answer['json']> => {
    const answer = await post(server.address, path, key, body);
    assert.ok(answer.status === 200 || answer.status === 201, `${path}: ${answer.text}`);
    return answer.json;
  };
  const users = (await get(server.address, '/public/users', key)).json.data;
  const { id: user, email } = users[0];
  const document = await create(`/public/users/${user}/documents`, {
    type: 'SEC_TRAINING',
    base64File: JSON.stringify({
      base64String: `data:application/pdf;base64,${btoa('%PDF-1.4 a training')}`,
      filename: 'training',
    }),
    completionDate: '2026-01-02',
  });
  const job = await create(`/public/v2/events/${EXAMPLE}/download-jobs`, undefined);
  const connection = await create('/public/v2/custom-connections', {
    name: 'Payroll',
    providerTypes: ['HRIS'],
  });
  const records = [
    { identityId: 'emp-001', email, firstName: 'Jane', startedAt: '2022-03-01T00:00:00.000Z' },
  ];
  const [{ data: identity }] = await create(
    `/public/v2/custom-connections/${connection.id}/hris-user-identities`,
    records,
  );
  const person = { id: String(user), userId: String(user), personnelId: String(user), email };
  return [
    ['/public/events', { id: EXAMPLE }],
    ['/public/v2/events', { eventId: EXAMPLE, jobId: job.jobId }],
    ['/public/users/documents', { id: String(document.id) }],
    ['/public/v2/users', { ...person, documentId: String(document.id) }],
    ['/public/v2/roles', { roleId: 'role:ADMIN' }],
    [
      '/public/v2/custom-connections',
      { connectionId: String(connection.id), userIdentityId: String(identity.id) },
    ],
    ['/public', person],
  ];
}

async function makeKey(data: string, ...flags: readonly string[]): Promise<string> {
  const owner = ['--company', 'Acme Inc.', '--user', OWNER];
  const made = await affidavit(['keys', 'create', ...owner, ...flags, '--data', data]);
  assert.equal(made.code, 0, made.stderr);
  return made.stdout.trim();
}
