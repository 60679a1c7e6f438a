/** A person of whom every place of a running server knows something: for tests of what an erasure leaves. */
import assert from 'node:assert/strict';
import { type Answer, get, post, put, send } from './client.ts';
import { signInWith, tokenIn } from './sign-in-kit.ts';

/** What names the person. Rare, so that nothing else holds it. */
export const names = {
  first: 'Qwillibald',
  last: 'Quetzalworth',
  email: 'q.quetzalworth@planted.example',
};

/** What only the person's own records say: each word stands in one place. */
export const own = (place: string) => `zq7x${place}zq7x`;
const OWN = [
  'title avatar login second manager case invitation report phone field serial mac model explained file',
  'upload accepted hris import reason key idempotent',
];
export const planted: readonly string[] = [
  ...Object.values(names),
  ...OWN.flatMap((line) => line.split(' ')).map(own),
];

export const PERSON = 70;
const least = { type: 'COMPANY_DATA_UPDATED', category: 'COMPANY', source: 'APP', description: 'Changed.' };

export interface Planted {
  /** Acted by the person. */
  deed: string;
  /** Somebody else's, with a sentence about the person. */
  gift: string;
  /** A test result about the person and somebody else. */
  result: string;
  /** Names nobody. */
  untouched: string;
}

/** Through HTTP only. There are PDFs of the deed and of what names nobody. */
export async function plant(address: string, key: string): Promise<Planted> {
  const done = async (asked: Promise<Answer>): Promise<Answer['json']> => {
    const answer = await asked;
    assert.ok(answer.status < 300, `${answer.status} ${answer.text}`);
    return answer.json;
  };
  const write = (path: string, body: object) => done(put(address, path, key, body));
  const add = (path: string, body: unknown, headers = {}) => done(post(address, path, key, body, headers));
  const { first, last, email } = names;

  await write('/api/users', [
    { id: 2, email: 'ann@example.com', firstName: 'Ann', lastName: 'Lee' },
    {
      ...{ id: PERSON, email, firstName: first, lastName: last, jobTitle: own('title') },
      avatarUrl: `https://pictures.example/${own('avatar')}.png`,
    },
  ]);
  await write('/api/workspaces', {
    id: 73,
    name: `Desk of ${last}`,
    description: `${first} ${last} runs it.`,
  });
  await write('/api/connections', [
    { id: 71, clientType: 'GITHUB', ownerId: PERSON, clientAlias: `Laptop of ${last}`, workspaceIds: [73] },
    { id: 72, clientType: 'OKTA', ownerId: 2, accountId: email, product: { contact: { mail: email } } },
  ]);
  await write('/api/identities', [
    {
      ...{
        id: 701,
        userId: PERSON,
        connectionId: 71,
        identityId: own('login'),
        username: `${own('login')}-2`,
      },
      ...{ email, secondaryEmail: `${own('second')}@home.example`, managerName: own('manager') },
    },
    { id: 702, userId: 2, connectionId: 71, identityId: 'ann-login', managerName: `${first} ${last}` },
  ]);
  await write('/api/identity-access', {
    id: 701,
    serviceAccount: '2025-01-01T00:00:00.000Z',
    serviceAccountReason: own('reason'),
  });
  await write('/api/background-checks', {
    ...{ userId: PERSON, status: 'OK', type: 'MANUAL', caseId: own('case') },
    ...{ invitationEmail: `${own('invitation')}@home.example`, reportData: own('report') },
  });
  await write('/api/personnel', {
    userId: PERSON,
    employmentStatus: 'CURRENT_EMPLOYEE',
    customFields: [
      { customFieldId: 1, name: 'Phone', value: `+49 170 ${own('phone')}` },
      { customFieldId: 2, name: 'Other', value: own('field') },
    ],
  });
  await write('/api/devices', {
    ...{ userId: PERSON, sourceType: 'AGENT', serialNumber: own('serial'), macAddress: own('mac') },
    ...{ model: own('model'), firewallExplanation: own('explained') },
  });
  await write('/api/policies', {
    id: 74,
    name: 'Access',
    description: `Ask ${first} ${last}.`,
    ownerId: PERSON,
  });
  await write('/api/policy-versions', {
    ...{ id: 75, policyId: 74, version: 1, status: 'PUBLISHED', approverId: PERSON, ownerId: PERSON },
    ...{ html: `<p>Approved by ${email}</p>`, changesExplanation: `${last} asked for it.` },
  });
  await write('/api/assigned-policies', {
    ...{ userId: PERSON, policyId: 74, policyVersionId: 75, details: own('accepted') },
  });
  await write('/api/company', { securityEmail: email, legalName: 'Acme' });

  const pdf = `%PDF-1.4\n% ${own('upload')} ${last}\n%%EOF\n`;
  await add(`/public/v2/users/${PERSON}/documents`, {
    type: 'SEC_TRAINING',
    base64File: JSON.stringify({
      base64String: `data:application/pdf;base64,${btoa(pdf)}`,
      filename: `${own('file')}.pdf`,
    }),
    completionDate: '2025-07-01',
  });
  const form = new FormData();
  form.set('type', 'SEC_TRAINING');
  form.set('file', new Blob(['%PDF-1.4\n% of Ann\n'], { type: 'application/pdf' }), `Reference ${last}.pdf`);
  await done(send(address, '/public/users/2/documents', key, { method: 'POST', body: form }));
  const custom = await add('/public/v2/custom-connections', {
    name: `People of ${last}`,
    description: `Asked for by ${email}`,
    providerTypes: ['HRIS'],
  });
  await add(`/public/v2/custom-connections/${custom.id}/hris-user-identities`, [
    { identityId: own('hris'), email, firstName: first, lastName: last },
  ]);
  await add('/public/connections/upload/json', {
    personnelData: [
      {
        ...{ id: own('import'), firstName: first, lastName: last, email, contractor: false },
        ...{ isMfaEnabled: true, jobTitle: own('title'), date: '2026-01-05T09:00:00Z' },
      },
    ],
  });
  await add('/api/event-types', {
    name: 'BADGE_PRINTED',
    category: 'COMPANY',
    schema: { type: 'object', properties: { holder: { type: 'string' } } },
  });
  await add('/api/links', {
    ...{ kind: 'auditor', name: `${first} ${last}`, email },
    endsAt: new Date(Date.now() + 86_400_000).toISOString(),
  });
  const { url } = await add('/api/links', { kind: 'invite', userId: PERSON });
  await done(signInWith(address, tokenIn(`${url}\n`), 'a long enough password'));
  await add('/api/embed-tokens', {
    ...{ name: `Page of ${first} ${last}`, filter: { userId: [PERSON] }, origins: ['https://acme.example'] },
    endsAt: new Date(Date.now() + 86_400_000).toISOString(),
  });
  await add('/api/views', {
    name: `Deeds of ${last}`,
    query: `q=${encodeURIComponent(email)}`,
    shared: true,
  });
  const hold = await write('/api/legal-holds', {
    ...{ from: '2001-01-01T00:00:00.000Z', to: '2002-01-01T00:00:00.000Z', reason: `${last} v. Acme` },
  });
  await done(send(address, `/api/legal-holds/${hold.id}`, key, { method: 'DELETE' }));

  const record = async (event: object, headers = {}): Promise<string> =>
    (await add('/api/events', { ...least, ...event }, headers)).id;
  const deed = await record(
    { userId: PERSON, description: `${first} changed it`, metadata: { note: own('title') } },
    { 'idempotency-key': `${own('idempotent')}:${email}` },
  );
  const gift = await record({
    userId: 2,
    connectionId: 72,
    description: `Ann gave ${last} a key.`,
    metadata: {
      dto: { to: email, door: 'north', [email]: 1, list: [[`${last}, ${first}`]] },
      approvedById: PERSON,
    },
  });
  const result = await record({
    ...{ testId: 5, testName: `MFA of ${last}`, status: 'FAILED', connectionId: 71 },
    requestDescription: `GET https://api.example/users?login=${encodeURIComponent(email)}`,
    issues: [
      { email, hasMfa: false, phone: own('phone'), note: `long ${last} `.repeat(400) },
      { email: 'ann@example.com', hasMfa: false },
    ],
  });
  await record({ type: 'BADGE_PRINTED', metadata: { holder: `${first} ${last}` } });
  const untouched = await record({ description: 'The door changed.', metadata: { door: 'north' } });
  for (const id of [deed, untouched]) await makePdf(address, key, id);
  return { deed, gift, result, untouched };
}

async function makePdf(address: string, key: string, event: string): Promise<void> {
  const path = `/public/v2/events/${event}/download-jobs`;
  const { jobId } = (await post(address, path, key, {})).json;
  for (let tries = 0; ; tries++) {
    const { status } = (await get(address, `${path}/${jobId}`, key)).json;
    if (status === 'Completed') return;
    assert.ok(status !== 'Failed' && tries < 2_000, `the PDF of ${event} is ${status}`);
  }
}
