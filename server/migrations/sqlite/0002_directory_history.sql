-- Every version of every directory row, so that instances catch up by version and the directory can be shown as
-- it was. It holds personal data: erasure removes a person's rows. A null `json` says that the row was removed.
CREATE TABLE directory_history (
  company INTEGER NOT NULL,
  version INTEGER NOT NULL,
  kind TEXT NOT NULL,
  id INTEGER NOT NULL,
  user_id INTEGER,
  connection_id INTEGER,
  email TEXT,
  json TEXT,
  at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX directory_history_version ON directory_history (company, version, kind, id);
CREATE INDEX directory_history_row ON directory_history (company, kind, id, at, version);
CREATE INDEX directory_history_user ON directory_history (company, kind, user_id, id) WHERE user_id IS NOT NULL;

-- What is known of the time before: each row as it is now, since its document was made.
INSERT INTO directory_history (company, version, kind, id, user_id, connection_id, email, json, at)
  SELECT d.company, h.directory_version, d.kind, d.id, d.user_id, d.connection_id, d.email, d.json,
    coalesce(CAST(unixepoch(json_extract(d.json, '$.createdAt'), 'subsec') * 1000 AS INTEGER), 0)
  FROM directory d JOIN heads h ON h.company = d.company;

-- Uploaded and generated documents, whole.
CREATE TABLE files (
  company INTEGER NOT NULL,
  id TEXT NOT NULL,
  subject_kind TEXT,
  subject_id INTEGER,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  bytes BLOB NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX files_id ON files (company, id);
CREATE INDEX files_subject ON files (company, subject_kind, subject_id) WHERE subject_id IS NOT NULL;

CREATE TABLE jobs (
  company INTEGER NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  event_id TEXT NOT NULL,
  requested_by INTEGER NOT NULL,
  status TEXT NOT NULL,
  claimed_at INTEGER,
  file_id TEXT,
  error TEXT,
  created_at INTEGER NOT NULL,
  completed_at INTEGER
) STRICT;
CREATE UNIQUE INDEX jobs_id ON jobs (company, id);
-- Workers look for work of every company at once.
CREATE INDEX jobs_waiting ON jobs (created_at) WHERE status IN ('Pending', 'Running');
