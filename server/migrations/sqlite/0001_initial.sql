-- One company is one shard: every key begins with the company. Where the key is `place`, it begins with it too:
-- place = company * 2^33 + seq, so that the rows of a log lie together and in order. Times are milliseconds
-- since 1970. JSON that was digested is kept byte by byte.

CREATE TABLE companies (
  company INTEGER PRIMARY KEY CHECK (company BETWEEN 1 AND 1048575),
  uuid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  origin TEXT NOT NULL UNIQUE,
  generation INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

-- The end of each log. A commit replaces exactly the head that it began with, or nothing.
CREATE TABLE heads (
  company INTEGER PRIMARY KEY REFERENCES companies,
  size INTEGER NOT NULL,
  root BLOB NOT NULL CHECK (length(root) = 32),
  recorded_at INTEGER NOT NULL,
  directory_version INTEGER NOT NULL
) STRICT;

-- Values that many events of a company share, written once: TEXT for words (types, categories, sources,
-- statuses), BLOB for digests (actor tags, persons, connections).
CREATE TABLE symbols (
  company INTEGER NOT NULL REFERENCES companies,
  code INTEGER NOT NULL,
  value ANY NOT NULL,
  PRIMARY KEY (company, code),
  UNIQUE (company, value)
) STRICT, WITHOUT ROWID;

-- The log. These columns are the entry: its bytes are built from them, and their hash is `leaf`. type, category,
-- source, status, actor, person and connection are codes of `symbols`; text, metadata and test are digests.
CREATE TABLE events (
  place INTEGER PRIMARY KEY,
  company INTEGER NOT NULL CHECK (company = place / 8589934592),
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
  draft_mac BLOB,
  UNIQUE (company, id)
) STRICT;
-- Each of these ends with the place by itself, so equal times stay in the order of the log.
CREATE INDEX events_created ON events (company, created_at);
CREATE INDEX events_type ON events (company, type, created_at);
CREATE INDEX events_category ON events (company, category, created_at);
CREATE INDEX events_source ON events (company, source, created_at);
CREATE INDEX events_status ON events (company, status, created_at) WHERE status IS NOT NULL;
CREATE INDEX events_workspace ON events (company, workspace_id, created_at) WHERE workspace_id IS NOT NULL;
CREATE INDEX events_test ON events (company, test_id, created_at) WHERE test_id IS NOT NULL;

-- Roots of complete subtrees of 256^level leaves, level 1 and up; level 0 is events.leaf.
CREATE TABLE tree_hashes (
  company INTEGER NOT NULL,
  level INTEGER NOT NULL CHECK (level >= 1),
  idx INTEGER NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (company, level, idx)
) STRICT, WITHOUT ROWID;

CREATE TABLE event_controls (
  company INTEGER NOT NULL,
  control_id INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (company, control_id, created_at, seq)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER events_update BEFORE UPDATE ON events
  BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER events_delete BEFORE DELETE ON events
  BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER tree_hashes_update BEFORE UPDATE ON tree_hashes
  BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER tree_hashes_delete BEFORE DELETE ON tree_hashes
  BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER symbols_update BEFORE UPDATE ON symbols
  BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER symbols_delete BEFORE DELETE ON symbols
  BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

-- What erasure can remove from an event: its documents with their salts, and who acted. A document is TEXT, or
-- a BLOB of raw DEFLATE when that is much smaller.
CREATE TABLE parts (
  place INTEGER PRIMARY KEY REFERENCES events,
  actor_id INTEGER,
  text_salt BLOB,
  text TEXT,
  metadata_salt BLOB,
  metadata ANY,
  test_salt BLOB,
  test ANY
) STRICT;

-- Whom an event mentions; role 0 is the actor. Also the index of the filter on the acting user.
CREATE TABLE mentions (
  company INTEGER NOT NULL,
  user_id INTEGER NOT NULL,
  role INTEGER NOT NULL CHECK (role BETWEEN 0 AND 3),
  created_at INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (company, user_id, role, created_at, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshots (
  company INTEGER NOT NULL REFERENCES companies,
  kind TEXT NOT NULL,
  id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  subject_kind TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  json ANY NOT NULL,
  PRIMARY KEY (company, kind, id, version),
  UNIQUE (company, digest)
) STRICT;
CREATE INDEX snapshots_subject ON snapshots (company, subject_kind, subject_id);

CREATE TABLE subjects (
  company INTEGER NOT NULL REFERENCES companies,
  kind TEXT NOT NULL,
  id INTEGER NOT NULL,
  key BLOB NOT NULL,
  tag_salt BLOB NOT NULL,
  PRIMARY KEY (company, kind, id)
) STRICT;

CREATE TABLE directory (
  company INTEGER NOT NULL REFERENCES companies,
  kind TEXT NOT NULL,
  id INTEGER NOT NULL,
  user_id INTEGER,
  connection_id INTEGER,
  email TEXT,
  json TEXT NOT NULL,
  PRIMARY KEY (company, kind, id)
) STRICT;
CREATE UNIQUE INDEX directory_email ON directory (company, email) WHERE kind = 'user' AND email IS NOT NULL;
CREATE INDEX directory_user ON directory (company, kind, user_id, id) WHERE user_id IS NOT NULL;

CREATE TABLE event_types (
  company INTEGER NOT NULL REFERENCES companies,
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  category TEXT NOT NULL,
  schema TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (company, name, version)
) STRICT;

CREATE TABLE api_keys (
  company INTEGER NOT NULL REFERENCES companies,
  id TEXT NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  user_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  permissions TEXT NOT NULL,
  addresses TEXT NOT NULL,
  date_style TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  revoked_at INTEGER,
  PRIMARY KEY (company, id),
  UNIQUE (company, hash)
) STRICT;
-- A request names its key and nothing else: the company follows from the key.
CREATE INDEX api_keys_hash ON api_keys (hash);

CREATE TABLE idempotency (
  company INTEGER NOT NULL REFERENCES companies,
  key TEXT NOT NULL,
  fingerprint BLOB NOT NULL,
  -- Where the events of the first answer lie: `count` places from `first_seq`, or the list `seqs`.
  first_seq INTEGER NOT NULL,
  count INTEGER NOT NULL,
  seqs TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (company, key)
) STRICT;
CREATE INDEX idempotency_age ON idempotency (company, created_at);

CREATE TABLE checkpoints (
  company INTEGER PRIMARY KEY REFERENCES companies,
  size INTEGER NOT NULL,
  root BLOB NOT NULL CHECK (length(root) = 32),
  note TEXT NOT NULL
) STRICT;
