-- How people sign in. A token is stored nowhere, only the SHA-256 of it; it names its company, so that whoever presents
-- one is looked up within a company. All of it is personal data: erasure removes a person's rows.

-- A user who has a password (`password` says how it was made), or was signed out everywhere.
CREATE TABLE accounts (
  company integer NOT NULL,
  user_id bigint NOT NULL,
  password text,
  password_at bigint,
  signed_out_at bigint,
  PRIMARY KEY (company, user_id)
);

-- Links that sign somebody in: `password` sets a password, once; `signIn` opens one session; `auditor` opens sessions
-- of nobody in the directory, which only read, until it ends.
CREATE TABLE sign_in_links (
  company integer NOT NULL,
  id text NOT NULL,
  hash bytea NOT NULL,
  kind text NOT NULL,
  user_id bigint,
  name text,
  email text,
  created_by bigint,
  created_at bigint NOT NULL,
  ends_at bigint NOT NULL,
  used_at bigint,
  PRIMARY KEY (company, id)
);
CREATE INDEX sign_in_links_hash ON sign_in_links (company, hash);

-- `also`: JSON, the users of other companies that the same sign-in proved.
CREATE TABLE sessions (
  company integer NOT NULL,
  id text NOT NULL,
  hash bytea NOT NULL,
  user_id bigint,
  link_id text,
  also text NOT NULL,
  signed_in_at bigint NOT NULL,
  seen_at bigint NOT NULL,
  ends_at bigint NOT NULL,
  PRIMARY KEY (company, id)
);
CREATE INDEX sessions_hash ON sessions (company, hash);

DO $$
BEGIN
  IF to_regproc('keep_by_company') IS NOT NULL THEN
    PERFORM keep_by_company(name::regclass) FROM unnest(ARRAY['accounts', 'sign_in_links', 'sessions']) AS name;
  END IF;
END
$$;
