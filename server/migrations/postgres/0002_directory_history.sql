-- Every version of every directory row, so that instances catch up by version and the directory can be shown as
-- it was. It holds personal data: erasure removes a person's rows. A null `json` says that the row was removed.
CREATE TABLE directory_history (
  company integer NOT NULL,
  version bigint NOT NULL,
  kind text NOT NULL,
  id bigint NOT NULL,
  user_id bigint,
  connection_id bigint,
  email text,
  json text,
  at bigint NOT NULL,
  PRIMARY KEY (company, version, kind, id)
);
CREATE INDEX directory_history_row ON directory_history (company, kind, id, version);
CREATE INDEX directory_history_user ON directory_history (company, kind, user_id, id) WHERE user_id IS NOT NULL;

-- What is known of the time before: each row as it is now, since its document was made.
INSERT INTO directory_history (company, version, kind, id, user_id, connection_id, email, json, at)
  SELECT d.company, h.directory_version, d.kind, d.id, d.user_id, d.connection_id, d.email, d.json,
         CASE WHEN d.json::json ->> 'createdAt' ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$'
              THEN floor(extract(epoch FROM (d.json::json ->> 'createdAt')::timestamptz) * 1000)
              ELSE 0 END
    FROM directory d JOIN heads h ON h.company = d.company;

-- Uploaded and generated documents, whole.
CREATE TABLE files (
  company integer NOT NULL,
  id uuid NOT NULL,
  subject_kind text,
  subject_id bigint,
  name text NOT NULL,
  media_type text NOT NULL,
  bytes bytea NOT NULL,
  created_at bigint NOT NULL,
  PRIMARY KEY (company, id)
);
CREATE INDEX files_subject ON files (company, subject_kind, subject_id) WHERE subject_id IS NOT NULL;

CREATE TABLE jobs (
  company integer NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  event_id uuid NOT NULL,
  requested_by bigint NOT NULL,
  status text NOT NULL,
  claimed_at bigint,
  file_id uuid,
  error text,
  created_at bigint NOT NULL,
  completed_at bigint,
  PRIMARY KEY (company, id)
);
-- Workers look for work of every company at once. Not unique, so that it can exist on every shard.
CREATE INDEX jobs_waiting ON jobs (created_at) WHERE status IN ('Pending', 'Running');
