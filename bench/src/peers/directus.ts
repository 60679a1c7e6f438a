/** The document as one request to Directus, and what it answers in the shape in which it is compared. */
import { inShape } from './same.ts';

const PERSON =
  'id first_name last_name job_title drata_terms_agreed_at created_at updated_at entry_id email avatar_url';
const CONNECTION =
  'id client_type state connected connected_at failed_at company_id assignment_id account_id client_id client_alias ' +
  'manually_updated_at alias_updated_at deleted_at requestor_id product write_access_enabled source_preference ' +
  'security_label jql_query authorized code group_label provider_types.value';
const WORKSPACE = 'id name description how_it_works primary url logo';
const CHECK =
  'id user_id status case_id case_invitation_id manual_check_date manually_check_url type source report_data ' +
  'out_of_scope_reason out_of_scope_at linked_at created_at updated_at url invitation_email';
const IDENTITY =
  'id identity_id username connected_at disconnected_at has_mfa has_idp secondary_email first_name last_name ' +
  'started_at separated_at is_contractor job_title manager_id manager_name';
const EVENT =
  'id type category source description metadata status created_at request_description issues.issue';

const under = (path: string, fields: string | readonly string[]): string[] =>
  (typeof fields === 'string' ? fields.split(' ') : fields).map((field) => `${path}.${field}`);

const connection = [...CONNECTION.split(' '), ...under('workspaces.workspace_id', WORKSPACE)];
const fields = [
  ...EVENT.split(' '),
  ...under('user_id', [
    ...PERSON.split(' '),
    'roles.role_id.name',
    ...under('background_checks', CHECK),
    ...under('identities', [...IDENTITY.split(' '), ...under('connection_id', connection)]),
    ...under('documents', 'id name type file_url'),
  ]),
  ...under('connection_id', [...connection, ...under('owner_id', PERSON)]),
];

export const directusPath = (id: string): string =>
  `/items/events/${id}?fields=${fields.join(',')}&deep[issues][_sort]=position`;

/** What it answered in the shape of the document. */
export const fromDirectus = (answer: unknown): unknown =>
  inShape(renamed((answer as { data: unknown }).data));

/** Columns are named as the document names them; what a foreign key has led to, by what it is. */
function renamed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(renamed);
  return Object.fromEntries(
    Object.entries(value).map(([column, of]) => {
      const name = column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
      if (name === 'metadata' || name === 'issue') return [name, of];
      const isFollowed = typeof of === 'object' && of !== null && name.endsWith('Id');
      if (!isFollowed) return [name, renamed(of)];
      return [name === 'ownerId' ? 'user' : name.slice(0, -2), renamed(of)];
    }),
  );
}
