/** Who acted, as that was then: the person, identities, background checks, documents. */
import type {
  BackgroundCheckDocument,
  ConnectionView,
  EventView,
  PersonView,
  UserDocument,
} from '@affidavit/verify';
import { type Paper, styles } from './paper.ts';
import { fields, heading, type TableRow, table } from './tables.ts';
import { remainder } from './words.ts';

export function who(paper: Paper, { entry, person }: EventView): void {
  heading(paper, 'Who');
  if (person === null) {
    const none = 'Nobody: the event was recorded by a system.';
    paper.text(entry.actor === null ? none : 'Known to the log by its pseudonym only: erased.', styles.body);
    return;
  }
  const { person: user, identities } = person;
  const withMfa = identities.filter(({ identity }) => identity.hasMfa === true).length;
  const name = [user.firstName, user.lastName].filter((part) => part !== null && part !== '').join(' ');
  fields(paper, [
    { label: 'Name', value: name === '' ? user.email : name, style: styles.strong },
    { label: 'Job title', value: user.jobTitle },
    { label: 'E-mail', value: user.email },
    { label: 'User ID', value: String(user.id) },
    { label: 'Roles', value: user.roles.length === 0 ? 'none' : user.roles.join(', ') },
    {
      label: 'Multi-factor authentication',
      value:
        identities.length === 0
          ? 'no identities known'
          : `on for ${withMfa} of ${identities.length} identities`,
    },
    { label: 'Terms agreed', value: user.termsAgreedAt ?? 'not agreed' },
    { label: 'Entry ID', value: user.entryId, style: styles.mono },
    { label: 'Created', value: user.createdAt },
    { label: 'Updated', value: user.updatedAt },
    { label: 'Picture', value: user.avatarUrl, wide: true },
  ]);
}

const yesNo = (value: boolean | null) => (value === null ? '–' : value ? 'yes' : 'no');

/** A connection in a word or two: what it is called, what it is, its id. */
export function connectionName({ connection }: ConnectionView): string {
  const { clientType, clientAlias, id } = connection;
  return clientAlias === null ? `${clientType} (${id})` : `${clientAlias}, ${clientType} (${id})`;
}

const IDENTITY_SHOWN = new Set(
  'id userId connectionId connection username email identityId hasMfa hasIdp connectedAt disconnectedAt'.split(
    ' ',
  ),
);

export function identities(paper: Paper, { identities: all }: PersonView): void {
  if (all.length === 0) return;
  heading(paper, 'Identities');
  const columns = ['Account', 'Connection', 'MFA', 'IdP', 'Connected'];
  table(
    paper,
    columns,
    all.map(({ identity, connection }): TableRow => {
      const account = [identity.username, identity.email].filter((one) => one !== null);
      const until = identity.disconnectedAt === null ? [] : [`until ${identity.disconnectedAt}`];
      return {
        cells: [
          [
            { text: [...new Set(account)].join('\n') || `Identity ${identity.id}`, style: styles.body },
            { text: identity.identityId, style: styles.smallMono },
          ],
          [{ text: connection === null ? '–' : connectionName(connection), style: styles.body }],
          [{ text: yesNo(identity.hasMfa), style: styles.body }],
          [{ text: yesNo(identity.hasIdp), style: styles.body }],
          [{ text: [identity.connectedAt ?? '–', ...until].join('\n'), style: styles.body }],
        ],
        details: remainder(identity, IDENTITY_SHOWN),
      };
    }),
  );
}

const CHECK_SHOWN = new Set('userId status type source caseId manualCheckDate createdAt'.split(' '));

export function backgroundChecks(paper: Paper, checks: readonly BackgroundCheckDocument[]): void {
  if (checks.length === 0) return;
  heading(paper, 'Background checks');
  const columns = ['Status', 'Type', 'Source', 'Case', 'Created'];
  table(
    paper,
    columns,
    checks.map(
      (check): TableRow => ({
        cells: [
          [{ text: check.status, style: styles.strong }],
          [{ text: check.type, style: styles.body }],
          [{ text: check.source ?? '–', style: styles.body }],
          [{ text: check.caseId ?? '–', style: styles.body }],
          [
            { text: check.createdAt, style: styles.body },
            ...(check.manualCheckDate === null
              ? []
              : [{ text: `by hand ${check.manualCheckDate}`, style: styles.small }]),
          ],
        ],
        details: remainder(check, CHECK_SHOWN),
      }),
    ),
  );
}

const DOCUMENT_SHOWN = new Set('userId name type renewalDate createdAt'.split(' '));

export function userDocuments(paper: Paper, documents: readonly UserDocument[]): void {
  if (documents.length === 0) return;
  heading(paper, 'Documents of the person');
  const columns = ['Name', 'Type', 'Renewal', 'Created'];
  table(
    paper,
    columns,
    documents.map(
      (document): TableRow => ({
        cells: [
          [{ text: document.name, style: styles.body }],
          [{ text: document.type, style: styles.body }],
          [{ text: document.renewalDate ?? '–', style: styles.body }],
          [{ text: document.createdAt, style: styles.body }],
        ],
        details: remainder(document, DOCUMENT_SHOWN),
      }),
    ),
  );
}
