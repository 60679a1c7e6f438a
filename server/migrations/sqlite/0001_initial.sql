-- One company is one shard: keys begin with `company`. Times are milliseconds since 1970. JSON is TEXT, byte for
-- byte what was hashed.

CREATE TABLE companies (
  company INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  origin TEXT NOT NULL UNIQUE,
  generation INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE heads (
  company INTEGER PRIMARY KEY,
  size INTEGER NOT NULL,
  root BLOB NOT NULL,
  recorded_at INTEGER NOT NULL,
  directory_version INTEGER NOT NULL
) STRICT;

-- Values that many events of a company share, written once: TEXT for words (types, categories, sources, statuses),
-- BLOB for digests (actors, persons, connections).
CREATE TABLE symbols (
  company INTEGER NOT NULL,
  code INTEGER NOT NULL,
  value ANY NOT NULL,
  PRIMARY KEY (company, code)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX symbols_value ON symbols (company, value);

-- The log. The columns are the entry: its bytes are rebuilt from them and must hash to `leaf`. No personal data.
-- type, category, source, status, actor, person and connection are codes of `symbols`; text, metadata and test are
-- digests. The view `log` shows the words.
CREATE TABLE events (
  company INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  id BLOB NOT NULL CHECK (length(id) = 16),
  type INTEGER NOT NULL,
  category INTEGER NOT NULL,
  source INTEGER NOT NULL,
  status INTEGER,
  created_at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  actor INTEGER,
  connection_id INTEGER,
  workspace_id INTEGER,
  test_id INTEGER,
  control_ids TEXT,
  provenance TEXT,
  text BLOB NOT NULL,
  metadata BLOB,
  test BLOB,
  person INTEGER,
  connection INTEGER,
  leaf BLOB NOT NULL CHECK (length(leaf) = 32),
  draft_mac BLOB
) STRICT;
CREATE UNIQUE INDEX events_seq ON events (company, seq);
CREATE UNIQUE INDEX events_id ON events (company, id);
CREATE INDEX events_created ON events (company, created_at, seq);
CREATE INDEX events_type ON events (company, type, created_at, seq);
CREATE INDEX events_category ON events (company, category, created_at, seq);
CREATE INDEX events_source ON events (company, source, created_at, seq);
CREATE INDEX events_status ON events (company, status, created_at, seq) WHERE status IS NOT NULL;
CREATE INDEX events_workspace ON events (company, workspace_id, created_at, seq) WHERE workspace_id IS NOT NULL;
CREATE INDEX events_test ON events (company, test_id, created_at, seq) WHERE test_id IS NOT NULL;

-- For people with a SQLite shell.
CREATE VIEW log AS
  SELECT e.company, e.seq, lower(hex(e.id)) AS id, t.value AS type, c.value AS category, s.value AS source,
    r.value AS status, e.created_at, e.recorded_at, lower(hex(e.leaf)) AS leaf
  FROM events e
  JOIN symbols t ON t.company = e.company AND t.code = e.type
  JOIN symbols c ON c.company = e.company AND c.code = e.category
  JOIN symbols s ON s.company = e.company AND s.code = e.source
  LEFT JOIN symbols r ON r.company = e.company AND r.code = e.status;

CREATE TABLE event_controls (
  company INTEGER NOT NULL,
  control_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (company, control_id, seq)
) STRICT, WITHOUT ROWID;

-- Roots of complete subtrees of 256^level leaves, level 1 and up; level 0 is `events.leaf`.
CREATE TABLE tree_hashes (
  company INTEGER NOT NULL,
  level INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (company, level, idx)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER events_no_update BEFORE UPDATE ON events
  BEGIN SELECT RAISE(ABORT, 'the log is append-only: UPDATE of events is refused'); END;
CREATE TRIGGER events_no_delete BEFORE DELETE ON events
  BEGIN SELECT RAISE(ABORT, 'the log is append-only: DELETE of events is refused'); END;
-- INSERT OR REPLACE deletes without firing delete triggers.
CREATE TRIGGER events_no_replace BEFORE INSERT ON events
  WHEN EXISTS (SELECT 1 FROM events WHERE company = NEW.company AND seq = NEW.seq)
    OR EXISTS (SELECT 1 FROM events WHERE company = NEW.company AND id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'the log is append-only: replacing an event is refused'); END;
CREATE TRIGGER symbols_no_update BEFORE UPDATE ON symbols
  BEGIN SELECT RAISE(ABORT, 'the log is append-only: UPDATE of symbols is refused'); END;
CREATE TRIGGER symbols_no_delete BEFORE DELETE ON symbols
  BEGIN SELECT RAISE(ABORT, 'the log is append-only: DELETE of symbols is refused'); END;
CREATE TRIGGER tree_hashes_no_update BEFORE UPDATE ON tree_hashes
  BEGIN SELECT RAISE(ABORT, 'the log is append-only: UPDATE of tree_hashes is refused'); END;
CREATE TRIGGER tree_hashes_no_delete BEFORE DELETE ON tree_hashes
  BEGIN SELECT RAISE(ABORT, 'the log is append-only: DELETE of tree_hashes is refused'); END;

-- What erasure can remove from an event: its documents with their salts, and who acted. `salts` holds 16 bytes
-- for text, metadata and test in this order. metadata and test: a byte (0 plain, 1 raw deflate), then the bytes.
CREATE TABLE parts (
  company INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  actor_id INTEGER,
  salts BLOB NOT NULL,
  text TEXT,
  metadata BLOB,
  test BLOB
) STRICT;
CREATE UNIQUE INDEX parts_seq ON parts (company, seq);

CREATE TABLE mentions (
  company INTEGER NOT NULL,
  user_id INTEGER NOT NULL,
  role TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (company, user_id, role, created_at, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshots (
  company INTEGER NOT NULL,
  kind TEXT NOT NULL,
  id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  digest BLOB NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  json TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX snapshots_version ON snapshots (company, kind, id, version);
CREATE UNIQUE INDEX snapshots_digest ON snapshots (company, digest);
CREATE INDEX snapshots_subject ON snapshots (company, subject_kind, subject_id);

CREATE TABLE subjects (
  company INTEGER NOT NULL,
  kind TEXT NOT NULL,
  id INTEGER NOT NULL,
  key BLOB NOT NULL,
  tag_salt BLOB NOT NULL,
  PRIMARY KEY (company, kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE directory (
  company INTEGER NOT NULL,
  kind TEXT NOT NULL,
  id INTEGER NOT NULL,
  user_id INTEGER,
  connection_id INTEGER,
  email TEXT,
  json TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX directory_id ON directory (company, kind, id);
CREATE UNIQUE INDEX directory_email ON directory (company, email) WHERE kind = 'user' AND email IS NOT NULL;
CREATE INDEX directory_user ON directory (company, kind, user_id, id) WHERE user_id IS NOT NULL;

CREATE TABLE event_types (
  company INTEGER NOT NULL,
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  category TEXT NOT NULL,
  schema TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (company, name, version)
) STRICT;

-- A request names its key and nothing else, so this look-up cannot begin with the company.
CREATE TABLE api_keys (
  company INTEGER NOT NULL,
  id TEXT NOT NULL,
  hash BLOB NOT NULL UNIQUE,
  user_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  permissions TEXT NOT NULL,
  addresses TEXT NOT NULL,
  date_style TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  revoked_at INTEGER,
  PRIMARY KEY (company, id)
) STRICT;

CREATE TABLE idempotency (
  company INTEGER NOT NULL,
  key TEXT NOT NULL,
  fingerprint BLOB NOT NULL,
  seqs TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (company, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_age ON idempotency (company, created_at);

CREATE TABLE checkpoints (
  company INTEGER PRIMARY KEY,
  size INTEGER NOT NULL,
  root BLOB NOT NULL,
  note TEXT NOT NULL
) STRICT;
