-- One company is one shard: every primary key and every unique constraint begins with `company`, so that the
-- schema distributes by company without change. Exceptions: `companies` itself is the registry that mints the
-- numbers (small, copied to every shard), and keys are found by hash alone, see `api_keys`.
-- Times are milliseconds since 1970. Canonical JSON is `text`, never `jsonb`: its bytes are what was hashed.

CREATE TABLE companies (
  company integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  uuid uuid NOT NULL UNIQUE,
  name text NOT NULL,
  origin text NOT NULL UNIQUE,
  generation integer NOT NULL,
  created_at bigint NOT NULL
);

-- The end of each log. Whoever appends holds this row locked until the commit is done, so a smaller seq can
-- never appear after a larger one. The fill factor leaves room for the new version beside the old one.
CREATE TABLE heads (
  company integer PRIMARY KEY,
  size bigint NOT NULL,
  root bytea NOT NULL CHECK (octet_length(root) = 32),
  recorded_at bigint NOT NULL,
  directory_version bigint NOT NULL
) WITH (fillfactor = 20);

-- The last flush that each running instance committed for a company: how an instance that lost its connection
-- during COMMIT finds out whether the flush happened.
CREATE TABLE writers (
  company integer NOT NULL,
  instance uuid NOT NULL,
  flush bigint NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (company, instance)
) WITH (fillfactor = 20);

-- Values that many events of a company share, written once: words (types, categories, sources, statuses) and digests
-- (actors, persons, connections). A code never changes its meaning.
CREATE TABLE symbols (
  company integer NOT NULL,
  code integer NOT NULL,
  word text,
  digest bytea CHECK (octet_length(digest) = 32),
  PRIMARY KEY (company, code),
  UNIQUE (company, word),
  UNIQUE (company, digest),
  CHECK (num_nonnulls(word, digest) = 1)
);

-- The log. The columns are the entry: its bytes are rebuilt from them and must hash to `leaf`. No personal data.
-- type, category, source, status, actor, person and connection are codes of `symbols`; text, metadata and test are
-- digests. The view `log` shows the words. Wide columns come first, since each is aligned; seq is only ever added at
-- the end, so its index leaves no room.
CREATE TABLE events (
  seq bigint NOT NULL,
  created_at bigint NOT NULL,
  recorded_at bigint NOT NULL,
  connection_id bigint,
  workspace_id bigint,
  test_id bigint,
  company integer NOT NULL,
  type integer NOT NULL,
  category integer NOT NULL,
  source integer NOT NULL,
  status integer,
  actor integer,
  person integer,
  connection integer,
  id uuid NOT NULL,
  text bytea NOT NULL,
  metadata bytea,
  test bytea,
  leaf bytea NOT NULL CHECK (octet_length(leaf) = 32),
  draft_mac bytea,
  control_ids text,
  provenance text,
  PRIMARY KEY (company, seq) WITH (fillfactor = 100),
  UNIQUE (company, id)
);
-- In the order in which lists show them. Connections come and go: all events of one may be old.
CREATE INDEX events_created ON events (company, created_at, seq);
CREATE INDEX events_connection ON events (company, connection_id, created_at, seq) WHERE connection_id IS NOT NULL;
-- Without the order, equal keys share one entry: some 7 bytes an event instead of 40 to 75. Events with a value that is
-- rare are sorted when they have been found, those with a common one are found in `events_created`.
CREATE INDEX events_type ON events (company, type);
CREATE INDEX events_category ON events (company, category);
CREATE INDEX events_source ON events (company, source);
CREATE INDEX events_status ON events (company, status) WHERE status IS NOT NULL;
CREATE INDEX events_workspace ON events (company, workspace_id) WHERE workspace_id IS NOT NULL;
CREATE INDEX events_test ON events (company, test_id) WHERE test_id IS NOT NULL;
-- Times of recording never decrease along the log, nor, but for clocks, along the table.
CREATE INDEX events_recorded ON events USING brin (company, recorded_at) WITH (autosummarize = on);

-- For people with a shell.
CREATE VIEW log AS
  SELECT e.company, e.seq, e.id, t.word AS type, c.word AS category, s.word AS source, r.word AS status,
         e.created_at, e.recorded_at, encode(e.leaf, 'hex') AS leaf
    FROM events e
    JOIN symbols t ON t.company = e.company AND t.code = e.type
    JOIN symbols c ON c.company = e.company AND c.code = e.category
    JOIN symbols s ON s.company = e.company AND s.code = e.source
    LEFT JOIN symbols r ON r.company = e.company AND r.code = e.status;

-- Events of one control, in the order in which lists show them.
CREATE TABLE event_controls (
  control_id bigint NOT NULL,
  created_at bigint NOT NULL,
  seq bigint NOT NULL,
  company integer NOT NULL,
  PRIMARY KEY (company, control_id, created_at, seq)
);

-- Roots of complete subtrees of 256^level leaves, level 1 and up; level 0 is `events.leaf`.
CREATE TABLE tree_hashes (
  company integer NOT NULL,
  level smallint NOT NULL CHECK (level >= 1),
  idx bigint NOT NULL,
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  PRIMARY KEY (company, level, idx)
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: the log is append-only', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE ON events
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER events_no_truncate BEFORE TRUNCATE ON events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER symbols_append_only BEFORE UPDATE OR DELETE ON symbols
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER symbols_no_truncate BEFORE TRUNCATE ON symbols
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER tree_hashes_append_only BEFORE UPDATE OR DELETE ON tree_hashes
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER tree_hashes_no_truncate BEFORE TRUNCATE ON tree_hashes
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What erasure can remove from an event: its documents with their salts, and who acted. metadata and test: a byte
-- (0 plain, 1 raw deflate), then the bytes. created_at repeats the event's, for lists of one actor's events.
CREATE TABLE parts (
  seq bigint NOT NULL,
  created_at bigint NOT NULL,
  actor_id bigint,
  company integer NOT NULL,
  text_salt bytea,
  metadata_salt bytea,
  test_salt bytea,
  text text,
  metadata bytea,
  test bytea,
  PRIMARY KEY (company, seq) WITH (fillfactor = 100)
);
CREATE INDEX parts_actor ON parts (company, actor_id, created_at, seq) WHERE actor_id IS NOT NULL;

CREATE TABLE snapshots (
  company integer NOT NULL,
  kind text NOT NULL,
  id bigint NOT NULL,
  version bigint NOT NULL,
  digest bytea NOT NULL CHECK (octet_length(digest) = 32),
  subject_kind text NOT NULL,
  subject_id bigint NOT NULL,
  json text NOT NULL,
  PRIMARY KEY (company, kind, id, version),
  UNIQUE (company, digest)
);
CREATE INDEX snapshots_subject ON snapshots (company, subject_kind, subject_id);

CREATE TABLE subjects (
  company integer NOT NULL,
  kind text NOT NULL,
  id bigint NOT NULL,
  key bytea NOT NULL,
  tag_salt bytea NOT NULL,
  PRIMARY KEY (company, kind, id)
);

CREATE TABLE directory (
  company integer NOT NULL,
  kind text NOT NULL,
  id bigint NOT NULL,
  user_id bigint,
  connection_id bigint,
  email text,
  json text NOT NULL,
  PRIMARY KEY (company, kind, id)
);
CREATE UNIQUE INDEX directory_email ON directory (company, email) WHERE kind = 'user' AND email IS NOT NULL;
CREATE INDEX directory_user ON directory (company, kind, user_id, id) WHERE user_id IS NOT NULL;

CREATE TABLE event_types (
  company integer NOT NULL,
  name text NOT NULL,
  version integer NOT NULL,
  category text NOT NULL,
  schema text NOT NULL,
  created_at bigint NOT NULL,
  PRIMARY KEY (company, name, version)
);

CREATE TABLE api_keys (
  company integer NOT NULL,
  id text NOT NULL,
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  user_id bigint NOT NULL,
  name text NOT NULL,
  permissions text[] NOT NULL,
  addresses text[] NOT NULL,
  date_style text NOT NULL,
  created_at bigint NOT NULL,
  expires_at bigint,
  revoked_at bigint,
  PRIMARY KEY (company, id),
  UNIQUE (company, hash)
);
-- A request names its key and nothing else: the company follows from the key, so this look-up cannot begin
-- with it. Not unique, so that it can exist on every shard; two keys never share a SHA-256.
CREATE INDEX api_keys_hash ON api_keys (hash);

CREATE TABLE idempotency (
  company integer NOT NULL,
  key text NOT NULL,
  fingerprint bytea NOT NULL,
  -- Where the events of the first answer lie, in its order.
  seqs bigint[] NOT NULL,
  created_at bigint NOT NULL,
  PRIMARY KEY (company, key)
);
CREATE INDEX idempotency_age ON idempotency (company, created_at);

CREATE TABLE checkpoints (
  company integer PRIMARY KEY,
  size bigint NOT NULL,
  root bytea NOT NULL CHECK (octet_length(root) = 32),
  note text NOT NULL
);
