-- The schema of the peers: normalised, every foreign key indexed. Keys are integers where the contract's ids are numbers.
-- Every table has a key of one column: Directus leaves out those that have not.

CREATE TABLE companies (
  id uuid PRIMARY KEY,
  name text NOT NULL
);

CREATE TABLE users (
  id integer PRIMARY KEY,
  tenant_id uuid NOT NULL REFERENCES companies,
  entry_id uuid NOT NULL UNIQUE,
  email text NOT NULL,
  first_name text,
  last_name text,
  job_title text,
  avatar_url text,
  drata_terms_agreed_at timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  UNIQUE (tenant_id, email)
);

CREATE TABLE api_keys (
  id integer PRIMARY KEY,
  user_id integer NOT NULL REFERENCES users,
  hash text NOT NULL UNIQUE,
  permissions text[] NOT NULL,
  expires_at timestamptz(3) NOT NULL
);
CREATE INDEX ON api_keys (user_id);

CREATE TABLE roles (
  id integer PRIMARY KEY,
  name text NOT NULL UNIQUE
);

CREATE TABLE user_roles (
  id integer PRIMARY KEY,
  user_id integer NOT NULL REFERENCES users,
  role_id integer NOT NULL REFERENCES roles,
  UNIQUE (user_id, role_id)
);
CREATE INDEX ON user_roles (role_id);

CREATE TABLE user_documents (
  id integer PRIMARY KEY,
  user_id integer NOT NULL REFERENCES users,
  name text NOT NULL,
  type text NOT NULL,
  file_url text
);
CREATE INDEX ON user_documents (user_id);

CREATE TABLE background_checks (
  id integer PRIMARY KEY,
  user_id integer NOT NULL REFERENCES users,
  status text NOT NULL,
  type text NOT NULL,
  source text NOT NULL,
  url text,
  case_id text,
  case_invitation_id text,
  manual_check_date timestamptz(3),
  manually_check_url text,
  report_data text,
  out_of_scope_reason text,
  out_of_scope_at timestamptz(3),
  linked_at timestamptz(3),
  invitation_email text,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL
);
CREATE INDEX ON background_checks (user_id);

CREATE TABLE workspaces (
  id integer PRIMARY KEY,
  tenant_id uuid NOT NULL REFERENCES companies,
  name text NOT NULL,
  description text,
  how_it_works text,
  "primary" boolean NOT NULL,
  url text,
  logo text
);
CREATE INDEX ON workspaces (tenant_id);

CREATE TABLE connections (
  id integer PRIMARY KEY,
  tenant_id uuid NOT NULL REFERENCES companies,
  owner_id integer REFERENCES users,
  client_type text NOT NULL,
  state text NOT NULL,
  connected boolean NOT NULL,
  connected_at timestamptz(3),
  failed_at timestamptz(3),
  company_id integer,
  assignment_id text,
  account_id text,
  client_id text,
  client_alias text,
  manually_updated_at timestamptz(3),
  alias_updated_at timestamptz(3),
  deleted_at timestamptz(3),
  requestor_id integer,
  product text,
  write_access_enabled boolean,
  source_preference text,
  security_label text,
  jql_query text,
  authorized boolean,
  code text,
  group_label text
);
CREATE INDEX ON connections (tenant_id);
CREATE INDEX ON connections (owner_id);

CREATE TABLE connection_workspaces (
  id integer PRIMARY KEY,
  connection_id integer NOT NULL REFERENCES connections,
  workspace_id integer NOT NULL REFERENCES workspaces,
  UNIQUE (connection_id, workspace_id)
);
CREATE INDEX ON connection_workspaces (workspace_id);

CREATE TABLE provider_types (
  id integer PRIMARY KEY,
  connection_id integer NOT NULL REFERENCES connections,
  value text NOT NULL
);
CREATE INDEX ON provider_types (connection_id);

CREATE TABLE identities (
  id integer PRIMARY KEY,
  user_id integer NOT NULL REFERENCES users,
  connection_id integer NOT NULL REFERENCES connections,
  identity_id text NOT NULL,
  username text,
  connected_at timestamptz(3),
  disconnected_at timestamptz(3),
  has_mfa boolean,
  has_idp boolean,
  secondary_email text,
  first_name text,
  last_name text,
  started_at timestamptz(3),
  separated_at timestamptz(3),
  is_contractor boolean,
  job_title text,
  manager_id text,
  manager_name text
);
CREATE INDEX ON identities (user_id);
CREATE INDEX ON identities (connection_id);

CREATE TABLE events (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL REFERENCES companies,
  user_id integer REFERENCES users,
  connection_id integer REFERENCES connections,
  type text NOT NULL,
  category text NOT NULL,
  source text NOT NULL,
  description text NOT NULL,
  status text,
  metadata jsonb,
  request_description text,
  created_at timestamptz(3) NOT NULL
);
CREATE INDEX ON events (tenant_id, created_at);
CREATE INDEX ON events (user_id);
CREATE INDEX ON events (connection_id);

CREATE TABLE event_issues (
  id integer PRIMARY KEY,
  event_id uuid NOT NULL REFERENCES events,
  position integer NOT NULL,
  issue jsonb NOT NULL,
  UNIQUE (event_id, position)
);
