-- How people sign in. A token is stored nowhere, only the SHA-256 of it; it names its company, so that whoever presents
-- one is looked up within a company. All of it is personal data: erasure removes a person's rows.

-- A user who has a password (`password` says how it was made), or was signed out everywhere.
CREATE TABLE accounts (
  company INTEGER NOT NULL,
  user_id INTEGER NOT NULL,
  password TEXT,
  password_at INTEGER,
  signed_out_at INTEGER,
  PRIMARY KEY (company, user_id)
) STRICT, WITHOUT ROWID;

-- Links that sign somebody in: `password` sets a password, once; `signIn` opens one session; `auditor` opens sessions
-- of nobody in the directory, which only read, until it ends.
CREATE TABLE sign_in_links (
  company INTEGER NOT NULL,
  id TEXT NOT NULL,
  hash BLOB NOT NULL,
  kind TEXT NOT NULL,
  user_id INTEGER,
  name TEXT,
  email TEXT,
  created_by INTEGER,
  created_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  used_at INTEGER,
  PRIMARY KEY (company, id)
) STRICT;
CREATE INDEX sign_in_links_hash ON sign_in_links (company, hash);

-- `also`: JSON, the users of other companies that the same sign-in proved.
CREATE TABLE sessions (
  company INTEGER NOT NULL,
  id TEXT NOT NULL,
  hash BLOB NOT NULL,
  user_id INTEGER,
  link_id TEXT,
  also TEXT NOT NULL,
  signed_in_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  PRIMARY KEY (company, id)
) STRICT;
CREATE INDEX sessions_hash ON sessions (company, hash);
